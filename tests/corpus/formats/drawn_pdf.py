"""PDF files drawn for the tests, and what is read from them."""

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from pincite.corpus.pdf_reader import PdfReader


def read(data):
    return PdfReader().read(data, "file.pdf")


def words(document, places):
    return [document.quote(place.span if hasattr(place, "span") else place) for place in places]


def blocks(document, kind):
    return [block for block in document.blocks if isinstance(block, kind)]


class Pages:
    """Draws words at places; points from the top left corner."""

    def __init__(self, **options):
        self._file = io.BytesIO()
        self._canvas = canvas.Canvas(self._file, pagesize=A4, **options)

    def put(self, x, y, words, size=10, font="Helvetica"):
        self._canvas.setFont(font, size)
        self._canvas.drawString(x, A4[1] - y, words)

    def lines(self, x, y, lines):
        for at, line in enumerate(lines):
            self.put(x, y + 12 * at, line)

    def row(self, y, xs, cells, **options):
        for x, cell in zip(xs, cells, strict=True):
            self.put(x, y, cell, **options)

    def grid(self, xs, ys):
        self._canvas.grid(xs, [A4[1] - y for y in ys])

    def sideways(self, x, y, words, size=10):
        """Words that read upwards."""
        self._canvas.saveState()
        self._canvas.translate(x, A4[1] - y)
        self._canvas.rotate(90)
        self._canvas.setFont("Helvetica", size)
        self._canvas.drawString(0, 0, words)
        self._canvas.restoreState()

    def turn(self):
        self._canvas.showPage()

    def data(self):
        self._canvas.save()
        return self._file.getvalue()


LEFT = [
    "The river rises in the hills above the",
    "town and runs for ninety miles to the",
    "sea. Its water drives eleven mills on",
    "the way. The oldest was built in 1612",
    "by a guild of weavers and still turns.",
]
RIGHT = [
    "In the south the land is flat and the",
    "river slow. Barges carried wool to the",
    "port until the railway came in 1848 and",
    "took the trade within a few years. The",
    "locks were closed one after the other.",
]
