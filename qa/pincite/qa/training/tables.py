"""Questions about table rows, written out as the indexer writes them: `Column: cell; Column: cell`.

Two kinds: the look-ups among the questions of WikiTableQuestions, and look-ups made by template.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.qa.training.examples import Example, Group
from pincite.qa.training.rows import Row, occurrences

MAX_CELL_CHARS = 120
MAX_ROWS_SHOWN = 6
CAPTIONS = (
    "",
    "",
    "",
    "Table",
    "Table 1",
    "Overview",
    "Results",
    "List",
    "Data > Table 2",
    "Annex",
)

COLUMN_OF_KEY = (
    "What is the {column} of {key}?",
    "What is the {column} for {key}?",
    "what is the {column} for {key}",
    "What was {key}'s {column}?",
    "Which {column} does {key} have?",
    "{key} {column}",
    "{column} of {key}",
    "{column} {key}?",
    "What does the table give as {column} for {key}?",
    "Tell me the {column} of {key}.",
)
NUMBER_OF_KEY = ("How many {column} does {key} have?", "How much is the {column} of {key}?")
DATE_OF_KEY = ("When was {key}?", "When is the {column} of {key}?", "In what year was {key}?")
KEY_OF_CELL = (
    "Which {keys} has {column} {cell}?",
    "Which {keys} has a {column} of {cell}?",
    "What {keys} is listed with {column} {cell}?",
    "{keys} with {column} {cell}",
    "whose {column} is {cell}?",
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: names of columns, and rows of as many cells (an empty string: no cell)."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def parse_table(name: str, text: str) -> Table | None:
    r"""The table behind a passage of WikiTableQuestions; None when a row cannot be read back.

    >>> parse_table("t", "Year | City\nYear: 2001 | City: Oslo\nCity: Rome").rows
    (('2001', 'Oslo'), ('', 'Rome'))
    """
    header, *lines = text.split("\n")
    columns = tuple(column.strip() for column in header.split(" | "))
    if len(set(columns)) < len(columns) or len(columns) < 2 or not all(columns):
        return None
    rows = []
    for line in lines:
        parts = (cell.partition(": ") for cell in line.split(" | "))
        cells = {column: cell for column, _, cell in parts}
        if not set(cells) <= set(columns):
            return None
        rows.append(tuple(cells.get(column, "").strip() for column in columns))
    return Table(name, columns, tuple(rows)) if len(rows) >= 2 else None


def written(table: Table, row: int) -> tuple[str, dict[int, tuple[int, int]]]:
    """A row as one line, and by column the place of its cell in that line."""
    line, places = "", {}
    for number, (column, cell) in enumerate(zip(table.columns, table.rows[row], strict=True)):
        if not cell:
            continue
        line += f"{'; ' if line else ''}{column}: "
        places[number] = (len(line), len(line) + len(cell))
        line += cell
    return line, places


def shown_rows(
    table: Table, *, around: int | None, without: frozenset[int], rng: random.Random
) -> list[int]:
    """One to MAX_ROWS_SHOWN neighbouring rows, with row `around`, or without the rows `without`."""
    n = len(table.rows)
    count = 1 if rng.random() < 0.5 else rng.randint(2, MAX_ROWS_SHOWN)
    centre = around if around is not None else rng.randrange(n)
    start = max(0, min(centre - rng.randrange(count), n - count))
    rows = [row for row in range(start, min(n, start + count)) if row not in without]
    return rows


def table_example(
    table: Table,
    question: str,
    gold: tuple[int, int] | None,
    rows: Sequence[int],
    prefix: str,
    style: str,
) -> Example:
    """The question beside some rows, one a line; the gold cell (row, column) is the place."""
    passage = ""
    places: list[tuple[int, int]] = []
    for row in rows:
        line, cells = written(table, row)
        if gold and gold[0] == row:
            start, end = cells[gold[1]]
            places.append((start + len(passage), end + len(passage)))
        passage += line + "\n"
    return Example(question, passage.rstrip("\n"), tuple(places), prefix, style)


def table_group(
    table: Table,
    question: str,
    gold: tuple[int, int],
    *,
    style: str,
    negative_share: float,
    rng: random.Random,
) -> Group:
    """The question with rows that hold its cell and, for a share of the calls, rows that do not.

    Rows whose cell in the gold column reads the same are never shown as wrong ones.
    """
    prefix = rng.choice(CAPTIONS)
    right = table_example(
        table,
        question,
        gold,
        shown_rows(table, around=gold[0], without=frozenset(), rng=rng),
        prefix,
        style,
    )
    if rng.random() >= negative_share:
        return (right,)
    cell = table.rows[gold[0]][gold[1]]
    same = frozenset(i for i, row in enumerate(table.rows) if cell in row) | {gold[0]}
    others = shown_rows(table, around=None, without=same, rng=rng)
    if not others:
        return (right,)
    wrong = table_example(table, question, None, others, prefix, f"{style} wrong")
    return (right, wrong)


def is_number(cell: str) -> bool:
    """Whether a cell is a count or an amount."""
    return bool(re.fullmatch(r"[$€£]?\d[\d,.]*\s?%?", cell))


def is_date(cell: str) -> bool:
    """Whether a cell holds a year and little else."""
    return bool(re.search(r"\b(1[5-9]|20)\d\d\b", cell)) and len(cell) < 25


def key_column(table: Table) -> int | None:
    """The first column whose cells are all different texts: what a row is called by."""
    for number in range(min(3, len(table.columns))):
        cells = [row[number] for row in table.rows]
        distinct = len(set(cells)) == len(cells) and all(cells)
        if distinct and not all(is_number(cell) for cell in cells):
            return number
    return None


def template_question(
    table: Table, rng: random.Random, *, tries: int = 4
) -> tuple[str, tuple[int, int]] | None:
    """A look-up question and its gold (row, column); None when no draw found a usable cell."""
    made = (_drawn_question(table, rng) for _ in range(tries))
    return next(filter(None, made), None)


def _drawn_question(table: Table, rng: random.Random) -> tuple[str, tuple[int, int]] | None:
    key = key_column(table)
    if key is None:
        return None
    row = rng.randrange(len(table.rows))
    column = rng.choice([c for c in range(len(table.columns)) if c != key])
    cell, name = table.rows[row][column], table.rows[row][key]
    if not cell or not 0 < len(name) <= 60 or len(cell) > MAX_CELL_CHARS or cell in "-–—":
        return None
    heading = table.columns[column]
    heading = heading.lower() if rng.random() < 0.7 else heading
    unique = sum(other[column] == cell for other in table.rows) == 1
    if unique and rng.random() < 0.25:
        wording = rng.choice(KEY_OF_CELL)
        keys = table.columns[key].lower()
        return wording.format(keys=keys, column=heading, cell=cell), (row, key)
    wordings: tuple[str, ...] = COLUMN_OF_KEY
    if is_number(cell) and heading.endswith("s"):
        wordings += NUMBER_OF_KEY
    if is_date(cell) and re.search(r"date|year|time", heading.lower()):
        wordings += DATE_OF_KEY
    return rng.choice(wordings).format(column=heading, key=name), (row, column)


def look_up(row: Row, table: Table) -> tuple[int, int] | None:
    """The gold (row, column) of a question that names another cell of the row; None otherwise.

    Questions that count, compare or go to the row before have no such cell: a reader of rows cannot
    answer them, and their labels would teach it to guess.
    """
    if len(row.texts) != 1 or re.search(r"how many (more|less|fewer)|difference", row.question):
        return None
    answer, question = row.texts[0], row.question.lower()
    golds = [
        (i, j) for i, cells in enumerate(table.rows) for j, c in enumerate(cells) if c == answer
    ]
    for i, j in golds:
        others = [c.lower() for k, c in enumerate(table.rows[i]) if k != j and len(c) >= 3]
        rare = [c for c in others if sum(c in map(str.lower, r) for r in table.rows) <= 2]
        if len(golds) <= 2 and any(occurrences(c, question) for c in rare):
            return i, j
    return None
