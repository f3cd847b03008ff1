"""Fits how sure the reader's decisions on one passage are: an answer given, or none.

`python -m pincite.qa.training.decision --data DATA` reads questions of SQuAD articles that the
reader was not trained on, as many with an answer as without, and writes the entry `decision` of
the card (weights/reader.json). What is given and what withheld does not change: a span is given
where its margin is above 0.
"""

import argparse
import json
import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from pincite.indexer.onnx_session import usable_cores
from pincite.qa.model_inputs import WEIGHTS
from pincite.qa.onnx_reader import OnnxReader
from pincite.qa.reading import Reader
from pincite.qa.training.answer_metric import token_f1
from pincite.qa.training.confidence import RIGHT_FROM, fit_logistic
from pincite.qa.training.rows import Row, read_rows, split_rows

ANSWERED, UNANSWERED = "squad.v1.1.train.jsonl", "squad.v2.0.train_unanswerable.jsonl"
HELD_BACK_SHARE = 0.03
"""Of the articles: the smallest share that a training of the reader held back."""
QUESTIONS = 1_600
RIDGE = 1.0


def held_back_rows(data: Path) -> list[Row]:
    """As many answerable as unanswerable questions of the articles that no training saw."""
    drawn: list[Row] = []
    for name in (ANSWERED, UNANSWERED):
        _, rows = split_rows(read_rows(data / name), HELD_BACK_SHARE)
        drawn += random.Random(0).sample(rows, min(QUESTIONS // 2, len(rows)))
    return drawn


def margins_and_f1(reader: Reader, rows: Sequence[Row]) -> list[tuple[float, float]]:
    """For each question the margin of the best span, and its F1; 0 where there is no answer."""

    def read(row: Row) -> tuple[float, float]:
        [reading] = reader.read(row.question, [row.context])
        best = row.context[reading.spans[0].start : reading.spans[0].end]
        return reading.margin, token_f1(best, row.texts) if row.places else 0.0

    with ThreadPoolExecutor(usable_cores()) as pool:
        return list(pool.map(read, rows))


def fit_decision(
    margins: Sequence[float], f1: Sequence[float], has: Sequence[bool]
) -> dict[str, float]:
    """The probabilities that there is an answer, and that a given span is right, by the margin."""
    inputs = np.array(margins)[:, None]
    answerable = fit_logistic(("margin",), inputs, np.array(has), ridge=RIDGE)
    given = inputs[:, 0] > 0
    right = np.array([h and f >= RIGHT_FROM for h, f in zip(has, f1, strict=True)])
    sure = fit_logistic(("margin",), inputs[given], right[given], ridge=RIDGE)
    fitted = {
        "weight": answerable.weights[0],
        "bias": answerable.bias,
        "right_weight": sure.weights[0],
        "right_bias": sure.bias,
    }
    return {name: round(float(value), 4) for name, value in fitted.items()}


def main() -> None:
    """Fits and writes the card."""
    parser = argparse.ArgumentParser(description="Fits how sure the reader's decisions are.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the SQuAD rows")
    rows = held_back_rows(parser.parse_args().data)
    margins, f1 = zip(*margins_and_f1(OnnxReader(), rows), strict=True)
    decision = fit_decision(margins, f1, [bool(row.places) for row in rows])
    path = WEIGHTS / "reader.json"
    card = json.loads(path.read_text(encoding="utf-8")) | {"decision": decision}
    path.write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    print(f"{len(rows)} questions: {decision}")  # noqa: T201 - this is a command


if __name__ == "__main__":
    main()
