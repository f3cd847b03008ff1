"""Candidates that are worked out from cells, each of which is an operand with a place."""

from collections.abc import Iterator, Sequence

from pincite.qa.tables.candidates import Candidate, Position, measures_of, operands
from pincite.qa.tables.comparing import compare, from_plan
from pincite.qa.tables.durations import lengths_of_time
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.matching import Links
from pincite.qa.tables.selection import By, Selection
from pincite.qa.tables.table_question import Operation
from pincite.qa.tables.values import Kind
from pincite.qa.tables.working import Operand, number_of, stated, style_of, worked_out

MOST_OPERANDS = 60
_MOST_MEASURES = 10
LEAST_TOLD = 3
"""Things that a sentence has to tell for their number to be meant."""


def compute(links: Links, chosen: Sequence[Selection]) -> Iterator[Candidate]:
    """What may be counted, summed up, averaged, compared or shared out."""
    measures = _measures(links)
    if Operation.COUNT in links.asked.cues:
        for selection in _fullest(chosen):
            yield from _count(links, selection)
    for selection in chosen:
        for measure in measures:
            if _adds_up(links, selection):
                yield from _sum(links, selection, measure)
            if links.asked.may_mean(Operation.AVERAGE):
                yield from _average(links, selection, measure)
            if links.asked.wants_spread:
                yield from _spread(links, selection, measure)
            if Operation.RANK in links.asked.cues:
                yield from _rank(links, selection, measure)
            yield from compare(links, selection, measure)
    yield from lengths_of_time(links, chosen)
    yield from from_plan(links, chosen)


def _fullest(chosen: Sequence[Selection]) -> Iterator[Selection]:
    """The selections without those by one condition where another also keeps a second one."""
    held = [each.tokens for each in chosen if each.by is By.BOUND and each.rows]
    for each in chosen:
        if each.by is not By.BOUND or not any(each.tokens < more for more in held):
            yield each


def _measures(links: Links) -> list[int]:
    kinds = (Kind.NUMBER, Kind.DATE) if links.asked.time_unit is not None else (Kind.NUMBER,)
    columns = [c for c in measures_of(links.grid) if links.grid.kinds[c] in kinds]
    columns.sort(key=lambda column: (-links.total(links.header[column]), column))
    return columns[:_MOST_MEASURES]


def _adds_up(links: Links, selection: Selection) -> bool:
    if Operation.SUM in links.asked.cues:
        return True
    is_open = Operation.COUNT in links.asked.cues or Operation.SUM in links.asked.hints
    is_whole = selection.by is By.ALL and Operation.SUM in links.asked.hints
    return (
        (selection.by in (By.NAMES, By.WORDS) or is_whole) and len(selection.rows) > 1 and is_open
    )


def _count(links: Links, selection: Selection) -> Iterator[Candidate]:
    grid = links.grid
    rows = [row for row in selection.rows if row not in grid.total_rows]
    if not 1 <= len(rows) <= MOST_OPERANDS or selection.by is By.NAMES or grid.is_partial:
        return
    if selection.by in (By.WORDS, By.DURING) and (len(rows) == 1 or grid.is_turned):
        return
    if grid.is_told and selection.by is By.ALL and len(rows) < LEAST_TOLD:
        return
    column = selection.bound_column if selection.by is By.BOUND else grid.key_column
    if grid.is_turned and selection.by is By.BOUND and not _is_named(links, column):
        return
    cells = [_place_of(grid, row, column) for row in rows]
    if all(cell is not None for cell in cells):
        places = tuple(cell for cell in cells if cell is not None)
        yield Candidate(
            links, Operation.COUNT, selection, str(len(rows)), places, value=str(len(rows))
        )


def _is_named(links: Links, column: int | None) -> bool:
    return column is not None and bool(links.header[column])


def _place_of(grid: Grid, row: int, column: int | None) -> Position | None:
    """The cell that stands for a row: that of the column, else its first one."""
    wanted = [column] if column is not None else []
    for at in (*wanted, *range(grid.width)):
        if grid.cell(row, at) is not None:
            return row, at
    return None


def _terms(links: Links, selection: Selection, measure: int, *, fewest: int = 2) -> list[Operand]:
    """The operands of the selected rows; none where a named row has no value."""
    grid = links.grid
    if grid.kinds[measure] is not Kind.NUMBER or _is_ends_of_range(links, selection):
        return []
    rows = [row for row in selection.rows if row not in grid.total_rows]
    found = operands(grid, rows, measure)
    is_open = selection.by in (By.ALL, By.BOUND)
    complete = len(found) == len(rows) or (is_open and _is_run(found, rows))
    if not complete or not fewest <= len(found) <= MOST_OPERANDS or grid.is_partial:
        return []
    return found


def _is_ends_of_range(links: Links, selection: Selection) -> bool:
    """Whether rows are only the first and the last of the years that are spoken of."""
    if selection.by is not By.NAMES or links.asked.year_range is None:
        return False
    cells = [links.grid.cell(row, links.grid.key_column) for row in selection.rows]
    years = sorted(int(cell.value.order or 0) for cell in cells if cell is not None)
    return years == [int(year) for year in links.asked.year_range] and years[1] - years[0] > 1


def _is_run(found: Sequence[Operand], rows: Sequence[int]) -> bool:
    """Whether the rows that have a value follow one another: a series that began later."""
    have = {position[0] for _, position in found}
    places = [place for place, row in enumerate(rows) if row in have]
    return bool(places) and places[-1] - places[0] + 1 == len(places)


def _sum(links: Links, selection: Selection, measure: int) -> Iterator[Candidate]:
    terms = _terms(links, selection, measure)
    style = style_of(links.grid, terms)
    if style is not None:
        total = sum(map(number_of, terms))
        is_stated = selection.by is By.ALL and _is_stated(links.grid, measure, total)
        if is_stated or _mixes_plans(links.grid, terms):
            return
        yield worked_out(links, Operation.SUM, selection, measure, terms, total, style)


def _mixes_plans(grid: Grid, terms: Sequence[Operand]) -> bool:
    """Whether some of the operands are budgets or targets and others are not."""
    return len({row in grid.planned_rows for _, (row, _) in terms}) > 1


def _is_stated(grid: Grid, measure: int, total: float) -> bool:
    """Whether the table gives the total itself; then its cell is the answer."""
    row = grid.document_total(sorted(grid.total_rows))
    cell = grid.cell(row, measure) if row is not None else None
    amount = cell.value.amount if cell is not None else None
    return amount is not None and abs(amount.value - total) <= 1e-9 * abs(total)


def _average(links: Links, selection: Selection, measure: int) -> Iterator[Candidate]:
    terms = _terms(links, selection, measure)
    style = style_of(links.grid, terms)
    if style is not None:
        mean = sum(map(number_of, terms)) / len(terms)
        exact = next((n for n in (0, 1, 2) if abs(mean - round(mean, n)) < 1e-9), None)
        places = max(int(abs(mean) < 1000) if exact is None else exact, style.decimals)
        yield worked_out(links, Operation.AVERAGE, selection, measure, terms, mean, style, places)


def _rank(links: Links, selection: Selection, measure: int) -> Iterator[Candidate]:
    """Which place a row takes when all are put in order, the largest value first."""
    grid = links.grid
    own = [row for row in selection.rows if row not in grid.total_rows]
    is_mixed = grid.is_turned and grid.kinds[0] is not Kind.DATE
    if len(own) != 1 or selection.by is not By.WORDS or grid.is_partial or is_mixed:
        return
    rows = [row for row in range(len(grid.rows)) if row not in grid.total_rows]
    terms = operands(grid, rows, measure)
    values = {position[0]: number_of((cell, position)) for cell, position in terms}
    if own[0] in values and 2 < len(values) == len(rows) <= MOST_OPERANDS:
        sign = -1 if Operation.SMALLEST in links.asked.cues else 1
        place = 1 + sum(sign * value > sign * values[own[0]] for value in values.values())
        terms.sort(key=lambda term: term[1][0] != own[0])
        yield stated(links, Operation.RANK, selection, measure, terms, str(place), None)


def _spread(links: Links, selection: Selection, measure: int) -> Iterator[Candidate]:
    """The difference between the largest and the smallest value of several rows."""
    if selection.by is By.NAMES:
        return
    terms = sorted(_terms(links, selection, measure, fewest=3), key=number_of)
    style = style_of(links.grid, terms)
    if style is not None:
        ends = [terms[-1], terms[0]]
        gap = number_of(ends[0]) - number_of(ends[1])
        yield worked_out(links, Operation.DIFFERENCE, selection, measure, ends, gap, style)
