"""A small network that scores the alternatives of a question beside one another."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """One hidden layer of rectified units over named features, and a straight line beside it.

    Of each feature it sees the value, and how far that lies behind the highest among the
    alternatives: rows of `line` and `hidden` come in this order, first all values.
    """

    line: Vector
    """Shape (2 * features,)."""
    hidden: Matrix
    """Shape (2 * features, units)."""
    bias: Vector
    """Shape (units,)."""
    out: Vector
    """Shape (units,)."""

    def scores(self, features: Matrix) -> Vector:
        """One score an alternative, from `features` of shape (alternatives, features)."""
        if len(features) == 0:
            return np.zeros(0)
        seen = beside(features)
        units = np.maximum(seen @ self.hidden + self.bias, 0.0)
        found: Vector = seen @ self.line + units @ self.out
        return found

    def shares(self, features: Matrix) -> Vector:
        """That each of several alternatives is the right one, 0..1, shape (alternatives,).

        Of a network over alternatives beside "none of them" (`beside_none`), which has what is
        missing to 1.
        """
        if len(features) == 0:
            return np.zeros(0)
        return softmax(self.scores(beside_none(features)))[:-1]


def softmax(scores: Vector) -> Vector:
    """Shares that sum to 1, each in proportion to the exponential of its score.

    >>> softmax(np.array([1000.0, 1000.0])).tolist()
    [0.5, 0.5]
    """
    odds = np.exp(scores - scores.max())
    shares: Vector = odds / odds.sum()
    return shares


def beside_none(features: Matrix) -> Matrix:
    """The alternatives with one more, none of them, told apart by a feature of its own.

    >>> beside_none(np.array([[3.0], [4.0]])).tolist()
    [[3.0, 0.0], [4.0, 0.0], [0.0, 1.0]]
    """
    more: Matrix = np.pad(features, ((0, 1), (0, 1)))
    more[-1, -1] = 1.0
    return more


def beside(features: Matrix) -> Matrix:
    """What a network sees, shape (alternatives, 2 * features): see Network."""
    return np.concatenate([features, features - features.max(0)], axis=1)


def write_network(network: Network, names: Sequence[str], path: Path) -> None:
    """Writes the weights as JSON, a line a feature; read back by `read_network`."""
    rows = np.column_stack([network.line, network.hidden]).round(4) + 0.0
    named = (*names, *(_behind(name) for name in names))
    lines = [
        f"{json.dumps(name)}: {json.dumps(row)}"
        for name, row in zip(named, rows.tolist(), strict=True)
    ]
    lines.append(f'"bias": {json.dumps(network.bias.round(4).tolist())}')
    lines.append(f'"out": {json.dumps(network.out.round(4).tolist())}')
    path.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")


def read_network(path: Path, names: Sequence[str]) -> Network:
    """The network of a file; a feature that it does not know counts nothing."""
    content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    nothing = [0.0] * (len(content["out"]) + 1)
    named = (*names, *(_behind(name) for name in names))
    rows = np.array([content.get(name, nothing) for name in named])
    return Network(rows[:, 0], rows[:, 1:], np.array(content["bias"]), np.array(content["out"]))


def _behind(name: str) -> str:
    return f"{name}, behind the highest"
