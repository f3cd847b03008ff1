"""A larger reranker labels proposals: what it says of each teaches the one that is shipped.

`python -m pincite.qa.training.rerank_labels --rows ROWS --teacher RUN/model --tokenizer MPNET --to
LABELLED` writes each file of ROWS with at most MOST proposals a question and the teacher's word on
each. Files that are there already are kept, so the same command goes on after a stop. With
`--beside MODEL`, the weights of the pupil itself, a label is the mean of what both say: each knows
what the other does not.
"""

import argparse
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

from pincite.qa.training.pairs import PairModel
from pincite.qa.training.reranker import MOST_RIGHT, parted
from pincite.qa.training.rows import read_json_lines

logger = logging.getLogger(__name__)
MOST = 8
"""Proposals of a question that are labelled."""
QUESTIONS, TOGETHER = 64, 16
"""Labelled, and texts read, at once."""
TEACHER_SHARE = 0.4
"""Of a label, where the pupil's own word is the rest."""
Judge = Callable[[Sequence[tuple[str, str]]], torch.Tensor]
"""Log-odds, shape (pairs,), of each text answering its question."""


def both(teacher: PairModel, pupil: PairModel) -> Judge:
    """What the two say together."""
    share = TEACHER_SHARE
    return lambda pairs: share * teacher.logits(pairs) + (1 - share) * pupil.logits(pairs)


def label_file(rows: Path, to: Path, judge: Judge) -> None:
    """Writes the labelled rows of a file, whole or not at all."""
    unfinished = to.with_suffix(".part")
    asked = [_first(row) for row in read_json_lines(rows) if row["texts"]]
    with unfinished.open("w", encoding="utf-8") as file:
        for at in range(0, len(asked), QUESTIONS):
            for row in labelled(asked[at : at + QUESTIONS], judge):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    unfinished.replace(to)


def labelled(rows: Sequence[dict[str, Any]], judge: Judge) -> Iterator[dict[str, Any]]:
    """The rows with a field `taught`: the log-odds of each text against none."""
    pairs = [(row["question"], text) for row in rows for text in row["texts"]]
    with torch.inference_mode():
        logits = iter(judge(pairs).tolist())
    for row in rows:
        yield {**row, "taught": [round(next(logits), 3) for _ in row["texts"]]}


def _first(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its best right proposals and the first of the others."""
    scores = row["scores"]
    right, wrong = parted(scores)
    kept = [*right[:MOST_RIGHT], *wrong][:MOST]
    return {
        "question": row["question"],
        "texts": [row["texts"][n] for n in kept],
        "scores": [scores[n] for n in kept],
    }


def main() -> None:
    """Labels all files of a folder that are not labelled yet."""
    parser = argparse.ArgumentParser(description="Labels proposals by a larger reranker.")
    parser.add_argument("--rows", type=Path, required=True, help="folder of the proposals")
    parser.add_argument("--teacher", type=Path, required=True, help="folder of its model")
    parser.add_argument("--tokenizer", type=Path, help="folder of the teacher's tokenizer.json")
    parser.add_argument("--beside", type=Path, help="folder of the pupil's model")
    parser.add_argument("--to", type=Path, required=True, help="folder of the labelled files")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    options.to.mkdir(parents=True, exist_ok=True)
    teacher = PairModel(
        options.teacher, frozen_layers=0, together=TOGETHER, tokenizer=options.tokenizer
    )
    teacher.halve()
    judge: Judge = teacher.logits
    if options.beside:
        judge = both(teacher, PairModel(options.beside, frozen_layers=0, together=TOGETHER))
    for rows in sorted(options.rows.glob("*.jsonl")):
        to = options.to / rows.name
        if not to.exists():
            label_file(rows, to, judge)
            logger.info("%s labelled", to.name)


if __name__ == "__main__":
    main()
