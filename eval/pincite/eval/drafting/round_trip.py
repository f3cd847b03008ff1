"""Whether a draft, asked of the index, gives its own answer and place back."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from pincite.corpus import Span
from pincite.eval.drafting.drafts import Draft
from pincite.qa.answer_overlap import overlap_f1, words
from pincite.qa.answers import Answer, Citation, Question
from pincite.qa.words import stems

GIVEN_F1 = 0.8
NEAR_F1 = 0.4


class Asked(Protocol):
    """What drafts are asked of."""

    def ask(self, question: Question) -> Answer:
        """The answer from the whole folder."""

    def read_alone(self, question: str, passage: str) -> str | None:
        """The best span in one passage; None where it has none."""


class Level(IntEnum):
    """How a draft came back."""

    MISSED = 0
    """With another answer or none, and its own sentence does not give it either."""
    ALONE = 1
    """Only its own sentence, read alone, gives the answer."""
    NEAR = 2
    """With part of the answer, or the answer from another place or as a second choice."""
    GIVEN = 3
    """With its answer and its place."""


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """What came back for a draft."""

    level: Level
    confidence: float
    conflicting: bool = False
    """Whether the folder gives several values: the question leaves something open."""


def round_trip(draft: Draft, asked: Asked) -> RoundTrip:
    """Asks a draft and compares what comes back with its answer and place."""
    answer = asked.ask(Question(draft.question))
    conflicting = answer.status == "conflicting"
    if not draft.is_answerable:
        return RoundTrip(_level_of_none(draft, answer), answer.confidence)
    level = _level(draft, answer)
    if level is Level.MISSED and not draft.items:
        found = asked.read_alone(draft.question, _neighbourhood(draft))
        if found is not None and _f1(draft, found) >= GIVEN_F1:
            level = Level.ALONE
    return RoundTrip(level, answer.confidence, conflicting)


def _level(draft: Draft, answer: Answer) -> Level:
    best = _best_f1(draft, answer)
    placed = any(_is_there(draft, citation) for citation in answer.citations)
    if best >= GIVEN_F1 and placed:
        return Level.GIVEN
    if best >= GIVEN_F1 or (placed and best >= NEAR_F1):
        return Level.NEAR
    others = [
        one
        for one in answer.alternatives
        if _f1(draft, one.answer) >= GIVEN_F1 and any(_is_there(draft, c) for c in one.citations)
    ]
    return Level.NEAR if others else Level.MISSED


def _best_f1(draft: Draft, answer: Answer) -> float:
    if answer.answer is None:
        return 0.0
    if draft.items and answer.items:
        shared = sum(
            any(overlap_f1(words(item), words(gold)) >= NEAR_F1 for gold in draft.items)
            for item in answer.items
        )
        return 2 * shared / (len(answer.items) + len(draft.items))
    return _f1(draft, answer.answer)


def _f1(draft: Draft, found: str) -> float:
    return max(overlap_f1(words(found), words(gold)) for gold in draft.answers)


def _is_there(draft: Draft, citation: Citation) -> bool:
    here = citation.document_id == draft.document.document_id
    return here and citation.span.overlaps(draft.evidence)


def _neighbourhood(draft: Draft) -> str:
    """The draft's evidence with the line it stands in."""
    text = draft.document.text
    start = text.rfind("\n", 0, draft.evidence.start) + 1
    end = text.find("\n", draft.evidence.end)
    whole = Span(start, end if end >= 0 else len(text))
    return draft.document.quote(whole if len(whole) < 1500 else draft.evidence)


def _level_of_none(draft: Draft, answer: Answer) -> Level:
    """A draft without answer comes back when nothing is found, or only in another matter.

    What is found in a place that does not say the exchanged word answers another question.
    """
    if answer.answer is None:
        return Level.GIVEN
    wanted = stems(draft.exchanged)
    said = (stems(_around(citation)) for citation in answer.citations)
    return Level.MISSED if not wanted or any(wanted <= words for words in said) else Level.NEAR


def _around(citation: Citation) -> str:
    """Everything that the place of a citation says of what it is about."""
    cell = citation.cell
    names = (cell.row, cell.column) if cell else ()
    return " ".join([citation.passage_text, *citation.heading, *(name or "" for name in names)])
