"""Stretches of numbers and months that the words of a cell name: "up to 100 hp", "May to July"."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from pincite.corpus.written_dates import MONTH, SHORT_MONTHS
from pincite.qa.tables.amounts import parse_amount
from pincite.qa.tables.tokens import Token
from pincite.qa.times import dates_in

_NUMBER = r"[$€£¥]?\s?\d[\d,.'’]*(?:\s(?:thousand|million)\b)?"
_UNIT = r"(?:\s?[^\W\d_]{1,12}\.?)?\s?"
_ALONE = r"(?<![\d.,:/−–-])"
_BEYOND = r"\b(?:over|above|(?:more|older|longer|greater) than|beyond)|>(?!=)"
_FROM = (
    r"\b(?:from|between|at least|(?:no|not) (?:less|fewer|younger|shorter|smaller) than|"
    r"(?:no|not) (?:under|below)|min(?:imum)?\b\.?)|≥|>="
)
_SHORT_OF = r"\b(?:under|below|(?:less|fewer|younger|shorter|smaller) than)|<(?!=)"
_AT_MOST = (
    r"\b(?:up to|at most|until|to|(?:no|not) (?:more than|over|above|older than|longer than)|"
    r"max(?:imum)?\b\.?)|≤|<=|[-–—]"
)
_TWO_ENDS = re.compile(
    rf"(?:(?P<beyond>{_BEYOND})|(?P<between>\bbetween\b)|(?:{_FROM}))?\s*{_ALONE}(?P<low>{_NUMBER})"
    rf"{_UNIT},?\s?(?:but\s|and\s(?!\d)|to\s(?!\d))?"
    rf"(?:(?P<short>{_SHORT_OF})|(?P<joined>and(?=\s\d))|(?:{_AT_MOST}))\s*(?P<high>{_NUMBER})"
    r"(?![\d:/-])",
    re.IGNORECASE,
)
_ONE_END = re.compile(
    rf"(?:(?P<beyond>{_BEYOND})|(?:{_FROM}))\s*(?P<least>{_NUMBER})(?![\d:/-])|"
    rf"(?:(?P<short>{_SHORT_OF})|(?:{_AT_MOST}))(?<![-–—])\s*(?P<most>{_NUMBER})(?![\d:/-])|"
    rf"{_ALONE}(?P<open>{_NUMBER}){_UNIT}"
    r"(?:\+|(?:and|or) (?:over|above|more|older|up|upwards?|longer|later|larger|greater)\b)|"
    rf"{_ALONE}(?P<closed>{_NUMBER}){_UNIT}"
    r"(?:and|or) (?:under|below|less|fewer|younger|shorter|smaller)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\s?(?:1[5-9]|20)\d\d\W*")
_MONTH = rf"({MONTH})(?!\w)"
_MONTHS_FROM_TO = re.compile(
    rf"\b{_MONTH}(?:\s\d{{1,2}})?(?:\s\d{{4}})?\s?(?P<by>to|until|till|through|and|[-–—/])\s?"
    rf"(?:(?:the )?\d{{1,2}}\.?\s)?{_MONTH}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bracket:
    """A stretch of numbers that a cell names, and the cell's other words."""

    low: float
    high: float
    rest: str


@lru_cache(maxsize=8192)
def bracket_of(text: str) -> Bracket | None:
    """The stretch of numbers that a cell's words name, or None; years from one to another are none.

    >>> bracket_of("Tractor, up to 100 hp")
    Bracket(low=-inf, high=100.0, rest='tractor hp')
    >>> bracket_of("£100,001 to £250,000").low, bracket_of("65 and over").high, bracket_of("2 of 3")
    (100001.0, inf, None)
    """
    if len(text) >= 80:
        return None
    found = _TWO_ENDS.search(text)
    if found is None or (found["joined"] and not found["between"]):
        found = _ONE_END.search(text)
    if found is None:
        return None
    told = found.groupdict()
    numbers = [told.get(name) for name in ("low", "high", "least", "most", "open", "closed")]
    rest = " ".join(re.findall(r"\w+", (text[: found.start()] + text[found.end() :]).casefold()))
    given = [number for number in numbers if number is not None]
    if all(_YEAR.fullmatch(number) for number in given) and (len(given) == 2 or not rest):
        return None
    low = _value(told.get("low") or told.get("least") or told.get("open"), -math.inf)
    high = _value(told.get("high") or told.get("most") or told.get("closed"), math.inf)
    if low is None or high is None:
        return None
    low = math.nextafter(low, math.inf) if told["beyond"] is not None else low
    high = math.nextafter(high, -math.inf) if told["short"] is not None else high
    return Bracket(low, high, rest) if low < high else None


def _value(number: str | None, without: float) -> float | None:
    """The number, or what stands for none; None for what is no number."""
    if number is None:
        return without
    amount = parse_amount(number.strip(" .,'’"))
    return amount.value if amount is not None else None


@lru_cache(maxsize=8192)
def months_of(text: str) -> frozenset[int]:
    """The months, 0..11, from one that a cell names to another.

    >>> sorted(months_of("1 October to 31 March"))
    [0, 1, 2, 9, 10, 11]
    """
    return months_told(text)[0] if len(text) < 80 else frozenset()


def months_told(text: str) -> tuple[frozenset[int], int, int]:
    """The months, 0..11, from one that a text names to another, and where that stands."""
    found = _MONTHS_FROM_TO.search(text)
    if found is None:
        return frozenset(), 0, 0
    first, last = (SHORT_MONTHS.index(found[at][:3].casefold()) for at in (1, 3))
    if found["by"] in ("and", "/"):
        return frozenset((first, last)), *found.span()
    months = frozenset((first + step) % 12 for step in range((last - first) % 12 + 1))
    return months, *found.span()


@lru_cache(maxsize=8192)
def year_and_month(text: str) -> tuple[int, int]:
    """The year and the month, 1..12, of the one date that a cell names; 0 for what it leaves out.

    >>> year_and_month("2024-06-03"), year_and_month("June 2024"), year_and_month("2024")
    ((2024, 6), (2024, 6), (2024, 0))
    """
    dates = dates_in(text) if len(text) < 40 else []
    year, month, *_ = [*(dates[0][2].split("-") if len(dates) == 1 else []), "0", "0"]
    return int(year), int(month)


def is_month(token: Token) -> bool:
    """Whether a word names a month; "may" and "march" only where written like a name."""
    is_word = token.key in ("mar", "may") and (token.start == 0 or not token.text[0].isupper())
    return token.key in SHORT_MONTHS and not is_word
