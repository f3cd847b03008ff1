// The address of an answer: kept as it was, or asked anew.

import { Problem, findAnswer } from "./service.js";
import { choose } from "./documents.js";
import { element } from "./elements.js";

/** An address that leads to this answer, or asks its question again where answers are not kept. */
export function linkTo(answer, sources) {
  if (answer.answer_id) return `${location.origin}/#answer=${encodeURIComponent(answer.answer_id)}`;
  const values = new URLSearchParams({ q: answer.interpreted_question || answer.question });
  for (const source of sources) values.append("in", source);
  return `${location.origin}/#${values}`;
}

/** Does what the page's address asks for, if anything: shows a kept answer or asks a question. */
export async function followAddress(take, show, tell) {
  const values = new URLSearchParams(location.hash.slice(1));
  const [id, question] = [values.get("answer"), values.get("q")];
  if (id) {
    try {
      show(await findAnswer(id));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      tell(error.message);
    }
  } else if (question) {
    if (values.has("in")) choose(values.getAll("in"));
    take(question);
  }
}

/** When a kept answer was given. */
export function keptSince(answer) {
  const moment = new Date(answer.kept_at).toLocaleString([], { dateStyle: "long", timeStyle: "short" });
  return element("p", { class: "note" },
    `Answered on ${moment}. Documents may have changed since.`);
}
