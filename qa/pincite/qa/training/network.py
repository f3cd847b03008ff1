"""Fits a pincite.qa.network: which of several alternatives is right, judged beside one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pincite.qa.network import Network, beside

Matrix = NDArray[np.float64]
Parts = list[Matrix]
"""Line, hidden, bias and out, as in Network."""
LEAST_SPREAD = 0.05
"""Of a feature, when features are scaled: one that is nearly always the same says little."""
BATCH = 64


@dataclass(frozen=True, slots=True, eq=False)
class Alternatives:
    """Those of one question."""

    features: Matrix
    """Shape (alternatives, features)."""
    right: NDArray[np.bool_]
    weight: float = 1.0
    """How much the question counts."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a network is fitted."""

    units: int = 64
    rounds: int = 12
    rate: float = 0.003
    """At the start; it falls to 0 in a straight line."""
    decay: float = 0.03
    dropped: float = 0.3
    """Share of the units that are left out at each step."""
    seed: int = 0


def fit_network(questions: Sequence[Alternatives], settings: Settings | None = None) -> Network:
    """Weights that give the right alternatives together the largest share of the softmax.

    By AdamW (Loshchilov and Hutter 2019) over batches of questions, each of which must have right
    and wrong alternatives. The same questions and settings give the same network.
    """
    settings = settings or Settings()
    stacked = np.concatenate([beside(each.features) for each in questions])
    centre, scale = stacked.mean(0), np.maximum(stacked.std(0), LEAST_SPREAD)
    chance = np.random.default_rng(settings.seed)
    fitting = _Fitting(_start(len(centre), settings.units, chance), settings)
    steps = settings.rounds * -(-len(questions) // BATCH)
    for _ in range(settings.rounds):
        for batch in _batches(questions, chance):
            inputs = np.concatenate([(beside(each.features) - centre) / scale for each in batch])
            kept = chance.random((len(inputs), settings.units)) >= settings.dropped
            fitting.step(inputs, batch, kept / (1 - settings.dropped), steps)
    line, hidden, bias, out = fitting.parts
    hidden = hidden / scale[:, None]
    return Network(line / scale, hidden, bias - centre @ hidden, out)


def _start(width: int, units: int, chance: np.random.Generator) -> Parts:
    reach = width**-0.5
    return [
        np.zeros(width),
        chance.uniform(-reach, reach, (width, units)),
        chance.uniform(-reach, reach, units),
        chance.normal(0.0, 0.1, units),
    ]


def _batches(
    questions: Sequence[Alternatives], chance: np.random.Generator
) -> Iterator[Sequence[Alternatives]]:
    order = chance.permutation(len(questions))
    for start in range(0, len(order), BATCH):
        yield [questions[at] for at in order[start : start + BATCH]]


@dataclass(slots=True)
class _Fitting:
    """The weights on their way, with what AdamW keeps of the slopes so far."""

    parts: Parts
    settings: Settings
    taken: int = 0
    means: Parts = field(init=False)
    squares: Parts = field(init=False)

    def __post_init__(self) -> None:
        self.means = [np.zeros_like(part) for part in self.parts]
        self.squares = [np.zeros_like(part) for part in self.parts]

    def step(self, inputs: Matrix, batch: Sequence[Alternatives], kept: Matrix, steps: int) -> None:
        """One step downhill, of `steps` in all; `kept` scales the units, 0 leaves one out."""
        rate = self.settings.rate * (1 - self.taken / steps)
        self.taken += 1
        for part, slope, mean, square in zip(
            self.parts, self._slopes(inputs, batch, kept), self.means, self.squares, strict=True
        ):
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope**2 - square)
            spread = np.sqrt(square / (1 - 0.999**self.taken)) + 1e-8
            part -= rate * (mean / (1 - 0.9**self.taken) / spread + self.settings.decay * part)

    def _slopes(self, inputs: Matrix, batch: Sequence[Alternatives], kept: Matrix) -> Parts:
        line, hidden, bias, out = self.parts
        units = np.maximum(inputs @ hidden + bias, 0.0) * kept
        pull = _pull(inputs @ line + units @ out, batch)
        behind = np.outer(pull, out) * kept * (units > 0)
        return [inputs.T @ pull, inputs.T @ behind, behind.sum(0), units.T @ pull]


def _pull(scores: Matrix, batch: Sequence[Alternatives]) -> Matrix:
    """The slope of the loss by each score."""
    total = sum(each.weight for each in batch)
    pulls, start = [], 0
    for each in batch:
        own = scores[start : start + len(each.right)]
        start += len(each.right)
        shares = np.exp(own - own.max())
        right = np.where(each.right, shares, 0.0)
        difference = shares / shares.sum() - right / max(float(right.sum()), 1e-12)
        pulls.append(difference * (each.weight / total))
    return np.concatenate(pulls)
