"""The lines of a page in the order in which a person reads them, column by column."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from pincite.corpus.pdf_letters import Fragment
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
_PROSE_SHARE = 0.6
"""Share of the letters of a column that stand in its lines of running text."""
_SAME_EDGE = 2.0
"""Points by which lines that begin below one another may differ."""
_EDGE_LINES = 2
_ROW_CELLS = 3
_LONGEST_NUMBER = 6
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
    parting = _parting(fragments) if len(fragments) <= _MOST_FRAGMENTS else None
    if parting is None:
        return _lines(fragments)
    ordered: list[PageLine] = []
    for band in parting.bands:
        if band.is_parted:
            for side in _sides(band.fragments, parting.gutter):
                ordered += read_lines(side)
        else:
            ordered += read_lines(band.fragments)
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
    ends: list[Sequence[PageLine]] = []
    for fragments in pages:
        at_edge = _at_edge(_lines(fragments)) if fragments else []
        edges.append({_key(line): line.cells for line, _ in at_edge})
        ends.append([line for line, depth in at_edge if depth == 0])
        outermost.update({_key(line) for line in ends[-1]})
        counts.update(edges[-1].keys())
    numbered = _with_page_numbers(ends)
    fewest = 2 if len(pages) == 2 else max(3, _RARE_SHARE * len(pages))
    surely = {key for key, count in outermost.items() if count >= min(fewest, 3)}
    kept: list[list[Fragment]] = []
    heads: dict[str, None] = {}
    for number, (fragments, edge) in enumerate(zip(pages, edges, strict=True)):
        running = {
            key: cells
            for key, cells in edge.items()
            if key in surely or counts[key] >= fewest or (number, key) in numbered
        }
        dropped = {id(cell) for cells in running.values() for cell in cells}
        heads |= dict.fromkeys(key[0] for key in running)
        kept.append([fragment for fragment in fragments if id(fragment) not in dropped])
    return kept, list(heads)


def without_running_margins(
    pages: Sequence[Sequence[Fragment]],
) -> tuple[list[list[Fragment]], list[str]]:
    """What stands sideways on the pages without what comes back, and what that is."""
    counts = Counter(key for fragments in pages for key in set(map(_figureless, fragments)))
    running = {key for key, count in counts.items() if count >= max(2, _RARE_SHARE * len(pages))}
    kept = [[each for each in page if _figureless(each) not in running] for page in pages]
    return kept, sorted(running)


def _at_edge(lines: Sequence[PageLine]) -> list[tuple[PageLine, int]]:
    """The lines at the top and foot of a page that are no rows of a table, and how far inside."""
    found = []
    for inwards in (lines, lines[::-1]):
        for depth, line in enumerate(inwards[: min(_EDGE_LINES, len(lines) // 2 + 1)]):
            inner = inwards[depth + 1] if depth + 1 < len(inwards) else None
            if inner is None or not _are_rows(line, inner):
                found.append((line, depth))
    return found


def _are_rows(line: PageLine, inner: PageLine) -> bool:
    """Whether a line at the edge and the next one inside are rows of one table."""
    gap = max(line.top, inner.top) - min(line.bottom, inner.bottom)
    return min(len(line.cells), len(inner.cells)) >= _ROW_CELLS and gap < 1.5 * line.size


def _with_page_numbers(ends: Sequence[Sequence[PageLine]]) -> set[tuple[int, tuple[str, int]]]:
    """The outermost lines of pages that begin or end with a number that counts the pages."""
    found: dict[int, list[tuple[int, tuple[str, int]]]] = {}
    for number, lines in enumerate(ends):
        for line in lines:
            words = line.words.split()
            for word in {words[0], words[-1]}:
                if word.isdecimal() and len(word) <= _LONGEST_NUMBER:
                    found.setdefault(int(word) - number, []).append((number, _key(line)))
    return {
        place
        for places in found.values()
        if len({number for number, _ in places}) > 1
        for place in places
    }


def _figureless(of: PageLine | Fragment) -> str:
    """The words with # for each number."""
    words = "".join("#" if character.isdigit() else character for character in of.words)
    while "##" in words:
        words = words.replace("##", "#")
    return words


def _key(line: PageLine) -> tuple[str, int]:
    words = _figureless(line)
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
                before.words_at + fragment.words_at
                if before.words_at and fragment.words_at
                else (),
                before.letters + fragment.letters,
            )
        else:
            cells.append(fragment)
    return tuple(cells)


@dataclass(frozen=True, slots=True)
class _Band:
    """What stands between two heights of the page; `is_parted` where it is two columns."""

    fragments: Sequence[Fragment]
    is_parted: bool
    weight: int = 0
    """Letters of running text on the side that has fewer."""


@dataclass(frozen=True, slots=True)
class _Parting:
    """Where columns of running text part, and the bands of the page from top to bottom."""

    gutter: float
    bands: Sequence[_Band]


def _parting(fragments: Sequence[Fragment]) -> _Parting | None:
    """Where two columns of running text part, if they do anywhere."""
    best: tuple[int, float, float] | None = None
    ordered = sorted(fragments, key=_height)
    size = median(fragment.size for fragment in fragments)
    for edge in _column_edges(fragments):
        end = max((f.right for f in fragments if f.right < edge - 0.05), default=edge)
        gap = _gap(fragments, edge, size)
        if gap is None:
            continue
        weight = sum(band.weight for band in _cut(ordered, gap))
        if weight and (best is None or (weight, edge - end) > best[:2]):
            best = weight, edge - end, gap
    if best is None:
        return None
    gutter = best[2]
    return _Parting(gutter, _settled([_surer(band, gutter) for band in _cut(ordered, gutter)]))


def _column_edges(fragments: Sequence[Fragment]) -> list[float]:
    """Where several lines begin below one another, from left to right."""
    edges: list[float] = []
    group: list[float] = []
    for left in sorted(fragment.left for fragment in fragments):
        if group and left - group[0] > _SAME_EDGE:
            edges += group[:1] if len(group) >= _FEWEST_LINES else []
            group = []
        group.append(left)
    return edges + (group[:1] if len(group) >= _FEWEST_LINES else [])


def _gap(fragments: Sequence[Fragment], edge: float, size: float) -> float | None:
    """The middle of the white space in front of a left edge, where there is enough of it."""
    narrow = edge - _GUTTER * size
    ends = [f.right for f in fragments if f.left < narrow and f.right < edge - 0.05]
    end = max((right for right in ends if right <= narrow), default=None)
    return None if end is None else (edge + narrow) / 2


def _cut(ordered: Sequence[Fragment], gutter: float) -> list[_Band]:
    """The page cut where something crosses the gutter, what lies between parted if it is prose."""
    bands: list[_Band] = []
    run: list[Fragment] = []
    across: list[Fragment] = []
    for fragment in ordered:
        if fragment.left < gutter < fragment.right:
            if run:
                bands.append(_band(run, gutter))
                run = []
            across.append(fragment)
        else:
            if across and fragment.top < max(f.bottom for f in across[-2:]) - 1:
                across.append(fragment)
                continue
            if across:
                bands.append(_Band(across, is_parted=False))
                across = []
            run.append(fragment)
    if run:
        bands.append(_band(run, gutter))
    if across:
        bands.append(_Band(across, is_parted=False))
    return bands


def _band(run: Sequence[Fragment], gutter: float) -> _Band:
    weight = min(_prose(side, _FEWEST_LINES) for side in _sides(run, gutter))
    return _Band(run, is_parted=weight > 0, weight=weight)


def _surer(band: _Band, gutter: float) -> _Band:
    """The band parted where the page has columns and one of its own sides is running text."""
    if band.is_parted or any(f.left < gutter < f.right for f in band.fragments):
        return band
    return _Band(
        band.fragments, is_parted=any(_prose(side, 1) for side in _sides(band.fragments, gutter))
    )


def _sides(run: Sequence[Fragment], gutter: float) -> tuple[list[Fragment], list[Fragment]]:
    left = [fragment for fragment in run if fragment.right <= gutter]
    return left, [fragment for fragment in run if fragment.right > gutter]


def _settled(bands: Sequence[_Band]) -> list[_Band]:
    """Neighbouring bands that are not parted joined."""
    settled: list[_Band] = []
    for band in bands:
        if settled and not band.is_parted and not settled[-1].is_parted:
            settled[-1] = _Band([*settled[-1].fragments, *band.fragments], is_parted=False)
        else:
            settled.append(band)
    return settled


def _prose(side: Sequence[Fragment], fewest: int) -> int:
    """How many letters stand there in lines of running text; 0 where most is something else."""
    if len(side) < fewest:
        return 0
    left = min(fragment.left for fragment in side)
    width = max(fragment.right for fragment in side) - left
    whole = long = lines = 0
    for row in _lines(side):
        if row.table:
            continue
        letters = len(row.words)
        whole += letters
        filled = max(cell.right - cell.left for cell in row.cells)
        most = max(len(cell.words) for cell in row.cells)
        if most >= _PROSE_CHARS and filled >= _FILLED * width / len(row.cells):
            long += letters
            lines += 1
    return long if lines >= fewest and long >= _PROSE_SHARE * whole else 0
