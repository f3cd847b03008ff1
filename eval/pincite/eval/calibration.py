"""Whether a confidence is a probability, and whether it tells right from wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of a reliability diagram: answers of about the same confidence."""

    low: float
    high: float
    n: int
    confidence: float
    """Mean confidence of the answers in it."""
    right: float
    """Share of them that were right."""


Judgement = tuple[float, bool]
"""A confidence 0..1, and whether what it stands for was right."""


def reliability(judgements: Sequence[Judgement], *, bins: int = 10) -> list[Bin]:
    """The bins of equal width that hold anything, lowest first; 1.0 belongs to the last."""
    members: list[list[Judgement]] = [[] for _ in range(bins)]
    for confidence, right in judgements:
        members[min(int(confidence * bins), bins - 1)].append((confidence, right))
    return [
        Bin(
            low=place / bins,
            high=(place + 1) / bins,
            n=len(inside),
            confidence=sum(confidence for confidence, _ in inside) / len(inside),
            right=sum(right for _, right in inside) / len(inside),
        )
        for place, inside in enumerate(members)
        if inside
    ]


def calibration_error(judgements: Sequence[Judgement], *, bins: int = 10) -> float | None:
    """Expected calibration error, 0..1; None without judgements.

    The mean over the bins, weighted by n, of |share right - mean confidence| (Naeini et al. 2015;
    Guo et al. 2017, equation 3). With small n it is too high by chance alone: always name the n.
    """
    if not judgements:
        return None
    gaps = (
        part.n * abs(part.right - part.confidence) for part in reliability(judgements, bins=bins)
    )
    return sum(gaps) / len(judgements)


def auroc(judgements: Sequence[Judgement]) -> float | None:
    """The chance that a right one has a higher confidence than a wrong one, ties half.

    Area under the receiver operating characteristic (Fawcett 2006, section 7). None when all are
    right or all wrong.

    >>> auroc([(0.9, True), (0.4, False), (0.4, True)])
    0.75
    """
    right = sum(is_right for _, is_right in judgements)
    wrong = len(judgements) - right
    if not right or not wrong:
        return None
    below = wins = 0.0
    for _, group in groupby(sorted(judgements), key=lambda judgement: judgement[0]):
        verdicts = [is_right for _, is_right in group]
        hits = sum(verdicts)
        misses = len(verdicts) - hits
        wins += hits * (below + misses / 2)
        below += misses
    return wins / (right * wrong)


def risk_coverage_area(judgements: Sequence[Judgement]) -> float | None:
    """The mean, over all coverages, of the share wrong among the surest; lower is better.

    For k = 1..n the error rate of the k most confident, averaged (Geifman and El-Yaniv 2017; Ding
    et al. 2020). Equal confidences share their errors evenly. None without judgements.

    >>> risk_coverage_area([(0.9, True), (0.5, False)])
    0.25
    """
    if not judgements:
        return None
    ranked = sorted(judgements, key=lambda judgement: -judgement[0])
    taken = 0
    errors = area = 0.0
    for _, group in groupby(ranked, key=lambda judgement: judgement[0]):
        verdicts = [is_right for _, is_right in group]
        error_rate = 1 - sum(verdicts) / len(verdicts)
        for _ in verdicts:
            taken += 1
            errors += error_rate
            area += errors / taken
    return area / len(ranked)
