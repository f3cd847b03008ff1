"""Drafts of blocks: what a reader found in a file, before it has a text and places in it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeadingDraft:
    """A heading; `level` 1 is the outermost."""

    words: str
    level: int


@dataclass(frozen=True, slots=True)
class ParagraphDraft:
    """Running text; `turns` are the places in it where another page begins."""

    words: str
    turns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One item of a list; `depth` 0 is the outermost."""

    words: str
    depth: int = 0
    marker: str = "-"


@dataclass(frozen=True, slots=True)
class ListDraft:
    """A list with the items of the lists within it."""

    items: tuple[ItemDraft, ...]


@dataclass(frozen=True, slots=True)
class CellDraft:
    """One cell of a table and how many rows and columns it covers."""

    words: str
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class TableDraft:
    """A table row by row; a cell that covers several rows stands in the first of them."""

    rows: tuple[tuple[CellDraft, ...], ...]
    head_rows: int | None = None
    """How many rows name the columns; None where only the content can tell."""
    caption: str = ""
    turns: tuple[int, ...] = ()
    """The rows with which another page begins."""


@dataclass(frozen=True, slots=True)
class PageTurn:
    """Here another page begins, or the first one."""


Draft = HeadingDraft | ParagraphDraft | ListDraft | TableDraft | PageTurn


def tidy(words: str) -> str:
    r"""The words with single spaces, without blank lines, soft hyphens and broken characters.

    >>> tidy("  one\u00a0 two \n\n three\u00ad ")
    'one two\nthree'
    """
    words = words.replace("\u00ad", "").replace("\ufeff", "").replace("\0", "")
    words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return "\n".join(line for line in lines if line)


def on_one_line(words: str) -> str:
    """The words with single spaces and no line end."""
    return " ".join(tidy(words).split())


def grid_of(draft: TableDraft) -> list[list[tuple[CellDraft, bool] | None]]:
    """The cell at each place of a table and whether it begins there; None where there is none.

    All rows are equally long. Spans that would make the table far larger than what it holds are
    taken as 1.
    """
    is_sane = _places(draft.rows) <= 200 * (sum(map(len, draft.rows)) + 100)
    taken: dict[tuple[int, int], tuple[CellDraft, bool]] = {}
    for row, cells in enumerate(draft.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            below = min(cell.row_span, len(draft.rows) - row) if is_sane else 1
            beside = cell.column_span if is_sane else 1
            for down in range(below):
                for right in range(beside):
                    place = (row + down, column + right)
                    taken.setdefault(place, (cell, down == right == 0))
            column += beside
    width = 1 + max((column for _, column in taken), default=-1)
    return [[taken.get((row, column)) for column in range(width)] for row in range(len(draft.rows))]


def _places(rows: Sequence[Sequence[CellDraft]]) -> int:
    return sum(
        min(cell.row_span, len(rows) - at) * cell.column_span
        for at, row in enumerate(rows)
        for cell in row
    )
