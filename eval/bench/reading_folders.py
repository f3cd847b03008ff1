"""How well readers read the passages that retrieval brings from folders of documents.

    python eval/bench/reading_folders.py READER [READER ...] [--sets QUESTIONS=FOLDER ...]

A READER is an exported .onnx file or a folder that `pincite.qa.training train` wrote (with
`--attention eager` and `--tokenizer` for MPNet). Each question of one span is asked of the first
eight passages of the shipped ranking; held-out rows are left out. No choice, no sureness: the
reader alone, by its margins.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pincite.indexer.build import update_index
from pincite.qa import Question, open_assistant
from pincite.qa.answering import Assistant
from pincite.qa.training.answer_metric import token_f1
from pincite.qa.training.evaluation import WindowReader
from pincite.qa.training.folder_reader import any_reader
from pincite.qa.training.rows import read_json_lines

PASSAGES = 8
KINDS = frozenset(
    "factoid date number paraphrase keyword typo definition plan place person unanswerable".split()
)
SETS = ("league", "software", "waterboard")
"""Folders that no reader learned from and nothing was fitted on."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the texts of its first passages, and which of them hold its answer."""

    question: str
    answers: Sequence[str]
    passages: Sequence[str]
    holds: Sequence[bool]


def cases(questions: Path, folder: Path) -> Iterator[Case]:
    """The cases of a question file over an index of its folder."""
    with tempfile.TemporaryDirectory() as index:
        update_index(Path(index), [folder])
        with open_assistant(index) as assistant:
            for row in read_json_lines(questions):
                is_left_out = row.get("split") == "heldout" or row.get("history")
                if row["kind"] in KINDS and not is_left_out:
                    yield _case(assistant, row)


def _case(assistant: Assistant, row: Row) -> Case:
    ranked = assistant.candidates(Question(row["question"]))[:PASSAGES]
    places = []
    for evidence in row.get("evidence") or ():
        document = assistant.index.document(evidence["source"])
        start = document.text.find(evidence["quote"])
        if start >= 0:
            places.append((document.document_id, start, start + len(evidence["quote"])))
    passages = [item.passage for item in ranked]
    holds = [
        any(p.document_id == d and p.span.start < end and start < p.span.end
            for d, start, end in places)
        for p in passages
    ]  # fmt: skip
    return Case(row["question"], row["answers"], [p.text for p in passages], holds)


def figures(reader: WindowReader, asked: Sequence[Case]) -> dict[str, float]:
    """What a reader is worth over the cases.

    `best`: F1 of the span with the highest margin of the eight; `in_right`: of the best span in the
    first passage that holds the answer; `right_chosen`: that such a passage has the highest margin;
    `told_apart`: the chance that an answerable question has a higher margin than another.
    """
    best, inside, chosen, margins, others = [], [], [], [], []
    for case in asked:
        spans = [reader.read(case.question, passage) for passage in case.passages]
        first = max(range(len(spans)), key=lambda at: spans[at].margin)
        if not case.answers:
            others.append(spans[first].margin)
            continue
        said = [
            token_f1(passage[slice(*span.place)], case.answers)
            for passage, span in zip(case.passages, spans, strict=True)
        ]
        margins.append(spans[first].margin)
        best.append(said[first])
        if any(case.holds):
            inside.append(said[case.holds.index(True)])
            chosen.append(case.holds[first])
    higher = sum((one > other) + 0.5 * (one == other) for one in margins for other in others)
    return {
        "answerable": len(best),
        "unanswerable": len(others),
        "best": _mean(best),
        "in_right": _mean(inside),
        "right_chosen": _mean(chosen),
        "told_apart": round(higher / max(1, len(margins) * len(others)), 3),
    }


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / max(1, len(values)), 4)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints one line a reader."""
    eval_folder = Path(__file__).parents[1]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="+", type=Path)
    parser.add_argument("--sets", nargs="+", default=[
        f"{eval_folder}/questions/fitting-{name}.jsonl={eval_folder}/folders/fitting-{name}"
        for name in SETS
    ])  # fmt: skip
    parser.add_argument("--tokenizer", type=Path, help="folder of another tokenizer.json")
    parser.add_argument("--attention", default="sdpa", help="of a folder: sdpa, or eager")
    options = parser.parse_args(arguments)
    pairs = [each.partition("=") for each in options.sets]
    asked = [case for one, _, other in pairs for case in cases(Path(one), Path(other))]
    for path in options.readers:
        reader = any_reader(path, options.tokenizer, options.attention)
        sys.stdout.write(f"{path.name} {json.dumps(figures(reader, asked))}\n")


if __name__ == "__main__":
    main()
