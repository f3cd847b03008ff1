"""Reads workbooks (.xlsx) sheet by sheet."""

import re
from collections.abc import Iterator, Sequence

from pincite.corpus.composing import compose
from pincite.corpus.dates import find_as_of
from pincite.corpus.documents import Document
from pincite.corpus.drafts import CellDraft, Draft, HeadingDraft, ParagraphDraft, TableDraft
from pincite.corpus.errors import SkippedError
from pincite.corpus.office_package import OfficePackage
from pincite.corpus.titles import readable_name
from pincite.corpus.workbook import Merge, Sheet, SheetCell, read_sheets

_Row = dict[int, SheetCell]
_NOTE = re.compile(r"(?:sources?|notes?|remarks?)\b|[*†]|.*[.:]\Z|.{60}", re.I)
_MOST_EMPTY = 50
"""Empty places for each filled one from which a sheet counts as scattered."""
_SAMPLE_CHARS = 20_000


class WorkbookReader:
    """Reads .xlsx files: a sheet is a heading with its tables, a row a line."""

    format = "xlsx"
    suffixes = (".xlsx", ".xlsm", ".xltx")

    def read(self, data: bytes, source: str) -> Document:
        """The document that the workbook holds; formulas stand as what they came to.

        Raises:
            SkippedError: no cell is filled.
            UnreadableError: the file is damaged, protected or no workbook.
        """
        drafts: list[Draft] = []
        hidden: list[str] = []
        for sheet in read_sheets(OfficePackage(data, "workbook")):
            if sheet.rows:
                drafts += _sheet_drafts(sheet)
                hidden += [sheet.name] if sheet.is_hidden else []
        if not drafts:
            raise SkippedError("it is a workbook without a filled cell")
        composed = compose(drafts)
        title = readable_name(source)
        return Document(
            source=source,
            text=composed.text,
            blocks=composed.blocks,
            title=title,
            as_of=find_as_of(composed.text[:_SAMPLE_CHARS], title, source),
            format=self.format,
            notes=tuple(f"the sheet {name!r} is hidden in the workbook" for name in hidden),
        )


def _sheet_drafts(sheet: Sheet) -> Iterator[Draft]:
    yield HeadingDraft(sheet.name, 1)
    stretch: list[int] = []
    for number in sorted(sheet.rows):
        if stretch and number > stretch[-1] + 1:
            yield from _stretch_drafts(sheet, stretch)
            stretch = []
        stretch.append(number)
    yield from _stretch_drafts(sheet, stretch)


def _stretch_drafts(sheet: Sheet, numbers: Sequence[int]) -> Iterator[Draft]:
    """Rows without an empty one between them: lines above, a table, notes below."""
    rows = [sheet.rows[number] for number in numbers]
    widest = max(len(row) for row in rows)
    first = next(at for at, row in enumerate(rows) if len(row) > 1 or widest == 1)
    last = len(rows)
    while last > first + 2 and _is_note(rows[last - 1]):
        last -= 1
    if widest == 1:
        yield ParagraphDraft("\n".join(_line(row) for row in rows))
        return
    if first:
        yield ParagraphDraft("\n".join(_line(row) for row in rows[:first]))
    merges = [m for m in sheet.merges if numbers[first] <= m.first_row <= numbers[last - 1]]
    yield _table(rows[first:last], numbers[first], merges)
    if last < len(rows):
        yield ParagraphDraft("\n".join(_line(row) for row in rows[last:]))


def _is_note(row: _Row) -> bool:
    return len(row) == 1 and bool(_NOTE.match(_line(row)))


def _line(row: _Row) -> str:
    return " ".join(cell.words for _, cell in sorted(row.items(), key=lambda at: at[0]))


def _table(rows: Sequence[_Row], first_row: int, merges: Sequence[Merge]) -> TableDraft:
    low = min(column for row in rows for column in row)
    high = max(column for row in rows for column in row)
    if (high - low + 1) * len(rows) > _MOST_EMPTY * (sum(map(len, rows)) + 100):
        kept = [[CellDraft(row[column].words) for column in sorted(row)] for row in rows]
        return TableDraft(tuple(map(tuple, kept)), 0)
    begins, covered = _merged_places(rows, first_row, merges, high)
    drafts = []
    for at, row in enumerate(rows):
        cells = []
        for column in range(low, high + 1):
            if (at, column) not in covered:
                words = row[column].words if column in row else ""
                cells.append(CellDraft(words, *begins.get((at, column), (1, 1))))
        drafts.append(tuple(cells))
    return TableDraft(tuple(drafts), _head_rows(rows, begins))


def _merged_places(
    rows: Sequence[_Row], first_row: int, merges: Sequence[Merge], high: int
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Where merged cells begin, with the rows and columns each covers, and what they cover."""
    begins: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for merge in merges:
        top = merge.first_row - first_row
        last_row = min(merge.last_row - first_row, len(rows) - 1)
        last_column = min(merge.last_column, high)
        if merge.first_column > last_column or merge.first_column not in rows[top]:
            continue
        begins[top, merge.first_column] = (
            last_row - top + 1,
            last_column - merge.first_column + 1,
        )
        covered.update(
            (row, column)
            for row in range(top, last_row + 1)
            for column in range(merge.first_column, last_column + 1)
            if (row, column) != (top, merge.first_column)
        )
    return begins, covered


def _head_rows(rows: Sequence[_Row], begins: dict[tuple[int, int], tuple[int, int]]) -> int | None:
    """How many rows name the columns, where merged cells or the kinds of values show it."""
    head = 1
    while head < min(3, len(rows) - 1) and any(
        (row == head - 1 and span[1] > 1) or (row < head < row + span[0])
        for (row, _), span in begins.items()
    ):
        head += 1
    if head > 1 and not any(cell.is_figure for row in rows[:head] for cell in row.values()):
        return head
    names = rows[0]
    if any(cell.is_figure for cell in names.values()) or len(names) < 2:
        return None
    for column in names:
        below = [row[column] for row in rows[1:] if column in row]
        if below and sum(cell.is_figure for cell in below) >= 0.6 * len(below):
            return 1
    return None
