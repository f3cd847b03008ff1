// The conversation: what was asked, what was answered, what is asked next.

import { Problem, ask, listDocuments } from "./service.js";
import { closeSide, openCitation, openDocument, showSide } from "./side.js";
import { showAnswer } from "./answer.js";
import { button, byId, element } from "./elements.js";

const MOST_TURNS_SENT = 20;
const state = { history: [], documents: [], chosen: new Set(), isAsking: false };

byId("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  const question = byId("question").value.trim();
  if (question && !state.isAsking) takeTurn(question);
});

byId("question").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  byId("ask").requestSubmit();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !byId("token-wanted").open) closeSide();
});
byId("close-side").addEventListener("click", closeSide);
byId("start-anew").addEventListener("click", startAnew);
byId("show-documents").addEventListener("click", (event) => {
  if (event.currentTarget.getAttribute("aria-expanded") === "true") return closeSide();
  showDocuments(event.currentTarget);
});
window.addEventListener("hashchange", askFromAddress);

async function takeTurn(question) {
  const place = element("div", { class: "answer" }, element("p", { class: "waiting" }, "Reading …"));
  const turn = element("li", {}, element("h2", {}, question), place);
  begin(turn);
  try {
    const answer = await ask(question, state.history.slice(-MOST_TURNS_SENT), [...state.chosen]);
    state.history.push({ question: answer.interpreted_question || question, answer: answer.answer });
    place.replaceChildren(...showAnswer(answer, openCitation).filter(Boolean));
    byId("telling").textContent = answer.answer === null
      ? "The documents do not say." : "The answer stands above.";
    byId("question").value = "";
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    place.replaceChildren(element("p", { role: "alert", class: "problem" }, error.message),
      button("Ask again", () => { turn.remove(); takeTurn(question); }));
    byId("telling").textContent = "";
  } finally {
    state.isAsking = false;
    byId("send").disabled = false;
    turn.scrollIntoView({ block: "start" });
  }
}

function begin(turn) {
  state.isAsking = true;
  byId("send").disabled = true;
  byId("welcome").hidden = true;
  byId("start-anew").hidden = false;
  byId("telling").textContent = "Reading the documents …";
  byId("turns").append(turn);
  turn.scrollIntoView({ block: "start" });
}

function startAnew() {
  state.history = [];
  byId("turns").replaceChildren();
  byId("welcome").hidden = false;
  byId("start-anew").hidden = true;
  byId("telling").textContent = "";
  closeSide();
  byId("question").focus();
}

async function showDocuments(opener) {
  await learnDocuments();
  opener.setAttribute("aria-expanded", "true");
  const filter = element("input", { id: "filter", type: "search", autocomplete: "off" });
  const rows = element("ul", { class: "documents" });
  const show = () => rows.replaceChildren(...state.documents.filter(
    (record) => `${record.source} ${record.title}`.toLowerCase().includes(filter.value.toLowerCase()),
  ).map(documentRow));
  filter.addEventListener("input", show);
  show();
  showSide("Documents", [
    element("p", {}, "Tick documents to ask only these; press a name to read one."),
    element("label", { for: "filter" }, "Find a document"), filter, rows], opener);
}

function documentRow(record) {
  const box = element("input", { type: "checkbox", "aria-label": `Ask only: ${record.source}` });
  box.checked = state.chosen.has(record.source);
  box.addEventListener("change", () => {
    if (box.checked) state.chosen.add(record.source); else state.chosen.delete(record.source);
    tellScope();
  });
  return element("li", {}, box, element("div", {},
    button(record.title || record.source, () => openDocument(record, byId("show-documents")), { class: "source" }),
    element("span", { class: "place" }, [record.source, record.as_of].filter(Boolean).join(" · "))));
}

function tellScope() {
  const all = button("ask all", () => { state.chosen.clear(); tellScope(); closeSide(); });
  byId("scope").replaceChildren(...(state.chosen.size
    ? [`Asking only ${[...state.chosen].join(", ")} `, all] : []));
}

async function learnDocuments() {
  try {
    state.documents = await listDocuments();
    const count = state.documents.length;
    byId("extent").textContent = count === 1 ? "There is 1 document."
      : `There are ${count} documents.`;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    byId("telling").textContent = error.message;
  }
}

function askFromAddress() {
  const question = new URLSearchParams(location.hash.slice(1)).get("q");
  if (question && !state.isAsking) takeTurn(question);
}

learnDocuments();
askFromAddress();
byId("question").focus();
