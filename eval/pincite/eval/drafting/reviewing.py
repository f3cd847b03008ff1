"""Going through drafts one by one: accept, edit or reject, and go on another day."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pincite.corpus import InputError
from pincite.eval.questions import QuestionRow

Json = dict[str, Any]
Ask = Callable[[str], str]
Tell = Callable[[str], None]

HELP = "a accept   e edit   r reject   s skip for now   b back   q stop"
_EXTRA = ("draft", "feedback")
"""Fields that a question does not need once a person has agreed to it."""


@dataclass(slots=True)
class Review:
    """The decisions on a file of drafts; each is on disk as soon as it is made."""

    drafts: list[Json]
    journal: Path
    """Decisions in their order, a line each; the last one of an id counts."""
    decisions: dict[str, Json] = field(default_factory=dict)

    @property
    def waiting(self) -> list[Json]:
        """The drafts without a decision, in their order."""
        return [draft for draft in self.drafts if draft["id"] not in self.decisions]

    @property
    def accepted(self) -> list[Json]:
        """The rows that were agreed to, as they were agreed to."""
        found = (self.decisions.get(draft["id"]) for draft in self.drafts)
        return [one["row"] for one in found if one and one["decision"] != "rejected"]

    def decide(self, draft: Json, decision: str, row: Json | None = None) -> None:
        """Keeps a decision: accepted, edited or rejected."""
        kept = {"id": draft["id"], "decision": decision, "row": row}
        with self.journal.open("a", encoding="utf-8") as file:
            file.write(json.dumps(kept, ensure_ascii=False) + "\n")
        self.decisions[draft["id"]] = kept

    def undo(self) -> Json | None:
        """Takes the last decision back and returns its draft; None where there is none."""
        if not self.decisions:
            return None
        name, _ = self.decisions.popitem()
        lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in self.decisions.values())
        self.journal.write_text("".join(lines), encoding="utf-8")
        return next((draft for draft in self.drafts if draft["id"] == name), None)


def open_review(drafts: Path) -> Review:
    """The review of a file of drafts, with the decisions made so far.

    Raises:
        InputError: a file cannot be read, or a line of it is no row.
    """
    rows = list(_rows(drafts))
    for number, row in enumerate(rows, start=1):
        if not isinstance(row.get("question"), str) or not isinstance(row.get("id"), str):
            raise InputError(f'{drafts}, row {number}: has no "id" and "question"')
    journal = drafts.with_name(f"{drafts.stem}.review.jsonl")
    review = Review(rows, journal)
    if journal.exists():
        for kept in _rows(journal):
            review.decisions.pop(kept["id"], None)
            review.decisions[kept["id"]] = kept
    return review


def go_through(review: Review, ask: Ask, tell: Tell) -> None:
    """Shows each waiting draft and keeps what the person says, until there is none or they stop."""
    skipped: set[str] = set()
    tell(HELP)
    while left := [draft for draft in review.waiting if draft["id"] not in skipped]:
        draft = left[0]
        done = len(review.decisions)
        tell(f"\n[{done + 1} of {len(review.drafts)}]\n{shown(draft)}")
        match ask("> ").strip().casefold():
            case "q":
                return
            case "b":
                undone = review.undo()
                tell("Taken back." if undone else "There is nothing to take back.")
            case "s":
                skipped.add(draft["id"])
            case "r":
                review.decide(draft, "rejected")
            case "a":
                _keep(review, draft, draft, "accepted", tell)
            case "e":
                _keep(review, draft, edited(draft, ask, tell), "edited", tell)
            case _:
                tell(HELP)


def shown(draft: Json) -> str:
    """A draft as a person reads it: question, answer, the words it rests on."""
    lines = [f"  {draft['question']}"]
    answers = draft.get("answers") or []
    if draft.get("items"):
        lines += [f"  - {item}" for item in draft["items"]]
    elif answers:
        lines.append(f"  = {answers[0]}" + "".join(f"   or: {one}" for one in answers[1:]))
    elif draft.get("unanswerable"):
        lines.append("  = no answer in the documents")
    else:
        lines.append("  = the right answer is not known yet: edit (e) to give it")
    for place in draft.get("evidence") or []:
        quote = " ".join((place.get("quote") or "").split())
        lines.append(f"  {place['source']}: “{quote}”" if quote else f"  {place['source']}")
    context = (draft.get("draft") or {}).get("context")
    if context:
        lines.append(f"  columns: {' '.join(context.split())}")
    said = draft.get("feedback")
    if said:
        answered = said.get("answered") or "no answer"
        lines.append(f"  feedback: {said.get('verdict')}; pincite had answered: {answered}")
    return "\n".join(lines)


def edited(draft: Json, ask: Ask, tell: Tell) -> Json:
    """The draft as the person changes it; an empty line leaves a field as it is."""
    tell('Leave a line empty to keep it. Answers are parted by " | "; a dash means: no answer.')
    row = dict(draft)
    row["question"] = ask(f"question [{draft['question']}]: ").strip() or draft["question"]
    field_name = "items" if draft.get("items") else "answers"
    before = " | ".join(draft.get(field_name) or []) or "-"
    given = ask(f"{field_name} [{before}]: ").strip()
    if given == "-":
        row |= {"answers": [], "unanswerable": True}
        row.pop("items", None)
        row.pop("evidence", None)
    elif given:
        parts = [part.strip() for part in given.split("|") if part.strip()]
        if field_name == "items":
            row |= {"items": parts, "answers": ["; ".join(parts), ", ".join(parts)]}
        else:
            row |= {"answers": parts, "unanswerable": False}
    return row


def _keep(review: Review, draft: Json, row: Json, decision: str, tell: Tell) -> None:
    plain = {name: value for name, value in row.items() if name not in _EXTRA}
    try:
        QuestionRow.model_validate(plain)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        tell(f"Not yet a question: {first['msg'].removeprefix('Value error, ')}. Edit it (e).")
        return
    review.decide(draft, decision, plain)


def _rows(path: Path) -> Iterator[Json]:
    try:
        lines: Sequence[str] = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}, line {number}: is no JSON object ({error.msg})") from error
        if not isinstance(row, dict):
            raise InputError(f"{path}, line {number}: is no JSON object")
        yield row
