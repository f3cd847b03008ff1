"""Fits how sure an answer is, on questions whose answers are known.

`python -m pincite.qa.training.sureness QUESTIONS=FOLDER [QUESTIONS=FOLDER ...] [TEXTS ...]`
replaces the model among the weights; TEXTS is a folder of texts with questions. To be run after
`pincite.qa.training.confidence`, whose models decide what is answered. Use what figures are not
reported on: the folders made for fitting, and reading sets whose articles the reader was not
trained on (`pincite eval import squad`).
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pincite.indexer.build import update_index
from pincite.qa.answering import Assistant
from pincite.qa.answers import Answer, Question, Timings
from pincite.qa.assembly import open_assistant
from pincite.qa.classifier import Classifier, write_classifier
from pincite.qa.composing import answered
from pincite.qa.confidence import Logistic, load_models
from pincite.qa.deciding import decide
from pincite.qa.parsed_question import AnswerType, parse_question
from pincite.qa.sureness import (
    ABSENT,
    OUTCOMES,
    RIGHT,
    SURE_FEATURES,
    WEIGHTS,
    WRONG,
    sure_features,
)
from pincite.qa.training.answer_metric import token_f1
from pincite.qa.training.classifier import fit_classifier
from pincite.qa.training.confidence import (
    PROCESSES,
    RIGHT_FROM,
    item_f1,
    read_texts,
)
from pincite.qa.training.rows import read_json_lines
from pincite.qa.training.texts import read_asked
from pincite.qa.training.yes_no import wanted_verdict

Row = Mapping[str, Any]
ABSENT_SHARE = 0.2
"""Of a file's rows at most this share is unanswerable: confidence leans to the share it was fitted
with, and people mostly ask what their documents answer."""
MOST_REPEATED = 3
"""How often a small set may count, so that a large one does not drown it."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of asking questions with nothing withheld."""

    features: NDArray[np.float64]
    """Shape (questions, len(SURE_FEATURES))."""
    classes: NDArray[np.int64]
    """Of OUTCOMES, shape (questions,)."""


def read_rows(path: Path) -> list[Row]:
    """The rows of a question file that stand alone and ask one thing, few of them unanswerable.

    Few of those for yes or no as of the others, or the one kind would be held less sure.
    """
    others: list[Row] = []
    whether: list[Row] = []
    for row in read_json_lines(path):
        if not row.get("history") and not row.get("parts"):
            is_whether = parse_question(row["question"]).answer_type is AnswerType.YES_NO
            (whether if is_whether else others).append(row)
    return [*few_absent(others), *few_absent(whether)]


def few_absent(rows: Sequence[Row]) -> list[Row]:
    """The rows with at most ABSENT_SHARE of them unanswerable, spread evenly."""
    answerable = [row for row in rows if row["answers"]]
    absent = [row for row in rows if not row["answers"]]
    most = round(len(answerable) * ABSENT_SHARE / (1 - ABSENT_SHARE))
    kept = [absent[n * len(absent) // most] for n in range(min(most, len(absent)))]
    return [*answerable, *(kept if len(absent) > most else absent)]


def ask_all(assistant: Assistant, rows: Sequence[Row]) -> Outcomes:
    """The outcome of every question for which there is anything to propose."""
    models = load_models()
    found = [outcome for row in rows for outcome in _outcome(assistant, row, models)]
    features, classes = zip(*found, strict=True)
    return Outcomes(np.array(features), np.array(classes))


def fit_sureness(outcomes: Sequence[Outcomes]) -> Classifier:
    """The model of what comes of an answer (SURE_FEATURES)."""
    largest = max(len(each.classes) for each in outcomes)
    counted = [
        each
        for each in outcomes
        for _ in range(min(MOST_REPEATED, max(1, largest // len(each.classes))))
    ]
    features = np.concatenate([each.features for each in counted])
    classes = np.concatenate([each.classes for each in counted])
    return fit_classifier(SURE_FEATURES, features, classes, len(OUTCOMES))


def _outcome(
    assistant: Assistant, row: Row, models: Mapping[str, Logistic]
) -> Iterator[tuple[list[float], int]]:
    question = Question(row["question"])
    evidence = assistant.read(question, assistant.candidates(question))
    decision = decide(evidence, models)  # without those that are to be fitted
    if decision.proposals:
        answer = answered(evidence, decision, "", Timings(0, 0, 0))
        features = sure_features(evidence, decision.proposals, decision.sides)
        is_right = _is_right(answer, row)
        yield features, RIGHT if is_right else WRONG if row["answers"] else ABSENT


def _is_right(answer: Answer, row: Row) -> bool:
    """Whether an answer given counts as right, as in the evaluation."""
    if not row["answers"] or answer.answer is None:
        return False
    if row.get("verdict"):
        return answer.verdict == wanted_verdict(row)
    if row.get("items") and answer.items:
        return item_f1(answer.items, row["items"]) >= RIGHT_FROM
    return token_f1(answer.answer, row["answers"]) >= RIGHT_FROM


def _asked_of(argument: str, scratch: Path) -> tuple[list[Row], Path]:
    """The rows and the folder of `QUESTIONS=FOLDER`, or of a folder of texts with questions."""
    questions, given, folder = argument.partition("=")
    if given:
        return read_rows(Path(questions)), Path(folder)
    asked = read_texts([read_asked(path) for path in sorted(Path(argument).glob("*.txt"))], scratch)
    rows: list[Row] = [
        {"question": one.question, "answers": one.answers, "items": one.items} for one in asked
    ]
    return few_absent(rows), scratch


def _outcomes_of(argument: str) -> Outcomes:
    """What comes of asking the questions of one argument."""
    with tempfile.TemporaryDirectory() as scratch:
        rows, folder = _asked_of(argument, Path(scratch) / "texts")
        update_index(Path(scratch) / "index", [folder])
        with open_assistant(Path(scratch) / "index") as assistant:
            return ask_all(assistant, rows)


def main(arguments: Sequence[str]) -> None:
    """Fits on the pairs `QUESTIONS=FOLDER` and folders of texts, and replaces the weights."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        outcomes = list(pool.map(_outcomes_of, arguments))
    write_classifier(fit_sureness(outcomes), WEIGHTS)


if __name__ == "__main__":
    main(sys.argv[1:])
