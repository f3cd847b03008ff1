import pytest

from pincite.corpus import BulletList, Heading, Paragraph, SkippedError, Table
from pincite.corpus.html_reader import HtmlReader


def read(page):
    return HtmlReader().read(page.encode(), "page.html")


def words(document, places):
    return [document.quote(place.span if hasattr(place, "span") else place) for place in places]


def blocks(document, kind):
    return [block for block in document.blocks if isinstance(block, kind)]


def test_headings_give_the_path_of_what_stands_below():
    document = read("<h1>Fees</h1><p>They <b>rose</b>.</p><h2>Water</h2><div>It fell.</div>")
    water = blocks(document, Paragraph)[1]
    assert document.quote(water.span) == "It fell."
    assert water.path == ("Fees", "Water")
    assert document.title == "Fees"


def test_words_of_inline_elements_stay_together():
    document = read("<p>un<em>believ</em>able&nbsp;&amp;\n  <a href=x>linked</a></p>")
    assert document.text == "unbelievable & linked\n"


def test_a_cell_that_spans_rows_stands_at_each_place_with_one_span():
    document = read(
        "<table><caption>Sales</caption><tr><th>Region<th>Year<th>Units</tr>"
        "<tr><td rowspan=2>North<td>2016<td>5</tr><tr><td>2017<td>6</tr></table>"
    )
    (table,) = blocks(document, Table)
    assert words(document, table.header) == ["Region", "Year", "Units"]
    assert [words(document, row) for row in table.rows] == [
        ["North", "2016", "5"],
        ["North", "2017", "6"],
    ]
    assert table.rows[0][0].span == table.rows[1][0].span
    assert document.quote(table.caption) == "Sales"


def test_a_header_of_two_rows_names_each_column_in_full():
    document = read(
        "<table><thead><tr><th rowspan=2>Maker<th colspan=2>2017</tr><tr><th>Units<th>Share</tr>"
        "</thead><tr><td>Renault<td>5<td>6 %</table>"
    )
    (table,) = blocks(document, Table)
    assert words(document, table.header) == ["Maker", "2017 Units", "2017 Share"]
    assert words(document, table.rows[0]) == ["Renault", "5", "6 %"]


def test_items_of_nested_lists_are_apart():
    document = read("<p>Two things:</p><ul><li>one<ol><li>a</li><li>b</li></ol></li><li>two</ul>")
    (found,) = blocks(document, BulletList)
    assert words(document, found.items) == ["one", "a", "b", "two"]
    assert document.quote(found.span) == "- one\n  1. a\n  2. b\n- two"
    assert document.quote(found.lead_in) == "Two things:"


def test_terms_stand_with_what_they_mean():
    document = read("<dl><dt>AGM<dd>yearly meeting<dt>CEO<dd><p>head</p></dl>")
    (found,) = blocks(document, BulletList)
    assert words(document, found.items) == ["AGM: yearly meeting", "CEO: head"]


def test_navigation_stands_apart_at_the_end():
    document = read("<nav><ul><li>Home<li>News</ul></nav><h1>Fees</h1><p>They rose.</p>")
    assert document.text == "Fees\n\nThey rose.\n\n- Home\n- News\n"
    assert blocks(document, BulletList)[0].path == ()


def test_what_a_page_does_not_show_is_left_out():
    document = read("<script>x</script><p hidden>y</p><style>z</style><!-- c --><p>Seen.</p>")
    assert document.text == "Seen.\n"


def test_a_table_that_lays_out_a_page_is_no_table():
    document = read(
        "<table><tr><td><h2>Fees</h2><p>One. Two.</p></td><td><table><tr><td>a<td>b"
        "</tr><tr><td>c<td>d</tr></table></td></tr></table>"
    )
    assert [type(block) for block in document.blocks] == [Heading, Paragraph, Table]


def test_the_encoding_that_a_page_names_is_taken():
    data = '<meta charset="windows-1250"><p>Łódź</p>'.encode("cp1250")
    document = HtmlReader().read(data, "page.html")
    assert (document.text, document.encoding) == ("Łódź\n", "cp1250")


def test_a_page_without_text_is_skipped():
    with pytest.raises(SkippedError, match="without text"):
        read("<html><body><img src=a></body></html>")


def test_200_000_nested_elements_are_read():
    document = read("<div>" * 200_000 + "deep")
    assert document.text == "deep\n"


def test_spans_that_would_blow_up_a_table_are_taken_as_one():
    rows = "<tr><td rowspan=60000 colspan=1000>x</td></tr>" * 200
    document = read(f"<table>{rows}</table>")
    assert len(document.text) < 2000


def test_what_leads_through_the_site_stands_at_the_end_under_no_heading():
    document = read(
        "<div role=navigation><ul><li>Home</ul></div><h1>Fees</h1><article><p>They rose."
        "<footer>By the board.</footer></article><p>They fell.</p><footer><p>Imprint.</footer>"
    )
    assert document.text == (
        "Fees\n\nThey rose.\n\nBy the board.\n\nThey fell.\n\n- Home\n\nImprint.\n"
    )
    assert document.blocks[-1].path == ()


def test_a_list_in_an_item_of_navigation_ends_with_it():
    document = read("<ul><li role=navigation><ul><li>a</ul></li><li>b</ul><p>Words.")
    assert "Words." in document.text
