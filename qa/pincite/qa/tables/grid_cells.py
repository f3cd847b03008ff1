"""The cells of a grid: read, and put into their columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.corpus import Cell, Document, Span
from pincite.qa.tables.alignment import Rows, place_short_rows
from pincite.qa.tables.amounts import column_mark
from pincite.qa.tables.tokens import keys_of
from pincite.qa.tables.values import Kind, Value, column_kind, dates_of, own_words, read_value

TOTAL = re.compile(
    r"^\W*(?:(?:grand|overall|sub-?)\s?totals?|totals?|overall|sum|all together|altogether|"
    r"average|mean|in all|all(?=(?: \w+s?)?\W*$)|"
    r"of which|of these|of whom|thereof|including)\b|\btotals?\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its own words: without emphasis and footnote marks."""

    span: Span
    text: str
    value: Value
    keys: frozenset[str]

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text

    @property
    def is_answer(self) -> bool:
        """Whether it says something, and be it "none"."""
        return self.value.kind is not Kind.NONE or self.value.is_said


def is_header(document: Document, body: Sequence[Sequence[Cell]], width: int) -> bool:
    """Whether the first row of a table without column names holds them after all.

    It does where all others are numbers or times and it alone has words, years or whole numbers.
    """
    if len(body) < 3 or width < 3 or len(body[0]) != width:
        return False
    first, *rest = ([document.quote(cell.span).strip() for cell in row] for row in body)
    told = [text for row in rest for text in row[1:] if text.strip("-–— ")]
    if not told or not all(first[1:]) or any(read_value(text).order is None for text in told):
        return False
    if any(text.isdigit() for text in told):
        kinds = {read_value(text).kind for text in first[1:]}
        is_dated = any(read_value(text).kind is Kind.DATE for text in told)
        return kinds == {Kind.TEXT} or (kinds <= {Kind.TEXT, Kind.DATE} and not is_dated)
    return all(text.isdigit() or read_value(text).order is None for text in first[1:])


def width_of(header: Sequence[Cell], body: Sequence[Sequence[Cell]]) -> int:
    """How many columns the table has: as its rows say where the header is at odds with them."""
    counts: dict[int, int] = {}
    for row in body:
        counts[len(row)] = counts.get(len(row), 0) + 1
    if not counts:
        return len(header)
    usual = max(counts, key=lambda count: (counts[count], count))
    if header and (2 * counts.get(len(header), 0) >= len(body) or len(header) > usual):
        return len(header)
    return usual


def marks_of(document: Document, body: Sequence[Sequence[Cell]], width: int) -> list[str | None]:
    """The decimal mark that each column proves, or all together."""
    own = [
        column_mark(document.quote(row[column].span) for row in body if len(row) == width)
        for column in range(width)
    ]
    proved = {mark for mark in own if mark is not None}
    common = proved.pop() if len(proved) == 1 else None
    return [mark or common for mark in own]


def read_cell(document: Document, cell: Cell, decimal_mark: str | None) -> GridCell:
    """A cell without emphasis and footnote marks, read."""
    span = own_words(document.text, cell.span)
    text = document.text[span.start : span.end]
    keys = keys_of(text[:2000]) | dates_of(text)
    return GridCell(span, text, read_value(text, decimal_mark), keys)


def place_cells(
    read: Sequence[Sequence[GridCell]], names: Sequence[GridCell | None], width: int
) -> tuple[list[list[GridCell | None]], dict[int, tuple[GridCell, ...]], dict[int, str]]:
    """The rows at full width, the cells without a column, and a note for each row worked out."""
    rows: list[list[GridCell | None]] = []
    short = [row for row, cells in enumerate(read) if 0 < len(cells) < width]
    placings, proved = place_short_rows(_facts(read, names, width)) if short else ({}, frozenset())
    loose: dict[int, tuple[GridCell, ...]] = {}
    notes: dict[int, str] = {}
    for number, cells in enumerate(read):
        placed: list[GridCell | None] = [None] * width
        placing = placings.get(number, tuple(range(min(width, len(cells)))))
        for cell, column in zip(cells, placing, strict=False):
            if column is not None:
                placed[column] = cell
        unplaced = [c for c, at in zip(cells, placing, strict=False) if at is None]
        if unplaced:
            loose[number] = tuple(unplaced)
        elif number in proved:
            notes[number] = _placing_note(cells, placed, names)
        rows.append(placed)
    return rows, loose, notes


def _placing_note(
    cells: Sequence[GridCell], placed: Sequence[GridCell | None], names: Sequence[GridCell | None]
) -> str:
    under = [
        name.text
        for cell, name in zip(placed, names, strict=True)
        if cell is not None and name is not None and cell.value.amount is not None
    ]
    where = f"{under[0]} to {under[-1]}" if len(under) > 1 else ", ".join(under)
    return (
        f"The row “{cells[0].text}” is shorter than the table's header; "
        f"the totals prove that its values stand under {where}."
    )


def _facts(
    read: Sequence[Sequence[GridCell]], names: Sequence[GridCell | None], width: int
) -> Rows:
    values = [[cell.value for cell in cells] for cells in read]
    full = [cells for cells in values if len(cells) == width]
    return Rows(
        values,
        width,
        [column_kind([cells[column] for cells in full]) for column in range(width)],
        frozenset(row for row, cells in enumerate(read) if cells and TOTAL.search(cells[0].text)),
        frozenset(
            column
            for column, name in enumerate(names)
            if name is not None and TOTAL.search(name.text)
        ),
    )
