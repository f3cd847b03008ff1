"""Cells that decide a yes/no question: "Has Rowan a kitchen?" by the cell that says no."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

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
    score,
    surenesses,
)
from pincite.qa.tables.reaching import grids_near
from pincite.qa.tables.scoring import RANK_FEATURES, covered_tokens
from pincite.qa.tables.selection import By, Selection
from pincite.qa.tables.selections import selections
from pincite.qa.tables.table_model import load_table_model
from pincite.qa.tables.table_question import (
    Bound,
    Operation,
    TableQuestion,
    parse_table_question,
)
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
    r"\b(?:not|no(?!\.|\s?\d)|without|lacks?|lacking|never|neither|nobody|nothing|missing|"
    r"free (?:of|from))\b|(?<=\w)-free\b|(?<!^)\b\w+n['’]t\b",
    re.IGNORECASE,
)
_EITHER_WAY = re.compile(r"\b(?:whether )?or not\b|,\s*\w+n['’]t \w+\s*\??$", re.IGNORECASE)
"""Words that deny nothing: "or not", "doesn't it?"."""
_SUFFICES = re.compile(r"\b(?:can|could|enough|room for|hold|seat|fit)\b", re.IGNORECASE)
_COMPARED_WITH = re.compile(r"\W*(?:when )?compared (?:with|to)\b", re.IGNORECASE)
_TITLES = frozenset("mr mrs ms miss dr prof professor sir lady lord".split())
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
        for pair in _pairs(link(view, asked, evidence.term_weights))
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
    usable = ((one, p, cell) for one, p, cell in deciding if cell is not None)
    for one, probability, cell in islice(usable, MOST_CELLS):
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
    if sign_of(links) == 0:
        return
    named = [
        column
        for column in range(links.grid.width)
        if links.grid.kinds[column] is Kind.NUMBER
        and (links.header[column] or links.asks_for[column])
    ]
    for selection in chosen:
        if selection.by is not By.NAMES or len(selection.rows) != 2:
            continue
        rows = _late_first(links, selection.rows)
        if links.grid.is_turned and rows != selection.rows:
            continue
        for column in named:
            yield from _pair(links, selection, [(row, column) for row in rows])


def _late_first(links: Links, rows: tuple[int, ...]) -> tuple[int, ...]:
    """Two rows of times the later first, where the question does not set one against the other."""
    times = [_order(links.grid, (row, links.grid.key_column)) for row in rows]
    is_time = links.grid.kinds[links.grid.key_column] is Kind.DATE
    if not is_time or " than " in links.asked.text or None in times:
        return rows
    return tuple(sorted(rows, key=lambda row: -(times[rows.index(row)] or 0.0)))


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
    if place[0] in candidate.links.once(_named_together):
        return None
    found = _by_cell(candidate, cell, asked)
    return Deciding(candidate, (place,), *found) if found is not None else None


def _named_together(links: Links) -> frozenset[int]:
    """The rows that the question names with others: one of them alone decides nothing."""
    named = (each.rows for each in selections(links) if each.by is By.NAMES)
    return frozenset(row for rows in named if len(rows) > 1 for row in rows)


def _compared(candidate: Candidate) -> Deciding:
    links = candidate.links
    contrast = contrast_of(links) if candidate.beside is not None else None
    sign = contrast.sign if contrast is not None else sign_of(links)
    if contrast is None and _COMPARED_WITH.match(links.asked.text):
        sign = -sign
    one, other = (_order(links.grid, cell) or 0.0 for cell in candidate.cells)
    said = _verdict(sign * (one - other) > 0, links.asked.text)
    return Deciding(candidate, candidate.cells, Way.COMPARED, said)


def _by_cell(
    candidate: Candidate, cell: GridCell, asked: TableQuestion
) -> tuple[Way, Verdict] | None:
    links, column = candidate.links, candidate.cells[0][1]
    if links.header[column] or links.asks_for[column]:
        if _sets_numbers(candidate, asked):
            return _by_number(candidate, cell, asked)
        name = links.grid.names[column]
        over = name.text if name is not None else ""
        if _YES.match(cell.text) or _NO.match(cell.text):
            return Way.FLAG, _verdict(_YES.match(cell.text) is not None, asked.text, over)
        if cell.value.order is not None and _EXISTS.search(asked.text):
            return Way.EXISTS, _verdict(cell.value.order > 0, asked.text, over)
    return _by_words(candidate, cell, asked)


def _bounds(candidate: Candidate, asked: TableQuestion) -> list[Bound]:
    """The bounds of the question but those that are names of columns, as a year may be."""
    named = frozenset().union(*candidate.links.header, candidate.selection.tokens)
    return [
        bound
        for bound in asked.bounds
        if (bound.value != 0 or bound.upper is not None)  # "without any" denies, and bounds nothing
        and not any(asked.tokens[at].is_number and at in named for at in bound.tokens)
    ]


def _numbers(candidate: Candidate, asked: TableQuestion, *, is_date: bool) -> list[float]:
    """The numbers of the question that neither name the cell nor set a bound."""
    links = candidate.links
    bound = frozenset().union(*(each.tokens for each in asked.bounds))
    taken = covered_tokens(candidate) | links.context | bound
    return [
        token.value
        for at, token in enumerate(asked.tokens)
        if token.is_number and at not in taken and token.is_year == is_date
    ]


def _sets_numbers(candidate: Candidate, asked: TableQuestion) -> bool:
    numbers = (_numbers(candidate, asked, is_date=each) for each in (False, True))
    return bool(_bounds(candidate, asked)) or any(numbers)


def _by_number(
    candidate: Candidate, cell: GridCell, asked: TableQuestion
) -> tuple[Way, Verdict] | None:
    """A number or a date where the question names one, or a bound; of several bounds none."""
    order = cell.value.order
    if order is None or cell.value.kind is Kind.TEXT:
        return None
    is_date = cell.value.kind is Kind.DATE
    order = float(int(order)) if is_date else order
    scaled = order * candidate.links.grid.scale(*candidate.cells[0])
    bounds = _bounds(candidate, asked)
    if bounds:
        bound = bounds[0]
        if len(bounds) > 1 or bound.is_year != is_date:
            return None
        holds = bound.holds(scaled if bound.value >= 1000 and not is_date else order)
        places = [asked.tokens[at] for at in bound.tokens]
        before, after = min(each.start for each in places), max(each.end for each in places)
        return Way.BOUND, _verdict(holds, f"{asked.text[:before]} {asked.text[after:]}")
    numbers = _numbers(candidate, asked, is_date=is_date)
    if not numbers or _SUFFICES.search(asked.text):
        return None
    return Way.NUMBER, _verdict(order in numbers or scaled in numbers, asked.text)


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
    shared = {at for at, key in keys.items() if key in cell.keys} | _last_names(cell, asked)
    if shared and not _names_another(links, shared, cell):
        denied = _DENIED.search(cell.text) is not None
        return Way.SAME, _verdict(not denied, asked.text)
    elsewhere = [
        at
        for at, key in keys.items()
        if at not in in_row
        and any(column in columns for columns in links.grid.postings.get(key, {}).values())
    ]
    return (Way.OTHER, _verdict(False, asked.text)) if shared or elsewhere else None


def _last_names(cell: GridCell, asked: TableQuestion) -> set[int]:
    """The words by which the question names by the last name whom the cell names in full."""
    words = tokens_of(cell.text)
    is_person = len(words) in (2, 3) and all(word.text[:1].isupper() for word in words)
    return {at for at, token in enumerate(asked.tokens) if is_person and token.key == words[-1].key}


def _names_another(links: Links, shared: set[int], cell: GridCell) -> bool:
    """Whether a name beside a shared word is not the cell's: "Ines Bray" for "Ines Corr"."""
    tokens = links.asked.tokens
    return any(
        beside.text[:1].isupper()
        and beside.text.casefold().strip(".") not in _TITLES
        and beside.start > 0
        and not beside.is_stop
        and beside.key not in cell.keys
        for at in shared
        if tokens[at].text[:1].isupper()
        for beside in (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
    )


def _verdict(holds: bool, question: str, header: str = "") -> Verdict:
    """The verdict, turned round where the question denies and the column's name does not."""
    said = _EITHER_WAY.sub(" ", question)
    is_turned = len(_DENIED.findall(said)) % 2 != len(_DENIED.findall(header)) % 2
    return "supports" if holds != is_turned else "denies"


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
