"""From drafts of blocks to one text in which every block, item and cell has its place."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pincite.corpus.dates import find_as_of
from pincite.corpus.documents import (
    Block,
    BulletList,
    Cell,
    Document,
    Heading,
    Paragraph,
    Span,
    Table,
)
from pincite.corpus.drafts import (
    CellDraft,
    Draft,
    HeadingDraft,
    ListDraft,
    PageTurn,
    ParagraphDraft,
    TableDraft,
    grid_of,
    on_one_line,
    tidy,
)
from pincite.corpus.headings import FoundHeading
from pincite.corpus.language import find_language
from pincite.corpus.outline import Outline
from pincite.corpus.sentences import sentence_spans
from pincite.corpus.tables import build_rows
from pincite.corpus.titles import find_title

_LEAD_IN_REACH = 1500
_DEEPEST_INDENT = 8


@dataclass(frozen=True, slots=True)
class Composed:
    """A text, its blocks and the span of each page."""

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Span, ...]

    def document(
        self, source: str, file_format: str, *, title: str = "", notes: Iterable[str] = ()
    ) -> Document:
        """The document of this text; title, date and language are found where none is given."""
        title = title or find_title(self.text, self.blocks, source)
        return Document(
            source=source,
            text=self.text,
            blocks=self.blocks,
            title=title,
            as_of=find_as_of(self.text, title, source),
            format=file_format,
            pages=self.pages,
            language=find_language(self.text),
            notes=tuple(notes),
        )


def compose(drafts: Iterable[Draft], apart: Iterable[Draft] = ()) -> Composed:
    r"""The text of the drafts, blocks parted by a blank line; `apart` follows under no heading.

    A list item stands on lines of its own behind its marker, a table row on one line, its cells
    parted by tabs. A header of several rows is written as one, each name with those above it.

    >>> composed = compose([HeadingDraft("Fees", 1), ParagraphDraft("They rose.")])
    >>> composed.text, composed.blocks[1]
    ('Fees\n\nThey rose.\n', Paragraph(span=Span(start=6, end=16), path=('Fees',)))
    """
    writer = _Writer()
    for draft in drafts:
        writer.add(draft)
    writer.leave_headings()
    for draft in apart:
        writer.add(draft)
    return writer.composed()


class _Writer:
    """The text so far, and the blocks in it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._at = 0
        self._blocks: list[Block] = []
        self._outline = Outline([])
        self._page_starts: list[int] = []
        self._waiting_turns = 0
        self._last_words = ""

    def add(self, draft: Draft) -> None:
        match draft:
            case PageTurn():
                self._waiting_turns += 1
            case HeadingDraft():
                self._add_heading(draft)
            case ParagraphDraft():
                self._add_paragraph(draft)
            case ListDraft():
                self._add_list(draft)
            case TableDraft():
                self._add_table(draft)

    def leave_headings(self) -> None:
        self._outline = Outline([])

    def composed(self) -> Composed:
        if self._at:
            self._write("\n")
        self._turn_pages()
        ends = [*self._page_starts[1:], self._at]
        pages = tuple(map(Span, self._page_starts, ends))
        return Composed("".join(self._parts), tuple(self._blocks), pages)

    def _add_heading(self, draft: HeadingDraft) -> None:
        words = on_one_line(draft.words)
        if words:
            span = self._begin(words)
            found = FoundHeading(span, "atx", min(max(draft.level, 1), 6), words)
            self._blocks.append(self._outline.enter(found))

    def _add_paragraph(self, draft: ParagraphDraft) -> None:
        words = draft.words if draft.turns else tidy(draft.words)
        if words:
            span = self._begin(words)
            self._page_starts += [span.start + turn for turn in draft.turns]
            self._blocks.append(Paragraph(span, self._outline.path))

    def _add_list(self, draft: ListDraft) -> None:
        lines, places, at = [], [], 0
        for item in draft.items:
            indent = "  " * min(item.depth, _DEEPEST_INDENT)
            mark = f"{indent}{item.marker} "
            words = tidy(item.words).replace("\n", "\n" + " " * len(mark))
            if words:
                lines.append(mark + words)
                places.append((at + len(mark), at + len(mark) + len(words)))
                at += len(lines[-1]) + 1
        if lines:
            lead_in = self._announcement()
            span = self._begin("\n".join(lines))
            items = tuple(_moved(place, span.start) for place in places)
            self._blocks.append(BulletList(span, self._outline.path, items, lead_in))

    def _add_table(self, draft: TableDraft) -> None:
        laid = _laid_out(draft)
        if laid is None:
            self._waiting_turns += len(draft.turns)
            return
        if caption := " ".join(filter(None, (on_one_line(draft.caption), laid.title))):
            self._add_paragraph(ParagraphDraft(caption))
            name: Span | None = self._blocks[-1].span
        else:
            name = self._announcement() or self._table_heading()
        header, rows = build_rows(laid.text, laid.rows, laid.border)
        span = self._begin(laid.text)
        self._page_starts += [span.start + turn for turn in laid.turns]
        self._blocks.append(
            Table(
                span,
                self._outline.path,
                _moved_cells(header, span.start),
                tuple(_moved_cells(row, span.start) for row in rows),
                name,
            )
        )

    def _announcement(self) -> Span | None:
        """The sentence right above that ends with a colon."""
        before = self._blocks[-1] if self._blocks else None
        if not isinstance(before, Paragraph) or not self._last_words.endswith(":"):
            return None
        reach = min(len(self._last_words), _LEAD_IN_REACH)
        words = self._last_words[-reach:]
        last = sentence_spans(words, Span(0, len(words)))[-1]
        return _moved((last.start, last.end), before.span.end - reach)

    def _table_heading(self) -> Span | None:
        before = self._blocks[-1] if self._blocks else None
        is_name = isinstance(before, Heading) and self._last_words.lower().startswith("table ")
        return before.span if before and is_name else None

    def _begin(self, words: str) -> Span:
        """Writes a block's words after a blank line; page turns come before them."""
        if self._at:
            self._write("\n\n")
        self._turn_pages()
        start = self._at
        self._write(words)
        self._last_words = words
        return Span(start, self._at)

    def _turn_pages(self) -> None:
        self._page_starts += [self._at] * self._waiting_turns
        self._waiting_turns = 0

    def _write(self, words: str) -> None:
        self._parts.append(words)
        self._at += len(words)


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """A table's text, the range of each cell in it, and how many rows stand above a border."""

    text: str
    rows: list[list[tuple[int, int]]]
    border: int
    title: str
    turns: tuple[int, ...]
    """Where in the text another page begins."""


_Grid = list[list[tuple[CellDraft, bool] | None]]


def _laid_out(draft: TableDraft) -> _LaidOut | None:
    numbered = [
        (number, row)
        for number, row in enumerate(grid_of(draft))
        if any(place and place[0].words for place in row)
    ]
    numbers, grid = [number for number, _ in numbered], [row for _, row in numbered]
    head_rows = draft.head_rows
    title = ""
    if len(grid) > 1 and len(grid[0]) > 1 and _is_one_cell(grid[0]):
        title = on_one_line(_words(grid[0][0]))
        numbers, grid = numbers[1:], grid[1:]
        head_rows = max(head_rows - 1, 0) if head_rows else head_rows
    if not grid:
        return None
    border = -1 if head_rows is None else min(head_rows, 1)
    if head_rows and head_rows > 1:
        numbers = [numbers[0], *numbers[head_rows:]]
        grid = [_joined_header(grid[:head_rows]), *grid[head_rows:]]
    turns = [bisect_left(numbers, turn) for turn in draft.turns]
    return _written(grid, border, title, turns)


def _is_one_cell(row: Sequence[tuple[CellDraft, bool] | None]) -> bool:
    return len({id(place[0]) if place else 0 for place in row}) == 1


def _words(place: tuple[CellDraft, bool] | None) -> str:
    return place[0].words if place else ""


def _joined_header(rows: _Grid) -> list[tuple[CellDraft, bool] | None]:
    """One row of names, each with the different names that stand above it."""
    header: list[tuple[CellDraft, bool] | None] = []
    for column in zip(*rows, strict=True):
        names = dict.fromkeys(on_one_line(_words(place)) for place in column)
        header.append((CellDraft(" ".join(filter(None, names))), True))
    return header


def _written(grid: _Grid, border: int, title: str, turns: Sequence[int]) -> _LaidOut:
    lines, rows, at = [], [], 0
    known: dict[int, tuple[int, int]] = {}
    for row in grid:
        cells, line, whole_row = [], [], len(row) > 1 and _is_one_cell(row)
        for place in row[:1] if whole_row else row:
            words = on_one_line(place[0].words) if place and place[1] else ""
            here = (at, at + len(words))
            if place:
                here = known.setdefault(id(place[0]), here) if not place[1] else here
                known[id(place[0])] = here
            cells.append(here)
            line.append(words)
            at += len(words) + 1
        lines.append("\t".join(line))
        rows.append(cells)
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    whole = max(at - 1, 0)
    turned = tuple(min(starts[turn], whole) for turn in turns)
    return _LaidOut("\n".join(lines), rows, border, title, turned)


def _moved(place: tuple[int, int], by: int) -> Span:
    return Span(place[0] + by, place[1] + by)


def _moved_cells(cells: Sequence[Cell], by: int) -> tuple[Cell, ...]:
    return tuple(
        Cell(_moved((cell.span.start, cell.span.end), by), cell.row, cell.column) for cell in cells
    )
