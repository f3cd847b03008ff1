"""Goes through the body of a Word file and drafts its blocks."""

from collections.abc import Iterator

from lxml import etree

from pincite.corpus.drafts import (
    CellDraft,
    Draft,
    HeadingDraft,
    ItemDraft,
    ListDraft,
    ParagraphDraft,
    TableDraft,
    on_one_line,
    tidy,
)
from pincite.corpus.word_styles import W, WordStyles

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PASSED = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
"""Elements around blocks that say nothing of them."""
_UNREAD = frozenset(
    (
        *(f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText")),
        f"{_MC}Fallback",
    )
)
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_TEXT_BOX = f"{W}txbxContent"


def draft_body(body: etree._Element, styles: WordStyles) -> list[Draft]:
    """The drafts of the blocks in a body, a note or a text box."""
    drafter = _Drafter(styles)
    drafter.go_through(body)
    drafter.close_list()
    return drafter.drafts


class _Drafter:
    """The drafts so far, and the list items that wait for their list to end."""

    def __init__(self, styles: WordStyles) -> None:
        self.drafts: list[Draft] = []
        self._styles = styles
        self._items: list[ItemDraft] = []

    def go_through(self, parent: etree._Element) -> None:
        for element in _blocks(parent):
            if element.tag == f"{W}p":
                self._add_paragraph(element)
            else:
                self.close_list()
                self._add_table(element)

    def close_list(self) -> None:
        if self._items:
            self.drafts.append(ListDraft(tuple(self._items)))
            self._items = []

    def _add_paragraph(self, paragraph: etree._Element) -> None:
        words = tidy(words_of(paragraph))
        if words:
            self._add_words(words, paragraph)
        for box in _text_boxes(paragraph):
            self.close_list()
            self.go_through(box)

    def _add_words(self, words: str, paragraph: etree._Element) -> None:
        level = self._styles.heading_level(paragraph)
        numbering = self._styles.numbering(paragraph)
        if level is not None:
            self.close_list()
            self.drafts.append(HeadingDraft(words, level))
        elif numbering is not None:
            self._items.append(ItemDraft(words, numbering[1], self._styles.marker(numbering)))
        else:
            self.close_list()
            self.drafts.append(ParagraphDraft(words))

    def _add_table(self, table: etree._Element) -> None:
        elements = list(_rows(table))
        rows = _merged([list(_cells(row)) for row in elements])
        head_rows = 0
        for element in elements:
            if element.find(f"{W}trPr/{W}tblHeader") is None:
                break
            head_rows += 1
        if len(rows) == 1 and len(rows[0]) == 1:
            self.drafts.append(ParagraphDraft(rows[0][0].words))
        elif rows:
            self.drafts.append(TableDraft(rows, head_rows or None))


def words_of(element: etree._Element) -> str:
    """The words in a paragraph, those of text boxes and deleted ones left out."""
    parts: list[str] = []
    waiting = [element]
    while waiting:
        at = waiting.pop()
        if at.tag == f"{W}t":
            parts.append(at.text or "")
        elif at.tag in _MARKS:
            parts.append(_MARKS[at.tag])
        elif at.tag not in _UNREAD and at.tag != _TEXT_BOX:
            waiting.extend(reversed(at))
    return "".join(parts)


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables directly in a body, whatever is put around them."""
    waiting = list(reversed(parent))
    while waiting:
        at = waiting.pop()
        if at.tag in (f"{W}p", f"{W}tbl"):
            yield at
        elif at.tag in _PASSED:
            waiting.extend(reversed(at))


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes that hang on a paragraph, each once."""
    waiting = list(reversed(paragraph))
    while waiting:
        at = waiting.pop()
        if at.tag == _TEXT_BOX:
            yield at
        elif at.tag not in _UNREAD:
            waiting.extend(reversed(at))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    waiting = list(reversed(table))
    while waiting:
        at = waiting.pop()
        if at.tag == f"{W}tr":
            yield at
        elif at.tag in _PASSED:
            waiting.extend(reversed(at))


_Placed = tuple[CellDraft, bool]
"""A cell and whether it goes on with the one above it."""


def _cells(row: etree._Element) -> Iterator[_Placed]:
    before = row.find(f"{W}trPr/{W}gridBefore")
    if before is not None:
        yield CellDraft("", 1, _number(before)), False
    waiting = list(reversed(row))
    while waiting:
        at = waiting.pop()
        if at.tag == f"{W}tc":
            yield _cell(at)
        elif at.tag in _PASSED:
            waiting.extend(reversed(at))


def _cell(cell: etree._Element) -> _Placed:
    words = on_one_line(" ".join(words_of(at) for at in _paragraphs(cell)))
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
    return CellDraft(words, 1, _number(span) if span is not None else 1), goes_on


def _paragraphs(cell: etree._Element) -> Iterator[etree._Element]:
    """All paragraphs in a cell, those of tables and text boxes within it included."""
    waiting = list(reversed(cell))
    while waiting:
        at = waiting.pop()
        if at.tag == f"{W}p":
            yield at
        if at.tag not in _UNREAD:
            waiting.extend(reversed(at))


def _merged(rows: list[list[_Placed]]) -> tuple[tuple[CellDraft, ...], ...]:
    """The rows with each cell that goes on with the one above joined to that one."""
    kept: list[list[CellDraft]] = []
    above: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        kept.append([])
        column = 0
        for cell, goes_on in row:
            if goes_on and column in above:
                at, place = above[column]
                first = kept[at][place]
                span = number - at + 1
                kept[at][place] = CellDraft(first.words, span, first.column_span)
            else:
                above[column] = (number, len(kept[-1]))
                kept[-1].append(cell)
            column += cell.column_span
    return tuple(tuple(row) for row in kept)


def _number(element: etree._Element) -> int:
    digits = element.get(f"{W}val") or ""
    return min(max(int(digits), 1), 1000) if digits.isascii() and digits.isdigit() else 1
