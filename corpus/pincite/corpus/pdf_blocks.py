"""From the lines of pages to drafts of headings, paragraphs, lists and tables."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pincite.corpus.drafts import (
    Draft,
    HeadingDraft,
    ItemDraft,
    ListDraft,
    PageTurn,
    ParagraphDraft,
    TableDraft,
)
from pincite.corpus.pdf_contents import entry_of
from pincite.corpus.pdf_joins import joined_tables, without_labels
from pincite.corpus.pdf_layout import PageLine
from pincite.corpus.pdf_letters import HYPHEN, Fragment
from pincite.corpus.pdf_notes import begins_note, without_notes
from pincite.corpus.pdf_rows import aligned_table, head_rows
from pincite.corpus.pdf_tables import TableFragment, joined_words

_BULLET = re.compile(r"(?:[•‣◦▪●○■□–—*\uf0b7-]|(\d{1,2})[.)])\s+(?=\S)")
_BULLET_SIGN = re.compile(r"[•‣◦▪●○■□\uf0b7]")
_LARGER = 1.15
"""Sizes of the running text from which a line is a heading."""
_LONGEST_HEADING = 160
_LONGEST_HEADING_TEXT = 240
"""Letters of the lines of a heading together."""
_LONGEST_BOLD = 90
_MOST_BOLD = 0.5
"""Share of the text in bold type from which it marks no headings."""
_DEEPEST = 4
_FEWEST_LETTERS = 3
_MOST_LOOSE = 2
_SAME_LEFT = 4.0
"""Points by which lines that begin below one another may differ."""
_SAME_SIZE = 0.15
_SAME_SIZE = 0.15
_OTHER_SIZE = 0.3
"""Share by which type may be smaller or larger where a sentence goes on, as small capitals are."""
_RAGGED = 0.15
"""Share of its column by which a line that goes on may be shorter."""
_CAPTION = re.compile(r"(?:table|figure|fig\.|exhibit|source|note)s?\b", re.I)
_ENDS_CLAUSE = re.compile(r"[.!?:;,][\"'”’)\]]*\Z")
_ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)\]]*\Z")


def draft_pages(
    pages: Sequence[Sequence[PageLine]], sideways: Sequence[Sequence[Fragment]] = ()
) -> list[Draft]:
    """The drafts of all pages, with a turn in front of each page.

    A paragraph goes on over the end of a column or page where its sentence does; footnotes and
    what stands sideways on a page come before it.
    """
    drafter = _Drafter([line for page in pages for line in page])
    for number, lines in enumerate(pages):
        text, notes = without_notes(lines, drafter.body)
        drafter.turn_page(text)
        for line in text:
            drafter.add(line)
        aside = sideways[number] if number < len(sideways) else ()
        drafter.put_aside([*_notes(notes), *_margin(aside)])
    drafter.close()
    drafter.turn_waiting()
    return without_labels(joined_tables(drafter.drafts, drafter.edges))


def _notes(lines: Sequence[PageLine]) -> Iterator[Draft]:
    """A paragraph a footnote."""
    note: list[Fragment] = []
    for line in lines:
        if note and begins_note(line):
            yield ParagraphDraft(joined_words(note))
            note = []
        note += line.cells
    if note:
        yield ParagraphDraft(joined_words(note))


def _margin(fragments: Sequence[Fragment]) -> Iterator[Draft]:
    """What stands sideways, as one paragraph."""
    words = "\n".join(fragment.words.replace(HYPHEN, "-") for fragment in fragments)
    if sum(map(str.isalpha, words)) >= _FEWEST_LETTERS:
        yield ParagraphDraft(words)


class _Drafter:
    """The drafts so far and the one block that is open."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        self.drafts: list[Draft] = []
        self.edges: dict[int, tuple[float, ...]] = {}
        """Where the columns of the tables begin and end, by the id of their drafts."""
        self.body = _body_size(lines)
        bold = sum(len(line.words) for line in lines if line.cells[0].is_bold)
        self._tells_bold = bold < _MOST_BOLD * sum(len(line.words) for line in lines)
        sizes = {
            round(line.size)
            for line in lines
            if line.size >= _LARGER * self.body and _is_heading_like(line)
        }
        self._ranks = {size: at for at, size in enumerate(sorted(sizes, reverse=True), start=1)}
        self._before: PageLine | None = None
        self._gap = 0.0
        self._turns_waiting = 0
        self._words = ""
        self._turns: list[int] = []
        self._level = 0
        """Of the heading that is open; 0 where none is."""
        self._is_contents = False
        """Whether what is open is a table of contents."""
        self._marker = ""
        """Of the list item that is open."""
        self._text_left = 0.0
        """Where the words of that item begin, behind its mark."""
        self._bullet_lefts: list[float] = []
        """Where the marks of that item and of those around it stand."""
        self._items: list[ItemDraft] = []
        self._rows: list[PageLine] = []
        self._loose: list[PageLine] = []
        """Lines of one cell below the rows, which belong to them if another row follows."""

    def turn_page(self, lines: Sequence[PageLine]) -> None:
        gaps = [
            below.top - above.bottom for above, below in pairwise(lines) if below.top > above.top
        ]
        self._gap = median(gaps) if gaps else 0.0
        self._turns_waiting += 1

    def turn_waiting(self) -> None:
        self.drafts += [PageTurn()] * self._turns_waiting
        self._turns_waiting = 0

    def put_aside(self, drafts: Sequence[Draft]) -> None:
        """Puts what is no part of the page's text before the block that may go on behind it."""
        self._close_table()
        if not drafts:
            return
        if self._turns or (self._items and not self._words):
            self._close_text()
            self._close_list()
        self.turn_waiting()
        is_last = bool(self.drafts) and isinstance(self.drafts[-1], TableDraft)
        place = len(self.drafts) - (is_last and not self._words)
        self.drafts[place:place] = drafts

    def add(self, line: PageLine) -> None:
        """Takes the next line in the order of reading."""
        if line.table:
            self._add_drawn(line.table)
        elif self._rows and self._may_be_row(line):
            self._loose.append(line)
        else:
            self._add(line)
        self._before = line

    def _add(self, line: PageLine) -> None:
        if not self._rows and (entry := entry_of(line.words)):
            self._addentry_of(entry)
            return
        level = self._heading_level(line)
        bullet = self._bullet(line)
        if len(line.cells) > 1 and not level and not bullet:
            self._add_row(line)
        else:
            self._close_table()
            self._add_text(line, level, bullet)

    def _addentry_of(self, words: str) -> None:
        """Adds an entry of a table of contents, each on a line of its own."""
        is_more = self._is_contents and bool(self._words) and not self._turns_waiting
        if is_more:
            self._words += f"\n{words}"
        else:
            self._close_text()
            self._close_list()
            self._begin(words)
            self._is_contents = True

    def _bullet(self, line: PageLine) -> re.Match[str] | None:
        """The mark of a list item; a number or dash within a sentence is none."""
        bullet = _BULLET.match(line.words)
        if bullet and not any(map(str.isalpha, line.words[bullet.end() :])):
            return None
        is_within = bool(self._words) and not self._marker and not _ENDS_CLAUSE.search(self._words)
        if bullet and is_within and (bullet[1] or bullet[0][0] in "—–-*"):
            is_near = self._before is not None and self._is_near(self._before, line, 0.35)
            return None if is_near and not self._level else bullet
        return bullet

    def _add_drawn(self, drawn: TableFragment) -> None:
        self.close()
        self.turn_waiting()
        rows = [[cell.words for cell in row] for row in drawn.table.rows]
        self._put_table(replace(drawn.table, head_rows=head_rows(rows)), drawn.edges)

    def _put_table(self, table: TableDraft, edges: tuple[float, ...]) -> None:
        self.drafts.append(table)
        self.edges[id(table)] = edges

    def _may_be_row(self, line: PageLine) -> bool:
        """Whether a line of one cell may be the name of rows, or the first line of one."""
        first, before = self._rows[0], self._before
        if len(line.cells) > 1 or self._turns_waiting or len(self._loose) >= _MOST_LOOSE:
            return False
        if before is None or not self._is_near(before, line, 0.8) or _CAPTION.match(line.words):
            return False
        left = min(row.left for row in self._rows)
        right = max(row.right for row in self._rows)
        is_within = line.left >= left - 2 and line.right <= left + 0.8 * (right - left)
        is_alike = abs(line.size - first.size) <= 0.12 * first.size
        return is_within and is_alike and not _BULLET.match(line.words)

    def close(self) -> None:
        """Ends whatever is open."""
        self._close_table()
        self._close_text()
        self._close_list()

    def _add_row(self, line: PageLine) -> None:
        is_far = self._before is not None and not self._is_near(self._before, line, 1.5)
        if self._rows and (self._turns_waiting or is_far):
            self._close_table()
        self._rows += self._loose
        self._loose = []
        if not self._rows:
            self._close_text()
            self._close_list()
            self.turn_waiting()
        self._rows.append(line)

    def _close_table(self) -> None:
        rows, self._rows = self._rows, []
        loose, self._loose = self._loose, []
        if len(rows) == 1:
            self.drafts.append(ParagraphDraft(rows[0].words.replace(HYPHEN, "-")))
        elif rows:
            self._put_table(*aligned_table(rows))
        if loose:
            self._before = rows[-1]
        for line in loose:
            self._add(line)
            self._before = line

    def _add_text(self, line: PageLine, level: int, bullet: re.Match[str] | None) -> None:
        if bullet and not level:
            self._close_text()
            self._begin_item(line, bullet)
        elif self._goes_on(line, level):
            self._join(line.words)
        else:
            self._close_text()
            self._close_list()
            self._begin(line.words)
            self._level = level

    def _begin_item(self, line: PageLine, bullet: re.Match[str]) -> None:
        is_lower = self._before is None or line.top > self._before.top
        self._begin(line.words[bullet.end() :])
        self._marker = f"{bullet[1]}." if bullet[1] else "-"
        words_at = line.cells[0].words_at[1:] or ((line.left, line.left),)
        self._text_left = words_at[0][0]
        if not self._items or not is_lower:
            self._bullet_lefts = []
        while self._bullet_lefts and self._bullet_lefts[-1] > line.left + _SAME_LEFT:
            self._bullet_lefts.pop()
        if not self._bullet_lefts or line.left > self._bullet_lefts[-1] + _SAME_LEFT:
            self._bullet_lefts.append(line.left)

    def _begin(self, words: str) -> None:
        if self._turns_waiting:
            self._close_list()
            self.turn_waiting()
        self._words, self._turns, self._level, self._marker = words, [], 0, ""
        self._is_contents = False

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
            depth = len(self._bullet_lefts) - 1
            self._items.append(ItemDraft(words, depth, self._marker))
        elif words and self._level and len(words) <= _LONGEST_HEADING_TEXT:
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
        if not self._words or self._is_contents or before is None or level != self._level:
            return False
        is_new_column = bool(self._turns_waiting) or line.top < before.top
        if self._words.endswith(HYPHEN) and not (is_new_column and (level or self._marker)):
            return True
        if self._marker:
            return self._goes_on_in_item(before, line, is_new_column)
        if is_new_column:
            is_open = not _ENDS_SENTENCE.search(self._words)
            return not level and (is_open or line.words[:1].islower())
        is_open = not _ENDS_CLAUSE.search(self._words) or line.words[:1].islower()
        other = _OTHER_SIZE if is_open and not level else _SAME_SIZE
        if abs(line.size - before.size) > other * before.size:
            return False
        return self._is_near(before, line, 0.35) and not self._is_parted(before, line)

    def _goes_on_in_item(self, before: PageLine, line: PageLine, is_new_column: bool) -> bool:
        if self._turns_waiting or len(line.cells) > 1:
            return False
        is_open = not _ENDS_SENTENCE.search(self._words)
        if is_new_column:
            return is_open and line.words[:1].islower()
        is_hanging = abs(line.left - self._text_left) <= _SAME_LEFT
        return (is_hanging or _is_full(before)) and self._is_near(before, line, 0.35)

    def _is_near(self, before: PageLine, line: PageLine, sizes: float) -> bool:
        return line.top - before.bottom <= max(self._gap, 0.0) + sizes * line.size

    def _runs_into(self, line: PageLine) -> bool:
        """Whether the text that is open is filled to its edge and goes on in the line."""
        before = self._before
        if before is None or not self._words or self._level or not _is_full(before):
            return False
        is_below = abs(line.left - before.left) <= _SAME_LEFT and line.top > before.top
        is_alike = abs(line.size - before.size) <= _SAME_SIZE * before.size
        is_open = not _ENDS_SENTENCE.search(self._words)
        return is_below and is_alike and is_open and self._is_near(before, line, 0.35)

    def _is_parted(self, before: PageLine, line: PageLine) -> bool:
        """Whether an indent or a short line before says that a paragraph begins."""
        if not _ENDS_SENTENCE.search(before.words):
            return False
        width = line.column_right - line.column_left
        is_short = before.right < line.column_right - 0.2 * width
        return is_short or line.left > before.left + 0.8 * line.size

    def _heading_level(self, line: PageLine) -> int:
        words = line.words
        if not _is_heading_like(line) or entry_of(words):
            return 0
        if _BULLET_SIGN.match(words):
            return 0
        if rank := self._ranks.get(round(line.size)):
            return min(rank, _DEEPEST)
        is_bold = self._tells_bold and len(line.cells) == 1 and line.cells[0].is_bold
        if is_bold and self._runs_into(line):
            return 0
        if is_bold and len(words) <= _LONGEST_BOLD and words[-1] not in ".,;:":
            return min(len(self._ranks), _DEEPEST) + 1
        return 0


def _body_size(lines: Sequence[PageLine]) -> float:
    """The size in which most characters stand."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size, 1)] += len(line.words)
    return counts.most_common(1)[0][0] if counts else 0.0


def _is_full(line: PageLine) -> bool:
    """Whether a line ends where its column does, and so may go on in the next one."""
    return line.right >= line.column_right - _RAGGED * (line.column_right - line.column_left)


def _is_heading_like(line: PageLine) -> bool:
    """Whether a line may be a heading by its length and letters."""
    letters = sum(map(str.isalpha, line.words))
    return letters >= _FEWEST_LETTERS and len(line.words) <= _LONGEST_HEADING
