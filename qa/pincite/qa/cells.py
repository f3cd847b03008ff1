"""Which cell of a table a place in a document stands in, and how the table names it."""

from bisect import bisect_left
from collections.abc import Sequence

from pincite.corpus import Cell, Document, Span, Table
from pincite.qa.answers import CellName

HEADER = -1
"""The row of header cells."""


def cell_at(document: Document, offset: int) -> tuple[Table, Cell] | None:
    """The cell that holds a character, with its table; None where no table does."""
    at = document.block_at(offset)
    table = document.blocks[at] if at >= 0 else None
    if not isinstance(table, Table):
        return None
    # Rows follow one another; a cell merged over several begins in the first of them.
    row = bisect_left(table.rows, offset, key=_last_start)
    near = (table.header, *table.rows[max(0, row - 1) : row + 2])
    found = (c for cells in near for c in cells if c.span.start <= offset < c.span.end)
    cell = next(found, None)
    return (table, cell) if cell is not None else None


def name_of(document: Document, table: Table, cell: Cell) -> CellName:
    """The words of the table for a cell: what stands over it, its row's first cell, its column."""
    row = table.rows[cell.row] if cell.row != HEADER else ()
    names = table.header if len(table.header) == len(row) else ()
    across = names[cell.column : cell.column + 1]
    over = document.quote(table.caption) if table.caption else next(iter(table.path[-1:]), None)
    return CellName(over, _told(document, row[:1]), _told(document, across))


def _last_start(row: Sequence[Cell]) -> int:
    return max((cell.span.start for cell in row), default=0)


def _told(document: Document, cells: Sequence[Cell]) -> str | None:
    return (document.quote(cells[0].span).strip() or None) if cells else None


def within_cell(document: Document, span: Span) -> tuple[Span, CellName | None]:
    """The part of a span that stands in the cell it begins in, and that cell's name.

    Outside tables the whole span, and no name.
    """
    found = cell_at(document, span.start)
    if found is None:
        return span, None
    table, cell = found
    return Span(span.start, min(span.end, cell.span.end)), name_of(document, table, cell)
