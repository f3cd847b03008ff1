"""Which rows of a table a question may speak of."""

import re
from collections.abc import Iterator
from itertools import combinations, islice, product

from pincite.qa.tables.bounded import bounded, flagged
from pincite.qa.tables.brackets import bracket_of
from pincite.qa.tables.contrasts import contrast_of, rows_of
from pincite.qa.tables.matching import Links
from pincite.qa.tables.periods import rows_dated, rows_during, rows_ranged
from pincite.qa.tables.selection import By, Selection
from pincite.qa.tables.stretches import rows_within, told_value
from pincite.qa.tables.table_question import Operation
from pincite.qa.tables.tokens import keys_of
from pincite.qa.words import stem

MOST_GROUPS = 8
MOST_SELECTIONS = 40
MOST_NEAR = 3
MOST_NAMED_ROWS = 300
"""Rows that hold words of the question, above which none of them are named one by one."""
_OF_TWO = (Operation.DIFFERENCE, Operation.RATIO, Operation.CHANGE)
_EVERYTHING = re.compile(
    r"^(?:all|whole|entir|group|overal|everyth|everyon|togeth|combin|total|sum)$"
)


def selections(links: Links) -> tuple[Selection, ...]:
    """The selections worth a try, the plainest first; each has a row."""
    return links.once(_selections)


def _selections(links: Links) -> tuple[Selection, ...]:
    return tuple(islice(_apart(_all(links)), MOST_SELECTIONS))


def _all(links: Links) -> Iterator[Selection]:
    groups = list(_groups(links))
    named = [*_named(links), *_set_apart(links)]
    limited = [*bounded(links), *flagged(links)]
    dated = (*rows_ranged(links), *rows_dated(links))
    ranged = [Selection(rows, tokens, By.RANGE, bound_column=c) for rows, tokens, c in dated]
    contrasted = list(_contrasted(links))
    during = list(rows_during(links))
    yield from (Selection(rows, tokens, By.DURING, bound_column=c) for rows, tokens, c in during)
    yield from _within(links)
    yield from groups
    yield from named
    yield from _near(links)
    yield from ranged
    yield from limited
    yield from contrasted
    if links.grid.items:
        yield _everything(links)
    yield from _alike(links)
    yield from _totals(links)
    filters = ranged + limited + contrasted
    for filtered in filters[:4]:
        # Rows of the condition's own words ("2021" of "2021 to 2024") add nothing to it.
        apart = [group for group in groups if not group.tokens & filtered.tokens]
        for group in (*apart[:3], *groups[:2]):
            yield from _both(links, group, filtered)
    for first, second in (*product(ranged[:1], limited[:3]), *combinations(limited[:3], 2)):
        yield from _both(links, first, second)


def _everything(links: Links) -> Selection:
    """All rows; where the question names the rows of one section, all of those."""
    grid = links.grid
    named: dict[int, frozenset[int]] = {}
    for section in set(grid.sections.values()):
        name = grid.text(section, 0)
        own = keys_of(name)
        if own and own <= links.known:
            named[section] = frozenset(at for at, (key, _) in links.keys.items() if key in own)
    if len(named) == 1:
        ((section, tokens),) = named.items()
        rows = tuple(row for row in grid.items if grid.sections.get(row) == section)
        if rows:
            return Selection(rows, tokens, By.ALL)
    return Selection(grid.items, frozenset(), By.ALL)


def _apart(found: Iterator[Selection]) -> Iterator[Selection]:
    seen = set()
    for selection in found:
        mark = (selection.rows, selection.tokens, selection.bound_column)
        if selection.rows and mark not in seen:
            seen.add(mark)
            yield selection


def _groups(links: Links) -> Iterator[Selection]:
    """Rows that hold the same words of the question, the most telling words first."""
    held = {row: found for row in links.rows if (found := _held(links, row))}
    scores = {tokens: links.row_score(tokens) for tokens in set(held.values())}
    ranked = sorted(scores, key=lambda tokens: (-scores[tokens], sorted(tokens)))
    for place, tokens in enumerate(ranked[:MOST_GROUPS]):
        rows = tuple(sorted(row for row, has in held.items() if tokens <= has))
        if place == 0:
            margin = scores[tokens] - (scores[ranked[1]] if len(ranked) > 1 else 0.0)
        else:
            margin = scores[tokens] - scores[ranked[0]]
        keyed = tuple(row for row in rows if links.cell_coverage(row, links.grid.key_column) == 1.0)
        if 0 < len(keyed) < len(rows):
            yield Selection(keyed, tokens, By.WORDS, scores[tokens], max(0.0, margin))
        yield Selection(rows, tokens, By.WORDS, scores[tokens], margin)
    yield from _single_words(links, held, set(ranked[:MOST_GROUPS]))


def _held(links: Links, row: int) -> frozenset[int]:
    """The words that a row holds, but for numbers at the end of a stretch that leaves them out."""
    return frozenset(
        at
        for at, columns in links.rows[row].items()
        if not links.asked.tokens[at].is_number
        or any(not _leaves_out(links, row, column, at) for column in columns)
    )


def _leaves_out(links: Links, row: int, column: int, at: int) -> bool:
    bracket = bracket_of(links.grid.text(row, column)) if column >= 0 else None
    value = told_value(links.asked, at)
    return bracket is not None and not bracket.low <= value <= bracket.high


def _near(links: Links) -> Iterator[Selection]:
    """The rows that retrieval found nearest, with whatever words of the question they hold."""
    for row in links.near.nearest(MOST_NEAR):
        tokens = frozenset(links.rows.get(row, ()))
        yield Selection((row,), tokens, By.MEANING, links.row_score(tokens))


def _within(links: Links) -> Iterator[Selection]:
    """Single rows into whose stretch of numbers or months the question falls."""
    for row, inside, column in rows_within(links):
        held = frozenset(links.rows.get(row, ()))
        score = links.row_score(held) + links.total(inside - held)
        yield Selection((row,), held | inside, By.WITHIN, score, bound_column=column)


def _single_words(
    links: Links, held: dict[int, frozenset[int]], known: set[frozenset[int]]
) -> Iterator[Selection]:
    """All rows that hold one word: what several rows share."""
    words = sorted(
        frozenset().union(*held.values()) if held else (), key=links.weight, reverse=True
    )
    for at in words[:6]:
        tokens = frozenset((at,))
        rows = tuple(sorted(row for row, has in held.items() if at in has))
        if tokens not in known and 1 < len(rows) < len(links.grid.rows):
            yield Selection(rows, tokens, By.WORDS, links.row_score(tokens), -1.0)


def _named(links: Links) -> Iterator[Selection]:
    """Two to six rows that the question names by a whole cell of one column."""
    grid = links.grid
    columns = {
        c for found in links.rows.values() for cells in found.values() for c in cells if c >= 0
    }
    if len(links.rows) > MOST_NAMED_ROWS:
        return
    for column in sorted(columns, key=lambda c: (c != grid.key_column, c))[:6]:
        full = [row for row in sorted(links.rows) if links.cell_coverage(row, column) == 1.0]
        if len(full) < 2 and column == grid.key_column:
            full = [row for row in sorted(links.rows) if links.cell_coverage(row, column) >= 0.5]
            partly = [row for row in sorted(links.rows) if _bears_name(links, row, column)]
            full = partly if len(full) < 2 <= len(partly) else full
        if len(full) > 2 or Operation.SUM in links.asked.cues:
            full = [row for row in full if row not in grid.total_rows]
        rows = [row for row in full if not _is_part_of_another(links, row, full, column)]
        texts = {grid.text(row, column) for row in rows}
        if len(texts) < len(rows):  # "June and July 2024" of a table that has each year's June
            most = max(len(links.rows[row]) for row in rows)
            rows = [row for row in rows if len(links.rows[row]) == most]
        if 2 <= len(rows) <= 6 and len(texts) == len(rows):
            ordered = sorted(rows, key=lambda row: _place(links, row, column))
            tokens = frozenset().union(*(_tokens_in(links, row, column) for row in rows))
            yield Selection(tuple(ordered), tokens, By.NAMES, links.row_score(tokens), 0.0)


def _set_apart(links: Links) -> Iterator[Selection]:
    """Pairs of rows, each named by another word, for a question that sets two things apart.

    Of several rows that a word names that which sums up the others: "income" of "Total income".
    """
    grid = links.grid
    if not any(links.asked.may_mean(operation) for operation in _OF_TWO):
        return
    named: dict[int, list[int]] = {}
    for row in sorted(links.rows):
        for at in _tokens_in(links, row, grid.key_column):
            named.setdefault(at, []).append(row)
    paired = {at: _total_of(links, rows) for at, rows in named.items()}
    usable = [at for at in sorted(paired) if len(paired[at]) == 1]
    for one, other in islice(combinations(usable, 2), MOST_GROUPS):
        rows = (*paired[one], *paired[other])
        if rows[0] != rows[1]:
            tokens = frozenset((one, other))
            yield Selection(rows, tokens, By.NAMES, links.row_score(tokens))


def _total_of(links: Links, rows: list[int]) -> list[int]:
    totals = [row for row in rows if row in links.grid.total_rows]
    return totals if len(rows) > 1 and totals else rows


def _bears_name(links: Links, row: int, column: int) -> bool:
    """Whether a cell holds a name of the question that no other row holds."""
    tokens = _tokens_in(links, row, column)
    return any(links.is_name(at) and links.rarity.get(at) == 1.0 for at in tokens)


def _tokens_in(links: Links, row: int, column: int) -> frozenset[int]:
    return frozenset(at for at, columns in links.rows[row].items() if column in columns)


def _place(links: Links, row: int, column: int) -> int:
    """Where in the question a row is named: by its rarest word."""
    tokens = _tokens_in(links, row, column)
    return max(tokens, key=lambda at: (links.rarity.get(at, 0.0), at))


def _is_part_of_another(links: Links, row: int, rows: list[int], column: int) -> bool:
    own = _tokens_in(links, row, column)
    return any(own < _tokens_in(links, other, column) for other in rows if other != row)


def _alike(links: Links) -> Iterator[Selection]:
    """Of a turned table the rows whose names are of one kind: all days, months, years, races."""
    if not links.grid.is_turned:
        return
    kinds: dict[str, list[int]] = {}
    for row in links.grid.items:
        cell = links.grid.cell(row, 0)
        if cell is not None:
            for kind in _kinds_of(cell.text):
                kinds.setdefault(kind, []).append(row)
    for kind, rows in kinds.items():
        named = frozenset(at for at, t in enumerate(links.asked.tokens) if t.key == stem(kind))
        if 2 <= len(rows) < len(links.grid.items):
            yield Selection(tuple(rows), named, By.ALL)


_DAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?$", re.IGNORECASE)
_MONTH = re.compile(
    r"^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?(?: \d{4})?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?P<kind>[^\W\d_]{3,})\.? (?:\d+|[ivx]+)$", re.IGNORECASE)


def _kinds_of(name: str) -> Iterator[str]:
    """What kinds of thing a name is one of: "Friday" a day, "Race 2" a race."""
    numbered = _NUMBERED.match(name)
    if _DAY.match(name):
        yield "day"
    elif _MONTH.match(name):
        yield "month"
    elif re.fullmatch(r"(?:1[5-9]|20)\d\d", name):
        yield "year"
    elif numbered is not None:
        yield numbered["kind"].casefold()


def _contrasted(links: Links) -> Iterator[Selection]:
    """Rows in which one column stands to another as the question says."""
    contrast = contrast_of(links)
    if contrast is None or not contrast.tells_rows_apart or links.grid.is_turned:
        return
    tokens = contrast.tokens | links.asked.cues.get(Operation.DIFFERENCE, frozenset())
    rows = rows_of(links, contrast)
    yield Selection(rows, tokens, By.CONTRAST, bound_column=contrast.one)


def _totals(links: Links) -> Iterator[Selection]:
    """The total row, for a question that asks for all without its word."""
    words = frozenset(
        at for at, token in enumerate(links.asked.tokens) if _EVERYTHING.match(token.key)
    ) | links.asked.cues.get(Operation.SUM, frozenset())
    totals = sorted(links.grid.total_rows)
    if words and totals and not links.grid.is_turned:
        first = links.grid.document_total(totals)
        if first is not None:
            yield Selection((first,), words, By.TOTAL)


def _both(links: Links, one: Selection, other: Selection) -> Iterator[Selection]:
    rows = tuple(row for row in one.rows if row in set(other.rows))
    if rows and (rows != one.rows or not other.tokens <= one.tokens):
        yield Selection(
            rows, one.tokens | other.tokens, one.by, one.score, one.margin, other.bound_column
        )
