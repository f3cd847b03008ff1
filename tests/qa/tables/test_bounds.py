"""Tables of any size and shape are answered, or passed over, in bounded time."""

import time
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pincite.corpus import Cell, Document, Span, Table
from pincite.indexer.passages import Candidate
from pincite.qa.retrieval import Ranked
from pincite.qa.tables import propose_from_tables
from pincite.qa.tables.grid_reading import read_grid
from pincite.qa.tables.proposing import candidates_of
from pincite.qa.tables.table_question import parse_table_question


def table_document(rows: int, columns: int) -> Document:
    parts: list[str] = []
    at = 0
    lines: list[tuple[Cell, ...]] = []
    for row in range(-1, rows):
        cells = []
        for column in range(columns):
            words = (
                f"name {column}" if row < 0 else f"item{row}" if column == 0 else str(row * column)
            )
            cells.append(Cell(Span(at, at + len(words)), row, column))
            parts.append(words + ("\n" if column == columns - 1 else "|"))
            at += len(words) + 1
        lines.append(tuple(cells))
    text = "".join(parts)
    return Document("big.txt", text, (Table(Span(0, len(text)), (), lines[0], tuple(lines[1:])),))


def test_thousands_of_columns_are_answered_in_bounded_time(evidence_over) -> None:
    document = table_document(6, 3_000)
    evidence = evidence_over(document, "What is the name 77 of item4?")
    begin = time.perf_counter()
    found = propose_from_tables(evidence)
    assert time.perf_counter() - begin < 5
    assert found[0].text == "308"


def test_of_a_very_long_table_the_reached_rows_are_read(evidence_over) -> None:
    document = table_document(50_000, 3)
    evidence = evidence_over(document, "What is the name 2 of item49?")
    row = document.blocks[0].rows[49]
    passage = replace(evidence.ranked[0].passage, span=Span(row[0].span.start, row[-1].span.end))
    evidence = replace(evidence, ranked=(Ranked(Candidate(passage, 1.0, 0.5), 1.0, 1),))
    begin = time.perf_counter()
    found = propose_from_tables(evidence)
    assert time.perf_counter() - begin < 2
    assert found[0].text == "98"


cells = st.text(st.characters(codec="utf-8", exclude_characters="\n|"), max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(cells, min_size=1, max_size=5), min_size=1, max_size=6), st.text(max_size=60)
)
def test_any_table_and_any_question_are_survived(rows: list[list[str]], question: str) -> None:
    text = ""
    lines = []
    for number, row in enumerate(rows, start=-1):
        line = []
        for column, words in enumerate(row):
            line.append(Cell(Span(len(text), len(text) + len(words)), number, column))
            text += words + "|"
        text += "\n"
        lines.append(tuple(line))
    table = Table(Span(0, len(text)), (), lines[0], tuple(lines[1:]))
    document = Document("any.txt", text, (table,))
    grid = read_grid(document, table)
    for candidate, _ in candidates_of([grid], parse_table_question(question), {}):
        assert candidate.cells
