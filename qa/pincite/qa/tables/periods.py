"""Rows that hold for a time from one year to another, and which of them a year falls into."""

import re
from collections.abc import Iterator

from pincite.qa.tables.grid import Grid
from pincite.qa.tables.matching import Links
from pincite.qa.tables.values import Kind

_FROM_TO = re.compile(
    r"(?:from )?(?P<first>(?:1[5-9]|20)\d\d)\s*(?:[-–—/]|to|until)\s*"
    r"(?P<last>(?:1[5-9]|20)\d\d|\d\d|present|today|now|)\s*$",
    re.IGNORECASE,
)
_OPEN_END = 9999

During = tuple[tuple[int, ...], frozenset[int], int]
"""Rows, the token of the year, and the column in which the time begins."""


def rows_during(links: Links) -> Iterator[During]:
    """For each year of the question the rows whose time it falls into, by columns that tell one."""
    grid = links.grid
    years = [at for at in links.asked.content if links.asked.tokens[at].is_year]
    if not years or grid.is_turned:
        return
    for column in range(grid.width):
        times = {row: time for row in range(len(grid.rows)) if (time := _time(grid, row, column))}
        if len(times) < max(2, 0.6 * len(grid.rows)):
            continue
        for at in years:
            year = int(links.asked.tokens[at].value)
            rows = tuple(row for row, (first, last) in times.items() if first <= year <= last)
            if rows:
                yield rows, frozenset((at,)), column


def _time(grid: Grid, row: int, column: int) -> tuple[int, int] | None:
    """The first and the last year of a row by a column, or by it and the next; None without."""
    cell = grid.cell(row, column)
    if cell is None:
        return None
    match = _FROM_TO.match(cell.text)
    if match is not None:
        return int(match["first"]), _last(match["first"], match["last"])
    is_pair = column + 1 < grid.width and grid.kinds[column : column + 2] == (Kind.DATE, Kind.DATE)
    if not is_pair or cell.value.order is None or cell.value.order < 1000:
        return None
    end = grid.cell(row, column + 1)
    last = end.value.order if end is not None else None
    first = int(cell.value.order)
    return (
        (first, int(last) if last is not None else _OPEN_END) if (last or 9999) >= first else None
    )


def _last(first: str, last: str) -> int:
    if not last.isdigit():
        return _OPEN_END
    return int(last) if len(last) == 4 else int(first[:2] + last)
