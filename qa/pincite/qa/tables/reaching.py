"""The tables that retrieval reached, and those that sentences tell."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import islice

from pincite.corpus import Document, Table
from pincite.indexer.passages import Passage
from pincite.qa.cells import table_name
from pincite.qa.evidence import Evidence
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.grid_store import GRIDS
from pincite.qa.tables.table_question import (
    Operation,
    TableQuestion,
    parse_table_question,
)
from pincite.qa.tables.told import told_grids

PASSAGES = 15
MOST_TABLES = 10
MOST_TOLD_OF, MOST_COMPARED = 2, 40
"""Tables reached by what tells of them, and those looked at for that."""
MOST_CHARS = 150
"""Of what tells of a table."""
_OF_ONE = {Operation.VALUE, Operation.PRODUCT}
"""Operations that do not compare or put together several things."""
Mark = tuple[str, int]
"""A table: its document and where it begins."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A table that a ranked passage stands in, beside, or elsewhere in its document."""

    document: Document
    table: Table
    rank: int
    rows: frozenset[int]
    """The rows that passages stand in."""


def grids_near(evidence: Evidence) -> tuple[list[Grid], list[int]]:
    """The tables that retrieval reached, read, and the rank of the passage each was reached by."""
    grids: list[Grid] = []
    ranks: list[int] = []
    for reached in reached_tables(evidence):
        grid = GRIDS.grid(reached.document, reached.table, reached.rows)
        if grid is not None:
            grids.append(grid)
            ranks.append(reached.rank)
    return grids, ranks


def grids_told(evidence: Evidence, asked: TableQuestion) -> tuple[list[Grid], list[int]]:
    """The same of what sentences and lists tell, where the question may compare several things."""
    if not (asked.cues.keys() | asked.hints) - _OF_ONE:
        return [], []
    found = told_grids(evidence)
    return [grid for grid, _ in found], [rank for _, rank in found]


def reached_tables(evidence: Evidence) -> list[Reached]:
    """The tables that the first passages stand in or share a heading with, best first.

    Then, where something is to be worked out, those told of most like the question.
    """
    found: dict[Mark, Reached] = {}
    for reach in (_stands_in, _stands_beside, _stands_near):
        for ranked in evidence.ranked[:PASSAGES]:
            passage = ranked.passage
            document = evidence.document(passage.document_id)
            for block in document.blocks:
                if isinstance(block, Table) and reach(passage, block):
                    _note(found, Reached(document, block, ranked.rank, _rows_in(block, passage)))
    if parse_table_question(evidence.parsed.text).cues:
        return [*found.values(), *_told_of(evidence, found.keys())]
    return list(found.values())


def _told_of(evidence: Evidence, known: Collection[Mark]) -> list[Reached]:
    """Other tables of documents that were found, by how near what tells of each is.

    A question about all rows of a table ("how many", "the oldest") may be near to none of them.
    """
    of_document: dict[str, int] = {}
    for ranked in evidence.ranked:
        of_document.setdefault(ranked.passage.document_id, ranked.rank)
    tables = (
        Reached(document, block, rank, frozenset())
        for document, rank in ((evidence.document(name), at) for name, at in of_document.items())
        for block in document.blocks
        if isinstance(block, Table) and (document.document_id, block.span.start) not in known
    )
    others = list(islice(tables, MOST_COMPARED))
    texts = [told_of(other.document, other.table) for other in others]
    near = evidence.similarity(evidence.parsed.text, texts) if texts else ()
    nearest = sorted(range(len(others)), key=lambda at: -near[at])
    return [others[at] for at in nearest[:MOST_TOLD_OF]]


def told_of(document: Document, table: Table) -> str:
    """What tells of a table, without its rows: its name, and the names of its columns."""
    names = ", ".join(name for cell in table.header if (name := document.quote(cell.span).strip()))
    return f"{table_name(document, table) or document.title}: {names}"[:MOST_CHARS]


def _stands_in(passage: Passage, table: Table) -> bool:
    return table.span.overlaps(passage.span)


def _stands_beside(passage: Passage, table: Table) -> bool:
    """Whether the table stands under the passage's heading, or under one within it."""
    depth = len(passage.heading)
    return depth > 0 and table.path[:depth] == passage.heading


def _stands_near(passage: Passage, table: Table) -> bool:
    """Whether passage and table stand under one heading with headings of their own."""
    above = passage.heading[:-1]
    return bool(above) and table.path[: len(above)] == above


def _note(found: dict[Mark, Reached], reached: Reached) -> None:
    mark = (reached.document.document_id, reached.table.span.start)
    known = found.get(mark)
    if known is not None:
        found[mark] = replace(known, rows=known.rows | reached.rows)
    elif len(found) < MOST_TABLES:
        found[mark] = reached


def _rows_in(table: Table, passage: Passage) -> frozenset[int]:
    """The rows a passage stands in, found without looking at each."""
    start, end = passage.span.start, passage.span.end
    low, high = 0, len(table.rows)
    while low < high:
        middle = (low + high) // 2
        cells = table.rows[middle]
        if cells and cells[-1].span.end <= start:
            low = middle + 1
        else:
            high = middle
    rows = set()
    while low < len(table.rows) and table.rows[low] and table.rows[low][0].span.start < end:
        rows.add(low)
        low += 1
    return frozenset(rows)
