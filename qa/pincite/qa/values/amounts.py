"""Amounts in texts: numbers with their unit, hedge and the thing counted."""

import re
from dataclasses import replace

from pincite.qa.parsed_question import STOP_WORDS
from pincite.qa.values import units
from pincite.qa.values.composites import FoundAmount, apart, joined
from pincite.qa.values.hedges import hedge_around
from pincite.qa.values.numerals import Numeral, numerals_in, ranges_in
from pincite.qa.values.readings import Amount
from pincite.qa.words import stem

_CURRENCY_BEFORE = re.compile(
    rf"(?:(?P<symbol>(?:US|A|C|HK|S|NZ|R)?\$|[€£¥₹₽₺₪₩฿₦₴])|"
    rf"\b(?P<code>{'|'.join(units.CODES)}|Rs\.?|S?Fr\.?|[Kk]r\.?))[\s\u00a0\u202f]?[-−–]?$"
)
_CURRENCY_WORDS = "|".join(
    sorted(
        (w for w in units.CURRENCIES if w[0].isalpha() and "$" not in w and w != "rs"),
        key=len,
        reverse=True,
    )
)
_GAP = r"[\s\u00a0\u202f\u2009]{0,2}"
_PERCENT = re.compile(rf"{_GAP}(?:%|per\s?cent\b|pct\b|percent\b)(?!\s?points?)", re.IGNORECASE)
_MONEY = re.compile(
    rf"{_GAP}(?:(?P<nation>{'|'.join(units.NATIONS)})\s)?"
    rf"(?P<word>{_CURRENCY_WORDS}|pence|penny|cents?|[A-Z]{{1,2}}\$|[€£¥₹$¢₽₺₪₩฿₦₴])(?![\w])",
    re.IGNORECASE,
)
_CODE_AFTER = re.compile(rf"\s?(?P<code>{'|'.join(units.CODES)})(?![\w])")
_COINS = re.compile(r"p(?![\w])")
_UNIT = re.compile(
    rf"{_GAP}-?(?P<unit>working[ -](?:days?|weeks?)|business[ -]days?|percentage[ -]points?|"
    rf"basis[ -]points?|nautical miles?|light[ -]years?|metric tons?|"
    rf"(?:square|sq\.?|cubic|cu\.?) (?:(?:kilo|centi)?(?:met(?:re|er)s?)|feet|foot|ft|yards?|"
    rf"miles?|mi|k?m)|"
    rf"(?:kilo|mega|giga|tera)?watt[ -]hours?|amp[ -]hours?|dB\(A\)|°\s?[CF]|"
    rf"degrees?(?: (?:Celsius|centigrade|Fahrenheit|[CF]\b))?|°|km/h|m/s|[kMG]bit/s|"
    rf"(?:miles|kilomet(?:re|er)s|met(?:re|er)s|km) (?:per|an?) (?:hour|second)|"
    rf"[a-zA-Zµμ]+[²³23]?)(?![\w])"
)
_WORK_WEEK = re.compile(r"\s+of (?:five|5) (?:working )?days", re.IGNORECASE)
_PER = re.compile(
    r"\s?(?:per|an?|each|every|/)\s?(?P<unit>second|minute|hour|h|day|night|week|month|quarter|"
    r"year|"
    r"person|head|capita|employee|member|kilo(?:met(?:re|er)|gram)|km|mile|kg|tonne|ton|litre|"
    r"liter|hectare|acre|(?:square|cubic) (?:kilo)?met(?:re|er)|(?:k?m|cm)[²³])(?!\w)",
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


def amounts_in(text: str) -> list[FoundAmount]:
    """The amounts of a text in order.

    >>> found = [each.amount for each in amounts_in("nearly €4bn, 7 % a year")]
    >>> [(amount.number, amount.unit, amount.hedge) for amount in found]
    [(4000000000.0, 'EUR', 'nearly'), (7.0, '%', '')]
    """
    numerals = numerals_in(text)
    in_range = {id(first): second for first, second in ranges_in(text, numerals)}
    found: list[FoundAmount] = _units_alone(text)
    skip: Numeral | None = None
    for numeral in numerals:
        if numeral is skip:
            continue
        second = in_range.get(id(numeral))
        skip = second
        amount = _amount(text, numeral, second)
        if amount.amount.dimension or not _COMPOUND.match(text, (second or numeral).end):
            found.append(amount)
    return joined(text, apart(found))


_UNIT_WORDS = "|".join(sorted(units.UNIT_WORDS, key=len, reverse=True))
_ALONE = re.compile(
    rf"(?<![\w-])(?P<part>half an? |a quarter of an? |a |an |one |three[ -]quarters of an? )"
    rf"(?P<unit>per cent|percent|(?:day|week|month|year)(?= and )|{_UNIT_WORDS})(?!\w)"
    rf"(?P<more> and (?:a half|a quarter|three[ -]quarters))?",
    re.IGNORECASE,
)
_FRACTIONS = (("half", 0.5), ("three", 0.75), ("quarter", 0.25))


def _fraction(words: str, otherwise: float) -> float:
    return next((part for word, part in _FRACTIONS if word in words.casefold()), otherwise)


def _units_alone(text: str) -> list[FoundAmount]:
    """A unit with an article or a fraction for its number: half a mile, an hour and a half."""
    found = [_minutes(match) for match in _HOURS_AND_MINUTES.finditer(text) if int(match["m"]) < 60]
    for match in _ALONE.finditer(text):
        number = _fraction(match["part"], 1.0)
        if match["part"] == "a " and not match["more"]:
            continue  # "a day" is rather a rate; one that stands alone is read elsewhere
        number += _fraction(match["more"] or "", 0.0)
        bare = Amount(number, number, number, 0.01, True)
        measured = _with_unit(f" {match['unit']}", 0, bare)[0]
        if measured.dimension:
            hedge, start, end = hedge_around(text, match.start(), match.end(), 0.0)
            found.append(FoundAmount(start, end, replace(measured, hedge=hedge)))
    return found


_HOURS_AND_MINUTES = re.compile(
    r"(?<![\w.,:])(?P<h>\d{1,2})\s?h(?:rs?|ours?)?\.?\s?"
    r"(?P<m>\d{1,2})(?:\s?m(?:ins?|inutes)?)?(?!\w)",
    re.I,
)


def _minutes(match: re.Match[str]) -> FoundAmount:
    number = 60.0 * int(match["h"]) + int(match["m"])
    amount = Amount(number, number, number, 1.0, True, dimension="time", unit="minute")
    return FoundAmount(match.start(), match.end(), amount)


def _amount(text: str, first: Numeral, second: Numeral | None) -> FoundAmount:
    last = second or first
    amount = Amount(first.value, first.value, last.value, last.step, last.is_scaled)
    if first.most is not None and not second:
        middle = (first.value + first.most) / 2
        amount = replace(amount, number=middle, high=first.most, hedge="range")
    elif second:
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
        if spelled := _CODE_AFTER.match(text, end):
            amount, end = replace(amount, unit=spelled["code"]), spelled.end()
    elif first.is_share:
        amount, end = _share(text, last.end, amount)
    else:
        amount, end = _with_unit(text, last.end, amount)
    if match := _PER.match(text, end):
        amount = replace(amount, per=units.singular(match["unit"]))
    if not second and first.most is None:
        counted = amount.number if not amount.dimension else 0.0
        hedge, start, end = hedge_around(text, start, end, counted)
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
        currency = _currency(word)
        if (nation := match["nation"]) and len(currency) != 3:
            currency = units.NATIONS[nation.casefold()]
        return replace(amount, dimension="money", unit=currency), match.end()
    if match := _COINS.match(text, at):
        return _small_coin(amount, "p"), match.end()
    if match := _ORDINAL.match(text, at):
        return replace(amount, dimension="rank"), match.end()
    if (match := _UNIT.match(text, at)) and (measured := _measured(text, match, amount)):
        return measured
    return replace(amount, noun=_counted(text, at)), at


def _currency(word: str) -> str:
    """The unit of a currency's word or sign; one that is not known ("B$") is its own."""
    known = units.CURRENCIES
    return known.get(word) or known.get(word.removesuffix("s")) or word.upper()


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
    known = units.measure(unit, written)
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
