// What a person says of an answer, where answers are kept.

import { Problem, sendFeedback } from "./service.js";
import { showDocuments } from "./documents.js";
import { offerPlace, openCitation } from "./side.js";
import { button, element } from "./elements.js";

const WANTED = "Open the document, find or mark the right words, then press “This is the right place”.";

/** Asks whether the answer is right; nothing where answers are not kept. */
export function feedbackOn(answer) {
  return answer.answer_id ? new Feedback(answer).body : null;
}

class Feedback {
  constructor(answer) {
    this.answer = answer;
    this.said = answer.feedback || {};
    this.told = element("p", { role: "status", class: "place" });
    this.more = element("div", { class: "wrong", hidden: true });
    this.choices = this.verdicts().map(([verdict, words]) => button(words,
      () => this.say({ verdict }), { "data-verdict": verdict, "aria-pressed": "false" }));
    this.body = element("section", { class: "feedback", "aria-label": "Feedback" },
      element("h3", {}, "Is this right?"),
      element("p", { class: "tools" }, this.choices), this.told, this.more);
    this.show();
  }

  verdicts() {
    const abstained = this.answer.status === "no_answer";
    return [["right", abstained ? "Yes, they do not say" : "Right"],
      ["wrong", abstained ? "No, they do say" : "Wrong"],
      ...(abstained ? [] : [["should_have_abstained", "The documents do not say this"]])];
  }

  /** Sends it; gives the sentence that says what went wrong, or nothing. */
  async say(said) {
    try {
      this.said = await sendFeedback(this.answer.answer_id, said);
      this.show();
      this.told.textContent = this.thanks();
      this.body.scrollIntoView({ block: "nearest" });
      return "";
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.told.textContent = error.message;
      return error.message;
    }
  }

  thanks() {
    const { place, comment } = this.said;
    if (place) return `Noted: “${shortened(place.quote)}” in ${place.source}.`;
    return comment ? "Noted, with your words." : "Noted.";
  }

  show() {
    for (const choice of this.choices) {
      choice.setAttribute("aria-pressed", String(choice.dataset.verdict === this.said.verdict));
    }
    this.more.hidden = this.said.verdict !== "wrong";
    if (!this.more.hidden && !this.more.children.length) this.more.append(...this.whenWrong());
  }

  whenWrong() {
    const field = element("input", { type: "text", maxlength: "2000", autocomplete: "off",
      value: this.said.comment || "" });
    const send = () => this.say(this.wrong({ comment: field.value.trim() || null }));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") send();
    });
    return [
      element("label", {}, "What is wrong with it? (may be left out) ", field),
      element("p", { class: "tools" }, button("Send", send),
        button("Show the right place", (event) => this.askForPlace(event.currentTarget)))];
  }

  wrong(more) {
    const { place, comment } = this.said;
    const kept = place && { document_id: place.document_id, start: place.start, end: place.end };
    return { verdict: "wrong", place: kept || null, comment: comment || null, ...more };
  }

  askForPlace(opener) {
    offerPlace((place) => this.say(this.wrong({ place })), () => showDocuments(opener, WANTED));
    const [nearest] = [...this.answer.closest, ...this.answer.citations];
    if (nearest) openCitation(nearest, opener);
    else showDocuments(opener, WANTED);
  }
}

function shortened(quote) {
  const letters = Array.from(quote);
  return letters.length > 80 ? `${letters.slice(0, 80).join("")} …` : quote;
}
