"""The bundled documents that are no plain text."""

from pathlib import Path

import pytest

from pincite.corpus import Table, find_files, load_document

DOCUMENTS = Path(__file__).parents[3] / "corpus" / "documents"


@pytest.fixture(scope="module")
def bundled():
    found = find_files([DOCUMENTS])
    return {
        file.path.suffix: load_document(file)
        for file in found
        if file.path.suffix in (".html", ".pdf", ".docx", ".xlsx")
    }


def row(document, first):
    tables = [block for block in document.blocks if isinstance(block, Table)]
    rows = ([document.quote(cell.span) for cell in row] for table in tables for row in table.rows)
    return next(words for words in rows if words[0] == first)


def test_a_merged_cell_of_the_page_stands_in_both_rows(bundled):
    assert row(bundled[".html"], "Aguascalientes 2") == [
        "Aguascalientes 2",
        "Aguascalientes",
        "2013",
    ]


def test_the_pages_of_the_pdf_are_told_apart(bundled):
    document = bundled[".pdf"]
    assert document.page_of(document.text.index("Ionic Materials")) == 1
    assert document.page_of(document.text.index("artificial intelligence")) == 2


def test_the_table_of_the_memo_has_its_rows(bundled):
    assert row(bundled[".docx"], "Renault Master") == ["Renault Master", "Nissan NV400", "Batilly"]


def test_dates_and_per_cent_of_the_workbook_stand_as_shown(bundled):
    assert row(bundled[".xlsx"], "Dacia Duster")[2:] == ["2013-08-20", "80%"]
