"""The two fitted models of table answers: one ranks candidates, one says how sure they are."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pincite.qa.network import Network, read_network, write_network
from pincite.qa.tables.scoring import RANK_FEATURES, SURE_FEATURES

RANKING = Path(__file__).parent / "ranking.json"
WEIGHTS = Path(__file__).parent / "weights.json"
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class TableModel:
    """Fitted on questions over tables (pincite.qa.tables.fit)."""

    ranking: Network
    """Over RANK_FEATURES, of the candidates of one question beside one another."""
    sure: Vector
    """Weights of SURE_FEATURES."""
    bias: float

    def scores(self, features: NDArray[np.float64]) -> Vector:
        """One score a row of `features`, shape (candidates, RANK_FEATURES)."""
        return self.ranking.scores(features)

    def probability(self, features: Sequence[float]) -> float:
        """0..1, from SURE_FEATURES."""
        logit = float(np.dot(self.sure, np.asarray(features))) + self.bias
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


@lru_cache(maxsize=2)
def load_table_model(folder: Path = WEIGHTS.parent) -> TableModel:
    """The model of the weights files in a folder."""
    content = json.loads((folder / WEIGHTS.name).read_text(encoding="utf-8"))
    return TableModel(
        read_network(folder / RANKING.name, RANK_FEATURES),
        np.array([content["sure"].get(name, 0.0) for name in SURE_FEATURES]),
        float(content["bias"]),
    )


def write_table_model(model: TableModel, folder: Path = WEIGHTS.parent) -> None:
    """Writes both weights files."""
    write_network(model.ranking, RANK_FEATURES, folder / RANKING.name)
    weights = zip(SURE_FEATURES, model.sure, strict=True)
    content = {
        "sure": {name: round(float(weight), 4) for name, weight in weights},
        "bias": round(model.bias, 4),
    }
    (folder / WEIGHTS.name).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
