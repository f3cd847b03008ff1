"""What is read of a passage: its windows, and the best span found in them."""

from dataclasses import dataclass

from pincite.qa.training.rows import Place


@dataclass(frozen=True, slots=True)
class BestSpan:
    """The best answer of a passage: its place in code points, and its score less the null's."""

    place: Place
    margin: float


def windows(n: int, size: int, step: int) -> list[Place]:
    """Ranges of at most `size` that cover n tokens, `step` apart, the last one full if it can be.

    >>> windows(10, 6, 3)
    [(0, 6), (3, 9), (4, 10)]
    """
    starts = list(range(0, max(1, n - size + 1), step))
    if starts[-1] + size < n:
        starts.append(n - size)
    return [(start, min(n, start + size)) for start in starts]
