"""Candidates that are worked out from cells, each of which is an operand with a place."""

from collections.abc import Iterator, Sequence

from pincite.qa.tables.amounts import Amount, common_style, format_amount
from pincite.qa.tables.candidates import Candidate, Position, measures_of, operands
from pincite.qa.tables.grid import Grid, GridCell
from pincite.qa.tables.matching import Links
from pincite.qa.tables.selections import By, Selection
from pincite.qa.tables.table_question import Operation
from pincite.qa.tables.values import Kind

MOST_OPERANDS = 60
_MOST_MEASURES = 10
_SCALE_WORDS = {1e3: "thousand", 1e6: "million", 1e9: "billion"}
_Operand = tuple[GridCell, Position]


def compute(links: Links, chosen: Sequence[Selection]) -> Iterator[Candidate]:
    """What may be counted, summed up, averaged, compared or shared out."""
    cues = links.asked.cues
    measures = _measures(links)
    for selection in chosen:
        if Operation.COUNT in cues:
            yield from _count(links, selection)
        for measure in measures:
            if Operation.SUM in cues or (selection.by is By.NAMES and Operation.COUNT in cues):
                yield from _sum(links, selection, measure)
            if Operation.AVERAGE in cues:
                yield from _average(links, selection, measure)
            yield from _pairs(links, selection, measure)


def _measures(links: Links) -> list[int]:
    columns = [c for c in measures_of(links.grid) if links.grid.kinds[c] is Kind.NUMBER]
    columns.sort(key=lambda column: (-links.total(links.header[column]), column))
    return columns[:_MOST_MEASURES]


def _count(links: Links, selection: Selection) -> Iterator[Candidate]:
    grid = links.grid
    rows = [row for row in selection.rows if row not in grid.total_rows]
    if not 1 <= len(rows) <= MOST_OPERANDS or selection.by is By.NAMES or grid.is_partial:
        return
    if selection.by is By.WORDS and (len(rows) == 1 or grid.is_turned):
        return
    column = selection.bound_column if selection.by is By.BOUND else grid.key_column
    cells = [_place_of(grid, row, column) for row in rows]
    if all(cell is not None for cell in cells):
        places = tuple(cell for cell in cells if cell is not None)
        yield Candidate(
            links, Operation.COUNT, selection, str(len(rows)), places, value=str(len(rows))
        )


def _place_of(grid: Grid, row: int, column: int | None) -> Position | None:
    """The cell that stands for a row: that of the column, else its first one."""
    wanted = [column] if column is not None else []
    for at in (*wanted, *range(grid.width)):
        if grid.cell(row, at) is not None:
            return row, at
    return None


def _terms(links: Links, selection: Selection, measure: int, *, fewest: int = 2) -> list[_Operand]:
    """The operands of the selected rows; none where a named row has no value."""
    grid = links.grid
    rows = [row for row in selection.rows if row not in grid.total_rows]
    found = operands(grid, rows, measure)
    is_open = selection.by in (By.ALL, By.BOUND)
    complete = len(found) == len(rows) or (is_open and _is_run(found, rows))
    if not complete or not fewest <= len(found) <= MOST_OPERANDS or grid.is_partial:
        return []
    return found


def _is_run(found: Sequence[_Operand], rows: Sequence[int]) -> bool:
    """Whether the rows that have a value follow one another: a series that began later."""
    have = {position[0] for _, position in found}
    places = [place for place, row in enumerate(rows) if row in have]
    return bool(places) and places[-1] - places[0] + 1 == len(places)


def _sum(links: Links, selection: Selection, measure: int) -> Iterator[Candidate]:
    terms = _terms(links, selection, measure)
    style = _style(links.grid, terms)
    if style is not None:
        total = sum(_value(cell) for cell, _ in terms)
        if selection.by is By.ALL and _is_stated(links.grid, measure, total):
            return
        yield _worked_out(links, Operation.SUM, selection, measure, terms, total, style)


def _is_stated(grid: Grid, measure: int, total: float) -> bool:
    """Whether the table gives the total itself; then its cell is the answer."""
    row = grid.document_total(sorted(grid.total_rows))
    cell = grid.cell(row, measure) if row is not None else None
    return cell is not None and abs(_value(cell) - total) <= 1e-9 * abs(total)


def _average(links: Links, selection: Selection, measure: int) -> Iterator[Candidate]:
    terms = _terms(links, selection, measure)
    style = _style(links.grid, terms)
    if style is not None:
        mean = sum(_value(cell) for cell, _ in terms) / len(terms)
        places = style.decimals if abs(mean) >= 1000 else max(1, style.decimals)
        if mean == round(mean):
            places = style.decimals
        yield _worked_out(links, Operation.AVERAGE, selection, measure, terms, mean, style, places)


def _pairs(links: Links, selection: Selection, measure: int) -> Iterator[Candidate]:
    """What two cells give: difference, ratio, change, share."""
    cues = links.asked.cues
    wanted = {Operation.DIFFERENCE, Operation.RATIO, Operation.CHANGE} & set(cues)
    if wanted and (selection.by is By.NAMES or selection.by is By.RANGE):
        pair = _pair(links, selection, measure)
        if pair is not None:
            yield from _compared(links, selection, measure, pair, wanted)
    if Operation.SHARE in cues and selection.by in (By.WORDS, By.NAMES):
        yield from _share(links, selection, measure)


def _pair(links: Links, selection: Selection, measure: int) -> tuple[_Operand, _Operand] | None:
    rows: Sequence[int] = selection.rows
    if selection.by is By.RANGE and selection.bound_column is not None:
        dates = [
            (cell.value.order or 0.0, row)
            for row in rows
            if (cell := links.grid.cell(row, selection.bound_column)) is not None
        ]
        years = [int(date) for date, _ in dates]
        if len(years) < 2 or len(set(years)) != len(years):
            return None
        if [min(years), max(years)] != [int(year) for year in links.asked.year_range or ()]:
            return None
        rows = (min(dates)[1], max(dates)[1])
    if len(rows) != 2:
        return None
    found = operands(links.grid, rows, measure)
    return (found[0], found[1]) if len(found) == 2 else None


def _compared(
    links: Links,
    selection: Selection,
    measure: int,
    pair: tuple[_Operand, _Operand],
    wanted: set[Operation],
) -> Iterator[Candidate]:
    one, other = _in_time(links.grid, pair)
    style = _style(links.grid, pair)
    before, after = _value(one[0]), _value(other[0])
    terms = [other, one]
    if Operation.DIFFERENCE in wanted and style is not None and before != after:
        difference = abs(after - before)
        yield _worked_out(links, Operation.DIFFERENCE, selection, measure, terms, difference, style)
    if Operation.RATIO in wanted and style is not None and before > 0 and after > 0:
        high, low = max(before, after), min(before, after)
        text = f"{high / low:.2f}"
        yield _plain(links, Operation.RATIO, selection, measure, terms, text, None)
    if Operation.CHANGE in wanted and style is not None and before > 0:
        if not _is_time(links.grid, pair):
            before, after = min(before, after), max(before, after)
        change = 100 * (after - before) / before
        if links.asked.falls and change < 0:
            change = -change
        text = f"{change:.1f}"
        yield _plain(links, Operation.CHANGE, selection, measure, terms, text, "%")


def _is_time(grid: Grid, pair: Sequence[_Operand]) -> bool:
    cells = [grid.cell(position[0], grid.key_column) for _, position in pair]
    return all(cell is not None and cell.value.kind is Kind.DATE for cell in cells)


def _in_time(grid: Grid, pair: tuple[_Operand, _Operand]) -> tuple[_Operand, _Operand]:
    """The earlier before the later where the rows are times; else as the question has them."""
    if not _is_time(grid, pair):
        return pair[1], pair[0]
    one, other = sorted(pair, key=lambda term: _order(grid, term[1][0]))
    return one, other


def _order(grid: Grid, row: int) -> float:
    cell = grid.cell(row, grid.key_column)
    return cell.value.order or 0.0 if cell is not None else 0.0


def _share(links: Links, selection: Selection, measure: int) -> Iterator[Candidate]:
    grid = links.grid
    rows = [row for row in selection.rows if row not in grid.total_rows]
    whole_row = grid.document_total(sorted(grid.total_rows))
    if len(rows) != 1 or whole_row is None or grid.is_turned:
        return
    found = operands(grid, (rows[0], whole_row), measure)
    if len(found) == 2 and _value(found[1][0]) > 0 and _style(grid, found) is not None:
        share = 100 * _value(found[0][0]) / _value(found[1][0])
        yield _plain(links, Operation.SHARE, selection, measure, found, f"{share:.1f}", "%")


def _value(cell: GridCell) -> float:
    return cell.value.amount.value if cell.value.amount is not None else 0.0


def _style(grid: Grid, terms: Sequence[_Operand]) -> Amount | None:
    """How the operands are written; None where they are none or of different units."""
    amounts = [cell.value.amount for cell, _ in terms if cell.value.amount is not None]
    scales = {grid.scale(*position) for _, position in terms}
    units = {grid.unit(*position) for _, position in terms}
    if len(scales) > 1 or len(units) > 1:
        return None
    return common_style(amounts)


def _worked_out(
    links: Links,
    operation: Operation,
    selection: Selection,
    measure: int,
    terms: Sequence[_Operand],
    value: float,
    style: Amount,
    decimals: int | None = None,
) -> Candidate:
    return _plain(
        links,
        operation,
        selection,
        measure,
        terms,
        format_amount(value, style, decimals),
        style.unit or _unit_beside(links.grid, terms[0][1]),
    )


def _unit_beside(grid: Grid, position: Position) -> str | None:
    """The unit that names or caption give: "£ thousand"."""
    words = (grid.unit(*position), _SCALE_WORDS.get(grid.scale(*position)))
    return " ".join(word for word in words if word) or None


def _plain(
    links: Links,
    operation: Operation,
    selection: Selection,
    measure: int,
    terms: Sequence[_Operand],
    text: str,
    unit: str | None,
) -> Candidate:
    if unit == "%" and not text.endswith("%"):
        text = f"{text} %"
    notes = {n for _, (row, _) in terms if (n := links.grid.notes.get(row)) is not None}
    return Candidate(
        links,
        operation,
        selection,
        text,
        tuple(position for _, position in terms),
        measure=measure,
        value=text,
        unit=unit,
        note=" ".join(sorted(notes)) or None,
    )
