"""How long the thing of one row lasts: between two times in it, or within a cell that has both."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pincite.qa.tables.candidates import Candidate
from pincite.qa.tables.elapsed import elapsed, lasting
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.matching import Links
from pincite.qa.tables.selection import By, Selection
from pincite.qa.tables.table_question import Operation
from pincite.qa.tables.values import Kind
from pincite.qa.tables.working import Operand, stated
from pincite.qa.values.clocks import DAY, UNTIL, time_of_day, times_of_day

_BEGINS = re.compile(
    r"\b(?:from|start\w*|begin\w*|began|open(?:s|ed|ing)?|depart\w*|dep|leav\w+|joined|since|"
    r"first|arriv\w+|on|appointed|launch\w*)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:to|till|until|end(?:s|ed)?|finish\w*|clos(?:e|es|ed|ing)|arriv\w+|arr|left|last|back|"
    r"return\w*|off|withdrawn|retired)\b",
    re.IGNORECASE,
)


def lengths_of_time(links: Links, chosen: Sequence[Selection]) -> Iterator[Candidate]:
    """For each single row how long it lasts, where the question asks for a length of time."""
    unit, grid = links.asked.time_unit, links.grid
    if unit is None or grid.is_turned or grid.is_partial:
        return
    pairs = list(_pairs(grid))
    for selection in chosen:
        if len(selection.rows) != 1 or selection.by is By.ALL:
            continue
        row = selection.rows[0]
        for begin, end in pairs:
            terms = _terms(grid, row, (begin, end))
            text = _between(terms, unit) if len(terms) == 2 else None
            if text is not None:
                yield stated(links, Operation.DIFFERENCE, selection, end, terms, text, None)
        for column in range(grid.width):
            terms = _terms(grid, row, (column,))
            text = _within(terms[0][0].text, unit) if terms else None
            if text is not None:
                yield stated(links, Operation.DIFFERENCE, selection, column, terms, text, None)


def _pairs(grid: Grid) -> Iterator[tuple[int, int]]:
    """The columns of a beginning and an end: two of times of day, or two whose names say so."""
    clocks = [c for c in range(grid.width) if _tells_times(grid, c)]
    dates = [c for c in range(grid.width) if grid.kinds[c] is Kind.DATE]
    for columns in (clocks, dates):
        is_plain = columns is clocks and len(columns) == 2
        for begin, end in pairwise(columns):
            if is_plain or _are_ends(grid, begin, end):
                yield begin, end


def _tells_times(grid: Grid, column: int) -> bool:
    told = [time_of_day(cell.text) is not None for cell in grid.column(column) if not cell.is_blank]
    return bool(told) and sum(told) >= 0.6 * len(told)


def _are_ends(grid: Grid, begin: int, end: int) -> bool:
    names = [grid.names[column] for column in (begin, end)]
    one, other = (name.text if name is not None else "" for name in names)
    return bool(_BEGINS.search(one) and _ENDS.search(other))


def _terms(grid: Grid, row: int, columns: Sequence[int]) -> list[Operand]:
    cells = [(grid.cell(row, column), (row, column)) for column in columns]
    return [(cell, position) for cell, position in cells if cell is not None]


def _between(terms: Sequence[Operand], unit: str) -> str | None:
    begin, end = (cell.text for cell, _ in terms)
    times = time_of_day(begin), time_of_day(end)
    if times[0] is None or times[1] is None:
        return elapsed(begin, end, unit)
    return _stretch(times[0], times[1], unit)


def _within(text: str, unit: str) -> str | None:
    """How long a stretch lasts that a cell tells as a whole: "09:00 to 12:30"."""
    times = times_of_day(text)
    if len(times) != 2 or not UNTIL.fullmatch(text, times[0][1], times[1][0]):
        return None
    return _stretch(times[0][2], times[1][2], unit)


def _stretch(begin: int, end: int, unit: str) -> str | None:
    """From one time of day to the next other one, past midnight where need be."""
    return lasting((end - begin) % DAY, unit) if (end - begin) % DAY else None
