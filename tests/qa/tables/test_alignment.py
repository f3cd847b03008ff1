from pincite.corpus import Document, Table
from pincite.corpus.structure import find_blocks
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.grid_reading import read_grid


def grid_of(text: str) -> Grid:
    document = Document("a.txt", text, find_blocks(text), "A")
    return read_grid(document, next(b for b in document.blocks if isinstance(b, Table)))


def row_of(grid: Grid, row: int) -> list[str | None]:
    return [cell.text if cell is not None else None for cell in grid.rows[row]]


HEAD = "| Line | 2015 | 2016 | 2017 | 2018 |\n| --- | --- | --- | --- | --- |\n"
FULL = "| North | 10 | 12 | 14 | 18 |\n| South | 7 | 7 | 9 | 11 |\n"


def test_totals_place_a_short_row_at_the_right_end() -> None:
    grid = grid_of(HEAD + FULL + "| East | 5 | 6 |\n| Total | 17 | 19 | 28 | 35 |\n")
    assert row_of(grid, 2) == ["East", None, None, "5", "6"]
    assert "2017 to 2018" in grid.notes[2]


def test_totals_place_a_short_row_at_the_left_end() -> None:
    grid = grid_of(HEAD + FULL + "| East | 5 | 6 |\n| Total | 22 | 25 | 23 | 29 |\n")
    assert row_of(grid, 2) == ["East", "5", "6", None, None]


def test_totals_place_two_short_rows_together() -> None:
    rows = "| East | 5 | 6 |\n| West | 3 | 4 |\n| Total | 20 | 23 | 28 | 35 |\n"
    grid = grid_of(HEAD + FULL + rows)
    assert row_of(grid, 2) == ["East", None, None, "5", "6"]
    assert row_of(grid, 3) == ["West", "3", "4", None, None]


def test_without_a_proof_only_the_key_is_placed() -> None:
    grid = grid_of(HEAD + FULL + "| East | 5 | 6 |\n")
    assert row_of(grid, 2) == ["East", None, None, None, None]
    assert [cell.text for cell in grid.loose[2]] == ["5", "6"]


def test_totals_that_fit_nowhere_prove_nothing() -> None:
    grid = grid_of(HEAD + FULL + "| East | 5 | 6 |\n| Total | 90 | 90 | 90 | 90 |\n")
    assert row_of(grid, 2) == ["East", None, None, None, None]


def test_an_unproved_row_answers_nothing(ask) -> None:
    text = "# Trams\n\n" + HEAD + FULL + "| East | 5 | 6 |\n"
    for year in (2015, 2016, 2017, 2018):
        found = ask(text, f"How many trams ran on East in {year}?")
        assert all(p.text not in ("5", "6") or p.probability < 0.5 for p in found)


def test_columns_that_rise_place_a_short_row() -> None:
    head = "| Day | Reading | Sum |\n| --- | --- | --- |\n"
    rows = (
        "| Mon | 4 | 104 |\n| Tue | 9 | 109 |\n| Wed | 112 |\n"
        "| Thu | 15 | 115 |\n| Fri | 18 | 118 |\n| Sat | 20 | 120 |\n"
    )
    assert row_of(grid_of(head + rows), 2) == ["Wed", None, "112"]


def test_a_row_that_lost_its_date_keeps_its_words_and_gets_no_date() -> None:
    rows = (
        "| Mar 2009 | Opened. |\n| May 2010 | First prize won. |\n"
        "| Roof mended. |\n| Jun 2012 | Sold. |\n"
    )
    grid = grid_of("| Date | Event |\n| --- | --- |\n" + rows)
    assert row_of(grid, 2) == [None, "Roof mended."]
