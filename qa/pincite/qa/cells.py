"""Which cell of a table a place in a document stands in, and how the table names it."""

from bisect import bisect_left
from collections.abc import Sequence

from pincite.corpus import Cell, Document, Span, Table
from pincite.qa.answers import CellName


def table_at(document: Document, span: Span) -> Table | None:
    """The table that a span stands in, or None."""
    blocks = document.blocks_over(span)
    return next((block for block in blocks if isinstance(block, Table)), None)


def cell_in(table: Table, span: Span) -> Cell | None:
    """The first cell that shares a character with a span, header cells before all others."""
    # Rows follow one another; a cell merged over several begins in the first of them.
    row = bisect_left(table.rows, span.start, key=_last_start)
    near = (table.header, *table.rows[max(0, row - 1) : row + 2])
    return next((cell for cells in near for cell in cells if cell.span.overlaps(span)), None)


def row_of(table: Table, cell: Cell) -> Sequence[Cell]:
    """The cells beside one of a table's body; none for a header cell."""
    return table.rows[cell.row] if cell.row >= 0 else ()


def column_name(document: Document, table: Table, cell: Cell) -> str:
    """The name of a cell's column; empty where the table or its ragged row does not say."""
    names = table.header if len(table.header) == len(row_of(table, cell)) else ()
    return "".join(document.quote(name.span) for name in names[cell.column : cell.column + 1])


def table_name(document: Document, table: Table) -> str | None:
    """What stands over a table: its caption, else the nearest heading."""
    return document.quote(table.caption) if table.caption else next(iter(table.path[-1:]), None)


def name_of(document: Document, table: Table, cell: Cell) -> CellName:
    """The words of the table for a cell: what stands over it, its row's first cell, its column."""
    key = "".join(document.quote(first.span) for first in row_of(table, cell)[:1]).strip()
    column = column_name(document, table, cell).strip()
    return CellName(table_name(document, table), key or None, column or None)


def within_cell(document: Document, span: Span) -> tuple[Span, CellName | None]:
    """The part of a span that stands in the cell it begins in, and that cell's name.

    Outside tables the whole span, and no name.
    """
    first = Span(span.start, span.start + 1)
    table = table_at(document, first)
    cell = cell_in(table, first) if table else None
    if table is None or cell is None:
        return span, None
    return Span(span.start, min(span.end, cell.span.end)), name_of(document, table, cell)


def _last_start(row: Sequence[Cell]) -> int:
    return max((cell.span.start for cell in row), default=0)
