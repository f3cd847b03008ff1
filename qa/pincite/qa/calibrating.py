"""What a confidence means over the user's own documents, learnt from questions that were judged."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.corpus import InputError
from pincite.qa.error_bounds import ErrorBound, Judged, Of, error_bound

FEWEST = 20
"""Judged questions below which a fit says nothing."""
ENOUGH_OF_BOTH = 10
"""Questions of each sort, answerable and not, from which on a bar of one's own is chosen."""
_PRIOR = 20.0
"""How many questions the shipped confidence weighs in the fit; of the same order as FEWEST."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A probability as a straight line in logits of the confidence (Platt 1999)."""

    slope: float
    offset: float

    def at(self, confidence: float) -> float:
        """0..1.

        >>> Curve(1.0, 0.0).at(0.25)
        0.25
        """
        return _share(self.slope * _logit(confidence) + self.offset)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The judged questions of an index, and what its confidences mean by them."""

    judged: tuple[Judged, ...]
    right: Curve
    """Of the confidence: that the answer is right."""
    absent: Curve
    """Of the confidence: that the documents do not answer."""
    bar: float | None
    """Answers that are less sure are withheld where nothing else is asked for; None: the shipped
    bar stays, for want of questions of either sort."""
    generation: str
    """Of the index they were judged on."""
    reader: str
    """What the confidences came from; others cannot be compared with them."""

    def bound(self, max_error: float, of: Of = "questions") -> ErrorBound:
        """The bar that keeps wrong answers to a share.

        Raises:
            InputError: there are too few judged questions for it, or too many wrong answers.
        """
        return error_bound(self.judged, max_error, of)


def calibrate(judged: Sequence[Judged], *, generation: str, reader: str) -> Calibration:
    """The calibration by these questions.

    Raises:
        InputError: there are too few questions to learn from.
    """
    if len(judged) < FEWEST:
        raise InputError(
            f"{len(judged)} judged questions: a calibration takes at least {FEWEST}, and is worth "
            "more with a hundred or two"
        )
    return Calibration(
        judged=tuple(judged),
        right=_fit([(one.confidence, one.right) for one in judged], Curve(1.0, 0.0)),
        absent=_fit([(one.confidence, not one.answerable) for one in judged], Curve(-1.0, 0.0)),
        bar=best_bar(judged),
        generation=generation,
        reader=reader,
    )


def best_bar(judged: Sequence[Judged]) -> float | None:
    """The bar at which most questions end well: right answers given, unanswerable ones withheld.

    Of equally good bars the lowest; None where the questions of either sort are too few to tell.
    """
    answerable = sum(one.answerable for one in judged)
    if min(answerable, len(judged) - answerable) < ENOUGH_OF_BOTH:
        return None
    bars = sorted({0.0, *(one.confidence for one in judged)})
    return max(bars, key=lambda bar: (_ended_well(judged, bar), -bar))


def _ended_well(judged: Sequence[Judged], bar: float) -> int:
    return sum(one.right if one.confidence >= bar else not one.answerable for one in judged)


def _fit(pairs: Sequence[tuple[float, bool]], prior: Curve) -> Curve:
    """The likeliest curve, drawn towards the prior as by questions that it foretold.

    Newton's method on two weights; the penalty is that of a normal prior around the prior's own
    weights, so that few questions change little. The slope never turns round: a higher confidence
    never comes to mean less.
    """
    points = [(_logit(confidence), outcome) for confidence, outcome in pairs]
    slope, offset, weight = prior.slope, prior.offset, _PRIOR / 4
    for _ in range(50):
        gradient = [weight * (slope - prior.slope), weight * (offset - prior.offset)]
        curvature = [weight, 0.0, weight]
        for x, outcome in points:
            p = _share(slope * x + offset)
            gradient[0] += (p - outcome) * x
            gradient[1] += p - outcome
            spread = p * (1 - p)
            curvature[0] += spread * x * x
            curvature[1] += spread * x
            curvature[2] += spread
        determinant = curvature[0] * curvature[2] - curvature[1] ** 2
        step_slope = (curvature[2] * gradient[0] - curvature[1] * gradient[1]) / determinant
        step_offset = (curvature[0] * gradient[1] - curvature[1] * gradient[0]) / determinant
        slope, offset = slope - step_slope, offset - step_offset
        if abs(step_slope) + abs(step_offset) < 1e-9:
            break
    return Curve(slope, offset) if slope * prior.slope > 0 else _level(pairs)


def _level(pairs: Sequence[tuple[float, bool]]) -> Curve:
    """The same probability everywhere: for questions that confidence does not tell apart."""
    outcomes = [outcome for _, outcome in pairs]
    return Curve(0.0, _logit((sum(outcomes) + 1) / (len(outcomes) + 2)))


def _logit(share: float) -> float:
    bounded = min(1 - 1e-4, max(1e-4, share))
    return math.log(bounded / (1 - bounded))


def _share(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
