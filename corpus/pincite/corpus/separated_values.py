"""Reads comma- or tab-separated values: one table, each cell with its place."""

import re
from collections.abc import Iterator, Sequence

from pincite.corpus.dates import find_as_of
from pincite.corpus.documents import Block, Document, Paragraph, Span, Table
from pincite.corpus.encodings import decode_lines
from pincite.corpus.errors import SkippedError
from pincite.corpus.lines import trim
from pincite.corpus.tables import build_rows
from pincite.corpus.titles import readable_name

_SEPARATORS = ",;\t|"
_SAMPLE_CHARS = 20_000

Record = list[tuple[int, int]]


class SeparatedValuesReader:
    """Reads .csv and .tsv files; lines above the header become paragraphs."""

    format = "csv"
    suffixes = (".csv", ".tsv", ".tab")

    def read(self, data: bytes, source: str) -> Document:
        """The document that the bytes hold; its text is the decoded file, unchanged.

        Raises:
            SkippedError: the file is empty or no text.
        """
        decoded = decode_lines(data)
        if not decoded.text.strip():
            raise SkippedError("it is empty")
        title = readable_name(source)
        return Document(
            source=source,
            text=decoded.text,
            blocks=find_table(decoded.text),
            title=title,
            as_of=find_as_of(decoded.text[:_SAMPLE_CHARS], title, source),
            format=self.format,
            encoding=decoded.encoding,
            notes=decoded.notes,
        )


def find_table(text: str) -> tuple[Block, ...]:
    r"""The blocks of a text of separated values: lines above the table, then the table.

    >>> table = find_table("Maker,2017\nRenault,5\n")[0]
    >>> table.rows[0][1].span
    Span(start=19, end=20)
    """
    records = [record for record in _records(text, _separator(text)) if _is_filled(record)]
    if not records:
        return ()
    width = _usual_width(records)
    first = next((n for n, record in enumerate(records) if len(record) >= width), 0)
    above: list[Block] = [Paragraph(_around(record), ()) for record in records[:first]]
    table = records[first:]
    header, rows = build_rows(text, table, -1)
    caption = above[-1].span if above else None
    span = Span(table[0][0][0], table[-1][-1][1])
    return (*above, Table(span, (), header, rows, caption))


def _separator(text: str) -> str:
    """The mark that parts the most lines of the beginning into equally many values."""
    sample = text[:_SAMPLE_CHARS]

    def evenness(mark: str) -> int:
        widths = [len(record) for record in _records(sample, mark) if len(record) > 1]
        return max(map(widths.count, set(widths)), default=0)

    return max(_SEPARATORS, key=evenness)


def _records(text: str, separator: str) -> Iterator[Record]:
    """The cells of each record; quotes are left out of a cell, doubled ones stay as they are."""
    record: Record = []
    at = 0
    marks = re.compile(rf"{re.escape(separator)}|\r?\n")
    while at < len(text):
        start, end, at = _cell(text, at, marks)
        record.append(trim(text, start, end))
        if at >= len(text) or text[at] != separator:
            yield record
            record = []
            at += 2 if text.startswith("\r\n", at) else 1
        else:
            at += 1
            if at == len(text):
                record.append((at, at))
    if record:
        yield record


def _cell(text: str, at: int, marks: re.Pattern[str]) -> tuple[int, int, int]:
    """Start and end of the value that begins at `at`, and where its separator stands."""
    if text[at] == '"':
        closing = text.find('"', at + 1)
        while closing >= 0 and text.startswith('"', closing + 1):
            closing = text.find('"', closing + 2)
        if closing >= 0:
            return at + 1, closing, _next_mark(text, closing + 1, marks)
    end = _next_mark(text, at, marks)
    return at, end, end


def _next_mark(text: str, at: int, marks: re.Pattern[str]) -> int:
    found = marks.search(text, at)
    return found.start() if found else len(text)


def _is_filled(record: Record) -> bool:
    return any(start < end for start, end in record)


def _usual_width(records: Sequence[Record]) -> int:
    widths = [len(record) for record in records]
    widths = [width for width in widths if width > 1] or widths
    return max(set(widths), key=lambda width: (widths.count(width), width))


def _around(record: Record) -> Span:
    filled = [place for place in record if place[0] < place[1]]
    return Span(filled[0][0], filled[-1][1])
