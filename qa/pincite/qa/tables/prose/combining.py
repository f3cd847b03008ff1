"""What numbers of one stretch give together: sums, differences, shares, changes, times."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from pincite.qa.tables.amounts import Amount, common_style, format_amount, ratio_text
from pincite.qa.tables.elapsed import elapsed
from pincite.qa.tables.operations import Operation
from pincite.qa.tables.prose.gathering import Stretch, Term
from pincite.qa.tables.table_question import TableQuestion

_LEFT = re.compile(
    r"\b(?:left|remain\w*|rest|still|short|missing|never|un\w+ed|not|n't|without|outstanding|"
    r"others?|open|lack\w*|cover\w*|contribut\w*)\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:altogether|together|in total|total|in all|combined|both|sum|add\w*|between them|"
    r"includ\w*|whole|overall|and|plus)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:share|proportion|fraction|part|percent\w*|per ?cent)\b|%", re.IGNORECASE)
_YEARS = re.compile(r"\bhow (?:many|much) (?:\w+ )?(?:years|months|weeks|days)\b", re.IGNORECASE)
_LONG = re.compile(r"\b(?:how long|what (?:length|period) of)\b", re.IGNORECASE)
_MANY = re.compile(r"\bhow (?:many|much|large|big)\b|\bwhat\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Worked:
    """A value worked out from terms of one stretch."""

    stretch: Stretch
    operation: Operation
    text: str
    unit: str | None
    terms: tuple[Term, ...]
    is_cued: bool
    """Whether the question says the operation in so many words."""
    is_whole: bool = False
    """Whether it takes all numbers of one kind."""
    is_forward: bool = True
    """Whether the number that stands first is the base of a change."""


def wanted_operations(asked: TableQuestion) -> dict[Operation, bool]:
    """The operations a question may mean, and whether it says so in so many words."""
    text, cues = asked.text, asked.cues
    found: dict[Operation, bool] = {}
    is_share = _PART.search(text) is not None
    if Operation.CHANGE in cues:
        found[Operation.CHANGE] = True
    if is_share:
        found[Operation.SHARE] = Operation.SHARE in cues or Operation.CHANGE not in cues
    if Operation.RATIO in cues:
        found[Operation.RATIO] = True
    if not is_share and Operation.RATIO not in cues:
        if Operation.DIFFERENCE in cues or _LEFT.search(text):
            found[Operation.DIFFERENCE] = Operation.DIFFERENCE in cues
        if Operation.SUM in cues or (_ALL.search(text) and _MANY.search(text)):
            found[Operation.SUM] = Operation.SUM in cues
    return found


def wants_time(asked: TableQuestion) -> bool:
    """Whether a stretch of time is asked for."""
    return bool(_YEARS.search(asked.text) or _LONG.search(asked.text))


def combine(stretch: Stretch, asked: TableQuestion) -> Iterator[Worked]:
    """Everything that the question may mean by the numbers of a stretch."""
    wanted = wanted_operations(asked)
    amounts = [term for term in stretch.terms if term.amount is not None]
    for group in _alike(amounts):
        if len(group) < 2 or len({term.sentence for term in group}) < len(stretch.sentences):
            continue
        for operation, is_cued in wanted.items():
            yield from _of_group(stretch, operation, group, is_cued=is_cued)
    if wants_time(asked):
        dates = [term for term in stretch.terms if term.iso]
        yield from _times(stretch, dates, asked.time_unit or "")


def _alike(terms: Sequence[Term]) -> list[list[Term]]:
    """The terms by what they measure; bare numbers go with all that are counts or only one unit."""
    kinds = {(term.dimension, term.unit) for term in terms if term.dimension}
    groups = {kind: [t for t in terms if (t.dimension, t.unit) == kind] for kind in kinds}
    bare = [term for term in terms if not term.dimension]
    if len(kinds) == 1 and bare:
        kind = next(iter(kinds))
        mixed = sorted([*groups[kind], *bare], key=lambda term: term.span.start)
        return [groups[kind], mixed, bare] if len(groups[kind]) > 1 else [mixed, bare]
    return [*(groups[kind] for kind in sorted(kinds)), bare]


def _of_group(
    stretch: Stretch, operation: Operation, group: Sequence[Term], *, is_cued: bool
) -> Iterator[Worked]:
    if operation is Operation.SUM:
        yield from _sums(stretch, group, is_cued=is_cued)
        return
    if operation is Operation.DIFFERENCE:
        yield from _remainder(stretch, group, is_cued=is_cued)
    for one, other in combinations(group, 2):
        yield from _of_two(stretch, operation, one, other, is_cued=is_cued)


def _spans(stretch: Stretch, terms: Sequence[Term]) -> bool:
    """Whether the terms need all sentences of the stretch."""
    return len({term.sentence for term in terms}) == len(stretch.sentences)


def _of_two(
    stretch: Stretch, operation: Operation, one: Term, other: Term, *, is_cued: bool
) -> Iterator[Worked]:
    values = _value(one), _value(other)
    low, high = sorted(values)
    if low <= 0 or low == high or not _spans(stretch, (one, other)):
        return
    pair = (one, other)
    if operation is Operation.DIFFERENCE:
        text = _written(pair, high - low)
        if text is not None:
            yield Worked(stretch, operation, text, _unit(pair), pair, is_cued)
    elif operation is Operation.RATIO:
        yield Worked(stretch, operation, ratio_text(high / low), None, pair, is_cued)
    elif operation is Operation.SHARE:
        text = f"{100 * low / high:.1f} %"
        yield Worked(stretch, operation, text, "%", pair, is_cued, is_forward=high == values[0])
    elif operation is Operation.CHANGE:
        for base, is_forward in ((values[0], True), (values[1], False)):
            text = f"{100 * (high - low) / base:.1f} %"
            yield Worked(stretch, operation, text, "%", pair, is_cued, is_forward=is_forward)


def _sums(stretch: Stretch, group: Sequence[Term], *, is_cued: bool) -> Iterator[Worked]:
    sizes = {2, len(group)}
    for size in sorted(sizes):
        for terms in combinations(group, size):
            text = _written(terms, sum(map(_value, terms)))
            if text is not None and _spans(stretch, terms):
                whole = size == len(group)
                unit = _unit(terms)
                yield Worked(stretch, Operation.SUM, text, unit, terms, is_cued, is_whole=whole)


def _remainder(stretch: Stretch, group: Sequence[Term], *, is_cued: bool) -> Iterator[Worked]:
    """The largest number less all others: what the parts leave of a whole."""
    if len(group) < 3 or not _spans(stretch, group):
        return
    whole = max(group, key=_value)
    rest = 2 * _value(whole) - sum(map(_value, group))
    text = _written(group, rest) if rest > 0 else None
    if text is not None:
        yield Worked(
            stretch, Operation.DIFFERENCE, text, _unit(group), tuple(group), is_cued, is_whole=True
        )


def _times(stretch: Stretch, dates: Sequence[Term], unit: str) -> Iterator[Worked]:
    for one, other in combinations(dates, 2):
        text = elapsed(one.iso, other.iso, unit) if _spans(stretch, (one, other)) else None
        if text is not None:
            yield Worked(stretch, Operation.DIFFERENCE, text, None, (one, other), is_cued=True)


def _value(term: Term) -> float:
    return term.amount.value if term.amount is not None else 0.0


def _style(terms: Sequence[Term]) -> Amount | None:
    amounts = [term.amount for term in terms if term.amount is not None]
    style = common_style(amounts)
    if style is None:
        measured = next((term for term in terms if term.dimension and term.amount), None)
        unit = measured.amount.unit if measured is not None and measured.amount else None
        bare = common_style([replace(amount, unit=None) for amount in amounts])
        style = replace(bare, unit=unit) if bare is not None else None
    return style


def _written(terms: Sequence[Term], value: float) -> str | None:
    style = _style(terms)
    return format_amount(value, style) if style is not None else None


def _unit(terms: Sequence[Term]) -> str | None:
    style = _style(terms)
    return style.unit if style is not None else None
