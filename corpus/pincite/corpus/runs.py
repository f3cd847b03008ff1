"""Tells headings from paragraphs within lines of text that carry no marks."""

import re
from collections.abc import Iterator, Sequence

from pincite.corpus.documents import Span
from pincite.corpus.headings import FoundHeading, bare_heading, bold_heading, breadcrumb
from pincite.corpus.lines import Line, is_wrapped, widest
from pincite.corpus.lists import FoundList
from pincite.corpus.parts import Placed, Verbatim
from pincite.corpus.tables import FoundTable

_CLAUSE = re.compile(r"[*_]{0,2}\d{1,3}(?:\.\d{1,3}){1,4}\.?[*_]{0,2}[ \t\u00a0]+\S")
_DATED = re.compile(r"\d{1,2}\.? [A-Z][a-z]+ \d{4}\W*\Z|\d{4}-\d\d-\d\d")
_TABLE_NAME = re.compile(r"[*_]{0,2}(?:table|exhibit|figure)\b", re.I)
_LABEL = re.compile(r"[A-Z][^.:;!?|]{1,60}:[ \u00a0]\S")
_QUOTE_MARK = re.compile(r"(?:>\s*)+")
_LONG_LINE = 140
_CONTENT_CHARS = 90
_STRONG_STYLES = ("caps", "number", "roman", "letter", "clause", "part", "bold")


class RunSettler:
    """Settles one run of lines, with a view of what stands around it."""

    def __init__(
        self,
        text: str,
        lines: Sequence[Line],
        gap: int,
        position: int,
        after: Sequence[Placed],
    ) -> None:
        self._text = text
        self._lines = lines
        self._gap = gap
        self._position = position
        self._after = after
        self._width = widest(lines)

    def settle(self) -> Iterator[tuple[Span | FoundHeading | FoundList, int]]:
        """Headings, paragraphs and lists in order, each with the blank lines in front of it."""
        gap = self._gap
        start = behind_list = 0
        at_heading = True
        for at in range(len(self._lines)):
            if at < behind_list:
                continue
            if found := self._labelled_list(at):
                if start < at:
                    yield self._paragraph(start, at), gap
                    gap = 0
                yield found, gap
                start = behind_list = found.next_line
                gap, at_heading = 0, False
                continue
            heading = self._heading(at) if at_heading or self._is_new(at) else None
            if heading is None:
                if at > start and self._parts_before(at):
                    yield self._paragraph(start, at), gap
                    start, gap = at, 0
                at_heading = False
                continue
            if start < at:
                yield self._paragraph(start, at), gap
                gap = 0
            yield heading, gap
            start, gap, at_heading = at + 1, 0, True
        if start < len(self._lines):
            yield self._paragraph(start, len(self._lines)), gap

    def _paragraph(self, first: int, behind: int) -> Span:
        start, end = self._lines[first].start, self._lines[behind - 1].end
        mark = _QUOTE_MARK.match(self._text, start, end)
        return Span(mark.end() if mark and mark.end() < end else start, end)

    def _labelled_list(self, at: int) -> FoundList | None:
        """The lines "Name: ..." that follow an announcement, each a paragraph, are a list."""
        if at == 0 or self._width <= _LONG_LINE or not self._lines[at - 1].tail.endswith(":"):
            return None
        last = at
        while last < len(self._lines) and _LABEL.match(self._lines[last].head):
            if last > at and self._is_in_title_case(last):
                break
            last += 1
        if last < at + 2:
            return None
        items = tuple(Span(line.start, line.end) for line in self._lines[at:last])
        return FoundList(Span(items[0].start, items[-1].end), items, (), 0, last)

    def _is_in_title_case(self, at: int) -> bool:
        """Whether the line could be a heading and writes its words as headings do."""
        if bare_heading(self._text, self._lines[at]) is None:
            return False
        longer = [word for word in self._lines[at].head.split() if len(word) > 3]
        return sum(word[0].islower() for word in longer) < 0.25 * len(longer)

    def _is_new(self, at: int) -> bool:
        """Whether the line before is the end of a paragraph."""
        before = self._lines[at - 1]
        if is_wrapped(before, self._lines[at], self._width):
            return False
        return before.ends_sentence or self._width > _LONG_LINE

    def _parts_before(self, at: int) -> bool:
        """Whether a paragraph begins on the line."""
        if _CLAUSE.match(self._lines[at].head):
            return True
        if is_wrapped(self._lines[at - 1], self._lines[at], self._width):
            return False
        return self._width > _LONG_LINE

    def _heading(self, at: int) -> FoundHeading | None:
        line = self._lines[at]
        is_alone = len(self._lines) == 1
        if is_alone and self._position == 0 and (crumbs := breadcrumb(self._text, line)):
            return crumbs
        is_last = at == len(self._lines) - 1
        heading = bold_heading(self._text, line) or bare_heading(self._text, line)
        if heading is None or (is_last and not self._after) or self._names_table(at, heading):
            return None
        if self._position == 0 and at == 0:
            return heading if is_last or not self._is_text(1) or self._is_announced(at) else None
        if _DATED.search(line.head):
            return None
        if is_last:
            return heading if self._is_followed(heading) else None
        return heading if self._is_announced(at) and self._leads(at, heading) else None

    def _is_announced(self, at: int) -> bool:
        """Whether the line is ended on purpose, not by the width of the page."""
        return not is_wrapped(self._lines[at], self._lines[at + 1], self._width)

    def _is_text(self, at: int) -> bool:
        line = self._lines[at]
        return line.ends_sentence or len(line) > _CONTENT_CHARS

    def _leads(self, at: int, heading: FoundHeading) -> bool:
        """Whether the next line is text, or a heading that in turn leads to text."""
        if heading.style in _STRONG_STYLES:
            return True
        following = at + 1
        if self._is_text(following) or self._is_wrapped_on(following):
            return heading.style != "question" or not self._lines[following].tail.endswith("?")
        below = bare_heading(self._text, self._lines[following])
        if below is None or below.style not in ("bare", "number"):
            return False
        return following + 1 < len(self._lines) and self._is_text(following + 1)

    def _is_wrapped_on(self, at: int) -> bool:
        return at + 1 < len(self._lines) and is_wrapped(
            self._lines[at], self._lines[at + 1], self._width
        )

    def _names_table(self, at: int, heading: FoundHeading) -> bool:
        """Whether the line is the caption of a table rather than a heading."""
        if not self._after or not isinstance(self._after[0].part, FoundTable):
            return False
        if self._after[0].gap == 0:
            return True
        if at < len(self._lines) - 1:
            return False
        if _TABLE_NAME.match(self._lines[at].head):
            return True
        return heading.style not in _STRONG_STYLES and self._gap < 2

    def _is_followed(self, heading: FoundHeading) -> bool:
        """Whether what comes after the last line may stand under a heading."""
        is_lead_in = len(self._lines) > 1 and self._after[0].gap == 0
        if is_lead_in and isinstance(self._after[0].part, FoundList):
            return False
        if heading.style in _STRONG_STYLES:
            return True
        return _is_content(self._text, self._after, 0)


def _is_content(text: str, after: Sequence[Placed], at: int) -> bool:
    """Whether the part is something that stands under a heading, or leads to it."""
    if at >= len(after):
        return False
    part = after[at].part
    if isinstance(part, FoundList | FoundTable | Verbatim):
        return True
    if isinstance(part, FoundHeading):
        return part.style == "number"
    first = part.lines[0]
    below = bare_heading(text, first) or bold_heading(text, first)
    if below and below.style in _STRONG_STYLES and below.style != "number":
        return False
    if len(part.lines) > 1 or first.ends_sentence or len(first) > _CONTENT_CHARS:
        return True
    return _is_content(text, after, at + 1)
