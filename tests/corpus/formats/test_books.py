import pytest

from pincite.corpus import Heading, SkippedError, Table, UnreadableError
from pincite.corpus.book_reader import BookReader

CLOSED_TITLE = '<?xml version="1.0"?><html><head><title/></head><body>{}</body></html>'


def read(data):
    return BookReader().read(data, "shelf/tides.epub")


def headings(document):
    return [document.quote(at.span) for at in document.blocks if isinstance(at, Heading)]


def test_chapters_stand_in_the_order_of_the_spine(office):
    document = read(
        office.book(
            {"z.xhtml": "<h1>First</h1><p>One.", "a%20b.xhtml": "<h1>Second</h1><p>Two."},
            metadata="<dc:title>Tides</dc:title><dc:date>2021-05-04T00:00:00Z</dc:date>",
            parts={"in/a b.xhtml": "<h1>Second</h1><p>Two."},
        )
    )
    assert document.text == "First\n\nOne.\n\nSecond\n\nTwo.\n"
    assert (document.title, document.as_of, document.format) == ("Tides", "2021-05-04", "epub")


def test_a_chapter_without_heading_takes_its_name_from_the_contents(office):
    contents = "<nav><ol><li><a href='b.xhtml#x'>Ebb</a><li><a href='a.xhtml'>Flood</a></ol></nav>"
    document = read(
        office.book(
            {"a.xhtml": CLOSED_TITLE.format("<p>It rises.</p>"), "b.xhtml": "<p>It falls."},
            more='<item id="n" href="nav.xhtml" properties="nav"/>',
            parts={"in/nav.xhtml": contents},
        )
    )
    assert document.text == "Flood\n\nIt rises.\n\nEbb\n\nIt falls.\n"


def test_an_old_table_of_contents_names_chapters_too(office):
    ncx = (
        '<!DOCTYPE ncx PUBLIC "x" "http://localhost/x.dtd"><ncx xmlns="http://www.daisy.org/z3986/'
        '2005/ncx/"><navMap><navPoint><navLabel><text>Springs</text></navLabel>'
        '<content src="a.xhtml"/></navPoint></navMap></ncx>'
    )
    document = read(
        office.book(
            {"a.xhtml": "<p>Twice a month."},
            more='<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
            parts={"in/toc.ncx": ncx},
        )
    )
    assert headings(document) == ["Springs"]


def test_a_contents_page_among_the_chapters_follows_at_the_end(office):
    document = read(
        office.book(
            {
                "toc.xhtml": "<nav><h2>Contents</h2><ol><li><a href='a.xhtml'>Fees</a></ol></nav>",
                "a.xhtml": "<h1>Fees</h1><table><tr><th>Year<th>Sum<tr><td>2020<td>5</table>",
            }
        )
    )
    assert document.text.index("2020") < document.text.index("Contents")
    assert any(isinstance(block, Table) for block in document.blocks)


def test_a_missing_chapter_is_told_and_the_others_are_read(office):
    more = '<item id="c9" href="gone.xhtml"/>'
    whole = office.book({"a.xhtml": "<p>Words.", "b.xhtml": ""}, more=more)
    damaged = whole.replace(b"in/b.xhtml", b"in/c.xhtml")
    assert read(damaged).notes == ("chapters missing in the file: in/b.xhtml",)


def test_an_encrypted_chapter_is_told_and_encrypted_fonts_are_no_matter(office):
    def encrypted(part):
        lock = f"<encryption><CipherReference URI='{part}'/></encryption>"
        return office.book({"a.xhtml": "<p>Words."}, parts={"META-INF/encryption.xml": lock})

    with pytest.raises(UnreadableError, match="DRM"):
        read(encrypted("in/a.xhtml"))
    assert read(encrypted("in/font.otf")).text.endswith("Words.\n")


def test_what_is_no_book_or_holds_no_words_is_told(office):
    with pytest.raises(SkippedError, match="without text"):
        read(office.book({"a.xhtml": "<p>"}))
    with pytest.raises(UnreadableError, match="is missing"):
        read(office.zipped({"a.txt": "words"}))
    with pytest.raises(UnreadableError, match="entities"):
        bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
        read(office.zipped({"META-INF/container.xml": bomb}))
