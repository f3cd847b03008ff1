"""The papers of the harbour authority: one folder with every format that can be read."""

from pathlib import Path

import pytest

from pincite.corpus import Table, find_files, load_document
from pincite.corpus.reading import READERS

FOLDER = Path(__file__).parents[3] / "eval" / "folders" / "formats"


@pytest.fixture(scope="module")
def papers():
    return {file.source: load_document(file) for file in find_files([FOLDER])}


def test_every_format_is_among_them(papers):
    found = {document.format for document in papers.values()}
    assert found >= {reader.format for reader in READERS}


def test_their_encodings_and_languages_are_told(papers):
    assert papers["byelaws.txt"].encoding == "cp1252"
    assert papers["history-of-the-harbour.txt"].encoding == "utf-16-le"
    assert papers["fish-market-notice.txt"].quote(papers["fish-market-notice.txt"].blocks[0].span)
    assert papers["hinweise-fuer-gaeste.txt"].language == "de"
    assert "Renée" in papers["fish-market-notice.txt"].text


@pytest.mark.parametrize(
    ("source", "first", "last"),
    [
        ("annual-review-2024.pdf", "2022", "19"),
        ("berths-and-access.html", "Ice Pier", "yes"),
        ("board-minutes-2025-02.md", "Free berths for rowing clubs", "-"),
        ("byelaws.txt", "Oil put into the water", "£5,000"),
        ("crane-inspection.eml", "Used crane (2014)", "6 months"),
        ("dredging-plan.docx", "Marina", "177,000"),
        ("ferry-berth-briefing.pptx", "Corran Point", "40"),
        ("fish-market-notice.txt", "B2", "yes"),
        ("ice-and-water-2025.tsv", "Total", "8,778"),
        ("pilots-handbook.epub", "80 to 110 m", "1.5"),
        ("tariff-2023.htm", "Ferry", "0.55"),
        ("tariff-marina-people.xlsx", "Visiting yacht over 12 m", "25"),
        ("vessel-movements-2024.csv", "2024-06-05", "North Quay"),
    ],
)
def test_a_row_of_a_table_in_each_format_is_whole(papers, source, first, last):
    document = papers[source]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    rows = [[document.quote(cell.span) for cell in row] for at in tables for row in at.rows]
    assert last in [row[-1] for row in rows if row[0] == first]


def test_the_pages_of_slides_and_pages_of_the_report_are_told_apart(papers):
    talk, review = papers["ferry-berth-briefing.pptx"], papers["annual-review-2024.pdf"]
    assert talk.page_of(talk.text.index("Corran Point")) == 3
    assert review.page_of(review.text.index("hydraulic oil")) == 3
