import io
import re

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from pincite.corpus import BulletList, Heading, Paragraph, SkippedError, Table, UnreadableError

from .drawn_pdf import LEFT, RIGHT, Pages, blocks, read, words


def test_columns_are_read_one_after_the_other_below_their_heading():
    pages = Pages()
    pages.put(60, 60, "A river and its trade through six hundred years", size=18)
    for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        pages.put(60, 100 + 12 * at, left)
        pages.put(310, 100 + 12 * at, right)
    document = read(pages.data())
    assert "built in 1612 by a guild of weavers and still turns." in document.text
    assert document.text.index("still turns") < document.text.index("In the south")
    assert document.title == "A river and its trade through six hundred years"


def test_three_columns_are_read_one_after_the_other():
    pages = Pages()
    for column, x in enumerate((40, 225, 410)):
        pages.lines(x, 100, [f"{line[:-9]} {'XYZ'[column]}" for line in LEFT])
    text = read(pages.data()).text
    assert "".join(word for word in text.split() if word in "XYZ") == "XXXXXYYYYYZZZZZ"


def test_a_word_parted_at_the_end_of_a_line_is_mended():
    pages = Pages()
    pages.lines(60, 100, ["The mill was a remark-", "able building of its time."])
    assert "a remarkable building of its time." in read(pages.data()).text


def test_running_heads_are_dropped_and_sentences_go_on_over_the_page():
    pages = Pages()
    body = ["It was decided that the bridge", "shall stand until the year 2031."]
    for number in range(4):
        pages.put(60, 30, "River trust, yearly report")
        pages.lines(60, 100, LEFT)
        pages.put(60, 100 + 12 * 5, body[0] if number == 1 else "The year went by in peace here.")
        pages.put(300, 810, f"Page {number + 1}")
        pages.turn()
        if number == 1:
            pages.put(60, 30, "River trust, yearly report")
            pages.put(60, 100, body[1])
            pages.put(300, 810, "Page 7")
            pages.turn()
    document = read(pages.data())
    assert "the bridge shall stand until the year 2031." in document.text
    assert "River trust" not in document.text and "Page" not in document.text
    assert len(document.pages) == 5
    assert document.page_of(document.text.index("the bridge")) == 2
    assert document.page_of(document.text.index("shall stand")) == 3
    assert any("River trust" in note for note in document.notes)


def test_the_rows_of_a_table_stay_on_their_lines():
    pages = Pages()
    pages.put(60, 80, "Sales of the mills by year were these.")
    for at, row in enumerate(
        (("Mill", "2016", "2017"), ("Upper mill", "51", "62"), ("Lower mill", "40", "38"))
    ):
        for x, cell in zip((60, 200, 300), row, strict=True):
            pages.put(x, 110 + 14 * at, cell)
    document = read(pages.data())
    (table,) = blocks(document, Table)
    assert words(document, table.header) == ["Mill", "2016", "2017"]
    assert words(document, table.rows[0]) == ["Upper mill", "51", "62"]
    assert "Lower mill\t40\t38" in document.text


def test_larger_and_bold_lines_are_headings_and_bullets_are_lists():
    pages = Pages()
    pages.put(60, 60, "Rules of the mill", size=20)
    pages.put(60, 100, "Hours", font="Helvetica-Bold")
    pages.lines(
        60, 120, ["The mill is open to all from May to", "October on each day of the week."]
    )
    for at, item in enumerate(("• no fire", "• no dogs in the", "   upper room")):
        pages.put(60 if item[0] == "•" else 68, 160 + 12 * at, item.strip())
    document = read(pages.data())
    assert words(document, blocks(document, Heading)) == ["Rules of the mill", "Hours"]
    assert words(document, blocks(document, BulletList)[0].items) == [
        "no fire",
        "no dogs in the upper room",
    ]
    assert blocks(document, Paragraph)[0].path == ("Rules of the mill", "Hours")


def test_pages_cover_the_text_in_order():
    pages = Pages()
    for number in range(3):
        pages.put(60, 100, f"Only sentence {'abc'[number]} stands here.")
        pages.turn()
    document = read(pages.data())
    assert [document.quote(page).strip() for page in document.pages] == [
        "Only sentence a stands here.",
        "Only sentence b stands here.",
        "Only sentence c stands here.",
    ]
    assert document.pages[0].start == 0 and document.pages[-1].end == len(document.text)


def test_a_scan_is_told_with_what_to_do():
    file = io.BytesIO()
    drawn = canvas.Canvas(file)
    picture = b"P6 8 8 255\n" + bytes(192)
    drawn.drawImage(ImageReader(io.BytesIO(picture)), 50, 50, 200, 200)
    drawn.save()
    with pytest.raises(SkippedError, match=r"it is a scan.*recognise"):
        read(file.getvalue())


def test_a_pdf_without_anything_is_skipped():
    pages = Pages()
    pages.turn()
    with pytest.raises(SkippedError, match="without text"):
        read(pages.data())


def test_protected_and_damaged_files_are_unreadable():
    pages = Pages(encrypt=StandardEncryption("secret"))
    pages.put(60, 60, "Hidden words.")
    with pytest.raises(UnreadableError, match="password"):
        read(pages.data())
    with pytest.raises(UnreadableError, match="damaged or no PDF"):
        read(b"%PDF-1.7 and nothing more")


def test_of_a_damaged_page_the_rest_of_the_file_is_read():
    pages = Pages(pageCompression=0)
    for name in "abc":
        pages.put(60, 100, f"Only sentence {name} stands here.")
        pages.turn()
    data = pages.data()
    second = [found.start() for found in re.finditer(rb"/Type /Page\b", data)][1]
    document = read(data[:second] + data[second:].replace(b"/Page", b"/Pxge", 1))
    assert "sentence a" in document.text and "sentence c" in document.text
    assert "sentence b" not in document.text and len(document.pages) == 3
    assert document.notes == ("damaged pages left out: 2",)
