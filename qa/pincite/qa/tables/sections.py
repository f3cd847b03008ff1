"""Rows of a table that only name the rows below them: "Income", "Expenditure"."""

from collections.abc import Mapping, Sequence

from pincite.qa.tables.grid_cells import GridCell

Row = Sequence[GridCell | None]
LEAST_FILLED = 2
"""Cells of a row that is more than a name."""


def sections(rows: Sequence[Row]) -> Mapping[int, int]:
    """For each row below such a name the row that names it; empty where a table has none.

    The first row has to be one: among other rows, one that is filled no further has lost its
    values.
    """
    if not rows or not _is_name(rows[0]):
        return {}
    named, found = 0, {}
    for number, row in enumerate(rows):
        if _is_name(row):
            named = number
        elif _filled(row) >= LEAST_FILLED:
            found[number] = named
    return found if len(found) >= LEAST_FILLED else {}


def _is_name(row: Row) -> bool:
    first = row[0] if row else None
    return first is not None and not first.is_blank and first.is_answer and _filled(row) == 1


def _filled(row: Row) -> int:
    return sum(cell is not None and not cell.is_blank for cell in row)
