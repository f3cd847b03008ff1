"""Fits a pincite.qa.classifier: which of a few things is so, from named features."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pincite.qa.classifier import Classifier
from pincite.qa.network import Matrix
from pincite.qa.training.adamw import AdamW, Parts
from pincite.qa.training.network import LEAST_SPREAD, Settings

BATCH = 128
LEAST_STEPS = 400
"""Few rows are gone through in more rounds, or the weights would stay near where they began."""
SETTINGS = Settings(units=32, decay=0.3, dropped=0.2)


def fit_classifier(
    names: Sequence[str],
    features: Matrix,
    classes: NDArray[np.int64],
    count: int,
    settings: Settings = SETTINGS,
) -> Classifier:
    """Weights of high likelihood, by AdamW over batches of rows.

    `features` has shape (n, len(names)), `classes` the number of each row's class, shape (n,),
    below `count`. The same rows and settings give the same classifier.
    """
    centre, scale = features.mean(0), np.maximum(features.std(0), LEAST_SPREAD)
    inputs = (features - centre) / scale
    wanted = np.eye(count)[classes]
    chance = np.random.default_rng(settings.seed)
    parts = _start(len(names), settings.units, count, chance)
    batches = -(-len(inputs) // BATCH)
    rounds = max(settings.rounds, -(-LEAST_STEPS // batches))
    descent = AdamW(parts, settings.rate, settings.decay, rounds * batches)
    for _ in range(rounds):
        order = chance.permutation(len(inputs))
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            kept = chance.random((len(rows), len(names))) >= settings.dropped
            seen = inputs[rows] * kept / (1 - settings.dropped)
            descent.step(_slopes(parts, seen, wanted[rows]))
    line, hidden, bias, out, base = parts
    line, hidden = line / scale[:, None], hidden / scale[:, None]
    return Classifier(tuple(names), line, hidden, bias - centre @ hidden, out, base - centre @ line)


def _start(width: int, units: int, classes: int, chance: np.random.Generator) -> Parts:
    reach, beyond = width**-0.5, units**-0.5
    return [
        np.zeros((width, classes)),
        chance.uniform(-reach, reach, (width, units)),
        chance.uniform(-reach, reach, units),
        chance.uniform(-beyond, beyond, (units, classes)),
        np.zeros(classes),
    ]


def _slopes(parts: Parts, seen: Matrix, wanted: Matrix) -> Parts:
    """The slope of the mean loss by each part."""
    line, hidden, bias, out, base = parts
    units = np.maximum(seen @ hidden + bias, 0.0)
    scores = seen @ line + units @ out + base
    shares = np.exp(scores - scores.max(1, keepdims=True))
    pull = (shares / shares.sum(1, keepdims=True) - wanted) / len(seen)
    behind = (pull @ out.T) * (units > 0)
    return [seen.T @ pull, seen.T @ behind, behind.sum(0), units.T @ pull, pull.sum(0)]
