"""F1 of sets of answers with partial matches, as MultiSpanQA defines it.

Li, Tomko, Vasardani and Baldwin 2022, section 5: an answer given is as precise as the largest part
of it that one gold answer shares, a gold answer as well found as the largest part of it that one
given answer shares; the shared part is the longest common substring of the normalised texts, in
characters. Precision and recall are over all answers of all questions (micro).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pincite.qa.answer_overlap import normalise


@dataclass(frozen=True, slots=True)
class SetFigures:
    """Shares 0..1 over a whole set of questions."""

    precision: float
    recall: float
    f1: float


def partial_match(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> SetFigures:
    """Figures over (answers given, gold answers), one pair a question.

    Answers that are the same once normalised count once. A question for which one side has no
    answers counts as one answer on that side, right only when the other has none either.

    >>> partial_match([(["New York City"], ["New York", "Bahia"])]).precision == 8 / 13
    True
    """
    precise = found = 0.0
    given_count = gold_count = 0
    for given, gold in pairs:
        given_set, gold_set = _distinct(given), _distinct(gold)
        given_count += max(1, len(given_set))
        gold_count += max(1, len(gold_set))
        precise += _covered(given_set, gold_set)
        found += _covered(gold_set, given_set)
    precision = precise / given_count if given_count else 0.0
    recall = found / gold_count if gold_count else 0.0
    return SetFigures(precision, recall, _harmonic(precision, recall))


def partial_f1(given: Sequence[str], gold: Sequence[str]) -> float:
    """The same for one question alone."""
    return partial_match([(given, gold)]).f1


def _distinct(answers: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(text for text in map(normalise, answers) if text))


def _covered(answers: Sequence[str], others: Sequence[str]) -> float:
    """The sum, over `answers`, of the largest share of each that one of `others` has."""
    if not answers and not others:
        return 1.0
    return sum(max((_shared(answer, other) for other in others), default=0.0) for answer in answers)


def _shared(text: str, other: str) -> float:
    matcher = SequenceMatcher(None, text, other, autojunk=False)
    return matcher.find_longest_match().size / len(text)


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
