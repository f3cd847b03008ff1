"""Listings from tables: the names of rows or columns, all of them or those that fit a condition."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pincite.corpus import Cell, Document, Span, Table
from pincite.qa.evidence import Evidence
from pincite.qa.several.listing import Listing
from pincite.qa.several.row_conditions import Condition, conditions_of, is_restricted
from pincite.qa.tables.contrasts import contrast_of, rows_of
from pincite.qa.tables.grid_store import GRIDS
from pincite.qa.tables.matching import link
from pincite.qa.tables.table_question import parse_table_question
from pincite.qa.words import stems

MOST_ROWS = 400
MOST_ITEMS = 40
MOST_COLUMNS = 60
_TOTAL = re.compile(r"(?:grand |sub)?(?:total|sum|average|mean)\b|all(?:\s+\w+)?$", re.IGNORECASE)
_CODE = re.compile(r"(?=\D*\d)[^\W_]+(?:[-/.][^\W_]+)*")
_WORDS = re.compile(r"^\D*[a-z]{3}|^[A-Z]{4,}\b")
"""How a cell begins that names something, unlike a code or a date."""


@dataclass(frozen=True, slots=True)
class _View:
    """A table, or the same with rows and columns exchanged."""

    names: tuple[Span | None, ...]
    """Of the columns; the first names the rows."""
    rows: tuple[tuple[Span | None, ...], ...]
    is_turned: bool


def table_listings(
    evidence: Evidence, document: Document, table: Table, rank: int
) -> Iterator[Listing]:
    """What the rows and columns of a table are called, as far as they fit the question."""
    for view in _views(document, table):
        others = _asked_columns(evidence, document, view) or _naming_columns(document, view)
        columns = others if others and _are_codes(evidence, document, view) else [0, *others]
        keys = frozenset(range(len(view.rows))) - _totals(document, view)
        conditions = list(_conditions(evidence, document, view, keys))
        if not view.is_turned:
            conditions += _contrasted(evidence, document, table, view)
        for column in columns:
            yield from _listed(evidence, document, table, view, column, conditions, keys, rank)


def _views(document: Document, table: Table) -> Iterator[_View]:
    """The table as it stands, and turned where it is small."""
    header = tuple(table.header)
    body = list(table.rows[:MOST_ROWS])
    if not header and len(body) > 2 and _is_header(document, body):
        header, body = body[0], body[1:]
    width = max((len(row) for row in body), default=0)
    if not 2 <= width <= MOST_COLUMNS or len(body) < 2:
        return
    if len(header) == width - 1:
        names: tuple[Span | None, ...] = (None, *map(_span, header))
    else:
        names = tuple(_span(header[at]) if at < len(header) else None for at in range(width))
    rows = tuple(
        tuple(_span(row[at]) if at < len(row) else None for at in range(width)) for row in body
    )
    yield _View(names, rows, False)
    if len(rows) <= MOST_ITEMS and 2 < width <= 12:
        turned = tuple((names[at], *(row[at] for row in rows)) for at in range(1, width))
        yield _View((names[0], *(row[0] for row in rows)), turned, True)


def _is_header(document: Document, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row has no digit in a column where most others have one."""
    first, *rest = rows
    return any(
        not _has_digit(document, first[at])
        and sum(at < len(row) and _has_digit(document, row[at]) for row in rest) > 0.6 * len(rest)
        for at in range(len(first))
    )


def _has_digit(document: Document, cell: Cell) -> bool:
    return any(character.isdigit() for character in document.quote(cell.span))


def _span(cell: Cell) -> Span | None:
    return cell.span if len(cell.span) else None


def _text(document: Document, span: Span | None) -> str:
    return document.quote(span).strip("*_ ") if span is not None else ""


def _totals(document: Document, view: _View) -> frozenset[int]:
    return frozenset(
        at for at, row in enumerate(view.rows) if _TOTAL.match(_text(document, row[0]))
    )


def _asked_columns(evidence: Evidence, document: Document, view: _View) -> list[int]:
    """Other columns whose name is the noun that the question asks for."""
    noun = evidence.parsed.asking.noun
    wanted = stems(noun) if noun else set()
    return [
        at
        for at in range(1, len(view.names))
        if not view.is_turned and wanted & stems(_text(document, view.names[at]))
    ]


def _naming_columns(document: Document, view: _View) -> list[int]:
    """The first other column of words, each another, where the first holds codes or dates."""
    if view.is_turned or _names_things(document, view, 0):
        return []
    others = (at for at in range(1, len(view.names)) if _names_things(document, view, at))
    return list(islice(others, 1))


def _are_codes(evidence: Evidence, document: Document, view: _View) -> bool:
    """Whether the first column holds codes that the question does not ask for: "FSV-2105"."""
    texts = [_text(document, row[0]) for row in view.rows[:MOST_ITEMS]]
    is_asked = stems(_text(document, view.names[0])) & evidence.term_weights.keys()
    return not view.is_turned and not is_asked and all(map(_CODE.fullmatch, texts))


def _names_things(document: Document, view: _View, column: int) -> bool:
    """Whether most cells of a column hold words in letters, and hardly two the same."""
    texts = [_text(document, row[column]) for row in view.rows[:MOST_ITEMS]]
    worded = sum(_WORDS.search(text) is not None for text in texts)
    return worded >= 0.8 * len(texts) and len(set(texts)) >= 0.8 * len(texts)


def _conditions(
    evidence: Evidence, document: Document, view: _View, keys: frozenset[int]
) -> Iterator[Condition]:
    names = [_text(document, name) for name in view.names[1:]]
    columns = [
        {at: _text(document, view.rows[at][column]) for at in sorted(keys)}
        for column in range(1, len(view.names))
    ]
    return conditions_of(evidence, names, columns)


def _contrasted(
    evidence: Evidence, document: Document, table: Table, view: _View
) -> Iterator[Condition]:
    """The rows where two columns stand as the question says: "less in 2023 than in 2022"."""
    grid = GRIDS.grid(document, table)
    if grid is None or grid.is_partial:
        return
    links = link(grid, parse_table_question(evidence.parsed.text), evidence.term_weights)
    contrast = contrast_of(links)
    if contrast is None or not contrast.sign:
        return
    cells = (grid.cell(row, grid.key_column) for row in rows_of(links, contrast))
    keys = {cell.span for cell in cells if cell is not None}
    rows = frozenset(at for at, row in enumerate(view.rows) if row[grid.key_column] in keys)
    names = (grid.names[column] for column in (contrast.one, contrast.other))
    said = frozenset().union(*(stems(name.text) for name in names if name is not None))
    yield Condition(rows, said | {"<bound>"}, contrast.one, is_told=True)


def _listed(
    evidence: Evidence,
    document: Document,
    table: Table,
    view: _View,
    column: int,
    conditions: Sequence[Condition],
    keys: frozenset[int],
    rank: int,
) -> Iterator[Listing]:
    """The cells of a column: of all rows, of those of a condition and of two.

    Only of rows that keep to what the question tells of a column that it names.
    """
    told = _told(conditions)
    if not is_restricted(evidence.parsed.text) and all(keys <= fitting for fitting in told):
        yield from _listing(evidence, document, table, view, column, None, keys, rank)
    weights = evidence.term_weights
    ordered = sorted(
        conditions,
        key=lambda each: -sum(weights.get(word, 1.0) for word in each.stems),
    )[:4]
    seen: set[frozenset[int]] = set()
    for place, one in enumerate(ordered):
        both = [
            Condition(one.rows & other.rows, one.stems | other.stems, one.column)
            for other in ordered[place + 1 :]
            if other.column != one.column and one.rows & other.rows
        ]
        for condition in (one, *both):
            rows = condition.rows
            is_fitting = all(rows <= fitting for fitting in told)
            if len(rows) > 1 and rows not in seen and is_fitting:
                seen.add(rows)
                yield from _listing(evidence, document, table, view, column, condition, rows, rank)


def _told(conditions: Sequence[Condition]) -> list[frozenset[int]]:
    """The rows of each condition that is told; of two columns the one that the question names more.

    "More than 15 kg in 2023" tells nothing of the kilograms of 2022; without a year, of neither.
    """
    told = [each for each in conditions if each.is_told]
    return [
        each.rows
        for each in told
        if not any(other.column != each.column and each.stems <= other.stems for other in told)
    ]


def _listing(
    evidence: Evidence,
    document: Document,
    table: Table,
    view: _View,
    column: int,
    condition: Condition | None,
    rows: frozenset[int],
    rank: int,
) -> Iterator[Listing]:
    items: dict[str, Span] = {}
    for at in sorted(rows):
        cell = view.rows[at][column]
        if cell is not None:
            items.setdefault(_text(document, cell), cell)
    if not 1 < len(items) <= MOST_ITEMS:
        return
    name = _text(document, view.names[column])
    caption = document.quote(table.caption) if table.caption else ""
    heading = table.path[-1] if table.path else ""
    words = condition.stems if condition is not None else frozenset()
    weights = evidence.term_weights
    total = sum(weights.values()) or 1.0
    across = _text(document, view.names[condition.column]) if condition is not None else ""
    yield Listing(
        document, tuple(items.values()), f"{heading}\n{caption}\n{name}\n{across}",
        " ".join((document.title, *table.path, caption, name, across, *words)),
        "rows" if condition is not None else "column", rank, table.span,
        {
            "fits_condition": sum(weights.get(word, 0.5) for word in words) / total,
            "is_bounded": float("<bound>" in words),
            "is_turned": float(view.is_turned),
            "other_column": float(column > 0),
        },
        False,
    )  # fmt: skip
