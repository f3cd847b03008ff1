"""Amounts as tables write them: parsed with unit and magnitude, and written the same way again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_SPACES = "\u0020\u00a0\u2009\u202f"
_APPROXIMATE = (
    r"(?:approx(?:imately|\.)?|about|around|circa|c\.|ca\.|nearly|almost|over|some|~|≈|>|<|≥|≤)"
)
_DIGITS = (
    rf"\d{{1,3}}(?:[{_SPACES}'’]\d{{3}})+(?:[.,]\d+)?(?!\d)"  # 1 234,5 and 1'234.5
    r"|\d+(?:[.,]\d+)*|[.,]\d+"
)
_CURRENCY = (
    r"(?:US|A|C|NZ|HK|R|S)?\$|[€£¥₹₽₩₺]|(?:EUR|USD|GBP|CHF|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|HUF|BRL|"
    r"KRW|AUD|CAD|RUB|TRY|ZAR|MXN|Rs\.?)"
)
MAGNITUDES = {
    "k": 1e3, "thousand": 1e3, "thousands": 1e3, "tsd": 1e3,
    "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6, "mm": 1e6,
    "bn": 1e9, "b": 1e9, "billion": 1e9, "billions": 1e9, "mrd": 1e9,
    "tn": 1e12, "trillion": 1e12, "trillions": 1e12,
}  # fmt: skip
_WORDY = "thousands?|millions?|billions?|trillions?|mn|mio|bn|tn|tsd|mrd"
_AMOUNT = re.compile(
    rf"^(?:{_APPROXIMATE}\s*)?(?P<open>\()?\s*(?P<sign>[+\-−–])?\s*(?P<before>{_CURRENCY})?[{_SPACES}]*"
    rf"(?P<sign2>[+\-−–])?(?P<digits>{_DIGITS})"
    rf"(?:[{_SPACES}]*(?P<magnitude>(?:{_WORDY})\b|[kmb](?![\w/²³])))?"
    rf"[{_SPACES}]*(?P<after>%|‰|per\s?cent\b|°\s?[CF]?|{_CURRENCY}|"
    rf"[^\W\d_][^\d()]{{0,24}})?\s*(?P<close>\))?$",
    re.IGNORECASE,
)
_BARE_MAGNITUDE = re.compile(
    rf"(?:\bin |\(|^|[,\s€£$¥])(?P<word>{_WORDY})\b|(?P<zeros>[€£$¥]?\s?'?000s?)(?=\)|$|\s)|"
    r"[€£$¥](?P<letter>[km])\b|\b(?P<code>[km])[€£$¥]",
    re.IGNORECASE,
)
_CURRENCY_IN = re.compile(
    rf"(?<![\w$])(?:{_CURRENCY})(?![a-z])|\b(?:euros?|dollars?|pounds?|yen|francs?|kroner)\b"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as a cell writes it."""

    value: float
    """With its magnitude: "€4bn" is 4e9."""
    unit: str | None = None
    """What stands beside the digits: "€", "%", "km"; None where nothing does."""
    is_prefix: bool = False
    """Whether the unit stands in front."""
    decimals: int = 0
    decimal_mark: str = "."
    grouping: str = ""
    """What parts the thousands; "" where nothing does."""
    magnitude: float = 1.0
    magnitude_word: str = ""
    space: str = ""
    """What stands between digits and unit."""


def parse_amount(text: str, decimal_mark: str | None = None) -> Amount | None:
    """The amount a text is, or None where it is something else or says more.

    `decimal_mark` decides what "1,234" and "1.234" are; None: read as English writes them.

    >>> parse_amount("1,234.5").value, parse_amount("1.234,5").value, parse_amount("1'234").value
    (1234.5, 1234.5, 1234.0)
    >>> parse_amount("(12)").value, parse_amount("€4bn").value, parse_amount("12 %").unit
    (-12.0, 4000000000.0, '%')
    >>> parse_amount("4 doors, 2 seats") is None, parse_amount("48 m").unit
    (True, 'm')
    """
    text = text.strip()
    match = _AMOUNT.match(text) if len(text) < 60 else None
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    digits = match["digits"]
    mark, grouping = _marks(digits, decimal_mark)
    number = _to_float(digits, mark)
    if number is None:
        return None
    negative = bool(match["open"]) or (match["sign"] or match["sign2"] or "") in tuple("-−–")
    word, before, after = match["magnitude"] or "", match["before"], match["after"]
    if len(word) == 1 and before is None and text[match.start("magnitude") - 1] in _SPACES:
        word, after = "", word + (after or "")  # "48 m" is a length, "£48 m" and "48m" are not
    magnitude = MAGNITUDES.get(word.casefold(), 1.0)
    unit = before or (after.strip() if after else None)
    return Amount(
        value=(-number if negative else number) * magnitude,
        unit=unit or None,
        is_prefix=before is not None,
        decimals=len(digits.rpartition(mark)[2]) if mark in digits else 0,
        decimal_mark=mark,
        grouping=grouping,
        magnitude=magnitude,
        magnitude_word=word,
        space=_space_between(text, digits, before),
    )


def _space_between(text: str, digits: str, before: str | None) -> str:
    at = text.find(digits)
    neighbour = text[at - 1 : at] if before else text[at + len(digits) : at + len(digits) + 1]
    return neighbour if neighbour and neighbour in _SPACES else ""


def _marks(digits: str, decimal_mark: str | None) -> tuple[str, str]:
    """The decimal mark and the mark of the thousands in the digits of one number."""
    for mark in "'’\u00a0\u2009\u202f ":
        if mark in digits:
            return decimal_mark or ("," if "," in digits else "."), mark
    proved = proved_mark(digits)
    mark = proved or decimal_mark or "."
    other = "," if mark == "." else "."
    return mark, other if other in digits else ""


def proved_mark(digits: str) -> str | None:
    """The decimal mark that one number proves, or None: "1,234" and "1.234" prove nothing.

    >>> proved_mark("1.234,5"), proved_mark("1,234,567"), proved_mark("12,5"), proved_mark("1,234")
    (',', '.', ',', None)
    """
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    if dots > 1 or commas > 1:
        return "," if dots > 1 else "."
    if dots + commas == 0:
        return None
    mark = "." if dots else ","
    whole, _, fraction = digits.partition(mark)
    return mark if len(fraction) != 3 or len(whole) > 3 or whole in ("", "0") else None


def column_mark(texts: Iterable[str]) -> str | None:
    """The decimal mark that the numbers of a column prove together, or None.

    >>> column_mark(["1.234", "12,5"]), column_mark(["1,234"]), column_mark(["0.5", "0,5"])
    (',', None, None)
    """
    proofs = set()
    for text in texts:
        match = _AMOUNT.match(text.strip()) if len(text) < 60 else None
        if match is not None:
            proofs.add(proved_mark(match["digits"]))
    proofs.discard(None)
    return proofs.pop() if len(proofs) == 1 else None


def _to_float(digits: str, mark: str) -> float | None:
    other = "," if mark == "." else "."
    whole, found, fraction = digits.partition(mark)
    groups = re.split(rf"[{_SPACES}'’{other}]", whole)
    if len(groups) > 1 and not (1 <= len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:])):
        return None
    if not (fraction.isdigit() or not found):
        return None
    try:
        return float("".join(groups) + "." + (fraction or "0"))
    except ValueError:
        return None


def format_amount(value: float, like: Amount, decimals: int | None = None) -> str:
    """The value written as `like` is, rounded to `decimals` (None: as many as `like` has).

    >>> format_amount(67975, parse_amount("8,029,222")), format_amount(1.5, parse_amount("€31.00"))
    ('67,975', '€1.50')
    """
    places = like.decimals if decimals is None else decimals
    text = f"{rounded(abs(value) / like.magnitude, places):,.{places}f}"
    if abs(value) < 10_000 and not like.grouping:
        text = text.replace(",", "")
    whole, _, fraction = text.partition(".")
    text = whole.replace(",", like.grouping or ",") + (
        like.decimal_mark + fraction if fraction else ""
    )
    sign = "-" if value < 0 and text.strip("0.,") else ""
    word = like.magnitude_word
    text += (" " + word if len(word) > 1 else word) if word else ""
    if like.unit is None:
        return sign + text
    if like.is_prefix:
        return sign + like.unit + like.space + text
    return sign + text + (like.space or ("" if like.unit in "%°" else " ")) + like.unit


def rounded(value: float, places: int) -> Decimal:
    """The value with so many decimals, a half rounded up as people do.

    >>> str(rounded(210.25, 1)), str(rounded(-0.5, 0))
    ('210.3', '-1')
    """
    return Decimal(repr(round(value, 9))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def ratio_text(ratio: float) -> str:
    """A ratio with at most two decimals.

    >>> ratio_text(15.0), ratio_text(44 / 9), ratio_text(7.5)
    ('15', '4.89', '7.5')
    """
    return f"{rounded(ratio, 2):.2f}".rstrip("0").rstrip(".")


_ASKS_PER_CENT = re.compile(r"\bper ?cent(?:age)?\b(?! points)|%", re.IGNORECASE)


def asks_per_cent(text: str) -> bool:
    """Whether a question speaks of per cent, and not of percentage points.

    >>> asks_per_cent("By how many per cent?"), asks_per_cent("How many percentage points?")
    (True, False)
    """
    return _ASKS_PER_CENT.search(text) is not None


def per_cent_text(share: float) -> str:
    """A share or change in per cent, with one decimal unless that is 0.

    >>> per_cent_text(0.1225), per_cent_text(1)
    ('12.3', '100')
    """
    return str(rounded(100 * share, 1)).removesuffix(".0")


@lru_cache(maxsize=8192)
def scale_in(text: str) -> float:
    """The magnitude that a heading or caption gives the numbers under it, 1 where it gives none.

    >>> scale_in("Income (£ thousand)"), scale_in("Sales in million euros"), scale_in("Sales")
    (1000.0, 1000000.0, 1.0)
    """
    match = _BARE_MAGNITUDE.search(text)
    if match is None:
        return 1.0
    if match["zeros"]:
        return 1e3
    word = match["word"] or match["letter"] or match["code"]
    return MAGNITUDES[word.casefold()]


@lru_cache(maxsize=8192)
def currency_in(text: str) -> str | None:
    """The first currency a heading or caption names, as it stands.

    >>> currency_in("Income (£ thousand)")
    '£'
    """
    match = _CURRENCY_IN.search(text)
    return match[0] if match else None


def common_style(amounts: Iterable[Amount]) -> Amount | None:
    """How amounts of one kind are written, or None where their units differ.

    Their decimals are the most that one of them has.
    """
    kept = list(amounts)
    if not kept or len({amount.unit for amount in kept if amount.unit}) > 1:
        return None
    widest = max(kept, key=lambda amount: (amount.unit is not None, bool(amount.grouping)))
    same = all(amount.magnitude == widest.magnitude for amount in kept)
    if same:
        return replace(widest, decimals=max(amount.decimals for amount in kept))
    decimals = max((amount.decimals for amount in kept if amount.magnitude == 1.0), default=0)
    return replace(widest, decimals=decimals, magnitude=1.0, magnitude_word="")
