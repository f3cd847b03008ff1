"""Drafts questions over given tables: a row named by its key, a column by its name."""

import random
from collections.abc import Iterator, Sequence

from pincite.qa.tables.amounts import parse_amount
from pincite.qa.tables.drafting import Example, TableText, load_wordings

_WORDINGS = load_wordings("records")


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
        wordings = _WORDINGS["look_up"] + (_WORDINGS["numbers"] if is_number else [])
        return chance.choice(wordings), values, row[column], None
    if roll < 0.6:
        is_one = cells.count(row[column]) == 1
        return (chance.choice(_WORDINGS["reverse"]), values, row[key], None) if is_one else None
    if roll < 0.72:
        count = cells.count(row[column])
        return (
            (chance.choice(_WORDINGS["counts"]), values, str(count), float(count))
            if count > 1
            else None
        )
    numbers = [amount.value for amount in amounts if amount is not None]
    if not is_number or len(set(numbers)) < len(numbers):
        return None
    if roll < 0.88:
        highest = chance.random() < 0.6
        values["m"] = chance.choice(_WORDINGS["most"] if highest else _WORDINGS["least"])
        at = numbers.index(max(numbers) if highest else min(numbers))
        if chance.random() < 0.3:
            return chance.choice(_WORDINGS["highest_value"]), values, cells[at], None
        return chance.choice(_WORDINGS["highest"]), values, table.rows[at][key], None
    one, other = chance.sample(range(len(numbers)), 2)
    if numbers[one] < numbers[other]:
        one, other = other, one
    values |= {"k": table.rows[one][key], "j": table.rows[other][key]}
    gap = numbers[one] - numbers[other]
    return chance.choice(_WORDINGS["gaps"]), values, str(gap), gap


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
