"""Fits which value worked out of sentences was asked for.

`python -m pincite.qa.training.prose QUESTIONS=FOLDER [QUESTIONS=FOLDER ...]` replaces
qa/tables/prose/weights.json. Held-out rows are left out. Of each question the values compete with
one another and with "none of them".
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from pincite.indexer.build import update_index
from pincite.qa.answers import Question
from pincite.qa.assembly import open_assistant
from pincite.qa.evidence import Evidence
from pincite.qa.tables.fit_rows import says
from pincite.qa.tables.proposing import grids_near
from pincite.qa.tables.prose.proposing import worked_out_of
from pincite.qa.tables.prose.weighing import PROSE_FEATURES, WEIGHTS, prose_features
from pincite.qa.tables.table_question import parse_table_question
from pincite.qa.training.rows import read_json_lines

Matrix = NDArray[np.float64]
RIDGE = 0.5
ROUNDS = 600


@dataclass(frozen=True, eq=False)
class Competing:
    """The values of one question: features, shape (values, PROSE_FEATURES), and which are right."""

    features: Matrix
    right: NDArray[np.bool_]


def competing(evidence: Evidence, answers: Sequence[str], sources: Sequence[str]) -> Competing:
    """The values that a question's evidence gives; right ones say an answer, from its source."""
    asked = parse_table_question(evidence.parsed.text)
    grids, ranks = grids_near(evidence)
    found = list(worked_out_of(evidence, asked, grids, ranks))
    rows = prose_features(evidence, asked, found)
    right = [
        (not sources or worked.stretch.document.source in sources)
        and any(says(worked.text, answer) for answer in answers)
        for worked in found
    ]
    return Competing(
        np.array(rows, float).reshape(len(rows), len(PROSE_FEATURES)), np.array(right, bool)
    )


def fit_prose(items: Sequence[Competing]) -> tuple[Matrix, float]:
    """Weights and bias by gradient descent: the right values, or none, take all of the softmax."""
    usable = [item for item in items if len(item.features)]
    every = np.concatenate([item.features for item in usable])
    centre, scale = every.mean(0), every.std(0) + 1e-9
    scaled = [((item.features - centre) / scale, item.right) for item in usable]
    weights, pace, past = np.zeros(every.shape[1] + 1), np.zeros(every.shape[1] + 1), 0.0
    weights[-1] = -5.0
    for step in range(1, ROUNDS + 1):
        slope = RIDGE * np.r_[weights[:-1], 0.0]
        for features, right in scaled:
            slope += _slope(features, right, weights)
        past = 0.9 * past + slope
        pace = 0.98 * pace + 0.02 * slope**2
        weights -= 0.02 * past * 0.1 / (np.sqrt(pace / (1 - 0.98**step)) + 1e-9)
    plain = weights[:-1] / scale
    return plain, float(weights[-1] - plain @ centre)


def _slope(features: Matrix, right: NDArray[np.bool_], weights: Matrix) -> Matrix:
    """The gradient of minus the logarithm of what the right values have of the softmax."""
    inputs = np.hstack([features, np.ones((len(features), 1))])
    odds = np.exp(np.clip(inputs @ weights, -30, 30))
    whole = 1.0 + odds.sum()
    wanted = np.where(right, odds, 0.0)
    target = wanted / wanted.sum() if right.any() else np.zeros(len(odds))
    found: Matrix = inputs.T @ (odds / whole - target)
    return found


def _asked(questions: Path, folder: Path) -> Iterator[Competing]:
    rows = read_json_lines(questions)
    with TemporaryDirectory() as work:
        update_index(Path(work), [folder])
        with open_assistant(work) as assistant:
            for row in rows:
                if row.get("split") == "heldout" or row.get("history") or row["kind"] == "yesno":
                    continue
                question = Question(row["question"])
                evidence = assistant.unread(question, assistant.candidates(question))
                answers = () if row.get("items") else row["answers"]
                sources = [place["source"] for place in row.get("evidence") or ()]
                yield competing(evidence, answers, sources)


def write_weights(weights: Matrix, bias: float, path: Path = WEIGHTS) -> None:
    """Writes the model."""
    features: Mapping[str, float] = {
        name: round(float(value), 4) for name, value in zip(PROSE_FEATURES, weights, strict=True)
    }
    content = {"features": features, "bias": round(bias, 4)}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Fits on the pairs `QUESTIONS=FOLDER` and replaces the weights."""
    pairs = [argument.partition("=") for argument in arguments]
    items = [each for one, _, other in pairs for each in _asked(Path(one), Path(other))]
    write_weights(*fit_prose(items))


if __name__ == "__main__":
    main(sys.argv[1:])
