"""Whether two values say the same."""

from datetime import date
from typing import Literal

from pincite.qa.values import units
from pincite.qa.values.names import compare_sets, same_name
from pincite.qa.values.readings import Amount, Moment, Name, NameSet, Phrase, Reading, Value
from pincite.qa.words import stem

Comparison = Literal["same", "different", "incomparable"]
ROUNDING = 0.49  # of a last digit: neighbours such as 43.3 and 43.4 stay apart
ROUNDED_SHARE = 0.05  # no rounding counts that moves a value by more than this
ROUND_NUMBER_SHARE = 0.02  # the same for zeros that may be exact (450,000)
ABOUT = 0.05
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
        case Name(), Phrase():
            return _compare_name_with_phrase(first, second)
        case Phrase(), Name():
            return _compare_name_with_phrase(second, first)
        case _:
            return "incomparable"


def _compare_name_with_phrase(name: Name, phrase: Phrase) -> Comparison:
    """Capitals apart, "Car Park C" and "car park C" are one."""
    words = {stem(word) for word in name.words}
    if phrase.stems == words:
        return "same"
    return "different" if 0 < len(phrase.stems) <= 3 and len(words) <= 3 else "incomparable"


def _compare_one_with_many(one: Name, many: NameSet) -> Comparison:
    """One of several names neither says the same as all of them nor denies it."""
    return "incomparable" if any(same_name(one, name) for name in many.names) else "different"


def _compare_phrases(first: Phrase, second: Phrase) -> Comparison:
    short, long = sorted((first.stems, second.stems), key=len)
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


def _compare_amounts(first: Amount, second: Amount) -> Comparison:
    scales = _common_scale(first, second)
    if scales is None:
        return "incomparable"
    one, other = _interval(first, second), _interval(second, first)
    (low, high), (other_low, other_high) = _stretched(one, scales[0]), _stretched(other, scales[1])
    slack = 1e-9 * max(abs(high), abs(other_high), 1.0)
    if first.hedge == second.hedge == "range":
        is_same = abs(low - other_low) <= slack and abs(high - other_high) <= slack
        return "same" if is_same else "different"
    return "same" if low <= other_high + slack and other_low <= high + slack else "different"


_Scale = tuple[float, float]


def _common_scale(first: Amount, second: Amount) -> tuple[_Scale, _Scale] | None:
    """What each one's unit is worth (least, most) in a common one; None where there is none."""
    same = ((1.0, 1.0), (1.0, 1.0))
    kinds = {first.dimension, second.dimension}
    if "rank" in kinds and len(kinds) > 1:
        return None
    if first.per and second.per and first.per != second.per:
        return None
    if "" in kinds:
        return same
    if len(kinds) > 1:
        return None
    if first.dimension == "time":
        return _durations(first.unit, second.unit)
    if first.dimension == "money" and first.unit != second.unit:
        return None
    return (first.factor, first.factor), (second.factor, second.factor)


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
