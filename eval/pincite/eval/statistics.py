"""Intervals and tests: how much of a figure, or of a difference, may be chance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_BLOCK = 256
# Below this an observed difference is the sum's rounding, not a difference.
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Interval:
    """The range that holds the middle 95 % of the resampled figures."""

    low: float
    high: float


def bootstrap_ratios(
    parts: Floats, wholes: Floats, *, resamples: int = 2000, seed: int = 0
) -> list[Interval | None]:
    """For each column the interval of sum(part) / sum(whole) when rows are drawn again.

    Both have shape (questions, figures). Percentile bootstrap (Efron and Tibshirani 1993, chapter
    13); a question keeps its figures together. Resamples in which a figure has nothing to count are
    left out of its interval; None when that is all of them.
    """
    figures = np.concatenate(
        [_ratios(count @ parts, count @ wholes) for count in _draws(len(parts), resamples, seed)]
    )
    return [_middle(column[~np.isnan(column)]) for column in figures.T]


def bootstrap_difference(
    before: Sequence[float], after: Sequence[float], *, resamples: int = 2000, seed: int = 0
) -> Interval:
    """The interval of mean(after - before) over paired questions.

    Raises:
        ValueError: the two differ in length or are empty.
    """
    change = _differences(before, after)[:, None]
    interval = bootstrap_ratios(change, np.ones_like(change), resamples=resamples, seed=seed)[0]
    if interval is None:
        raise ValueError("a difference was not a number")
    return interval


def mcnemar(better: int, worse: int) -> float:
    """The two-sided exact probability of so uneven a split, were either way equally likely.

    Binomial form of McNemar's test (McNemar 1947) on the questions whose being right changed;
    1.0 when none did.

    >>> mcnemar(0, 6)
    0.03125
    """
    n = better + worse
    if not n:
        return 1.0
    tail: int = sum(comb(n, k) for k in range(min(better, worse) + 1))
    return min(1.0, float(2 * tail / 2**n))


def permutation_test(
    before: Sequence[float], after: Sequence[float], *, permutations: int = 10_000, seed: int = 0
) -> float:
    """The two-sided probability of so large a mean difference, were the two runs exchangeable.

    Each question's pair is exchanged at random (Fisher's randomisation test; Smucker et al. 2007).
    The observed one counts as a permutation, so the result is never 0.
    """
    change = _differences(before, after)
    observed = abs(change.sum())
    random = np.random.default_rng(seed)
    as_extreme = 0
    for size in _blocks(permutations):
        signs = random.choice(np.array([-1.0, 1.0]), size=(size, len(change)))
        as_extreme += int((np.abs(signs @ change) >= observed - _ROUNDING).sum())
    return (as_extreme + 1) / (permutations + 1)


def _differences(before: Sequence[float], after: Sequence[float]) -> Floats:
    if len(before) != len(after) or not before:
        raise ValueError(f"{len(before)} figures before and {len(after)} after do not pair")
    return np.asarray(after, dtype=np.float64) - np.asarray(before, dtype=np.float64)


def _draws(n: int, resamples: int, seed: int) -> Iterator[Floats]:
    """How often each of n questions is drawn, in blocks of shape (<= 256, n)."""
    random = np.random.default_rng(seed)
    even = np.full(n, 1 / n)
    for size in _blocks(resamples):
        yield random.multinomial(n, even, size=size).astype(np.float64)


def _blocks(total: int) -> list[int]:
    return [min(_BLOCK, total - done) for done in range(0, total, _BLOCK)]


def _ratios(parts: Floats, wholes: Floats) -> Floats:
    """Parts over wholes; NaN where the whole is nothing."""
    return np.divide(parts, wholes, out=np.full_like(parts, np.nan), where=wholes > 0)


def _middle(figures: Floats) -> Interval | None:
    if not figures.size:
        return None
    low, high = np.quantile(figures, [0.025, 0.975])
    return Interval(float(low), float(high))
