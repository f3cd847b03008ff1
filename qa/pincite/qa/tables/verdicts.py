"""Cells that decide a yes/no question: "Has Rowan a kitchen?" by the cell that says no."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pincite.qa.answers import Verdict
from pincite.qa.confidence import Logistic
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import AnswerType
from pincite.qa.reranking import rerank
from pincite.qa.tables.candidates import Candidate, Position
from pincite.qa.tables.contrasts import contrast_of, sign_of
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.grid_cells import GridCell
from pincite.qa.tables.matching import Links, link
from pincite.qa.tables.nearness import nearness_of
from pincite.qa.tables.proposing import (
    Scored,
    candidates_of,
    cell_at,
    grids_near,
    score,
    surenesses,
)
from pincite.qa.tables.scoring import RANK_FEATURES, covered_tokens
from pincite.qa.tables.selections import By, Selection, selections
from pincite.qa.tables.table_model import load_table_model
from pincite.qa.tables.table_question import Operation, TableQuestion, parse_table_question
from pincite.qa.tables.tokens import tokens_of
from pincite.qa.tables.values import Kind

_OF_ONE_ROW = (By.WORDS, By.MEANING, By.WITHIN)
MOST_CELLS = 6
MOST_READ = 2
"""Cells that the reranker reads, so that sureness knows what it says."""
LEAST = 0.1


class Way(StrEnum):
    """By what a cell decides."""

    FLAG = "flag"
    BOUND = "bound"
    NUMBER = "number"
    EXISTS = "exists"
    SAME = "same"
    OTHER = "other"
    COMPARED = "compared"


_ASKED_BY = ("coverage", "missing rarest", "missing number", "missing count", "missing name",
             "column share", "column coverage", "row score", "row margin", "key coverage",
             "by words", "by meaning", "by within", "context only")  # fmt: skip
"""Of RANK_FEATURES."""
CELL_FEATURES = (
    "score", "sure", "behind", "denied", *_ASKED_BY, *(f"decides by {way}" for way in Way),
)  # fmt: skip
_YES = re.compile(r"(?:yes|y|true|x|✓|✔|☑|•|●|included)\W*$", re.IGNORECASE)
_NO = re.compile(
    r"(?:no|n|none|nil|false|nothing|not included|✗|✘|☐|0+(?:[.,]0+)?\s?%?|[-–—])\W*$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|no|without|lacks?|lacking|never|neither|nobody|nothing|missing|free (?:of|from))\b|"
    r"(?<!^)\b\w+n['’]t\b",
    re.IGNORECASE,
)
_EXISTS = re.compile(r"\b(?:any|some|a single|at all|there)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deciding:
    """A cell, or two, and what they say to the question."""

    candidate: Candidate
    cells: tuple[Position, ...]
    way: Way
    verdict: Verdict


def propose_cell_verdicts(evidence: Evidence, model: Logistic) -> list[Proposal]:
    """The cells that decide a yes/no question, likeliest first; empty for other questions."""
    if evidence.parsed.answer_type is not AnswerType.YES_NO:
        return []
    found = [
        _proposal(one, rank, model.probability(features))
        for one, rank, features in found_cells(evidence)
    ]
    found.sort(key=lambda proposal: -proposal.probability)
    return rerank(evidence, [each for each in found if each.probability >= LEAST][:MOST_READ])


def found_cells(evidence: Evidence) -> Iterator[tuple[Deciding, int, list[float]]]:
    """The cells nearest the question, the rank of each one's passage, and CELL_FEATURES."""
    asked = parse_table_question(evidence.parsed.text)
    grids, ranks = grids_near(evidence)
    near = nearness_of(evidence, grids)
    unbound = _unbound(asked)
    found = [
        (candidate, ranks[table])
        for candidate, table in candidates_of(grids, unbound, evidence.term_weights, near)
        if candidate.operation is Operation.VALUE
    ]
    pairs = [
        (pair, rank)
        for grid, rank in zip(grids, ranks, strict=True)
        for view in (grid, grid.turned)
        if view is not None
        for pair in _pairs(link(view, replace(asked, bounds=()), evidence.term_weights))
    ]
    model = load_table_model()
    scored = sorted(
        (*score(found, model), *score(pairs, model)), key=lambda one: one.score, reverse=True
    )
    sure = [model.probability(features) for features in surenesses(scored)]
    best = scored[0].score if scored else 0.0
    deciding = (
        (one, p, decided(one.candidate, asked)) for one, p in zip(scored, sure, strict=True)
    )
    usable = [(one, p, cell) for one, p, cell in deciding if cell is not None]
    for one, probability, cell in usable[:MOST_CELLS]:
        yield cell, one.rank, _features(one, probability, one.score - best, cell, asked)


def _unbound(asked: TableQuestion) -> TableQuestion:
    """The question without the numbers that it sets bounds by: they decide, and pick no row."""
    told = frozenset().union(*(bound.tokens for bound in asked.bounds))
    content = tuple(at for at in asked.content if at not in told)
    return replace(asked, content=content, bounds=(), offers_choice=True)


def _pairs(links: Links) -> Iterator[Candidate]:
    """Two cells that the question sets against each other, in two rows or in two columns."""
    chosen = selections(links)
    contrast = contrast_of(links)
    if contrast is not None and contrast.sign != 0:
        columns = (contrast.one, contrast.other)
        for selection in chosen:
            if selection.by in _OF_ONE_ROW and len(selection.rows) == 1:
                cells = [(selection.rows[0], column) for column in columns]
                yield from _pair(links, selection, cells, beside=contrast.other)
    if sign_of(links.asked.text) == 0:
        return
    named = [
        column
        for column in range(links.grid.width)
        if links.grid.kinds[column] is Kind.NUMBER
        and (links.header[column] or links.asks_for[column])
    ]
    for selection in chosen:
        if selection.by is By.NAMES and len(selection.rows) == 2:
            for column in named:
                yield from _pair(links, selection, [(row, column) for row in selection.rows])


def _pair(
    links: Links, selection: Selection, cells: Sequence[Position], *, beside: int | None = None
) -> Iterator[Candidate]:
    """The candidate of two cells, where both hold something that can be put in order."""
    if all(_order(links.grid, cell) is not None for cell in cells):
        text, column = links.grid.text(*cells[0]), cells[0][1]
        yield Candidate(
            links, Operation.VALUE, selection, text, tuple(cells), column, beside=beside
        )


def _order(grid: Grid, place: Position) -> float | None:
    cell = grid.cell(*place)
    return cell.value.order if cell is not None else None


def decided(candidate: Candidate, asked: TableQuestion) -> Deciding | None:
    """What a looked-up cell, or two, says to a yes/no question; None where nothing tells."""
    grid, place = candidate.links.grid, candidate.cells[0]
    if len(candidate.cells) == 2:
        return _compared(candidate)
    cell = grid.cell(*place)
    if cell is None or grid.is_turned or candidate.column == grid.key_column:
        return None
    found = _by_cell(candidate, cell, asked)
    return Deciding(candidate, (place,), *found) if found is not None else None


def _compared(candidate: Candidate) -> Deciding:
    links = candidate.links
    contrast = contrast_of(links) if candidate.beside is not None else None
    sign = contrast.sign if contrast is not None else sign_of(links.asked.text)
    one, other = (_order(links.grid, cell) or 0.0 for cell in candidate.cells)
    said = _verdict(sign * (one - other) > 0, links.asked.text)
    return Deciding(candidate, candidate.cells, Way.COMPARED, said)


def _by_cell(
    candidate: Candidate, cell: GridCell, asked: TableQuestion
) -> tuple[Way, Verdict] | None:
    links, column = candidate.links, candidate.cells[0][1]
    if links.header[column] or links.asks_for[column]:
        found = _by_value(candidate, cell, asked)
        if found is not None:
            return found
    return _by_words(candidate, cell, asked)


def _by_value(
    candidate: Candidate, cell: GridCell, asked: TableQuestion
) -> tuple[Way, Verdict] | None:
    """A cell that says yes or no, or a number where the question names one or a bound."""
    links, order = candidate.links, cell.value.order
    covered = covered_tokens(candidate) | links.context
    tokens = [(at, token) for at, token in enumerate(asked.tokens) if at not in covered]
    numbers = [token.value for _, token in tokens if token.is_number]
    if order is not None and cell.value.kind is not Kind.TEXT:
        scaled = order * links.grid.scale(*candidate.cells[0])
        is_date = cell.value.kind is Kind.DATE
        fitting = [
            bound.holds(scaled if bound.value >= 1000 and not is_date else order)
            for bound in asked.bounds
            if bound.is_year == is_date and not bound.tokens & candidate.selection.tokens
        ]
        if fitting:
            return Way.BOUND, _verdict(all(fitting), "")
        if numbers:
            return Way.NUMBER, _verdict(order in numbers or scaled in numbers, asked.text)
    if _YES.match(cell.text) or _NO.match(cell.text):
        return Way.FLAG, _verdict(_YES.match(cell.text) is not None, asked.text)
    if order is not None and _EXISTS.search(asked.text):
        return Way.EXISTS, _verdict(order > 0, asked.text)
    return None


def _by_words(
    candidate: Candidate, cell: GridCell, asked: TableQuestion
) -> tuple[Way, Verdict] | None:
    """A cell of words that the question says as well, or says of another row."""
    links, (row, column) = candidate.links, candidate.cells[0]
    named = links.header[column] | links.context
    in_row = links.rows.get(row, {})
    if all(columns == {column} for at, columns in in_row.items() if at not in named):
        return None  # nothing but the cell itself names the row
    keys = {at: links.keys[at][0] for at in asked.content if at in links.keys and at not in named}
    if _names_person(cell, asked) or any(key in cell.keys for key in keys.values()):
        return Way.SAME, _verdict(True, asked.text)
    elsewhere = [
        at
        for at, key in keys.items()
        if at not in in_row
        and any(column in columns for columns in links.grid.postings.get(key, {}).values())
    ]
    return (Way.OTHER, _verdict(False, asked.text)) if elsewhere else None


def _names_person(cell: GridCell, asked: TableQuestion) -> bool:
    """Whether the question names by the last name whom the cell names in full."""
    words = tokens_of(cell.text)
    is_person = len(words) in (2, 3) and all(word.text[:1].isupper() for word in words)
    return is_person and words[-1].key in {token.key for token in asked.tokens}


def _verdict(holds: bool, question: str) -> Verdict:
    """The verdict, turned round where the question denies what it asks about."""
    return "supports" if holds != bool(_DENIED.search(question)) else "denies"


def _features(
    one: Scored, probability: float, behind: float, cell: Deciding, asked: TableQuestion
) -> list[float]:
    told = dict(zip(RANK_FEATURES, one.features, strict=True))
    return [
        max(-10.0, min(20.0, one.score)),
        probability,
        max(-6.0, behind),
        float(_DENIED.search(asked.text) is not None),
        *(float(told[name]) for name in _ASKED_BY),
        *(float(cell.way is way) for way in Way),
    ]


def _proposal(one: Deciding, rank: int, probability: float) -> Proposal:
    grid = one.candidate.links.grid
    spans = [cell_at(grid, position) for position in one.cells]
    names = [grid.name_of(*position) for position in one.cells]
    return Proposal(
        text=grid.document.quote(spans[0]),
        places=tuple(
            Place(grid.document.document_id, span, name)
            for span, name in zip(spans, names, strict=True)
        ),
        probability=probability,
        rank=rank,
        origin="verdict",
        verdict=one.verdict,
    )
