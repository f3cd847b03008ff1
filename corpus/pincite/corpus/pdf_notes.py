"""Footnotes: small type at the foot of a column, which is no part of the text above it."""

import re
from collections.abc import Iterator, Sequence

from pincite.corpus.pdf_layout import PageLine

_SMALLER = 0.94
"""Sizes of the running text up to which type is small."""
_MOST = 0.5
"""Share of a column that may be notes without marks; more is a text in small type."""
_MARKED = re.compile(
    r"\d{1,3}[.)]?\s?(?=[^\W\d_a-z]|[“‘\"'(]|http|see\b)|[a-z][.)]\s|[*†‡§¶∗⁎¹²³⁴-⁹]{1,3}\s?\S"
)
_APART = 0.6
"""Sizes of type between the text and a note without a mark."""


def without_notes(lines: Sequence[PageLine], body: float) -> tuple[list[PageLine], list[PageLine]]:
    """The lines of a page without those of its footnotes, and these; `body` is the usual size."""
    text: list[PageLine] = []
    notes: list[PageLine] = []
    for column in _columns(lines):
        first = _first_note(column, body)
        text += column[:first]
        notes += column[first:]
    return text, notes


def begins_note(line: PageLine) -> bool:
    """Whether a note begins with the line."""
    return bool(_MARKED.match(line.words))


def _columns(lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """The lines cut where the reading goes up to the top of another column."""
    column: list[PageLine] = []
    for line in lines:
        if column and line.top < column[-1].top - line.size:
            yield column
            column = []
        column.append(line)
    if column:
        yield column


def _first_note(column: Sequence[PageLine], body: float) -> int:
    """The position of the first line of the notes at the foot of a column; its length: none."""
    first = len(column)
    while first and _is_small(column[first - 1], body):
        first -= 1
    while first < len(column):
        gap = column[first].top - column[first - 1].bottom if first else 0.0
        if begins_note(column[first]) or (first and gap > _APART * body):
            break
        first += 1
    is_sure = 0 < first < len(column) and begins_note(column[first])
    return first if is_sure or first >= (1 - _MOST) * len(column) else len(column)


def _is_small(line: PageLine, body: float) -> bool:
    return not line.table and len(line.cells) == 1 and line.size <= _SMALLER * body
