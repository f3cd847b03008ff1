"""How likely a span is the answer: logistic models over what reader and retrieval say."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent / "weights" / "confidence.json"
Features = Sequence[float]
FARTHEST = 12.0
"""Margins and log-odds beyond it say nothing more."""


def bounded(margin: float) -> float:
    """A margin within -FARTHEST and FARTHEST."""
    return max(-FARTHEST, min(FARTHEST, margin))


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model over named features."""

    names: tuple[str, ...]
    weights: NDArray[np.float64]
    """Shape (features,)."""
    bias: float

    def probability(self, features: Features) -> float:
        """0..1.

        >>> Logistic(("x",), np.array([2.0]), -2.0).probability([1.0])
        0.5
        """
        logit = float(np.dot(self.weights, np.asarray(features))) + self.bias
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))

    def shares(self, alternatives: Sequence[Features]) -> NDArray[np.float64]:
        """That each of several alternatives is the right one, 0..1, shape (alternatives,).

        As a model fitted by pincite.qa.training.conditional: what is missing to 1 is the
        probability that none of them is.

        >>> Logistic(("x",), np.array([1.0]), 0.0).shares([[0.0], [0.0]]).round(2).tolist()
        [0.33, 0.33]
        """
        logits = np.asarray(alternatives) @ self.weights + self.bias
        highest = max(0.0, float(logits.max()))
        each: NDArray[np.float64] = np.exp(logits - highest)
        shares: NDArray[np.float64] = each / (each.sum() + math.exp(-highest))
        return shares


def load_models(path: Path = WEIGHTS) -> Mapping[str, Logistic]:
    """The models of a weights file, by name."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: Logistic(
            tuple(model["features"]), np.array(list(model["features"].values())), model["bias"]
        )
        for name, model in content["models"].items()
    }
