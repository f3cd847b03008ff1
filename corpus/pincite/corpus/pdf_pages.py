"""What stands where on the pages of a PDF: the one door to pdfium."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pincite.corpus.drafts import on_one_line
from pincite.corpus.errors import UnreadableError
from pincite.corpus.pdf_geometry import Box, Sheet
from pincite.corpus.pdf_rules import Rules, find_rules

HYPHEN = "\u0002"
"""How pdfium marks a hyphen that only stands there because a line ends."""
_CELL_GAP = 1.2
"""Sizes of type between two words from which they stand in different cells or columns."""
_FONT_NAME_BYTES = 128
_BOLD_WEIGHT = 600
_CODES = 0x110000
_WHITE = 245
_MOST_OBJECTS = 20_000
"""Objects of a page among which drawn lines are looked for."""
_FEWEST_OF_A_RECTANGLE = 4
_PLAIN_SEGMENTS = 6
_MOST_SEGMENTS = 2_000

Range = tuple[int, int]


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
    letters: tuple[Range, ...] = ()
    """Where its letters stand among those of the page."""

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What stands on a page, in the order of the file."""

    fragments: tuple[Fragment, ...]
    """Those in the direction that most of the page is written in."""
    sideways: tuple[Fragment, ...]
    """Those in other directions."""
    has_pictures: bool
    rules: Rules = field(default_factory=Rules)
    """The lines drawn on it, turned as its fragments are."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of pixels from the top, three bytes each: red, green, blue."""

    width: int
    height: int
    pixels: bytearray


class OpenPage:
    """A page while its file is open."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        self._text = page.get_textpage()
        quarters = page.get_rotation() // 90
        left, bottom, right, top = page.get_bbox()
        self._sheet = Sheet(left, bottom, right, top, quarters)

    @property
    def size(self) -> tuple[float, float]:
        """Its width and height in points."""
        return self._sheet.size

    def read(self) -> PdfPage:
        """What stands on it."""
        strokes = list(self._strokes())
        rules = {0: find_rules(strokes)}
        found: dict[int, list[Fragment]] = {}
        for quarters, fragment in _fragments(self._text.raw, self._sheet, rules[0]):
            found.setdefault(quarters, []).append(fragment)
        main = _main_direction(found)
        if main and strokes:
            rules[main] = find_rules(box.turned(main, *self.size) for box in strokes)
        others = (fragment for q in sorted(found) if q != main for fragment in found[q])
        has_pictures = not found and self._has_pictures()
        return PdfPage(
            tuple(found.get(main, ())),
            tuple(others),
            has_pictures,
            rules.get(main, Rules()),
        )

    def letters(self, ranges: Iterable[Range]) -> list[tuple[str, Box]]:
        """The letters of these ranges, without white space, each with its place."""
        rectangle, text = raw.FS_RECTF(), self._text.raw
        found = []
        for at in (at for start, end in ranges for at in range(start, end)):
            character = _character(text, at)
            if not character.isspace() and raw.FPDFText_GetLooseCharBox(text, at, rectangle):
                found.append((character, _box(self._sheet, rectangle)))
        return found

    def picture(self, scale: float) -> Picture:
        """The page drawn with this many pixels a point."""
        bitmap = self._page.render(scale=scale, rev_byteorder=True)
        try:
            row, stride = 3 * bitmap.width, bitmap.stride
            held = memoryview(bitmap.buffer).cast("B")
            pixels = bytearray()
            for at in range(bitmap.height):
                pixels += held[at * stride : at * stride + row]
            return Picture(bitmap.width, bitmap.height, pixels)
        finally:
            bitmap.close()

    def close(self) -> None:
        """Releases it."""
        self._text.close()
        self._page.close()

    def _strokes(self) -> Iterator[Box]:
        """What is drawn with lines or filled, as rectangles; curves and slants are left out."""
        page = self._page.raw
        width, height = self.size
        for at in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
            drawn = raw.FPDFPage_GetObject(page, at)
            if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_PATH or not _is_seen(drawn):
                continue
            for place in _rectangles(drawn):
                box = self._sheet.box(*place)
                if box.right - box.left < 0.95 * width or box.bottom - box.top < 0.95 * height:
                    yield box

    def _has_pictures(self) -> bool:
        pictures = self._page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
        return any(True for _ in pictures)


def read_pages(data: bytes) -> list[PdfPage]:
    """The pages of a PDF in order.

    Raises:
        UnreadableError: it is damaged or protected by a password.
    """
    with _opened(data) as document:
        pages = []
        for number in range(1, len(document) + 1):
            with _opened_page(document, number) as page:
                pages.append(page.read())
        return pages


@contextmanager
def open_page(data: bytes, number: int) -> Iterator[OpenPage]:
    """The page of that number, from 1.

    Raises:
        UnreadableError: the file is damaged or protected by a password, or has no such page.
    """
    with _opened(data) as document:
        if not 1 <= number <= len(document):
            raise UnreadableError(f"it has no page {number}, only {len(document)}")
        with _opened_page(document, number) as page:
            yield page


@contextmanager
def _opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            reason = "it is protected by a password; save it anew without one"
        else:
            reason = "it is damaged or no PDF: its pages cannot be found"
        raise UnreadableError(reason) from error
    try:
        yield document
    finally:
        document.close()


@contextmanager
def _opened_page(document: pdfium.PdfDocument, number: int) -> Iterator[OpenPage]:
    try:
        page = OpenPage(document[number - 1])
    except pdfium.PdfiumError as error:
        raise UnreadableError(f"it is damaged: page {number} cannot be opened") from error
    try:
        yield page
    except pdfium.PdfiumError as error:
        raise UnreadableError(f"it is damaged: page {number} cannot be read") from error
    finally:
        page.close()


@dataclass(slots=True)
class _Growing:
    """A fragment to which letters are added."""

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
    is_bold: bool = False

    def begin(self, at: int, box: Box, size: float, *, is_bold: bool) -> None:
        self.first, self.left, self.top, self.bottom = at, box.left, box.top, box.bottom
        self.size, self.is_bold = size, is_bold

    def follows(self, box: Box, rules: Rules) -> bool:
        """Whether a letter at this place belongs to the same fragment."""
        middle = (box.top + box.bottom) / 2
        is_word_end = self.parts[-1] == " " and rules.upright and not self.quarters
        if is_word_end and rules.parts(self.right, box.left, middle):
            return False
        gap = box.left - self.right
        is_level = self.top <= middle <= self.bottom
        return is_level and -2 * self.size < gap < _CELL_GAP * self.size

    def taken(self, text: raw.FPDF_TEXTPAGE) -> Iterator[tuple[int, Fragment]]:
        words = "".join(self.parts)
        is_torn = words.endswith(HYPHEN)
        words = on_one_line(words.replace(HYPHEN, "")) + (HYPHEN if is_torn else "")
        self.parts = []
        if words:
            is_bold = self.is_bold and _is_bold(text, self.last)
            letters = ((self.first, self.last + 1),)
            place = (self.left, self.top, self.right, self.bottom)
            yield self.quarters, Fragment(words, *place, self.size, is_bold, letters)


def _fragments(
    text: raw.FPDF_TEXTPAGE, sheet: Sheet, rules: Rules
) -> Iterator[tuple[int, Fragment]]:
    """Each fragment with the quarter turns clockwise that make it upright."""
    growing = _Growing()
    rectangle = raw.FS_RECTF()
    for at in range(raw.FPDFText_CountChars(text)):
        character = _character(text, at)
        if character in "\r\n":
            yield from growing.taken(text)
            continue
        if character.isspace():
            if growing.parts:
                growing.parts.append(" ")
            continue
        if not raw.FPDFText_GetLooseCharBox(text, at, rectangle):
            continue
        shown = _box(sheet, rectangle)
        if not _is_on(sheet, shown):
            continue
        box = shown.turned(growing.quarters, *sheet.size) if growing.quarters else shown
        if growing.parts and not growing.follows(box, rules):
            yield from growing.taken(text)
        if not growing.parts:
            growing.quarters = (_quarters(text, at) - sheet.quarters) % 4
            box = shown.turned(growing.quarters, *sheet.size)
            growing.begin(at, box, _size(text, at, box), is_bold=_is_bold(text, at))
        growing.right, growing.last = box.right, at
        growing.parts.append(character)
    yield from growing.taken(text)


def _main_direction(found: dict[int, list[Fragment]]) -> int:
    """The direction in which most letters stand; upright where none leads."""
    counts = Counter(
        {quarters: sum(len(each.words) for each in held) for quarters, held in found.items()}
    )
    return max(counts, key=lambda quarters: (counts[quarters], -quarters), default=0)


def _character(text: raw.FPDF_TEXTPAGE, at: int) -> str:
    code: int = raw.FPDFText_GetUnicode(text, at)
    return chr(code) if code < _CODES else "\ufffd"


def _is_seen(drawn: raw.FPDF_PAGEOBJECT) -> bool:
    """Whether a path has a line, or is filled in another colour than white."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn, fill, stroke)
    if stroke.value or not fill.value:
        return bool(stroke.value)
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(drawn, *parts)
    return any(part.value < _WHITE for part in parts[:3]) and parts[3].value > 0


def _rectangles(
    drawn: raw.FPDF_PAGEOBJECT,
) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right and top of a path, or of each straight line of one with many."""
    count = raw.FPDFPath_CountSegments(drawn)
    if _FEWEST_OF_A_RECTANGLE <= count <= _PLAIN_SEGMENTS:
        places = [ctypes.c_float() for _ in range(4)]
        if raw.FPDFPageObj_GetBounds(drawn, *places):
            left, bottom, right, top = (place.value for place in places)
            yield left, bottom, right, top
    elif count <= _MOST_SEGMENTS:
        yield from _straight_lines(drawn, count)


def _straight_lines(
    drawn: raw.FPDF_PAGEOBJECT, count: int
) -> Iterator[tuple[float, float, float, float]]:
    """The level and upright lines of a path."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(drawn, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    before = first = (0.0, 0.0)
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(drawn, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            first = here
        elif raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            yield from _straight(before, here)
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _straight(here, first)
        before = here


def _straight(
    one: tuple[float, float], other: tuple[float, float]
) -> Iterator[tuple[float, float, float, float]]:
    """The line between two points, if it is level or upright."""
    (left, right), (bottom, top) = (sorted(pair) for pair in zip(one, other, strict=True))
    if min(right - left, top - bottom) < 1:
        yield left, bottom, right, top


def _box(sheet: Sheet, rectangle: raw.FS_RECTF) -> Box:
    return sheet.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)


def _is_on(sheet: Sheet, box: Box) -> bool:
    """Whether some of it can be seen."""
    width, height = sheet.size
    return box.right > 0 and box.bottom > 0 and box.left < width and box.top < height


def _quarters(text: raw.FPDF_TEXTPAGE, at: int) -> int:
    """Quarter turns clockwise that make a letter upright on the page as the file has it."""
    angle: float = raw.FPDFText_GetCharAngle(text, at)
    return round(-angle / (math.pi / 2)) % 4


def _size(text: raw.FPDF_TEXTPAGE, at: int, box: Box) -> float:
    """The size of type; where the font does not tell it, the height of the letter's box."""
    matrix = raw.FS_MATRIX()
    height = box.bottom - box.top
    size: float = raw.FPDFText_GetFontSize(text, at)
    if raw.FPDFText_GetMatrix(text, at, matrix):
        size *= math.hypot(matrix.c, matrix.d)
    return size if 0.5 * height < size < 2 * height else max(height, 1.0)


def _is_bold(text: raw.FPDF_TEXTPAGE, at: int) -> bool:
    if raw.FPDFText_GetFontWeight(text, at) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    raw.FPDFText_GetFontInfo(text, at, name, _FONT_NAME_BYTES, None)
    return b"bold" in name.value.lower() or b"black" in name.value.lower()
