// Why this answer, or why none: asked for only when somebody wants to see it.

import { Problem, explain } from "./service.js";
import { element } from "./elements.js";

const FATES = {
  not_read: "not read",
  no_span: "nothing found in it",
  wrong_type: "not the kind of thing asked for",
  wrong_time: "speaks of another year",
  below_the_bar: "the likeliest, but below the bar",
  outweighed: "another is likelier",
  other_way: "another way of answering was chosen",
};

/** A fold-out that explains the answer when it is opened for the first time. */
export function whyOf(answer, sources) {
  const body = element("div", { role: "status" });
  const title = answer.status === "no_answer" ? "Why no answer" : "Why this answer";
  const fold = element("details", { class: "why" }, element("summary", {}, title), body);
  fold.addEventListener("toggle", () => {
    if (fold.open && !body.children.length) fill(body, answer, sources);
  });
  return fold;
}

async function fill(body, answer, sources) {
  body.replaceChildren(element("p", {}, "Looking back …"));
  try {
    const asked = answer.interpreted_question || answer.question;
    const explained = await explain(asked, sources);
    body.replaceChildren(...explained.explanations.flatMap(onePart));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    body.replaceChildren(element("p", { class: "problem" }, error.message));
  }
}

function onePart(part) {
  return [
    element("p", {}, `${part.candidates} passages were found and ${part.read} of them read. `
      + `Confidence ${shown(part.confidence)}, the bar ${shown(part.bar)}.`),
    part.missing_terms.length
      ? element("p", {}, `In no passage that was read: ${part.missing_terms.join(", ")}.`) : null,
    ...section("What was proposed", part.proposals, proposal),
    ...section("Another question would have got", part.changes, change),
    ...section("What was looked at", part.passages, passage),
  ].filter(Boolean);
}

function section(title, rows, show) {
  if (!rows.length) return [];
  return [element("h3", {}, title), element("ol", { class: "traced" }, rows.map(show))];
}

function proposal(row) {
  return element("li", {}, element("q", {}, row.answer),
    element("span", { class: "place" }, `${shown(row.probability)} · ${fate(row)} · ${row.source}`));
}

function passage(row) {
  return element("li", {}, row.source, row.best === null ? null : [": ", element("q", {}, row.best)],
    element("span", { class: "place" }, `match ${shown(row.score)} · ${fate(row)}`));
}

function change(row) {
  return element("li", {}, `${row.change}: `,
    row.answer === null ? "no answer" : element("q", {}, row.answer));
}

const fate = (row) => (row.dropped ? FATES[row.dropped] : "the answer");
const shown = (share) => share.toFixed(2);
