"""What sentences and lists tell of several things in parallel, read as tables."""

from dataclasses import replace

from pincite.corpus import Document, Span
from pincite.qa.evidence import Evidence
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.grid_reading import read_grid
from pincite.qa.tables.grid_store import Kept
from pincite.qa.tables.told.tables import told_tables

__all__ = ["told_grids", "told_tables"]

PASSAGES = 8
_KEPT = Kept[tuple[Grid, ...]](2048)


def told_grids(evidence: Evidence) -> list[tuple[Grid, int]]:
    """What the first passages tell of several things in parallel, each with its passage's rank."""
    found: dict[tuple[str, Span], tuple[Grid, int]] = {}
    for ranked in evidence.ranked[:PASSAGES]:
        document = evidence.document(ranked.passage.document_id)
        for grid in _grids_in(document, ranked.passage.span):
            found.setdefault((document.document_id, grid.table.span), (grid, ranked.rank))
    return list(found.values())


def _grids_in(document: Document, within: Span) -> tuple[Grid, ...]:
    return _KEPT.of(
        document,
        within,
        lambda: tuple(
            replace(read_grid(document, table), is_told=True)
            for table in told_tables(document, within)
        ),
    )
