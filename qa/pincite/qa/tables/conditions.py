"""Conditions that a question puts on numbers and years: "at least 30", "since 2012"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pincite.qa.tables.degrees import COMPARATIVES, alternatives, degree_of
from pincite.qa.tables.tokens import Token, tokens_of
from pincite.qa.tables.values import read_value


class Side(StrEnum):
    """How a value has to stand to a bound."""

    ABOVE = ">"
    AT_LEAST = ">="
    BELOW = "<"
    AT_MOST = "<="
    EQUAL = "="


@dataclass(frozen=True, slots=True)
class Bound:
    """A condition on numbers: "more than 3 million", "since 2012"."""

    side: Side
    value: float
    is_year: bool
    tokens: frozenset[int]
    """The question's tokens it was read from."""
    upper: float | None = None
    """Of "between 30 and 50" the higher number."""

    def holds(self, value: float) -> bool:
        """Whether a value stands as the condition asks."""
        if self.upper is not None:
            return self.value <= value <= self.upper
        match self.side:
            case Side.ABOVE:
                return value > self.value
            case Side.AT_LEAST:
                return value >= self.value
            case Side.BELOW:
                return value < self.value
            case Side.AT_MOST:
                return value <= self.value
            case Side.EQUAL:
                return value == self.value


_TEMPORAL = (
    (Side.AT_LEAST, r"since|starting(?: in| from| with)?|from(?= \S+ (?:up|on)(?:wards?)?\b)|"
                    r"beginning (?:in|with)|no earlier than|not before|in or after|as of"),
    (Side.AT_MOST, r"until|till|through|by(?= (?:the end of )?(?:1[5-9]|20)\d\d)|no later than|"
                   r"up to|in or before|not after"),
    (Side.ABOVE, r"after|later than|past|following|beyond"),
    (Side.BELOW, r"before|earlier than|prior to|ahead of"),
)  # fmt: skip
_PLAIN = (
    (Side.AT_LEAST, r"at least|no (?:less|fewer) than|not (?:less|fewer) than|a minimum of|"
                    r"minimum|not (?:below|under)|never (?:below|under)|≥|>="),
    (Side.AT_MOST, r"at most|no more than|not more than|not (?:over|above)|up to|a maximum of|"
                   r"maximum|no (?:higher|longer|larger|later) than|≤|<="),
    (Side.ABOVE, r"over|above|exceed(?:s|ed|ing)?|beyond|past|pass(?:es|ed|ing)?|"
                 r"surpass(?:es|ed|ing)?|topp?(?:s|ed|ing)?|upwards of|in excess of|"
                 r"br(?:oke|eak|eaks|eaking)(?: through)?|cross(?:es|ed|ing)?|better|clear(?:s|"
                 r"ed)?|"
                 r"climb(?:s|ed)? (?:past|over|above)|more|higher than|>"),
    (Side.BELOW, r"under|below|beneath|short of|underneath|<"),
    (Side.EQUAL, r"exactly|precisely|equal to|equals"),
)  # fmt: skip
_FILLERS = frozenset(
    "the a an about around roughly some nearly almost just only year years end of mark a level "
    "that euro pound dollar yen eur usd gbp chf".split()
)
_UNIT_NOUNS = re.compile(
    r"^(?:euros?|pounds?|dollars?|francs?|kron\w+|cents?|kilos?|kilogram\w*|kilomet\w+|met(?:er|re)s?|"
    r"miles?|feet|foot|years?|months?|weeks?|days?|hours?|minutes?|seconds?|lit(?:er|re)s?|"
    r"tonnes?|tons?|percent|quarter|degrees?)$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(
    r"\bor (?:(?P<more>more|above|higher|over|longer|later|better|upwards?|up|greater|older|after)|"
    r"(?:less|fewer|below|lower|under|shorter|earlier|cheaper|younger|before))\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\b|\bfrom\b|\branging from\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?<![\d:])\d{1,2}[:.]\d\d(?![\d:.])(?: ?(?P<half>[ap])\.?m\b)?", re.IGNORECASE
)
_NONE = re.compile(
    r"\b(?:no|without(?: any)?|zero|not (?:\w+ )?(?:a single|any|one)|lacks?|lacking)\b"
    r"(?! (?:more|less|fewer|longer|later|earlier|one|idea|matter|higher|lower|other|change)\b)",
    re.IGNORECASE,
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_RANGE = re.compile(
    rf"(?:\bbetween\s+(?={_YEAR}\s+and\b)|(?<![\d-])(?!{_YEAR}\s*and\b))"
    rf"({_YEAR})\s*(?:to|and|until|till|through|thru|up to|[-–—/])\s*(?:the end of )?({_YEAR})\b",
    re.IGNORECASE,
)
_YEARS_TO = re.compile(
    rf"\b(?P<count>two|three|four|five|six|seven|eight|nine|ten|\d\d?) years "
    rf"(?:(?:up )?to|until|till|through|ending(?: in| with)?)(?: the end of)? (?P<last>{_YEAR})\b",
    re.IGNORECASE,
)
_SHORT_RANGE = re.compile(rf"(?<![\d-])({_YEAR})\s?[-–—/]\s?(\d\d)(?![\d-])")
_DECADE = re.compile(r"\b(?:the )?((?:1[5-9]|20)\d0)['’]?s\b", re.IGNORECASE)

_YEAR_BEFORE = re.compile(
    r"\b(?:than|from|over|against|on|with|to) (?:in )?(?:the )?(?:year before|previous year|"
    r"preceding year|"
    r"year earlier|prior year|last year)\b|\bthan a year earlier\b|\byear[- ]on[- ]year\b",
    re.IGNORECASE,
)


def year_range(text: str) -> tuple[float, float] | None:
    """The first and the last of the years that a text names as a range; None without one.

    >>> year_range("from 2015 to 2019"), year_range("in the 1990s"), year_range("2015 and 2019")
    ((2015.0, 2019.0), (1990.0, 1999.0), None)
    >>> year_range("over the four years to 2024")
    (2021.0, 2024.0)
    """
    found = _RANGE.search(text)
    if found is not None:
        first, last = float(found[1]), float(found[2])
        return min(first, last), max(first, last)
    ending = _YEARS_TO.search(text)
    if ending is not None:
        count = next(token.value for token in tokens_of(ending["count"]))
        return float(ending["last"]) - count + 1, float(ending["last"])
    short = _SHORT_RANGE.search(text)
    if short is not None and int(short[2]) > int(short[1][2:]):
        return float(short[1]), float(short[1][:2] + short[2])
    decade = _DECADE.search(text)
    if decade is not None:
        return float(decade[1]), float(decade[1]) + 9
    years = re.findall(rf"(?<![\d-]){_YEAR}(?![\d-])", text)
    if len(years) == 1 and _YEAR_BEFORE.search(text):
        return float(years[0]) - 1, float(years[0])
    return None


def _rules() -> tuple[tuple[Side, bool, re.Pattern[str]], ...]:
    than = {1: Side.ABOVE, -1: Side.BELOW}
    signs = {word: degree.sign for word, degree in COMPARATIVES.items()}
    signs |= {"more": 1, "greater": 1, "less": -1, "fewer": -1, "lower": -1}
    compared = [
        (than[sign], False, rf"(?:(?:more|less) \w+|{alternatives(words)}) than"
         if sign == 1 else rf"(?:{alternatives(words)}) than")
        for sign in (1, -1)
        if (words := [word for word, way in signs.items() if way == sign])
    ]  # fmt: skip
    listed = [(side, True, words) for side, words in _TEMPORAL]
    plain = [(side, False, words) for side, words in _PLAIN]
    return tuple(
        (side, is_time, re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.IGNORECASE))
        for side, is_time, words in (*plain[:2], *compared, *listed, *plain[2:])
    )


_RULES = _rules()
_ASKS_AMOUNT = re.compile(
    r"\bhow (?:many|much)(?: (?!ha[ds]\b|have\b)[\w-]+){0,3} $", re.IGNORECASE
)
"""In front of "more than 2021": "how many nights more than 2021" compares two years."""


def bounds_in(text: str, tokens: Sequence[Token]) -> tuple[Bound, ...]:
    """The conditions on numbers and years that a question states."""
    found = [
        *_between(text, tokens),
        *_or_more(text, tokens),
        *(bound for rule in _RULES for bound in _sided(text, tokens, *rule)),
        *_none(text, tokens),
    ]
    apart: list[Bound] = []
    for bound in found:
        if not any(bound.tokens & other.tokens for other in apart):
            apart.append(bound)
    return tuple(apart)


def _sided(
    text: str, tokens: Sequence[Token], side: Side, is_time: bool, rule: re.Pattern[str]
) -> Iterator[Bound]:
    for match in rule.finditer(text):
        turned = _turned(side, match[0])
        read = _number_after(text, tokens, match.end())
        if read is None:
            continue
        value, at, is_year = read
        if is_year and not is_time and _ASKS_AMOUNT.search(text[: match.start()]):
            continue
        if is_time and not is_year and not _is_clock_at(text, tokens[at]):
            continue
        said = frozenset(place for place in range(at + 1) if tokens[place].end > match.start())
        yield Bound(turned, value, is_year and (is_time or not _counts(text, tokens, at)), said)


def _turned(side: Side, words: str) -> Side:
    """The side, turned for words of little: "less expensive than" asks for less."""
    if side not in (Side.ABOVE, Side.BELOW) or not words.casefold().endswith(" than"):
        return side
    degree = degree_of(words[: -len(" than")])
    if degree is None or degree.measures == "age":
        return side
    return Side.ABOVE if degree.sign > 0 else Side.BELOW


def _counts(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of a thing follows a number: then it counts, and is no year."""
    rest = text[tokens[at].end :]
    follows = re.match(
        r"\s+(?!(?:in|and|or|at|for|by|on|than|to|the|did|was|were|is)\b)[a-z]+", rest
    )
    return follows is not None


def _number_after(text: str, tokens: Sequence[Token], start: int) -> tuple[float, int, bool] | None:
    """The number that follows a place, with its token, and whether it may be a year."""
    clock = _CLOCK.match(text, start + len(text[start:]) - len(text[start:].lstrip()))
    halved = 1.0
    place = next((at for at, token in enumerate(tokens) if token.start >= start), len(tokens))
    for at in range(place, min(place + 5, len(tokens))):
        token, folded = tokens[at], tokens[at].text.casefold()
        if clock is not None and token.start < clock.end():
            last = max(n for n, each in enumerate(tokens) if each.start < clock.end())
            return _clock(clock), last, False
        if token.is_number:
            return token.value * halved, at, token.is_year
        if folded == "one":
            return halved, at, False
        if folded == "half":
            halved = 0.5
        elif _UNIT_NOUNS.match(folded) and at > place and tokens[at - 1].text in ("a", "an"):
            return halved, at, False
        elif folded not in _FILLERS and token.key not in _FILLERS:
            return None
    return None


def _clock(match: re.Match[str]) -> float:
    digits = re.sub(r"[^\d.:]", "", match[0]).rstrip(".").replace(".", ":")
    order = read_value(digits).order or 0.0
    return order + 720 * ((match["half"] or "").casefold() == "p")


def _is_clock_at(text: str, token: Token) -> bool:
    return _CLOCK.search(text[max(0, token.start - 3) : token.end + 3]) is not None


def _or_more(text: str, tokens: Sequence[Token]) -> Iterator[Bound]:
    for match in _OR_MORE.finditer(text):
        before = [at for at, token in enumerate(tokens) if token.end <= match.start()][-4:]
        number = next((at for at in reversed(before) if tokens[at].is_number), None)
        if number is not None:
            side = Side.AT_LEAST if match["more"] else Side.AT_MOST
            said = frozenset(
                at for at, token in enumerate(tokens) if number <= at and token.start < match.end()
            )
            yield Bound(side, tokens[number].value, tokens[number].is_year, said)


def _between(text: str, tokens: Sequence[Token]) -> Iterator[Bound]:
    """Two numbers, not years, between which a value is to lie."""
    for match in _BETWEEN.finditer(text):
        after = [at for at, token in enumerate(tokens) if token.start >= match.end()][:7]
        numbers = [at for at in after if tokens[at].is_number and not tokens[at].is_year]
        if len(numbers) < 2 or numbers[1] - numbers[0] > 4:
            continue
        joined = text[tokens[numbers[0]].end : tokens[numbers[1]].start]
        if re.search(r"\b(?:and|to)\b", joined):
            low, high = sorted(tokens[at].value for at in numbers[:2])
            said = frozenset(range(after[0], numbers[1] + 1))
            yield Bound(Side.AT_LEAST, low, is_year=False, tokens=said, upper=high)


def _none(text: str, tokens: Sequence[Token]) -> Iterator[Bound]:
    for match in _NONE.finditer(text):
        said = frozenset(
            at for at, t in enumerate(tokens) if t.start < match.end() and match.start() < t.end
        )
        if said:
            yield Bound(Side.EQUAL, 0.0, is_year=False, tokens=said)
