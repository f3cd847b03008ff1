"""From which confidence on answers may be given, so that few enough of them are wrong.

Two promises, both for questions drawn like the judged ones:

- of the questions asked: a wrong answer meets at most this share of them, withheld answers counting
  as no error. Conformal risk control (Angelopoulos et al. 2022, theorem 1): the lowest bar at which
  (wrong + 1) / (n + 1) of the judged questions stays within the share; it then holds on average
  over the questions drawn, for any n.
- of the answers given: at most this share of them is wrong. Far stricter. Learn then Test
  (Angelopoulos et al. 2021) over ten ranks from strict to lax, each tested by the exact binomial
  tail; ranks too small to pass are left out, the doubt allowed is spread evenly over the others and
  handed on from a rank that passed (fallback procedure, Wiens 2003). It holds with a certainty of
  90 %.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from pincite.corpus import InputError

Of = Literal["questions", "answers"]
CERTAINTY = 0.9
"""Of the promise over the answers given."""
RANKS = 10
"""How many shares of the questions are tried for it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question whose answer is known, and what came of asking it with no bar at all."""

    confidence: float
    """0..1, before any calibration."""
    right: bool
    """Whether the answer given was right; never for an unanswerable question."""
    answerable: bool


@dataclass(frozen=True, slots=True)
class ErrorBound:
    """What keeps wrong answers to a share."""

    max_error: float
    """0..1."""
    of: Of
    """What it is a share of: the questions asked, or the answers given."""
    bar: float
    """Answers of lower confidence are withheld."""
    n: int
    """How many questions it was judged by."""
    answered: int
    """How many of them stand at the bar or above."""
    wrong: int
    """How many of those were answered wrong."""


def error_bound(judged: Sequence[Judged], max_error: float, of: Of = "questions") -> ErrorBound:
    """The lowest bar that keeps wrong answers to `max_error`.

    Raises:
        InputError: it is no share, or no bar is known to keep it; the message says what is.
    """
    check_share(max_error, of)
    fewest = fewest_questions(max_error, of)
    if len(judged) < fewest:
        raise InputError(
            f"wrong answers cannot be held at {percent(max_error)} of the {of}: that takes at "
            f"least {fewest} judged questions, and this calibration has {len(judged)}; calibrate "
            "with more, or allow more errors"
        )
    found = find_bound(judged, max_error, of)
    if found is None:
        raise InputError(
            f"wrong answers cannot be held at {percent(max_error)} of the {of}: even among the "
            f"surest answers to the {len(judged)} judged questions too many are wrong; "
            f"{_what_can_be_held(judged, of)}"
        )
    return found


def find_bound(judged: Sequence[Judged], max_error: float, of: Of) -> ErrorBound | None:
    """The lowest bar that keeps wrong answers to `max_error`; None where no bar is known to."""
    bar = (_bar_of_questions if of == "questions" else _bar_of_answers)(judged, max_error)
    if bar is None:
        return None
    given = [one for one in judged if one.confidence >= bar]
    wrong = sum(not one.right for one in given)
    return ErrorBound(max_error, of, bar, len(judged), len(given), wrong)


def check_share(max_error: float, of: str) -> None:
    """Accepts a share between 0 and 1, of something it can be held of.

    Raises:
        InputError: it is none.
    """
    if not 0 < max_error < 1:
        raise InputError(f"max_error {max_error:g}: a share between 0 and 1 is expected, as 0.05")
    if of not in get_args(Of):
        raise InputError(f'error_of {of!r}: "questions" or "answers" is expected')


def lowest_error(judged: Sequence[Judged], of: Of = "questions") -> float | None:
    """The lowest whole per cent that wrong answers can be held at, as a share; None above 50 %."""
    shares = (whole / 100 for whole in range(1, 51))
    return next((share for share in shares if find_bound(judged, share, of)), None)


def fewest_questions(max_error: float, of: Of) -> int:
    """How many judged questions it takes at the least, were they all answered right.

    >>> fewest_questions(0.05, "questions"), fewest_questions(0.05, "answers")
    (19, 45)
    """
    if of == "questions":
        return math.ceil(1 / max_error - 1 - 1e-9)
    return math.ceil(math.log(1 - CERTAINTY) / math.log1p(-max_error) - 1e-9)


def binomial_tail(wrong: int, n: int, share: float) -> float:
    """The chance of at most `wrong` of `n` where each is wrong with the chance `share`.

    >>> round(binomial_tail(1, 3, 0.5), 6)
    0.5
    """
    logs = (
        math.lgamma(n + 1)
        - math.lgamma(k + 1)
        - math.lgamma(n - k + 1)
        + k * math.log(share)
        + (n - k) * math.log1p(-share)
        for k in range(wrong + 1)
    )
    return min(1.0, sum(map(math.exp, logs)))


def percent(share: float) -> str:
    """A share for a person to read.

    >>> percent(0.05), percent(0.125)
    ('5 %', '12.5 %')
    """
    return f"{100 * share:.4g} %"


def _bar_of_questions(judged: Sequence[Judged], max_error: float) -> float | None:
    """The lowest bar with (wrong + 1) / (n + 1) <= max_error; None where no bar has it."""
    bearable = math.floor(max_error * (len(judged) + 1) + 1e-9) - 1
    if bearable < 0:
        return None
    wrong = sorted((one.confidence for one in judged if not one.right), reverse=True)
    return math.nextafter(wrong[bearable], 2.0) if len(wrong) > bearable else 0.0


def _bar_of_answers(judged: Sequence[Judged], max_error: float) -> float | None:
    """The bar of the laxest rank that passed; None where none did."""
    fewest = fewest_questions(max_error, "answers")
    ranks = [rank for rank in _ranks(judged) if rank[1] >= fewest]
    best, carried = None, 0.0
    for bar, answered, wrong in ranks:
        doubt = (1 - CERTAINTY) / len(ranks) + carried
        passed = binomial_tail(wrong, answered, max_error) <= doubt
        best, carried = (bar, doubt) if passed else (best, 0.0)
    return best


def _ranks(judged: Sequence[Judged]) -> Iterator[tuple[float, int, int]]:
    """Bars from strict to lax, with how many stand at or above each and how many are wrong."""
    ordered = sorted(judged, key=lambda one: -one.confidence)
    answered = wrong = 0
    for part in range(1, RANKS + 1):
        bar = ordered[math.ceil(part * len(ordered) / RANKS) - 1].confidence
        before = answered
        while answered < len(ordered) and ordered[answered].confidence >= bar:
            wrong += not ordered[answered].right
            answered += 1
        if answered > before:
            yield bar, answered, wrong


def _what_can_be_held(judged: Sequence[Judged], of: Of) -> str:
    lowest = lowest_error(judged, of)
    if lowest is None:
        return f"no error below one in two of the {of} can be held"
    return f"the lowest that can be held is {percent(lowest)}"
