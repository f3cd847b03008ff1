"""What sentences and lists tell of several things in parallel, read as tables."""

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from pincite.corpus import Document, Span
from pincite.qa.evidence import Evidence
from pincite.qa.tables.grid import Grid, read_grid
from pincite.qa.tables.told.tables import told_tables

__all__ = ["told_grids", "told_tables"]


PASSAGES = 8


def told_grids(evidence: Evidence) -> list[tuple[Grid, int]]:
    """What the first passages tell of several things in parallel, each with its passage's rank."""
    found: dict[tuple[str, Span], tuple[Grid, int]] = {}
    for ranked in evidence.ranked[:PASSAGES]:
        document = evidence.document(ranked.passage.document_id)
        for grid in _STORE.grids(document, ranked.passage.span):
            found.setdefault((document.document_id, grid.table.span), (grid, ranked.rank))
    return list(found.values())


class _Store:
    """The grids of the passages that were looked at last."""

    def __init__(self, most: int = 2048) -> None:
        self._found: OrderedDict[tuple[str, str, Span], tuple[Grid, ...]] = OrderedDict()
        self._most = most
        self._lock = Lock()

    def grids(self, document: Document, within: Span) -> tuple[Grid, ...]:
        name = (document.source, document.sha256, within)
        with self._lock:
            known = self._found.get(name)
        if known is None:
            tables = told_tables(document, within)
            known = tuple(replace(read_grid(document, each), is_told=True) for each in tables)
            with self._lock:
                self._found[name] = known
                while len(self._found) > self._most:
                    self._found.popitem(last=False)
        return known


_STORE = _Store()
