"""The lines of a text, each with the place where it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_HEAD_CHARS = 240
"""No recogniser looks deeper into a line, so a line of any length costs the same."""
_WIDEST_PAGE = 140
"""Characters beyond which lines are not wrapped to a page: each is a paragraph of its own."""
_NARROWEST_PAGE = 45
_SURE_PAGE = 65
"""Characters below which a line that ends a sentence is not taken to be filled."""
_FIELD = re.compile(r"[A-Z][\w /'’-]{0,30}: ")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]*_]*\Z")
_ABBREVIATION_END = re.compile(
    r"(?:\b\w\.){2,}\Z|\b[A-Z]\.\Z|\b(?:Ltd|Inc|Co|Corp|Jr|Sr|No|etc|approx)\.\Z"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `start` and `end` leave out the white space around it and the line end."""

    start: int
    end: int
    indent: int
    """Columns of white space in front; a tab counts up to the next multiple of four."""
    head: str
    """Its first characters without the white space in front; the whole of a short line."""
    tail: str
    """Its last characters."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing but white space stands on it."""
        return self.start == self.end

    @property
    def is_short(self) -> bool:
        """Whether `head` is the whole of it."""
        return self.end - self.start == len(self.head)

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does; the full stop of an abbreviation does not count."""
        return bool(_SENTENCE_END.search(self.tail)) and not _ABBREVIATION_END.search(self.tail)

    def __len__(self) -> int:
        return self.end - self.start


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """All lines of text[start:end] in order, blank ones included."""
    stop = len(text) if end is None else end
    lines = []
    begin = start
    for match in _LINE_END.finditer(text, start, stop):
        lines.append(_line(text, begin, match.start()))
        begin = match.end()
    lines.append(_line(text, begin, stop))
    return lines


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends; empty at its start where nothing else stands."""
    begin = start
    while begin < end and text[begin].isspace():
        begin += 1
    if begin == end:
        return start, start
    while text[end - 1].isspace():
        end -= 1
    return begin, end


def widest(lines: Sequence[Line]) -> int:
    """Characters of the longest line with its indent; 0 without lines."""
    return max((line.indent + len(line) for line in lines), default=0)


def is_wrapped(before: Line, after: Line, width: int) -> bool:
    """Whether the line end between the two only serves a page of `width` characters."""
    if before.is_blank or after.is_blank:
        return False
    if after.head[0].islower() and not before.ends_sentence:
        return True
    if not _NARROWEST_PAGE <= width <= _WIDEST_PAGE or _FIELD.match(after.head):
        return False
    if before.ends_sentence and width < _SURE_PAGE:
        return False
    first_word = after.head.split(maxsplit=1)[0]
    return before.indent + len(before) + 1 + len(first_word) > 0.85 * width


def _line(text: str, begin: int, end: int) -> Line:
    start, stop = trim(text, begin, end)
    if start == stop:
        return Line(begin, begin, 0, "", "")
    indent = _columns(text[begin : min(start, begin + _HEAD_CHARS)])
    head = text[start : min(stop, start + _HEAD_CHARS)]
    return Line(start, stop, indent, head, text[max(start, stop - 30) : stop])


def _columns(blanks: str) -> int:
    return len(blanks.expandtabs(4)) if "\t" in blanks else len(blanks)
