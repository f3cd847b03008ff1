"""Tables that sentences and lists tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.corpus import Document, Span
from pincite.corpus.structure import find_blocks
from pincite.qa.tables.grid_reading import read_grid
from pincite.qa.tables.told import told_tables

PIECES = (
    "Norwich", "the moon", "saw", "gave", "in", "of the", "and", "but", "which", "it got", "3",
    "1,200", "€5", "12 km", "1999", "4 May 2001", "5 hours 40 minutes", "20 %", "one", ", ", "; ",
    ": ", ". ", "(", ")", "\n- ", "\n\n", "–", "m³",
)  # fmt: skip


def rows_of(text):
    document = Document("a.md", text, find_blocks(text), "A")
    return [
        [tuple(document.quote(cell.span) for cell in row) for row in table.rows]
        for table in told_tables(document, Span(0, len(document.text)))
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Norwich saw 7 shows and 910 guests, Leeds 5 shows and 820 guests, and Truro 9 shows "
            "and 990 guests.",
            [("Norwich", "7", "910"), ("Leeds", "5", "820"), ("Truro", "9", "990")],
        ),
        (
            "In all, 14.6 km of pipe were laid: 6.1 km in Molen, 5.3 km in Linden and 3.2 km in "
            "Zuid.",
            [("Molen", "6.1 km"), ("Linden", "5.3 km"), ("Zuid", "3.2 km")],
        ),
        (
            "A ticket cost EUR 29 in 2003, EUR 41 in 2013 and EUR 58 in 2023.",
            [("2003", "EUR 29"), ("2013", "EUR 41"), ("2023", "EUR 58")],
        ),
        (
            "In 1970 the firm employed 29 people, in 1990 64 and in 2010 118, of whom 61 were "
            "seasonal.",
            [("1970", "29"), ("1990", "64"), ("2010", "118")],
        ),
        (
            "The Mitter reservoir holds 60,000 m³, the newer Sonn basin 95,000 m³.",
            [("The Mitter reservoir", "60,000 m³"), ("the newer Sonn basin", "95,000 m³")],
        ),
        (
            "Of the 33 people, 14 are botanists, 6 are technicians and 9 are drivers.",
            [("botanists", "14"), ("technicians", "6"), ("drivers", "9")],
        ),
        (
            "Alois ran it from 1926 to 1951, Hermine from 1951 to 1978, Georg from 1978 to 2005.",
            [("Alois", "1926", "1951"), ("Hermine", "1951", "1978"), ("Georg", "1978", "2005")],
        ),
        (
            "- Hall A: 400 seats, built in 1991\n- Hall B: 250 seats, built in 1974\n- Barn: 90 "
            "seats, built in 1880\n",
            [("Hall A", "400", "1991"), ("Hall B", "250", "1974"), ("Barn", "90", "1880")],
        ),
    ],
)
def test_what_stands_in_parallel_is_a_row_each(text, rows):
    assert rows_of(text) == [rows]


@pytest.mark.parametrize(
    "text",
    [
        "The firm was founded in 1926.",
        "It costs 5 euros and takes 3 hours.",
        "Mary, John and Ann came at once.",
        "- bread\n- 3 eggs\n- milk\n- salt\n",
    ],
)
def test_other_sentences_and_lists_tell_no_table(text):
    assert rows_of(text) == []


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_whatever_a_text_says_every_cell_of_its_tables_stands_in_it(pieces):
    text = " ".join(pieces)
    document = Document("a.md", text, find_blocks(text), "A")
    for table in told_tables(document, Span(0, len(text))):
        lines = (table.header, *table.rows)
        assert all(len(line) == len(table.header) for line in lines)
        assert all(0 <= c.span.start <= c.span.end <= len(text) for line in lines for c in line)
        assert read_grid(document, table).key_column < len(table.header)
