"""A place in a table is told by the table's own words, and no answer runs on into the next cell."""

import pytest

from pincite.corpus import Span, Table
from pincite.corpus.plain_text import PlainTextReader
from pincite.corpus.separated_values import SeparatedValuesReader
from pincite.qa.cells import cell_in, table_at, within_cell

MERGED = """# Boats

| Harbour | Boat | Berth |
| --- | --- | --- |
| Annick | Eider | 4 |
| Tarve | Maid of Tarve | 12 |
"""


def place(document, text):
    start = document.text.index(text)
    return Span(start, start + len(text))


@pytest.fixture
def weather():
    content = b"month,coldest,rain\nJanuary,-22.4,101\nFebruary,-14.9,113\n"
    return SeparatedValuesReader().read(content, "weather.csv")


def test_a_span_over_several_cells_is_cut_to_the_first(weather):
    span, name = within_cell(weather, place(weather, "-14.9,113"))
    assert weather.quote(span) == "-14.9"
    assert (name.row, name.column) == ("February", "coldest")


def test_a_span_within_a_cell_stays_as_it_is():
    document = PlainTextReader().read(MERGED.encode(), "boats.md")
    span, name = within_cell(document, place(document, "Maid"))
    assert document.quote(span) == "Maid"
    assert name.names == ("Boats", "Tarve", "Boat")


def test_outside_tables_there_is_no_cell():
    document = PlainTextReader().read(b"The Eider lies at berth 4.", "a.txt")
    assert within_cell(document, Span(4, 9)) == (Span(4, 9), None)


def test_every_cell_is_found_by_each_of_its_characters(weather):
    table = next(block for block in weather.blocks if isinstance(block, Table))
    for cell in (*table.header, *(cell for row in table.rows for cell in row)):
        for offset in range(cell.span.start, cell.span.end):
            place = Span(offset, offset + 1)
            assert table_at(weather, place) == table
            assert cell_in(table, place) == cell
