// An answer as a person reads it.

import { addressOf } from "./service.js";
import { button, copyText, element } from "./elements.js";

const REASONS = {
  nothing_relevant: "No document speaks of this.",
  not_stated: "The documents speak of it, but do not say this.",
  uncertain: "There are places that may answer it, but none is sure enough to be called the answer.",
};

/** Everything that is shown of an answer; `open` shows a citation's document, `link` leads to it. */
export function showAnswer(answer, open, link) {
  const numbered = new Numbered(open);
  const body = [understood(answer), ...mainPart(answer, numbered)];
  if (answer.note) body.push(element("p", { class: "note" }, answer.note));
  body.push(element("p", { class: "sureness" }, sureness(answer)));
  if (answer.status !== "conflicting") {
    body.push(numbered.list(answer.status === "no_answer" ? "Nearest places" : "Sources"));
  }
  if (answer.status === "answered") body.push(runnersUp(answer, numbered));
  body.push(tools(answer, numbered, link));
  return body;
}

/** Citations in the order of their numbers, each place once. */
class Numbered {
  constructor(open) {
    this.open = open;
    this.citations = [];
  }

  /** The number of a citation, as a button that opens its document. */
  mark(citation) {
    const number = this.numberOf(citation);
    const name = `Source ${number}: ${citation.title || citation.source}`;
    return button(String(number), (event) => this.open(citation, event.currentTarget), {
      class: "number", "aria-label": name, title: citation.source,
    });
  }

  marks(citations) {
    return citations.flatMap((citation) => [" ", this.mark(citation)]);
  }

  numberOf(citation) {
    const same = (other) => ["document_id", "start", "end"].every((k) => other[k] === citation[k]);
    const place = this.citations.findIndex(same);
    return place >= 0 ? place + 1 : this.citations.push(citation);
  }

  list(title) {
    if (!this.citations.length) return null;
    const rows = this.citations.map((citation) => this.row(citation));
    return element("section", { class: "sources" },
      element("h3", {}, title), element("ol", {}, rows));
  }

  row(citation) {
    const shown = button(citation.title || citation.source,
      (event) => this.open(citation, event.currentTarget), { class: "source" });
    return element("li", {}, shown, element("span", { class: "place" },
      placeOf(citation) || citation.source), element("blockquote", {}, inContext(citation)));
  }
}

function mainPart(answer, numbered) {
  if (answer.status === "no_answer") {
    answer.closest.forEach((citation) => numbered.numberOf(citation));
    return [element("p", { class: "said none" }, "The documents do not say."),
      element("p", {}, REASONS[answer.reason] || "")];
  }
  if (answer.status === "conflicting") return [disagreement(answer, numbered)];
  if (answer.parts.length) return answer.parts.map((part) => onePart(part, numbered));
  if (answer.items.length) return [itemList(answer, numbered)];
  return [said(answer, numbered), workedOut(answer)];
}

function said(answer, numbered) {
  const verdict = { supports: "Yes: ", denies: "No: " }[answer.verdict] || "";
  return element("p", { class: "said" }, verdict ? element("strong", {}, verdict) : null,
    answer.answer, numbered.marks(answer.citations));
}

function workedOut(answer) {
  if (!answer.computed) return null;
  const from = answer.computed.operands.map((index) => `${answer.citations[index].quote}`);
  return element("p", { class: "note" }, `Worked out (${answer.computed.operation}) from `
    + `${from.join(" and ")}.`);
}

function itemList(answer, numbered) {
  const rows = answer.items.map((item, at) =>
    element("li", {}, item, numbered.marks(answer.citations[at] ? [answer.citations[at]] : [])));
  return element("ul", { class: "said items" }, rows);
}

function onePart(part, numbered) {
  return element("div", { class: "part" }, element("h3", {}, part.question),
    element("p", { class: part.answer === null ? "said none" : "said" },
      part.answer === null ? "The documents do not say." : part.answer,
      numbered.marks(part.citations)));
}

function disagreement(answer, numbered) {
  const values = [{ answer: answer.answer, citations: answer.citations }, ...answer.alternatives];
  const cards = values.map((value, at) => {
    value.citations.forEach((citation) => numbered.numberOf(citation));
    return element("li", {},
      element("p", { class: "said" }, value.answer, numbered.marks(value.citations)),
      element("p", { class: "dated" }, datesOf(value.citations)),
      at === 0 ? element("p", { class: "chosen" }, "Taken as the answer") : null,
      element("ul", { class: "places" }, value.citations.slice(0, 3).map((c) => numbered.row(c))));
  });
  return element("div", {}, element("p", { class: "said-lead" }, "The sources give different answers:"),
    element("ul", { class: "disagreement" }, cards));
}

/** The times that the sources of a value speak from. */
function datesOf(citations) {
  const dates = [...new Set(citations.map((citation) => citation.as_of).filter(Boolean))].sort();
  return dates.length ? `As of ${dates.join(", ")}` : "No date is stated";
}

function runnersUp(answer, numbered) {
  if (!answer.alternatives.length) return null;
  const rows = answer.alternatives.flatMap((other) => other.citations.slice(0, 1))
    .map((citation) => numbered.row(citation));
  return element("details", { class: "sources" }, element("summary", {}, "Other possible answers"),
    element("ul", {}, rows));
}

function understood(answer) {
  if (!answer.interpreted_question) return null;
  return element("p", { class: "understood" }, "Understood as: ",
    element("q", {}, answer.interpreted_question));
}

function sureness(answer) {
  const percent = Math.round(100 * answer.confidence);
  return answer.status === "no_answer"
    ? `${percent} % sure that the documents do not say`
    : `${percent} % sure`;
}

function tools(answer, numbered, link) {
  return element("p", { class: "tools" },
    button("Copy with sources", (event) => copyText(asText(answer, numbered.citations), event.currentTarget)),
    button("Copy link", (event) => copyText(link, event.currentTarget)));
}

function asText(answer, citations) {
  const lines = citations.map((citation, at) =>
    `[${at + 1}] ${[citation.source, placeOf(citation)].filter(Boolean).join(", ")}: "${citation.quote}"\n    ${addressOf(citation)}`);
  return [answer.question, "", answer.answer === null ? "The documents do not say." : answer.answer,
    "", ...lines].join("\n");
}

/** Where a citation stands, in words. */
export function placeOf(citation) {
  const cell = citation.cell ? [citation.cell.row, citation.cell.column].filter(Boolean).join(", ") : "";
  const inside = citation.heading[0] === citation.title ? 1 : 0;
  return [citation.page ? `page ${citation.page}` : "", citation.heading.slice(inside).join(" › "), cell,
    citation.as_of ? `as of ${citation.as_of}` : "",
    citation.also_in?.length ? `also in ${citation.also_in.join(", ")}` : ""].filter(Boolean).join(" · ");
}

/** The passage with the quoted words marked; offsets count code points. */
function inContext(citation) {
  const letters = Array.from(citation.passage.text);
  const from = citation.start - citation.passage.start;
  const to = citation.end - citation.passage.start;
  if (from < 0 || to > letters.length) return [element("mark", {}, citation.quote)];
  return [letters.slice(0, from).join(""), element("mark", {}, letters.slice(from, to).join("")),
    letters.slice(to).join("")];
}
