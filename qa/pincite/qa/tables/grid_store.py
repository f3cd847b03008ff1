"""Grids that were read, kept for the next question."""

from collections import OrderedDict
from collections.abc import Collection
from threading import Lock

from pincite.corpus import Document, Span, Table
from pincite.qa.tables.grid import Grid, read_grid

LARGE = 20_000
"""Of a table with more cells only the rows that retrieval reached are read."""
MOST_REACHED = 200


class GridStore:
    """The last grids that were read, so that a conversation does not read a table again."""

    def __init__(self, most: int = 64) -> None:
        self._grids: OrderedDict[tuple[str, str, Span], Grid] = OrderedDict()
        self._most = most
        self._lock = Lock()

    def grid(self, document: Document, table: Table, reached: Collection[int] = ()) -> Grid | None:
        """The grid of a table; of a large one only the reached rows. None where it has no rows."""
        if _cells(table) > LARGE:
            return read_grid(document, table, sorted(reached)[:MOST_REACHED]) if reached else None
        name = (document.source, document.sha256, table.span)
        with self._lock:
            known = self._grids.get(name)
        if known is None:
            known = read_grid(document, table)
            with self._lock:
                self._grids[name] = known
                while len(self._grids) > self._most:
                    self._grids.popitem(last=False)
        return known if known.rows else None


def _cells(table: Table) -> int:
    return len(table.rows) * max(len(table.header), len(table.rows[0]) if table.rows else 0)


GRIDS = GridStore()
"""Those of all questions of a process."""
