"""Numbers, dates and times of day as stretches of a scale: "more than 50" reaches from 50 up."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from pincite.qa.polarity.clocks import DAY, times_of_day
from pincite.qa.values import units
from pincite.qa.values.amounts import amounts_in
from pincite.qa.values.composites import FoundAmount
from pincite.qa.values.moments import moments_in
from pincite.qa.values.numerals import numerals_in
from pincite.qa.values.readings import Amount

Bound = Literal["", "least", "most", "range"]
_MORE = (
    "more|longer|later|higher|larger|bigger|greater|heavier|further|farther|older|faster|wider|"
    "deeper|warmer|hotter|dearer|stronger|taller|thicker|better"
)
_LESS = (
    "less|fewer|lower|smaller|shorter|younger|earlier|sooner|cheaper|lighter|slower|cooler|colder|"
    "narrower|nearer|closer"
)
_BEYOND = (
    rf"(?:{_MORE}) than|over|above|beyond|exceed(?:s|ing|ed)?|in excess of|upwards? of|past|after|"
    r"surpass(?:es|ed|ing)?"
)
_FROM = (
    r"at (?:the )?least|a minimum of|minimum(?: of| is)?|min\.|since|from|as (?:of|from)|"
    r"starting (?:from|at|on)|not before"
)
_SHORT_OF = rf"(?:{_LESS}) than|under|below|before|short of|prior to"
_UP_TO = (
    r"up to(?: and including)?|at (?:the )?most|a maximum of|maximum(?: of| is)?|max\.|"
    r"within|until|till|through|limited to|limit (?:is|of|was)|no later than|at (?:the )?latest"
)
_FILLER = r"(?:\s+(?:the|a|an|age|of|on|about|date|start|beginning|year|at|in))*\s*[£€$¥(*]*\s*$"
_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words}){_FILLER}", re.IGNORECASE))
    for kind, words in (
        ("beyond", _BEYOND), ("from", _FROM), ("short of", _SHORT_OF), ("up to", _UP_TO),
    )
)  # fmt: skip
_BY = re.compile(rf"\b(?:by|to){_FILLER}", re.IGNORECASE)
_NOUNS = r"(?:\s[\w-]+){0,2}?"
_AFTER: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "from",
        re.compile(
            rf"{_NOUNS}\s?(?:\+|(?:or|and) (?:{_MORE}|over|above|newer|upwards?|up)\b|"
            r"at (?:the )?least\b|"
            r"minimum\b|onwards?\b|upwards?\b)",
            re.IGNORECASE,
        ),
    ),
    (
        "up to",
        re.compile(
            rf"{_NOUNS}\s?(?:(?:or|and) (?:{_LESS}|under|below)\b|at (?:the )?most\b|maximum\b|"
            r"at (?:the )?latest\b)",
            re.IGNORECASE,
        ),
    ),
)
DAYS_OF_A_YEAR = 366.0
"""Days from a date to the same date of the next year."""
_BEHIND = {"at_least": "from", "at_most": "up to", "over": "beyond"}
"""How a number is bounded by the words behind it that are read with it: ten or more."""
_AGED = re.compile(r"\b(?P<age>\d+|[a-z]+)-year-olds?\b(?: (?P<who>child|girl|boy|pupil|person))?")
_ONE = re.compile(
    r"(?P<before>\b(?:for|of|than|within|after|before|over|under|about|is|lasts?|last|to|takes?|"
    r"take|only|least|most|in|every)\s+)an?(?P<unit>\s+(?:second|minute|hour|day|night|week|"
    r"fortnight|month|year|decade|century)\b)(?!\s+(?:before|after|earlier|later|ago))",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"\ban?\s+(?=(?:second|minute|hour|day|week|fortnight|month|year)\s+(?:late|long|old|ago)\b)",
    re.IGNORECASE,
)
_LONG = re.compile(r"over .*(?:years?|decades?|months?|centur\w+)$", re.IGNORECASE)
"""How long and not more than: over forty years."""
_STOP = re.compile(r"[,;.:]\W*\s|\bbut\b|\bwhile\b|\band\b")
_OFTEN = {"once": 1, "twice": 2, "thrice": 3}
_LIMITS = r"only|at most|at the most|a maximum of|up to"
_OFTENS = rf"(?P<often>{'|'.join(_OFTEN)})"
_TIMES = re.compile(
    rf"\b(?:{_LIMITS}) {_OFTENS}\b|\b(?P<often2>once|twice|thrice) (?:{_LIMITS}|and no more)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\bboth (?:of )?(?:my|our|his|her|their|your|the)\s+(?=\w+s\b)", re.IGNORECASE)
_HALF = re.compile(r"\bhalf an? (?P<unit>hour|day|year)\b", re.IGNORECASE)
_HALVES = {"hour": "30 minutes", "day": "12 hours", "year": "6 months"}
_JOINS = re.compile(r"\s*(?:to|until|till|and|[-–])\s*$", re.IGNORECASE)
_RANGES = re.compile(r"\s*(?:to|until|till|through|[-–])\s*$", re.IGNORECASE)
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {name: (index, index) for index, name in enumerate(_NAMES)} | {
    "weekday": (0, 4), "weekend": (5, 6), "every day": (0, 6), "daily": (0, 6),
}  # fmt: skip
_WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(_DAYS)})s?\b", re.IGNORECASE)
_PLURAL = re.compile(r"\s+(?:[\w-]+\s+){0,2}?(?:\w+s|people|men|women|children|staff)\b")
_LABELS = frozenset(
    "version clause section chapter room page line number no level class form table figure part "
    "route road platform gate track channel extension item step paragraph article rule kernel "
    "release edition volume issue phase stage port model type grade".split()
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity of a text as a stretch of its scale."""

    kind: str
    """What it can be compared with: "time", "money EUR", "count", "date", "clock", "length"."""
    low: float
    high: float
    start: int
    end: int
    """Where it stands, the words of its bound included."""
    bound: Bound = ""
    noun: str = ""
    """The stem of what a count counts; empty where that is not known."""
    per: str = ""
    has_year: bool = True
    is_named: bool = False
    """Whether nothing says that it counts or bounds something: Boat 5."""

    @property
    def middle(self) -> float:
        """What it stands for where only one value counts: its bound, or its centre."""
        if self.bound == "least":
            return self.low
        return self.high if self.bound == "most" else (self.low + self.high) / 2


def in_figures(text: str) -> str:
    """The text with "an hour" and "half a year" written so that they can be read.

    >>> in_figures("longer than a week"), in_figures("a five-year-old child")
    ('longer than 1 week', 'a child of five')
    """
    text = _BOTH.sub("2 ", text)
    text = _AGED.sub(lambda m: f"{m['who'] or 'child'} of {m['age']}", text)
    text = _HALF.sub(lambda m: _HALVES[m["unit"].casefold()], text)
    text = _LATE.sub("1 ", text)
    return _ONE.sub(r"\g<before>1\g<unit>", text)


def limits_in_figures(text: str) -> str:
    """The text with "twice at most" written so that it can be read.

    >>> limits_in_figures("It is replaced only once.")
    'It is replaced at most 1 times.'
    """
    return _TIMES.sub(
        lambda m: f"at most {_OFTEN[(m['often'] or m['often2']).casefold()]} times", text
    )


def measures_in(text: str) -> list[Measure]:
    """The quantities of a text in order; those of a range ("from 10:00 to 17:00") as one."""
    found = list(_clocks(text))
    found += _weekdays(text)
    found += [one for one in _dates(text) if not _meets(one, found)]
    found += [one for one in _amounts(_masked(text, found)) if not _meets(one, found)]
    return _joined(text, sorted(found, key=lambda one: one.start))


def _masked(text: str, found: list[Measure]) -> str:
    """The text with marks for times, so that no amount is read across them: 40 in 2021 to 30."""
    for one in found:
        if one.kind in {"date", "clock"} and not one.bound:
            text = text[: one.start] + "#" * (one.end - one.start) + text[one.end :]
    return text


def _meets(one: Measure, others: list[Measure]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _clocks(text: str) -> Iterator[Measure]:
    for start, end, minutes in times_of_day(text):
        yield _bounded(text, Measure("clock", minutes, minutes, start, end), step=1.0)


def _weekdays(text: str) -> Iterator[Measure]:
    for match in _WEEKDAY.finditer(text):
        first, last = _DAYS[match["day"].casefold()]
        whole = Measure("weekday", first, last, match.start(), match.end())
        yield _bounded(text, whole, step=1.0)


def _dates(text: str) -> Iterator[Measure]:
    for found in moments_in(text):
        moment = found.moments[0]
        if found.start == 0 and text.startswith("May "):
            continue
        whole = Measure(
            "date", moment.first, moment.last, found.start, found.end, has_year=moment.has_year
        )
        yield _bounded(text, whole, step=1.0)


def _amounts(text: str) -> Iterator[Measure]:
    for found in amounts_in(text):
        amount = found.amount
        start = _number_start(text, found)
        kind, factor = _scale(amount)
        low, high = amount.low * factor, amount.high * factor
        whole = Measure(kind, low, high, start, found.end, per=amount.per)
        if amount.hedge == "range":
            yield replace(whole, start=found.start, bound="range", noun=amount.noun)
            continue
        whole = replace(whole, noun=amount.noun if _is_counting(text, amount, found) else "")
        if kind == "count" and not whole.noun:
            whole = replace(whole, is_named=_is_name(text, start))
        step = 1e-9 * max(1.0, abs(high))
        if found.start == start and amount.hedge in _BEHIND:
            yield _reaching(replace(whole, start=start), _BEHIND[amount.hedge], step)
            continue
        yield _bounded(text, whole, step=step, is_few=amount.number < 12)


def _is_counting(text: str, amount: Amount, found: FoundAmount) -> bool:
    return amount.number == 1 or _PLURAL.match(text, found.end) is not None


def _is_name(text: str, start: int) -> bool:
    """Whether a number may be part of a name: Boat 5, version 3."""
    if text[start].isalpha():
        return text[start:].casefold().startswith("one")
    before = re.search(r"([\w-]+)\W*$", text[:start])
    is_code = re.match(r"0\d", text[start:]) is not None or before is None
    return (
        is_code
        or not before
        or before[1][0].isupper()
        or before[1].isdigit()
        or (before[1].casefold() in _LABELS)
    )


def _number_start(text: str, found: FoundAmount) -> int:
    """Where the number itself begins, its hedge left out."""
    inside = [n.start for n in numerals_in(text) if found.start <= n.start < found.end]
    return min(inside, default=found.start)


def _scale(amount: Amount) -> tuple[str, float]:
    """What an amount can be compared with, and the worth of its unit there."""
    if amount.dimension == "money":
        return f"money {amount.unit}", amount.factor
    if amount.dimension == "time":
        seconds = units.duration(amount.unit) or (1.0, 1.0)
        return "time", sum(seconds) / 2
    return amount.dimension or "count", amount.factor


def _bounded(text: str, whole: Measure, *, step: float, is_few: bool = False) -> Measure:
    """The measure with the words before or after it that make it a bound."""
    before = text[max(0, whole.start - 45) : whole.start]
    for way, pattern in _BEFORE:
        match = pattern.search(before)
        if match and not (is_few and whole.noun and _is_place(match.group())):
            start = whole.start - len(before) + match.start()
            if _LONG.match(match.group() + text[whole.start : whole.end]):
                return whole
            return _reaching(replace(whole, start=start), way, step)
    for way, pattern in _AFTER:
        if match := pattern.match(text, whole.end):
            return _reaching(replace(whole, end=match.end()), way, step)
    if whole.kind in {"date", "clock", "weekday"} and (match := _BY.search(before)):
        return _reaching(
            replace(whole, start=whole.start - len(before) + match.start()), "up to", step
        )
    return whole


def _is_place(word: str) -> bool:
    """Whether a word rather tells where: sold under nine brands, from three halls."""
    return word.split()[0].casefold() in {"under", "over", "above", "below", "within", "from"}


def _reaching(whole: Measure, way: str, step: float) -> Measure:
    match way:
        case "beyond":
            return replace(whole, low=whole.high + step, high=math.inf, bound="least")
        case "from":
            return replace(whole, high=math.inf, bound="least")
        case "short of":
            return replace(whole, low=-math.inf, high=whole.low - step, bound="most")
        case _:
            return replace(whole, low=-math.inf, bound="most")


def _joined(text: str, found: list[Measure]) -> list[Measure]:
    """Two of a kind with "to" or "and" between them as one stretch."""
    joined: list[Measure] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and last.kind == one.kind and last.kind in {"date", "clock", "weekday"}:
            between = text[last.end : max(last.end, one.start)]
            is_open = last.bound in {"", "least"} and one.bound in {"", "most"}
            joins = _RANGES if one.kind == "weekday" else _JOINS
            if is_open and (joins.match(between) or (one.bound == "most" and not between.strip())):
                high = one.high + (_round(last) if one.high < last.low else 0.0)
                joined[-1] = replace(last, high=high, end=one.end, bound="range")
                continue
        joined.append(one)
    return joined


def _round(one: Measure) -> float:
    """After how much a scale begins anew, or 0: a day for times, a year for dates without one."""
    if one.kind == "clock":
        return DAY
    return DAYS_OF_A_YEAR if one.kind == "date" and not one.has_year else 0.0


def segment(text: str, one: Measure) -> str:
    """The clause that a quantity stands in."""
    return f"{_STOP.split(text[: one.start])[-1]} {_STOP.split(text[one.end :])[0]}"


def in_year_2000(one: Measure) -> Measure:
    """A date of less than two months moved into the year that dates without a year stand in."""
    if not (math.isfinite(one.low) and math.isfinite(one.high)):
        edge = one.low if math.isfinite(one.low) else one.high
        shift = _shift(edge)
        return replace(one, low=one.low + shift, high=one.high + shift, has_year=False)
    shift = _shift(one.low)
    return replace(one, low=one.low + shift, high=one.high + shift, has_year=False)


def _shift(ordinal: float) -> float:
    day = date.fromordinal(int(ordinal))
    moved = date(2000, day.month, min(day.day, 28) if day.month == 2 else day.day)
    return moved.toordinal() - day.toordinal()
