"""From a table of a document to a grid."""

from collections.abc import Sequence

from pincite.corpus import Document, Table
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.grid_cells import (
    GridCell,
    is_header,
    marks_of,
    place_cells,
    read_cell,
    width_of,
)


def read_grid(document: Document, table: Table, only: Sequence[int] | None = None) -> Grid:
    """Reads a table; `only` names the rows to read, None: all."""
    numbers = tuple(range(len(table.rows)) if only is None else only)
    header = list(table.header)
    body = [list(table.rows[number]) for number in numbers]
    width = width_of(header, body)
    if header and len(header) != width:
        header = []
    marks = marks_of(document, body, width)
    names: list[GridCell | None] = [read_cell(document, cell, None) for cell in header]
    names = names or [None] * width
    if not header and is_header(document, body, width):
        names = [read_cell(document, cell, None) for cell in body[0]]
        body, numbers = body[1:], numbers[1:]
    read = [
        [read_cell(document, cell, marks[min(at, width - 1)]) for at, cell in enumerate(row)]
        for row in body
    ]
    rows, loose, notes = place_cells(read, names, width)
    return Grid(
        document,
        table,
        tuple(names),
        tuple(tuple(row) for row in rows),
        loose,
        notes,
        numbers,
        is_partial=only is not None,
    )
