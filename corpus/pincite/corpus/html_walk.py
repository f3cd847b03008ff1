"""Goes through the elements of a page and drafts its blocks.

No step recurses: a page of 200,000 nested elements is as good as any other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from resiliparse.parse.html import ElementNode, Node, TextNode

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

_UNSEEN = frozenset(
    "script style noscript template head svg math iframe object audio video canvas select datalist"
    " textarea".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i img input ins kbd label"
    " mark meter output progress q rp rt ruby s samp small span strike strong sub sup time tt u"
    " var wbr".split()
)
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_LISTS = frozenset(("ul", "ol", "menu", "dl"))
_ITEMS = frozenset(("li", "dt"))
_SECTIONS = frozenset(("article", "section", "main", "blockquote", "aside"))
"""Elements whose footer says something of them, not of the whole page."""
_MOST_SPAN = 1000


@dataclass(frozen=True, slots=True)
class DraftedPage:
    """The blocks of a page's content, and those of its navigation."""

    content: tuple[Draft, ...]
    navigation: tuple[Draft, ...]


def draft_page(root: ElementNode) -> DraftedPage:
    """The drafts of all blocks below the root, navigation kept apart from content."""
    walker = _Walker(_layout_tables(root))
    for node, is_entering in _steps(root):
        if isinstance(node, TextNode):
            walker.text(node.value or "")
        elif is_entering:
            walker.enter(node)
        else:
            walker.leave(node)
    walker.flush()
    return DraftedPage(tuple(walker.content), tuple(walker.navigation))


def _steps(root: ElementNode) -> Iterator[tuple[ElementNode | TextNode, bool]]:
    """Each element as it is entered and left, and each text once; unseen ones are left out."""
    yield root, True
    open_elements = [root]
    node: Node | None = root.first_child
    while open_elements:
        if node is None:
            left = open_elements.pop()
            yield left, False
            node = left.next if open_elements else None
        elif isinstance(node, ElementNode) and not _is_unseen(node):
            yield node, True
            open_elements.append(node)
            node = node.first_child
        else:
            if isinstance(node, TextNode):
                yield node, True
            node = node.next


def _is_unseen(node: ElementNode) -> bool:
    if node.tag in _UNSEEN or node.getattr("hidden") is not None:
        return True
    style = (node.getattr("style") or "").replace(" ", "").lower()
    return "display:none" in style


def _layout_tables(root: ElementNode) -> frozenset[int]:
    """The tables, counted in order, that only serve to lay out the page."""
    found: set[int] = set()
    open_tables: list[int] = []
    count = 0
    for node, is_entering in _steps(root):
        if isinstance(node, TextNode):
            continue
        if node.tag == "table" and is_entering:
            found.update(open_tables[-1:])
            if node.getattr("role") in ("presentation", "none"):
                found.add(count)
            open_tables.append(count)
            count += 1
        elif node.tag == "table":
            open_tables.pop()
        elif is_entering and node.tag in _HEADINGS:
            found.update(open_tables[-1:])
    return frozenset(found)


@dataclass(slots=True)
class _OpenTable:
    rows: list[list[CellDraft]] = field(default_factory=list)
    head_rows: int = 0
    in_head: bool = False
    only_names: bool = True
    """Whether the row that is open holds nothing but header cells."""
    caption: str = ""


@dataclass(slots=True)
class _OpenList:
    is_ordered: bool
    count: int = 0


class _Walker:
    """Drafts the blocks from the elements as they come."""

    def __init__(self, layout_tables: frozenset[int]) -> None:
        self.content: list[Draft] = []
        self.navigation: list[Draft] = []
        self._layout_tables = layout_tables
        self._tables_seen = 0
        self._is_layout: list[bool] = []
        self._navigations = 0
        self._sections = 0
        self._inline: list[str] = []
        self._table: _OpenTable | None = None
        self._span = (1, 1)
        self._lists: list[_OpenList] = []
        self._items: list[ItemDraft] = []
        self._item_is_open = False
        self._joint = "\n"
        """What parts the next words from those that the open item has."""
        self._verbatim = 0

    def text(self, words: str) -> None:
        if not self._verbatim:
            words = words.replace("\n", " ").replace("\r", " ")
        self._inline.append(words)

    def enter(self, node: ElementNode) -> None:
        tag = node.tag
        if tag in _INLINE:
            return
        if tag == "br":
            self._inline.append(" " if self._table else "\n")
        elif tag == "table":
            self._enter_table()
        elif self._table:
            self._enter_in_table(node, self._table)
        elif self._is_apart(node):
            self._enter_navigation()
        elif tag in _LISTS:
            self._enter_list(tag)
        elif tag in _ITEMS and self._lists:
            self._enter_item()
        elif tag == "dd":
            self.flush()
            self._joint = ": " if self._item_is_open else "\n"
        else:
            self.flush()
            self._verbatim += tag == "pre"
            self._sections += tag in _SECTIONS

    def leave(self, node: ElementNode) -> None:
        tag = node.tag or ""
        if tag in _INLINE or tag == "br":
            return
        if tag == "table":
            self._leave_table()
        elif self._table:
            self._leave_in_table(tag, self._table)
        elif self._is_apart(node):
            self._leave_navigation()
        elif tag in _LISTS:
            self._leave_list()
        elif tag in _HEADINGS and not self._lists and not self._navigations:
            self._draft(HeadingDraft(self._taken(), int(tag[1])))
        else:
            self.flush()
            self._verbatim -= tag == "pre"
            self._sections -= tag in _SECTIONS

    def _is_apart(self, node: ElementNode) -> bool:
        """Whether an element leads through the site rather than being part of what it says."""
        if node.getattr("role") in ("navigation", "contentinfo"):
            return True
        return node.tag == "nav" or (node.tag == "footer" and not self._sections)

    def flush(self) -> None:
        """Ends the paragraph or the stretch of an item that is open."""
        words = self._taken()
        if not words:
            return
        if self._lists:
            self._add_to_item(words)
        else:
            self._draft(ParagraphDraft(words))

    def _taken(self) -> str:
        words = tidy("".join(self._inline))
        self._inline.clear()
        return words

    def _draft(self, draft: Draft) -> None:
        (self.navigation if self._navigations else self.content).append(draft)

    def _enter_navigation(self) -> None:
        self.flush()
        self._close_items()
        self._navigations += 1

    def _leave_navigation(self) -> None:
        self.flush()
        self._close_items()
        self._navigations -= 1

    def _enter_list(self, tag: str) -> None:
        self.flush()
        self._lists.append(_OpenList(tag == "ol"))
        self._item_is_open = False

    def _leave_list(self) -> None:
        self.flush()
        self._lists.pop()
        self._item_is_open = False
        if not self._lists:
            self._close_items()

    def _close_items(self) -> None:
        if self._items:
            self._draft(ListDraft(tuple(self._items)))
            self._items = []

    def _enter_item(self) -> None:
        self.flush()
        self._lists[-1].count += 1
        self._item_is_open = False

    def _add_to_item(self, words: str) -> None:
        if self._item_is_open and self._items:
            last = self._items[-1]
            self._items[-1] = ItemDraft(last.words + self._joint + words, last.depth, last.marker)
            self._joint = "\n"
            return
        innermost = self._lists[-1]
        marker = f"{innermost.count}." if innermost.is_ordered and innermost.count else "-"
        self._items.append(ItemDraft(words, len(self._lists) - 1, marker))
        self._item_is_open = True

    def _enter_table(self) -> None:
        is_layout = self._tables_seen in self._layout_tables
        self._tables_seen += 1
        self._is_layout.append(is_layout)
        self.flush()
        if not is_layout:
            self._close_items()
            self._table = _OpenTable()

    def _leave_table(self) -> None:
        if self._is_layout.pop() or self._table is None:
            self.flush()
            return
        table, self._table = self._table, None
        self._inline.clear()
        rows = tuple(tuple(row) for row in table.rows)
        if len(rows) == 1 and len(rows[0]) == 1:
            self._draft(ParagraphDraft(rows[0][0].words))
        elif rows:
            self._draft(TableDraft(rows, table.head_rows or None, table.caption))

    def _enter_in_table(self, node: ElementNode, table: _OpenTable) -> None:
        tag = node.tag
        if tag == "thead":
            table.in_head = True
        elif tag == "tr":
            table.rows.append([])
            table.only_names = True
        elif tag in ("td", "th"):
            self._inline.clear()
            self._span = (_count(node, "rowspan"), _count(node, "colspan"))
            table.only_names &= tag == "th"
        elif tag == "caption":
            self._inline.clear()
        else:
            self._inline.append(" ")

    def _leave_in_table(self, tag: str, table: _OpenTable) -> None:
        if tag in ("td", "th") and table.rows:
            table.rows[-1].append(CellDraft(on_one_line("".join(self._inline)), *self._span))
            self._inline.clear()
        elif tag == "tr" and table.rows:
            is_first = len(table.rows) == table.head_rows + 1
            is_head = table.in_head or (table.only_names and len(table.rows[-1]) > 1)
            table.head_rows += is_first and is_head
        elif tag == "thead":
            table.in_head = False
        elif tag == "caption":
            table.caption = on_one_line("".join(self._inline))
            self._inline.clear()
        else:
            self._inline.append(" ")


def _count(node: ElementNode, attribute: str) -> int:
    digits = (node.getattr(attribute) or "").strip()
    is_count = digits.isascii() and digits.isdigit() and len(digits) < 6
    return min(max(int(digits), 1), _MOST_SPAN) if is_count else 1
