"""The numbers, dates and times of day of a stretch of text, each among the words beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pincite.corpus import Span
from pincite.qa.answers import CellName
from pincite.qa.tables.amounts import Amount, parse_amount
from pincite.qa.values.amounts import amounts_in
from pincite.qa.values.clocks import times_of_day
from pincite.qa.values.composites import FoundAmount
from pincite.qa.values.moments import moments_in
from pincite.qa.values.numerals import numerals_in
from pincite.qa.words import stems

LOCAL_CHARS = 45
_YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")
_LABEL = re.compile(
    r"(?:\b(?:no|nr|number|page|chapter|section|item|room|form|version|step|table|figure|part|"
    r"rule|article|week|day|year|class|type|model)\.?|[#§])\s*$",
    re.IGNORECASE,
)
_THE_ONE = re.compile(r"\b(?:the|this|that|which|each|every|another|any|no)\s$", re.IGNORECASE)
_RIGHT_OF_LABEL = re.compile(r"^(?:[-/:]\w|\w*\d\w*-|(?:st|nd|rd|th)\b)")
_MARKER = re.compile(r"\s*\(?\d{1,2}(?:\.\d{1,2})?[.)]?\s+(?=[A-Z])|\s*\(?\d{1,2}[.)]\s")
_CURRENCY = re.compile(r"(?:[A-Z]{0,2}[$€£¥]|\b[A-Z]{3}) ?$")
_CLAUSE = re.compile(r"[.;:,()]")
_COUNT = re.compile(r"(?<!\d)(?!(?:1[5-9]|20)\d\d(?!\d))\d")
_TWO_UNITS = re.compile(r"\d+ ?[^\W\d_]+\.?,?(?: and)? ?\d+ ?[^\W\d_]+")
_UNIT_AFTER = re.compile(r" ?(?:%|(?!(?:to|and|or|until|till|through)\b)[^\W\d_][^\d.,;:()]*)")


@dataclass(frozen=True, slots=True)
class Term:
    """A number or a date of a text."""

    span: Span
    text: str
    sentence: int
    """Which sentence of its stretch it stands in."""
    around: frozenset[str]
    """Stems of the words beside it."""
    amount: Amount | None
    """None for a date or a time of day."""
    dimension: str = ""
    unit: str = ""
    """Of a cell the one that its names give."""
    noun: str = ""
    iso: str = ""
    """Of a date YYYY, YYYY-MM or YYYY-MM-DD."""
    minutes: int | None = None
    """Of a time of day those since midnight."""
    cell: CellName | None = None
    """Of a cell its names; None in a sentence."""
    column: int | None = None

    @property
    def is_time(self) -> bool:
        """Whether it is a date or a time of day."""
        return bool(self.iso) or self.minutes is not None


def shifted(span: Span, by: int) -> Span:
    """The span further on in a text."""
    return Span(span.start + by, span.end + by)


@lru_cache(maxsize=2048)
def terms_in(text: str) -> tuple[Term, ...]:
    """The amounts and dates of a sentence, in order.

    >>> [term.text for term in terms_in("Of 38 people, eleven left in 1919.")]
    ['38', 'eleven', '1919']
    >>> [term.minutes for term in terms_in("It opens at 9.30 am and closes at 17:00.")]
    [570, 1020]
    >>> [term.text for term in terms_in("It fell from £9 million in 1990 to £7 million.")]
    ['£9 million', '1990', '£7 million']
    >>> terms_in("It took 5 hours 40 minutes.")[0].amount.value
    340.0
    """
    moments = moments_in(text)
    found = [
        _date(text, each.start, each.end, each.moments[0].iso)
        for each in moments
        if each.moments[0].has_year
    ]
    clocks = times_of_day(text)
    found += [
        replace(_date(text, start, end, ""), minutes=minutes) for start, end, minutes in clocks
    ]
    taken = [(each.start, each.end) for each in moments]
    taken += [(start, end) for start, end, _ in clocks]
    for each in amounts_in(text):
        if (whole := _compound(text, each)) is not None:
            found.append(whole)
            continue
        for start, end in _numbers(text, each, taken):
            term = _amount(text, start, end, each)
            if term is not None:
                found.append(term)
    return tuple(sorted(found, key=lambda term: term.span.start))


def _date(text: str, start: int, end: int, iso: str) -> Term:
    return Term(Span(start, end), text[start:end], 0, _around(text, start, end), None, iso=iso)


def _compound(text: str, each: FoundAmount) -> Term | None:
    """A length of time told in two units, as so many of the smaller: "5 hours 40 minutes"."""
    amount, written = each.amount, text[each.start : each.end]
    if amount.dimension != "time" or amount.hedge or not _TWO_UNITS.fullmatch(written):
        return None
    read = Amount(float(round(amount.number)), unit=f"{amount.unit}s", space=" ")
    around = _around(text, each.start, each.end)
    span = Span(each.start, each.end)
    return Term(span, written, 0, around, read, amount.dimension, amount.unit, amount.noun)


def _numbers(
    text: str, each: FoundAmount, taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Where an amount writes its number, or its two, without hedges and dates."""
    end_at = min((first for first, _ in taken if each.start < first < each.end), default=each.end)
    for numeral in numerals_in(text[each.start : end_at]):
        start = each.start + numeral.start
        end = each.start + numeral.start + len(text[start : each.start + numeral.end].rstrip(" .,"))
        if any(first < end and start < last for first, last in taken):
            continue
        before = _CURRENCY.search(text, max(0, start - 5), start)
        start = before.start() if before is not None else start
        unit = _UNIT_AFTER.match(text, end, max(end, end_at))
        yield start, (unit.end() if unit is not None and each.amount.dimension else end)


def _amount(text: str, start: int, end: int, each: FoundAmount) -> Term | None:
    written, amount = text[start:end], each.amount
    is_pronoun = written.casefold() == "one" and _THE_ONE.search(text, 0, start)
    is_label = is_pronoun or _LABEL.search(text, 0, start) or _RIGHT_OF_LABEL.match(text[end:])
    is_bare = not amount.dimension and not amount.noun
    marker = _MARKER.match(text)
    if (is_bare and (is_label or _YEAR.match(written))) or (marker and end <= marker.end()):
        return None
    read = parse_amount(written) or Amount(amount.number)
    if read.magnitude != 1.0 and abs(read.value - amount.number) > 1e-6 * abs(read.value):
        read = replace(read, value=amount.number, magnitude=1.0, magnitude_word="")
    around = _around(text, start, end)
    span = Span(start, end)
    return Term(span, written, 0, around, read, amount.dimension, amount.unit, amount.noun)


def _around(text: str, start: int, end: int) -> frozenset[str]:
    """The stems of the words beside a number, as far as the nearest other clause or number.

    What stands between two numbers goes with the first: "6 engineers and 5 stewards".
    """
    before = _CLAUSE.split(text[max(0, start - LOCAL_CHARS) : start])[-1]
    after = _CLAUSE.split(text[end : end + LOCAL_CHARS])[0]
    own = "" if _COUNT.search(before) else before
    return frozenset(stems(f"{own} {_COUNT.split(after)[0]}"))
