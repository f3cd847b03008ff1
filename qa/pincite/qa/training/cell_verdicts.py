"""Fits how likely a cell of a table decides a yes/no question, and decides it rightly.

    python -m pincite.qa.training.cell_verdicts QUESTIONS=FOLDER [QUESTIONS=FOLDER ...]

Of each question file the rows of kind "yesno" with a verdict are read but the held-out ones. A cell
is right when its row is the row's evidence and its verdict is the row's. Prints how a model fitted
on the other folders does on each, then replaces the model "yes_no_cells".
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pincite.qa.answering import Assistant
from pincite.qa.answers import Question
from pincite.qa.citing import plain, surroundings
from pincite.qa.confidence import WEIGHTS, Logistic
from pincite.qa.parsed_question import AnswerType
from pincite.qa.tables.proposing import cell_at
from pincite.qa.tables.verdicts import CELL_FEATURES, Deciding, found_cells
from pincite.qa.training.confidence import write_models
from pincite.qa.training.rows import read_json_lines
from pincite.qa.training.yes_no import Decider, Row, fit, folds, gather, wanted_verdict

LIKELY = 0.5


def weigh_all(assistant: Assistant, questions: Path, folder: str) -> Iterator[list[Decider]]:
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


def tally(rows: Sequence[Sequence[Decider]], model: Logistic) -> tuple[int, int]:
    """How many rows have a likely cell, and of how many it is right with its verdict."""
    likely = []
    for row in rows:
        known = [(model.probability(one.features), one.is_right) for one in row]
        best = max(known, default=(0.0, False))
        if best[0] >= LIKELY:
            likely.append(best[1])
    return len(likely), sum(likely)


def main(arguments: Sequence[str]) -> None:
    """Fits and writes the model."""
    gathered = gather(arguments, weigh_all)
    for folder, rows, model in folds(gathered, CELL_FEATURES):
        likely, right = tally(rows, model)
        print(f"{folder}: {right} right of {likely} likely, of {len(rows)}")  # noqa: T201
    every = [row for rows in gathered.values() for row in rows]
    write_models({"yes_no_cells": fit(every, CELL_FEATURES)}, WEIGHTS)


if __name__ == "__main__":
    main(sys.argv[1:])
