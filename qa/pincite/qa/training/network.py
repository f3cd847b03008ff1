"""Fits a pincite.qa.network: which of several alternatives is right, judged beside one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pincite.qa.network import Matrix, Network, beside
from pincite.qa.training.adamw import AdamW, Parts

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
    """Share left out at each step: of the units, or of the features of a classifier."""
    seed: int = 0


def fit_network(questions: Sequence[Alternatives], settings: Settings | None = None) -> Network:
    """Weights that give the right alternatives together the largest share of the softmax.

    By AdamW over batches of questions, each of which must have right and wrong alternatives. The
    same questions and settings give the same network.
    """
    settings = settings or Settings()
    stacked = np.concatenate([beside(each.features) for each in questions])
    centre, scale = stacked.mean(0), np.maximum(stacked.std(0), LEAST_SPREAD)
    chance = np.random.default_rng(settings.seed)
    parts = _start(len(centre), settings.units, chance)
    steps = settings.rounds * -(-len(questions) // BATCH)
    descent = AdamW(parts, settings.rate, settings.decay, steps)
    for _ in range(settings.rounds):
        for batch in _batches(questions, chance):
            inputs = np.concatenate([(beside(each.features) - centre) / scale for each in batch])
            kept = chance.random((len(inputs), settings.units)) >= settings.dropped
            descent.step(_slopes(parts, inputs, batch, kept / (1 - settings.dropped)))
    line, hidden, bias, out = parts
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


def _slopes(parts: Parts, inputs: Matrix, batch: Sequence[Alternatives], kept: Matrix) -> Parts:
    """The slope of the loss by each part; `kept` scales the units, 0 leaves one out."""
    line, hidden, bias, out = parts
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
