"""Words and numbers of questions and cells in one form, so that they can be compared."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pincite.corpus.written_dates import MONTH_WORDS
from pincite.qa.parsed_question import STOP_WORDS
from pincite.qa.tables.amounts import MAGNITUDES, parse_amount
from pincite.qa.words import stem

_TOKEN = re.compile(
    r"\d{1,3}(?:[,.'’\u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?(?![\w])|\d+[.,]\d+(?![\w,.])|"
    r"[^\W_]+(?:[.'’&][^\W_]+)*(?:-[^\W_]*\d[^\W_]*)*|[%€£$¥]"
)
_MONTHS = {month: month[:3] for month in MONTH_WORDS if month != "may"}
_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_KEPT_STOPS = frozenset("s t m d no".split())
_RAISED = dict.fromkeys(
    (*range(0x1D2C, 0x1D6B), *range(0x2070, 0x20A0), 0xB2, 0xB3, 0xB9, *range(0x2B0, 0x2B9)), " "
)
_SIGNS = {
    "€": "euro", "£": "pound", "$": "dollar", "¥": "yen", "eur": "euro", "gbp": "pound",
    "usd": "dollar", "percent": "%", "percentage": "%", "pct": "%",
}  # fmt: skip
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a number of a text."""

    text: str
    key: str
    """What it is compared by: the stem of a word, `#` and the value of a number."""
    start: int
    end: int
    is_stop: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is a number."""
        return self.key[0] == "#"

    @property
    def value(self) -> float:
        """Of a number."""
        return float(self.key[1:])

    @property
    def is_year(self) -> bool:
        """Whether it is a number that may name a year."""
        is_plain = self.is_number and len(self.key) == 5 and len(self.text.strip("'’s")) == 4
        return is_plain and "1500" <= self.key[1:] < "2100"


def number_key(value: float) -> str:
    """The key of a number.

    >>> number_key(200_000.0), number_key(4.5)
    ('#200000', '#4.5')
    """
    return f"#{int(value)}" if value == int(value) else f"#{value:.10g}"


@lru_cache(maxsize=16384)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The words and numbers of a text in order, number words and magnitudes made numbers.

    >>> [token.key for token in tokens_of("Leafs passed one hundred thousand in October 2014")]
    ['leaf', 'pass', '#100000', 'in', 'oct', '#2014']
    >>> [token.key for token in tokens_of("over £15 million, Klara S")]
    ['over', 'pound', '#15000000', 'klara', 's']
    """
    level = text.translate(_RAISED)
    single = [_token(match[0], match.start()) for match in _TOKEN.finditer(level)]
    return tuple(_with_magnitudes(text, _with_quarters(text, single)))


def keys_of(text: str) -> frozenset[str]:
    """The keys of a text's words and numbers."""
    return frozenset(token.key for token in tokens_of(text))


def _token(text: str, start: int) -> Token:
    end = start + len(text)
    if text[0].isdigit():
        amount = parse_amount(_POSSESSIVE.sub("", text))
        if amount is not None and amount.unit is None and amount.magnitude == 1:
            return Token(text, number_key(amount.value), start, end)
        return Token(text, stem(text), start, end)
    folded = _POSSESSIVE.sub("", text.casefold())
    if folded in _SIGNS:
        return Token(text, _SIGNS[folded], start, end)
    if text in ("May", "MAY"):
        return Token(text, "may", start, end)
    if folded in _MONTHS:
        return Token(text, _MONTHS[folded], start, end)
    is_acronym = text.isupper() and 1 < len(text) <= 4
    is_stop = folded in STOP_WORDS and folded not in _KEPT_STOPS and not is_acronym
    return Token(text, stem(folded) or folded or text, start, end, is_stop)


_QUARTERS = {"first": "q1", "second": "q2", "third": "q3", "fourth": "q4", "last": "q4",
             "1st": "q1", "2nd": "q2", "3rd": "q3", "4th": "q4"}  # fmt: skip


_QUARTER_MONTHS = {("jan", "mar"): "q1", ("apr", "june"): "q2", ("apr", "jun"): "q2",
                   ("jul", "sep"): "q3", ("juli", "sep"): "q3", ("oct", "dec"): "q4"}  # fmt: skip
_THREE_MONTHS = re.compile(
    r"\b(?:(?P<q1>first|opening|initial)|(?P<q4>last|final|closing)) three months\b", re.IGNORECASE
)
_UP_TO = re.compile(r"\W*(?:(?:up )?to|until|till|through|and)?\W*", re.IGNORECASE)


def _with_quarters(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens with "third quarter" and "July to September" as the "Q3" that tables write."""
    joined: list[Token] = []
    three = {match.end(): match for match in _THREE_MONTHS.finditer(text)}
    for token in tokens:
        start, key = _quarter(text, joined, token)
        if token.end in three:
            start, key = three[token.end].start(), three[token.end].lastgroup
        if key is None:
            joined.append(token)
            continue
        while joined and joined[-1].start >= start:
            joined.pop()
        joined.append(Token(text[start : token.end], key, start, token.end))
    return joined


def _quarter(text: str, before: list[Token], token: Token) -> tuple[int, str | None]:
    """Where the quarter of a year begins that ends in a token, and its key; None without one."""
    if token.text.casefold() == "quarter" and before:
        return before[-1].start, _QUARTERS.get(before[-1].text.casefold())
    for first in reversed(before[-3:]):
        key = _QUARTER_MONTHS.get((first.key, token.key))
        if key is not None and _UP_TO.fullmatch(text, first.end, token.start):
            return first.start, key
    return token.start, None


def _with_magnitudes(text: str, single: list[Token]) -> list[Token]:
    joined: list[Token] = []
    at = 0
    while at < len(single):
        stop, value = _spelled(single, at)
        if stop == at:
            joined.append(single[at])
            at += 1
            continue
        start, end = single[at].start, single[stop - 1].end
        joined.append(Token(text[start:end], number_key(value), start, end))
        at = stop
    return joined


def _spelled(tokens: list[Token], at: int) -> tuple[int, float]:
    """Where the number that begins at a token stops, and its value; `at` where none begins."""
    total = current = 0.0
    place, scaled = at, False
    while place < len(tokens):
        token = tokens[place]
        folded = token.text.casefold()
        if place == at and token.is_number:
            current = token.value
        elif place == at and folded in _SCALES and at and tokens[at - 1].text.casefold() == "a":
            current, scaled = float(_SCALES[folded]), True
        elif folded in _UNITS and not (place == at + 1 and tokens[at].is_number):
            current += _UNITS[folded]
        elif place > at and (folded in _SCALES or folded in ("bn", "mn", "mio")):
            scale = _SCALES.get(folded) or MAGNITUDES[folded]
            scaled = True
            if scale == 100:
                current = (current or 1) * 100
            else:
                total, current = total + (current or 1) * scale, 0.0
        elif not (folded == "and" and scaled and _continues(tokens, place)):
            break
        place += 1
    if place == at + 1 and (tokens[at].is_number or tokens[at].text.casefold() == "one"):
        return at, 0.0
    return place, total + current


def _continues(tokens: list[Token], place: int) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].text.casefold() in _UNITS
