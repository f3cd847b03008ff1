"""A small network that says which of a few things is so."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pincite.qa.network import Matrix, Vector, softmax


@dataclass(frozen=True, slots=True, eq=False)
class Classifier:
    """One hidden layer of rectified units over named features, and a straight line beside it."""

    names: tuple[str, ...]
    line: Matrix
    """Shape (features, classes)."""
    hidden: Matrix
    """Shape (features, units)."""
    bias: Vector
    """Shape (units,)."""
    out: Matrix
    """Shape (units, classes)."""
    base: Vector
    """Shape (classes,)."""

    def shares(self, features: Sequence[float]) -> Vector:
        """The probability of each class, shape (classes,)."""
        seen = np.asarray(features, float)
        units = np.maximum(seen @ self.hidden + self.bias, 0.0)
        return softmax(seen @ self.line + units @ self.out + self.base)


def write_classifier(classifier: Classifier, path: Path) -> None:
    """Writes the weights as JSON, a line a feature; read back by `read_classifier`."""
    rows = np.column_stack([classifier.line, classifier.hidden]).round(5) + 0.0
    named = zip(classifier.names, rows.tolist(), strict=True)
    lines = [f"{json.dumps(name)}: {json.dumps(row)}" for name, row in named]
    others = {"bias": classifier.bias, "out": classifier.out, "base": classifier.base}
    for name, part in others.items():
        lines.append(f"{json.dumps(name)}: {json.dumps((part.round(5) + 0.0).tolist())}")
    path.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")


def read_classifier(path: Path) -> Classifier:
    """The network of a file."""
    content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    bias, out, base = (np.array(content[name]) for name in ("bias", "out", "base"))
    names = tuple(name for name in content if name not in ("bias", "out", "base"))
    rows = np.array([content[name] for name in names])
    classes = len(base)
    return Classifier(names, rows[:, :classes], rows[:, classes:], bias, out, base)
