// The conversation: what was asked, what was answered, what is asked next.

import { Problem, ask } from "./service.js";
import { closeSide, openCitation } from "./side.js";
import { chosenSources, learnDocuments, showDocuments } from "./documents.js";
import { followAddress, keptSince, linkTo } from "./kept.js";
import { feedbackOn } from "./feedback.js";
import { showAnswer } from "./answer.js";
import { whyOf } from "./why.js";
import { button, byId, element } from "./elements.js";

const MOST_TURNS_SENT = 20;
const state = { history: [], isAsking: false };

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
window.addEventListener("hashchange", followed);

async function takeTurn(question) {
  const place = element("div", { class: "answer" }, element("p", { class: "waiting" }, "Reading …"));
  const turn = element("li", {}, element("h2", {}, question), place);
  begin(turn);
  try {
    const sources = chosenSources();
    const answer = await ask(question, state.history.slice(-MOST_TURNS_SENT), sources,
      Number(byId("max-error").value));
    state.history.push(turnOf(answer));
    place.replaceChildren(...bodyOf(answer, sources));
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

function showKept(answer) {
  const place = element("div", { class: "answer" }, keptSince(answer), bodyOf(answer, []));
  const turn = element("li", {}, element("h2", {}, answer.question), place);
  byId("welcome").hidden = true;
  byId("start-anew").hidden = false;
  byId("turns").append(turn);
  state.history.push(turnOf(answer));
  turn.scrollIntoView({ block: "start" });
}

function bodyOf(answer, sources) {
  return [...showAnswer(answer, openCitation, linkTo(answer, sources)), whyOf(answer, sources),
    feedbackOn(answer)]
    .filter(Boolean);
}

function turnOf(answer) {
  return { question: answer.interpreted_question || answer.question, answer: answer.answer };
}

function followed() {
  if (state.isAsking) return;
  followAddress(takeTurn, showKept, (words) => { byId("telling").textContent = words; });
}

byId("question").focus();
await learnDocuments();
followed();
