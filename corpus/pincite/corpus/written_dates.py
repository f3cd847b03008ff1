"""Finds dates as people write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
SHORT_MONTHS = tuple(name[:3] for name in MONTHS)
MONTH_WORDS = (*MONTHS, *SHORT_MONTHS, "sept")
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
"""A month as it is written in English, for patterns that ignore case."""
_YEAR = r"(?:19|20)\d\d(?![\d%]|[.,]\d)"
_DATE = re.compile(
    rf"(?<![\w.])(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<m1>{MONTH}),?\s+(?P<y1>{_YEAR})"
    rf"|(?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,\s+(?P<y2>{_YEAR})"
    rf"|(?P<m3>{MONTH}),?\s+(?P<y3>{_YEAR}))"
    rf"|(?<![\w/-])(?P<y4>(?:19|20)\d\d)-(?P<m4>0[1-9]|1[0-2])(?:-(?P<d4>0[1-9]|[12]\d|3[01]))?(?![\d-])"
    rf"|(?<![\w/.-])(?P<d5>0?[1-9]|[12]\d|3[01])\.(?P<m5>0?[1-9]|1[0-2])\.(?P<y5>(?:19|20)\d\d)(?!\d)"
    rf"|(?<![\w/.-])\d{{1,2}}/\d{{1,2}}/(?P<y6>(?:19|20)\d\d)(?!\d)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date with its place; `value` is YYYY, YYYY-MM or YYYY-MM-DD."""

    start: int
    end: int
    value: str


def find_dates(text: str) -> Iterator[WrittenDate]:
    """The dates in a text in order; a year alone is none.

    Of a date such as 3/4/2019 only the year is certain.

    >>> [date.value for date in find_dates("From 7 April 2010 to Dec. 2012, then 2019-03-05.")]
    ['2010-04-07', '2012-12', '2019-03-05']
    """
    for match in _DATE.finditer(text):
        yield WrittenDate(match.start(), match.end(), _value(match))


def _value(match: re.Match[str]) -> str:
    groups = match.groupdict()
    form = next(number for number in "123456" if groups.get(f"y{number}"))
    year, month, day = (groups.get(f"{part}{form}") for part in "ymd")
    if month is None:
        return str(year)
    number = int(month) if month.isdigit() else _MONTH_NUMBERS[month[:3].lower()]
    if day is None or not 1 <= int(day) <= 31:
        return f"{year}-{number:02}"
    return f"{year}-{number:02}-{int(day):02}"
