"""Earlier turns as they were understood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.qa.conversation.mentions import Kind, Parsed, parse
from pincite.qa.conversation.tokens import Tag
from pincite.qa.parsed_question import AnswerType, parse_question

LONGEST_ANSWER = 200
"""Characters of an answer that are looked at for names and years."""
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Past:
    """A turn: the question as understood, and its answer."""

    question: Parsed
    answer: str
    asked_as: str = ""
    """The question in its own words."""

    @property
    def asked(self) -> AnswerType:
        """The kind of thing its question asked for."""
        return parse_question(self.question.text).answer_type

    @property
    def answer_words(self) -> int:
        """How many words the answer has."""
        return len(self.answer.split())


def past_turn(
    question: str, answer: str, names: frozenset[str], *, asked_as: str | None = None
) -> Past:
    """A turn taken apart: the question as understood, its answer, the question's own words."""
    shortened = " ".join(answer[: 4 * LONGEST_ANSWER].split())[:LONGEST_ANSWER]
    return Past(parse(question, names), shortened, question if asked_as is None else asked_as)


def names_in(texts: Sequence[str]) -> frozenset[str]:
    """The words, folded, that the texts write as names."""
    found: set[str] = set()
    for text in texts:
        for token in parse(text).tokens:
            if token.tag is Tag.NAME and len(token.low) > 2:
                found.add(token.low.removesuffix("'s"))
    return frozenset(found)


def last_year(past: Sequence[Past]) -> int | None:
    """The year that was spoken of last: in a question, else in its answer."""
    for turn in reversed(past):
        years = _YEAR.findall(turn.question.text) or _YEAR.findall(turn.answer)
        if years:
            return int(years[-1])
    return None


def last_time(past: Sequence[Past]) -> str | None:
    """The time that was spoken of last, as it was written: an asked-for date, else one named."""
    for turn in reversed(past):
        if turn.asked in {AnswerType.DATE, AnswerType.YEAR} and _YEAR.search(turn.answer):
            if turn.answer_words <= 4:
                return turn.answer
            return str(_YEAR.findall(turn.answer)[-1])
        years = _YEAR.findall(turn.answer) if turn.answer_words <= 15 else []
        times = [m.core for m in turn.question.mentions if m.kind is Kind.TIME]
        if times or years:
            return str((times or years)[-1])
    return None


def asked_noun(past: Sequence[Past], *, is_plural: bool) -> str | None:
    """The noun that was counted or chosen from last: "cars" in "how many cars"."""
    for turn in reversed(past):
        for mention in turn.question.mentions:
            if (
                mention.is_asked
                and mention.kind is not Kind.TIME
                and (mention.is_plural or not is_plural)
            ):
                return mention.core
    return None
