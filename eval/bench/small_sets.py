"""Totals over the sets that stand beside the folders: value pairs, dialogues, negated pairs.

    python eval/bench/small_sets.py [--half heldout|dev]

Prints sums only; no row of a held-out set is shown.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pincite.eval.answer_metrics import best, f1
from pincite.indexer.build import update_index
from pincite.qa import Question, open_assistant
from pincite.qa.answering import Assistant
from pincite.qa.contract import question_from_json
from pincite.qa.disagreement import judge_pair

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "eval" / "questions"
FOLDERS = {
    "alliance": ROOT / "corpus" / "documents",
    "appliances": ROOT / "eval" / "folders" / "appliances",
    "policies": ROOT / "eval" / "folders" / "policies",
    "formats": ROOT / "eval" / "folders" / "formats",
}
RIGHT_FROM = 0.5
VERDICTS = {"yes": "supports", "no": "denies"}
Row = dict[str, Any]


def read_rows(name: str) -> list[Row]:
    """The rows of a question file."""
    path = QUESTIONS / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def value_pairs(half: str) -> str:
    """How many pairs of values are judged as labelled."""
    rows = read_rows(f"value_pairs.{half}.jsonl")
    right = sum(judge_pair(row["question"], row["a"], row["b"]) == row["label"] for row in rows)
    return f"value pairs: {right} of {len(rows)} right"


def dialogues(half: str) -> Iterator[str]:
    """How many turns are right as follow-ups, alone, and written out."""
    counts = {"turns": 0, "written out": 0, "as follow-up": 0, "of these": 0, "without": 0}
    changes = kept = 0
    rows = read_rows(f"dialogues.{half}.jsonl")
    for assistant, row in _asked(rows):
        out = _is_right(assistant, row, {**row, "question": row["standalone"], "history": []})
        follow = _is_right(assistant, row, row)
        counts["turns"] += 1
        counts["written out"] += out
        counts["as follow-up"] += follow
        counts["of these"] += out and follow
        counts["without"] += _is_right(assistant, row, {**row, "history": []})
        changes += bool(row.get("subject_change")) and out
        kept += bool(row.get("subject_change")) and out and follow
    yield f"dialogues: {counts['turns']} turns, {counts['written out']} right when written out"
    yield f"  of those {counts['of these']} right as follow-ups; {kept} of {changes} at a change"
    yield f"  with history {counts['as follow-up']}, without {counts['without']}"


def negated(half: str) -> str:
    """How many yes/no questions of the negated pairs get their verdict."""
    rows = read_rows(f"negated.{half}.jsonl")
    right = 0
    for assistant, row in _asked(rows):
        answer = assistant.ask(Question(row["question"]))
        right += answer.verdict == VERDICTS.get(row["verdict"], row["verdict"])
    return f"negated pairs: {right} of {len(rows)} verdicts right"


def _asked(rows: list[Row]) -> Iterator[tuple[Assistant, Row]]:
    for name in sorted({row["folder"] for row in rows}):
        with tempfile.TemporaryDirectory() as folder:
            update_index(Path(folder), [FOLDERS[name]])
            with open_assistant(Path(folder)) as assistant:
                yield from ((assistant, row) for row in rows if row["folder"] == name)


def _is_right(assistant: Assistant, row: Row, asked: Row) -> bool:
    answer = assistant.ask(question_from_json(asked))
    if answer.answer is None:
        return bool(row["unanswerable"])
    return best(f1, answer.answer, row["answers"]) >= RIGHT_FROM


def main() -> None:
    """Prints the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("dev", "heldout"), default="heldout")
    half = parser.parse_args().half
    print(value_pairs(half))  # noqa: T201
    print("\n".join(dialogues(half)))  # noqa: T201
    if half == "heldout":
        print(negated(half))  # noqa: T201


if __name__ == "__main__":
    main()
