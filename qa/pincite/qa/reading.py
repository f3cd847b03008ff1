"""From a reader's logits to spans with scores: arithmetic apart from any model."""

import math
from collections.abc import Iterable, Sequence
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
    apart: tuple[SpanScore, ...] = ()
    """The best spans of which no two overlap, best first: other places, not other edges."""

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
    scores = _range_scores(start, end, longest)
    flat = scores.ravel()
    least = np.partition(flat, -count)[-count] if count < flat.size else -np.inf
    likely = np.flatnonzero(flat >= least)
    order = likely[np.argsort(-flat[likely], kind="stable")][:count]
    rows, columns = np.unravel_index(order, scores.shape)
    return [
        (int(i), int(i + length) + 1, float(scores[i, length]))
        for i, length in zip(rows, columns, strict=True)
        if np.isfinite(scores[i, length])
    ]


def token_ranges_apart(
    start: Logits, end: Logits, *, count: int, longest: int
) -> list[tuple[int, int, float]]:
    """As best_token_ranges, but each the best of those that overlap none of the ones before it.

    >>> token_ranges_apart(np.float32([0, 5, 1]), np.float32([0, 1, 4]), count=2, longest=2)
    [(1, 3, 9.0), (0, 1, 0.0)]
    """
    scores = _range_scores(start, end, longest)
    lengths = np.arange(scores.shape[1])
    found: list[tuple[int, int, float]] = []
    while scores.size and len(found) < count:
        i, length = divmod(int(scores.argmax()), scores.shape[1])
        score = float(scores[i, length])
        if not math.isfinite(score):
            break
        found.append((i, i + length + 1, score))
        first = max(0, i - scores.shape[1] + 1)
        near = scores[first : i + length + 1]
        reaches = np.arange(first, first + len(near))[:, None] + lengths >= i
        near[reaches] = -np.inf
    return found


def _range_scores(start: Logits, end: Logits, longest: int) -> Logits:
    """For each first token and number of further tokens the score; -inf beyond the text."""
    tokens = len(start)
    lengths = np.arange(min(longest, tokens))
    ends = np.arange(tokens)[:, None] + lengths[None, :]
    scores: Logits = start[:, None] + end[np.minimum(ends, tokens - 1)]
    scores[ends >= tokens] = -np.inf
    return scores


def merge_windows(readings: Sequence[Reading], *, count: int) -> Reading:
    """One reading of a passage that was read in several windows.

    Each window's scores are taken against its own no-answer score; the merged no-answer score is
    the lowest of the windows', since an answer stands in one of them only.
    """
    null_score = min(reading.null_score for reading in readings)
    raised = [(reading, null_score - reading.null_score) for reading in readings]
    spans = _by_place((span, by) for reading, by in raised for span in reading.spans)
    apart = _by_place((span, by) for reading, by in raised for span in reading.apart)
    kept: list[SpanScore] = []
    for span in apart:
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return Reading(tuple(spans[:count]), null_score, tuple(kept))


def _by_place(found: Iterable[tuple[SpanScore, float]]) -> list[SpanScore]:
    """The spans, each raised by what stands beside it, at each place the best; best first."""
    best: dict[tuple[int, int], float] = {}
    for span, by in found:
        place, score = (span.start, span.end), span.score + by
        best[place] = max(score, best.get(place, score))
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    return [SpanScore(*place, score) for place, score in ranked]
