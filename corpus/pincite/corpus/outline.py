"""The level of each heading and the headings above each block."""

from collections.abc import Sequence
from dataclasses import dataclass

from pincite.corpus.documents import Heading
from pincite.corpus.headings import FoundHeading

_DEEPEST = 6
_PLAIN_STYLES = {"bare": 3, "question": 4, "bold": 6}
"""Styles that say nothing of their rank, each with the level below which it is not put."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading that is open: what follows stands under it."""

    level: int
    key: tuple[str, int]
    label: str


class Outline:
    """Gives each heading its level, and each block the headings above it.

    Marks say the level where there are any, and plain lines stand below the last marked heading.
    In a text without marks the heading it begins with is its title, and every other style takes a
    level where it first occurs and keeps it: the order in which an author's styles come up is
    their order of rank. A style that never comes back holds nothing below it.
    """

    def __init__(self, headings: Sequence[FoundHeading]) -> None:
        self._last_of = {found.key: at for at, found in enumerate(headings)}
        self._at = -1
        self._open: list[_Open] = []
        self._levels: dict[tuple[str, int], int] = {}
        self._marked = 0
        self._follows: tuple[str, int] | None = None
        self._is_first = True

    @property
    def path(self) -> tuple[str, ...]:
        """The headings that are open, outermost first."""
        return tuple(heading.label for heading in self._open)

    def enter(self, found: FoundHeading) -> Heading:
        """The heading with its level and path; it is open from here on."""
        self._at += 1
        level = self._level(found)
        while self._open and self._open[-1].level >= level:
            self._open.pop()
        heading = Heading(found.span, level, self.path)
        self._open.append(_Open(level, found.key, found.label))
        self._follows = found.key
        self._is_first = False
        return heading

    def pass_text(self) -> None:
        """Text has come: the next heading does not stand directly under the last one."""
        self._follows = None
        self._is_first = False

    @property
    def _top(self) -> int:
        return self._open[-1].level if self._open else 0

    def _level(self, found: FoundHeading) -> int:
        if found.style == "atx":
            self._marked = found.depth
            return found.depth
        if self._follows == found.key and found.depth == 0:
            return min(self._top + 1, _DEEPEST)
        if self._is_first:
            return 1
        if self._marked and found.style in _PLAIN_STYLES:
            return min(self._marked + 1, _PLAIN_STYLES[found.style])
        if found.key not in self._levels:
            self._levels[found.key] = self._first_level(found)
        return self._levels[found.key]

    def _first_level(self, found: FoundHeading) -> int:
        above = self._levels.get((found.style, found.depth - 1))
        if found.depth > 1 and above is not None:
            return min(above + 1, _DEEPEST)
        if found.style in _PLAIN_STYLES:
            return min(self._top + 1, _PLAIN_STYLES[found.style])
        level = min(self._top + 1, _DEEPEST)
        for heading in reversed(self._open):
            if (
                heading.level == 1
                or heading.key[0] == "atx"
                or self._last_of[heading.key] > self._at
            ):
                break
            level = heading.level
        return level
