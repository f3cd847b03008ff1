"""What stands where on the pages of a PDF: the one door to pdfium."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pincite.corpus.drafts import on_one_line
from pincite.corpus.errors import UnreadableError

HYPHEN = "\u0002"
"""How pdfium marks a hyphen that only stands there because a line ends."""
_CELL_GAP = 1.2
"""Sizes of type between two words from which they stand in different cells or columns."""
_FONT_NAME_BYTES = 128


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words on one line without a wide gap; points from the top left corner of the page."""

    words: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    is_bold: bool = False

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The fragments of a page in the order of the file, and whether pictures stand on it."""

    fragments: tuple[Fragment, ...]
    has_pictures: bool


def read_pages(data: bytes) -> list[PdfPage]:
    """The pages of a PDF in order.

    Raises:
        UnreadableError: it is damaged or protected by a password.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            reason = "it is protected by a password; save it anew without one"
        else:
            reason = "it is damaged or no PDF: its pages cannot be found"
        raise UnreadableError(reason) from error
    try:
        return [_read_page(document, number) for number in range(len(document))]
    finally:
        document.close()


def _read_page(document: pdfium.PdfDocument, number: int) -> PdfPage:
    try:
        page = document[number]
    except pdfium.PdfiumError as error:
        raise UnreadableError(f"it is damaged: page {number + 1} cannot be opened") from error
    try:
        text = page.get_textpage()
        fragments = tuple(_fragments(text.raw, page.get_height()))
        text.close()
        pictures = () if fragments else page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
        return PdfPage(fragments, any(True for _ in pictures))
    except pdfium.PdfiumError as error:
        raise UnreadableError(f"it is damaged: page {number + 1} cannot be read") from error
    finally:
        page.close()


@dataclass(slots=True)
class _Growing:
    """A fragment to which characters are added."""

    height: float
    parts: list[str] = field(default_factory=list)
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    size: float = 1.0
    is_bold: bool = False

    def follows(self, left: float, top: float, bottom: float) -> bool:
        """Whether a character at this place belongs to the same fragment."""
        if not self.parts:
            return True
        middle = (top + bottom) / 2
        gap = left - self.right
        is_level = self.top <= middle <= self.bottom
        return is_level and -2 * self.size < gap < _CELL_GAP * self.size

    def taken(self) -> Iterator[Fragment]:
        words = "".join(self.parts)
        is_torn = words.endswith(HYPHEN)
        words = on_one_line(words.replace(HYPHEN, "")) + (HYPHEN if is_torn else "")
        self.parts = []
        if words:
            yield Fragment(
                words, self.left, self.top, self.right, self.bottom, self.size, self.is_bold
            )


def _fragments(text: raw.FPDF_TEXTPAGE, height: float) -> Iterator[Fragment]:
    growing = _Growing(height)
    box = raw.FS_RECTF()
    for at in range(raw.FPDFText_CountChars(text)):
        character = chr(raw.FPDFText_GetUnicode(text, at))
        if character in "\r\n":
            yield from growing.taken()
            continue
        if character.isspace():
            if growing.parts:
                growing.parts.append(" ")
            continue
        if not raw.FPDFText_GetLooseCharBox(text, at, box):
            continue
        top, bottom = height - box.top, height - box.bottom
        if not growing.follows(box.left, top, bottom):
            yield from growing.taken()
        if not growing.parts:
            growing.left, growing.top, growing.bottom = box.left, top, bottom
            growing.size = max(raw.FPDFText_GetFontSize(text, at), bottom - top, 1.0)
            growing.is_bold = _is_bold(text, at)
        growing.right = box.right
        growing.parts.append(character)
    yield from growing.taken()


def _is_bold(text: raw.FPDF_TEXTPAGE, at: int) -> bool:
    name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    raw.FPDFText_GetFontInfo(text, at, name, _FONT_NAME_BYTES, None)
    return b"bold" in name.value.lower() or b"black" in name.value.lower()
