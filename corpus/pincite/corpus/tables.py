"""Tables in plain text: parted by pipes, by tabs, or by columns of spaces."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.corpus.columns import aligned_rows, end_of_gaps
from pincite.corpus.documents import Cell, Span
from pincite.corpus.lines import Line
from pincite.corpus.marks import bare_range

_BORDER = re.compile(r"[|+\s:=-]*[-=]{2}[|+\s:=-]*\Z|\|(?:\s*:?-+:?\s*\|)+\Z")
_WORD = re.compile(r"\S+")
_MOST_COLUMNS = 2000
"""Pipes on a line from which it is no table row, but some other use of the character."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table and the lines it takes: from the first one looked at up to `next_line`."""

    span: Span
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    next_line: int


def pipe_table(text: str, lines: Sequence[Line], at: int) -> FoundTable | None:
    """The table of cells parted by pipes that begins on the line, if one does."""
    if not _begins_piped(text, lines, at):
        return None
    is_framed = lines[at].head[0] in "|+"
    rows: list[list[Range]] = []
    border_after = -1
    position = at
    while position < len(lines) and _goes_on(text, lines[position], is_framed):
        last = _last_line_of_row(lines, position)
        if _is_border(lines[position]):
            border_after = len(rows) if border_after < 0 else border_after
        else:
            rows.append(_piped_cells(text, lines[position].start, lines[last].end))
        position = last + 1
    if not rows:
        return None
    span = Span(lines[at].start, lines[position - 1].end)
    return _build(text, span, rows, border_after, position)


def tab_table(text: str, lines: Sequence[Line], at: int) -> FoundTable | None:
    """The table of cells parted by tabs that begins on the line, if one does."""
    tabs = [text.count("\t", line.start, line.end) for line in lines[at : at + 2]]
    if len(tabs) < 2 or tabs[0] == 0 or tabs[0] != tabs[1]:
        return None
    position = at
    rows: list[list[Range]] = []
    while position < len(lines) and text.find("\t", lines[position].start, lines[position].end) > 0:
        rows.append(_split(text, lines[position].start, lines[position].end, "\t"))
        position += 1
    span = Span(lines[at].start, lines[position - 1].end)
    return _build(text, span, rows, -1, position)


def aligned_table(text: str, lines: Sequence[Line], at: int) -> FoundTable | None:
    """The table whose columns stand below one another, parted by spaces, if one begins here."""
    position = end_of_gaps(lines, at)
    aligned = aligned_rows(lines[at:position])
    if aligned is None:
        return None
    rows, rule_after = aligned
    span = Span(lines[at].start, lines[position - 1].end)
    return _build(text, span, rows, rule_after, position)


def build_rows(
    text: str, rows: Sequence[Sequence[Range]], border_after: int
) -> tuple[tuple[Cell, ...], tuple[tuple[Cell, ...], ...]]:
    """Header and body cells; `border_after` rows stand above a border, -1 where none is drawn."""
    width, _ = _usual_width(rows[1:] or rows)
    head_rows = border_after if border_after >= 0 else int(_looks_like_header(text, rows))
    head_rows = min(head_rows, 1)
    header = _mended_header(text, list(rows[0]), width) if head_rows else []
    return _cells(header, -1), tuple(
        _cells(row, number) for number, row in enumerate(rows[head_rows:])
    )


def _build(
    text: str, span: Span, rows: list[list[Range]], border_after: int, next_line: int
) -> FoundTable:
    bare = [[bare_range(text, start, end) for start, end in row] for row in rows]
    header, body = build_rows(text, bare, border_after)
    return FoundTable(span, header, body, next_line)


def _cells(row: Sequence[Range], number: int) -> tuple[Cell, ...]:
    return tuple(Cell(Span(*place), number, column) for column, place in enumerate(row))


def _begins_piped(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a table begins here, and not prose that happens to hold a pipe."""
    line = lines[at]
    pipes = text.count("|", line.start, line.end)
    if line.head.startswith("+-") and _is_border(line):
        return True
    if not 0 < pipes < _MOST_COLUMNS:
        return False
    after = lines[at + 1] if at + 1 < len(lines) else None
    if line.head.startswith("|"):
        return pipes > 1 or (after is not None and text.find("|", after.start, after.end) >= 0)
    if after is None or _is_border(line):
        return False
    is_bordered = _is_border(after) and "|" in after.head
    return is_bordered or text.count("|", after.start, after.end) == pipes


def _goes_on(text: str, line: Line, is_framed: bool) -> bool:
    if line.is_blank:
        return False
    if _is_border(line):
        return "|" in line.head or (is_framed and line.head.startswith("+"))
    return text.find("|", line.start, line.end) >= 0 and (not is_framed or line.head[0] == "|")


def _is_border(line: Line) -> bool:
    return line.is_short and bool(_BORDER.match(line.head))


def _last_line_of_row(lines: Sequence[Line], at: int) -> int:
    """A row that is left open by a comment or a cut goes on until its closing pipe."""
    first = lines[at]
    if not first.head.startswith("|") or first.tail.endswith("|") or at + 1 >= len(lines):
        return at
    after = lines[at + 1]
    goes_on = after.tail.endswith("|") and not after.head.startswith("|")
    return at + 1 if goes_on else at


def _piped_cells(text: str, start: int, end: int) -> list[Range]:
    if text[start] == "|":
        start += 1
    if end > start and text[end - 1] == "|" and text[end - 2] != "\\":
        end -= 1
    return _split(text, start, end, "|")


def _split(text: str, start: int, end: int, mark: str) -> list[Range]:
    """The stretches between marks; an escaped mark and one inside a comment part nothing."""
    cells = []
    begin = at = start
    while (hit := text.find(mark, at, end)) >= 0:
        comment = text.find("<!--", at, hit)
        closing = text.find("-->", comment, end) if comment >= 0 else -1
        if closing > hit:
            at = closing + 3
        elif hit > start and text[hit - 1] == "\\":
            at = hit + 1
        else:
            cells.append((begin, hit))
            begin = at = hit + 1
    return [*cells, (begin, end)]


def _usual_width(rows: Sequence[Sequence[Range]]) -> tuple[int, int]:
    """The commonest number of cells in a row, and in how many rows it occurs."""
    return Counter(len(row) for row in rows).most_common(1)[0]


def _looks_like_header(text: str, rows: Sequence[Sequence[Range]]) -> bool:
    """Whether the first row, with no border below it, names the columns."""
    first, body = rows[0], rows[1:]
    if not body or any(start == end for start, end in first):
        return False
    names = [text[start:end] for start, end in first]
    if len(set(names)) < len(names) or max(map(len, names)) > 60:
        return False
    for column, name in enumerate(names):
        below = [text[slice(*row[column])] for row in body if column < len(row)]
        figures = sum(_is_figure(value) for value in below)
        if below and figures >= 0.6 * len(below):
            return not _is_figure(names[0]) and (not name[0].isdigit() or _is_year(name))
    return len(body) > 1 and not any(map(str.isdigit, "".join(names)))


def _is_figure(value: str) -> bool:
    digits = sum(character.isdigit() for character in value)
    return digits > 0 and digits >= sum(character.isalpha() for character in value)


def _is_year(value: str) -> bool:
    return len(value) == 4 and value.isdigit() and value[:2] in ("18", "19", "20")


def _mended_header(text: str, header: list[Range], width: int) -> list[Range]:
    """A header whose cell borders were lost is parted again where its words fit the columns."""
    if len(header) != 1 or width < 2:
        return header
    words = [match.span() for match in _WORD.finditer(text, *header[0])]
    return words if len(words) == width else header
