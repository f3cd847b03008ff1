"""An answer that a table may give, before anything says how likely it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pincite.corpus import Span
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.grid_cells import GridCell
from pincite.qa.tables.matching import Links
from pincite.qa.tables.selection import Selection
from pincite.qa.tables.table_question import Operation
from pincite.qa.tables.values import Kind

Position = tuple[int, int]
"""Row and column of a grid; row -1 is the header."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell, or a value worked out from cells."""

    links: Links
    operation: Operation
    selection: Selection
    text: str
    cells: tuple[Position, ...]
    """The answer's own cell first where it is one; else the operands."""
    column: int | None = None
    """The column that answers."""
    measure: int | None = None
    """The column that is compared or calculated with."""
    value: str | None = None
    """The worked-out value without its unit; None where a cell answers."""
    unit: str | None = None
    is_tied: bool = False
    by_date: bool = False
    """Whether first and last were told by dates, or longest and shortest by times."""
    part: Span | None = None
    """The number within a cell of many words, where a number is asked for."""
    note: str | None = None
    beside: int | None = None
    """A second column that it is worked out from."""


def answers_of(grid: Grid) -> Iterator[int]:
    """The columns a cell of which may answer."""
    for column in range(grid.width):
        if grid.kinds[column] is not Kind.NONE:
            yield column


def measures_of(grid: Grid) -> list[int]:
    """The columns whose cells can be put in order."""
    found = []
    for column in range(grid.width):
        if grid.kinds[column] in (Kind.NUMBER, Kind.DATE) or _has_orders(grid, column):
            found.append(column)
    return found


def _has_orders(grid: Grid, column: int) -> bool:
    cells = [cell for cell in grid.column(column) if not cell.is_blank]
    return bool(cells) and sum(c.value.order is not None for c in cells) >= 0.6 * len(cells)


def ordered(grid: Grid, rows: Sequence[int], column: int) -> list[tuple[float, int]]:
    """(value, row) for the rows that have a value in the column."""
    return [
        (cell.value.order, row)
        for row in rows
        if (cell := grid.cell(row, column)) is not None and cell.value.order is not None
    ]


def operands(grid: Grid, rows: Sequence[int], column: int) -> list[tuple[GridCell, Position]]:
    """The cells of a column that are amounts, with their places."""
    return [
        (cell, (row, column))
        for row in rows
        if (cell := grid.cell(row, column)) is not None and cell.value.amount is not None
    ]
