"""From the lines of pages to drafts of headings, paragraphs, lists and tables."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pincite.corpus.drafts import (
    CellDraft,
    Draft,
    HeadingDraft,
    ItemDraft,
    ListDraft,
    PageTurn,
    ParagraphDraft,
    TableDraft,
)
from pincite.corpus.pdf_layout import PageLine
from pincite.corpus.pdf_pages import HYPHEN

_BULLET = re.compile(r"(?:[•‣◦▪●○■□–—*\uf0b7-]|(\d{1,2})[.)])\s+(?=\S)")
_LARGER = 1.15
"""Sizes of the running text from which a line is a heading."""
_LONGEST_HEADING = 160
_LONGEST_BOLD = 90
_DEEPEST = 4
_ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)\]]*\Z")


def draft_pages(pages: Sequence[Sequence[PageLine]]) -> list[Draft]:
    """The drafts of all pages, with a turn in front of each page.

    A paragraph goes on over the end of a column or page where its sentence does.
    """
    drafter = _Drafter([line for page in pages for line in page])
    for lines in pages:
        drafter.turn_page(lines)
        for line in lines:
            drafter.add(line)
    drafter.close()
    drafter.turn_waiting()
    return drafter.drafts


class _Drafter:
    """The drafts so far and the one block that is open."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        self.drafts: list[Draft] = []
        self._body = _body_size(lines)
        sizes = {round(line.size) for line in lines if line.size >= _LARGER * self._body}
        self._ranks = {size: at for at, size in enumerate(sorted(sizes, reverse=True), start=1)}
        self._before: PageLine | None = None
        self._gap = 0.0
        self._turns_waiting = 0
        self._words = ""
        self._turns: list[int] = []
        self._level = 0
        """Of the heading that is open; 0 where none is."""
        self._marker = ""
        """Of the list item that is open."""
        self._items: list[ItemDraft] = []
        self._rows: list[PageLine] = []

    def turn_page(self, lines: Sequence[PageLine]) -> None:
        gaps = [
            below.top - above.bottom for above, below in pairwise(lines) if below.top > above.top
        ]
        self._gap = median(gaps) if gaps else 0.0
        self._turns_waiting += 1

    def turn_waiting(self) -> None:
        self.drafts += [PageTurn()] * self._turns_waiting
        self._turns_waiting = 0

    def add(self, line: PageLine) -> None:
        if line.table:
            self.close()
            self.turn_waiting()
            self.drafts.append(line.table.table)
            self._before = line
            return
        level = self._heading_level(line)
        bullet = _BULLET.match(line.words)
        if len(line.cells) > 1 and not level and not bullet:
            self._add_row(line)
        elif self._rows:
            self._close_table()
            self._add_text(line, level, bullet)
        else:
            self._add_text(line, level, bullet)
        self._before = line

    def close(self) -> None:
        """Ends whatever is open."""
        self._close_table()
        self._close_text()
        self._close_list()

    def _add_row(self, line: PageLine) -> None:
        is_far = self._before is not None and not self._is_near(self._before, line, 1.5)
        if self._rows and (self._turns_waiting or is_far):
            self._close_table()
        if not self._rows:
            self._close_text()
            self._close_list()
            self.turn_waiting()
        self._rows.append(line)

    def _close_table(self) -> None:
        rows, self._rows = self._rows, []
        if len(rows) == 1:
            self.drafts.append(ParagraphDraft(rows[0].words.replace(HYPHEN, "-")))
        elif rows:
            self.drafts.append(_table(rows))

    def _add_text(self, line: PageLine, level: int, bullet: re.Match[str] | None) -> None:
        if bullet and not level:
            self._close_text()
            self._begin(line.words[bullet.end() :])
            self._marker = f"{bullet[1]}." if bullet[1] else "-"
        elif self._goes_on(line, level):
            self._join(line.words)
        else:
            self._close_text()
            self._close_list()
            self._begin(line.words)
            self._level = level

    def _begin(self, words: str) -> None:
        if self._turns_waiting:
            self._close_list()
            self.turn_waiting()
        self._words, self._turns, self._level, self._marker = words, [], 0, ""

    def _join(self, words: str) -> None:
        if self._words.endswith(HYPHEN):
            self._words = self._words[:-1]
        elif not (self._words.endswith("-") and words[:1].islower()):
            self._words += " "
        self._turns += [len(self._words)] * self._turns_waiting
        self._turns_waiting = 0
        self._words += words

    def _close_text(self) -> None:
        words = self._words
        if words.endswith(HYPHEN):
            words = words[:-1] + "-"
        if words and self._marker:
            self._items.append(ItemDraft(words, 0, self._marker))
        elif words and self._level:
            self.drafts.append(HeadingDraft(words, self._level))
        elif words:
            self.drafts.append(ParagraphDraft(words, tuple(self._turns)))
        self._words, self._marker, self._level = "", "", 0

    def _close_list(self) -> None:
        if self._items:
            self.drafts.append(ListDraft(tuple(self._items)))
            self._items = []

    def _goes_on(self, line: PageLine, level: int) -> bool:
        """Whether the line belongs to the text that is open."""
        before = self._before
        if not self._words or before is None or level != self._level:
            return False
        if self._words.endswith(HYPHEN):
            return True
        is_new_column = bool(self._turns_waiting) or line.top < before.top
        if self._marker:
            return (
                not is_new_column
                and line.left > before.column_left + 2
                and (self._is_near(before, line, 0.35))
            )
        if is_new_column:
            is_open = not _ENDS_SENTENCE.search(self._words)
            return not level and (is_open or line.words[:1].islower())
        if abs(line.size - before.size) > 0.15 * before.size:
            return False
        return self._is_near(before, line, 0.35) and not self._is_parted(before, line)

    def _is_near(self, before: PageLine, line: PageLine, sizes: float) -> bool:
        return line.top - before.bottom <= max(self._gap, 0.0) + sizes * line.size

    def _is_parted(self, before: PageLine, line: PageLine) -> bool:
        """Whether an indent or a short line before says that a paragraph begins."""
        if not _ENDS_SENTENCE.search(before.words):
            return False
        width = line.column_right - line.column_left
        is_short = before.right < line.column_right - 0.2 * width
        return is_short or line.left > before.left + 0.8 * line.size

    def _heading_level(self, line: PageLine) -> int:
        words = line.words
        if not any(map(str.isalpha, words)) or len(words) > _LONGEST_HEADING:
            return 0
        if rank := self._ranks.get(round(line.size)):
            return min(rank, _DEEPEST)
        is_bold = all(cell.is_bold for cell in line.cells) and len(line.cells) == 1
        if is_bold and len(words) <= _LONGEST_BOLD and words[-1] not in ".,;:":
            return min(len(self._ranks), _DEEPEST) + 1
        return 0


def _body_size(lines: Sequence[PageLine]) -> float:
    """The size in which most characters stand."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size, 1)] += len(line.words)
    return counts.most_common(1)[0][0] if counts else 0.0


def _table(rows: Sequence[PageLine]) -> TableDraft:
    """The rows with each cell in the column over or under which it stands."""
    widest = max(rows, key=lambda row: len(row.cells))
    columns = [(cell.left, cell.right) for cell in widest.cells]
    drafted = []
    for row in rows:
        words = [""] * len(columns)
        for cell in row.cells:
            at = max(
                range(len(columns)),
                key=lambda n: min(cell.right, columns[n][1]) - max(cell.left, columns[n][0]),
            )
            words[at] = " ".join(filter(None, (words[at], cell.words.replace(HYPHEN, "-"))))
        drafted.append(tuple(map(CellDraft, words)))
    return TableDraft(tuple(drafted))
