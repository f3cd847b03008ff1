"""Scanned pages: what is recognised in pictures becomes a document that says so."""

import io
from importlib.util import find_spec

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pincite.corpus import SkippedError, Table, find_files, load_document
from pincite.corpus.pdf_reader import PdfReader
from pincite.corpus.recognition import RecognisedLine, require_recognition
from pincite.corpus.scan_reader import ScanReader, level_lines

SCALE = 200 / 72


def printed(*pages):
    """A PDF of lines of (words, left, top in points)."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, 300), invariant=True)
    for lines in pages:
        for words, left, top in lines:
            canvas.drawString(left, 300 - top, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def scanned(data):
    """The same pages as pictures."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, 300), invariant=True)
    for page in pypdfium2.PdfDocument(data):
        picture = ImageReader(page.render(scale=2).to_pil().convert("L"))
        canvas.drawImage(picture, 0, 0, 400, 300)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def line(words, left, top, *, height=10.0):
    edges = (left, top - height / 2, left + 5 * len(words), top + height / 2)
    return RecognisedLine(words, *(edge * SCALE for edge in edges))


def reader(*pages):
    """Recognises these lines on one page after another."""
    waiting = iter(pages)
    return ScanReader(lambda picture: list(next(waiting)))


BLANK = scanned(printed([], []))


def test_without_recognition_a_scan_is_skipped_with_what_to_do():
    with pytest.raises(SkippedError, match=r"it is a scan.*pincite\[ocr\].*--ocr"):
        PdfReader().read(BLANK, "a.pdf")


def test_what_is_recognised_is_named_by_its_pages():
    document = reader([line("Dues rose.", 50, 40)], [line("They fell.", 50, 40)]).read(
        BLANK, "a.pdf"
    )
    assert document.text == "Dues rose.\n\nThey fell.\n"
    assert document.recognised_pages == (1, 2)
    assert document.is_recognised(document.text.index("fell"))
    assert document.notes == ("words recognised in pictures, which may be wrong, on pages: 1, 2",)


def test_pages_with_text_are_read_and_not_recognised():
    file = printed([("Printed words.", 50, 60)])
    document = reader().read(file, "a.pdf")
    assert document.recognised_pages == ()
    assert not document.is_recognised(0)
    assert document == PdfReader().read(file, "a.pdf")


def test_a_scan_without_words_is_skipped():
    with pytest.raises(SkippedError, match="a scan"):
        reader([], []).read(BLANK, "a.pdf")


def test_a_table_is_found_although_its_boxes_differ_by_some_pixels():
    rows = [("Year", "Sum", "Share"), ("2023", "512", "40"), ("2024", "618", "45")]
    lines = [
        line(words, 50 + 100 * column, 50 + 14 * row + 0.7 * column, height=10 + 0.6 * row)
        for row, cells in enumerate(rows)
        for column, words in enumerate(cells)
    ]
    document = reader(lines, []).read(BLANK, "a.pdf")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [document.quote(cell.span) for cell in table.rows[1]] == ["2024", "618", "45"]


def test_levelling_keeps_every_line_and_orders_it():
    lines = [line("b", 100, 20.5), line("a", 50, 20), line("HEAD", 50, 5, height=18)]
    assert [at.words for at in level_lines(lines, SCALE)] == ["HEAD", "a", "b"]
    assert level_lines([], SCALE) == ()


@pytest.mark.skipif(find_spec("rapidocr") is None, reason="needs pincite[ocr]")
@pytest.mark.slow
def test_words_are_recognised_in_a_real_picture(tmp_path):
    require_recognition()
    page = [("The harbour took in 2,184 pounds in 2024.", 40, 60), ("It rose by 7 %.", 40, 80)]
    (tmp_path / "a.pdf").write_bytes(scanned(printed(page)))
    (tmp_path / "pincite.toml").write_text("ocr = true\n", encoding="utf-8")
    (found,) = find_files([tmp_path])
    document = load_document(found)
    assert "took in 2,184 pounds in 2024" in document.text
    assert document.recognised_pages == (1,)
