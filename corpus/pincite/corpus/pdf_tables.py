"""Tables whose cells are drawn with lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pincite.corpus.drafts import CellDraft, TableDraft
from pincite.corpus.pdf_letters import HYPHEN, Fragment
from pincite.corpus.pdf_rules import Rule, Rules, linked, snapped

_MOST_LOOKS = 5_000_000
"""Cells times lines beyond which they make a drawing."""
_MOST_GAPS = 0.35
"""Share of the lines within cells that may have a wide gap; more are columns without lines."""
_FILLED = 0.3
"""Share of the cells that must hold words."""

_VALUE = re.compile(r"[^\w]*\d[\d\W]*[A-Za-z%]{0,3}[^\w]*")
"""A number with its signs and unit."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TableFragment(Fragment):
    """A whole table where it stands on the page; its words are those of all cells."""

    table: TableDraft = field(default_factory=lambda: TableDraft(()))
    edges: tuple[float, ...] = ()
    """Where its columns begin and end, from left to right."""


def with_tables(fragments: Sequence[Fragment], rules: Rules) -> list[Fragment]:
    """The fragments with those that stand in the cells of a drawn table as one."""
    rest = list(fragments)
    found: list[Fragment] = []
    for group in linked(rules):
        lattice = _Lattice.of(group)
        if lattice is None:
            continue
        inside = [fragment for fragment in rest if lattice.holds(fragment)]
        table = _table(lattice, inside)
        if table is not None:
            taken = set(map(id, inside))
            rest = [fragment for fragment in rest if id(fragment) not in taken]
            found.append(table)
    return [*rest, *found]


@dataclass(frozen=True, slots=True)
class _Lattice:
    """Columns and rows between lines, and which neighbours no line parts."""

    xs: Sequence[float]
    ys: Sequence[float]
    rules: Rules

    @classmethod
    def of(cls, rules: Rules) -> "_Lattice | None":
        """None where the lines make fewer than two cells."""
        xs = snapped(
            [rule.at for rule in rules.upright]
            + [
                min(rule.start for rule in rules.level),
                max(rule.end for rule in rules.level),
            ]
        )
        ys = snapped(
            [rule.at for rule in rules.level]
            + [
                min(rule.start for rule in rules.upright),
                max(rule.end for rule in rules.upright),
            ]
        )
        places = (len(xs) - 1) * (len(ys) - 1)
        looks = places * (len(rules.level) + len(rules.upright))
        return cls(xs, ys, rules) if places > 1 and looks <= _MOST_LOOKS else None

    def holds(self, fragment: Fragment) -> bool:
        middle = (fragment.left + fragment.right) / 2
        return self.xs[0] <= middle <= self.xs[-1] and self.ys[0] <= fragment.middle <= self.ys[-1]

    def place(self, fragment: Fragment) -> Place:
        """Row and column in which most of a fragment stands."""
        middle = (fragment.left + fragment.right) / 2
        return _between(self.ys, fragment.middle), _between(self.xs, middle)

    def cells(self) -> dict[Place, Place]:
        """The last place of each cell by its first; a cell covers what no line parts."""
        taken: set[Place] = set()
        cells: dict[Place, Place] = {}
        rows, columns = len(self.ys) - 1, len(self.xs) - 1
        for row in range(rows):
            for column in range(columns):
                if (row, column) in taken:
                    continue
                right = column
                while right + 1 < columns and not self._is_parted_right(row, right):
                    right += 1
                below = row
                while below + 1 < rows and not any(
                    self._is_parted_below(below, at) for at in range(column, right + 1)
                ):
                    below += 1
                covered = {(r, c) for r in range(row, below + 1) for c in range(column, right + 1)}
                taken |= covered
                cells[row, column] = (below, right)
        return cells

    def _is_parted_right(self, row: int, column: int) -> bool:
        x, top, bottom = self.xs[column + 1], self.ys[row], self.ys[row + 1]
        return any(abs(rule.at - x) < 3 and rule.covers(top, bottom) for rule in self.rules.upright)

    def _is_parted_below(self, row: int, column: int) -> bool:
        y, left, right = self.ys[row + 1], self.xs[column], self.xs[column + 1]
        return any(abs(rule.at - y) < 3 and rule.covers(left, right) for rule in self.rules.level)


def _between(edges: Sequence[float], value: float) -> int:
    at = sum(edge <= value for edge in edges) - 1
    return min(max(at, 0), len(edges) - 2)


def _table(lattice: _Lattice, inside: Sequence[Fragment]) -> TableFragment | None:
    """The table, or None where the lines are a frame, a form or a drawing."""
    cells, held = _filled(lattice, inside)
    if not _is_table(cells, held):
        return None
    if rules := list(_between_rows(lattice, cells, held)):
        level = (*lattice.rules.level, *rules)
        lattice = _Lattice(
            lattice.xs,
            snapped([*lattice.ys, *(rule.at for rule in rules)]),
            Rules(level, lattice.rules.upright),
        )
        cells, held = _filled(lattice, inside)
    rows: dict[int, list[CellDraft]] = {}
    written: list[Fragment] = []
    for first, last in sorted(cells.items()):
        lines = list(_in_lines(held.get(first, ())))
        written += lines
        spans = (last[0] - first[0] + 1, last[1] - first[1] + 1)
        rows.setdefault(first[0], []).append(CellDraft(joined_words(lines), *spans))
    table = TableDraft(tuple(tuple(rows.get(row, ())) for row in range(len(lattice.ys) - 1)))
    return _as_fragment(lattice, table, written)


def _filled(
    lattice: _Lattice, inside: Sequence[Fragment]
) -> tuple[dict[Place, Place], dict[Place, list[Fragment]]]:
    """The last place of each cell by its first, and the fragments of those that hold some."""
    cells = lattice.cells()
    owner = {
        (row, column): first
        for first, last in cells.items()
        for row in range(first[0], last[0] + 1)
        for column in range(first[1], last[1] + 1)
    }
    held: dict[Place, list[Fragment]] = {}
    for fragment in inside:
        held.setdefault(owner[lattice.place(fragment)], []).append(fragment)
    return cells, held


def _between_rows(
    lattice: _Lattice, cells: dict[Place, Place], held: dict[Place, list[Fragment]]
) -> Iterator[Rule]:
    """Lines that are not drawn, between the rows that stand between two that are."""
    for band in range(len(lattice.ys) - 1):
        columns = {
            first: list(_rows_of(held[first]))
            for first, last in cells.items()
            if first in held and first[0] == last[0] == band
        }
        if not _are_rows(list(columns.values())):
            continue
        lines = list(_rows_of(f for rows in columns.values() for row in rows for f in row))
        for above, below in pairwise(lines):
            at = (max(f.bottom for f in above) + min(f.top for f in below)) / 2
            for first, last in cells.items():
                if first[0] == last[0] == band:
                    yield Rule(at, lattice.xs[first[1]], lattice.xs[last[1] + 1])


def _are_rows(columns: Sequence[Sequence[Sequence[Fragment]]]) -> bool:
    """Whether the lines of cells that stand beside one another are rows of a table."""
    several = [lines for lines in columns if len(lines) > 1]
    if len(several) < 2:
        return False
    if any(sum(_is_value(line) for line in lines) > 1 for lines in several):
        return True
    counts = {len(lines) for lines in columns}
    return len(counts) == 1 and counts.pop() > 3


def _is_value(line: Sequence[Fragment]) -> bool:
    return bool(_VALUE.fullmatch(" ".join(fragment.words for fragment in line)))


def _is_table(cells: dict[Place, Place], held: dict[Place, list[Fragment]]) -> bool:
    rows = {row for row, _ in held}
    columns = {column for _, column in held}
    if len(rows) < 2 or len(columns) < 2 or len(held) < max(4, _FILLED * len(cells)):
        return False
    lines = [line for fragments in held.values() for line in _rows_of(fragments)]
    gaps = sum(
        after.left - before.right > before.size
        for line in lines
        for before, after in pairwise(sorted(line, key=lambda at: at.left))
    )
    return gaps <= _MOST_GAPS * len(lines)


def _as_fragment(
    lattice: _Lattice, table: TableDraft, written: Sequence[Fragment]
) -> TableFragment:
    return TableFragment(
        words=" ".join(fragment.words for fragment in written),
        left=lattice.xs[0],
        top=lattice.ys[0],
        right=lattice.xs[-1],
        bottom=lattice.ys[-1],
        size=min((fragment.size for fragment in written), default=1.0),
        letters=tuple(place for fragment in written for place in fragment.letters),
        table=table,
        edges=tuple(lattice.xs),
    )


def _in_lines(fragments: Iterable[Fragment]) -> Iterator[Fragment]:
    """The fragments of a cell line by line."""
    for row in _rows_of(fragments):
        yield from sorted(row, key=lambda at: at.left)


def _rows_of(fragments: Iterable[Fragment]) -> Iterator[list[Fragment]]:
    row: list[Fragment] = []
    for fragment in sorted(fragments, key=lambda at: at.middle):
        if row and not row[0].top < fragment.middle < row[0].bottom:
            yield row
            row = []
        row.append(fragment)
    if row:
        yield row


def joined_words(lines: Iterable[Fragment]) -> str:
    """The words of lines as one, hyphens of line ends mended."""
    words = ""
    for before, line in pairwise((None, *lines)):
        if line is None:
            continue
        if words.endswith(HYPHEN):
            words = words[:-1]
        elif before is not None:
            words += " "
        words += line.words
    return words.replace(HYPHEN, "-")
