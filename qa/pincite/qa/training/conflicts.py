"""Fits what makes two claims a conflict.

    python -m pincite.qa.training.conflicts INDEX:QUESTIONS ...

Each argument names the folder of an index and a question file over it; of the file only the rows
of split "dev" are read. A row of kind "conflict" gives the values that its sources hold
("values"); every other pair of unlike claims is one that does not conflict.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from pincite.qa.answering import Assistant
from pincite.qa.answers import Question
from pincite.qa.assembly import open_assistant
from pincite.qa.citing import plain
from pincite.qa.confidence import Logistic, load_models
from pincite.qa.disagreement.claims import Claim
from pincite.qa.disagreement.conflicts import (
    CONFLICT_FEATURES,
    WEIGHTS,
    conflict_features,
    gather_clusters,
    may_conflict,
)
from pincite.qa.parsed_question import AnswerType
from pincite.qa.spans import propose_spans
from pincite.qa.training.confidence import fit_logistic
from pincite.qa.values import compare, parse_value

Row = Mapping[str, object]
RIDGE = 2.0


def dev_rows(questions: Path) -> list[Row]:
    """The rows of split "dev" that stand on their own."""
    lines = questions.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return [row for row in rows if row.get("split") == "dev" and not row.get("history")]


def pairs(assistant: Assistant, rows: Sequence[Row]) -> Iterator[tuple[list[float], bool]]:
    """Features of pairs of claims that could conflict, and whether they do."""
    span_model = load_models()["span"]
    for row in rows:
        question = Question(str(row["question"]))
        evidence = assistant.read(question, assistant.candidates(question))
        clusters = gather_clusters(evidence, propose_spans(evidence, span_model))
        for first, second in _first_against_others(clusters):
            if may_conflict(evidence.parsed, first, second, None):
                label = _label(row, first, second, evidence.parsed.answer_type)
                if label is not None:
                    yield conflict_features(evidence, first, second), label


def _first_against_others(clusters: Sequence[Sequence[Claim]]) -> Iterator[tuple[Claim, Claim]]:
    for others in clusters[1:]:
        for first in clusters[0][:3]:
            for second in others[:3]:
                yield first, second


def _label(row: Row, first: Claim, second: Claim, kind: AnswerType) -> bool | None:
    """Whether both claims give one of the row's values; None where the row leaves it open."""
    if row["kind"] != "conflict":
        return False
    values = row.get("values")
    known = [str(value) for value in values] if isinstance(values, list) else []
    said = [
        any(_says(claim.proposal.text, value, kind) for value in known) for claim in (first, second)
    ]
    return True if all(said) else None


def _says(text: str, value: str, kind: AnswerType) -> bool:
    if plain(value) in plain(text):
        return True
    return compare(parse_value(text, kind), parse_value(value, kind)) == "same"


def fit(arguments: Sequence[str]) -> Logistic:
    """The model from all indexes and question files."""
    features: list[list[float]] = []
    labels: list[bool] = []
    for argument in arguments:
        index, _, questions = argument.rpartition(":")
        with open_assistant(index) as assistant:
            for row, label in pairs(assistant, dev_rows(Path(questions))):
                features.append(row)
                labels.append(label)
    return fit_logistic(CONFLICT_FEATURES, np.array(features), np.array(labels), ridge=RIDGE)


def main() -> None:
    """Fits and writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m pincite.qa.training.conflicts")
    parser.add_argument("sets", nargs="+", metavar="INDEX:QUESTIONS")
    model = fit(parser.parse_args().sets)
    weights = {name: round(float(w), 3) for name, w in zip(model.names, model.weights, strict=True)}
    content = {"models": {"conflict": {"features": weights, "bias": round(model.bias, 3)}}}
    WEIGHTS.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
