"""What a cell's words are worth: a number, a date, a text, or nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from pincite.corpus import Span
from pincite.corpus.written_dates import SHORT_MONTHS
from pincite.qa.tables.amounts import Amount, parse_amount
from pincite.qa.times import dates_in
from pincite.qa.values.clocks import time_of_day


class Kind(Enum):
    """What a cell or most cells of a column hold."""

    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Value:
    """A cell's words, read."""

    kind: Kind
    order: float | None = None
    """By what it is put in order; None for texts and for nothing."""
    amount: Amount | None = None
    """Where the whole cell is one amount."""
    is_said: bool = False
    """Whether nothing is said in words: "none", "unknown"."""


_NOTHING = re.compile(
    r"^[\s\-–—−.…*_]*$|^(?:n\.?\s?/?a\.?|none|nil|unknown|not (?:known|given|stated|available)|"
    r"tba|tbd|tbc|\?)$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"^[#(]?\s*(\d+)(?:st|nd|rd|th)\b", re.IGNORECASE)
_YEARS = re.compile(r"^((?:1[5-9]|20)\d\d)(?:\s?[–—/-]\s?(?:(?P<short>\d\d)|\d{4}|present))?$")
_CLOCK = re.compile(r"^[+]?(?:(\d{1,3}):)?(\d{1,3}):(\d\d(?:[.,]\d+)?)(?:\s?(?:h|min|s))?$")
_DAY_MONTH = re.compile(
    r"^(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*,?\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+)?"
    rf"({'|'.join(SHORT_MONTHS)})[a-z]*\.?(?:\s+(\d{{1,2}})(?:st|nd|rd|th)?)?$",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"^(?:q([1-4])\s*[/-]?\s*((?:19|20)\d\d)|((?:19|20)\d\d)\s*[/-]?\s*q([1-4]))$", re.I
)
_LEADING = re.compile(r"^(?:[$€£¥#~+]|[A-Z]{3} )?\s?(\d[\d,.]*)\b")

_SAID = re.compile(r"[^\W\d_]{3}")

_NOTE_SIGN = "†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉᶠ"
_AROUND = " \t\r\n\u00a0*_`" + _NOTE_SIGN
_RAISED_UNIT = re.compile(r"\d\s?(?:[kcmd]?m|ft|in|yd)[²³]$")
"""Whose raised number is no mark of a footnote: 60,000 m³."""
_UNIT_CHARS = 5
"""From the last digit on."""
_NOTE_MARK = re.compile(
    r"(?<=[\w%)\]*][\s\u00a0])\([a-f*]\)$|(?<=\S)\s?\[(?:\d{1,3}|[a-z]|note \d+)\]$|"
    r"<sup>[^<]{1,8}</sup>$"
)


def own_words(text: str, span: Span) -> Span:
    """The span without emphasis, spaces and footnote marks at its edges.

    >>> text = "**1.90** (a)"
    >>> own = own_words(text, Span(0, 12)); text[own.start : own.end]
    '1.90'
    >>> own_words("60 m³", Span(0, 5)).end, own_words("60³", Span(0, 3)).end
    (5, 2)
    """
    start, end = span.start, span.end
    while True:
        while start < end and text[end - 1] in _AROUND and not _ends_in_unit(text, start, end):
            end -= 1
        mark = _NOTE_MARK.search(text[max(start, end - 20) : end])
        if mark is None:
            break
        end -= len(mark[0])
    while start < end and text[start] in _AROUND:
        start += 1
    return Span(start, end)


def _ends_in_unit(text: str, start: int, end: int) -> bool:
    near = max(start, end - _UNIT_CHARS)
    return text[end - 1] in "²³" and _RAISED_UNIT.search(text, near, end) is not None


@lru_cache(maxsize=65536)
def read_value(text: str, decimal_mark: str | None = None) -> Value:
    """What the words of a cell are worth.

    >>> read_value("4,669,981").order, read_value("Jan 2014").kind.value, read_value("–").kind.value
    (4669981.0, 'date', 'none')
    """
    text = text.strip()
    if _NOTHING.match(text):
        return Value(Kind.NONE, is_said=_SAID.search(text) is not None)
    if len(text) > 60:
        return Value(Kind.TEXT)
    date = date_order(text)
    if date is not None:
        return Value(Kind.DATE, date, parse_amount(text))
    of_day = time_of_day(text)
    if of_day is not None:
        return Value(Kind.NUMBER, float(of_day))
    amount = parse_amount(text, decimal_mark)
    if amount is not None:
        return Value(Kind.NUMBER, amount.value, amount)
    clock = _CLOCK.match(text)
    if clock is not None:
        hours, minutes, seconds = (
            float((part or "0").replace(",", ".")) for part in clock.groups()
        )
        return Value(Kind.NUMBER, 3600 * hours + 60 * minutes + seconds)
    ordinal = _ORDINAL.match(text)
    if ordinal is not None:
        return Value(Kind.NUMBER if ordinal.end() == len(text) else Kind.TEXT, float(ordinal[1]))
    leading = _LEADING.match(text)
    if leading is not None:
        number = parse_amount(leading[1].rstrip(".,"), decimal_mark)
        return Value(Kind.TEXT, number.value if number else None)
    return Value(Kind.TEXT)


def date_order(text: str) -> float | None:
    """Years since 0 of a text that is a date, or None where it is none or says more.

    >>> date_order("2014"), date_order("2 July 1999") < date_order("1999-08"), date_order("14 cars")
    (2014.0, True, None)
    """
    years = _YEARS.match(text)
    if years is not None and not _is_month(years[1], years["short"]):
        return float(years[1])
    quarter = _QUARTER.match(text)
    if quarter is not None:
        return float(quarter[2] or quarter[3]) + (int(quarter[1] or quarter[4]) - 1) / 4
    partial = _DAY_MONTH.match(text)
    if partial is not None:
        return _fraction(
            SHORT_MONTHS.index(partial[2].casefold()) + 1, int(partial[1] or partial[3] or 0)
        )
    found = dates_in(text)
    if len(found) != 1:
        return None
    start, end, date = found[0]
    rest = text[:start] + text[end:]
    if sum(character.isalnum() for character in rest) > 4:
        return None
    year, month, day = [*date.split("-"), "0", "0"][:3]
    return int(year) + _fraction(int(month), int(day))


def date_key(iso: str) -> str | None:
    """What whole dates are compared by; None for a month or a year alone.

    >>> date_key("2014-07-03"), date_key("2014-07")
    ('d2014-07-03', None)
    """
    return f"d{iso}" if iso.count("-") == 2 else None


def dates_of(text: str) -> frozenset[str]:
    """The keys of the whole dates in the words of a cell."""
    if len(text) > 60 or not any(character.isdigit() for character in text):
        return frozenset()
    found = (date_key(iso) for _, _, iso in dates_in(text))
    dotted = _DOTTED.match(text.strip())
    keys = {key for key in found if key is not None}
    if dotted is not None and int(dotted[2]) <= 12:
        keys.add(f"d{dotted[3]}-{int(dotted[2]):02d}-{int(dotted[1]):02d}")
    return frozenset(keys)


_DOTTED = re.compile(r"^(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)$")


def _is_month(year: str, short: str | None) -> bool:
    """Whether the two digits behind a year are a month, not the year after it."""
    return short is not None and 1 <= int(short) <= 12 and int(short) != (int(year) + 1) % 100


def _fraction(month: int, day: int) -> float:
    return (max(0, month - 1) * 31 + day) / 400


def column_kind(values: Sequence[Value]) -> Kind:
    """What most of a column's values are; notes among numbers do not count against them."""
    told = [value.kind for value in values if value.kind is not Kind.NONE]
    for kind in (Kind.NUMBER, Kind.DATE):
        if told and sum(found is kind for found in told) >= 0.75 * len(told):
            return kind
    numbers = sum(found in (Kind.NUMBER, Kind.DATE) for found in told)
    if told and numbers >= 0.75 * len(told):
        return Kind.NUMBER
    return Kind.TEXT if told else Kind.NONE
