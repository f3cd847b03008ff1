"""Drafts questions over given tables: a row named by its key, a column by its name."""

import random
from collections.abc import Iterator, Sequence

from pincite.qa.tables.amounts import parse_amount
from pincite.qa.tables.drafting import Example, TableText

_LOOK_UPS = (
    "what is the {c} of {k}?",
    "{k} {c}",
    "{c} for {k}",
    "what {c} does {k} have?",
    "Which {c} is given for {k}?",
    "{k}: {c}?",
    "tell me the {c} of {k}",
    "What does the table say about the {c} of {k}?",
    "how is the {c} of {k} given",
    "I need the {c} for {k}",
    "which {c} belongs to {k}?",
    "what's {k}'s {c}",
    "Under what {c} is {k} listed?",
)
_NUMBERS = (
    "how many {c} did {k} have?",
    "how many {c} does {k} have",
    "How much {c} for {k}?",
    "number of {c} of {k}",
    "how high is the {c} of {k}?",
    "{k}, how many {c}?",
)
_REVERSE = (
    "which {n} has {v} as its {c}?",
    "what {n} has a {c} of {v}?",
    "{n} with {c} {v}",
    "Which {n} is listed with {v}?",
    "whose {c} is {v}?",
    "for which {n} is the {c} {v}",
    "what {n} does {v} belong to?",
    "{c} {v}: which {n}?",
)
_HIGHEST = (
    "which {n} has the {m} {c}?",
    "what {n} had the {m} {c}",
    "{n} with the {m} {c}",
    "Which {n} is {m} by {c}?",
)
_HIGHEST_VALUE = ("what is the {m} {c}?", "{m} {c} in the table", "How high is the {m} {c}?")
_GAPS = (
    "how many more {c} does {k} have than {j}?", "difference in {c} between {k} and {j}", "By how much does the {c} of {k} exceed that of {j}?",
    "what is the {c} difference of {k} and {j}",
)  # fmt: skip
_COUNTS = (
    "how many {n}s have {v} as {c}?",
    "number of rows with {v}",
    "how many have a {c} of {v}?",
    "How many {n} entries list {v}?",
)
_MOST = ("highest", "largest", "most", "greatest", "biggest")
_LEAST = ("lowest", "smallest", "fewest", "least")


def name_lists(tables: Sequence[TableText]) -> list[tuple[str, ...]]:
    """The distinct short names in the key columns of tables, a list a table."""
    found = []
    for table in tables:
        key = _key_column(table)
        if key is not None:
            names = tuple(dict.fromkeys(row[key] for row in table.rows))
            usable = tuple(name for name in names if 3 <= len(name) <= 28 and not name[0].isdigit())
            numbered = sum(any(c.isdigit() for c in name) for name in usable)
            if len(usable) >= 6 and (not numbered or "Model" in table.names[key]):
                found.append(usable)
    return found


def draft_records(
    tables: Sequence[TableText], chance: random.Random, count: int
) -> Iterator[Example]:
    """Drafted questions over the tables themselves; one in four names a row that is not there."""
    usable = [table for table in tables if _key_column(table) is not None and len(table.rows) > 3]
    for number in range(count):
        table = chance.choice(usable)
        key = _key_column(table) or 0
        columns = [c for c in range(len(table.names)) if c != key and table.names[c].strip()]
        if columns:
            made = _draft(table, key, chance.choice(columns), chance)
            if made is not None:
                yield _example(table, key, made, f"record-{number}", chance)


def _key_column(table: TableText) -> int | None:
    for column in range(min(3, len(table.names))):
        cells = [row[column] for row in table.rows]
        texts = [cell for cell in cells if any(c.isalpha() for c in cell) and len(cell) < 40]
        if len(texts) == len(cells) == len(set(cells)) and table.names[column].strip():
            return column
    return None


def _draft(
    table: TableText, key: int, column: int, chance: random.Random
) -> tuple[str, dict[str, str], str, float | None] | None:
    row = chance.choice(table.rows)
    cells = [r[column] for r in table.rows]
    amounts = [parse_amount(cell) for cell in cells]
    values = {"c": table.names[column], "n": table.names[key], "k": row[key], "v": row[column]}
    is_number = all(amount is not None for amount in amounts)
    roll = chance.random()
    if not row[column].strip("-– "):
        return None
    if roll < 0.45:
        wordings = _LOOK_UPS + (_NUMBERS if is_number else ())
        return chance.choice(wordings), values, row[column], None
    if roll < 0.6:
        is_one = cells.count(row[column]) == 1
        return (chance.choice(_REVERSE), values, row[key], None) if is_one else None
    if roll < 0.72:
        count = cells.count(row[column])
        return (chance.choice(_COUNTS), values, str(count), float(count)) if count > 1 else None
    numbers = [amount.value for amount in amounts if amount is not None]
    if not is_number or len(set(numbers)) < len(numbers):
        return None
    if roll < 0.88:
        highest = chance.random() < 0.6
        values["m"] = chance.choice(_MOST if highest else _LEAST)
        at = numbers.index(max(numbers) if highest else min(numbers))
        if chance.random() < 0.3:
            return chance.choice(_HIGHEST_VALUE), values, cells[at], None
        return chance.choice(_HIGHEST), values, table.rows[at][key], None
    one, other = chance.sample(range(len(numbers)), 2)
    if numbers[one] < numbers[other]:
        one, other = other, one
    values |= {"k": table.rows[one][key], "j": table.rows[other][key]}
    gap = numbers[one] - numbers[other]
    return chance.choice(_GAPS), values, str(gap), gap


def _example(
    table: TableText,
    key: int,
    made: tuple[str, dict[str, str], str, float | None],
    title: str,
    chance: random.Random,
) -> Example:
    template, values, answer, number = made
    spoiled = "{k}" in template and chance.random() < 0.25
    if spoiled:
        table = TableText(
            table.names, tuple(row for row in table.rows if row[key] != values["k"]), table.caption
        )
    question = template.format(**values)
    if chance.random() < 0.4:
        question = question.casefold()
    return Example(question, title, table, None if spoiled else answer, None if spoiled else number)
