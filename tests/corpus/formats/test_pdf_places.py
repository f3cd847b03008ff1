"""Where words of the text stand on the pages of the file, and pages with them marked."""

import io
import struct
import zlib

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.corpus import Span, UnreadableError
from pincite.corpus.pdf_drawing import mark_page
from pincite.corpus.pdf_places import find_letters
from pincite.corpus.worker import DrawingTask, draw_page

from .drawn_pdf import LEFT, RIGHT, Pages, read

WIDTH = 600


def letters(words):
    return "".join(character for character in words if character.isalnum())


def marked(data, document, quote):
    """The page on which the quote begins, with what of it stands there marked."""
    start = document.text.index(quote)
    number = document.page_of(start)
    page = document.pages[number - 1]
    span = Span(start - page.start, min(start + len(quote), page.end) - page.start)
    return mark_page(data, number, document.quote(page), span, WIDTH)


def under(data, box, number=1):
    """What stands in the box, by a reading of the file that knows nothing of ours."""
    page = pdfium.PdfDocument(data)[number - 1]
    left, _, _, top = page.get_bbox()
    text = page.get_textpage()
    place = (left + box.left, top - box.bottom, left + box.right, top - box.top)
    return text.get_text_bounded(*place)


def pixel(png, x, y):
    width, height = struct.unpack(">II", png[16:24])
    rows = zlib.decompress(png[png.index(b"IDAT") + 4 : -16])
    assert len(rows) == height * (3 * width + 1)
    at = y * (3 * width + 1) + 1 + 3 * x
    return tuple(rows[at : at + 3])


def two_columns():
    pages = Pages()
    pages.put(60, 40, "A river and its trade", size=18)
    pages.lines(60, 100, LEFT)
    pages.lines(310, 100, RIGHT)
    return pages.data()


@pytest.mark.parametrize("quote", ["eleven mills", "until the railway came", "A river and its"])
def test_a_quote_is_found_where_it_stands(quote):
    data = two_columns()
    (box,) = marked(data, read(data), quote).boxes
    assert letters(under(data, box)) == letters(quote)


def test_a_quote_over_several_lines_has_a_box_a_line():
    data = two_columns()
    boxes = marked(data, read(data), "on the way. The oldest was built in 1612 by a guild").boxes
    found = [letters(under(data, box)) for box in boxes]
    assert found == ["on", "thewayTheoldestwasbuiltin1612", "byaguild"]


def test_a_mended_word_is_marked_on_both_lines():
    pages = Pages()
    pages.lines(60, 100, ["The mill was a remark-", "able building of its time."])
    data = pages.data()
    boxes = marked(data, read(data), "remarkable").boxes
    assert [letters(under(data, box)) for box in boxes] == ["remark", "able"]


def test_of_a_quote_over_two_pages_each_page_marks_its_own_part():
    pages = Pages()
    pages.put(60, 100, "It was decided that the bridge")
    pages.turn()
    pages.put(60, 100, "shall stand until the year 2031.")
    data = pages.data()
    document = read(data)
    quote = "the bridge shall stand"
    (box,) = marked(data, document, quote).boxes
    assert letters(under(data, box)) == "thebridge"
    (box,) = marked(data, document, "shall stand").boxes
    assert letters(under(data, box, 2)) == "shallstand"


def test_the_words_asked_for_are_marked_and_not_the_same_words_elsewhere():
    pages = Pages()
    names = ("Upper mill", "Lower mill", "Outer mill")
    for at, name in enumerate(names):
        pages.put(60, 100 + 20 * at, f"{name} was sold in 1848 for 300 pounds.")
    data = pages.data()
    document = read(data)
    start = document.text.index("1848", document.text.index("Lower"))
    page = mark_page(data, 1, document.text, Span(start, start + 4), WIDTH)
    (box,) = page.boxes
    assert letters(under(data, box)) == "1848"
    assert 110 < box.top < 125


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_boxes_of_a_turned_page_are_those_of_the_page_as_shown(quarters):
    pages = Pages()
    pages.lines(60, 100, LEFT)
    straight = pages.data()
    turned_file = pdfium.PdfDocument(straight)
    turned_file[0].set_rotation(90 * quarters)
    data = saved(turned_file)
    (upright,) = marked(straight, read(straight), "eleven mills").boxes
    page = marked(data, read(data), "eleven mills")
    (box,) = page.boxes
    size = (page.height, page.width) if quarters % 2 else (page.width, page.height)
    expected = upright.turned(quarters, *size)
    assert [box.left, box.top] == pytest.approx([expected.left, expected.top], abs=0.1)
    assert read(data).text == read(straight).text


def test_a_cut_page_counts_from_its_visible_corner():
    pages = Pages()
    pages.lines(60, 100, LEFT)
    file = pdfium.PdfDocument(pages.data())
    file[0].set_cropbox(40, 600, 400, 800)
    data = saved(file)
    (box,) = marked(data, read(data), "eleven mills").boxes
    assert letters(under(data, box)) == "elevenmills"
    assert box.top < 100


def test_marked_words_are_yellow_and_the_rest_stays_as_it_is():
    data = two_columns()
    page = marked(data, read(data), "eleven mills")
    (box,) = page.boxes
    scale = WIDTH / page.width
    x, y = int(box.left * scale), int((box.top + 1) * scale)
    red, green, blue = pixel(page.png, x, y)
    assert red > 200 and green > 200 and blue < 120
    assert pixel(page.png, 2, 2) == (255, 255, 255)


def test_a_page_is_drawn_in_a_process_of_its_own():
    data = two_columns()
    page = draw_page(DrawingTask(data, 1, read(data).text, Span(0, 0), WIDTH))
    assert page.png.startswith(b"\x89PNG") and page.boxes == ()
    with pytest.raises(UnreadableError, match="no page 2, only 1"):
        draw_page(DrawingTask(data, 2, "", Span(0, 0), WIDTH))
    with pytest.raises(UnreadableError, match="no PDF"):
        draw_page(DrawingTask(b"words", 1, "", Span(0, 0), WIDTH))


def test_a_page_of_any_shape_makes_a_picture_of_bounded_size():
    pages = Pages()
    pages.put(60, 60, "Wide words.")
    file = pdfium.PdfDocument(pages.data())
    file[0].set_mediabox(0, 0, 20, 14_000)
    file[0].set_cropbox(0, 0, 20, 14_000)
    png = mark_page(saved(file), 1, "", Span(0, 0), 2000).png
    width, height = struct.unpack(">II", png[16:24])
    assert width * height < 7_000_000


def saved(file):
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


words = st.lists(st.text("abcde", min_size=1, max_size=6), min_size=1, max_size=40)


@given(words, st.data())
def test_found_letters_are_the_marked_ones_in_order(written, data):
    text = " ".join(written)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    head = data.draw(st.text("XYZ", max_size=5))
    page = head + "".join(written)
    found = find_letters(text, Span(start, end), page)
    assert "".join(page[at] for at in found) == text[start:end].replace(" ", "")


@given(words, words)
def test_words_that_do_not_stand_on_the_page_are_not_found(written, others):
    text, page = " ".join(written), "".join(others).upper()
    assert find_letters(text, Span(0, len(text)), page) == []
