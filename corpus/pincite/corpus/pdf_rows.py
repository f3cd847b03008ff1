"""Tables that no lines draw: rows whose cells stand below one another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pincite.corpus.drafts import CellDraft, TableDraft
from pincite.corpus.pdf_layout import PageLine
from pincite.corpus.pdf_letters import HYPHEN, Fragment

_VALUE = re.compile(r"\W*\d[\d\W]*[A-Za-z%]{0,3}\W*")
"""A number with its signs and unit."""
_YEAR = re.compile(r"\W*(?:1[89]|20)\d\d(?:\s?[-–/]\s?\d{2,4})?\W*")
_LEADERS = re.compile(r"(?:\s?[.·…]){4,}\s*")
"""Dots that lead from a name to its values."""
_MOST_HEAD_ROWS = 3

Words = Sequence[str]


@dataclass(slots=True)
class _Column:
    left: float
    right: float

    def overlap(self, cell: Fragment) -> float:
        """How far a cell reaches into it; negative: how far it stands away."""
        return min(cell.right, self.right) - max(cell.left, self.left)


def aligned_table(lines: Sequence[PageLine]) -> tuple[TableDraft, tuple[float, ...]]:
    """The lines as rows, each cell in the columns over or under which it stands, and their edges.

    A label that goes on in the next row is joined to it.
    """
    columns = _columns(lines)
    rows = [_row(line, columns) for line in lines]
    rows = _with_whole_labels(rows)
    words = [[cell.words for cell in row for _ in range(cell.column_span)] for row in rows]
    edges = (*(column.left for column in columns), columns[-1].right)
    return TableDraft(tuple(map(tuple, rows)), head_rows=head_rows(words)), edges


def head_rows(rows: Sequence[Words]) -> int | None:
    """How many rows name the columns; None where only their content can tell.

    >>> head_rows([["", "Sold", ""], ["Mill", "2016", "2017"], ["Upper", "51", "62"]])
    2
    """
    for at, row in enumerate(rows[: _MOST_HEAD_ROWS + 1]):
        if _is_data(row):
            number = at
            while number and not any(rows[number - 1][1:]):
                number -= 1
            return number or None
    first = list(rows[0]) if rows else []
    is_corner = len(first) > 2 and not first[0] and all(first[1:])
    return 1 if is_corner and len(rows) > 1 else None


def _is_data(row: Words) -> bool:
    """Whether a row has a name and, for the most part, numbers that are no years."""
    rest = [cell for cell in row[1:] if cell]
    if not row or not row[0] or not rest:
        return False
    values = sum(bool(_VALUE.fullmatch(cell)) for cell in rest)
    years = sum(bool(_YEAR.fullmatch(cell)) for cell in rest)
    return 2 * values >= len(rest) and years < len(rest)


def _columns(lines: Sequence[PageLine]) -> list[_Column]:
    """Columns from the row with the most cells, and those that only other rows have."""
    widest = max(lines, key=lambda line: len(line.cells))
    columns = [_Column(cell.left, cell.right) for cell in widest.cells]
    for line in lines:
        for cell in line.cells:
            met = [column for column in columns if column.overlap(cell) > 0]
            if not met:
                columns.append(_Column(cell.left, cell.right))
                columns.sort(key=lambda column: column.left)
            elif len(met) == 1:
                met[0].left = min(met[0].left, cell.left)
                met[0].right = max(met[0].right, cell.right)
    return columns


def _row(line: PageLine, columns: Sequence[_Column]) -> list[CellDraft]:
    """The cells of a row; one that stands over several columns covers them."""
    words = [""] * len(columns)
    spans = [1] * len(columns)
    for cell in line.cells:
        for part in _parted(cell, columns):
            met = [at for at, column in enumerate(columns) if column.overlap(part) > 0]
            first = met[0] if met else _nearest(part, columns)
            if len(met) > 1 and not any(words[met[0] : met[-1] + 1]):
                spans[first] = met[-1] - met[0] + 1
            own = _LEADERS.sub("", part.words).replace(HYPHEN, "-")
            words[first] = " ".join(filter(None, (words[first], own)))
    row, at = [], 0
    while at < len(columns):
        row.append(CellDraft(words[at], 1, spans[at]))
        at += spans[at]
    return row


def _parted(cell: Fragment, columns: Sequence[_Column]) -> list[Fragment]:
    """The cell cut between words that stand in different columns, where most are numbers."""
    met = sum(column.overlap(cell) > 0 for column in columns)
    words = cell.words.split(" ")
    if met < 2 or len(cell.words_at) != len(words) or not are_values(words):
        return [cell]
    parts: list[Fragment] = []
    column = -1
    for word, (left, right) in zip(words, cell.words_at, strict=True):
        placed = replace(cell, words=word, left=left, right=right, words_at=(), letters=())
        here = _nearest(placed, columns)
        if parts and here == column:
            parts[-1] = replace(parts[-1], words=f"{parts[-1].words} {word}", right=right)
        else:
            parts.append(placed)
        column = here
    return parts


def are_values(words: Words) -> bool:
    """Whether at least two words, and most of them, are numbers."""
    values = sum(bool(_VALUE.fullmatch(word)) for word in words)
    return values > 1 and values >= 0.7 * len(words)


def _nearest(cell: Fragment, columns: Sequence[_Column]) -> int:
    return max(range(len(columns)), key=lambda at: columns[at].overlap(cell))


def _with_whole_labels(rows: Sequence[list[CellDraft]]) -> list[list[CellDraft]]:
    """A row that only has a name is joined to the next one where that goes on with its words."""
    joined: list[list[CellDraft]] = []
    for row in rows:
        before = joined[-1] if joined else []
        is_label = before and before[0].words and not any(cell.words for cell in before[1:])
        if is_label and row[0].words[:1].islower() and len(row) > 1:
            words = f"{before[0].words} {row[0].words}"
            joined[-1] = [CellDraft(words, 1, row[0].column_span), *row[1:]]
        else:
            joined.append(row)
    return joined
