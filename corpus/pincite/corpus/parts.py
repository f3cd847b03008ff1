"""Cuts a plain text into the parts that can be told without a view of their neighbours."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pincite.corpus.columns import begins_columns, end_of_gaps
from pincite.corpus.documents import Span
from pincite.corpus.headings import FoundHeading, atx_heading, is_rule, underlined_heading
from pincite.corpus.lines import Line, split_lines, widest
from pincite.corpus.lists import FoundList, find_list, marker_of, may_interrupt
from pincite.corpus.tables import (
    FoundTable,
    aligned_table,
    pipe_table,
    tab_table,
)

_FENCE = re.compile(r"(`{3,}|~{3,})")
_LONGEST_FRONT_MATTER = 60
_WIDTH_LINES = 40
"""Lines from which the width of the page is taken around a list."""


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of text that follow one another without a blank line."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Code or front matter: kept as one paragraph, whatever it looks like."""

    span: Span


Part = Run | Verbatim | FoundHeading | FoundList | FoundTable


@dataclass(frozen=True, slots=True)
class Placed:
    """A part with the number of blank lines in front of it."""

    part: Part
    gap: int


def find_parts(text: str) -> Iterator[Placed]:
    """The parts of a text that can be told without a view of their neighbours, in order."""
    return _Cutter(text).parts()


class _Cutter:
    """Cuts the lines of one text into parts."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = split_lines(text)
        self._fences = [at for at, line in enumerate(self._lines) if _FENCE.match(line.head)]
        self._no_columns_before = 0

    def parts(self) -> Iterator[Placed]:
        at, gap = 0, 1
        while at < len(self._lines):
            if self._lines[at].is_blank:
                at, gap = at + 1, gap + 1
                continue
            part, following = self._part(at)
            if part is not None:
                yield Placed(part, gap)
            gap = 0 if part is not None else 1
            at = following

    def _part(self, at: int) -> tuple[Part | None, int]:
        """The part that begins on the line, None for a mere rule, and the line after it."""
        if verbatim := self._verbatim(at):
            return verbatim
        if heading := self._marked_heading(at):
            return heading
        if is_rule(self._lines[at]):
            return None, at + 1
        found = pipe_table(self._text, self._lines, at) or self._list(at) or self._columns(at)
        if found:
            return found, found.next_line
        return self._run(at)

    def _verbatim(self, at: int) -> tuple[Verbatim | None, int] | None:
        line = self._lines[at]
        if at == 0 and line.head == "---":
            last = self._front_matter_end()
            return self._between(0, last) if last else None
        fence = _FENCE.match(line.head)
        if fence is None:
            return None
        later = bisect_right(self._fences, at)
        for last in self._fences[later : later + 20]:
            if self._lines[last].head.startswith(fence[1]) and is_rule(self._lines[last]):
                return self._between(at, last)
        return None

    def _front_matter_end(self) -> int:
        """The line that closes the fields in front of the text; 0 where there are none."""
        for at, line in enumerate(self._lines[1:_LONGEST_FRONT_MATTER], start=1):
            if line.head == "---":
                return at if at > 1 else 0
            if not (":" in line.head or line.indent or line.head[:1] in "-#"):
                return 0
        return 0

    def _between(self, first: int, last: int) -> tuple[Verbatim | None, int]:
        inner = [line for line in self._lines[first + 1 : last] if not line.is_blank]
        if not inner:
            return None, last + 1
        return Verbatim(Span(inner[0].start, inner[-1].end)), last + 1

    def _marked_heading(self, at: int) -> tuple[FoundHeading, int] | None:
        if heading := atx_heading(self._text, self._lines[at]):
            return heading, at + 1
        heading = underlined_heading(self._text, self._lines, at)
        if heading and not begins_columns(self._lines, at):
            return heading, at + 2
        return None

    def _list(self, at: int) -> FoundList | None:
        if marker_of(self._lines[at]) is None:
            return None
        around = self._lines[at : at + _WIDTH_LINES]
        end = next((n for n, line in enumerate(around) if line.is_blank), len(around))
        return find_list(self._text, self._lines, at, widest(around[:end]))

    def _columns(self, at: int) -> FoundTable | None:
        if table := tab_table(self._text, self._lines, at):
            return table
        if at < self._no_columns_before:
            return None
        table = aligned_table(self._text, self._lines, at)
        if table is None:
            self._no_columns_before = end_of_gaps(self._lines, at)
        return table

    def _run(self, at: int) -> tuple[Run, int]:
        last = at + 1
        while last < len(self._lines) and not self._interrupts(last):
            last += 1
        return Run(tuple(self._lines[at:last])), last

    def _interrupts(self, at: int) -> bool:
        """Whether a line ends the text in front of it."""
        line = self._lines[at]
        if line.is_blank or is_rule(line) or atx_heading(self._text, line):
            return True
        if line.head.startswith(("|", "```", "~~~")):
            return True
        if marker_of(line) is not None:
            return may_interrupt(self._lines, at)
        if at + 1 < len(self._lines) and self._lines[at + 1].head.startswith("==="):
            return True
        return bool(pipe_table(self._text, self._lines, at) or self._columns(at))
