"""The letters of a page of a PDF, put together to words on lines."""

import ctypes
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as raw

from pincite.corpus.drafts import on_one_line
from pincite.corpus.pdf_geometry import Box, Sheet
from pincite.corpus.pdf_rules import Rules

HYPHEN = "\u0002"
"""How pdfium marks a hyphen that only stands there because a line ends."""
_CELL_GAP = 1.2
"""Sizes of type between two words from which they stand in different cells or columns."""
_FONT_NAME_BYTES = 128
_BOLD = re.compile(rb"bold|black|heavy|demi|cmbx", re.I)
_CODES = 0x110000

Range = tuple[int, int]
Place = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words on one line without a wide gap, as seen with the page turned so that they are upright.

    Points from the top left corner of the page turned so.
    """

    words: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    is_bold: bool = False
    words_at: tuple[tuple[float, float], ...] = ()
    """Where each word begins and ends; empty where that is not known."""
    letters: tuple[Range, ...] = ()
    """Where its letters stand among those of the page."""

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2


def read_fragments(
    text: raw.FPDF_TEXTPAGE, sheet: Sheet, rules: Rules
) -> Iterator[tuple[int, Fragment]]:
    """The fragments of a page, each with the quarter turns clockwise that make it upright."""
    growing = _Growing(rules)
    rectangle = raw.FS_RECTF()
    place_of = _placer(sheet, 0)
    width, height = sheet.upright_size(0)
    for at in range(raw.FPDFText_CountChars(text)):
        character = character_at(text, at)
        if character in "\r\n":
            yield from growing.taken(text, place_of)
            continue
        if character.isspace():
            growing.end_word()
            continue
        if not raw.FPDFText_GetLooseCharBox(text, at, rectangle):
            continue
        place = place_of(rectangle)
        if place[2] <= 0 or place[3] <= 0 or place[0] >= width or place[1] >= height:
            continue
        if growing.parts and not growing.follows(place):
            yield from growing.taken(text, place_of)
        if not growing.parts:
            quarters = (_quarters(text, at) - sheet.quarters) % 4
            if quarters != growing.quarters:
                place_of = _placer(sheet, quarters)
                width, height = sheet.upright_size(quarters)
                place = place_of(rectangle)
            size = _size(text, at, place[3] - place[1])
            growing.begin(at, place, size, quarters)
        growing.add(at, character, place)
    yield from growing.taken(text, place_of)


def read_letters(
    text: raw.FPDF_TEXTPAGE, sheet: Sheet, ranges: Iterable[Range]
) -> Iterator[tuple[str, Box]]:
    """The letters of these ranges, without white space, each where it lies on the page as shown."""
    rectangle = raw.FS_RECTF()
    place_of = _placer(sheet, 0)
    for at in (at for start, end in ranges for at in range(start, end)):
        character = character_at(text, at)
        if not character.isspace() and raw.FPDFText_GetLooseCharBox(text, at, rectangle):
            yield character, Box(*place_of(rectangle))


def character_at(text: raw.FPDF_TEXTPAGE, at: int) -> str:
    """The letter of that position; U+FFFD where the file's number is none of a letter."""
    code: int = raw.FPDFText_GetUnicode(text, at)
    return chr(code) if code < _CODES else "\ufffd"


@dataclass(slots=True)
class _Growing:
    """A fragment to which letters are added."""

    rules: Rules
    parts: list[str] = field(default_factory=list)
    quarters: int = 0
    """Quarter turns clockwise that make it upright."""
    first: int = 0
    last: int = 0
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    size: float = 1.0
    lefts: list[float] = field(default_factory=list)
    """Where its words begin."""
    rights: list[float] = field(default_factory=list)
    """Where those that have ended end."""

    def begin(self, at: int, place: Place, size: float, quarters: int) -> None:
        self.first, self.quarters, self.size = at, quarters, size
        self.left, self.top, _, self.bottom = place
        self.lefts, self.rights = [], []

    def add(self, at: int, character: str, place: Place) -> None:
        if not self.parts or self.parts[-1] == " ":
            self.lefts.append(place[0])
        self.right, self.last = place[2], at
        self.parts.append(character)

    def end_word(self) -> None:
        if self.parts and self.parts[-1] != " ":
            self.parts.append(" ")
            self.rights.append(self.right)

    def follows(self, place: Place) -> bool:
        """Whether a letter at this place belongs to the same fragment."""
        middle = (place[1] + place[3]) / 2
        gap = place[0] - self.right
        if not self.top <= middle <= self.bottom or not -2 < gap / self.size < _CELL_GAP:
            return False
        is_new_word = self.parts[-1] == " " and not self.quarters
        return not (is_new_word and self.rules.parts(self.right, place[0], middle))

    def taken(
        self, text: raw.FPDF_TEXTPAGE, place_of: Callable[[raw.FS_RECTF], Place]
    ) -> Iterator[tuple[int, Fragment]]:
        """The fragment, if there are letters."""
        words = "".join(self.parts)
        is_torn = words.endswith(HYPHEN)
        words = on_one_line(words.replace(HYPHEN, "")) + (HYPHEN if is_torn else "")
        self.parts = []
        if words:
            top, bottom, size = self._usual(text, place_of)
            is_bold = _is_bold(text, self.first) and _is_bold(text, self.last)
            letters = ((self.first, self.last + 1),)
            place = (self.left, top, self.right, bottom)
            words_at = tuple(zip(self.lefts, (*self.rights, self.right), strict=False))
            words_at = words_at if len(words.split(" ")) == len(words_at) else ()
            yield self.quarters, Fragment(words, *place, size, is_bold, words_at, letters)

    def _usual(
        self, text: raw.FPDF_TEXTPAGE, place_of: Callable[[raw.FS_RECTF], Place]
    ) -> tuple[float, float, float]:
        """Top, bottom and size of type of most letters, by the middling one of three."""
        rectangle = raw.FS_RECTF()
        step = (self.last - self.first) / 4
        found = []
        for at in {round(self.first + quarter * step) for quarter in (1, 2, 3)}:
            is_letter = not character_at(text, at).isspace()
            if is_letter and raw.FPDFText_GetLooseCharBox(text, at, rectangle):
                place = place_of(rectangle)
                found.append((_size(text, at, place[3] - place[1]), place[1], place[3]))
        size, top, bottom = sorted(found or [(self.size, self.top, self.bottom)])[len(found) // 2]
        return top, bottom, size


def _placer(sheet: Sheet, quarters: int) -> Callable[[raw.FS_RECTF], Place]:
    """What gives the place of the file's rectangles on the page turned so many more quarters."""
    x, y = sheet.left, sheet.top
    if (sheet.quarters + quarters) % 4 == 0:
        return lambda box: (box.left - x, y - box.top, box.right - x, y - box.bottom)

    def turned(box: raw.FS_RECTF) -> Place:
        shown = sheet.box(box.left, box.bottom, box.right, box.top)
        upright = shown.turned(quarters, *sheet.size)
        return upright.left, upright.top, upright.right, upright.bottom

    return turned


def _quarters(text: raw.FPDF_TEXTPAGE, at: int) -> int:
    """Quarter turns clockwise that make a letter upright on the page as the file has it."""
    angle: float = raw.FPDFText_GetCharAngle(text, at)
    return round(-angle / (math.pi / 2)) % 4


def _size(text: raw.FPDF_TEXTPAGE, at: int, height: float) -> float:
    """The size of type; where the font does not tell it, the height of the letter's box."""
    matrix = raw.FS_MATRIX()
    size: float = raw.FPDFText_GetFontSize(text, at)
    if raw.FPDFText_GetMatrix(text, at, matrix):
        size *= math.hypot(matrix.c, matrix.d)
    return size if 0.5 * height < size < 2 * height else max(height, 1.0)


def _is_bold(text: raw.FPDF_TEXTPAGE, at: int) -> bool:
    """Whether the font's name says so; the weight that the file states is wrong too often."""
    name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    raw.FPDFText_GetFontInfo(text, at, name, _FONT_NAME_BYTES, None)
    return bool(_BOLD.search(name.value))
