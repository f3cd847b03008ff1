"""Fits how likely a cell of a table decides a yes/no question, and decides it rightly.

    python -m pincite.qa.training.cell_verdicts QUESTIONS=FOLDER [QUESTIONS=FOLDER ...]

Of each question file the rows of kind "yesno" with a verdict are read but the held-out ones. A cell
is right when its row is the row's evidence and its verdict is the row's. Prints how a model fitted
on the other folders does on each, then replaces the model "yes_no_cells".
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from pincite.indexer.build import update_index
from pincite.qa.answering import Assistant
from pincite.qa.answers import Question
from pincite.qa.assembly import open_assistant
from pincite.qa.citing import plain, surroundings
from pincite.qa.confidence import WEIGHTS, Logistic
from pincite.qa.parsed_question import AnswerType
from pincite.qa.tables.proposing import cell_at
from pincite.qa.tables.verdicts import CELL_FEATURES, Deciding, found_cells
from pincite.qa.training.confidence import fit_logistic, write_models
from pincite.qa.training.rows import read_json_lines
from pincite.qa.training.yes_no import Decider, Row, wanted_verdict

RIDGE = 3.0
LIKELY = 0.5


def weigh_all(assistant: Assistant, questions: Path) -> Iterator[list[Decider]]:
    """For each yes/no row of a file the cells that may decide it."""
    for row in read_json_lines(questions):
        is_asked = row.get("kind") == "yesno" and "verdict" in row and not row.get("history")
        if not is_asked or row.get("split") == "heldout":
            continue
        question = Question(row["question"])
        evidence = assistant.unread(question, assistant.candidates(question))
        if evidence.parsed.answer_type is AnswerType.YES_NO:
            yield [
                Decider(tuple(features), _holds(one, row) and agrees, agrees)
                for one, _, features in found_cells(evidence)
                for agrees in (one.verdict == wanted_verdict(row),)
            ]


def _holds(one: Deciding, row: Row) -> bool:
    """Whether a cell stands in the row of a table that the evidence quotes."""
    document = one.candidate.links.grid.document
    span = cell_at(one.candidate.links.grid, one.cells[0])
    around, _ = surroundings(document, span)
    said, cell = plain(document.quote(around)), plain(document.quote(span))
    places = row["evidence"]
    return isinstance(places, list) and any(
        place["source"] == document.source and cell in quote and (said in quote or quote in said)
        for place in places
        for quote in (plain(place.get("quote", "")),)
    )


def fit(rows: Sequence[Sequence[Decider]]) -> Logistic:
    """The model from all cells of all rows."""
    known = [one for row in rows for one in row]
    features = np.array([one.features for one in known])
    right = np.array([one.is_right for one in known])
    return fit_logistic(CELL_FEATURES, features, right, ridge=RIDGE)


def tally(rows: Sequence[Sequence[Decider]], model: Logistic) -> tuple[int, int]:
    """How many rows have a likely cell, and of how many it is right with its verdict."""
    likely = []
    for row in rows:
        known = [(model.probability(one.features), one.is_right) for one in row]
        best = max(known, default=(0.0, False))
        if best[0] >= LIKELY:
            likely.append(best[1])
    return len(likely), sum(likely)


def gather(arguments: Sequence[str]) -> dict[str, list[list[Decider]]]:
    """The cells weighed for each folder's rows, by the folder."""
    gathered: dict[str, list[list[Decider]]] = {}
    for argument in arguments:
        questions, _, folder = argument.partition("=")
        with tempfile.TemporaryDirectory() as scratch:
            update_index(Path(scratch), [Path(folder)])
            with open_assistant(scratch) as assistant:
                gathered[folder] = list(weigh_all(assistant, Path(questions)))
    return gathered


def main(arguments: Sequence[str]) -> None:
    """Fits and writes the model."""
    gathered = gather(arguments)
    for name, rows in gathered.items():
        others = [row for other, kept in gathered.items() if other != name for row in kept]
        likely, right = tally(rows, fit(others or rows))
        print(f"{name}: {right} right of {likely} likely, of {len(rows)}")  # noqa: T201
    write_models({"yes_no_cells": fit([r for rows in gathered.values() for r in rows])}, WEIGHTS)


if __name__ == "__main__":
    main(sys.argv[1:])
