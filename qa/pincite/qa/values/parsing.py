"""From a text to a value, with the kind of answer that is asked for as a hint."""

import re
from datetime import date
from functools import lru_cache

from pincite.qa.parsed_question import AnswerType, content_words
from pincite.qa.values.amounts import amounts_in
from pincite.qa.values.clocks import clocks, dotted_clocks
from pincite.qa.values.composites import FoundAmount
from pincite.qa.values.frequencies import frequencies
from pincite.qa.values.moments import FoundMoment, moments_in
from pincite.qa.values.names import name_of, names_of, without_apposition
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
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_RANKS = {word: float(number) for number, word in enumerate(_ORDINALS, start=1)}
for _tens, _word in enumerate("twent thirt fort fift sixt sevent eight ninet".split(), start=2):
    _RANKS[f"{_word}ieth"] = 10.0 * _tens
    _RANKS.update({f"{_word}y-{unit}": 10.0 * _tens + n for n, unit in enumerate(_ORDINALS[:9], 1)})
_RANKS.update(dict.fromkeys(("runner-up", "runners-up"), 2.0))
_RANK = re.compile(
    rf"(?:the |in )?(?:(?P<word>{'|'.join(sorted(_RANKS, key=len, reverse=True))})|"
    r"(?P<digits>\d{1,3})(?:st|nd|rd|th))(?: (?P<noun>[a-z]+))?|"
    r"(?P<number>no\.|number|rank|place|position|level|floor) ?(?P<count>\d{1,3})",
    re.IGNORECASE,
)
_SERIES = {
    "level": "floor", "storey": "floor", "no.": "", "number": "", "rank": "", "place": "",
    "position": "",
}  # fmt: skip
"""What is counted, by the words for it; "" where they leave that open."""
_STOPWATCH = re.compile(r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,2}):(?P<s>\d\d)(?P<part>\.\d+)?")


@lru_cache(maxsize=4096)
def parse_value(text: str, kind: AnswerType = AnswerType.OTHER) -> Value:
    """The text as a value; `kind` settles what 2017 or "Smith and Co" is.

    >>> parse_value("1,500 million").readings[0].number
    1500000000.0
    """
    bare = text.strip(" \n\t.,;:()[]\"“”'’*_") or text
    bare = _COUNTING.sub(r"\g<count>", _ALL_OF.sub("", bare))
    if text[:1] in "'’" and _SHORT_YEAR.fullmatch(bare):
        bare = text
    return Value(text, _readings(bare, kind) or (Phrase(frozenset(stems(bare))),))


def _readings(text: str, kind: AnswerType) -> tuple[Reading, ...]:
    if found := _timed(text, kind) or _codes(text):
        return found
    if kind in (AnswerType.DATE, AnswerType.YEAR, AnswerType.CLOCK):
        ways = (clocks, _moments) if kind is AnswerType.CLOCK else (_moments, clocks)
        readings = (way(text) for way in (dotted_clocks, *ways))
        return next(filter(None, readings), ()) or _amounts(text, kind) or _words(text, kind)
    stretch = (dotted_clocks(text) or clocks(text)) if kind is AnswerType.DURATION else ()
    if any(reading.dimension == "time" for reading in stretch):
        return stretch
    if kind in _AMOUNT_KINDS:
        return _ranks(text) or _unmeasured(text) or _amounts(text, kind) or _words(text, kind)
    if kind in (AnswerType.PERSON, AnswerType.PLACE):
        return _words(text, kind)
    return _by_looks(text, kind)


def _by_looks(text: str, kind: AnswerType) -> tuple[Reading, ...]:
    """What a text is when nothing says which kind is asked for."""
    if found := clocks(text) or _unmeasured(text) or _ranks(text):
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


_ALL_OF = re.compile(r"^100 ?(?:%|per ?cent) (?=[a-z]{3,}(?: [a-z]{3,})?$)", re.IGNORECASE)
_COUNTING = re.compile(
    r"^(?P<count>\d[\d,]*)-(?=bed|seat|star|storey|floor|room|person|man|part)[a-z]+$"
)
_ROMAN_YEAR = re.compile(r"M{0,3}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_SHORT_YEAR = re.compile(r"\d\d\b.*")
_EARLY_YEAR = re.compile(r"(?:(?:AD|CE) )?[1-9]\d{2,3}(?: (?:AD|CE))?")


def _roman(text: str) -> int:
    """A year in Roman numerals; 0 for anything else.

    >>> _roman("MCMXC"), _roman("MIX"), _roman("DVD")
    (1990, 0, 0)
    """
    if len(text) < 4 or _ROMAN_YEAR.fullmatch(text) is None:
        return 0
    worth = [_ROMAN[letter] for letter in text]
    return sum(-a if a < b else a for a, b in zip(worth, [*worth[1:], 0], strict=True))


def _moments(text: str) -> tuple[Reading, ...]:
    if year := _roman(text):
        text = f"{year:04d}"
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
    return () if any(each not in ("", "time") for each in measured) else frequencies(text)


def _ranks(text: str) -> tuple[Reading, ...]:
    match = _RANK.fullmatch(text)
    if match is None:
        return ()
    number = float(match["digits"] or match["count"] or _RANKS[match["word"].casefold()])
    told = (match["noun"] or match["number"] or "").casefold()
    noun = stem(_SERIES.get(told, told))
    rank = Amount(number, number, number, 1.0, False, dimension="rank", noun=noun)
    return (rank, Amount(number, number, number, 1.0, False)) if match["count"] else (rank,)


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
    head = without_apposition(text)
    if head != text and _is_named(head) and not _is_named(text):
        return (name_of(head),)
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
    if without_apposition(text) != text:
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
