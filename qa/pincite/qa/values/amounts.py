"""Amounts in texts: numbers with their unit, hedge and the thing counted."""

import re
from dataclasses import dataclass, replace

from pincite.qa.parsed_question import STOP_WORDS
from pincite.qa.values import units
from pincite.qa.values.numerals import Numeral, numerals_in, ranges_in
from pincite.qa.values.readings import Amount, Hedge
from pincite.qa.words import stem

_HEDGES: tuple[tuple[Hedge, str], ...] = (
    (
        "at_most",
        r"up to|at (?:the )?most|not (?:be )?\w+er than|no more than|not more than|a maximum of|"
        r"maximum(?: of)?|max\.?|"
        r"within|"
        r"no later than|not exceeding|under|below|less than|fewer than|lower than|no longer than|"
        r"≤|<",
    ),
    (
        "at_least",
        r"at least|no fewer than|no less than|not less than|a minimum of|minimum(?: of)?|min\.?|≥|"
        r"from|starting at",
    ),
    (
        "over",
        r"more than|over|above|in excess of|exceeding|upwards? of|well over|just over|greater than|"
        r"beyond|surpass(?:ing|ed)|>",
    ),
    (
        "nearly",
        r"nearly|almost|close to|just under|approaching|just short of|getting on for|not quite",
    ),
    (
        "about",
        r"about|around|approximately|approx\.?|roughly|some|circa|ca?\.|~|≈|an estimated|"
        r"estimated(?: at)?|"
        r"in the region of|on the order of|more or less|an average of|on average",
    ),
)
_BEFORE = tuple(
    (hedge, re.compile(rf"(?:^|[\s(])(?:{words})$", re.IGNORECASE)) for hedge, words in _HEDGES
)
_AFTER: tuple[tuple[Hedge, re.Pattern[str]], ...] = (
    (
        "at_least",
        re.compile(
            r"^\s?(?:\+|or (?:more|longer|higher|above|over)|(?:at (?:the )?least|minimum))(?!\w)",
            re.I,
        ),
    ),
    (
        "at_most",
        re.compile(
            r"^\s?(?:or (?:less|fewer|under|below)|at (?:the )?most|maximum|max\.?)\b", re.I
        ),
    ),
    ("about", re.compile(r"^\s?(?:or so|or thereabouts|approximately|approx\.?)\b", re.I)),
)
_CURRENCY_BEFORE = re.compile(
    r"(?:(?P<symbol>(?:US|A|C|HK|S|NZ|R)?\$|[€£¥₹₽])|\b(?P<code>EUR|USD|GBP|CHF|JPY|CNY|RMB|INR|"
    r"SEK|NOK|"
    r"DKK|PLN|AUD|CAD|RUB|KRW|BRL|ZAR|MXN|Rs\.?))[\s\u00a0\u202f]?[-−–]?$"
)
_GAP = r"[\s\u00a0\u202f\u2009]{0,2}"
_PERCENT = re.compile(rf"{_GAP}(?:%|per\s?cent\b|pct\b|percent\b)(?!\s?points?)", re.IGNORECASE)
_MONEY = re.compile(
    rf"{_GAP}(?P<word>US dollars?|pounds sterling|Swiss francs|euros?|dollars?|pounds?|yen|yuan|"
    rf"francs?|"
    rf"rupees?|rou?bles?|kroner|kronor|reais|won|rand|pence|penny|cents?|EUR|USD|GBP|CHF|JPY|CNY|"
    rf"RMB|INR|"
    rf"SEK|NOK|DKK|PLN|AUD|CAD|[€£¥₹$¢])(?![\w])",
    re.IGNORECASE,
)
_COINS = re.compile(r"p(?![\w])")
_UNIT = re.compile(
    rf"{_GAP}-?(?P<unit>working[ -](?:days?|weeks?)|business[ -]days?|percentage[ -]points?|"
    rf"nautical miles?|"
    rf"(?:square|cubic) (?:kilo)?(?:met(?:re|er)s?|feet|foot)|kilowatt[ -]hours?|dB\(A\)|"
    rf"°\s?[CF]|km/h|m/s|"
    rf"[a-zA-Z]+[²³23]?)(?![\w])"
)
_WORK_WEEK = re.compile(r"\s+of (?:five|5) (?:working )?days", re.IGNORECASE)
_PER = re.compile(
    r"\s?(?:per|an?|each|every|/)\s?(?P<unit>second|minute|hour|h|day|night|week|month|quarter|"
    r"year|"
    r"person|head|employee|member|kilo(?:met(?:re|er)|gram)|km|mile|kg|tonne|ton|litre|liter)\b",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"-[^\W\d_]")  # four-cylinder
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_NOUN = re.compile(r"[\s\u00a0-]+([^\W\d_]+(?:[-'’][^\W\d_]+)*)")
_ADJECTIVES = frozenset(
    "new other different further additional individual separate full active main major total more "
    "different distinct various such own single whole registered permanent electric industrial "
    "small large big international local national own small-scale in of worldwide".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount at its place in a text, unit and hedge included."""

    start: int
    end: int
    amount: Amount


def amounts_in(text: str) -> list[FoundAmount]:
    """The amounts of a text in order.

    >>> found = [each.amount for each in amounts_in("nearly €4bn, 7 % a year")]
    >>> [(amount.number, amount.unit, amount.hedge) for amount in found]
    [(4000000000.0, 'EUR', 'nearly'), (7.0, '%', '')]
    """
    numerals = numerals_in(text)
    in_range = {id(first): second for first, second in ranges_in(text, numerals)}
    found: list[FoundAmount] = []
    skip: Numeral | None = None
    for numeral in numerals:
        if numeral is skip:
            continue
        second = in_range.get(id(numeral))
        skip = second
        amount = _amount(text, numeral, second)
        if amount.amount.dimension or not _COMPOUND.match(text, (second or numeral).end):
            found.append(amount)
    return found


def _amount(text: str, first: Numeral, second: Numeral | None) -> FoundAmount:
    last = second or first
    amount = Amount(first.value, first.value, last.value, last.step, last.is_scaled)
    if second:
        scale = _shared_scale(text, first, second)
        amount = replace(
            amount,
            number=(first.value * scale + last.value) / 2,
            low=first.value * scale,
            hedge="range",
        )
    start = first.start
    if match := _CURRENCY_BEFORE.search(text[:start]):
        start = match.start()
        code = units.CURRENCIES[(match["symbol"] or match["code"]).strip(".").casefold()]
        amount, end = replace(amount, dimension="money", unit=code), last.end
    elif first.is_share:
        amount, end = _share(text, last.end, amount)
    else:
        amount, end = _with_unit(text, last.end, amount)
    if match := _PER.match(text, end):
        amount = replace(amount, per=units.singular(match["unit"]))
    if not second:
        counted = amount.number if not amount.dimension else 0.0
        hedge, start, end = _hedge(text, start, end, counted)
        amount = replace(amount, hedge=hedge)
    return FoundAmount(start, end, amount)


_SHARE_OF_TIME = re.compile(
    r"\s(?:of )?an? (?P<unit>hour|day|week|month|year|century|decade)\b", re.I
)


def _share(text: str, at: int, amount: Amount) -> tuple[Amount, int]:
    """A part of a whole, or of a stretch of time: three quarters of an hour."""
    if match := _SHARE_OF_TIME.match(text, at):
        number = amount.number / 100
        timed = Amount(number, number, number, 0.01, True, dimension="time", unit=match["unit"])
        return timed, match.end()
    return replace(amount, dimension="%", unit="%"), at


def _shared_scale(text: str, first: Numeral, second: Numeral) -> float:
    """In "4 to 5 million" the million counts for both."""
    own = text[first.start : first.end]
    if own and not own[-1].isalpha() and second.is_scaled and second.value >= 1e5 > first.value:
        digits = re.match(r"[\d.,]+", text[second.start :])
        if digits:
            try:
                return second.value / float(digits.group().replace(",", ""))
            except ValueError:
                return 1.0
    return 1.0


def _with_unit(text: str, at: int, amount: Amount) -> tuple[Amount, int]:
    if match := _PERCENT.match(text, at):
        return replace(amount, dimension="%", unit="%"), match.end()
    if match := _MONEY.match(text, at):
        word = match["word"].casefold()
        if word in units.SMALL_COINS:
            return _small_coin(amount, word), match.end()
        return replace(
            amount, dimension="money", unit=units.CURRENCIES[_money_word(word)]
        ), match.end()
    if match := _COINS.match(text, at):
        return _small_coin(amount, "p"), match.end()
    if match := _ORDINAL.match(text, at):
        return replace(amount, dimension="rank"), match.end()
    if (match := _UNIT.match(text, at)) and (measured := _measured(text, match, amount)):
        return measured
    return replace(amount, noun=_counted(text, at)), at


def _money_word(word: str) -> str:
    return word if word in units.CURRENCIES else word.removesuffix("s")


def _small_coin(amount: Amount, word: str) -> Amount:
    return replace(amount, dimension="money", unit=units.SMALL_COINS[word], factor=0.01)


def _measured(text: str, match: re.Match[str], amount: Amount) -> tuple[Amount, int] | None:
    written = re.sub(r"[\s-]+", " ", match["unit"])
    unit, end = units.singular(written.replace("° ", "°")), match.end()
    if unit in {"working day", "business day", "working week"}:
        factor = 5.0 if unit == "working week" else 1.0
        return replace(amount, dimension="work time", unit="working day", factor=factor), end
    if unit == "week" and (tail := _WORK_WEEK.match(text, end)):
        return replace(
            amount, dimension="work time", unit="working day", factor=5.0
        ), end + tail.end()
    if units.duration(unit) and not (
        unit in {"s", "h"} and len(written) == 1 and not text[match.start()].isspace()
    ):
        return replace(amount, dimension="time", unit=unit), end
    known = units.measure(unit)
    if known is None or (written in {"a", "A", "k", "t", "g"} and not _stands_as_unit(text, match)):
        return None
    return replace(amount, dimension=known[0], unit=unit, factor=known[1]), end


def _stands_as_unit(text: str, match: re.Match[str]) -> bool:
    """Whether a letter is a unit and not a word: "5 a day" has none, "16 A" and "20 t" have."""
    if match["unit"] == "a":
        return False
    return re.match(r"\s+[a-z]", text[match.end() :]) is None or match["unit"] in {"t", "g", "A"}


def _counted(text: str, at: int) -> str:
    """Stem of the noun after a number, adjectives passed over; empty where none follows."""
    for _ in range(3):
        match = _NOUN.match(text, at)
        if match is None:
            return ""
        word = match[1].casefold()
        if word in _ADJECTIVES and word not in {"of", "in", "worldwide"}:
            at = match.end()
            continue
        if word in STOP_WORDS or word in _ADJECTIVES:
            return ""
        return stem(word)
    return ""


_PLACES = re.compile(
    r"(?:under|below|over|above|from|beyond|within|some|around|about)$", re.IGNORECASE
)
_FEW = 12


def _hedge(text: str, start: int, end: int, number: float) -> tuple[Hedge, int, int]:
    before = text[:start].rstrip(" \u00a0*_")
    for hedge, pattern in _BEFORE:
        match = pattern.search(before[-30:])
        if match is None or (
            0 < number < _FEW and _PLACES.search(before) and "%" not in text[end - 2 : end]
        ):
            continue  # "sold under nine brands" is no hedge
        return hedge, len(before) - len(match.group().lstrip(" (\n")), end
    for hedge, pattern in _AFTER:
        if match := pattern.match(text[end : end + 30]):
            return hedge, start, end + match.end()
    return "", start, end
