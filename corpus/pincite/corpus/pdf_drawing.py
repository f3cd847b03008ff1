"""Pages of a PDF as pictures, with words marked where they stand."""

import math
import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pincite.corpus.documents import Span
from pincite.corpus.pdf_geometry import Box, MarkedPage, joined
from pincite.corpus.pdf_layout import read_lines
from pincite.corpus.pdf_letters import Range
from pincite.corpus.pdf_pages import OpenPage, Picture, open_page
from pincite.corpus.pdf_places import find_letters
from pincite.corpus.pdf_tables import with_tables

MOST_PIXELS = 6_000_000
_FRAME_PX = 2
_MARK = bytes(value * 90 // 255 for value in range(256))
"""What becomes of a marked pixel's blue: paper turns yellow, print stays dark."""
_FRAME_COLOUR = b"\xc0\x60\x00"


def mark_page(data: bytes, number: int, words: str, marked: Span, width_px: int) -> MarkedPage:
    """The page of that number, from 1, drawn with the marked words set off.

    Args:
        data: the file.
        number: the page.
        words: what the document's text has of the page.
        marked: the words to mark, in `words`.
        width_px: how wide the picture is to be; a page too high for it is drawn smaller. With 0
            nothing is drawn and only the boxes are found.

    Raises:
        UnreadableError: the file is damaged or protected, or has no such page.
    """
    with open_page(data, number) as page:
        boxes = find_boxes(page, words, marked)
        width, height = page.size
        if width_px == 0:
            return MarkedPage(b"", width, height, tuple(boxes))
        scale = min(width_px / max(width, 1), math.sqrt(MOST_PIXELS / max(width * height, 1)))
        picture = page.picture(scale)
        for box in boxes:
            _mark(picture, box, scale)
        return MarkedPage(_png(picture), width, height, tuple(boxes))


def draw_plainly(data: bytes, number: int, scale: float) -> tuple[bytes, float]:
    """The page as a PNG and how many pixels a point has: `scale`, or fewer for a huge page.

    Raises:
        UnreadableError: the file is damaged or protected, or has no such page.
    """
    with open_page(data, number) as page:
        width, height = page.size
        scale = min(scale, math.sqrt(MOST_PIXELS / max(width * height, 1)))
        return _png(page.picture(scale)), scale


def find_boxes(page: OpenPage, words: str, marked: Span) -> list[Box]:
    """Where the marked words stand on the page: a box a line, in the order of reading."""
    if not marked:
        return []
    ranges = _in_reading_order(page)
    letters = page.letters(ranges)
    found = find_letters(words, marked, "".join(letter for letter, _ in letters))
    return list(_lines_of([letters[at][1] for at in found]))


def _in_reading_order(page: OpenPage) -> list[Range]:
    """Where the page's letters stand, line by line in the order in which they are read."""
    read = page.read()
    lines = read_lines(with_tables(read.fragments, read.rules))
    cells = [cell for line in lines for cell in line.cells]
    return [each for cell in (*cells, *read.sideways) for each in cell.letters]


def _lines_of(letters: Sequence[Box]) -> Iterator[Box]:
    """The letters joined to one box a line; a wide gap begins another."""
    begin = 0
    for at, (before, letter) in enumerate(pairwise(letters), start=1):
        if not _is_beside(before, letter):
            yield joined(letters[begin:at])
            begin = at
    if letters:
        yield joined(letters[begin:])


def _is_beside(before: Box, letter: Box) -> bool:
    """Whether the letter follows on the same line, upright or sideways."""
    reach = 2 * max(
        min(before.bottom - before.top, before.right - before.left),
        min(letter.bottom - letter.top, letter.right - letter.left),
        2.0,
    )
    is_level = min(before.bottom, letter.bottom) > max(before.top, letter.top)
    is_plumb = min(before.right, letter.right) > max(before.left, letter.left)
    if is_level:
        return abs(letter.left - before.right) < reach or abs(before.left - letter.right) < reach
    return is_plumb and (
        abs(letter.bottom - before.top) < reach or abs(letter.top - before.bottom) < reach
    )


def _mark(picture: Picture, box: Box, scale: float) -> None:
    """Colours the box and draws a line below it."""
    left, right = _clipped(box.left, box.right, scale, picture.width)
    top, bottom = _clipped(box.top, box.bottom, scale, picture.height)
    for row in range(top, bottom):
        start = 3 * (row * picture.width + left)
        end = 3 * (row * picture.width + right)
        if row >= bottom - _FRAME_PX:
            picture.pixels[start:end] = _FRAME_COLOUR * (right - left)
        else:
            blue = slice(start + 2, end, 3)
            picture.pixels[blue] = picture.pixels[blue].translate(_MARK)


def _clipped(first: float, last: float, scale: float, most: int) -> tuple[int, int]:
    start = min(max(math.floor(first * scale) - 1, 0), most)
    return start, min(max(math.ceil(last * scale) + 1, start), most)


def _png(picture: Picture) -> bytes:
    row = 3 * picture.width
    rows = b"".join(
        b"\0" + picture.pixels[at : at + row] for at in range(0, len(picture.pixels), row)
    )
    header = struct.pack(">IIBBBBB", picture.width, picture.height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
