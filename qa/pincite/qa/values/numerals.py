"""Numbers as texts write them, in digits of any common format or in words."""

import re
from dataclasses import dataclass
from itertools import pairwise

from pincite.qa.parsed_question import YEAR

_SPACES = " \u00a0\u202f\u2009"
_GAP = rf"[{_SPACES}]"
_DIGITS = re.compile(
    rf"(?<![\w.,+])(?P<sign>[-−–](?=\d))?"
    rf"(?P<digits>\d{{1,3}}(?:(?P<by>[,.'’{_SPACES}])\d{{3}}(?!\d))(?:(?P=by)\d{{3}}(?!\d))*(?P<tail>[.,]\d+)?"
    rf"|\d+(?:[.,]\d+)*)(?P<fraction>[½¼¾⅓⅔])?"
    r"|(?<!\w)(?P<alone>[½¼¾⅓⅔])"
)
_MOST_DIGITS = 40  # a longer one is no number that anyone compares
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_MULTIPLES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9}
_OTHERS = {"dozen": 12, "couple": 2, "nil": 0, "none": 0}
_SCALES = {
    "hundred": 1e2, "dozen": 12.0, "k": 1e3, "thousand": 1e3, "thousands": 1e3,
    "lakh": 1e5, "lakhs": 1e5,
    "mn": 1e6, "mio": 1e6, "mil": 1e6, "m": 1e6, "million": 1e6, "millions": 1e6,
    "crore": 1e7, "crores": 1e7,
    "bn": 1e9, "b": 1e9, "billion": 1e9, "billions": 1e9, "milliard": 1e9,
    "mrd": 1e9,
    "tn": 1e12, "trn": 1e12, "trillion": 1e12, "trillions": 1e12,
}  # fmt: skip
_WORD = "|".join(sorted({*_UNITS, *_TENS, *_MULTIPLES, *_OTHERS}, key=len, reverse=True))
_WORDS = re.compile(
    rf"(?<![\w-])(?:(?P<half>half)[ -](?:an? )?|an? (?=hundred|thousand|million|billion|dozen|"
    rf"couple))?"
    rf"(?:{_WORD})(?:(?:[ -]|,? and )(?:{_WORD}))*(?![\w])",
    re.IGNORECASE,
)
SHARE_STEP = 2.2  # of a share told in words: two thirds may be 66 or 67.5 per cent
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_SHARE = re.compile(
    rf"(?<![\w-])(?:(?P<top>\d+|{_WORD}) (?:(?P<in>in)|out of)(?: every)? "
    rf"(?P<bottom>\d+|{_WORD})(?![\w])"
    r"|(?:(?P<count>an?|one|two|three|four|five|seven|nine)[ -])?"
    r"(?P<part>half|thirds?|quarters?|fifths?|sixths?|eighths?|ninths?|tenths?)(?= of\b|"
    r" an? (?:hour|day|week|month|year)\b)"
    r"|(?:(?P<count2>an?|one|two|three|four|five|seven|nine)[ -]|^)"
    r"(?P<part2>half|thirds|quarters?|fifths|sixths|eighths|ninths|tenths|"
    r"(?<=[ -])(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))$)",
    re.IGNORECASE,
)
_SCALE = re.compile(
    rf"{_GAP}?-?(?P<scale>hundred|dozen|thousands?|lakhs?|crores?|millions?|billions?|trillions?|"
    rf"milliard|mio|mrd|mil|mn|bn|tn|trn)\b\.?"
    r"|(?P<short>[kKbB]|[mM](?![\w²³/]))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at its place in a text."""

    start: int
    end: int
    value: float
    step: float
    """The worth of its last digit that counts: 0.1 for 10.6, 10,000 for 450,000, 1 for 30."""
    is_share: bool = False
    """Whether it is written as a part of a whole (two thirds, one in nine)."""
    is_scaled: bool = False
    """Whether a magnitude (million, k) or a decimal fraction makes its step explicit."""
    other: float | None = None
    """What it is when its one point is read as parting thousands."""
    most: float | None = None
    """The most it can be, where it says no more than its size: 900 for several hundred."""


def numerals_in(text: str) -> list[Numeral]:
    """The numbers of a text in order; those within another one are left out.

    >>> [n.value for n in numerals_in("1.234,5 or 1'234 or twenty-five or 4bn")]
    [1234.5, 1234.0, 25.0, 4000000000.0]
    """
    found = [*_shares(text), *_vague(text), *_in_digits(text), *_in_words(text)]
    found.sort(key=lambda numeral: (numeral.start, -numeral.end))
    kept = found[:1]
    for numeral in found[1:]:
        if numeral.start >= kept[-1].end:
            kept.append(numeral)
    return kept


def _in_digits(text: str) -> list[Numeral]:
    found = []
    for match in _DIGITS.finditer(text):
        if match["alone"]:
            found.append(Numeral(match.start(), match.end(), _VULGAR[match["alone"]], 0.01))
            continue
        if match["by"] is None and sum(character in ".," for character in match["digits"]) > 1:
            continue  # 4.5.2: a section, a version
        if len(match["digits"]) > _MOST_DIGITS:
            continue
        value, decimals, other = _read_digits(match["digits"], match["by"])
        if match["fraction"]:
            value += _VULGAR[match["fraction"]]
        if match["sign"]:
            value, other = -value, None
        found.append(_scaled(text, match.start(), match.end(), value, decimals, other))
    return found


def _read_digits(digits: str, by: str | None) -> tuple[float, int, float | None]:
    """Value, number of decimals, and the other reading of a lone point before three digits."""
    if by is None:
        plain = digits.replace(",", ".")
        return float(plain), len(plain.partition(".")[2]), None
    groups = digits.split(by)
    if by == "." and len(groups) == 2 and "," not in digits:
        joined = float(digits.replace(".", ""))
        return float(digits), len(groups[1]), None if groups[0] == "0" else joined
    whole, mark, rest = digits.replace(by, "").partition("." if by != "." else ",")
    if by not in ",." and not mark:
        whole, mark, rest = whole.partition(",")
    return float(f"{whole}.{rest or 0}"), len(rest), None


def _in_words(text: str) -> list[Numeral]:
    found = []
    for match in _WORDS.finditer(text):
        words = [
            w for w in re.split(r"[\s,-]+", match.group().casefold()) if w not in {"and", "a", "an"}
        ]
        value = _spelled(words[1:] if match["half"] else words)
        if value is None:
            continue
        if match["half"]:
            value /= 2
        end = match.end()
        if match["half"] is None and (tail := _AND_PART.match(text, end)):
            scale = _SCALES.get((tail["scale"] or "").casefold(), 1.0)
            unit = 1.0 if tail["scale"] else float(_MULTIPLES.get(words[-1], 1))
            value, end = (value + unit * _part_of(tail)) * scale, tail.end()
        step = 1.0 if value < 1000 else 10.0 ** _trailing_zeros(value)
        found.append(Numeral(match.start(), end, value, step, is_scaled=value >= 1e6))
    return found


_AND_PART = re.compile(
    r" and (?:(?P<half>a half)|(?P<quarter>a quarter)|three[ -]quarters)\b"
    r"(?: (?P<scale>hundred|thousand|million|billion|trillion|dozen)\b)?",
    re.IGNORECASE,
)


def _part_of(match: re.Match[str]) -> float:
    return 0.5 if match["half"] else 0.25 if match["quarter"] else 0.75


_FEW = {"several": (3, 9), "few": (2, 6), "couple": (2, 3)}
_SIZES = {"score": 20.0, "dozen": 12.0, "ten": 10.0, **{w: float(n) for w, n in _MULTIPLES.items()}}
_VAGUE = re.compile(
    r"(?<![\w-])(?:(?:a |the )?(?P<few>several|few|couple(?: of)?) "
    r"(?P<of>dozen|hundred|thousand|million|billion)"
    rf"|(?P<n>\d+|{'|'.join(_TENS)})-odd(?: (?P<odd>hundred|thousand|million))?"
    r"|(?P<size>tens|dozens|scores|hundreds|thousands|millions|billions)"
    r"(?: of (?P<times>thousands|millions|billions))?)\b",
    re.IGNORECASE,
)


def _vague(text: str) -> list[Numeral]:
    """The numbers that tell no more than a size: several hundred, tens of thousands."""
    found = []
    for match in _VAGUE.finditer(text):
        if match["few"]:
            fewest, most = _FEW[match["few"].split()[0].casefold()]
            size = _SIZES[match["of"].casefold()]
        elif match["n"]:
            fewest = int(_TENS.get(match["n"].casefold(), 0) or match["n"])
            size = _SIZES[match["odd"].casefold()] if match["odd"] else 1.0
            most = fewest + (9 if fewest < 100 else fewest // 10)
        else:
            fewest, most, size = 1, 10, _SIZES[match["size"].casefold().removesuffix("s")]
            size *= (
                _SIZES[(match["times"] or "").casefold().removesuffix("s")] if match["times"] else 1
            )
        low, high = fewest * size, most * size
        found.append(Numeral(match.start(), match.end(), low, size, is_scaled=True, most=high))
    return found


def _spelled(words: list[str]) -> float | None:
    """The number that the words spell, or None where they are several ("two or three")."""
    total, group, last = 0.0, 0.0, float("inf")
    for word in words:
        if word in _MULTIPLES:
            factor = _MULTIPLES[word]
            if factor == 100:
                group = (group or 1) * 100
            else:
                total, group = total + (group or 1) * factor, 0.0
            last = factor
            continue
        value = float(_UNITS.get(word, _TENS.get(word, _OTHERS.get(word, -1))))
        if word == "dozen":
            group = (group or 1) * 12
        elif value >= last and group % 100:
            return None
        else:
            group += value
        last = 10 if word in _TENS else 1 if word in _UNITS else 0
    return total + group


def _shares(text: str) -> list[Numeral]:
    found = []
    for match in _SHARE.finditer(text):
        if match["bottom"]:
            top, bottom = _small(match["top"]), _small(match["bottom"])
            if not bottom or top > bottom:
                continue
            if match["in"] and YEAR.fullmatch(match["bottom"]):
                continue  # "388 in 2022" is a count and its year
        else:
            part = (match["part"] or match["part2"]).casefold()
            bottom = _PARTS.get(part) or _PARTS[part.removesuffix("s")]
            top = _small(match["count"] or match["count2"] or "one")
        value = 100 * top / bottom
        found.append(Numeral(match.start(), match.end(), value, SHARE_STEP, True, is_scaled=True))
    return found


def _small(word: str) -> float:
    folded = word.casefold()
    if folded in {"a", "an"}:
        return 1.0
    return float(folded) if folded.isdigit() else float(_spelled([folded]) or 0)


def _scaled(
    text: str, start: int, end: int, value: float, decimals: int, other: float | None
) -> Numeral:
    scale = _SCALE.match(text, end)
    step = 10.0**-decimals
    if scale is None or (scale["short"] and not _means_million(text, start, scale)):
        if not decimals and abs(value) >= 1000:
            step = 10.0 ** _trailing_zeros(value)
        return Numeral(start, end, value, step, is_scaled=decimals > 0, other=other)
    factor = _SCALES[(scale["scale"] or scale["short"]).casefold()]
    if factor <= 100 and not decimals:
        return Numeral(start, scale.end(), value * factor, 1.0)
    return Numeral(start, scale.end(), value * factor, step * factor, is_scaled=True)


_CURRENCY_CODE = re.compile(r"\b(?:[A-Z]{3}|Rs\.?|kr\.?)\s?$")
_CURRENCY_AFTER = re.compile(r"\s?(?:[€$£]|(?:EUR|USD|GBP|CHF|JPY|INR|SEK|NOK|DKK|PLN|CAD|AUD)\b)")
_PLURAL_AFTER = re.compile(r"\s+(?:of )?(?:[a-z]+ )?([a-z]+[^sui\W]s|people|men|women|children)\b")
_NO_PLURALS = frozenset("across always towards upwards downwards besides".split())


def _means_million(text: str, start: int, scale: re.Match[str]) -> bool:
    """Whether a letter after digits is a magnitude: 10k is one, 5m only as money (else metres)."""
    letter = scale["short"]
    if letter in "kK":
        return True
    before = text[max(0, start - 5) : start]
    after = text[scale.end() : scale.end() + 5]
    is_money = _CURRENCY_CODE.search(before) or _CURRENCY_AFTER.match(after)
    if any(mark in before for mark in "$€£¥₹") or is_money:
        return True
    if letter == "m" and (noun := _PLURAL_AFTER.match(text, scale.end())):
        return noun[1].casefold() not in _NO_PLURALS
    return letter in "MB" and letter.isupper()


def _trailing_zeros(value: float) -> int:
    digits = str(int(abs(value)))
    return len(digits) - len(digits.rstrip("0"))


def ranges_in(text: str, numerals: list[Numeral]) -> list[tuple[Numeral, Numeral]]:
    """The neighbours that make a range ("5 to 7", "between 10 and 12", "5-10")."""
    found = []
    for first, second in pairwise(numerals):
        between = text[first.end : second.start].strip().casefold()
        opening = text[: first.start].rstrip().casefold()
        if first.value < second.value and (
            between in {"-", "–", "—", "to", "up to"}
            or (between in {"and", "to"} and opening.endswith("between"))
        ):
            found.append((first, second))
    return found
