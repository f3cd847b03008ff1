"""Dates and stretches of time as texts write them."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pincite.corpus.written_dates import MONTH_WORDS, SHORT_MONTHS
from pincite.qa.values.readings import Moment

_MONTHS = {name: 1 + SHORT_MONTHS.index(name[:3]) for name in MONTH_WORDS}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_PART = (
    r"early(?: in)?|mid|mid-|late(?: in)?|(?:the )?(?:start|beginning|middle|end|"
    r"close) of(?: the year)?|"
    r"(?:the )?(?:first|second) half of|spring(?: of)?|summer(?: of)?|autumn(?: of)?|fall(?: of)?|"
    r"winter(?: of)?|Q[1-4]|H[12]|(?:the )?(?:first|second|third|fourth|last) quarter of|year-end|"
    r"(?:fiscal|financial) year|FY"
)
_NUMBER_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_DECADES = {
    word: 1900 + 10 * number
    for number, word in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), start=2
    )
}
_DECADE = "|".join(_DECADES)
# First and last day (month, day) of days that texts call by a name.
_FEASTS = {
    "new year's day": ((1, 1), (1, 1)), "new year's eve": ((12, 31), (12, 31)),
    "christmas eve": ((12, 24), (12, 24)), "christmas day": ((12, 25), (12, 25)),
    "boxing day": ((12, 26), (12, 26)), "christmas": ((12, 20), (12, 31)),
    "easter": ((3, 20), (4, 27)), "may day": ((5, 1), (5, 1)), "halloween": ((10, 31), (10, 31)),
    "valentine's day": ((2, 14), (2, 14)), "midsummer": ((6, 19), (6, 26)),
    "michaelmas": ((9, 29), (9, 29)),
}  # fmt: skip
_FEAST = "|".join(name.replace("'", "['’]") for name in _FEASTS)
_DATE = re.compile(
    rf"(?<![\w.])(?:"
    rf"(?P<y5>{_YEAR})[-/ ](?P<part5>Q[1-4]|H[12])\b|(?P<part6>Q[1-4]|H[12])/(?P<y6>{_YEAR})\b|"
    rf"(?P<feast>{_FEAST})(?:,? (?:of )?(?P<y7>{_YEAR}))?\b|"
    rf"[’'](?P<short>\d\d)\b(?!s)|(?:the )?(?:(?P<part8>{_PART})[ -]?)?(?:[’'](?P<decade2>\d0)s|"
    rf"(?P<decade3>{_DECADE}))\b|"
    rf"(?P<y1>{_YEAR})-(?P<m1>0[1-9]|1[0-2])(?:-(?P<d1>[0-3]\d))?"
    rf"|(?P<a>\d{{1,2}})(?P<by>[./-])(?P<b>\d{{1,2}})(?P=by)(?P<y4>{_YEAR}|\d\d(?!\d))"
    rf"|(?:(?P<part1>{_PART})[ -]?)?(?:(?:(?P<d0>\d{{1,2}})\s?[-–]\s?)?(?P<d2>\d{{1,2}})(?:st|nd|"
    rf"rd|th)?\s+(?:of\s+)?)?(?P<m2>{_MONTH})\b\.?(?:\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\b)?"
    rf"(?:,?\s+(?:of\s+)?(?P<y2>{_YEAR}))?"
    rf"|(?:(?P<part2>{_PART})[ -]?)?(?P<y3>{_YEAR})(?:(?P<decade>s)|/(?P<next>\d\d))?"
    rf"|(?:(?P<part9>{_PART})[ -]?)?(?:the )?(?P<century>\d|1\d|2[01])(?:st|nd|rd|th)[ -]century"
    rf")(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)
_SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 14),
}


@dataclass(frozen=True, slots=True)
class FoundMoment:
    """A moment at its place in a text."""

    start: int
    end: int
    moments: tuple[Moment, ...]
    """Two where day and month may be exchanged (03/04/2020)."""


def moments_in(text: str) -> list[FoundMoment]:
    """The dates of a text in order, those without a year included (`has_year` tells).

    >>> [f.moments[0].iso for f in moments_in("On 27 March 1999, in May 2016 and in early 2020")]
    ['1999-03-27', '2016-05', '2020']
    """
    found = []
    for match in _DATE.finditer(text):
        moments = _read(match)
        if moments:
            found.append(FoundMoment(match.start(), match.end(), moments))
    return found


def _read(match: re.Match[str]) -> tuple[Moment, ...]:
    group = match.groupdict()
    if group["y1"]:
        return _day_or_longer(int(group["y1"]), int(group["m1"]), group["d1"], None)
    if group["y4"]:
        year = int(group["y4"])
        return _numeric(
            year if year > 99 else _in_full(year), int(group["a"]), int(group["b"]), group["by"]
        )
    if group["m2"]:
        return _with_month(match)
    if group["century"]:
        return _century(int(group["century"]), group["part9"])
    if group["feast"]:
        return _feast(group["feast"], group["y7"])
    if group["short"]:
        return (_year(_in_full(int(group["short"])), None, None, None),)
    if group["decade2"] or group["decade3"]:
        words = (group["decade3"] or "").casefold()
        year = _DECADES[words] if words else _in_full(int(group["decade2"]))
        return (_year(year, group["part8"], "s", None),)
    if group["part5"] or group["part6"]:
        year = int(group["y5"] or group["y6"])
        return (_year(year, group["part5"] or group["part6"], None, None),)
    return (_year(int(group["y3"]), group["part2"], group["decade"], group["next"]),)


def _in_full(short: int) -> int:
    """The year that two digits stand for."""
    return 2000 + short if short < 40 else 1900 + short


def _century(number: int, part: str | None) -> tuple[Moment, ...]:
    first = (number - 1) * 100 + 1
    start, end = date(first, 1, 1), date(first + 99, 12, 31)
    if part:
        start, end = _part_of(start, end, part)
    return (_stretch(start, end, f"{first:04d}"),)


def _feast(name: str, year: str | None) -> tuple[Moment, ...]:
    first, last = _FEASTS[name.casefold().replace("’", "'")]
    written = int(year or 2000)
    start, end = date(written, *first), date(written, *last)
    has_day = year and start == end
    iso = start.isoformat() if has_day else year or ""
    return (_stretch(start, end, iso, has_year=year is not None),)


def _part_of(start: date, end: date, part: str) -> tuple[date, date]:
    """The part of a decade or century: its early years, its first half."""
    folded = part.casefold()
    if "half" in folded:
        middle = start + (end - start) / 2
        return (start, middle) if "first" in folded else (middle, end)
    return _third(start, end, part)


def _with_month(match: re.Match[str]) -> tuple[Moment, ...]:
    group = match.groupdict()
    word, day = group["m2"], group["d2"] or group["d3"]
    if not group["y2"] and not day and (word.islower() or (len(word) < 4 and word != "May")):
        return ()  # "may", "march" and "mar" alone are no months
    year = int(group["y2"]) if group["y2"] else None
    month = _MONTHS[word.casefold()]
    found = _day_or_longer(year, month, day, group["part1"])
    if group["d0"] and found[0].last - found[0].first == 0:
        first = _day_or_longer(year, month, group["d0"], None)[0]
        if first.first < found[0].last:
            return (replace(found[0], first=first.first),)
    return found


def _day_or_longer(
    year: int | None, month: int, day: str | None, part: str | None
) -> tuple[Moment, ...]:
    written = year or 2000
    start, end = date(written, month, 1), _end_of_month(written, month)
    iso = f"{written:04d}-{month:02d}"
    if day and 1 <= int(day) <= end.day:
        start = end = date(written, month, int(day))
        iso += f"-{int(day):02d}"
    elif part:
        start, end = _third(start, end, part)
    return (_stretch(start, end, iso if year else "", has_year=year is not None),)


def _numeric(year: int, first: int, second: int, by: str) -> tuple[Moment, ...]:
    """Day and month of 3/4/2020 in both orders; points (3.4.2020) always mean day first."""
    orders = [(first, second)] if by == "." else [(first, second), (second, first)]
    found: list[Moment] = []
    for day, month in orders:
        if 1 <= month <= 12 and 1 <= day <= _end_of_month(year, month).day:
            found.extend(_day_or_longer(year, month, str(day), None))
    return tuple(dict.fromkeys(found))


def _year(year: int, part: str | None, decade: str | None, following: str | None) -> Moment:
    start, end = date(year, 1, 1), date(year, 12, 31)
    if decade:
        years = 99 if year % 100 == 0 and year < 2000 else 9 if year % 10 == 0 else 0
        end = date(year + years, 12, 31)
        start, end = _part_of(start, end, part) if part else (start, end)
        return _stretch(start, end, str(year))
    if following and int(following) == (year + 1) % 100:
        end = date(year + 1, 12, 31)
    elif part:
        start, end = _part_of_year(year, part.casefold())
    return _stretch(start, end, str(year))


def _part_of_year(year: int, part: str) -> tuple[date, date]:
    for season, (first, last) in _SEASONS.items():
        if part.startswith(season):
            return _months(year, first, last)
    if part.startswith("q"):
        quarter = int(part[1])
        return _months(year, 3 * quarter - 2, 3 * quarter)
    if part.startswith("h") and part[1:].isdigit():
        return _months(year, 6 * int(part[1]) - 5, 6 * int(part[1]))
    for word, number in _NUMBER_WORDS.items():
        if f"{word} quarter" in part:
            return _months(year, 3 * number - 2, 3 * number)
        if f"{word} half" in part:
            return _months(year, 6 * number - 5, 6 * number)
    if "fiscal" in part or "financial" in part or part == "fy":
        return _months(year, 1, 12)
    if part == "year-end":
        part = "end"
    return _third(date(year, 1, 1), date(year, 12, 31), part)


def _third(start: date, end: date, part: str) -> tuple[date, date]:
    """The early, middle or late part of a stretch, each a good third of it."""
    length = timedelta(days=(end - start).days * 2 // 5)
    folded = part.casefold()
    if any(word in folded for word in ("early", "start", "beginning")):
        return start, start + length
    if "mid" in folded or "turn" in folded:
        return start + length // 2 * 3 // 2, end - length // 2 * 3 // 2
    if any(word in folded for word in ("late", "end", "close")):
        return end - length, end
    return start, end


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, first, 1), _end_of_month(end_year, end_month)


def _end_of_month(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _stretch(start: date, end: date, iso: str, *, has_year: bool = True) -> Moment:
    return Moment(start.toordinal(), end.toordinal(), iso, has_year)
