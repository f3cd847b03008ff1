"""Rows that hold for a stretch of numbers or months, and which of them a question falls into.

"Tractor, up to 100 hp" for one of 80, "6 to 10" for nine years, "July to September" for August.
"""

import math
from collections.abc import Iterator, Mapping

from pincite.corpus.written_dates import SHORT_MONTHS
from pincite.qa.tables.brackets import Bracket, is_month, months_of
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.matching import Links
from pincite.qa.tables.table_question import Side, TableQuestion

MOST_ROWS = 500
"""Of a table; longer ones do not set prices or rules by stretches."""
MOST_HELD = 4
"""Rows that one number of the question falls into."""
Within = tuple[int, frozenset[int], int]
"""A row, the tokens of the question that fall into its stretch, and the column that names it."""
Held = Mapping[tuple[int, int], list[int]]
"""For a column and a number of the question, by its token, the rows that it falls into."""


def rows_within(links: Links) -> Iterator[Within]:
    """The rows into whose stretches numbers and months of the question fall.

    Of rows that differ in their stretches alone only that with the narrowest: "up to 6 m" for a
    boat of 5 m, not "up to 9 m" as well.
    """
    grid, tokens = links.grid, links.asked.tokens
    held = links.once(_held)
    months = [at for at, token in enumerate(tokens) if is_month(token)] if _is_usable(grid) else []
    for column in range(grid.width if held or months else 0):
        for at in range(len(tokens)):
            for row in held.get((column, at), [])[:MOST_HELD]:
                yield row, _with_unit(links, row, column, at), column
        for at in months:
            month = SHORT_MONTHS.index(tokens[at].key)
            for row in _rows_of_month(grid, column, month)[:MOST_HELD]:
                yield row, frozenset((at,)), column


def rows_passed_over(links: Links) -> frozenset[int]:
    """The rows that differ from one that a number falls into by their stretch alone."""
    return links.once(_passed_over)


def _passed_over(links: Links) -> frozenset[int]:
    held = links.once(_held)
    chosen = {row for rows in held.values() for row in rows}
    alike: set[int] = set()
    for (column, _), rows in held.items():
        told = links.grid.brackets[column]
        said = {told[row].rest for row in rows}
        alike.update(row for row, bracket in told.items() if bracket.rest in said)
    return frozenset(alike - chosen)


def _held(links: Links) -> Held:
    """The rows that each number falls into, by each column that names stretches at least twice."""
    asked, grid = links.asked, links.grid
    numbers = [at for at, token in enumerate(asked.tokens) if token.is_number and not token.is_year]
    if not numbers or not _is_usable(grid):
        return {}
    found = {
        (column, at): _narrowest(told, told_value(asked, at))
        for column, told in enumerate(grid.brackets)
        if len(told) > 1
        for at in numbers
    }
    return {place: rows for place, rows in found.items() if rows}


def _is_usable(grid: Grid) -> bool:
    return len(grid.rows) <= MOST_ROWS and not grid.is_partial


def told_value(asked: TableQuestion, at: int) -> float:
    """The number of a token, or the next beyond it where the question says "over" or "under" it."""
    value = asked.tokens[at].value
    sides = {bound.side for bound in asked.bounds if at in bound.tokens and bound.upper is None}
    if Side.ABOVE in sides:
        return math.nextafter(value, math.inf)
    return math.nextafter(value, -math.inf) if Side.BELOW in sides else value


def _narrowest(told: Mapping[int, Bracket], value: float) -> list[int]:
    """The rows whose stretch holds a value, the narrowest of those that say the same otherwise."""
    held: dict[str, tuple[float, float, int]] = {}
    for row, bracket in told.items():
        if bracket.low <= value <= bracket.high:
            found = (bracket.high, -bracket.low, row)
            held[bracket.rest] = min(found, held.get(bracket.rest, found))
    return sorted(row for _, _, row in held.values())


def _rows_of_month(grid: Grid, column: int, month: int) -> list[int]:
    cells = ((row, grid.cell(row, column)) for row in range(len(grid.rows)))
    spans = {row: months_of(cell.text) for row, cell in cells if cell is not None}
    return [row for row, months in spans.items() if month in months]


def _with_unit(links: Links, row: int, column: int, at: int) -> frozenset[int]:
    """The number, and the word behind it where the cell says the same: "80 hp"."""
    cell, after = links.grid.cell(row, column), at + 1
    tokens = links.asked.tokens
    if cell is not None and after < len(tokens) and tokens[after].key in cell.keys:
        return frozenset((at, after))
    return frozenset((at,))
