"""From a text to a value, with the kind of answer that is asked for as a hint."""

import re
from datetime import date
from functools import lru_cache

from pincite.qa.parsed_question import AnswerType, content_words
from pincite.qa.values.amounts import amounts_in
from pincite.qa.values.composites import FoundAmount
from pincite.qa.values.moments import FoundMoment, moments_in
from pincite.qa.values.names import name_of, names_of
from pincite.qa.values.numerals import numerals_in
from pincite.qa.values.readings import Amount, Moment, Name, Phrase, Reading, Value
from pincite.qa.values.units import CURRENCIES
from pincite.qa.words import stem, stems

LONGEST_NAME_WORDS = 8
_AMOUNT_KINDS = {AnswerType.NUMBER, AnswerType.MONEY, AnswerType.PERCENT, AnswerType.DURATION}
_WANTED_DIMENSION = {
    AnswerType.MONEY: "money",
    AnswerType.PERCENT: "%",
    AnswerType.DURATION: "time",
}
_FREE = re.compile(
    r"^(?:is |are )?(?:free(?: of charge)?|no charge|at no cost|nothing)$", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>[ap])\.?m\b|"
    r"(?<![\d:.])(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d)(?!\d)",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\s*(?:to|till|until|and|[-–—])\s*", re.IGNORECASE)
_VERSION = re.compile(r"(?:v|version|release|rev\.?|revision) ?(?=\d)", re.IGNORECASE)
_CODE = re.compile(
    r"(?:(?:tele)?phone|tel\.?|number|no\.?)?\s*"
    r"(?P<code>\+\d[\d\s/()-]{4,}|\(?0\d+\)?(?:[\s/-]\d+)+|0\d{3,}|\d{2,4}(?:\s\d{2,4})+|"
    r"\d+(?:\.\d+){2,}|[\w.~-]*(?:[\\/@][\w.~-]*[^\W\d][\w.~-]*)+)",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:\s\d{3})+")
_NAMED_PLACE = re.compile(
    r"(?:\b[a-z]{3,}\s)?(?:\b(?=[\w-]*\d)[A-Z][\w-]*|\b[A-Z][\w-]+)(?:\s[A-Z\d][\w-]*)*"
)
_CLOCK_WORDS = {"noon": 720, "midday": 720, "midnight": 0}
_PERIODS = {
    "hourly": ("hour", 1), "daily": ("day", 1), "nightly": ("day", 1), "weekly": ("week", 1),
    "fortnightly": ("week", 2), "monthly": ("month", 1), "bimonthly": ("month", 2),
    "quarterly": ("month", 3), "yearly": ("year", 1),
    "annually": ("year", 1), "annual": ("year", 1),
}  # fmt: skip
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_RANKS = {word: float(number) for number, word in enumerate(_ORDINALS, start=1)}
for _tens, _word in enumerate("twent thirt fort fift sixt sevent eight ninet".split(), start=2):
    _RANKS[f"{_word}ieth"] = 10.0 * _tens
    _RANKS.update({f"{_word}y-{unit}": 10.0 * _tens + n for n, unit in enumerate(_ORDINALS[:9], 1)})
_RANK = re.compile(
    rf"(?:the )?(?:(?P<word>{'|'.join(sorted(_RANKS, key=len, reverse=True))})|"
    r"(?P<digits>\d{1,3})(?:st|nd|rd|th))(?: (?P<noun>[a-z]+))?",
    re.IGNORECASE,
)
_STOPWATCH = re.compile(r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,2}):(?P<s>\d\d)(?P<part>\.\d+)?")
_TIMES = re.compile(
    r"\b(?:(?P<once>once|one time)|(?P<twice>twice|two times)|(?P<thrice>thrice|three times)|"
    r"(?P<n>\d+|four|five|six) times)"
    r"\s+(?:an?|each|every|per)\s+(?P<unit>hour|day|week|month|quarter|year)\b",
    re.IGNORECASE,
)
_ONE_UNIT = re.compile(
    r"^(?:an?|one full|a full|a whole) (?P<unit>hour|day|week|month|year|minute|second|"
    r"night|fortnight|quarter|decade|century)$",
    re.I,
)
_HALF_HOUR = re.compile(r"\b(?:every|each) half[ -](?:an )?hour\b", re.IGNORECASE)
_EVERY = re.compile(
    r"\b(?:every|each) (?P<other>other )?(?P<unit>hour|day|week|month|quarter|year)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def parse_value(text: str, kind: AnswerType = AnswerType.OTHER) -> Value:
    """The text as a value; `kind` settles what 2017 or "Smith and Co" is.

    >>> parse_value("1,500 million").readings[0].number
    1500000000.0
    """
    bare = text.strip(" \n\t.,;:()[]\"“”'’*_") or text
    if text[:1] in "'’" and _SHORT_YEAR.fullmatch(bare):
        bare = text
    return Value(text, _readings(bare, kind) or (Phrase(frozenset(stems(bare))),))


def _readings(text: str, kind: AnswerType) -> tuple[Reading, ...]:
    if found := _timed(text, kind) or _codes(text):
        return found
    if kind in (AnswerType.DATE, AnswerType.YEAR):
        return _moments(text) or _clocks(text) or _amounts(text, kind) or _words(text, kind)
    if kind in _AMOUNT_KINDS:
        return _ranks(text) or _unmeasured(text) or _amounts(text, kind) or _words(text, kind)
    if kind in (AnswerType.PERSON, AnswerType.PLACE):
        return _words(text, kind)
    return _by_looks(text, kind)


def _by_looks(text: str, kind: AnswerType) -> tuple[Reading, ...]:
    """What a text is when nothing says which kind is asked for."""
    if found := _clocks(text) or _unmeasured(text) or _ranks(text):
        return found
    moments = moments_in(text)
    if moments and _mostly(text, moments):
        return moments[0].moments
    amounts = amounts_in(text)
    if amounts and not _is_part_of_name(text, amounts[0].start):
        return _amounts(text, kind)
    return _words(text, kind)


def _mostly(text: str, moments: list[FoundMoment]) -> bool:
    covered = sum(found.end - found.start for found in moments)
    return 2 * covered >= len(text) or len(content_words(text)) <= 3


def _is_part_of_name(text: str, at: int) -> bool:
    """Whether the number belongs to a name: "Quay 2", "TP-1120"; not "The 12", "About 40"."""
    before = text[:at].split()
    if before and before[-1].casefold().strip(".") in CURRENCIES:
        return False
    return (
        bool(before)
        and before[-1][:1].isupper()
        and len(before[-1]) > 1
        and not (len(before) == 1 and len(content_words(before[0])) == 0)
    )


_SHORT_YEAR = re.compile(r"\d\d\b.*")
_EARLY_YEAR = re.compile(r"(?:(?:AD|CE) )?[1-9]\d{2,3}(?: (?:AD|CE))?")


def _moments(text: str) -> tuple[Reading, ...]:
    if _EARLY_YEAR.fullmatch(text) and not moments_in(text):
        year = int(re.sub(r"\D", "", text))
        begin, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        return (Moment(begin, end, f"{year:04d}"),)
    found = moments_in(text)
    with_year = [f for f in found if f.moments[0].has_year] or found
    if len(with_year) == 2 and re.fullmatch(
        r"\s*(?:-|–|to|until|and)\s*", text[with_year[0].end : with_year[1].start]
    ):
        first, last = with_year[0].moments[0], with_year[1].moments[0]
        if first.first <= last.last:
            return (Moment(first.first, last.last, first.iso, first.has_year),)
    return with_year[0].moments if with_year else ()


def _clocks(text: str) -> tuple[Reading, ...]:
    word = next((w for w in _CLOCK_WORDS if re.search(rf"\b{w}\b", text, re.IGNORECASE)), None)
    if word:
        return (_clock(_CLOCK_WORDS[word]),)
    match = _CLOCK.search(text)
    if match is None:
        return ()
    begin = _minutes(match)
    between = _UNTIL.match(text, match.end())
    if between and (second := _CLOCK.match(text, between.end())):
        return (_clock(begin, _minutes(second)),)
    return (_clock(begin),)


def _minutes(match: re.Match[str]) -> int:
    hour, minute = int(match["h"] or match["h2"]), int(match["m"] or match["m2"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].casefold() == "p" else 0)
    return 60 * hour + minute


def _clock(minutes: int, until: int | None = None) -> Amount:
    """A time of day in minutes, or the stretch up to another one of the same day."""
    if until is None or until <= minutes:
        return Amount(minutes, minutes, minutes, 1, True, dimension="clock", unit="clock")
    return Amount(minutes, minutes, until, 1, True, dimension="clock", unit="clock", hedge="range")


def _codes(text: str) -> tuple[Reading, ...]:
    """Telephone numbers, versions, addresses and paths, whose digits are no amount.

    >>> _codes("0555 2040") != _codes("0555 2060"), _codes("10 000")
    (True, ())
    """
    text = _VERSION.sub("", text, count=1) if _VERSION.match(text) else text
    match = _CODE.fullmatch(text)
    if match is None or _GROUPED.fullmatch(match["code"]) or _is_date(match["code"]):
        return ()
    return (
        Name(
            (
                re.sub(
                    r"[\s()/-]" if match["code"][:1] in "+(0" else r"[\s()-]", "", match["code"]
                ).casefold(),
            )
        ),
    )


def _is_date(text: str) -> bool:
    return any(found.end - found.start == len(text) for found in moments_in(text))


def _unmeasured(text: str) -> tuple[Reading, ...]:
    """How often, unless an amount of something else is said: "5 mg twice a day"."""
    measured = (found.amount.dimension for found in amounts_in(text))
    return () if any(each not in ("", "time") for each in measured) else _frequencies(text)


def _frequencies(text: str) -> tuple[Reading, ...]:
    """How often, as the time between: twice a year is every six months."""
    if match := _TIMES.search(text):
        times = 1 if match["once"] else 2 if match["twice"] else 3 if match["thrice"] else 0
        times = times or int(numerals_in(match["n"])[0].value)
        unit, count = match["unit"].casefold(), 1.0
        if unit in {"year", "quarter"}:
            count, unit = (12.0 if unit == "year" else 3.0), "month"
        return (_period(count / times, unit),) if times else ()
    if _HALF_HOUR.search(text):
        return (_period(30.0, "minute"),)
    if match := _ONE_UNIT.match(text):
        return (_period(1.0, match["unit"].casefold()),)
    if match := _EVERY.search(text):
        return (_period(2.0 if match["other"] else 1.0, match["unit"].casefold()),)
    for word in re.findall(r"[a-z]+", text.casefold()):
        if word in _PERIODS and len(text.split()) <= 3:
            unit, number = _PERIODS[word]
            return (_period(float(number), unit),)
    return ()


def _ranks(text: str) -> tuple[Reading, ...]:
    match = _RANK.fullmatch(text)
    if match is None:
        return ()
    number = float(match["digits"] or _RANKS[match["word"].casefold()])
    noun = stem(match["noun"] or "")
    return (Amount(number, number, number, 1.0, False, dimension="rank", noun=noun),)


def _timed(text: str, kind: AnswerType) -> tuple[Reading, ...]:
    """Hours, minutes and seconds as a watch shows them; minutes and seconds of a length.

    >>> _timed("2:09:14", AnswerType.OTHER)[0].number
    7754.0
    """
    match = _STOPWATCH.fullmatch(text)
    if match is None or not (match["h"] or match["part"] or kind is AnswerType.DURATION):
        return ()
    hours, minutes, seconds = int(match["h"] or 0), int(match["m"]), int(match["s"])
    number = 3600.0 * hours + 60 * minutes + seconds + float(match["part"] or 0)
    step = 10.0 ** -len((match["part"] or ".")[1:])
    return (Amount(number, number, number, step, True, dimension="time", unit="second"),)


def _period(number: float, unit: str) -> Amount:
    return Amount(number, number, number, 0.01, True, dimension="time", unit=unit)


def _amounts(text: str, kind: AnswerType) -> tuple[Reading, ...]:
    if kind is AnswerType.MONEY and _FREE.match(text):
        return (Amount(0.0, 0.0, 0.0, 1.0, True),)
    found = amounts_in(text)
    found = [f for f in found if not _is_part_of_name(text, f.start)] or found
    wanted = _WANTED_DIMENSION.get(kind)
    fitting = [f for f in found if f.amount.dimension == wanted] or [
        f for f in found if wanted == "time" and f.amount.dimension == "work time"
    ]
    chosen = fitting or _without_years(text, found, kind) or found
    return tuple(f.amount for f in _same_said_twice(text, chosen)) + _thousands(text)


def _without_years(text: str, found: list[FoundAmount], kind: AnswerType) -> list[FoundAmount]:
    """The amounts that are no part of a date ("450,000 in March 2017")."""
    dates = [d for d in moments_in(text) if d.end - d.start < len(text)]
    return [f for f in found if not any(d.start <= f.start < d.end for d in dates)]


def _same_said_twice(text: str, found: list[FoundAmount]) -> list[FoundAmount]:
    """The first amount, and a second in brackets that gives it in another unit."""
    if len(found) > 1 and found[1].amount.unit != found[0].amount.unit:
        between = text[found[0].end : found[1].start]
        if re.fullmatch(
            r"\s*(?:\(|or|/|,)\s*(?:about|around|roughly|approximately|some|=)?\s*", between
        ):
            return found[:2]
    return found[:1]


def _thousands(text: str) -> tuple[Reading, ...]:
    numerals = numerals_in(text)
    if len(numerals) == 1 and numerals[0].other is not None:
        value = numerals[0].other
        return (Amount(value, value, value, 1.0, False),)
    return ()


def _words(text: str, kind: AnswerType) -> tuple[Reading, ...]:
    words = text.split()
    is_named = _is_named(text) or (kind is AnswerType.PERSON and len(words) <= 4)
    if is_named and len(words) <= LONGEST_NAME_WORDS * 4:
        several = names_of(text) if kind not in (AnswerType.PLACE,) or ";" in text else None
        if several is not None and all(name.words for name in several.names):
            return _set_or_name(text, several)
        name = name_of(text)
        if name.words and len(words) <= LONGEST_NAME_WORDS:
            return (name,)
    if kind is AnswerType.PLACE and (named := _NAMED_PLACE.search(text)):
        return (name_of(named.group()),)
    return (Phrase(frozenset(stems(text))),)


def _set_or_name(text: str, several: Reading) -> tuple[Reading, ...]:
    """An enumeration; "Marks and Spencer" and "Ann Lee, head of sales" stay one name as well."""
    one = name_of(text)
    if re.search(r",\s+(?:the |its |our |an? |who |head |chief |[a-z])", text):
        return (one,)
    is_firm = text.count(" & ") == 1 and not re.search(r",|;|\band\b", text)
    return (one, several) if is_firm else (several,)


def _is_named(text: str) -> bool:
    """Whether most of its content words begin with a capital or hold a digit."""
    words = content_words(text)
    if text.isupper() and text.isalpha() and len(text) > 1:
        return True
    named = sum(word[:1].isupper() or any(c.isdigit() for c in word) for word in words)
    return (
        bool(words)
        and 2 * named >= len(words)
        and (named == len(words) or named >= 2 or len(words) <= 2)
    )


def is_name(value: Value) -> bool:
    """Whether the value is a name or a set of names."""
    return any(not isinstance(reading, Amount | Moment | Phrase) for reading in value.readings)


def is_phrase(value: Value) -> bool:
    """Whether the value is nothing but words."""
    return all(isinstance(reading, Phrase) for reading in value.readings)


__all__ = ["Name", "is_name", "is_phrase", "parse_value"]
