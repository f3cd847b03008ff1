"""Which columns the cells of a short row belong to, where something proves it.

A row may lack cells at its beginning, after its key, in its middle or at its end. Every way to
leave one gap is a hypothesis. Kinds of columns, sums against a total row or a total column, and
columns that rise or fall all the way down strike hypotheses out. What the remaining hypotheses
agree on is proved; the rest stays unknown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from pincite.qa.tables.values import Kind, Value

Placing = tuple[int | None, ...]
"""For each cell of a row its column, or None where nothing proves one."""
_MOST_COMBINATIONS = 512


@dataclass(frozen=True, slots=True)
class Rows:
    """The values of a table as far as alignment needs them."""

    values: Sequence[Sequence[Value]]
    """Row by row, each as many as the row has cells."""
    width: int
    kinds: Sequence[Kind]
    """Of the columns, from the full rows."""
    total_rows: frozenset[int] = frozenset()
    total_columns: frozenset[int] = frozenset()


def place_short_rows(rows: Rows) -> tuple[Mapping[int, Placing], frozenset[int]]:
    """For each short row the columns of its cells, and the rows whose place the totals proved."""
    short = [row for row, cells in enumerate(rows.values) if 0 < len(cells) < rows.width]
    trends = _trends(rows)
    ways = {row: _possible(rows, row, trends) for row in short}
    by_totals = _fitting_totals(rows, ways)
    proved = frozenset(row for row, found in by_totals.items() if len(found) < len(ways[row]))
    ways.update(by_totals)
    return {row: _agreed(rows, row, found) for row, found in ways.items()}, proved


def _hypotheses(cells: int, width: int) -> list[tuple[int, ...]]:
    missing = width - cells
    return [
        tuple(at if at < gap else at + missing for at in range(cells)) for gap in range(cells + 1)
    ]


def _possible(rows: Rows, row: int, trends: Mapping[int, int]) -> list[tuple[int, ...]]:
    cells = rows.values[row]
    fitting = [
        way
        for way in _hypotheses(len(cells), rows.width)
        if all(_fits(value, rows.kinds[column]) for value, column in zip(cells, way, strict=True))
        and _sums_across(rows, cells, way)
    ]
    return [way for way in fitting if _keeps_trends(rows, row, way, trends)]


def _fits(value: Value, kind: Kind) -> bool:
    if value.kind is Kind.NONE or kind in (Kind.TEXT, Kind.NONE):
        return value.kind is Kind.NONE or kind is Kind.NONE or value.kind is Kind.TEXT
    if value.kind is Kind.TEXT:
        return False
    return value.kind is kind or ({value.kind, kind} <= {Kind.NUMBER, Kind.DATE} and _bare(value))


def _bare(value: Value) -> bool:
    return value.amount is not None and value.amount.unit is None


def _sums_across(rows: Rows, cells: Sequence[Value], way: tuple[int, ...]) -> bool:
    """Whether a cell placed in a total column is the sum of the row's other numbers."""
    for value, column in zip(cells, way, strict=True):
        if column in rows.total_columns and value.amount is not None:
            others = [
                other.amount.value
                for other, place in zip(cells, way, strict=True)
                if other.amount
                and place not in rows.total_columns
                and rows.kinds[place] is Kind.NUMBER
            ]
            if len(others) > 1 and not _near(sum(others), value.amount.value, len(others)):
                return False
    return True


def _trends(rows: Rows) -> dict[int, int]:
    """For each column that only rises (1) or falls (-1) over at least five full rows, which."""
    trends = {}
    full = [
        cells
        for row, cells in enumerate(rows.values)
        if len(cells) == rows.width and row not in rows.total_rows
    ]
    for column in range(rows.width):
        orders = [order for cells in full if (order := cells[column].order) is not None]
        if len(orders) < 5 or len(set(orders)) < 3:
            continue
        pairs = list(pairwise(orders))
        if all(a <= b for a, b in pairs):
            trends[column] = 1
        elif all(a >= b for a, b in pairs):
            trends[column] = -1
    return trends


def _keeps_trends(rows: Rows, row: int, way: tuple[int, ...], trends: Mapping[int, int]) -> bool:
    for value, column in zip(rows.values[row], way, strict=True):
        trend = trends.get(column)
        if trend is None or value.order is None:
            continue
        above = _neighbour(rows, row, column, -1)
        below = _neighbour(rows, row, column, 1)
        if above is not None and (value.order - above) * trend < 0:
            return False
        if below is not None and (below - value.order) * trend < 0:
            return False
    return True


def _neighbour(rows: Rows, row: int, column: int, step: int) -> float | None:
    """The nearest value of the column in a full row above (-1) or below (1)."""
    at = row + step
    while 0 <= at < len(rows.values):
        cells = rows.values[at]
        if (
            len(cells) == rows.width
            and at not in rows.total_rows
            and cells[column].order is not None
        ):
            return cells[column].order
        at += step
    return None


def _fitting_totals(
    rows: Rows, ways: Mapping[int, list[tuple[int, ...]]]
) -> dict[int, list[tuple[int, ...]]]:
    """The ways under which every total is the sum of its column, for the rows above a total."""
    fitted: dict[int, list[tuple[int, ...]]] = {}
    first = 0
    for total in sorted(rows.total_rows):
        block = range(first, total)
        first = total + 1
        open_rows = [row for row in block if ways.get(row)]
        combinations = 1
        for row in open_rows:
            combinations *= len(ways[row])
        if combinations == 1 or combinations > _MOST_COMBINATIONS:
            continue
        if len(rows.values[total]) != rows.width:
            continue
        kept = [
            chosen
            for chosen in product(*(ways[row] for row in open_rows))
            if _adds_up(rows, block, total, dict(zip(open_rows, chosen, strict=True)))
        ]
        for place, row in enumerate(open_rows):
            if kept:
                fitted[row] = sorted({chosen[place] for chosen in kept})
    return fitted


def _adds_up(rows: Rows, block: range, total: int, chosen: Mapping[int, tuple[int, ...]]) -> bool:
    sums = [0.0] * rows.width
    counts = [0] * rows.width
    for row in block:
        cells = rows.values[row]
        way = chosen.get(row) or (tuple(range(rows.width)) if len(cells) == rows.width else None)
        if way is None:
            continue
        for value, column in zip(cells, way, strict=True):
            if value.amount is not None:
                sums[column] += value.amount.value
                counts[column] += 1
    checked = [
        _near(sums[column], amount.value, counts[column])
        for column in range(rows.width)
        if rows.kinds[column] is Kind.NUMBER
        and counts[column] > 0
        and (amount := rows.values[total][column].amount) is not None
    ]
    return len(checked) > 1 and all(checked)


def _near(found: float, stated: float, terms: int) -> bool:
    """Whether a sum is the stated one, each term rounded to the last place that is stated."""
    text = f"{stated:.6f}".rstrip("0")
    unit = 10.0 ** -len(text.partition(".")[2])
    return abs(found - stated) <= 0.5 * unit * min(terms, 4) * (unit < 1) + 1e-6


def _agreed(rows: Rows, row: int, ways: list[tuple[int, ...]]) -> Placing:
    cells = rows.values[row]
    if not ways:
        others = [kind for kind in rows.kinds[1:] if kind is Kind.TEXT]
        is_key = cells[0].kind is Kind.TEXT and rows.kinds[0] is Kind.TEXT and not others
        return (0 if is_key else None, *(None for _ in cells[1:]))
    return tuple(
        ways[0][at] if all(way[at] == ways[0][at] for way in ways) else None
        for at in range(len(cells))
    )
