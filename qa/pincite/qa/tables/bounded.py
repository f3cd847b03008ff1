"""Rows of a table that fulfil a condition of the question."""

import math
import re
from collections.abc import Iterator, Sequence

from pincite.qa.tables.brackets import bracket_of
from pincite.qa.tables.matching import Links
from pincite.qa.tables.selection import By, Selection
from pincite.qa.tables.stretches import MOST_ROWS
from pincite.qa.tables.table_question import Bound
from pincite.qa.tables.values import Kind

MOST_FLAGGED = 2000
_BOUND_COLUMNS = 8
_SAYS_NONE = re.compile(
    r"(?:no|none|never|nil|nothing|not\b.{0,20}|without\b.{0,20}|n/?a|free)\W*$", re.IGNORECASE
)
_YES = re.compile(r"(?:yes|y|true|x|✓|✔|☑|•|●)$", re.IGNORECASE)
_NO = re.compile(r"(?:no|n|false|none|✗|✘|☐|[-–—])?$", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|no(?!\.|\s?\d)|without|lacks?|lacking|never|neither)\b|n['’]t\b", re.IGNORECASE
)


def flagged(links: Links) -> Iterator[Selection]:
    """Rows for which a column that says yes or no says yes, or no where the question denies it."""
    grid = links.grid
    if grid.is_turned or len(grid.rows) > MOST_FLAGGED:
        return
    named = [column for column in range(grid.width) if links.header[column]]
    named.sort(key=lambda column: -links.total(links.header[column]))
    for column in named[:_BOUND_COLUMNS]:
        said = {row: grid.text(row, column) for row in grid.items}
        if not all(_YES.match(text) or _NO.match(text) for text in said.values()):
            continue
        wanted = _NO if _is_denied(links, column, named) else _YES
        rows = tuple(row for row, text in said.items() if wanted.match(text))
        if 0 < len(rows) < len(said):
            yield Selection(rows, links.header[column], By.BOUND, bound_column=column)


def _is_denied(links: Links, column: int, named: Sequence[int]) -> bool:
    """Whether the question denies what a column's name says: before it, and after other names."""
    tokens, own = links.asked.tokens, links.header[column]
    others = {at for other in named for at in links.header[other]} - own
    start = tokens[min(own)].start
    after = max((tokens[at].end for at in others if tokens[at].end <= start), default=0)
    return _DENIED.search(links.asked.text[after:start]) is not None


def bounded(links: Links) -> Iterator[Selection]:
    """Rows whose value in a column stands as a condition asks."""
    for bound in links.asked.bounds[:3]:
        if _ends_a_stretch(links, bound):
            continue
        columns = [c for c in range(links.grid.width) if _suits(links, c, bound)]
        columns.sort(key=lambda c: (-links.total(links.header[c]), c))
        for column in columns[:_BOUND_COLUMNS]:
            rows = tuple(row for row in links.grid.items if _holds(links, row, column, bound))
            yield Selection(rows, bound.tokens, By.BOUND, bound_column=column)


def _ends_a_stretch(links: Links, bound: Bound) -> bool:
    """Whether a bound is one that rows or columns are called by: "over 12 m"."""
    grid = links.grid
    if len(grid.rows) > MOST_ROWS:
        return False
    named = (bracket_of(name.text) for name in grid.names if name is not None)
    stretches = (*filter(None, named), *grid.brackets[grid.key_column].values())
    ends = {end for each in stretches for end in (each.low, each.high)}
    return bound.value != 0 and any(math.isclose(end, bound.value) for end in ends)


def _suits(links: Links, column: int, bound: Bound) -> bool:
    kind = links.grid.kinds[column]
    if bound.value == 0 and bound.upper is None:
        return kind is not Kind.DATE and bool(links.header[column])
    if kind is Kind.TEXT or kind is Kind.NONE:
        return False
    return (kind is Kind.DATE) == bound.is_year


def _holds(links: Links, row: int, column: int, bound: Bound) -> bool:
    cell = links.grid.cell(row, column)
    if bound.value == 0 and bound.upper is None and (cell is None or cell.value.order is None):
        return cell is None or cell.value.kind is Kind.NONE or bool(_SAYS_NONE.match(cell.text))
    if cell is None or cell.value.order is None:
        return False
    value = cell.value.order
    if bound.is_year:
        value = float(int(value))
    else:
        value *= links.grid.scale(row, column) if bound.value >= 1000 else 1.0
    return bound.holds(value)
