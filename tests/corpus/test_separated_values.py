from hypothesis import given
from hypothesis import strategies as st

from pincite.corpus import Paragraph, Table, reader_for
from pincite.corpus.separated_values import find_table


def written(text, cells):
    return [text[cell.span.start : cell.span.end] for cell in cells]


def test_quoted_values_may_hold_separators_and_line_ends():
    text = 'Maker,Note\r\nRenault,"French, ""old""\nand large"\r\nNissan,\r\n'
    (table,) = find_table(text)
    assert written(text, table.header) == ["Maker", "Note"]
    assert [written(text, row) for row in table.rows] == [
        ["Renault", 'French, ""old""\nand large'],
        ["Nissan", ""],
    ]


def test_the_separator_is_told_by_its_evenness():
    text = "Maker;2017\nRenault;3,76\nNissan;5,81\n"
    (table,) = find_table(text)
    assert written(text, table.rows[1]) == ["Nissan", "5,81"]


def test_a_line_above_the_header_is_its_caption():
    text = "Sales of cars\n\nMaker,Units\nRenault,5\n"
    above, table = find_table(text)
    assert isinstance(above, Paragraph) and isinstance(table, Table)
    assert table.caption == above.span
    assert written(text, table.header) == ["Maker", "Units"]


def test_a_csv_file_is_read_as_one_table(tmp_path):
    path = tmp_path / "sales.csv"
    path.write_bytes(b"Maker,Units\nRenault,5\n")
    document = reader_for(path).read(path.read_bytes(), "sales.csv")
    assert (document.title, document.format, len(document.blocks)) == ("Sales", "csv", 1)


@given(st.text(alphabet='ab,;\t"\n\r |', max_size=80))
def test_any_text_gives_cells_that_lie_in_it(text):
    for block in find_table(text):
        assert block.span.end <= len(text)
        if isinstance(block, Table):
            assert all(cell.span.within(block.span) for row in block.rows for cell in row)
