"""The lines of a page in the order in which a person reads them, column by column."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pincite.corpus.pdf_pages import Fragment
from pincite.corpus.pdf_tables import TableFragment

_MOST_FRAGMENTS = 4000
"""Fragments on a page beyond which no columns are looked for."""
_FEWEST_LINES = 4
"""Lines on each side that make a column."""
_GUTTER = 0.6
"""Sizes of type between two columns, at least."""
_FILLED = 0.55
"""Share of its column that the middle line of running text fills."""
_PROSE_CHARS = 18
"""Characters of the middle line from which a column holds no cells of a table."""
_MOST_CROSSING = 0.34
_EDGE_LINES = 2
_RARE_SHARE = 0.3
"""Share of the pages on which a line stands in the same place for it to be a running head."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line: its cells, one where no wide gap parts its words, and its column's edges."""

    cells: tuple[Fragment, ...]
    column_left: float
    column_right: float

    @property
    def table(self) -> TableFragment | None:
        """The drawn table that stands in place of a line."""
        first = self.cells[0]
        return first if isinstance(first, TableFragment) else None

    @property
    def words(self) -> str:
        """What stands on it."""
        return " ".join(cell.words for cell in self.cells)

    @property
    def left(self) -> float:
        """Where its first cell begins."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where its last cell ends."""
        return self.cells[-1].right

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(cell.top for cell in self.cells)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(cell.bottom for cell in self.cells)

    @property
    def size(self) -> float:
        """The size of its type."""
        return max(cell.size for cell in self.cells)


def read_lines(fragments: Sequence[Fragment]) -> list[PageLine]:
    """The lines of a page in reading order: down a column, then down the next one.

    The cells of a table's row stay on one line.
    """
    if not fragments:
        return []
    gutter = _gutter(fragments) if len(fragments) <= _MOST_FRAGMENTS else None
    if gutter is None:
        return _lines(fragments)
    ordered: list[PageLine] = []
    for band in _bands(fragments, gutter):
        left = [fragment for fragment in band if fragment.right <= gutter]
        right = [fragment for fragment in band if fragment.left >= gutter]
        across = [f for f in band if f.left < gutter < f.right]
        for side in (left, right):
            ordered += read_lines(side)
        ordered += _lines(across) if across else []
    return ordered


def without_running_heads(
    pages: Sequence[Sequence[Fragment]],
) -> tuple[list[list[Fragment]], list[str]]:
    """The fragments without what comes back at the edge of the pages, and what that is.

    Page numbers are taken for the same words on each page.
    """
    counts: Counter[tuple[str, int]] = Counter()
    outermost: Counter[tuple[str, int]] = Counter()
    edges: list[dict[tuple[str, int], tuple[Fragment, ...]]] = []
    for fragments in pages:
        lines = _lines(fragments) if fragments else []
        at_edge = [*lines[:_EDGE_LINES], *lines[_EDGE_LINES:][-_EDGE_LINES:]]
        edges.append({_key(line): line.cells for line in at_edge})
        outermost.update({_key(line) for line in (*lines[:1], *lines[1:][-1:])})
        counts.update(edges[-1].keys())
    fewest = 2 if len(pages) == 2 else max(3, _RARE_SHARE * len(pages))
    surely = {key for key, count in outermost.items() if count >= min(fewest, 3)}
    kept: list[list[Fragment]] = []
    heads: dict[str, None] = {}
    for fragments, edge in zip(pages, edges, strict=True):
        running = {
            key: cells for key, cells in edge.items() if key in surely or counts[key] >= fewest
        }
        dropped = {id(cell) for cells in running.values() for cell in cells}
        heads |= dict.fromkeys(key[0] for key in running)
        kept.append([fragment for fragment in fragments if id(fragment) not in dropped])
    return kept, list(heads)


def _key(line: PageLine) -> tuple[str, int]:
    words = "".join("#" if character.isdigit() else character for character in line.words)
    while "##" in words:
        words = words.replace("##", "#")
    return words, 0 if words == "#" else round(line.top / 4)


def _lines(fragments: Sequence[Fragment]) -> list[PageLine]:
    """The lines of one column from top to bottom."""
    left = min(fragment.left for fragment in fragments)
    right = max(fragment.right for fragment in fragments)
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=_height):
        is_apart = isinstance(fragment, TableFragment) or (
            rows and isinstance(rows[-1][0], TableFragment)
        )
        if rows and not is_apart and rows[-1][0].top < fragment.middle < rows[-1][0].bottom:
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [PageLine(_cells(row), left, right) for row in rows]


def _height(fragment: Fragment) -> float:
    """Where a fragment stands among lines; a table stands where it begins."""
    return fragment.top if isinstance(fragment, TableFragment) else fragment.middle


def _cells(row: Iterable[Fragment]) -> tuple[Fragment, ...]:
    """The fragments of a line from left to right; those with no wide gap between are joined."""
    cells: list[Fragment] = []
    for fragment in sorted(row, key=lambda at: at.left):
        before = cells[-1] if cells else None
        if before and fragment.left - before.right < 0.9 * min(before.size, fragment.size):
            cells[-1] = Fragment(
                f"{before.words} {fragment.words}",
                before.left,
                min(before.top, fragment.top),
                max(before.right, fragment.right),
                max(before.bottom, fragment.bottom),
                max(before.size, fragment.size),
                before.is_bold and fragment.is_bold,
                before.letters + fragment.letters,
            )
        else:
            cells.append(fragment)
    return tuple(cells)


def _gutter(fragments: Sequence[Fragment]) -> float | None:
    """Where two columns of running text part, if they do."""
    best: tuple[int, float] | None = None
    lefts = sorted({round(fragment.left, 1) for fragment in fragments})
    size = median(fragment.size for fragment in fragments)
    for edge in lefts:
        before = [fragment for fragment in fragments if fragment.right < edge - 0.05]
        crossing = sum(f.left < edge - _GUTTER * size and f.right > edge - 0.05 for f in fragments)
        if best is not None and crossing >= best[0]:
            continue
        after = [fragment for fragment in fragments if fragment.left >= edge - 0.1]
        if crossing > _MOST_CROSSING * (len(before) + len(after)):
            continue
        if len(before) + len(after) + crossing < len(fragments):
            continue
        end = max((fragment.right for fragment in before), default=edge)
        if edge - end >= _GUTTER * size and _is_prose(before) and _is_prose(after):
            best = crossing, (edge + end) / 2
    return best[1] if best else None


def _is_prose(side: Sequence[Fragment]) -> bool:
    if len(side) < _FEWEST_LINES:
        return False
    rows = _lines(side)
    lines = [row for row in rows if len(row.cells) == 1 or len(row.words) >= 2 * _PROSE_CHARS]
    if len(lines) < max(_FEWEST_LINES, 0.6 * len(rows)):
        return False
    is_long = median(len(row.words) for row in lines) >= _PROSE_CHARS
    width = median(fragment.right - fragment.left for fragment in _joined(lines))
    narrowest = min(row.column_right - row.column_left for row in lines)
    return is_long and width >= _FILLED * narrowest * _share(lines)


def _joined(lines: Sequence[PageLine]) -> list[Fragment]:
    return [cell for line in lines for cell in line.cells]


def _share(lines: Sequence[PageLine]) -> float:
    """How much of a line one fragment can fill, where several columns stand side by side."""
    return 1 / max(1.0, median(len(line.cells) for line in lines))


def _bands(fragments: Sequence[Fragment], gutter: float) -> list[list[Fragment]]:
    """The page from top to bottom, each band ending with the lines that cross the gutter."""
    crossing = sorted(
        (fragment for fragment in fragments if fragment.left < gutter < fragment.right),
        key=lambda at: at.middle,
    )
    edges = [float("-inf"), *(fragment.middle for fragment in crossing), float("inf")]
    bands = []
    for above, below in pairwise(edges):
        band = [f for f in fragments if above < f.middle <= below]
        if band:
            bands.append(band)
    return bands
