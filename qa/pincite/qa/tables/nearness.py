"""How near rows and columns are to a question in meaning, where its words stand in neither."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pincite.qa.evidence import Evidence
from pincite.qa.tables.grid import Grid

MOST_TABLES = 3
"""Tables whose columns are compared: those with the nearest rows."""
MOST_COLUMNS = 10
_FAR = -1.0


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near the rows and columns of one table are, by how retrieval ranked its rows."""

    rows: Mapping[int, float] = field(default_factory=dict)
    """Scores 0..1 of rows less the best row's of any table; 0 is best."""
    columns: Mapping[int, float] = field(default_factory=dict)
    """Cosines of columns less that of the nearest."""

    @property
    def is_known(self) -> bool:
        """Whether retrieval said anything of any row."""
        return bool(self.rows)

    def of_row(self, row: int) -> float:
        """How far behind the nearest row of any table a row is, -1..0."""
        return self.rows.get(row, _FAR)

    def of_table(self) -> float:
        """The same of the table's own nearest row."""
        return max(self.rows.values(), default=_FAR)

    def nearest(self, count: int) -> list[int]:
        """The nearest rows of the table, best first."""
        return sorted(self.rows, key=lambda row: (-self.rows[row], row))[:count]


NOTHING = Nearness()


def nearness_of(evidence: Evidence, grids: Sequence[Grid]) -> list[Nearness]:
    """For each table how near its rows and columns are to the question."""
    scores = [_row_scores(evidence, grid) for grid in grids]
    best = max((score for found in scores for score in found.values()), default=0.0)
    rows = [{row: score - best for row, score in found.items()} for found in scores]
    ahead = sorted(range(len(grids)), key=lambda at: -max(rows[at].values(), default=_FAR))
    columns = _column_cosines(evidence, [(grids[at], rows[at]) for at in ahead[:MOST_TABLES]])
    near = dict(zip(ahead, columns, strict=False))
    return [Nearness(found, near.get(at, {})) for at, found in enumerate(rows)]


def _row_scores(evidence: Evidence, grid: Grid) -> dict[int, float]:
    """For each row that retrieval brought the fused score of its passage."""
    spans = sorted(
        (min(cell.span.start for cell in row if cell is not None), number)
        for number, row in enumerate(grid.rows)
        if any(cell is not None for cell in row)
    )
    starts = [start for start, _ in spans]
    found: dict[int, float] = {}
    for ranked in evidence.ranked:
        passage = ranked.passage
        if passage.document_id != grid.document.document_id or passage.kind != "row":
            continue
        at = bisect_left(starts, passage.span.start)
        while at < len(starts) and starts[at] < passage.span.end:
            found.setdefault(spans[at][1], ranked.score)
            at += 1
    return found


def _column_cosines(
    evidence: Evidence, tables: Sequence[tuple[Grid, Mapping[int, float]]]
) -> list[dict[int, float]]:
    """For each table its columns with their cosines less the best, as names of the nearest row."""
    texts = [_descriptions(grid, rows) for grid, rows in tables]
    every = [text for found in texts for text in found.values()]
    cosines = iter(evidence.similarity(evidence.parsed.text, every) if every else ())
    near = [{column: next(cosines) for column in found} for found in texts]
    return [
        {column: cosine - max(found.values()) for column, cosine in found.items()} for found in near
    ]


def _descriptions(grid: Grid, rows: Mapping[int, float]) -> dict[int, str]:
    """For each named column what it says of the nearest row, in the table's words."""
    if not rows:
        return {}
    nearest = max(rows, key=lambda row: (rows[row], -row))
    label = grid.cell(nearest, grid.key_column)
    named = [(at, name.text) for at, name in enumerate(grid.names) if name is not None]
    of = f" of {label.text[:60]}" if label is not None else ""
    return {at: f"{name}{of}" for at, name in named[:MOST_COLUMNS] if name}
