// The side: a document opened at a citation, or the list of documents.

import { describe, readText } from "./service.js";
import { pagePicture } from "./picture.js";
import { placeOf } from "./answer.js";
import { finder } from "./find.js";
import { button, byId, element } from "./elements.js";

const AROUND = 20000;
const covers = matchMedia("(max-width: 59.99rem)");
let cameFrom = null;
let offered = null;

covers.addEventListener("change", keepFocusInSight);

/** Where the side covers the page, what lies under it cannot be reached by the keyboard. */
function keepFocusInSight() {
  const isHidden = covers.matches && !byId("side").hidden;
  for (const name of ["header", "main"]) document.querySelector(name).inert = isHidden;
}

/** Shows the side with a title and a body; `opener` gets the focus back when it is closed. */
export function showSide(title, body, opener) {
  cameFrom = opener || cameFrom;
  byId("side-title").textContent = title;
  byId("side-body").replaceChildren(...body);
  byId("side").hidden = false;
  byId("show-documents").setAttribute("aria-expanded", "false");
  document.body.classList.add("with-side");
  keepFocusInSight();
  byId("side-title").focus();
}

export function closeSide() {
  if (byId("side").hidden) return;
  byId("side").hidden = true;
  document.body.classList.remove("with-side");
  keepFocusInSight();
  offered = null;
  byId("show-documents").setAttribute("aria-expanded", "false");
  if (cameFrom && cameFrom.isConnected) cameFrom.focus();
  cameFrom = null;
}

/** Every document opened from now on offers its marked words as a place, until one is taken. */
export function offerPlace(take, lookElsewhere) {
  offered = { take, lookElsewhere };
}

/** Opens the document beside the answer, scrolled to the words, which are marked. */
export async function openCitation(citation, opener, found = {}) {
  const from = Math.max(0, citation.passage.start - AROUND);
  const got = await readAround(citation, from, opener);
  if (!got) return;
  const letters = Array.from(got.text);
  const cut = (start, end) => letters.slice(start - got.start, end - got.start).join("");
  const passage = citation.passage;
  const mark = element("mark", { id: "marked" }, cut(citation.start, citation.end));
  const text = element("div", { class: "text", tabindex: "0", role: "region", "aria-label": "Text" },
    cut(got.start, passage.start),
    element("span", { class: "passage" }, cut(passage.start, citation.start), mark,
      cut(citation.end, passage.end)),
    cut(passage.end, got.end));
  showSide(got.title || got.source, documentBody(got, text, placeOf(citation), citation, found), opener);
  if (found.words) {
    byId("words").focus();
    byId("words").select();
  }
  mark.scrollIntoView({ block: "center" });
}

/** Opens a document from its beginning. */
export async function openDocument(record, opener) {
  const end = Math.min(record.characters, 2 * AROUND);
  const got = await readText(record.document_id, 0, end);
  const text = element("div", { class: "text", tabindex: "0", role: "region", "aria-label": "Text" },
    got.text);
  showSide(got.title || got.source, documentBody(got, text, record.as_of || ""), opener);
}

async function readAround(citation, from, opener) {
  const to = citation.passage.end + AROUND;
  try {
    const facts = await describe(citation.document_id);
    const got = await readText(citation.document_id, from, Math.min(to, facts.characters));
    return { ...facts, ...got };
  } catch (problem) {
    showSide(citation.title || citation.source, [element("p", { role: "alert" }, problem.message)], opener);
    return null;
  }
}

function documentBody(got, text, place, citation = null, found = {}) {
  const reopen = (there, how) => openCitation(there, cameFrom, how);
  const stale = citation && citation.sha256 !== got.sha256
    ? element("p", { role: "alert", class: "note" },
      "This document has changed since the answer; the mark may not stand where it stood.")
    : null;
  const picture = citation && citation.page && got.format === "pdf" && !stale
    ? pagePicture(got, citation) : null;
  return [element("p", { class: "place" }, [got.source, place].filter(Boolean).join(" · ")), stale,
    finder(got, reopen, found), placeOffer(got, text, citation), picture,
    earlier(got, text), text, later(got, text)].filter(Boolean);
}

function placeOffer(got, text, citation) {
  if (!offered) return null;
  const told = element("span", { role: "status", class: "place" });
  const take = async () => {
    const span = selectedIn(text, got.start) || (citation && [citation.start, citation.end]);
    if (!span) {
      told.textContent = "Mark the words first, or find them above.";
      return;
    }
    const [start, end] = span;
    const problem = await offered.take({ document_id: got.document_id, start, end });
    told.textContent = problem;
    if (!problem) closeSide();
  };
  return element("div", { class: "offer" }, element("p", {},
    "Find the right words, or mark them in the text."),
  element("p", { class: "tools" }, button("This is the right place", take),
    button("Look in another document", () => offered.lookElsewhere())), told);
}

/** The selected stretch of the text in code points, or null. */
function selectedIn(text, textStart) {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const before = range.cloneRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const start = Number(text.dataset.start ?? textStart) + Array.from(before.toString()).length;
  return [start, start + Array.from(range.toString()).length];
}

function earlier(got, text) {
  let start = got.start;
  if (start === 0) return null;
  return button("Show earlier text", async (event) => {
    const pressed = event.currentTarget;
    const more = await readText(got.document_id, Math.max(0, start - AROUND), start);
    start = more.start;
    text.dataset.start = start;
    const height = text.scrollHeight;
    text.prepend(more.text);
    text.scrollTop += text.scrollHeight - height;
    if (start === 0) pressed.remove();
  });
}

function later(got, text) {
  let end = got.end;
  if (end >= got.characters) return null;
  return button("Show later text", async (event) => {
    const pressed = event.currentTarget;
    const more = await readText(got.document_id, end, Math.min(got.characters, end + AROUND));
    end = more.end;
    text.append(more.text);
    if (end >= got.characters) pressed.remove();
  });
}
