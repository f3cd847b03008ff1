"""What is drawn on a page of a PDF with lines, or filled, as rectangles."""

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as raw

_WHITE = 245
_MOST_OBJECTS = 20_000
"""Objects of a page among which drawn lines are looked for."""
_FEWEST_OF_A_RECTANGLE = 4
_PLAIN_SEGMENTS = 6
_MOST_SEGMENTS = 2_000

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in the file's own coordinates."""


def read_strokes(page: raw.FPDF_PAGE) -> Iterator[Rectangle]:
    """What can be seen of the page's drawings; curves and slants are left out."""
    for at in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_PATH and _is_seen(drawn):
            yield from _rectangles(drawn)


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
) -> Iterator[Rectangle]:
    """Left, bottom, right and top of a path, or of each straight line of one with many."""
    count = raw.FPDFPath_CountSegments(drawn)
    if _FEWEST_OF_A_RECTANGLE <= count <= _PLAIN_SEGMENTS:
        places = [ctypes.c_float() for _ in range(4)]
        if raw.FPDFPageObj_GetBounds(drawn, *places):
            left, bottom, right, top = (place.value for place in places)
            yield left, bottom, right, top
    elif count <= _MOST_SEGMENTS:
        yield from _straight_lines(drawn, count)


def _straight_lines(drawn: raw.FPDF_PAGEOBJECT, count: int) -> Iterator[Rectangle]:
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


def _straight(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Rectangle]:
    """The line between two points, if it is level or upright."""
    (left, right), (bottom, top) = (sorted(pair) for pair in zip(one, other, strict=True))
    if min(right - left, top - bottom) < 1:
        yield left, bottom, right, top
