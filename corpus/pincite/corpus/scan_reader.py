"""Reads PDF files whose pages are pictures: their words are recognised."""

from collections.abc import Sequence
from functools import cached_property
from statistics import median

from pincite.corpus.documents import Document
from pincite.corpus.pdf_drawing import draw_plainly
from pincite.corpus.pdf_letters import Fragment
from pincite.corpus.pdf_reader import PdfReader
from pincite.corpus.recognition import RecognisedLine, Recogniser, load_recogniser

_POINTS_AN_INCH = 72
_DOTS_AN_INCH = 200
"""Finer pictures gave no better words on pages of 10-point type, and take longer."""
_TYPE_SHARE = 0.8
"""How much of a line's box its type takes."""
_SAME_ROW = 0.35
"""Share of the usual height by which the middles of boxes on one line may differ."""
_SAME_HEIGHT = 0.22
"""Share of the usual height by which boxes of the same type may differ."""


class ScanReader:
    """Reads .pdf files as `PdfReader` does, and recognises the words of pages that are pictures."""

    format = "pdf"
    suffixes = (".pdf",)

    def __init__(self, recogniser: Recogniser | None = None) -> None:
        """`recogniser`: what recognises words; None: the one of the optional package."""
        self._given = recogniser

    def read(self, data: bytes, source: str) -> Document:
        """The document that the pages hold; those that were recognised are named in it.

        Raises:
            SkippedError: there are no words, even in pictures.
            UnreadableError: the file is damaged or protected.
        """
        return PdfReader(self._fragments).read(data, source)

    @cached_property
    def _recogniser(self) -> Recogniser:
        return self._given or load_recogniser()

    def _fragments(self, data: bytes, number: int) -> tuple[Fragment, ...]:
        picture, scale = draw_plainly(data, number, _DOTS_AN_INCH / _POINTS_AN_INCH)
        return level_lines(self._recogniser(picture), scale)


def level_lines(lines: Sequence[RecognisedLine], scale: float) -> tuple[Fragment, ...]:
    """The lines as fragments in points, what is nearly equal in height or place made equal.

    The boxes of what is recognised differ by some pixels with the letters in them; those who put
    lines, columns and tables together go by exact heights and places.
    """
    if not lines:
        return ()
    usual = median(line.bottom - line.top for line in lines)
    fragments: list[Fragment] = []
    row = -usual
    for line in sorted(lines, key=lambda line: line.top + line.bottom):
        middle = (line.top + line.bottom) / 2
        if middle - row > _SAME_ROW * usual:
            row = middle
        height = line.bottom - line.top
        if abs(height - usual) < _SAME_HEIGHT * usual:
            height = usual
        edges = (line.left, row - height / 2, line.right, row + height / 2)
        left, top, right, bottom = (edge / scale for edge in edges)
        fragments.append(
            Fragment(line.words, left, top, right, bottom, _TYPE_SHARE * (bottom - top))
        )
    return tuple(sorted(fragments, key=lambda at: (at.middle, at.left)))
