"""Table rows as passages: each cell written out with its column's name."""

from collections.abc import Iterator, Sequence

from pincite.corpus import Cell, Document, Span, Table
from pincite.indexer.drafts import PassageDraft, context_line, labelled
from pincite.indexer.stretches import cuts, trimmed

MOST_ROW_CHARS = 900
"""A longer row is told in several passages, each beginning with the row's first cell."""
_MOST_LABEL_CHARS = 80


def rows_start(document: Document, span: Span, table: Table) -> int:
    """Where the first row with something in it begins; what stands before is the table's head."""
    return next((start for start, _ in _row_starts(document.text, span, table)), span.end)


def row_passages(document: Document, span: Span, table: Table) -> Iterator[PassageDraft]:
    """A passage a row, in order; rows without a word in them belong to the row before."""
    text = document.text
    starts = list(_row_starts(text, span, table))
    caption = text[table.caption.start : table.caption.end] if table.caption else ""
    context = context_line(document, table.path, caption) + "\n"
    for place, (start, row) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else span.end
        for entries in _groups(text, _entries(text, table, row)):
            body, pieces = labelled(text, entries, len(context))
            yield PassageDraft(trimmed(text, start, end), context + body, pieces, table.path, "row")


def _row_starts(text: str, span: Span, table: Table) -> Iterator[tuple[int, int]]:
    """(start, row) of each row that holds something, starts ascending."""
    floor = span.start
    if table.header:
        floor = max(floor, max(cell.span.end for cell in table.header))
    for row, cells in enumerate(table.rows):
        own = [cell.span for cell in cells if cell.span.start >= floor and _is_told(text, cell)]
        if not own:
            continue
        first = min(own)
        start = text.rfind("\n", floor, first.start) + 1 or floor
        yield start, row
        floor = max(cell.end for cell in own)


def _entries(text: str, table: Table, row: int) -> list[tuple[str, Span]]:
    is_ragged = table.is_ragged(row)
    entries = []
    for cell in table.rows[row]:
        if _is_told(text, cell):
            name = "" if is_ragged else _column_name(text, table.header, cell.column)
            entries.append((name, cell.span))
    return entries


def _column_name(text: str, header: Sequence[Cell], column: int) -> str:
    if column >= len(header):
        return ""
    span = header[column].span
    return " ".join(text[span.start : span.end].split())[:_MOST_LABEL_CHARS]


def _is_told(text: str, cell: Cell) -> bool:
    return bool(text[cell.span.start : cell.span.end].strip())


def _groups(text: str, entries: list[tuple[str, Span]]) -> Iterator[list[tuple[str, Span]]]:
    key = entries[0] if len(entries[0][1]) <= MOST_ROW_CHARS // 4 else None
    group: list[tuple[str, Span]] = []
    room = MOST_ROW_CHARS
    for label, cell in entries:
        for part in cuts(text, cell, MOST_ROW_CHARS):
            needed = len(label) + len(part) + 4
            if group and needed > room:
                yield group
                group = [key] if key else []
                room = MOST_ROW_CHARS - (len(key[0]) + len(key[1]) + 4 if key else 0)
            group.append((label, part))
            room -= needed
    yield group
