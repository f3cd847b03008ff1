"""AdamW over a few small matrices (Loshchilov and Hutter 2019), at a rate that falls to nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from pincite.qa.network import Matrix

Parts = list[Matrix]
"""The weights of a network, in an order of its own."""


@dataclass(slots=True)
class AdamW:
    """The weights on their way, with what is kept of the slopes so far."""

    parts: Parts
    rate: float
    """At the start; it falls to 0 in a straight line over all steps."""
    decay: float
    steps: int
    taken: int = 0
    means: Parts = field(init=False)
    squares: Parts = field(init=False)

    def __post_init__(self) -> None:
        self.means = [np.zeros_like(part) for part in self.parts]
        self.squares = [np.zeros_like(part) for part in self.parts]

    def step(self, slopes: Sequence[Matrix]) -> None:
        """One step downhill along the slope of each part."""
        rate = self.rate * (1 - self.taken / self.steps)
        self.taken += 1
        for part, slope, mean, square in zip(
            self.parts, slopes, self.means, self.squares, strict=True
        ):
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope**2 - square)
            spread = np.sqrt(square / (1 - 0.999**self.taken)) + 1e-8
            part -= rate * (mean / (1 - 0.9**self.taken) / spread + self.decay * part)
