"""What a source text is: an immutable text and the structure found in it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range [start, end) of Unicode code points of a document's text.

    >>> Span(2, 5).within(Span(0, 5)), Span(2, 5).overlaps(Span(5, 9))
    (True, False)
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is not a range from 0 upwards")

    def __len__(self) -> int:
        return self.end - self.start

    def within(self, other: "Span") -> bool:
        """Whether every character of this span lies in the other."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line; `span` is its words without marks, `level` 1 is the outermost."""

    span: Span
    level: int
    path: tuple[str, ...]
    """The headings above it, outermost first, itself left out."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text between blank lines or other blocks."""

    span: Span
    path: tuple[str, ...]
    """The headings it stands under, outermost first."""


@dataclass(frozen=True, slots=True)
class BulletList:
    """A bulleted or numbered list; item spans leave out the bullets."""

    span: Span
    path: tuple[str, ...]
    items: tuple[Span, ...]
    lead_in: Span | None = None
    """The line or sentence that announces the list ("three pillars:"), if there is one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; rows count from 0 at the first body row, columns from 0."""

    span: Span
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the span of every cell.

    `header` holds the header cells (row -1) in column order; a table without a header has none.
    `rows` holds the body rows in order, each its cells in column order, empty cells included
    (their span has length 0 where nothing stands). A ragged row has fewer or more cells than
    `header`, and then `column` is only the position in the row: `is_ragged(row)` tells.
    A cell that spans several rows or columns stands at each position it covers, with one span.
    """

    span: Span
    path: tuple[str, ...]
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Span | None = None
    """The line that announces or names the table, if there is one."""

    def is_ragged(self, row: int) -> bool:
        """Whether the row has another number of cells than the header."""
        return bool(self.header) and len(self.rows[row]) != len(self.header)


Block = Heading | Paragraph | BulletList | Table


@dataclass(frozen=True)
class Document:
    """One source text; its text never changes, and every offset points into it."""

    source: str
    """Path of the file relative to its root, parts parted by `/`."""
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    """In the order of the text; they do not overlap."""
    title: str = ""
    as_of: str | None = None
    """YYYY, YYYY-MM or YYYY-MM-DD that the text speaks from; None where it does not say."""
    format: str = "text"
    encoding: str = "utf-8"
    address: str | None = None
    """Where a person finds the original (a URL from pincite.toml), or None."""
    pages: tuple[Span, ...] = field(default=(), repr=False)
    """The span of each page, first page first; empty where the format has no pages."""
    language: str = "en"
    notes: tuple[str, ...] = ()
    """What was assumed while reading ("decoded as cp1252"), a sentence each."""
    recognised_pages: tuple[int, ...] = ()
    """Pages, from 1, whose words were recognised in pictures and may be wrong."""
    also_in: tuple[str, ...] = field(default=(), compare=False)
    """The sources of other documents with the same text, as the index knows them."""
    kin: str = field(default="", compare=False)
    """The same for near copies of one document; empty where nobody has compared."""

    @cached_property
    def document_id(self) -> str:
        """Derived from the source alone, so it is stable across re-indexing of the same file."""
        return sha256(self.source.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @cached_property
    def sha256(self) -> str:
        """Of the text in UTF-8, as hexadecimal."""
        return sha256(self.text.encode("utf-8")).hexdigest()

    def quote(self, span: Span) -> str:
        """The document's own characters at the span.

        Raises:
            ValueError: the span reaches beyond the text.
        """
        if span.end > len(self.text):
            raise ValueError(f"span [{span.start}, {span.end}) ends after {self.source} does")
        return self.text[span.start : span.end]

    def block_at(self, offset: int) -> int:
        """The position of the last block that begins at or before the offset; -1 for none."""
        return bisect_right(self._starts, offset) - 1

    def positions_over(self, span: Span) -> range:
        """The positions of the blocks that share a character with the span."""
        first = max(0, self.block_at(span.start))
        if first < len(self.blocks) and self.blocks[first].span.end <= span.start:
            first += 1
        return range(first, bisect_left(self._starts, span.end))

    def blocks_over(self, span: Span) -> tuple[Block, ...]:
        """The blocks that share a character with the span, in order."""
        positions = self.positions_over(span)
        return self.blocks[positions.start : positions.stop]

    @cached_property
    def _starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    def page_of(self, offset: int) -> int | None:
        """The page, from 1, that the character stands on; None without pages."""
        for number, page in enumerate(self.pages, start=1):
            if page.start <= offset < page.end:
                return number
        return None

    def is_recognised(self, offset: int) -> bool:
        """Whether the character was recognised in a picture rather than read."""
        return bool(self.recognised_pages) and self.page_of(offset) in self.recognised_pages
