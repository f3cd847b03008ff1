"""Columns of words that stand below one another, parted by spaces."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pincite.corpus.lines import Line

_RULE = re.compile(r"[-=]{2,}(?:\s+[-=]{2,})*\Z")
_GAP = re.compile(r"\S {2,}\S")
_SEGMENT = re.compile(r"\S+(?: \S+)*")
_WORD = re.compile(r"\S+")
_FEWEST_LINES = 3

Range = tuple[int, int]


def end_of_gaps(lines: Sequence[Line], at: int) -> int:
    """The first line from `at` on that is not parted by wide gaps."""
    first = at
    while at < len(lines) and (has_gap(lines[at]) or (at > first and _parts_rows(lines, at))):
        at += 1
    return at


def begins_columns(lines: Sequence[Line], at: int) -> bool:
    """Whether lines parted by wide gaps begin here that have columns in common."""
    return has_gap(lines[at]) and aligned_rows(lines[at : end_of_gaps(lines, at)]) is not None


def _parts_rows(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is drawn through between two rows of columns."""
    return (
        at + 1 < len(lines)
        and bool(_RULE.match(lines[at].head))
        and has_gap(lines[at - 1])
        and has_gap(lines[at + 1])
    )


def aligned_rows(lines: Sequence[Line]) -> tuple[list[list[Range]], int] | None:
    """The cells of each line, and how many rows stand above a drawn rule (-1 without one).

    None where the lines have no columns in common.
    """
    rules = [at for at, line in enumerate(lines) if _RULE.match(line.head)]
    drawn = frozenset(rules)
    found = [line for at, line in enumerate(lines) if at not in drawn]
    if len(found) < _FEWEST_LINES:
        return None
    columns = _ruled_columns(lines[rules[0]]) if rules else []
    is_ruled = len(columns) > 1
    even = {len(_segments(line)) for line in found}
    if not is_ruled and len(even) == 1 and even != {1}:
        return [_placed(line) for line in found], rules[0] if rules else -1
    columns = columns if is_ruled else _columns(found)
    if len(columns) < 2:
        return None
    rows = [_cells(line, columns, is_ruled=is_ruled) for line in found]
    filled = sum(sum(start < end for start, end in row) >= 2 for row in rows)
    return (rows, rules[0] if rules else -1) if filled >= 0.8 * len(rows) else None


def has_gap(line: Line) -> bool:
    """Whether words of a line are parted by two spaces or more."""
    return line.is_short and not line.is_blank and bool(_GAP.search(line.head))


def _ruled_columns(rule: Line) -> list[int]:
    return [rule.indent + match.start() for match in _WORD.finditer(rule.head)]


def _segments(line: Line) -> list[Range]:
    """Where on the page words stand together, parted by two spaces or more."""
    return [
        (line.indent + match.start(), line.indent + match.end())
        for match in _SEGMENT.finditer(line.head)
    ]


def _columns(lines: Sequence[Line]) -> list[int]:
    """Where on the page columns begin."""
    segments = [_segments(line) for line in lines]
    begins = _behind_gaps(segments)
    return sorted({*begins, *_agreed(segments, begins)})


def _behind_gaps(segments: Sequence[Sequence[Range]]) -> list[int]:
    """Beginnings behind a gap that all lines leave, or, two wide, all but one in eight."""
    width = max(end for row in segments for _, end in row)
    change = [0] * (width + 1)
    for row in segments:
        for start, end in row:
            change[start] += 1
            change[end] -= 1
    most_crossing = len(segments) // 8
    begins: list[int] = []
    depth, emptiness = 0, 2
    for at, step in enumerate(change):
        depth += step
        if depth <= most_crossing:
            emptiness += 2 if depth == 0 else 1
            continue
        if emptiness >= 2:
            begins.append(at)
        emptiness = 0
    return begins


def _agreed(segments: Sequence[Sequence[Range]], begins: Sequence[int]) -> list[int]:
    """Beginnings within a found column where half of the lines begin anew below one another."""
    anew: Counter[int] = Counter()
    for row in segments:
        for before, (start, _) in pairwise(row):
            if bisect_right(begins, before[0]) == bisect_right(begins, start):
                anew[start] += 1
    return [at for at, count in anew.items() if count >= max(_FEWEST_LINES, len(segments) / 2)]


def _cells(line: Line, columns: Sequence[int], *, is_ruled: bool) -> list[Range]:
    """The cells of a line; words that cross into another column stay in their first."""
    if len(_segments(line)) == len(columns):
        return _placed(line)
    first = line.start - line.indent
    cells = [(line.start, line.start)] * len(columns)
    for segment in _segments(line):
        for begin, end in [segment] if is_ruled else _parted(line, *segment, columns):
            column = _column_of(begin, end, columns)
            before = cells[column]
            start = before[0] if before[0] < before[1] else first + begin
            cells[column] = (start, first + end)
    return _in_order(line, cells)


def _placed(line: Line) -> list[Range]:
    """The stretches of a line in their order, each a cell."""
    first = line.start - line.indent
    return [(first + begin, first + end) for begin, end in _segments(line)]


def _column_of(begin: int, end: int, columns: Sequence[int]) -> int:
    """The column that most of a stretch stands in, of the one it begins in and the next."""
    column = max(bisect_right(columns, begin) - 1, 0)
    if column + 1 < len(columns):
        border = columns[column + 1]
        if begin < border < end and end - border > border - begin:
            return column + 1
    return column


def _parted(line: Line, start: int, end: int, columns: Sequence[int]) -> Iterator[Range]:
    """Parts a stretch where a column begins right behind a space."""
    for column in columns:
        at = column - line.indent
        if start < column < end and line.head[at - 1] == " " and line.head[at] != " ":
            yield start, column - 1
            start = column
    yield start, end


def _in_order(line: Line, cells: list[Range]) -> list[Range]:
    """Leaves out empty cells at the end and puts the others between their neighbours."""
    while cells and cells[-1][0] == cells[-1][1]:
        cells.pop()
    at = line.start
    placed = []
    for start, end in cells:
        placed.append((start, end) if start < end else (at, at))
        at = placed[-1][1]
    return placed
