"""Amounts and dates at the head of a complement."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from pincite.eval.drafting.complements import APPROXIMATING, YEAR, Chunk, is_number
from pincite.eval.drafting.words_of_text import Word
from pincite.qa.conversation import lexicon

_SCALES = frozenset("million billion trillion thousand hundred bn m".split())
_CURRENCIES = frozenset(
    "euro euros dollar dollars pound pounds yen reais won rupees francs crowns kroner".split()
)
_PER_CENT = ("per", "cent")
DURATIONS = frozenset(
    f"{unit}{plural}"
    for unit in ("second", "minute", "hour", "day", "week", "month", "year", "night", "decade")
    for plural in ("", "s")
)
MONTHS = lexicon.CALENDAR_WORDS | {"may"}
_AROUND_DATES = frozenset(
    "the early late mid end start beginning middle of spring summer autumn winter first second "
    "half quarter , year fiscal fy".split()
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its scale and currency or per cent sign, and the words around it."""

    lead: tuple[Word, ...]
    """Determiner and words like "about" before it."""
    number: tuple[Word, ...]
    rest: tuple[Word, ...]
    """What is counted or measured."""
    is_money: bool
    is_per_cent: bool
    has_determiner: bool
    """Whether the number only describes a thing: a 15% stake."""

    @property
    def words(self) -> tuple[Word, ...]:
        """With words like "about", without a determiner."""
        kept = tuple(word for word in self.lead if word.low not in lexicon.DETERMINERS)
        return (*kept, *self.number)


def amount_of(words: Sequence[Word]) -> Amount | None:
    """The amount that a noun phrase begins with; None where it begins with none."""
    lead = list(
        takewhile(
            lambda word: word.low in APPROXIMATING | {"a", "an", "the"} and not is_number(word),
            words,
        )
    )
    rest = list(words[len(lead) :])
    number: list[Word] = []
    while rest and (is_number(rest[0]) or (number and _goes_with(rest, number))):
        number.append(rest.pop(0))
        if number[-1].low == "per":
            number.append(rest.pop(0))
    if not number or not is_number(number[0]):
        return None
    text = "".join(word.text for word in number)
    return Amount(
        lead=tuple(lead),
        number=tuple(number),
        rest=tuple(rest),
        is_money=any(sign in text for sign in "€$£¥₹₽") or number[-1].low in _CURRENCIES,
        is_per_cent="%" in text or number[-1].low in {"cent", "percent"},
        has_determiner=any(word.low in {"a", "an", "the"} for word in lead),
    )


def _goes_with(rest: Sequence[Word], number: Sequence[Word]) -> bool:
    low = rest[0].low
    if rest[0].is_capital and len(rest) > 1 and rest[1].low in _CURRENCIES:
        return True
    if low == "per":
        return tuple(word.low for word in rest[:2]) == _PER_CENT
    if low == "to":
        return len(rest) > 1 and is_number(rest[1])
    return low in _SCALES | _CURRENCIES | {"percent", "%"}


def is_date(chunk: Chunk) -> bool:
    """Whether a complement is a date: it names a year or month and little else."""
    inner = chunk.inner
    if chunk.preposition not in {"in", "on", "by", "since", "until", "from"} or not inner:
        return False
    words = [word.low for word in inner]
    named = any(word in MONTHS or YEAR.match(word) for word in words)
    return named and all(
        word in MONTHS | _AROUND_DATES or YEAR.match(word) or (word.isdigit() and int(word) < 32)
        for word in words
    )


def names_year(chunk: Chunk) -> bool:
    """Whether a complement holds a year."""
    return any(YEAR.match(word.text) for word in chunk.words)
