"""Grids that were read, kept for the next question."""

from collections import OrderedDict
from collections.abc import Callable, Collection
from threading import Lock
from typing import Generic, TypeVar

from pincite.corpus import Document, Span, Table
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.grid_reading import read_grid

T = TypeVar("T")
LARGE = 20_000
"""Of a table with more cells only the rows that retrieval reached are read."""
MOST_REACHED = 200


class Kept(Generic[T]):
    """What was last made of stretches of documents; may be used by several threads at once."""

    def __init__(self, most: int) -> None:
        self._found: OrderedDict[tuple[str, str, Span], T] = OrderedDict()
        self._most = most
        self._lock = Lock()

    def of(self, document: Document, span: Span, make: Callable[[], T]) -> T:
        """What `make` gives for a stretch, made anew only where it is not kept."""
        name = (document.source, document.sha256, span)
        with self._lock:
            known = self._found.get(name)
        if known is None:
            known = make()
            with self._lock:
                self._found[name] = known
                while len(self._found) > self._most:
                    self._found.popitem(last=False)
        return known


class GridStore:
    """The last grids that were read, so that a conversation does not read a table again."""

    def __init__(self, most: int = 64) -> None:
        self._grids = Kept[Grid](most)

    def grid(self, document: Document, table: Table, reached: Collection[int] = ()) -> Grid | None:
        """The grid of a table; of a large one only the reached rows. None where it has no rows."""
        if _cells(table) > LARGE:
            return read_grid(document, table, sorted(reached)[:MOST_REACHED]) if reached else None
        grid = self._grids.of(document, table.span, lambda: read_grid(document, table))
        return grid if grid.rows else None


def _cells(table: Table) -> int:
    return len(table.rows) * max(len(table.header), len(table.rows[0]) if table.rows else 0)


GRIDS = GridStore()
"""Those of all questions of a process."""
