"""Whether two values say the same."""

import math
import re
from dataclasses import replace
from datetime import date
from typing import Literal

from pincite.qa.values import units
from pincite.qa.values.names import compare_sets, same_name
from pincite.qa.values.readings import Amount, Moment, Name, NameSet, Phrase, Reading, Value
from pincite.qa.words import stem

_DOTTED = re.compile(r"\d+(?:\.\d+){2,}")
Comparison = Literal["same", "different", "incomparable"]
ROUNDING = 0.49  # of a last digit: neighbours such as 43.3 and 43.4 stay apart
ROUNDED_SHARE = 0.05  # no rounding counts that moves a value by more than this
ROUND_NUMBER_SHARE = 0.02  # the same for zeros that may be exact (450,000)
ABOUT = 0.05
CONVERTED = 0.006  # of a value that is converted from another system of units
BEYOND = 0.08  # how far "more than" and "up to" reach


def compare(first: Value, second: Value) -> Comparison:
    """Whether two values are the same, given how precisely each is told.

    >>> from pincite.qa.values import parse_value
    >>> compare(parse_value("nearly 450,000"), parse_value("450,000"))
    'same'
    >>> compare(parse_value("€4 billion"), parse_value("$4 billion"))
    'incomparable'
    """
    found = {_compare(one, other) for one in first.readings for other in second.readings}
    if "same" in found:
        return "same"
    return "different" if "different" in found else "incomparable"


def _compare(first: Reading, second: Reading) -> Comparison:
    match first, second:
        case Amount(), Amount():
            return _compare_amounts(first, second)
        case Moment(), Moment():
            return _compare_moments(first, second)
        case Name(), Name():
            return "same" if same_name(first, second) else "different"
        case NameSet(), NameSet():
            return compare_sets(first, second)
        case Name(), NameSet():
            return _compare_one_with_many(first, second)
        case NameSet(), Name():
            return _compare_one_with_many(second, first)
        case Phrase(), Phrase():
            return _compare_phrases(first, second)
        case (Name(), Amount()) | (Amount(), Name()):
            return _compare_code(first, second)
        case Name(), Phrase():
            return _compare_name_with_phrase(first, second)
        case Phrase(), Name():
            return _compare_name_with_phrase(second, first)
        case _:
            return "incomparable"


def _compare_code(first: Reading, second: Reading) -> Comparison:
    """A version such as 4.2.1 beside 5.0, which alone looks like a number."""
    name, amount = (first, second) if isinstance(first, Name) else (second, first)
    if not (isinstance(name, Name) and isinstance(amount, Amount)) or len(name.words) != 1:
        return "incomparable"
    is_code = _DOTTED.fullmatch(name.words[0]) is not None
    return "different" if is_code and not amount.dimension else "incomparable"


_WEEKDAYS = frozenset(
    stem(day) for day in "monday tuesday wednesday thursday friday saturday sunday".split()
)


def _compare_name_with_phrase(name: Name, phrase: Phrase) -> Comparison:
    """Capitals apart, "Car Park C" and "car park C" are one."""
    words = {stem(word) for word in name.words}
    if phrase.stems == words or (words <= _WEEKDAYS and words <= phrase.stems):
        return "same"
    return "different" if 0 < len(phrase.stems) <= 3 and len(words) <= 3 else "incomparable"


def _compare_one_with_many(one: Name, many: NameSet) -> Comparison:
    """One of several names neither says the same as all of them nor denies it."""
    joined = sorted(word for name in many.names for word in name.words)
    if len(one.words) > 1 and joined == sorted(one.words):
        return "same"  # "Okonjo, Margaret"
    return "incomparable" if any(same_name(one, name) for name in many.names) else "different"


_QUANTIFIERS = frozenset({"everi", "per", "both", "whole", "entir"})


def _compare_phrases(first: Phrase, second: Phrase) -> Comparison:
    short, long = sorted((first.stems - _QUANTIFIERS, second.stems - _QUANTIFIERS), key=len)
    if short and short <= long:
        return "same"
    is_short = len(short) > 0 and len(long) <= 4
    return "different" if is_short else "incomparable"


def _compare_moments(first: Moment, second: Moment) -> Comparison:
    if first.has_year != second.has_year:
        dated, undated = (first, second) if first.has_year else (second, first)
        if dated.last - dated.first > 31:
            return "incomparable"
        dated = _in_year_2000(dated)
        return "same" if _overlap(dated, undated) else "different"
    return "same" if _overlap(first, second) else "different"


def _overlap(first: Moment, second: Moment) -> bool:
    return first.first <= second.last and second.first <= first.last


def _in_year_2000(moment: Moment) -> Moment:
    shift = date.fromordinal(moment.first)
    begin = date(
        2000, shift.month, min(shift.day, 28 if shift.month == 2 else shift.day)
    ).toordinal()
    return Moment(begin, begin + moment.last - moment.first, "", has_year=False)


_TEMPERATURES = {"celsius", "fahrenheit", "kelvin", "degree"}


def _in_celsius(amount: Amount) -> Amount:
    """A temperature in degrees Celsius; others as they are."""
    if amount.dimension not in {"fahrenheit", "kelvin"}:
        return amount
    factor = 5 / 9 if amount.dimension == "fahrenheit" else 1.0
    zero = 32.0 if amount.dimension == "fahrenheit" else 273.15
    number, low, high = ((n - zero) * factor for n in (amount.number, amount.low, amount.high))
    step = amount.step * factor
    return replace(
        amount, number=number, low=low, high=high, step=step, dimension="celsius", unit="°c"
    )


_Scale = tuple[float, float]


def _compare_amounts(first: Amount, second: Amount) -> Comparison:
    kinds = {first.dimension, second.dimension}
    if len(kinds) > 1 and kinds <= _TEMPERATURES and "degree" not in kinds:
        first, second = _in_celsius(first), _in_celsius(second)
    scales = _common_scale(first, second)
    if scales is None:
        return "incomparable"
    one, other = _interval(first, second), _interval(second, first)
    (low, high), (other_low, other_high) = _stretched(one, scales[0]), _stretched(other, scales[1])
    slack = _slack(scales) * max(abs(high), abs(other_high), 1e-12)
    if first.hedge == second.hedge == "range":
        is_same = abs(low - other_low) <= slack and abs(high - other_high) <= slack
        return "same" if is_same else "different"
    return "same" if low <= other_high + slack and other_low <= high + slack else "different"


def _is_bare_range(amount: Amount) -> bool:
    """Whether it is a range of no unit, as in "aged 4 to 15"."""
    return not amount.dimension and amount.hedge == "range"


def _slack(scales: tuple[_Scale, _Scale]) -> float:
    """The share by which converted values may differ: miles told as kilometres are rounded."""
    decades = math.log10(scales[0][0] / scales[1][0])
    is_metric = abs(decades - round(decades)) < 1e-9 or scales[0][0] != scales[0][1]
    return 1e-9 if is_metric or scales[1][0] != scales[1][1] else CONVERTED


def _common_scale(first: Amount, second: Amount) -> tuple[_Scale, _Scale] | None:
    """What each one's unit is worth (least, most) in a common one; None where there is none."""
    same = ((1.0, 1.0), (1.0, 1.0))
    kinds = {first.dimension, second.dimension}
    if "rank" in kinds and (len(kinds) > 1 or _count_others(first, second)):
        return None
    if first.per and second.per and first.per != second.per:
        return None
    if _is_bare_range(first) != _is_bare_range(second) and len(kinds) > 1:
        return None
    if "" in kinds or (len(kinds) > 1 and kinds <= _TEMPERATURES):
        return same
    if len(kinds) > 1:
        return None
    if first.dimension == "time":
        return _durations(first.unit, second.unit)
    if first.dimension == "money" and not units.is_one_currency(first.unit, second.unit):
        return None
    return (first.factor, first.factor), (second.factor, second.factor)


def _count_others(first: Amount, second: Amount) -> bool:
    """Whether ranks are of different things: the third floor, the third edition."""
    return bool(first.noun and second.noun and first.noun != second.noun)


def _durations(first: str, second: str) -> tuple[_Scale, _Scale] | None:
    if first == second:
        return (1.0, 1.0), (1.0, 1.0)
    one, other = units.months(first), units.months(second)
    if one and other:
        return (one, one), (other, other)
    seconds, other_seconds = units.duration(first), units.duration(second)
    return (seconds, other_seconds) if seconds and other_seconds else None


def _stretched(interval: tuple[float, float], scale: _Scale) -> tuple[float, float]:
    low, high = interval
    return min(low * scale[0], low * scale[1]), max(high * scale[0], high * scale[1])


def _interval(amount: Amount, partner: Amount) -> tuple[float, float]:
    """What the amount may stand for, next to the one it is compared with."""
    margin = _rounding(amount, partner)
    low, high, size = amount.low - margin, amount.high + margin, abs(amount.number)
    if amount.hedge == partner.hedge and amount.hedge not in {"about", "nearly", ""}:
        return low, high
    match amount.hedge:
        case "about":
            return low - ABOUT * size, high + ABOUT * size
        case "nearly":
            return low - ABOUT * size, high
        case "over" | "at_least":
            return low, high + BEYOND * size
        case "at_most":
            return low - BEYOND * size, high
        case _:
            return low, high


def _rounding(amount: Amount, partner: Amount) -> float:
    """Half a last digit: of decimals and magnitudes, and of trailing zeros beside precise ones."""
    size = abs(amount.number)
    if amount.hedge == "range":
        return 0.0
    if amount.is_scaled or amount.step <= 1:
        return min(ROUNDING * amount.step, ROUNDED_SHARE * size)
    if partner.step * 100 <= amount.step:
        return min(ROUNDING * amount.step, ROUND_NUMBER_SHARE * size)
    return min(ROUNDING, ROUNDED_SHARE * size)
