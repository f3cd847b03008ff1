"""Questions over folders of documents, prepared for fitting: tables as retrieval brings them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from pincite.indexer.build import update_index
from pincite.qa.answer_overlap import in_quoted_line, normalise, overlap_f1, words
from pincite.qa.answering import Assistant
from pincite.qa.answers import Question
from pincite.qa.assembly import open_assistant
from pincite.qa.tables.amounts import parse_amount
from pincite.qa.tables.candidates import Candidate
from pincite.qa.tables.nearness import nearness_of
from pincite.qa.tables.proposing import Scored, candidates_of
from pincite.qa.tables.reaching import grids_near, grids_told
from pincite.qa.tables.scoring import RANK_FEATURES, rank_features
from pincite.qa.tables.table_question import Operation, parse_table_question

Matrix = NDArray[np.float64]
RIGHT_FROM = 0.6
Row = dict[str, object]


@dataclass(frozen=True, eq=False)
class Prepared:
    """An example's candidates, before any weights."""

    features: Matrix
    right: NDArray[np.bool_]
    is_answerable: bool
    scored: tuple[Scored, ...]


def prepare_rows(questions: Path, folder: Path) -> list[tuple[str, Prepared]]:
    """The id of each question of a file with its candidates.

    Held-out rows are left out.
    """
    rows = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    with TemporaryDirectory() as work:
        update_index(Path(work), [folder])
        with open_assistant(work) as assistant:
            return list(_prepared(assistant, [r for r in rows if r.get("split") != "heldout"]))


def _prepared(assistant: Assistant, rows: list[Row]) -> Iterator[tuple[str, Prepared]]:
    for row in rows:
        question = Question(str(row["question"]))
        evidence = assistant.unread(question, assistant.candidates(question))
        asked = parse_table_question(question.text)
        grids = [*grids_near(evidence)[0], *grids_told(evidence, asked)[0]]
        near = nearness_of(evidence, grids)
        found = candidates_of(grids, asked, evidence.term_weights, near)
        yield str(row["id"]), prepared_of([candidate for candidate, _ in found], row)


def prepared_of(found: list[Candidate], row: Row) -> Prepared:
    """Candidates with which of them are right."""
    features = np.array([rank_features(candidate) for candidate in found])
    right = np.array([_is_right(candidate, row) for candidate in found], bool)
    places = row.get("evidence") or []
    quotes = [place["quote"] for place in places if "quote" in place]  # type: ignore[attr-defined]
    told = [r and _is_in_place(one, quotes) for one, r in zip(found, right, strict=True)]
    return Prepared(
        features.reshape(len(found), len(RANK_FEATURES)),
        np.array(told, bool) if any(told) else right,
        bool(row["answers"]),
        tuple(Scored(c, f, 0.0, 1) for c, f in zip(found, features, strict=True)),
    )


def _is_right(candidate: Candidate, row: Row) -> bool:
    answers, places = row["answers"], row.get("evidence") or []
    if not isinstance(answers, list) or not isinstance(places, list):
        return False
    source = candidate.links.grid.document.source
    if places and all(place["source"] != source for place in places):
        return False
    items = row.get("items")
    if isinstance(items, list) and items:
        return _picks_all(candidate, items)
    return any(says(candidate.text, answer) for answer in answers)


def _picks_all(candidate: Candidate, items: list[str]) -> bool:
    """Whether a cell is of a column of which the chosen rows hold just the items asked for."""
    if candidate.operation is not Operation.VALUE or candidate.column is None:
        return False
    grid, rows = candidate.links.grid, candidate.selection.rows
    cells = [grid.cell(row, candidate.column) for row in rows]
    held = {normalise(cell.text) for cell in cells if cell is not None}
    return len(rows) > 1 and held == {normalise(item) for item in items}


def _is_in_place(candidate: Candidate, quotes: list[str]) -> bool:
    """Whether a cell stands in a row that the evidence quotes; what is worked out always does."""
    if candidate.operation is not Operation.VALUE:
        return True
    grid = candidate.links.grid
    cell = grid.cell(*candidate.cells[0])
    return cell is not None and in_quoted_line(grid.document, cell.span, quotes)


def says(text: str, answer: str) -> bool:
    """Whether a candidate says what an answer says: the same words, or the same amount."""
    if overlap_f1(words(text), words(answer)) >= RIGHT_FROM and _digits(text) == _digits(answer):
        return True
    one, other = parse_amount(text), parse_amount(answer)
    return one is not None and other is not None and abs(one.value - other.value) < 1e-9


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
