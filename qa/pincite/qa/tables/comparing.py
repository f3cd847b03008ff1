"""Candidates of two cells against each other: difference, ratio, change, share, time between."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pincite.qa.tables.amounts import asks_per_cent, per_cent_text, ratio_text
from pincite.qa.tables.candidates import Candidate, operands
from pincite.qa.tables.contrasts import plan_contrast_of
from pincite.qa.tables.elapsed import elapsed
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.matching import Links
from pincite.qa.tables.periods import are_alike_but_years, years_asked
from pincite.qa.tables.selection import By, Selection
from pincite.qa.tables.table_question import Operation
from pincite.qa.tables.values import Kind
from pincite.qa.tables.working import Operand, number_of, stated, style_of, worked_out

_OF_TWO = (Operation.DIFFERENCE, Operation.RATIO, Operation.CHANGE)
MOST_PARTS = 40


def compare(links: Links, selection: Selection, measure: int) -> Iterator[Candidate]:
    """What two cells of a column give, or one against the whole."""
    wanted = {operation for operation in _OF_TWO if links.asked.may_mean(operation)}
    cues = links.asked.cues
    if _is_no_time(links, measure):
        wanted -= {Operation.DIFFERENCE}
    is_two = selection.by is By.WORDS and len(selection.rows) == 2 and Operation.DIFFERENCE in cues
    if selection.by in (By.NAMES, By.RANGE) or is_two:
        if links.asked.time_unit is not None:
            yield from _time_between(links, selection, measure)
        pair = _pair(links, selection, measure)
        if pair is not None and links.grid.kinds[measure] is Kind.NUMBER:
            yield from _compared(links, selection, measure, pair, wanted)
            if Operation.SHARE in links.asked.cues and links.grid.is_turned:
                yield from _part(links, selection, measure, pair)
    if links.asked.may_mean(Operation.SHARE) and selection.by in (By.WORDS, By.NAMES):
        yield from _share(links, selection, measure)


def from_plan(links: Links, chosen: Sequence[Selection]) -> Iterator[Candidate]:
    """By how much a row's result lies off its plan, where the question asks for that."""
    contrast = plan_contrast_of(links)
    is_wanted = any(map(links.asked.may_mean, (Operation.DIFFERENCE, Operation.CHANGE)))
    if contrast is None or not is_wanted or links.grid.is_turned or links.grid.is_partial:
        return
    for selection in chosen:
        if len(selection.rows) != 1 or selection.by not in (By.WORDS, By.MEANING, By.TOTAL):
            continue
        cells = [
            (links.grid.cell(selection.rows[0], c), (selection.rows[0], c))
            for c in (contrast.one, contrast.other)
        ]
        terms = [(cell, place) for cell, place in cells if cell is not None]
        style = style_of(links.grid, terms) if len(terms) == 2 else None
        if style is None or number_of(terms[0]) == number_of(terms[1]):
            continue
        gap, plan = abs(number_of(terms[0]) - number_of(terms[1])), number_of(terms[1])
        told = replace(selection, tokens=selection.tokens | contrast.tokens)
        if asks_per_cent(links.asked.text) and plan > 0:
            share = per_cent_text(gap / plan)
            yield stated(links, Operation.CHANGE, told, contrast.one, terms, share, "%")
        else:
            yield worked_out(links, Operation.DIFFERENCE, told, contrast.one, terms, gap, style)


def _is_no_time(links: Links, measure: int) -> bool:
    """Whether years or days are asked for, dates stand beside, and the measure is no time."""
    grid = links.grid
    has_dates = Kind.DATE in grid.kinds
    return bool(links.asked.time_unit) and has_dates and "time" not in grid.dimensions(measure)


def _pair(links: Links, selection: Selection, measure: int) -> tuple[Operand, Operand] | None:
    rows = _ends(links, selection)
    if rows is None:
        return None
    found = operands(links.grid, rows, measure)
    return (found[0], found[1]) if len(found) == 2 else None


def _ends(links: Links, selection: Selection) -> tuple[int, int] | None:
    """The two rows of a selection; of a range of years its first and its last."""
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
        if [min(years), max(years)] != [int(year) for year in years_asked(links) or ()]:
            return None
        rows = (min(dates)[1], max(dates)[1])
    return (rows[0], rows[1]) if len(rows) == 2 else None


def _compared(
    links: Links,
    selection: Selection,
    measure: int,
    pair: tuple[Operand, Operand],
    wanted: set[Operation],
) -> Iterator[Candidate]:
    one, other = _in_time(links.grid, pair)
    style = style_of(links.grid, pair)
    before, after = number_of(one), number_of(other)
    terms = [other, one]
    if style is None or (links.asked.moves_in_time and not _is_one_in_time(links.grid, pair)):
        return
    if Operation.DIFFERENCE in wanted and before != after:
        difference = abs(after - before)
        yield worked_out(links, Operation.DIFFERENCE, selection, measure, terms, difference, style)
    if Operation.RATIO in wanted and before > 0 and after > 0:
        high, low = max(before, after), min(before, after)
        yield stated(
            links, Operation.RATIO, selection, measure, terms, ratio_text(high / low), None
        )
    if Operation.CHANGE in wanted and before > 0:
        yield from _change(links, selection, measure, pair, before, after)


def _change(
    links: Links,
    selection: Selection,
    measure: int,
    pair: tuple[Operand, Operand],
    before: float,
    after: float,
) -> Iterator[Candidate]:
    one, other = _in_time(links.grid, pair)
    if not _is_time(links.grid, pair):
        before, after = min(before, after), max(before, after)
        if links.asked.falls and after > 0:
            before, after = after, before
    if before <= 0:
        return
    change = (after - before) / before
    if links.asked.falls and change < 0:
        change = -change
    text = per_cent_text(change)
    yield stated(links, Operation.CHANGE, selection, measure, [other, one], text, "%")


def _is_time(grid: Grid, pair: Sequence[Operand]) -> bool:
    cells = [grid.cell(position[0], grid.key_column) for _, position in pair]
    return all(cell is not None and cell.value.kind is Kind.DATE for cell in cells)


def _is_one_in_time(grid: Grid, pair: Sequence[Operand]) -> bool:
    """Whether the rows are times, or one thing at two times by their names."""
    names = (grid.text(position[0], grid.key_column) for _, position in pair)
    return _is_time(grid, pair) or are_alike_but_years(names)


def _in_time(grid: Grid, pair: tuple[Operand, Operand]) -> tuple[Operand, Operand]:
    """The earlier before the later where the rows are times; else as the question has them."""
    if not _is_time(grid, pair):
        return pair[1], pair[0]
    one, other = sorted(pair, key=lambda term: _order(grid, term[1][0]))
    return one, other


def _order(grid: Grid, row: int) -> float:
    cell = grid.cell(row, grid.key_column)
    return cell.value.order or 0.0 if cell is not None else 0.0


def _time_between(links: Links, selection: Selection, measure: int) -> Iterator[Candidate]:
    rows = _ends(links, selection)
    cells = [(links.grid.cell(row, measure), (row, measure)) for row in rows or ()]
    terms = [(cell, position) for cell, position in cells if cell is not None]
    if len(terms) == 2:
        text = elapsed(terms[0][0].text, terms[1][0].text, links.asked.time_unit or "")
        if text is not None:
            unit = text.partition(" ")[2] or None
            yield stated(links, Operation.DIFFERENCE, selection, measure, terms, text, unit)


def _part(
    links: Links, selection: Selection, measure: int, pair: tuple[Operand, Operand]
) -> Iterator[Candidate]:
    """The smaller of two named columns as a share of the larger."""
    part, whole = sorted(pair, key=number_of)
    if 0 < number_of(part) < number_of(whole) and style_of(links.grid, pair) is not None:
        share = number_of(part) / number_of(whole)
        terms = [part, whole]
        yield stated(links, Operation.SHARE, selection, measure, terms, per_cent_text(share), "%")


def _share(links: Links, selection: Selection, measure: int) -> Iterator[Candidate]:
    """One row as a share of the total row; of the sum of all rows where there is no total."""
    grid = links.grid
    rows = [row for row in selection.rows if row not in grid.total_rows]
    is_unnamed = grid.is_turned and not links.header[measure]
    if len(rows) != 1 or is_unnamed or "share" in grid.dimensions(measure):
        return
    own = operands(grid, rows, measure)
    whole = _whole(grid, measure)
    if not own or not whole or style_of(grid, [*own, *whole]) is None:
        return
    total = sum(map(number_of, whole))
    if 0 < number_of(own[0]) < total:
        share = number_of(own[0]) / total
        terms = [own[0], *(term for term in whole if term[1] != own[0][1])]
        yield stated(links, Operation.SHARE, selection, measure, terms, per_cent_text(share), "%")


def _whole(grid: Grid, measure: int) -> list[Operand]:
    """The cell of the total row; else all cells of the column, where each row has one."""
    row = grid.document_total(sorted(grid.total_rows))
    stated_total = operands(grid, (row,), measure) if row is not None else []
    if stated_total or grid.is_turned:
        return stated_total
    rows = [row for row in range(len(grid.rows)) if row not in grid.total_rows]
    found = operands(grid, rows, measure)
    return found if 2 < len(found) == len(rows) <= MOST_PARTS and not grid.is_partial else []
