"""One soft label: what a teacher scores the tokens of a passage."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Label:
    """A teacher's start and end scores, float16 (1 + t,): the null token, then the passage's t."""

    start: Scores
    end: Scores

    def __post_init__(self) -> None:
        if self.start.shape != self.end.shape or self.start.ndim != 1:
            raise ValueError(f"start {self.start.shape} and end {self.end.shape} do not match")

    def window(self, low: int, high: int, *, prefix: int) -> "Label | None":
        """The scores of null, `prefix` tokens in front (which get none) and tokens [low, high).

        None when the label does not reach so far.
        """
        if high + 1 > len(self.start):
            return None
        front = np.full(prefix, -1e4, np.float16)
        cut = [
            np.concatenate([scores[:1], front, scores[1 + low : 1 + high]])
            for scores in (self.start, self.end)
        ]
        return Label(*cut)
