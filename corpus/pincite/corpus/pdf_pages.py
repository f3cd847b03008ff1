"""What stands where on the pages of a PDF."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pincite.corpus.errors import UnreadableError
from pincite.corpus.pdf_geometry import Box, Sheet
from pincite.corpus.pdf_letters import Fragment, Range, read_fragments, read_letters
from pincite.corpus.pdf_rules import Rules, find_rules
from pincite.corpus.pdf_strokes import read_strokes


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
    is_damaged: bool = False
    """Whether it could not be read."""


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
        for quarters, fragment in read_fragments(self._text.raw, self._sheet, rules[0]):
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
        return list(read_letters(self._text.raw, self._sheet, ranges))

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
        """What is drawn on it; a frame around the whole page is none."""
        width, height = self.size
        for place in read_strokes(self._page.raw):
            box = self._sheet.box(*place)
            if box.right - box.left < 0.95 * width or box.bottom - box.top < 0.95 * height:
                yield box

    def _has_pictures(self) -> bool:
        pictures = self._page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
        return any(True for _ in pictures)


def read_pages(data: bytes) -> list[PdfPage]:
    """The pages of a PDF in order; one that is damaged is told and empty.

    Raises:
        UnreadableError: no page can be read, or it is protected by a password.
    """
    pages = []
    with _opened(data) as document:
        for number in range(1, len(document) + 1):
            try:
                with _opened_page(document, number) as page:
                    pages.append(page.read())
            except UnreadableError as error:
                pages.append(PdfPage((), (), has_pictures=False, is_damaged=True))
                if number == len(document) and all(page.is_damaged for page in pages):
                    raise UnreadableError(str(error)) from error
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


def _main_direction(found: dict[int, list[Fragment]]) -> int:
    """The direction in which most letters stand; upright where none leads."""
    counts = Counter(
        {quarters: sum(len(each.words) for each in held) for quarters, held in found.items()}
    )
    return max(counts, key=lambda quarters: (counts[quarters], -quarters), default=0)
