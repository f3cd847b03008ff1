"""Lines drawn on a page: joined where they touch, and what they part."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pincite.corpus.pdf_geometry import Box

_THIN = 3.5
"""Points up to which a rectangle is a line."""
_SHORTEST = 6.0
"""Points from which it is a line and not a dot."""
_MOST_CROSSINGS = 1_000_000
_SAME = 2.5
"""Points up to which two lines lie on one another, or an end meets a line."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: where it lies across its direction, and from where to where it runs."""

    at: float
    start: float
    end: float

    def covers(self, start: float, end: float) -> bool:
        """Whether it runs along most of a stretch."""
        return min(self.end, end) - max(self.start, start) > 0.6 * (end - start)


@dataclass(frozen=True, slots=True)
class Rules:
    """The lines of a page, each direction sorted by `at`."""

    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()
    _at: tuple[float, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_at", tuple(rule.at for rule in self.upright))

    def parts(self, left: float, right: float, middle: float) -> bool:
        """Whether an upright line stands between two places at that height."""
        first = bisect_left(self._at, left - 1)
        for rule in self.upright[first:]:
            if rule.at > right + 1:
                return False
            if rule.start <= middle <= rule.end:
                return True
        return False


def find_rules(strokes: Iterable[Box]) -> Rules:
    """The lines that strokes make: thin ones as they are, and of wide ones the four edges."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for box in strokes:
        width, height = box.right - box.left, box.bottom - box.top
        if height <= _THIN and width >= _SHORTEST:
            level.append(Rule((box.top + box.bottom) / 2, box.left, box.right))
        elif width <= _THIN and height >= _SHORTEST:
            upright.append(Rule((box.left + box.right) / 2, box.top, box.bottom))
        elif height > _THIN and width > _THIN:
            level += [Rule(at, box.left, box.right) for at in (box.top, box.bottom)]
            upright += [Rule(at, box.top, box.bottom) for at in (box.left, box.right)]
    return Rules(tuple(_joined(level)), tuple(_joined(upright)))


def snapped(values: Iterable[float]) -> list[float]:
    """The values in order, those that lie together as one."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= _SAME:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def linked(rules: Rules) -> Iterator[Rules]:
    """The groups of lines that cross or touch one another, each with lines of both directions.

    None on a page with so many lines that they make a drawing.
    """
    if len(rules.level) * len(rules.upright) > _MOST_CROSSINGS:
        return
    owner = list(range(len(rules.level) + len(rules.upright)))

    def root(at: int) -> int:
        while owner[at] != at:
            owner[at] = owner[owner[at]]
            at = owner[at]
        return at

    places = [rule.at for rule in rules.upright]
    for number, rule in enumerate(rules.level):
        first = bisect_left(places, rule.start - _SAME)
        for other in range(first, len(places)):
            upright = rules.upright[other]
            if upright.at > rule.end + _SAME:
                break
            if upright.start - _SAME <= rule.at <= upright.end + _SAME:
                owner[root(len(rules.level) + other)] = root(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate(rules.level):
        groups.setdefault(root(number), ([], []))[0].append(rule)
    for number, rule in enumerate(rules.upright, start=len(rules.level)):
        groups.setdefault(root(number), ([], []))[1].append(rule)
    for group_level, group_upright in groups.values():
        if group_level and group_upright:
            yield Rules(tuple(group_level), tuple(group_upright))


def _joined(rules: Sequence[Rule]) -> Iterator[Rule]:
    """Lines that lie on one another as one, in the order of `at`."""
    rows: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if rows and rule.at - rows[-1][0].at <= _SAME:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    for row in rows:
        yield from sorted(_stretches(row), key=lambda rule: rule.start)


def _stretches(row: Sequence[Rule]) -> Iterator[Rule]:
    at = sum(rule.at for rule in row) / len(row)
    start = end = None
    for rule in sorted(row, key=lambda rule: rule.start):
        if start is None or end is None:
            start, end = rule.start, rule.end
        elif rule.start <= end + _SAME:
            end = max(end, rule.end)
        else:
            yield Rule(at, start, end)
            start, end = rule.start, rule.end
    if start is not None and end is not None:
        yield Rule(at, start, end)
