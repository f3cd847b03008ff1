"""What a figure is told for: each year or head, a part of the whole, all of the time."""

import re
from dataclasses import replace

from pincite.qa.values import Amount, Comparison, Value, compare
from pincite.qa.values.units import singular

_UNIT = (
    r"second|minute|hour|day|night|week|month|quarter|year|annum|season|shift|head|capita|person|"
    r"passenger|employee|inhabitant|household|pupil|student|member|visitor|guest|vehicle|car|"
    r"copy|unit|item|piece|page|litre|liter|kilo(?:gram|met(?:re|er))?|kg|km|mile|tonne|ton|"
    r"hectare|acre|(?:square|cubic) (?:kilo)?(?:met(?:re|er)|foot|mile)|k?m[²³]"
)
_RATE = re.compile(
    rf"\b(?:per|each|every)\s(?:single\s)?(?P<unit>{_UNIT})s?(?!\w)|/\s?(?P<slash>{_UNIT})(?!\w)|"
    r"(?<![\w-])an?\s(?P<a>second|minute|hour|day|night|week|month|quarter|year|head)"
    r"(?=[\s.,;:?!)]|$)",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    r"\b(?:(?P<hour>hourly)|(?P<day>daily)|(?P<night>nightly)|(?P<week>weekly)|(?P<month>monthly)|"
    r"(?P<quarter>quarterly)|(?P<year>annual|annually|yearly))\b",
    re.IGNORECASE,
)
_NO_RATE = re.compile(
    r"(?:\b(?:once|twice|times|half|quarter|within|for|in|of|after|about|nearly|almost|least|"
    r"than|lasts?|lasted|takes?|took|whole|full|such)\s+)$",
    re.IGNORECASE,
)
_SAME_UNIT = {
    "annum": "year", "capita": "head", "person": "head", "inhabitant": "head", "kg": "kilogram",
    "kilo": "kilogram", "km": "kilometre", "m²": "square metre", "km²": "square kilometre",
    "ton": "tonne",
}  # fmt: skip
_IN_A_YEAR = {
    "hour": 8760.0,
    "day": 365.0,
    "week": 52.0,
    "month": 12.0,
    "quarter": 4.0,
    "year": 1.0,
}
_LATER = re.compile(
    r"\b(?:(?:an?|one|two|three|four|five|ten|some|several|\d+) (?:years?|months?|weeks?|days?|"
    r"decades?|hours?|seasons?) (?:later|earlier|before|previously|on\b|after(?:wards)?)|"
    r"(?:the|in the) (?:following|next|previous|preceding|subsequent) (?:year|month|week|day|"
    r"season|decade|edition)|(?:last|next) (?:year|month|season)|afterwards|later on)",
    re.IGNORECASE,
)
_ALL_TIME = re.compile(
    r"\b(?:to date|so far|since (?:it|its|the|then|they)\b|over (?:the|all) (?:years|decades)|"
    r"between \d{4} and \d{4}|from \d{4} to \d{4}|cumulative|cumulatively|altogether|in total|"
    r"all[- ]time|lifetime|(?<!all )in all)\b",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(
    r"(?:^|[,;:]\s*)(?:of|among|out of) (?:the|its|their|his|her|our|these|those|all|them|which|"
    r"whom)\b(?P<whole>[^#]{0,80})",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\b(?:alone|itself|proper|on its own|by itself)\b", re.IGNORECASE)


def rates_in(text: str) -> frozenset[str]:
    """What the figures of a text are told for: "year" in 10 a year, "head" in £5 per person.

    >>> sorted(rates_in("It makes 180,000 cars a year, 5 per employee."))
    ['employee', 'year']
    """
    found = set()
    for match in _RATE.finditer(text):
        if match["a"] and _NO_RATE.search(text[: match.start()]):
            continue
        found.add(singular(match["unit"] or match["slash"] or match["a"]))
    for match in _ADVERB.finditer(text):
        found.update(name for name, word in match.groupdict().items() if word)
    return frozenset(_SAME_UNIT.get(unit, unit) for unit in found)


def rates_differ(asked: frozenset[str], one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two figures are told for different stretches or things, given what is asked for.

    A stretch of time may go without saying; other things have to be said.
    """
    if one & other:
        return False
    if one and other:
        return True
    said = one | other
    if not said or said <= asked:
        return False
    return any(unit not in _IN_A_YEAR for unit in said) or bool(asked and not said & asked)


def same_over_a_year(
    first: Value, second: Value, asked: frozenset[str], one: frozenset[str], other: frozenset[str]
) -> bool:
    """Whether two amounts for different stretches come to one: 2,000 a month, 24,000 a year."""
    yearly = [_yearly(first, one or asked), _yearly(second, other or asked)]
    if yearly[0] is None or yearly[1] is None:
        return False
    said: Comparison = compare(Value(first.text, (yearly[0],)), Value(second.text, (yearly[1],)))
    return said == "same"


def _yearly(value: Value, rates: frozenset[str]) -> Amount | None:
    times = [_IN_A_YEAR[unit] for unit in rates if unit in _IN_A_YEAR]
    reading = value.readings[0]
    if len(times) != 1 or not isinstance(reading, Amount):
        return None
    number, low, high = (n * times[0] for n in (reading.number, reading.low, reading.high))
    step = reading.step * times[0]
    return replace(reading, number=number, low=low, high=high, step=step, per="")


def speaks_of_later(masked: str) -> bool:
    """Whether a sentence tells of a time by its distance from another: a year later."""
    return _LATER.search(masked) is not None


def speaks_of_all_time(masked: str) -> bool:
    """Whether a sentence sums up over all of a time: so far, since it opened."""
    return _ALL_TIME.search(masked) is not None


def is_part_of_whole(masked: str) -> bool:
    """Whether a value, marked by #, is said to be one of a whole: "of the delegates, # ..."."""
    before, _, after = masked.partition("#")
    return _OF_WHICH.search(before) is not None or _ALONE.search(f"{before} {after}") is not None


__all__ = [
    "is_part_of_whole",
    "rates_differ",
    "rates_in",
    "same_over_a_year",
    "speaks_of_all_time",
    "speaks_of_later",
]
