"""When somebody was born and died, as a text gives it behind a name: "Ann Orr (1811 – 1889)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pincite.corpus import Span
from pincite.corpus.written_dates import MONTH
from pincite.qa.answers import Computed
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.parsed_question import WORD
from pincite.qa.proved import led_by, place_of
from pincite.qa.retrieval import Ranked
from pincite.qa.times import dates_in

Asked = Literal["birth", "death", "age"]

PASSAGES = 15
"""In which a name is looked for."""
PROVED = 0.7
"""The probability of a date in brackets behind the name that is asked for."""
YEARS_ONLY = "The source gives years only, so that it may be one year less."
_DATE = rf"(?:(?:\d{{1,2}} )?(?i:{MONTH}) (?:\d{{1,2}}, )?)?(?:1\d|20)\d\d"
_LIFE = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w.'’-]+(?: (?:(?:de|di|da|van|von|der|del|la|le|of|al) )*"
    r"[A-ZÀ-Þ][\w.'’-]*){0,4})[,*_]* \((?:(?:born|b\.|\*) ?)?"
    rf"(?P<birth>{_DATE})(?:(?: ?[–—-] ?|, | to )(?:(?:died|d\.|†) ?)?(?P<death>{_DATE}))?\)"
)
_BIRTH = re.compile(
    r"\b(?:when|(?:what|which) (?:year|date|day|month))\b.*\bborn\b|"
    r"\b(?:date|year|day) of birth\b|\bbirth(?:day|date)\b",
    re.IGNORECASE,
)
_DEATH = re.compile(
    r"\b(?:when|(?:what|which) (?:year|date|day|month))\b.*\b(?:die|died|pass(?:ed)? away)\b|"
    r"\b(?:date|year|day) of (?:\w+ )?death\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\bhow old (?:was|did|were)\b.*\b(?:die|died|death|become|get|reach)\b|"
    r"\b(?:at )?what age (?:was|did)\b.*\b(?:die|died|reach)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=\s)[A-ZÀ-Þ][\w-]+")
_POSSESSIVE = re.compile(r"['’]s\b")


@dataclass(frozen=True, slots=True)
class Life:
    """A name with the places of the dates behind it."""

    name: str
    birth: Span
    death: Span | None


def asked_of_life(question: str) -> Asked | None:
    """What a question asks of somebody's life dates, or None.

    >>> asked_of_life("In what year was Ann Orr born?"), asked_of_life("How old did she become?")
    ('birth', 'age')
    """
    rules: tuple[tuple[Asked, re.Pattern[str]], ...] = (
        ("age", _AGE), ("birth", _BIRTH), ("death", _DEATH),
    )  # fmt: skip
    return next((asked for asked, rule in rules if rule.search(question)), None)


@lru_cache(maxsize=4096)
def lives_in(text: str) -> tuple[Life, ...]:
    """The names that life dates stand behind.

    >>> text = "Ann Orr (3 May 1811 – 1889) and Bo Lie (born 1934)"
    >>> [(x.name, text[x.birth.start : x.birth.end], bool(x.death)) for x in lives_in(text)]
    [('Ann Orr', '3 May 1811', True), ('Bo Lie', '1934', False)]
    """
    return tuple(
        Life(
            match["name"],
            Span(*match.span("birth")),
            Span(*match.span("death")) if match["death"] else None,
        )
        for match in _LIFE.finditer(text)
    )


def led_by_life(evidence: Evidence, weighed: Sequence[Proposal]) -> list[Proposal]:
    """The weighed proposals, led by the life dates of whom the question names."""
    asked = asked_of_life(evidence.parsed.text)
    found = next(_found(evidence, asked), None) if asked else None
    return led_by(weighed, [found], PROVED) if found else list(weighed)


def _found(evidence: Evidence, asked: Asked) -> Iterator[Proposal]:
    text = _POSSESSIVE.sub("", evidence.parsed.text)
    words = {word.casefold() for word in WORD.findall(text)}
    named = {name.casefold() for name in _NAME.findall(text)}
    for ranked in evidence.ranked[:PASSAGES]:
        for life in lives_in(ranked.passage.text):
            *first, last = WORD.findall(life.name.casefold())
            if last in words and (named <= {*first, last} if named else words & set(first)):
                yield from _proposals(evidence, ranked, life, asked)


def _proposals(evidence: Evidence, ranked: Ranked, life: Life, asked: Asked) -> Iterator[Proposal]:
    wanted = {"birth": (life.birth,), "death": (life.death,), "age": (life.birth, life.death)}
    spans = [span for span in wanted[asked] if span is not None]
    places = tuple(place for span in spans if (place := place_of(ranked, span)) is not None)
    if len(places) < len(wanted[asked]):
        return
    texts = [evidence.document(place.document_id).quote(place.span) for place in places]
    if asked != "age":
        yield Proposal(texts[0], places, PROVED, ranked.rank)
        return
    years, is_exact = _age(*texts)
    computed = Computed("difference", f"{years} years", "years", (0, 1))
    note = None if is_exact else YEARS_ONLY
    yield Proposal(computed.value, places, PROVED, ranked.rank, computed=computed, note=note)


def _age(birth: str, death: str) -> tuple[int, bool]:
    """The whole years from one date to another, and whether the dates tell them for certain."""
    one, other = (dates_in(text)[0][2].split("-") for text in (birth, death))
    years = int(other[0]) - int(one[0])
    is_exact = len(one) == len(other) == 3
    return years - (is_exact and other[1:] < one[1:]), is_exact
