"""What numbers of one stretch give together: sums, differences, shares, changes, times."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations, product

from pincite.qa.parsed_question import YEAR
from pincite.qa.tables.amounts import (
    Amount,
    common_style,
    format_amount,
    per_cent_text,
    ratio_text,
)
from pincite.qa.tables.asked_operations import FOR_EACH, likely_operations
from pincite.qa.tables.elapsed import elapsed, lasting
from pincite.qa.tables.operations import Operation, moves
from pincite.qa.tables.periods import are_alike_but_years
from pincite.qa.tables.prose.gathering import Stretch
from pincite.qa.tables.prose.terms import Term, terms_in
from pincite.qa.tables.table_question import TableQuestion
from pincite.qa.words import stems

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
_YEARS = re.compile(
    r"\bhow (?:many|much) (?:\w+ )?(?:years|months|weeks|days|hours|minutes)\b", re.IGNORECASE
)
_LONG = re.compile(r"\b(?:how long|what (?:length|period) of)\b", re.IGNORECASE)
_MANY = re.compile(r"\bhow (?:many|much|large|big)\b|\bwhat\b", re.IGNORECASE)
LEAST_LIKELY = 0.1
"""Of an operation that is tried though the question does not say it in so many words."""
MOST_ASKED = 4
"""Numbers of a question that are worked with."""
_PLANNED = stems("budget budgeted plan planned target forecast estimate estimated")
_OF_TWO = (Operation.DIFFERENCE, Operation.RATIO, Operation.SHARE, Operation.CHANGE)
_MOVED = (Operation.DIFFERENCE, Operation.CHANGE)


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
    asked: float | None = None
    """The number of the question that is worked with, where one is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question may want worked out."""

    operations: Mapping[Operation, bool]
    """Each with whether the question says so in so many words."""
    numbers: Sequence[float]
    """Those of the question that are worked with."""
    time_unit: str | None
    """In which a stretch of time is wanted, "" for any; None where none is."""
    moves_in_time: bool = False
    """Whether one thing is said to have moved within years."""
    years: tuple[str, ...] = ()
    """The two years that something is asked between; empty where it is not two."""
    direction: int = 0
    """1 where a rise is spoken of, -1 where a fall is."""


def wanted_of(asked: TableQuestion) -> Wanted:
    """What the question may want; the same for every stretch."""
    is_time = _YEARS.search(asked.text) or _LONG.search(asked.text)
    time_unit = (asked.time_unit or "") if is_time else None
    numbers = asked_numbers(asked.text)
    return Wanted(
        wanted_operations(asked, numbers),
        numbers,
        time_unit,
        moves_in_time=asked.moves_in_time,
        years=_two_years(asked),
        direction=moves(asked.text),
    )


def _two_years(asked: TableQuestion) -> tuple[str, ...]:
    years = tuple(dict.fromkeys(token.text for token in asked.tokens if token.is_year))
    return years if len(years) == 2 else ()


def wanted_operations(asked: TableQuestion, numbers: Sequence[float]) -> dict[Operation, bool]:
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
    likely = likely_operations(text, LEAST_LIKELY)
    if numbers:
        likely |= {Operation.PRODUCT}
    return {**dict.fromkeys(sorted(likely), False), **found}


def asked_numbers(text: str) -> list[float]:
    """The first numbers of a question that something may be multiplied with or parted by.

    >>> asked_numbers("What do 4 adults pay for two hours, at 15 % off £9 since 1999?")
    [4.0, 2.0, 0.15]
    """
    found = []
    for term in terms_in(text):
        if term.amount is None or term.dimension in ("money", "rank"):
            continue
        number = term.amount.value / (100 if term.dimension == "%" else 1)
        if number > 0 and number != 1:
            found.append(number)
    return found[:MOST_ASKED]


def combine(stretch: Stretch, wanted: Wanted) -> Iterator[Worked]:
    """Everything that the question may mean by the numbers of a stretch."""
    amounts = [term for term in stretch.terms if term.amount is not None]
    if len(stretch.sentences) == 1:
        yield from _with_asked(stretch, amounts, wanted)
    if stretch.rows < 2 and not stretch.is_list:
        yield from _of_unlike(stretch, amounts, wanted.operations)
    for group in _alike(amounts):
        if len(group) < 2 or not (stretch.is_list or _spans(stretch, group)):
            continue
        for operation, is_cued in wanted.operations.items():
            found = _of_group(stretch, operation, group, is_cued=is_cued)
            yield from (each for each in found if _is_meant(each, wanted))
    if wanted.time_unit is not None:
        dates = [term for term in stretch.terms if term.is_time]
        yield from _times(stretch, dates, wanted.time_unit)


def _is_meant(worked: Worked, wanted: Wanted) -> bool:
    """Whether a value is of one thing at two times, where the question speaks of such a move.

    What is said to have risen was less before; a budget is not added to what was spent.
    """
    if worked.operation is Operation.SUM:
        return len({bool(term.around & _PLANNED) for term in worked.terms}) == 1
    if worked.operation not in _MOVED:
        return True
    if wanted.moves_in_time and _are_two_things(worked):
        return False
    if wanted.years and not _are_of(worked, wanted.years):
        return False
    if worked.operation is not Operation.CHANGE or not wanted.direction:
        return True
    first, second = map(_value, worked.terms)
    before, after = (first, second) if worked.is_forward else (second, first)
    return (after > before) == (wanted.direction > 0)


def _are_of(worked: Worked, years: tuple[str, ...]) -> bool:
    """Whether the numbers of a sentence that names both years are those of the two years."""
    if any(term.cell or term.iso for term in worked.terms):
        return True
    text = worked.stretch.document.text
    for sentence in worked.stretch.sentences:
        named = [
            (match.start(), match.group())
            for match in YEAR.finditer(text, sentence.start, sentence.end)
        ]
        if {year for _, year in named} >= set(years):
            amounts = [term for term in worked.stretch.terms if term.amount]
            first = min((t.span.start for t in amounts if t.span.within(sentence)), default=0)
            leads = named[0][0] < first
            places = [t.span.start for t in worked.terms if t.span.within(sentence)]
            told = {_year_of(at, named, leads=leads) for at in places}
            return len(places) == len(worked.terms) and told == set(years)
    return True


def _year_of(place: int, named: Sequence[tuple[int, str]], *, leads: bool) -> str:
    """The year of a number: "in 2022 it sold 4" has it before the number, "4 in 2022" behind."""
    if leads:
        return next((year for at, year in reversed(named) if at < place), "")
    return next((year for at, year in named if at > place), "")


def _are_two_things(worked: Worked) -> bool:
    """Whether its cells are of rows or columns that are more apart than two times are."""
    cells = [term.cell for term in worked.terms if term.cell]
    rows, columns = [cell.row or "" for cell in cells], [cell.column or "" for cell in cells]
    return not (are_alike_but_years(rows) and are_alike_but_years(columns))


def _alike(terms: Sequence[Term]) -> list[list[Term]]:
    """The terms by what they measure; bare numbers go with all that are counts or only one unit."""
    kinds = {(term.dimension, term.unit) for term in terms if term.dimension}
    groups = {kind: [t for t in terms if (t.dimension, t.unit) == kind] for kind in kinds}
    bare = [term for term in terms if not term.dimension]
    unnamed = [term for term in bare if not term.noun]
    if len(kinds) == 1 and unnamed:
        kind = next(iter(kinds))
        mixed = sorted([*groups[kind], *unnamed], key=lambda term: term.span.start)
        return [groups[kind], mixed, bare] if len(groups[kind]) > 1 else [mixed, bare]
    return [*(groups[kind] for kind in sorted(kinds)), bare]


def _of_group(
    stretch: Stretch, operation: Operation, group: Sequence[Term], *, is_cued: bool
) -> Iterator[Worked]:
    if operation in (Operation.SUM, Operation.AVERAGE):
        yield from _sums(stretch, operation, group, is_cued=is_cued)
    if operation not in _OF_TWO:
        return
    if operation is Operation.DIFFERENCE:
        yield from _remainder(stretch, group, is_cued=is_cued)
    for one, other in combinations(group, 2):
        yield from _of_two(stretch, operation, one, other, is_cued=is_cued)


def _spans(stretch: Stretch, terms: Sequence[Term]) -> bool:
    """Whether the terms need all sentences of the stretch; of a list two of its items."""
    held = len({term.sentence for term in terms})
    return held > 1 if stretch.is_list else held == len(stretch.sentences)


def _of_two(
    stretch: Stretch, operation: Operation, one: Term, other: Term, *, is_cued: bool
) -> Iterator[Worked]:
    values = _value(one), _value(other)
    low, high = sorted(values)
    if low <= 0 or low == high or not _spans(stretch, (one, other)):
        return
    pair = (one, other)
    if stretch.rows == 2 and one.column != other.column:
        return
    if operation is Operation.DIFFERENCE:
        text = _written(pair, high - low)
        if text is not None:
            yield Worked(stretch, operation, text, _unit(pair), pair, is_cued)
    elif operation is Operation.RATIO:
        yield Worked(stretch, operation, ratio_text(high / low), None, pair, is_cued)
    elif operation is Operation.SHARE:
        text = f"{per_cent_text(low / high)} %"
        yield Worked(stretch, operation, text, "%", pair, is_cued, is_forward=high == values[0])
    elif operation is Operation.CHANGE:
        for base, is_forward in ((values[0], True), (values[1], False)):
            text = f"{per_cent_text((high - low) / base)} %"
            yield Worked(stretch, operation, text, "%", pair, is_cued, is_forward=is_forward)


def _with_asked(stretch: Stretch, terms: Sequence[Term], wanted: Wanted) -> Iterator[Worked]:
    """What a number of a sentence gives with a number of the question: so many at so much."""
    cued = wanted.operations
    for term, number in product(terms, wanted.numbers):
        if term.dimension in ("%", "rank"):
            continue
        value, unit = _value(term), _unit([term])
        for operation, worked in (
            (Operation.PRODUCT, value * number),
            (Operation.RATIO, value / number),
        ):
            if operation in cued and (operation is Operation.PRODUCT or value > number > 1):
                text = _single(term, worked)
                yield Worked(stretch, operation, text, unit, (term,), cued[operation], asked=number)


def _of_unlike(
    stretch: Stretch, terms: Sequence[Term], wanted: Mapping[Operation, bool]
) -> Iterator[Worked]:
    """What two numbers of different things give: so much for each, so many at so much."""
    for_each = [wanted[each] for each in FOR_EACH if each in wanted]
    if not for_each and Operation.PRODUCT not in wanted:
        return
    for one, other in permutations(terms, 2):
        if _is_alike(one, other) or not _spans(stretch, (one, other)):
            continue
        first, second = _value(one), _value(other)
        if for_each and first > second > 1:
            text, cued = _single(one, first / second), any(for_each)
            yield Worked(stretch, Operation.RATIO, text, _unit([one]), (one, other), cued)
        is_priced = one.dimension == "money" and other.dimension != "money"
        if Operation.PRODUCT in wanted and is_priced and first > 0 and second > 1:
            text, cued = _single(one, first * second), wanted[Operation.PRODUCT]
            yield Worked(stretch, Operation.PRODUCT, text, _unit([one]), (one, other), cued)


def _is_alike(one: Term, other: Term) -> bool:
    """Whether two numbers are of one kind, or one of them is no amount of anything."""
    if {one.dimension, other.dimension} & {"%", "rank"}:
        return True
    if one.dimension or other.dimension:
        return one.dimension == other.dimension
    return one.noun == other.noun and one.column == other.column


def _single(term: Term, value: float) -> str:
    """A value written as the number it comes of is, with as few decimals as it needs."""
    amount = term.amount or Amount(value)
    if abs(value) < amount.magnitude:
        amount = replace(amount, magnitude=1.0, magnitude_word="", decimals=0)
    scaled = value / amount.magnitude
    is_money = term.dimension == "money"
    places = (amount.decimals, 2) if is_money else range(amount.decimals, 2)
    exact = (n for n in places if abs(scaled - round(scaled, n)) < 1e-9)
    return format_amount(value, amount, next(exact, max(2, amount.decimals)))


def _sums(
    stretch: Stretch, operation: Operation, group: Sequence[Term], *, is_cued: bool
) -> Iterator[Worked]:
    sizes = {2, min(3, len(group)), len(group)}
    for size in sorted(sizes):
        for terms in combinations(group, size):
            if stretch.rows == 2 and len({term.column for term in terms}) > 1:
                continue
            if not _spans(stretch, terms):
                continue
            total = sum(map(_value, terms))
            if operation is Operation.SUM:
                text = _written(terms, total)
            else:
                text = _single(terms[0], total / size) if _style(terms) else None
            if text is not None:
                whole, unit = size == len(group), _unit(terms)
                yield Worked(stretch, operation, text, unit, terms, is_cued, is_whole=whole)


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
        text = _time_between(one, other, unit) if _spans(stretch, (one, other)) else None
        if text is not None:
            yield Worked(stretch, Operation.DIFFERENCE, text, None, (one, other), is_cued=True)


def _time_between(one: Term, other: Term, unit: str) -> str | None:
    if one.minutes is None or other.minutes is None:
        return elapsed(one.iso, other.iso, unit)
    return lasting(abs(other.minutes - one.minutes), unit) if one.minutes != other.minutes else None


def _value(term: Term) -> float:
    return term.amount.value if term.amount is not None else 0.0


def _style(terms: Sequence[Term]) -> Amount | None:
    amounts = [term.amount for term in terms if term.amount is not None]
    style = common_style(amounts)
    if style is None and len({amount.unit for amount in amounts if amount.unit}) < 2:
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
    unit = style.unit if style is not None else None
    return unit or next((term.unit for term in terms if term.cell and term.unit), None)
