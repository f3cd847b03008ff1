"""From a reader's logits to spans with scores: arithmetic apart from any model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Logits = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SpanScore:
    """A stretch of a passage's text that may be the answer."""

    start: int
    end: int
    """Half-open range of code points of the passage's text."""
    score: float
    """Start logit plus end logit."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader finds in one passage."""

    spans: tuple[SpanScore, ...]
    """Best first; empty when the passage has no words."""
    null_score: float
    """The score of there being no answer in this passage, on the scale of the spans."""

    @property
    def margin(self) -> float:
        """Score of the best span less that of no answer; -inf without spans."""
        return self.spans[0].score - self.null_score if self.spans else float("-inf")


class Reader(Protocol):
    """Finds the spans of passages that answer a question."""

    @property
    def name(self) -> str:
        """Model and revision, recorded in every run."""

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """One reading a passage, in order; a passage's scores do not depend on the others."""


def best_token_ranges(
    start: Logits, end: Logits, *, count: int, longest: int
) -> list[tuple[int, int, float]]:
    """The `count` token ranges [i, j) with the highest start[i] + end[j - 1], best first.

    Ranges hold at most `longest` tokens; of equal scores the one that begins first, then the
    shorter one, stands first. `start` and `end` have shape (tokens,).

    >>> best_token_ranges(np.float32([0, 5, 1]), np.float32([0, 1, 4]), count=2, longest=2)
    [(1, 3, 9.0), (1, 2, 6.0)]
    """
    tokens = len(start)
    lengths = np.arange(min(longest, tokens))
    starts = np.arange(tokens)[:, None]
    ends = starts + lengths[None, :]
    inside = ends < tokens
    scores = np.where(inside, start[:, None] + end[np.minimum(ends, tokens - 1)], -np.inf)
    flat = scores.ravel()
    least = np.partition(flat, -count)[-count] if count < flat.size else -np.inf
    likely = np.flatnonzero(flat >= least)
    order = likely[np.argsort(-flat[likely], kind="stable")][:count]
    rows, columns = np.unravel_index(order, scores.shape)
    return [
        (int(i), int(i + length) + 1, float(scores[i, length]))
        for i, length in zip(rows, columns, strict=True)
        if inside[i, length]
    ]


def merge_windows(readings: Sequence[Reading], *, count: int) -> Reading:
    """One reading of a passage that was read in several windows.

    Each window's scores are taken against its own no-answer score; the merged no-answer score is
    the lowest of the windows', since an answer stands in one of them only.
    """
    null_score = min(reading.null_score for reading in readings)
    best: dict[tuple[int, int], float] = {}
    for reading in readings:
        for span in reading.spans:
            score = span.score - reading.null_score + null_score
            place = (span.start, span.end)
            best[place] = max(score, best.get(place, score))
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))[:count]
    return Reading(tuple(SpanScore(*place, score) for place, score in ranked), null_score)
