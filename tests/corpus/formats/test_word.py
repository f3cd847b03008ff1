import pytest

from pincite.corpus import BulletList, Heading, Paragraph, SkippedError, Table, UnreadableError
from pincite.corpus.word_reader import WordReader

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = (
    f'<w:styles {W}><w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="Chapter"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style></w:styles>'
)
NUMBERS = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def read(data):
    return WordReader().read(data, "notes/file.docx")


def words(document, places):
    return [document.quote(place.span if hasattr(place, "span") else place) for place in places]


def blocks(document, kind):
    return [block for block in document.blocks if isinstance(block, kind)]


def test_headings_come_from_styles_and_what_they_are_based_on(office):
    body = (
        office.paragraph("Fee rules", style="T")
        + office.paragraph("Water", style="Own")
        + office.paragraph("Summer", style="H2")
        + office.paragraph("It is cheap.")
    )
    document = read(office.word_file(body, styles=STYLES))
    assert document.title == "Fee rules"
    assert [heading.level for heading in blocks(document, Heading)] == [1, 1, 2]
    assert blocks(document, Paragraph)[0].path == ("Water", "Summer")


def test_numbered_paragraphs_are_lists_with_their_depth(office):
    items = [("one", 0), ("inner", 1), ("two", 0)]
    body = "".join(office.paragraph(name, numbered=depth) for name, depth in items)
    document = read(office.word_file(office.paragraph("There are:") + body, numbering=NUMBERS))
    (found,) = blocks(document, BulletList)
    assert document.quote(found.span) == "1. one\n  - inner\n2. two"
    assert words(document, found.items) == ["one", "inner", "two"]
    assert document.quote(found.lead_in) == "There are:"


def test_merged_cells_stand_at_each_place_they_cover(office):
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = "<w:tbl>" + "".join(
        (
            office.row(office.cell("Region"), office.cell("Year"), office.cell("Units")),
            office.row(office.cell("North", down), office.cell("2016"), office.cell("5")),
            office.row(office.cell("", on), office.cell("2017"), office.cell("6")),
            office.row(office.cell("South"), office.cell("none", '<w:gridSpan w:val="2"/>')),
        )
    )
    document = read(office.word_file(body + "</w:tbl>"))
    (table,) = blocks(document, Table)
    assert words(document, table.header) == ["Region", "Year", "Units"]
    assert [words(document, row) for row in table.rows] == [
        ["North", "2016", "5"],
        ["North", "2017", "6"],
        ["South", "none", "none"],
    ]


def test_words_in_smart_tags_insertions_and_links_are_kept_and_deleted_ones_are_not(office):
    def run(words):
        return f"<w:r><w:t>{words}</w:t></w:r>"

    body = (
        f"<w:p>{run('In ')}<w:smartTag>{run('Paris')}</w:smartTag><w:ins>{run(' now')}</w:ins>"
        f"<w:del><w:r><w:delText> then</w:delText></w:r></w:del>"
        f"<w:hyperlink>{run(' here')}</w:hyperlink></w:p>"
    )
    assert read(office.word_file(body)).text == "In Paris now here\n"


def test_a_text_box_is_read_once_after_its_paragraph(office):
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{office.paragraph('Boxed words.')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent><w:t>Around.</w:t></w:r></w:p>"
    )
    assert read(office.word_file(body)).text == "Around.\n\nBoxed words.\n"


def test_foot_notes_stand_at_the_end(office):
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator">{office.paragraph("x")}</w:footnote>'
        f"<w:footnote>{office.paragraph('Since May.')}</w:footnote></w:footnotes>"
    )
    document = read(office.word_file(office.paragraph("It rose."), footnotes=notes))
    assert document.text == "It rose.\n\nSince May.\n"
    assert document.notes == ("foot notes stand at the end of the text",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"plain words", "not a zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 more", "protected by a password"),
        (b"PK\x03\x04 cut", "not a zip file"),
    ],
)
def test_what_is_no_word_file_is_unreadable(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        read(data)


def test_a_package_without_a_document_is_unreadable(office):
    with pytest.raises(UnreadableError, match="is missing"):
        read(office.zipped({"a.txt": "x"}))


def test_a_damaged_document_is_unreadable(office):
    with pytest.raises(UnreadableError, match="is no XML"):
        read(office.zipped({"word/document.xml": "<w:document"}))


def test_an_empty_document_is_skipped(office):
    with pytest.raises(SkippedError, match="without text"):
        read(office.word_file(""))


def test_entities_are_refused(office):
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/hosts">]><d>&a;&b;</d>'
    with pytest.raises(UnreadableError, match="entities"):
        read(office.zipped({"word/document.xml": bomb}))


def test_a_zip_bomb_is_refused(office):
    with pytest.raises(UnreadableError, match="bomb"):
        read(office.zipped({"word/document.xml": b" " * (20 * 2**20)}))
