"""Rows of the years, months and times from one year to another that a question speaks of."""

import re
from collections.abc import Iterable, Iterator

from pincite.corpus.written_dates import SHORT_MONTHS
from pincite.qa.parsed_question import YEAR
from pincite.qa.tables.brackets import is_month, months_told, year_and_month
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.matching import Links
from pincite.qa.tables.operations import speaks_of_change
from pincite.qa.tables.values import Kind

_FROM_TO = re.compile(
    r"(?:from )?(?P<first>(?:1[5-9]|20)\d\d)\s*(?:[-–—/]|to|until)\s*"
    r"(?P<last>(?:1[5-9]|20)\d\d|\d\d|present|today|now|)\s*$",
    re.IGNORECASE,
)
OPEN_END = 9999
MOST_DATED = 2000
"""Rows whose dates are looked through."""

During = tuple[tuple[int, ...], frozenset[int], int]
"""Rows, the tokens that name the time, and the column that tells it."""


def rows_during(links: Links) -> Iterator[During]:
    """For each year of the question the rows whose time it falls into, by columns that tell one."""
    grid = links.grid
    years = [at for at in links.asked.content if links.asked.tokens[at].is_year]
    if not years or grid.is_turned:
        return
    for column in range(grid.width):
        times = {row: time for row in range(len(grid.rows)) if (time := time_of(grid, row, column))}
        if len(times) < max(2, 0.6 * len(grid.rows)):
            continue
        for at in years:
            year = int(links.asked.tokens[at].value)
            rows = tuple(row for row, (first, last) in times.items() if first <= year <= last)
            if rows:
                yield rows, frozenset((at,)), column


def are_alike_but_years(names: Iterable[str]) -> bool:
    """Whether names say the same once their years are left out, as of one thing at two times.

    >>> are_alike_but_years(("Honey 2023 (kg)", "Honey 2024 (kg)")), are_alike_but_years(("A", "B"))
    (True, False)
    """
    return len({YEAR.sub("", name) for name in names}) <= 1


def years_asked(links: Links) -> tuple[float, float] | None:
    """The first and the last year that a question speaks of; a change within one began before."""
    if links.asked.year_range is not None or not speaks_of_change(links.asked.text):
        return links.asked.year_range
    years = {token.value for token in links.asked.tokens if token.is_year}
    return (min(years) - 1, min(years)) if len(years) == 1 else None


def rows_ranged(links: Links) -> Iterator[During]:
    """Rows of the years from one to another; none where the table does not reach that far."""
    years = years_asked(links)
    if years is None:
        return
    tokens = frozenset(at for at, token in enumerate(links.asked.tokens) if token.is_year)
    for column in range(links.grid.width):
        if links.grid.kinds[column] is not Kind.DATE:
            continue
        orders = [
            (row, cell.value.order)
            for row in links.grid.items
            if (cell := links.grid.cell(row, column)) is not None and cell.value.order is not None
        ]
        whole = [int(order) for _, order in orders]
        if whole and min(whole) <= years[0] and years[1] <= max(whole):
            rows = tuple(row for row, order in orders if years[0] <= int(order) <= years[1])
            yield rows, tokens, column


def rows_dated(links: Links) -> Iterator[During]:
    """Rows whose day or month lies in the years and months that the question names."""
    tokens = links.asked.tokens
    stretch, start, end = months_told(links.asked.text)
    months = [
        at
        for at, token in enumerate(tokens)
        if is_month(token) or (stretch and start <= token.start and token.end <= end)
    ]
    years = [at for at, token in enumerate(tokens) if token.is_year]
    is_other = links.asked.year_range is not None or len(links.grid.rows) > MOST_DATED
    if not (months or years) or is_other:
        return
    named = {SHORT_MONTHS.index(tokens[at].key) + 1 for at in months if is_month(tokens[at])}
    named |= {month + 1 for month in stretch}
    wanted = {int(tokens[at].value) for at in years}
    for column in range(links.grid.width):
        if links.grid.kinds[column] is not Kind.DATE:
            continue
        told = {row: year_and_month(links.grid.text(row, column)) for row in links.grid.items}
        rows = tuple(
            row
            for row, (year, month) in told.items()
            if month and (not named or month in named) and (not wanted or year in wanted)
        )
        if len(rows) > 1:
            yield rows, frozenset((*months, *years)), column


def time_of(grid: Grid, row: int, column: int) -> tuple[int, int] | None:
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
    return (first, int(last) if last is not None else OPEN_END) if (last or 9999) >= first else None


def _last(first: str, last: str) -> int:
    if not last.isdigit():
        return OPEN_END
    if len(last) == 4:
        return int(last)
    year = int(first[:2] + last)
    return year if year >= int(first) else year + 100
