"""Candidates that are a cell: looked up, or found as the largest, the first, the one before."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pincite.corpus import Span
from pincite.qa.parsed_question import AnswerType
from pincite.qa.tables.candidates import Candidate, Position, answers_of, measures_of, ordered
from pincite.qa.tables.contrasts import contrast_of, gap_of
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.grid_cells import GridCell
from pincite.qa.tables.matching import Links
from pincite.qa.tables.operations import asks_for_place
from pincite.qa.tables.periods import OPEN_END, time_of
from pincite.qa.tables.selection import By, Selection
from pincite.qa.tables.stretches import rows_passed_over
from pincite.qa.tables.table_question import Operation
from pincite.qa.tables.tokens import tokens_of
from pincite.qa.tables.values import Kind

MOST_LISTED = 40
"""Rows that one answer names; more are a table of their own."""
_MOST_MEASURES = 10
_MOST_ANSWERS = 12
_NUMERIC = (AnswerType.NUMBER, AnswerType.MONEY, AnswerType.PERCENT)
_EXTREMES = (Operation.LARGEST, Operation.SMALLEST)
_TURNING = ("speed", "age", "length")


def look_up(links: Links, chosen: Sequence[Selection]) -> Iterator[Candidate]:
    """Cells of single rows, in each column that may answer."""
    for selection in chosen:
        several = len(selection.rows) > 2
        if selection.by in (By.ALL, By.NAMES) or (several and not _is_list(links, selection)):
            continue
        only = links.grid.key_column if several else None
        for row in selection.rows:
            if row not in rows_passed_over(links):
                yield from _cells(links, selection, row, Operation.VALUE, only=only)


def _is_list(links: Links, selection: Selection) -> bool:
    """Whether several things are asked for, and the rows are those that a condition picks."""
    return (
        links.asked.wants_list
        and selection.by in (By.BOUND, By.CONTRAST)
        and not links.grid.is_turned
        and len(selection.rows) <= MOST_LISTED
    )


def _cells(
    links: Links,
    selection: Selection,
    row: int,
    operation: Operation,
    *,
    by_date: bool = False,
    only: int | None = None,
) -> Iterator[Candidate]:
    grid = links.grid
    columns = (0,) if grid.is_turned and operation is Operation.VALUE else _answers(links)
    columns = columns if only is None else (only,)
    for column in columns:
        cell = grid.cell(row, column)
        if row in grid.total_rows and column == grid.key_column and not grid.is_turned:
            continue
        if cell is not None and cell.is_answer and not _is_asked_with(links, cell):
            part = _number_in(links, cell)
            text = grid.document.quote(part) if part is not None else cell.text
            is_ordered = operation in (Operation.FIRST, Operation.LAST)
            beside = selection.bound_column if is_ordered else None
            yield Candidate(
                links, operation, selection, text,
                _cells_of(grid, row, column, beside), column,
                value=text if is_ordered else None,
                is_tied=len(selection.rows) > 1 and operation is Operation.VALUE,
                by_date=by_date, part=part, note=grid.notes.get(row),
            )  # fmt: skip


def _cells_of(grid: Grid, row: int, column: int, beside: int | None) -> tuple[Position, ...]:
    """The answer's cell, and the one a condition was tested on."""
    if beside is None or beside == column or grid.cell(row, beside) is None:
        return ((row, column),)
    return (row, column), (row, beside)


def _number_in(links: Links, cell: GridCell) -> Span | None:
    """The one number in a cell of several words that the question does not name itself."""
    asks = links.asked.answer_type in _NUMERIC or "what number" in links.asked.text.casefold()
    if not asks or cell.value.kind is not Kind.TEXT or len(cell.text.split()) < 4:
        return None
    numbers = [
        token
        for token in tokens_of(cell.text[:2000])
        if token.is_number and not token.is_year and token.key not in links.said
    ]
    if len(numbers) != 1:
        return None
    start = cell.span.start + numbers[0].start
    return Span(start, start + len(numbers[0].text))


def _is_asked_with(links: Links, cell: GridCell) -> bool:
    """Whether the question itself says all that the cell says, and offers no choice."""
    return bool(cell.keys) and cell.keys <= links.said and not links.asked.offers_choice


def _answers(links: Links) -> list[int]:
    """The columns that may answer, of a wide table the best named ones only."""
    columns = list(answers_of(links.grid))
    if len(columns) <= _MOST_ANSWERS:
        return columns
    key = links.grid.key_column
    columns.sort(key=lambda column: (-links.total(links.header[column]), column != key, column))
    return sorted(columns[:_MOST_ANSWERS])


def find_extremes(links: Links, chosen: Sequence[Selection]) -> Iterator[Candidate]:
    """The largest or smallest value of a column, or what stands beside it."""
    grid = links.grid
    measures = [m for m in _measures(links) if not (grid.is_turned and m == grid.key_column)]
    for operation in _EXTREMES:
        if operation not in links.asked.cues:
            continue
        for selection in chosen:
            if len(selection.rows) < 2 or selection.by is By.TOTAL:
                continue
            rows = [row for row in selection.rows if row not in grid.total_rows]
            for measure in measures:
                if _points(links, operation, measure):
                    yield from _extreme(links, selection, rows, measure, operation)
            yield from _most_changed(links, selection, rows, operation)
            yield from _longest_time(links, selection, rows, operation)


def _points(links: Links, operation: Operation, measure: int) -> bool:
    """Whether a superlative that may mean much or little means this of the measure.

    The oldest has the earliest date, the fastest the least time.
    """
    told = [each.degree for each in links.asked.superlatives if each.degree.measures in _TURNING]
    if not told or len(told) < len(links.asked.superlatives):
        return True
    sign = told[0].sign
    is_date = links.grid.kinds[measure] is Kind.DATE
    is_time = is_date or "time" in links.grid.dimensions(measure)
    if is_time if told[0].measures == "speed" else is_date:
        sign = -sign
    return (operation is Operation.LARGEST) == (sign > 0)


def _measures(links: Links) -> list[int]:
    columns = measures_of(links.grid)
    columns.sort(key=lambda column: (-links.total(links.header[column]), column))
    if asks_for_place(links.asked.text) and not any(links.header[c] for c in columns):
        columns = [c for c in columns if _falls(links.grid, c)] or columns
    return columns[:_MOST_MEASURES]


def _falls(grid: Grid, column: int) -> bool:
    """Whether the rows stand in the order of a column, the largest first, as in a ranking."""
    orders = [order for order, _ in ordered(grid, grid.items, column)]
    is_falling = all(one >= other for one, other in pairwise(orders))
    return is_falling and len(orders) == len(grid.items) > 2 and orders[0] > orders[-1]


def _extreme(
    links: Links, selection: Selection, rows: Sequence[int], measure: int, operation: Operation
) -> Iterator[Candidate]:
    grid, order = links.grid, links.asked.order
    found = ordered(grid, rows, measure)
    if len(found) < max(2, order) or len(found) < 0.5 * len(rows):
        return
    found.sort(key=lambda pair: (-pair[0] if operation is Operation.LARGEST else pair[0], pair[1]))
    best = found[order - 1]
    tied = any(value == best[0] and row != best[1] for value, row in found)
    for column in _answers(links):
        cell = grid.cell(best[1], column)
        if (
            cell is None
            or cell.value.kind is Kind.NONE
            or column in _names_of_measure(links, column, measure)
        ):
            continue
        cells = ((best[1], column),) + (((best[1], measure),) if column != measure else ())
        measured = grid.cell(best[1], measure)
        yield Candidate(
            links, operation, selection, cell.text, cells, column, measure,
            value=measured.text if measured is not None else None,
            is_tied=tied and column != measure, note=grid.notes.get(best[1]),
        )  # fmt: skip


def _most_changed(
    links: Links, selection: Selection, rows: Sequence[int], operation: Operation
) -> Iterator[Candidate]:
    """The row in which two columns lie farthest apart, as the question says, or least far."""
    grid, contrast = links.grid, contrast_of(links)
    if contrast is None or grid.is_turned:
        return
    gaps = [
        ((contrast.sign or 1) * gap, row)
        for row in rows
        if (gap := gap_of(links, contrast, row)) is not None
    ]
    if contrast.sign == 0:
        gaps = [(abs(gap), row) for gap, row in gaps]
    gaps.sort(key=lambda pair: (-pair[0] if operation is Operation.LARGEST else pair[0], pair[1]))
    if len(gaps) < 2:
        return
    row = gaps[0][1]
    cell, column = grid.cell(row, grid.key_column), grid.key_column
    if cell is not None:
        yield Candidate(
            links, operation, selection, cell.text,
            ((row, column), (row, contrast.one), (row, contrast.other)), column, contrast.one,
            value=cell.text, is_tied=gaps[0][0] == gaps[1][0], beside=contrast.other,
        )  # fmt: skip


def _longest_time(
    links: Links, selection: Selection, rows: Sequence[int], operation: Operation
) -> Iterator[Candidate]:
    """The row that holds for the longest or shortest time: "1990 to 2011"."""
    grid, key = links.grid, links.grid.key_column
    told = [each.degree.sign for each in links.asked.superlatives]
    if told and (operation is Operation.LARGEST) != (told[0] > 0):
        return
    for column in range(0 if grid.is_turned else grid.width):
        times = [
            (time[1] - time[0], row)
            for row in rows
            if (time := time_of(grid, row, column)) and time[1] != OPEN_END
        ]
        if len(times) < max(2, 0.6 * len(rows)) or column == key:
            continue
        sign = -1 if operation is Operation.LARGEST else 1
        times.sort(key=lambda pair: (sign * pair[0], pair[1]))
        row = times[0][1]
        cell = grid.cell(row, key)
        if cell is not None:
            yield Candidate(
                links, operation, selection, cell.text, ((row, key), (row, column)), key, column,
                value=cell.text, is_tied=times[0][0] == times[1][0], by_date=True,
            )  # fmt: skip


def _names_of_measure(links: Links, column: int, measure: int) -> tuple[int, ...]:
    """In a turned table another row's value is no answer to which column is largest."""
    if links.grid.is_turned and column not in (0, measure):
        return (column,)
    return ()


def find_by_order(links: Links, chosen: Sequence[Selection]) -> Iterator[Candidate]:
    """The first and the last of rows: by their dates, else as they stand."""
    for operation in (Operation.FIRST, Operation.LAST):
        if not links.asked.may_mean(operation):
            continue
        for selection in chosen:
            rows = [row for row in selection.rows if row not in links.grid.total_rows]
            is_open = operation in links.asked.cues or selection.by is By.BOUND
            if rows and is_open and selection.by is not By.TOTAL:
                yield from _ends(links, selection, rows, operation)


def _ends(
    links: Links, selection: Selection, rows: list[int], operation: Operation
) -> Iterator[Candidate]:
    grid = links.grid
    is_first = operation is Operation.FIRST
    found = set()
    if not grid.is_turned:
        row = rows[0] if is_first else rows[-1]
        found.add(row)
        yield from _cells(links, selection, row, operation)
    for column in _date_columns(grid):
        dates = ordered(grid, rows, column)
        if len(dates) < 0.6 * len(rows) or not dates:
            continue
        row = min(dates)[1] if is_first else max(dates, key=lambda pair: (pair[0], -pair[1]))[1]
        if row not in found:
            found.add(row)
            yield from _cells(links, selection, row, operation, by_date=True)


def _date_columns(grid: Grid) -> list[int]:
    return [column for column in range(grid.width) if grid.kinds[column] is Kind.DATE][:2]


def find_neighbours(links: Links, chosen: Sequence[Selection]) -> Iterator[Candidate]:
    """What stands in the row after or before the row that the question names."""
    grid = links.grid
    for operation, step in ((Operation.NEXT, 1), (Operation.PREVIOUS, -1)):
        if operation not in links.asked.cues:
            continue
        for selection in chosen[:6]:
            if selection.by is not By.WORDS or len(selection.rows) != 1:
                continue
            row = selection.rows[0] + step
            if 0 <= row < len(grid.rows) and row not in grid.total_rows and not grid.is_partial:
                yield from _cells(links, selection, row, operation)
