"""Pages as people print them: drawn tables, notes, columns around figures, turned pages."""

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from pincite.corpus import BulletList, Heading, Paragraph, Table

from .drawn_pdf import LEFT, RIGHT, Pages, blocks, read, words
from .test_pdf_places import letters, marked, under


def rows(document, table):
    return [words(document, row) for row in (table.header, *table.rows) if row]


def test_a_drawn_table_keeps_the_lines_of_a_cell_together():
    pages = Pages()
    pages.grid([60, 160, 320, 420], [100, 120, 160, 200])
    pages.row(114, (65, 165, 325), ("Mill", "What became of it", "Sold in"))
    pages.lines(65, 132, ["Upper", "mill"])
    pages.lines(165, 132, ["sold to a guild of", "weavers from the town"])
    pages.put(325, 138, "1848")
    pages.lines(165, 172, ["burnt down and was", "never built again"])
    pages.row(178, (65, 325), ("Lower mill", "1851"))
    document = read(pages.data())
    (table,) = blocks(document, Table)
    assert rows(document, table) == [
        ["Mill", "What became of it", "Sold in"],
        ["Upper mill", "sold to a guild of weavers from the town", "1848"],
        ["Lower mill", "burnt down and was never built again", "1851"],
    ]


def test_cells_without_a_line_between_are_one():
    pages = Pages()
    pages.grid([60, 160, 260, 360], [120, 140, 160])
    pages.grid([60, 160, 360], [100, 120])
    pages.row(114, (65, 200), ("Mill", "Bushels sold"))
    pages.row(134, (65, 165, 265), ("Upper", "51", "62"))
    pages.row(154, (65, 165, 265), ("Lower", "40", "38"))
    document = read(pages.data())
    (table,) = blocks(document, Table)
    assert words(document, table.header) == ["Mill", "Bushels sold", "Bushels sold"]
    assert words(document, table.rows[1]) == ["Lower", "40", "38"]


def test_rows_within_a_drawn_frame_stay_rows():
    pages = Pages()
    pages.grid([60, 160, 260, 360], [100, 120, 190])
    pages.row(114, (65, 165, 265), ("Mill", "2016", "2017"))
    for at, row in enumerate((("Upper", "51", "62"), ("Lower", "40", "38"), ("Outer", "7", "9"))):
        pages.row(134 + 20 * at, (65, 165, 265), row)
    document = read(pages.data())
    (table,) = blocks(document, Table)
    assert [words(document, row) for row in table.rows] == [
        ["Upper", "51", "62"],
        ["Lower", "40", "38"],
        ["Outer", "7", "9"],
    ]


def test_a_frame_around_a_text_is_no_table():
    pages = Pages()
    pages.grid([50, 300], [80, 200])
    pages.lines(60, 100, LEFT)
    document = read(pages.data())
    assert blocks(document, Table) == []
    assert "eleven mills on the way." in document.text


def test_a_table_goes_on_over_the_page_under_its_own_header():
    pages = Pages()
    names = ("Mill", "2016", "2017")
    for first in (0, 30):
        pages.row(60, (60, 200, 300), names)
        for at in range(first, first + 30):
            pages.row(80 + 20 * (at - first), (60, 200, 300), (f"Mill {at}", str(at), str(2 * at)))
        pages.turn()
    document = read(pages.data())
    (table,) = blocks(document, Table)
    assert words(document, table.header) == list(names)
    assert len(table.rows) == 60
    assert [document.page_of(table.rows[at][0].span.start) for at in (29, 30)] == [1, 2]
    assert document.text.count("2017") == 1


def test_a_header_of_two_rows_names_each_column_with_both():
    pages = Pages()
    pages.put(200, 100, "Bushels")
    pages.put(260, 100, "of wheat sold")
    pages.row(114, (60, 200, 300), ("Mill", "2016", "2017"))
    for at, row in enumerate((("Upper mill", "5,100", "6,200"), ("Lower mill", "4,000", "3,800"))):
        pages.row(128 + 14 * at, (60, 200, 300), row)
    document = read(pages.data())
    (table,) = blocks(document, Table)
    header = words(document, table.header)
    assert header[1].startswith("Bushels") and header[1].endswith("2016")
    assert words(document, table.rows[0]) == ["Upper mill", "5,100", "6,200"]


def test_numbers_that_stand_close_are_parted_by_the_columns_around_them():
    pages = Pages()
    xs = (60, 200, 240, 280)
    pages.row(100, xs, ("Mill", "2015", "2016", "2017"))
    pages.row(114, xs, ("Upper", "51", "62", "70"))
    pages.row(128, (60, 200), ("Lower", "$49,497 $51,295 $52,587"))
    document = read(pages.data())
    (table,) = blocks(document, Table)
    assert words(document, table.rows[1]) == ["Lower", "$49,497", "$51,295", "$52,587"]


def test_a_name_over_two_lines_is_one_name():
    pages = Pages()
    xs = (60, 250, 320)
    pages.row(100, xs, ("Yield", "2016", "2017"))
    pages.row(114, xs, ("Wheat", "51", "62"))
    pages.put(60, 128, "Rye and barley from the")
    pages.row(140, xs, ("fields beyond the river", "40", "38"))
    document = read(pages.data())
    (table,) = blocks(document, Table)
    assert words(document, table.rows[1])[0] == "Rye and barley from the fields beyond the river"


def test_a_cell_is_marked_where_it_stands():
    pages = Pages()
    pages.grid([60, 160, 260], [100, 120, 140])
    pages.row(114, (65, 165), ("Upper mill", "51"))
    pages.row(134, (65, 165), ("Lower mill", "40"))
    data = pages.data()
    (box,) = marked(data, read(data), "40").boxes
    assert letters(under(data, box)) == "40" and box.top > 120


def test_a_footnote_does_not_part_a_sentence_and_stays_on_its_page():
    pages = Pages()
    pages.lines(60, 100, [*LEFT, "It was decided in the end that the"])
    pages.put(60, 780, "1 The oldest deed is kept in the town hall.", size=7)
    pages.turn()
    pages.lines(60, 100, ["bridge shall stand until the year 2031.", *RIGHT])
    document = read(pages.data())
    assert "in the end that the bridge shall stand until the year 2031." in document.text
    assert document.page_of(document.text.index("The oldest deed")) == 1
    assert document.page_of(document.text.index("shall stand")) == 2


def test_columns_go_on_below_a_line_across_them():
    pages = Pages()
    for top in (100, 260):
        pages.lines(60, top, LEFT)
        pages.lines(310, top, RIGHT)
    pages.put(
        60, 200, "Figure 1: The river, its mills and the port as they were drawn in the year 1848."
    )
    text = read(pages.data()).text
    order = [text.index("still turns"), text.index("In the south"), text.index("Figure 1")]
    order.append(text.index("The river rises", order[-1]))
    assert order == sorted(order)


def test_small_columns_below_many_whole_lines_are_still_columns():
    pages = Pages()
    wide = "mov eax, ebx     ; this line of a program runs over the whole width of the page here"
    pages.lines(60, 60, [wide] * 20)
    pages.lines(60, 400, LEFT)
    pages.lines(310, 400, RIGHT)
    text = read(pages.data()).text
    assert "built in 1612 by a guild of weavers and still turns." in text


def test_a_page_written_sideways_is_read_upright():
    pages = Pages()
    for at, line in enumerate(LEFT):
        pages.sideways(100 + 12 * at, 700, line)
    assert "Its water drives eleven mills on the way." in read(pages.data()).text


def test_words_in_the_margin_come_apart_and_not_when_they_come_back():
    pages = Pages()
    pages.lines(60, 100, LEFT)
    pages.sideways(30, 500, "Drawn by the trust in May")
    assert "Drawn by the trust in May" in read(pages.data()).text
    pages = Pages()
    for _ in range(3):
        pages.lines(60, 100, LEFT)
        pages.sideways(30, 500, "Copy for the archive")
        pages.turn()
    document = read(pages.data())
    assert "Copy for" not in document.text
    assert any("Copy for the archive" in note for note in document.notes)


def test_a_file_protected_against_changes_alone_is_read():
    pages = Pages(encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
    pages.lines(60, 60, LEFT)
    assert "eleven mills" in read(pages.data()).text


def test_a_text_in_bold_type_has_no_headings_for_that():
    pages = Pages()
    for at, line in enumerate((*LEFT, *RIGHT)):
        pages.put(60, 100 + 12 * at, line, font="Helvetica-Bold")
    assert blocks(read(pages.data()), Heading) == []


def test_labels_of_a_drawing_are_no_headings():
    pages = Pages()
    pages.lines(60, 60, LEFT)
    for at, label in enumerate(("Upper mill", "Sluice", "Lower mill", "Harbour")):
        pages.put(100 + 60 * (at % 2), 200 + 40 * at, label, font="Helvetica-Bold")
    pages.lines(60, 400, RIGHT)
    document = read(pages.data())
    assert blocks(document, Heading) == []
    assert "Sluice" in document.text


def test_entries_of_a_table_of_contents_stand_on_lines_of_their_own():
    pages = Pages()
    for at, name in enumerate(("Mills", "Bridges", "Harbour")):
        pages.put(60, 100 + 12 * at, f"{at + 1} {name} {'. ' * 40}{at + 3}")
    assert read(pages.data()).text == "1 Mills … 3\n2 Bridges … 4\n3 Harbour … 5\n"


def test_items_keep_their_depth_and_their_lines():
    pages = Pages()
    pages.put(
        60, 88, "What the rules of the upper mill say in short is this, and it is said to all:"
    )
    lines = ((70, "• no fire"), (90, "• neither candles nor"), (98, "lamps"), (70, "• no dogs"))
    for at, (x, line) in enumerate(lines):
        pages.put(x, 100 + 12 * at, line)
    document = read(pages.data())
    (found,) = blocks(document, BulletList)
    assert words(document, found.items) == ["no fire", "neither candles nor lamps", "no dogs"]
    assert "\n  - neither" in document.text


@pytest.mark.parametrize("line", ["4) of the rest nothing is known.", "- of the rest nothing."])
def test_a_number_or_dash_within_a_sentence_begins_no_list(line):
    pages = Pages()
    pages.lines(60, 100, [*LEFT[:4], "by a guild of weavers and still turns and", line])
    document = read(pages.data())
    assert blocks(document, BulletList) == []
    assert len(blocks(document, Paragraph)) == 1


def test_a_raised_number_does_not_part_a_paragraph():
    pages = Pages()
    pages.lines(60, 100, LEFT[:2])
    pages.put(60, 124, "sea. Its water")
    pages.put(126, 120, "1", size=6)
    pages.put(131, 124, "drives eleven mills on")
    pages.lines(60, 136, LEFT[3:])
    assert len(blocks(read(pages.data()), Paragraph)) == 1


def test_a_page_number_beside_other_words_is_dropped_where_it_counts_the_pages():
    pages = Pages()
    for number, head in enumerate(("4 The river", "Its trade 5", "6 The river")):
        pages.put(60, 30, head, size=8)
        pages.lines(60, 100, LEFT if number % 2 else RIGHT)
        pages.turn()
    text = read(pages.data()).text
    assert "4 The river" not in text and "Its trade 5" not in text


def test_a_bold_line_that_goes_on_with_the_one_above_is_no_heading():
    pages = Pages()
    pages.lines(60, 60, LEFT)
    pages.put(60, 160, "Table 1. Bushels of wheat, rye and barley sold by")
    pages.put(60, 172, "the mills in each year", font="Helvetica-Bold")
    document = read(pages.data())
    assert blocks(document, Heading) == []
    assert "sold by the mills in each year" in document.text


def test_numbers_without_words_are_no_items():
    pages = Pages()
    pages.lines(60, 60, [*LEFT, "1. 2."])
    assert blocks(read(pages.data()), BulletList) == []


def test_a_page_full_of_lines_is_no_table_and_takes_no_time():
    pages = Pages()
    pages.lines(60, 60, LEFT)
    pages.grid([40 + step * 0.3 for step in range(1600)], [20 + step * 0.4 for step in range(1600)])
    document = read(pages.data())
    assert blocks(document, Table) == []
    assert "eleven mills" in document.text
