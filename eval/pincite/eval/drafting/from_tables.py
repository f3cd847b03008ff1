"""Drafts from tables: a row and a column name a cell; a dated row tells when its event was."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pincite.corpus import Cell, Document, Span, Table
from pincite.eval.drafting.cell_wording import Place, cell_question
from pincite.eval.drafting.clause_parse import parse_clause
from pincite.eval.drafting.drafts import Draft
from pincite.eval.drafting.folder import Folder
from pincite.eval.drafting.naming import Naming
from pincite.eval.drafting.units import unit_of
from pincite.eval.drafting.wording import Wording
from pincite.eval.drafting.words_of_text import Sentence, words_of

_LABEL = re.compile(r"^(?:table|exhibit|figure)\s+[\w.]+[.:]?\s+", re.IGNORECASE)
_TAIL = re.compile(r"\s*(?:\([^)]*\)|:|\*+)\s*$", re.IGNORECASE)
_DATED = re.compile(r"^\d{1,2} \w+ \d{4}$|^\w+ \d{4}$")
_BRACKET = re.compile(r"\s*\([^()]*\)$")
_NUMBERED = re.compile(r"^(?:§ ?)?\d+(?:\.\d+)*\.?\s+")
_SENTENCE = re.compile(r"\b(?:are|is|was|were|she|he|we|they|it)\b", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:total|of which|sum|subtotal|average)\b", re.IGNORECASE)
_DATE_COLUMN = re.compile(r"\b(?:date|when|year|day)\b", re.IGNORECASE)
_BAD_NAME = re.compile(r"[?…:;|<>=]|\.\.\.|^\W*$|\b(?:if|you|your|we)\b", re.IGNORECASE)
LONGEST_NAME = 45
MOST_PER_TABLE = 16


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose first column names its rows."""

    document: Document
    table: Table
    measure: str
    """What its cells tell, from caption or heading; empty where nothing says."""
    heading: str = ""
    """Caption or heading as written, with the unit that it may give."""

    def text(self, cell: Cell) -> str:
        """The cell's words without marks of emphasis and footnotes."""
        plain = self.document.quote(cell.span).strip().strip("*_ ")
        return " ".join(plain.rstrip("†‡* ").split())

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return [self.text(cell) for cell in self.table.header]


def grids_of(document: Document) -> Iterator[Grid]:
    """The document's tables that have a header and whose rows have different names."""
    for block in document.blocks:
        if not isinstance(block, Table) or len(block.header) < 2 or len(block.rows) < 2:
            continue
        heading = _heading(document, block)
        grid = Grid(document, block, _measure(heading), heading)
        names = [grid.text(row[0]) for row in block.rows if row]
        if len(set(names)) == len(names):
            yield grid


def draft_tables(folder: Folder, wording: Wording) -> Iterator[Draft]:
    """Drafts over every table, at most MOST_PER_TABLE each, spread over its cells."""
    naming = folder.naming
    for document in folder.documents:
        for grid in grids_of(document):
            if not _tells_events(grid):
                yield from _spread(list(_cells(grid, naming)))
        for block in document.blocks:
            if isinstance(block, Table):
                yield from _events(Grid(document, block, ""), wording)


def _spread(drafts: list[Draft]) -> list[Draft]:
    """Some of the drafts, with steps that change rows and columns."""
    if len(drafts) <= MOST_PER_TABLE:
        return drafts
    step = len(drafts) / MOST_PER_TABLE
    return [drafts[int(place * step)] for place in range(MOST_PER_TABLE)]


def _cells(grid: Grid, naming: Naming) -> Iterator[Draft]:
    columns = grid.columns
    for number, row in enumerate(grid.table.rows):
        name = grid.text(row[0]) if row else ""
        if grid.table.is_ragged(number) or not is_row_name(name):
            continue
        for cell in row[1:]:
            value = grid.text(cell)
            asked = asked_of(grid, name, columns[cell.column], value, naming)
            if asked and len(value) <= 120:
                question, doubt = asked
                yield replace(_draft(grid, row, cell, question, value), doubt=doubt)


def asked_of(
    grid: Grid, row: str, column: str, value: str, naming: Naming
) -> tuple[str, float] | None:
    """A question for a cell with its doubt; None where the names do not ask well."""
    if not column or len(column) > LONGEST_NAME:
        return None
    columns = grid.columns
    own = columns[0] if _BRACKET.search(columns[0]) else ""
    corner = _BRACKET.sub("", columns[0])
    unit = unit_of(own) if own else unit_of(grid.heading)
    return cell_question(Place(grid.measure, unit, corner, row, column, value), naming)


def _draft(grid: Grid, row: tuple[Cell, ...], cell: Cell, question: str, value: str) -> Draft:
    start = cell.span.start
    whole = grid.document.quote(cell.span)
    offset = whole.find(value)
    answer = Span(start + max(0, offset), start + max(0, offset) + len(value))
    return Draft(
        question=question,
        answers=(value,),
        kind="table",
        document=grid.document,
        evidence=Span(row[0].span.start, row[-1].span.end),
        answer=answer if offset >= 0 else cell.span,
        rule="cell",
        context=Span(grid.table.header[0].span.start, grid.table.header[-1].span.end),
        doubt=0.05,
    )


def _tells_events(grid: Grid) -> bool:
    """Whether a table has two columns, one of dates."""
    columns = grid.columns
    return len(columns) == 2 and sum(bool(_DATE_COLUMN.search(name)) for name in columns) == 1


def _events(grid: Grid, wording: Wording) -> Iterator[Draft]:
    """Rows of a date and a statement: when was it?"""
    if not _tells_events(grid):
        return
    made = 0
    date_at = 0 if _DATE_COLUMN.search(grid.columns[0]) else 1
    for number, row in enumerate(grid.table.rows):
        if len(row) != 2 or grid.table.is_ragged(number):
            continue
        when, what = row[date_at], row[1 - date_at]
        date = grid.text(when)
        sentence = Sentence(grid.document, what.span, words_of(grid.document.text, what.span))
        clause = parse_clause(sentence)
        if clause is None or clause.goes_on or not re.search(r"\d{4}", date):
            continue
        made += 1
        if made > MOST_PER_TABLE:
            return
        question = wording.inverted("When", clause, clause.chunks)
        draft = _draft(grid, row, when, question, date)
        yield replace(draft, kind="date", rule="dated row", doubt=0.0)


def is_row_name(name: str) -> bool:
    """Whether a cell can name its row in a question: words, and no total."""
    fits = 2 < len(name) <= LONGEST_NAME and any(map(str.isalpha, name))
    return fits and not _TOTAL.search(name) and not _BAD_NAME.search(name)


def _heading(document: Document, table: Table) -> str:
    if table.caption:
        return document.quote(table.caption).strip("*_# ")
    return table.path[-1].strip("*_# ") if table.path else ""


def _measure(heading: str) -> str:
    """The heading as a table is called in a question: no number, unit or mark."""
    plain = _NUMBERED.sub("", _LABEL.sub("", " ".join(heading.split())))
    previous = ""
    while plain != previous:
        previous, plain = plain, _TAIL.sub("", plain)
    plain = plain.lstrip("–—- ").rstrip("?! ")
    plain = plain.capitalize() if plain.isupper() else plain
    plain = "" if _SENTENCE.search(plain) else plain
    named = 3 < len(plain) <= 80 and not _DATED.match(plain) and not heading.endswith("?")
    return plain if named else ""
