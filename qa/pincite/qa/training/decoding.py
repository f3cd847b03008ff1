"""From start and end scores to the best span of a passage: arithmetic only."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pincite.qa.training.rows import Place

LONGEST_TOKENS = 30


@dataclass(frozen=True, slots=True)
class BestSpan:
    """The best answer of a passage: its place in code points, and its score less the null's."""

    place: Place
    margin: float


def best_tokens(
    start: NDArray[np.float32], end: NDArray[np.float32], longest: int = LONGEST_TOKENS
) -> tuple[int, int]:
    """The token range [i, j) with the highest start[i] + end[j - 1], of at most `longest` tokens.

    The first such range where several are best. Arrays of shape (t,), t at least 1.
    """
    n = len(start)
    pair = start[:, None] + end[None, :]
    allowed = np.triu(np.tril(np.ones((n, n), bool), longest - 1))
    first, last = divmod(int(np.argmax(np.where(allowed, pair, -np.inf))), n)
    return first, last + 1


def windows(n: int, size: int, step: int) -> list[Place]:
    """Ranges of at most `size` that cover n tokens, `step` apart, the last one full if it can be.

    >>> windows(10, 6, 3)
    [(0, 6), (3, 9), (4, 10)]
    """
    starts = list(range(0, max(1, n - size + 1), step))
    if starts[-1] + size < n:
        starts.append(n - size)
    return [(start, min(n, start + size)) for start in starts]
