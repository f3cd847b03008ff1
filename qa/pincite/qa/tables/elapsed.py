"""Time between two dates or times of day, in the unit that a question asks for."""

import re
from datetime import date

from pincite.qa.tables.values import read_value
from pincite.qa.times import dates_in
from pincite.qa.values.clocks import time_of_day

_UNIT = re.compile(
    r"\bhow (?:many|much) (?:full |whole |more |calendar )?(years|months|weeks|days|hours|"
    r"minutes)\b|"
    r"\b(years|months|weeks|days|hours|minutes) (?:older|younger|later|earlier|apart|elapsed?|"
    r"passed|"
    r"separate|between|lie|lay|after|before)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\bhow (?:much )?(?:long(?:er)?|later|earlier|older|younger|sooner)\b|"
    r"\b(?:time|gap|interval|period) (?:\w+ )?(?:passed|elapsed|between)\b|"
    r"\b(?:age|time) difference\b|\bdifference in (?:age|time)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^\d{1,3}:\d\d(?::\d\d(?:\.\d+)?)?$")


def asked_unit(question: str) -> str | None:
    """The unit a question wants a time in, "" where it leaves that open, None for no time.

    >>> asked_unit("How many years passed?"), asked_unit("How long after A was B?")
    ('years', '')
    """
    match = _UNIT.search(question)
    if match is not None:
        return str(match[1] or match[2]).casefold()
    return "" if _OPEN.search(question) else None


def elapsed(one: str, other: str, unit: str = "") -> str | None:
    """The time between two dates or two times of day; None where they do not tell it so exactly.

    >>> elapsed("1948", "1962"), elapsed("May 2008", "February 2013"), elapsed("06:10", "08:30")
    ('14 years', '4 years and 9 months', '2 hours 20 minutes')
    >>> elapsed("3 May 2020", "1 June 2020", "days"), elapsed("1948", "1962", "days")
    ('29 days', None)
    """
    begin, end = time_of_day(one), time_of_day(other)
    if begin is not None and end is not None:
        return lasting(abs(end - begin), unit) if begin != end else None
    if _CLOCK.match(one) and _CLOCK.match(other):
        return _between_clocks(one, other, unit)
    dates = [dates_in(text) for text in (one, other)]
    if any(len(found) != 1 for found in dates):
        return None
    first, last = sorted(found[0][2] for found in dates)
    if first == last:
        return None
    return _between(first, last, unit)


def _between(first: str, last: str, unit: str) -> str | None:
    parts = [[int(part) for part in iso.split("-")] for iso in (first, last)]
    exact = min(len(part) for part in parts)
    if unit in ("days", "weeks") or (unit == "" and exact == 3 and parts[0][:2] == parts[1][:2]):
        if exact < 3:
            return None
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days
        return _counted(days, "day") if unit != "weeks" else _counted(days // 7, "week")
    years = parts[1][0] - parts[0][0]
    if unit == "years" or (unit == "" and exact == 1):
        return _counted(years, "year")
    if exact < 2 or unit not in ("", "months"):
        return None
    months = 12 * years + parts[1][1] - parts[0][1]
    if unit == "months" or months < 24:
        return _counted(months, "month")
    rest = months % 12
    whole = _counted(months // 12, "year")
    return f"{whole} and {_counted(rest, 'month')}" if rest else whole


def lasting(minutes: int, unit: str = "") -> str | None:
    """A length of time in the unit that is asked for; None where it has no whole number of it.

    >>> lasting(225), lasting(225, "minutes"), lasting(750, "hours"), lasting(45)
    ('3 hours 45 minutes', '225 minutes', '12.5 hours', '45 minutes')
    """
    if unit not in ("", "hours", "minutes"):
        return None
    hours, rest = divmod(minutes, 60)
    if unit == "hours" and rest % 15 == 0:
        return f"{minutes / 60:g} hours" if minutes != 60 else "1 hour"
    if unit == "minutes" or not hours:
        return _counted(minutes, "minute")
    whole = _counted(hours, "hour")
    return f"{whole} {_counted(rest, 'minute')}" if rest else whole


def _between_clocks(one: str, other: str, unit: str) -> str | None:
    orders = [read_value(text).order for text in (one, other)]
    if orders[0] is None or orders[1] is None or orders[0] == orders[1]:
        return None
    difference = abs(orders[0] - orders[1])
    has_seconds = one.count(":") == 2 or other.count(":") == 2
    if has_seconds:
        minutes, seconds = divmod(int(difference), 60)
        return f"{minutes}:{seconds:02d}"
    if unit == "hours":
        return f"{difference / 60:g} hours"
    return _counted(int(difference), "minute")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("s" if number != 1 else "")
