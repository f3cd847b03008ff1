"""From the tables that retrieval reached to proposals."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pincite.corpus import Span
from pincite.qa.answers import Computed
from pincite.qa.citing import together
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.network import softmax
from pincite.qa.parsed_question import AnswerType
from pincite.qa.tables.candidates import Candidate, Position
from pincite.qa.tables.computing import compute
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.lookup import find_by_order, find_extremes, find_neighbours, look_up
from pincite.qa.tables.matching import link
from pincite.qa.tables.nearness import NOTHING, Nearness, nearness_of
from pincite.qa.tables.prose import propose_from_prose
from pincite.qa.tables.reaching import grids_near, grids_told
from pincite.qa.tables.scoring import (
    covered_tokens,
    missing_name,
    missing_year,
    rank_features,
    sure_features,
)
from pincite.qa.tables.selection import By
from pincite.qa.tables.selections import selections
from pincite.qa.tables.table_model import TableModel, load_table_model
from pincite.qa.tables.table_question import Operation, TableQuestion, parse_table_question
from pincite.qa.tables.values import Kind
from pincite.qa.values.clocks import time_of_day

MOST_PROPOSALS = 12
LEAST_PROBABILITY = 0.01


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its features and its score."""

    candidate: Candidate
    features: NDArray[np.float64]
    score: float
    rank: int


def propose_from_tables(evidence: Evidence) -> list[Proposal]:
    """What the tables near the question say, and what its numbers give, likeliest first.

    Numbers told in sentences are worked with as those of cells are.
    """
    asked = parse_table_question(evidence.parsed.text)
    model = load_table_model()
    grids, ranks = grids_near(evidence)
    told, told_ranks = grids_told(evidence, asked)
    every, of_each = [*grids, *told], [*ranks, *told_ranks]
    near = nearness_of(evidence, every)
    found = candidates_of(every, asked, evidence.term_weights, near)
    scored = score([(candidate, of_each[table]) for candidate, table in found], model)
    proposals = [*_proposals(scored, model), *propose_from_prose(evidence, grids, ranks)]
    if evidence.parsed.wants_list:
        proposals += _rows_together(scored, model)
    return sorted(proposals, key=lambda proposal: -proposal.probability)


def candidates_of(
    grids: Sequence[Grid],
    asked: TableQuestion,
    weights: Mapping[str, float],
    near: Sequence[Nearness] = (),
) -> list[tuple[Candidate, int]]:
    """Everything the tables may answer, each with the place of its table in `grids`.

    Nothing leaves out a year that the question names. `near` says how near in meaning the rows
    and columns of each table are, where that is known.
    """
    asked = _without_names(asked, grids)
    views = [
        (link(view, asked, weights, near[table] if near and view is grid else NOTHING), table)
        for table, grid in enumerate(grids)
        for view in (grid, None if grid.is_told else grid.turned)
        if view is not None
    ]
    found: list[tuple[Candidate, int]] = []
    for links, table in views:
        links.elsewhere.update(at for other, place in views if place != table for at in other.keys)
        chosen = selections(links)
        made = (
            *(look_up(links, chosen) if not links.grid.is_told else ()),
            *find_extremes(links, chosen),
            *find_by_order(links, chosen),
            *find_neighbours(links, chosen),
            *compute(links, chosen),
        )
        found += [(candidate, table) for candidate in made if _may_answer(candidate)]
    return found


def _may_answer(candidate: Candidate) -> bool:
    """Whether a candidate leaves out no year, and is no cell where no cell alone can answer.

    Rows are counted only where they, or what stands over their table, bear every name asked about;
    where they are to be counted, no name of one of them answers.
    """
    asked, operation = candidate.links.asked, candidate.operation
    if asked.compares and candidate.column is not None:
        return False
    if Operation.CHANGE in asked.cues and operation is Operation.VALUE and _is_amount(candidate):
        return False
    if operation is Operation.COUNT and missing_name(candidate):
        return False
    if asked.answer_type is AnswerType.DURATION and time_of_day(candidate.text) is not None:
        return False
    if Operation.COUNT in asked.cues and _is_one_name_of_several(candidate):
        return False
    if operation is Operation.VALUE and _is_one_of_all(candidate):
        return False
    return not missing_year(candidate)


def _is_one_name_of_several(candidate: Candidate) -> bool:
    """Whether a candidate is the name of one of several rows that a condition picks."""
    selection, key_column = candidate.selection, candidate.links.grid.key_column
    is_name = candidate.operation is Operation.VALUE and candidate.column == key_column
    is_picked = selection.by in (By.BOUND, By.CONTRAST) and len(selection.rows) > 1
    return is_name and is_picked


def _is_one_of_all(candidate: Candidate) -> bool:
    """Whether a total or mean is asked for, and the cell is of a row that no word names."""
    links, selection = candidate.links, candidate.selection
    cues = [links.asked.cues.get(each, frozenset()) for each in (Operation.SUM, Operation.AVERAGE)]
    unsaid = any(said - covered_tokens(candidate) for said in cues if said)
    is_total = candidate.cells[0][0] in links.grid.total_rows
    return unsaid and selection.by is By.MEANING and not is_total


def _is_amount(candidate: Candidate) -> bool:
    """Whether a looked-up cell is a number that nothing says to be a percentage."""
    grid, (row, column) = candidate.links.grid, candidate.cells[0]
    cell = grid.cell(row, column)
    if cell is None or cell.value.kind is not Kind.NUMBER or "%" in cell.text:
        return False
    said = " ".join(name.text for name in grid.names if name is not None) + grid.context
    return "%" not in said and "per cent" not in said.casefold()


def _without_names(asked: TableQuestion, grids: Sequence[Grid]) -> TableQuestion:
    """The question without the cues that are parts of names: "Top" of "Heather Top"."""
    if not asked.cues:
        return asked
    keys = [token.key for token in asked.tokens]
    named = {at for grid in grids for at in _named_tokens(grid, keys)}
    cues = {operation: said for operation, said in asked.cues.items() if not said <= named}
    return asked if len(cues) == len(asked.cues) else replace(asked, cues=cues)


def _named_tokens(grid: Grid, keys: Sequence[str]) -> Iterator[int]:
    """The places in the question of names of rows and columns that have several words."""
    for name in grid.phrases:
        for start in range(len(keys) - len(name) + 1):
            if keys[start] == name[0] and tuple(keys[start : start + len(name)]) == name:
                yield from range(start, start + len(name))


def score(candidates: Sequence[tuple[Candidate, int]], model: TableModel) -> list[Scored]:
    """The candidates with their scores, best first; of those at one place only the best."""
    if not candidates:
        return []
    features = np.array([rank_features(candidate) for candidate, _ in candidates])
    scores = model.scores(features)
    order = np.argsort(-scores, kind="stable")
    kept: dict[tuple[object, ...], Scored] = {}
    for at in order:
        candidate, rank = candidates[at]
        kept.setdefault(_mark(candidate), Scored(candidate, features[at], float(scores[at]), rank))
    return list(kept.values())


def _mark(candidate: Candidate) -> tuple[object, ...]:
    grid = candidate.links.grid
    document = grid.document.document_id
    if candidate.column is None:
        return (document, candidate.operation, candidate.text, grid.table.span.start)
    cell = cell_at(grid, candidate.cells[0])
    return (document, cell.start, cell.end)


def cell_at(grid: Grid, position: Position) -> Span:
    """The span of a cell."""
    row, column = position
    cell = grid.rows[row][column]
    if cell is None:
        raise ValueError(f"no cell stands at row {row}, column {column}")
    return cell.span


def _proposals(scored: Sequence[Scored], model: TableModel) -> Iterator[Proposal]:
    found = [
        (model.probability(sure), item)
        for item, sure in zip(scored, surenesses(scored), strict=True)
    ]
    found.sort(key=lambda pair: -pair[0])
    for probability, item in found[:MOST_PROPOSALS]:
        if probability >= LEAST_PROBABILITY:
            yield _proposal(item, probability)


def _rows_together(scored: Sequence[Scored], model: TableModel) -> Iterator[Proposal]:
    """The names of all rows that a condition picks, as one answer with the share of each of them.

    Alone each row would be one answer of several, and none of them likely.
    """
    groups: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    for at, item in enumerate(scored):
        grid, rows = item.candidate.links.grid, item.candidate.selection.rows
        if _is_one_name_of_several(item.candidate) and not grid.is_turned:
            groups.setdefault((id(grid), rows), []).append(at)
    if not groups:
        return
    shares = _shares(scored)
    for (_, rows), places in groups.items():
        if len(places) < len(rows):
            continue
        first = scored[places[0]]
        others = [item.score for at, item in enumerate(scored) if at not in places]
        sure = sure_features(
            first.features,
            first.score,
            float(shares[places].sum()),
            first.score - max(others, default=first.score - 6),
            Operation.VALUE,
        )
        yield _joined([scored[at] for at in places], model.probability(sure))


def _shares(scored: Sequence[Scored]) -> NDArray[np.float64]:
    """The softmax of the scores, shape (scored,)."""
    return softmax(np.array([item.score for item in scored]))


def _joined(items: Sequence[Scored], probability: float) -> Proposal:
    """One proposal of several cells of a column, in the order of the rows."""
    found = sorted((_proposal(item, probability) for item in items), key=_place_in_text)
    document = items[0].candidate.links.grid.document
    return replace(
        found[0],
        text=together(document, [each.places[0].span for each in found]),
        places=tuple(each.places[0] for each in found),
        items=tuple(each.text for each in found),
    )


def _place_in_text(proposal: Proposal) -> int:
    return proposal.places[0].span.start


def surenesses(scored: Sequence[Scored]) -> list[list[float]]:
    """For each scored candidate what its probability is worked out from."""
    if not scored:
        return []
    texts = [item.candidate.text for item in scored]
    by_text: dict[str, float] = {}
    for text, share in zip(texts, _shares(scored), strict=True):
        by_text[text] = by_text.get(text, 0.0) + float(share)
    first, best = texts[0], scored[0].score
    runner_up = next((item.score for item in scored if item.candidate.text != first), best - 6)
    return [
        sure_features(
            item.features,
            item.score,
            by_text[text],
            item.score - (runner_up if text == first else best),
            item.candidate.operation,
        )
        for item, text in zip(scored, texts, strict=True)
    ]


def _proposal(item: Scored, probability: float) -> Proposal:
    candidate = item.candidate
    grid = candidate.links.grid
    spans = [cell_at(grid, position) for position in candidate.cells]
    if candidate.part is not None:
        spans[0] = candidate.part
    places = tuple(
        Place(grid.document.document_id, span, None if grid.is_told else grid.name_of(*position))
        for span, position in zip(spans, candidate.cells, strict=True)
    )
    return Proposal(
        text=candidate.text,
        places=places,
        probability=probability,
        rank=item.rank,
        computed=_computed(candidate, len(places)),
        note=candidate.note,
    )


def _computed(candidate: Candidate, places: int) -> Computed | None:
    if candidate.value is None or candidate.operation is Operation.VALUE:
        return None
    operands: Iterable[int] = range(places)
    if candidate.column is not None:
        operands = (places - 1,)
    return Computed(candidate.operation.value, candidate.value, candidate.unit, tuple(operands))
