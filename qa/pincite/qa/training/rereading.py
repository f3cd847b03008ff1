"""Fits how much the reranker counts beside the reader in one passage, and when to say nothing.

`python -m pincite.qa.training.rereading --data DATA` reads questions of SQuAD articles that the
reader was not trained on, as many with an answer as without, and writes the weight and the decision
into the card of the reader (weights/reader.json).
"""

import argparse
import json
import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pincite.indexer.onnx_session import usable_cores
from pincite.qa.model_inputs import WEIGHTS
from pincite.qa.onnx_reader import OnnxReader
from pincite.qa.onnx_reranker import OnnxReranker
from pincite.qa.reading import Reading
from pincite.qa.rereading import Rereader, reweighed
from pincite.qa.training.answer_metric import token_f1
from pincite.qa.training.confidence import RIGHT_FROM, fit_logistic
from pincite.qa.training.rows import Row, file_hash, read_rows, split_rows

ANSWERED, UNANSWERED = "squad.v1.1.train.jsonl", "squad.v2.0.train_unanswerable.jsonl"
HELD_BACK_SHARE = 0.03
"""Of the articles: the smallest share that a training of the reader held back."""
QUESTIONS = 1_600
WEIGHTS_TRIED = [round(0.05 * n, 2) for n in range(21)]
RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Read:
    """A question with what the reader and the reranker say of its passage."""

    row: Row
    reading: Reading
    judged: Sequence[float]

    def best_span(self, weight: float) -> tuple[float, float]:
        """Margin of the best span, and its F1."""
        reading = reweighed(self.reading, self.judged, weight)
        best = self.row.context[reading.spans[0].start : reading.spans[0].end]
        return reading.margin, token_f1(best, self.row.texts) if self.row.places else 0.0


def held_back_rows(data: Path) -> list[Row]:
    """As many answerable as unanswerable questions of the articles that no training saw."""
    drawn: list[Row] = []
    for name in (ANSWERED, UNANSWERED):
        _, rows = split_rows(read_rows(data / name), HELD_BACK_SHARE)
        drawn += random.Random(0).sample(rows, min(QUESTIONS // 2, len(rows)))
    return drawn


def read_all(rereader: Rereader, rows: Sequence[Row]) -> list[Read]:
    """What is said to every question, as many at once as there are cores."""

    def read(row: Row) -> Read:
        [reading] = rereader.reader.read(row.question, [row.context])
        return Read(row, reading, rereader.judge(row.question, row.context, reading))

    with ThreadPoolExecutor(usable_cores()) as pool:
        return [each for each in pool.map(read, rows) if each.reading.spans]


def best_threshold(
    margins: Sequence[float], f1: Sequence[float], has: Sequence[bool]
) -> tuple[float, float]:
    """Mean F1 at the best threshold, nothing said at or below it, and that threshold.

    >>> best_threshold([1.0, 3.0, 2.0], [0.0, 0.8, 0.0], [False, True, False])
    (0.933..., 2.5)
    """
    order = np.argsort(margins)
    ordered = np.asarray(margins, float)[order]
    gained = np.array([f1[n] if has[n] else -1.0 for n in order])
    said = np.concatenate([[gained.sum()], gained.sum() - np.cumsum(gained)])
    cuts = np.concatenate([[ordered[0] - 1], (ordered[1:] + ordered[:-1]) / 2, [ordered[-1]]])
    at = int(said.argmax())
    return float(said[at] + len(has) - sum(has)) / len(has), float(cuts[at])


@dataclass(frozen=True, slots=True)
class Weighting:
    """What comes of one weight of the reranker."""

    weight: float
    margins: Sequence[float]
    f1: Sequence[float]
    score: float
    threshold: float


def weighting(found: Sequence[Read], weight: float) -> Weighting:
    """The reading of all questions with one weight, and the best threshold for it."""
    margins, f1 = zip(*(each.best_span(weight) for each in found), strict=True)
    has = [bool(each.row.places) for each in found]
    return Weighting(weight, margins, f1, *best_threshold(margins, f1, has))


def fit(found: Sequence[Read]) -> dict[str, object]:
    """The entries of the reader's card: `rereading`, `decision`, and what they were fitted on."""
    best = max((weighting(found, weight) for weight in WEIGHTS_TRIED), key=lambda one: one.score)
    has = np.array([bool(each.row.places) for each in found])
    margins, f1 = np.array(best.margins)[:, None], np.array(best.f1)
    answerable = fit_logistic(("margin",), margins, has, ridge=RIDGE)
    given = margins[:, 0] > best.threshold
    right = has & (f1 >= RIGHT_FROM)
    sure = fit_logistic(("margin",), margins[given], right[given], ridge=RIDGE)
    decision = {
        "threshold": best.threshold,
        "weight": answerable.weights[0],
        "bias": answerable.bias,
        "right_weight": sure.weights[0],
        "right_bias": sure.bias,
    }
    return {
        "rereading": best.weight,
        "decision": {name: round(float(value), 4) for name, value in decision.items()},
        "fitted": {
            "n": len(found),
            "f1": round(best.score, 4),
            "f1_without_reranker": round(weighting(found, 0.0).score, 4),
            "reranker": file_hash(WEIGHTS / "reranker.int8.onnx")[:12],
        },
    }


def main() -> None:
    """Fits and writes the card."""
    parser = argparse.ArgumentParser(description="Fits the reading of one passage.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the SQuAD rows")
    data = parser.parse_args().data
    rereader = Rereader(OnnxReader(), OnnxReranker(), 0.0)
    entries = fit(read_all(rereader, held_back_rows(data)))
    path = WEIGHTS / "reader.json"
    card = json.loads(path.read_text(encoding="utf-8")) | entries
    path.write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(entries))  # noqa: T201 - this is a command


if __name__ == "__main__":
    main()
