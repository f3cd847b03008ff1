"""How often something happens, as the time between."""

import re

from pincite.qa.values.numerals import numerals_in
from pincite.qa.values.readings import Amount

_UNIT = "hour|day|night|week|fortnight|month|quarter|year"
_PERIODS = {
    "hourly": ("hour", 1), "daily": ("day", 1), "nightly": ("day", 1), "weekly": ("week", 1),
    "fortnightly": ("week", 2), "monthly": ("month", 1), "bimonthly": ("month", 2),
    "quarterly": ("month", 3), "half-yearly": ("month", 6), "semi-annually": ("month", 6),
    "semi-annual": ("month", 6), "biannually": ("month", 6), "biannual": ("month", 6),
    "yearly": ("year", 1), "annually": ("year", 1), "annual": ("year", 1),
    "biennially": ("year", 2), "biennial": ("year", 2),
}  # fmt: skip
_UNITS = {"night": ("day", 1.0), "fortnight": ("week", 2.0), "quarter": ("month", 3.0),
          "year": ("month", 12.0)}  # fmt: skip
"""Units that are told in smaller ones, so that parts of them compare with those."""
_TIMES = re.compile(
    r"\b(?:(?P<once>once|one time)|(?P<twice>twice|two times)|(?P<thrice>thrice|three times)|"
    r"(?P<n>\d+|four|five|six|seven|eight|nine|ten|twelve) times)"
    rf"\s+(?:(?:an?|each|every|per)\s+(?P<unit>{_UNIT})|"
    r"(?P<adverb>hourly|daily|weekly|monthly|quarterly|yearly|annually))\b",
    re.IGNORECASE,
)
_ONE_UNIT = re.compile(
    r"^(?:an?|one full|a full|a whole) (?P<unit>hour|day|week|month|year|minute|second|"
    r"night|fortnight|quarter|decade|century)$",
    re.IGNORECASE,
)
_HALF_HOUR = re.compile(r"\b(?:every|each) half[ -](?:an )?hour\b", re.IGNORECASE)
_EVERY = re.compile(
    rf"\b(?:every|each) (?P<other>other |second )?(?P<unit>{_UNIT})\b", re.IGNORECASE
)


def frequencies(text: str) -> tuple[Amount, ...]:
    """How often, as the time between: twice a year is every six months.

    >>> [(each.number, each.unit) for each in frequencies("once a fortnight")]
    [(2.0, 'week')]
    >>> [(each.number, each.unit) for each in frequencies("twice weekly")]
    [(0.5, 'week')]
    """
    if match := _TIMES.search(text):
        times = 1 if match["once"] else 2 if match["twice"] else 3 if match["thrice"] else 0
        times = times or int(numerals_in(match["n"])[0].value)
        told = match["unit"] or match["adverb"]
        return (_period(told, 1.0 / times),) if times else ()
    if _HALF_HOUR.search(text):
        return (_between(30.0, "minute"),)
    if match := _ONE_UNIT.match(text):
        return (_between(1.0, match["unit"].casefold()),)
    if match := _EVERY.search(text):
        return (_period(match["unit"], 2.0 if match["other"] else 1.0),)
    for word in re.findall(r"[a-z]+(?:-[a-z]+)?", text.casefold()):
        if word in _PERIODS and len(text.split()) <= 3:
            return (_period(word, 1.0),)
    return ()


def _period(told: str, count: float) -> Amount:
    """So many of a unit, or of the time that an adverb names."""
    word = told.casefold()
    unit, number = _PERIODS.get(word, _UNITS.get(word, (word, 1.0)))
    if unit == "year":
        unit, number = "month", 12.0 * number
    return _between(count * number, unit)


def _between(number: float, unit: str) -> Amount:
    return Amount(number, number, number, 0.01, True, dimension="time", unit=unit)
