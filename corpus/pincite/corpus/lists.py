"""Bulleted and numbered lists in plain text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.corpus.columns import begins_columns, has_gap
from pincite.corpus.documents import Span
from pincite.corpus.lines import Line, is_wrapped, trim
from pincite.corpus.marks import bare_range

_MARKER = re.compile(
    r"(?P<bullet>[-*+•·‣▪◦●○∙–—])(?:[ \t\u00a0]+|(?<=[•·‣▪◦●○∙])(?=\w))(?=\S)"
    r"|(?P<number>\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})\)|\d{1,3}\.)[ \t\u00a0]+(?=\S)"
)
_LETTER_O = re.compile(r"(?P<bullet>o)[ \t]+(?=\S)(?P<number>\Z)?")
_CHECK_BOX = re.compile(r"\[[ xX]\][ \t]+")
_CLOSING = re.compile(r"[;,]\s*(?:and|or|und|oder|et|ou)?\Z")
_DASHES = "–—"


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands in front of a list item."""

    family: str
    """The bullet character, or the form of the number ("1.", "(a)")."""
    number: int | None
    """Of a numbered item, letters counted from a = 1; None for a bullet."""
    width: int
    """Characters up to the item's words."""


@dataclass(frozen=True, slots=True)
class FoundList:
    """A list and the lines it takes: from the first one looked at up to `next_line`."""

    span: Span
    items: tuple[Span, ...]
    markers: tuple[Marker, ...]
    indent: int
    next_line: int


def marker_of(line: Line) -> Marker | None:
    """The list marker in front of a line, if there is one."""
    match = _MARKER.match(line.head) or (line.indent and _LETTER_O.match(line.head))
    if not match:
        return None
    if match["bullet"]:
        return Marker(match["bullet"], None, match.end())
    word = match["number"].strip("().")
    form = match["number"].replace(word, "1" if word.isdigit() else "a")
    value = int(word) if word.isdigit() else ord(word[0]) - ord("a") + 1
    return Marker(form, value, match.end())


def find_list(text: str, lines: Sequence[Line], at: int, width: int) -> FoundList | None:
    """The list that begins on the line, if one does; `width` is that of the page."""
    marker = marker_of(lines[at])
    if marker is None:
        return None
    if marker.family in _DASHES and not _is_dash_list(lines, at):
        return None
    starts: list[tuple[int, Marker]] = []
    ends: list[int] = []
    position = at
    while marker is not None:
        starts.append((position, marker))
        position = _item_end(lines, position, marker, width)
        ends.append(lines[position - 1].end)
        following = _next_item(lines, position, lines[at], starts)
        if following is None:
            break
        position = following
        marker = marker_of(lines[position])
    items = tuple(
        _item_span(text, lines[first].start + mark.width, end)
        for (first, mark), end in zip(starts, ends, strict=True)
    )
    span = Span(lines[at].start, ends[-1])
    return FoundList(span, items, tuple(mark for _, mark in starts), lines[at].indent, position)


def may_interrupt(lines: Sequence[Line], at: int) -> bool:
    """Whether a list may begin on a line that follows text without a blank line."""
    before, marker = lines[at - 1], marker_of(lines[at])
    if marker is None or marker.family in _DASHES:
        return marker is not None and (before.ends_sentence or _is_dash_list(lines, at))
    if marker.number is None or marker.number == 1:
        return True
    return before.ends_sentence


def _is_dash_list(lines: Sequence[Line], at: int) -> bool:
    """A long dash in front of a line is a bullet when others or a colon stand around it."""
    around = (*reversed(lines[max(at - 2, 0) : at]), *lines[at + 1 : at + 3])
    markers = [marker_of(line) for line in around if not line.is_blank]
    if any(marker and marker.number is None for marker in markers):
        return True
    above = lines[max(at - 2, 0) : at]
    before = next((line for line in reversed(above) if not line.is_blank), None)
    return before is not None and before.tail.endswith(":")


def _item_end(lines: Sequence[Line], at: int, marker: Marker, width: int) -> int:
    """The line after the last one of the item that begins at `at`."""
    body_indent = lines[at].indent + min(marker.width, 4)
    position = at + 1
    while position < len(lines):
        line = lines[position]
        if line.is_blank:
            after = position + 1
            is_more = (
                after < len(lines)
                and not lines[after].is_blank
                and lines[after].indent >= max(body_indent, 2)
                and marker_of(lines[after]) is None
                and not begins_columns(lines, after)
            )
            if not is_more:
                return position
        elif _ends_item(lines, position, at, marker, width) or _ends_at_columns(lines, position):
            return position
        position += 1
    return _without_blanks(lines, position)


def _ends_at_columns(lines: Sequence[Line], position: int) -> bool:
    """Whether a table's first line stands right below words of the item."""
    return not has_gap(lines[position - 1]) and begins_columns(lines, position)


def _ends_item(lines: Sequence[Line], position: int, at: int, marker: Marker, width: int) -> bool:
    """Whether the line is no more part of the item that begins at `at`."""
    before, line = lines[position - 1], lines[position]
    if marker_of(line) is not None:
        return not _is_torn(before, line, marker, width)
    return line.indent <= lines[at].indent and not is_wrapped(before, line, width)


def _is_torn(before: Line, line: Line, current: Marker, width: int) -> bool:
    """Whether a number that opens a line only got there by the wrapping of the page."""
    marker = marker_of(line)
    return (
        marker is not None
        and marker.number is not None
        and marker.number not in (1, (current.number or 0) + 1)
        and not before.ends_sentence
        and is_wrapped(before, line, width)
    )


def _without_blanks(lines: Sequence[Line], position: int) -> int:
    while lines[position - 1].is_blank:
        position -= 1
    return position


def _next_item(
    lines: Sequence[Line], position: int, first: Line, starts: Sequence[tuple[int, Marker]]
) -> int | None:
    """The line of the next item of the same list, on this line or beyond blank lines."""
    beyond = position
    while beyond < len(lines) and lines[beyond].is_blank:
        beyond += 1
    if beyond == len(lines) or (marker := marker_of(lines[beyond])) is None:
        return None
    if beyond == position or lines[beyond].indent > first.indent + 1:
        return beyond
    for start, earlier in reversed(starts):
        if abs(lines[start].indent - lines[beyond].indent) > 1:
            continue
        is_same = marker.family == earlier.family
        is_next = marker.number is None or marker.number == (earlier.number or 0) + 1
        return beyond if is_same and is_next else None
    return None


def _item_span(text: str, start: int, end: int) -> Span:
    if box := _CHECK_BOX.match(text, start, end):
        start = box.end()
    begin, stop = bare_range(text, start, end)
    if closing := _CLOSING.search(text, max(begin, stop - 8), stop):
        begin, stop = trim(text, begin, closing.start())
    return Span(begin, stop) if stop > begin else Span(*trim(text, start, end))
