import pytest

from pincite.corpus import BulletList, Heading, Paragraph, SkippedError, Table, UnreadableError
from pincite.corpus.slides_reader import SlidesReader

BULLET = "><a:buChar char='•'/>"
NUMBER = "><a:buAutoNum type='arabicPeriod'/>"


def read(data):
    return SlidesReader().read(data, "talk.pptx")


def blocks(document, kind):
    return [block for block in document.blocks if isinstance(block, kind)]


def quotes(document, spans):
    return [document.quote(getattr(span, "span", span)) for span in spans]


def test_a_slide_is_a_page_under_its_title(office):
    document = read(
        office.presentation(
            office.slide(office.shape(office.plain_line("Dues"), kind="ctrTitle")),
            office.slide(
                office.shape(office.plain_line("They rose.")),
                office.shape(office.plain_line("Fees"), kind="title"),
            ),
        )
    )
    (rose,) = blocks(document, Paragraph)
    assert (document.quote(rose.span), rose.path) == ("They rose.", ("Fees",))
    assert document.page_of(rose.span.start) == 2
    assert document.title == "Dues"


def test_a_slide_without_title_is_named_by_its_number(office):
    document = read(office.presentation(office.slide(office.shape(office.plain_line("Words.")))))
    assert document.text == "Slide 1\n\nWords.\n"


def test_items_and_what_stands_between_them_are_told_apart(office):
    lines = (
        office.line("one", BULLET),
        office.line("inner", 'lvl="1"' + NUMBER),
        office.line("two", BULLET),
        office.line("Said in the hall.", "><a:buNone/>"),
    )
    document = read(office.presentation(office.slide(office.shape(*lines))))
    (found,) = blocks(document, BulletList)
    assert quotes(document, found.items) == ["one", "inner", "two"]
    assert "  1. inner" in document.text
    assert quotes(document, blocks(document, Paragraph)) == ["Said in the hall."]


def test_bullets_come_from_the_master_for_text_in_the_body_of_a_slide(office):
    master = f"<p:txStyles><p:bodyStyle><a:lvl1pPr {BULLET}</a:lvl1pPr></p:bodyStyle></p:txStyles>"
    body = office.shape(office.plain_line("one"), office.plain_line("two"), kind="body")
    free = office.shape(office.plain_line("Not in the list."))
    document = read(office.presentation(office.slide(body, free), master=master))
    (found,) = blocks(document, BulletList)
    assert quotes(document, found.items) == ["one", "two"]
    assert quotes(document, blocks(document, Paragraph)) == ["Not in the list."]


def test_merged_cells_of_a_table_stand_at_each_place(office):
    def cell(words, attributes=""):
        return f"<a:tc {attributes}><a:txBody>{office.plain_line(words)}</a:txBody></a:tc>"

    rows = (
        cell("Berth") + cell("2024") + cell("2025"),
        cell("North", 'rowSpan="2"') + cell("5") + cell("6"),
        cell("", 'vMerge="1"') + cell("7", 'gridSpan="2"') + cell("", 'hMerge="1"'),
    )
    written = "".join(f"<a:tr>{row}</a:tr>" for row in rows)
    table = f"<a:tbl><a:tblPr firstRow='1'/>{written}</a:tbl>"
    frame = f"<p:graphicFrame><a:graphic>{table}</a:graphic></p:graphicFrame>"
    document = read(office.presentation(office.slide(f"<p:grpSp>{frame}</p:grpSp>")))
    (found,) = blocks(document, Table)
    assert quotes(document, found.header) == ["Berth", "2024", "2025"]
    assert [quotes(document, row) for row in found.rows] == [
        ["North", "5", "6"],
        ["North", "7", "7"],
    ]


def test_notes_stand_below_their_slide_and_numbers_are_left_out(office):
    notes = office.shape(office.plain_line("Say why."), kind="body")
    notes += office.shape(office.plain_line("1"), kind="sldNum")
    slide = office.slide(office.shape(office.plain_line("Fees"), kind="title"))
    document = read(office.presentation(slide, slide, notes={1: notes}))
    assert document.text == "Fees\n\nNotes\n\nSay why.\n\nFees\n"
    (said,) = blocks(document, Paragraph)
    assert said.path == ("Fees", "Notes")
    assert document.page_of(said.span.start) == 1


def test_hidden_slides_and_dropped_footers_are_told(office):
    footer = office.shape(office.plain_line("Harbour board"), kind="ftr")
    words = office.shape(office.plain_line("Words."))
    document = read(
        office.presentation(
            office.slide(words, footer), office.slide(words, footer, attributes='show="0"')
        )
    )
    assert "Harbour board" not in document.text
    assert document.notes == (
        "slides hidden in the presentation: 2",
        "footers dropped: 'Harbour board'",
    )


def test_a_presentation_without_words_is_skipped_and_a_broken_one_told(office):
    with pytest.raises(SkippedError, match="without text"):
        read(office.presentation(office.slide()))
    with pytest.raises(UnreadableError, match="is missing"):
        read(office.zipped({"a.txt": "words"}))
    with pytest.raises(UnreadableError, match="not a zip file"):
        read(b"words")


def test_every_heading_is_a_title_of_a_slide(office):
    slides = [
        office.slide(office.shape(office.plain_line(f"Part {n}"), kind="title")) for n in range(3)
    ]
    document = read(office.presentation(*slides))
    assert quotes(document, blocks(document, Heading)) == ["Part 0", "Part 1", "Part 2"]
    assert len(document.pages) == 3


def series(name, values):
    def points(words):
        return "".join(f'<c:pt idx="{at}"><c:v>{v}</c:v></c:pt>' for at, v in enumerate(words))

    categories = f"<c:strCache>{points(['North', 'South'])}</c:strCache>"
    numbers = f"<c:numCache><c:formatCode>0%</c:formatCode>{points(values)}</c:numCache>"
    return (
        f"<c:ser><c:tx><c:v>{name}</c:v></c:tx><c:cat>{categories}</c:cat>"
        f"<c:val>{numbers}</c:val></c:ser>"
    )


def test_the_numbers_behind_a_chart_are_a_table(office):
    title = "<c:title><a:p><a:r><a:t>Berths taken</a:t></a:r></a:p></c:title>"
    plot = f"<c:chart>{title}{series('2023', [0.4, 0.5])}{series('2024', [0.6])}</c:chart>"
    frame = '<p:graphicFrame><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/'
    slide = office.slide(frame + 'chart" r:id="r2"/></p:graphicFrame>')
    document = read(office.presentation(slide, chart=plot))
    (table,) = blocks(document, Table)
    assert document.quote(table.caption) == "Berths taken"
    assert quotes(document, table.header) == ["", "2023", "2024"]
    assert [quotes(document, row) for row in table.rows] == [
        ["North", "40%", "60%"],
        ["South", "50%", ""],
    ]
