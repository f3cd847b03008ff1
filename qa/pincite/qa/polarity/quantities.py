"""Quantities that decide: whether what is said lies where the question asks about."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pincite.corpus.written_dates import MONTHS
from pincite.qa.parsed_question import YEAR
from pincite.qa.polarity.clocks import DAY
from pincite.qa.polarity.lexicon import BEGINNING, CEASING, PERSONS
from pincite.qa.polarity.measures import (
    DAYS_OF_A_YEAR,
    Measure,
    in_figures,
    in_year_2000,
    limits_in_figures,
    measures_in,
    segment,
)
from pincite.qa.polarity.scope import MARK
from pincite.qa.polarity.turning import content, tokens
from pincite.qa.values import Amount, Value, compare
from pincite.qa.values.amounts import amounts_in

_CAN = re.compile(
    r"\b(?:can|could|may|able|possible|room for|space for|"
    r"allowed|permitted|suffic(?:es?|ient)|still|too)\b",
    re.I,
)
_NEEDS = re.compile(r"\b(?:must|needs?|minimum|at least|requires?d?|has to|have to)\b", re.I)
_TOO_LITTLE = re.compile(
    r"\btoo (?:short|small|few|little|young|low|light|slow|early|old|narrow|weak|thin)\b|"
    r"\benough\b",
    re.IGNORECASE,
)
_TOO = re.compile(
    r"\btoo (?!this|that|in|on|at|by|for|the|if|when|as|from|with|and|or|to|of|now)(?:\w+)\b",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\b(?:still|go(?:es)? on|went on|gone on|continued?s?|last(?:s|ed)?|stay(?:s|ed)?|remain\w*|"
    r"keeps?|kept|into|holds?|valid|good)\b",
    re.IGNORECASE,
)
_SET_ASIDE = re.compile(
    r"\b(?:and not|but not|not|instead of|rather than|except|except for|apart from|excluding)"
    r"(?: (?:in|on|at|by|the|of|for))*\s*[£€$]?$",
    re.IGNORECASE,
)
_AS_FAR_AS = re.compile(r"(?:until|till|up to|through)\b", re.IGNORECASE)
_ABOUT = 0.02
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINAL = re.compile(
    rf"\b(?<!per )({'|'.join(_ORDINALS)})\b(?!-| of \w+day|\s+(?:{'|'.join(MONTHS)}|"
    r"floor|class|half|quarter|edition))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing the quantities of two texts gives."""

    turns: int
    """Odd where what is said lies outside what is asked about."""
    asked: str
    """The question without the quantities that were compared."""
    said: str
    """The sentence without the quantities that were compared."""


def compared(asked: str, said: str) -> Compared:
    """Whether a sentence's quantities lie where a question asks about.

    >>> compared("Are there more than 50 desks?", "The hall has 43 desks.").turns
    1
    >>> compared("May a group of 10 enter?", "At most 12 visitors may enter.").turns
    0
    """
    asked, said = in_figures(asked), in_figures(limits_in_figures(said))
    everything = measures_in(said)
    found = [one for one in everything if not _is_set_aside(said, one)]
    set_aside = [one for one in everything if one not in found]
    is_outside, taken_up, used_asked, used_said = False, 0, [], []
    for one in [*measures_in(asked), *_ordinals(asked, said, found)]:
        same = [other for other in found if _are_alike(one, other)]
        persons = [other for other in same if one.noun and other.noun not in {"", one.noun}]
        alike = _nearest(asked, said, persons or same)
        if not alike:
            continue
        one_meant = _at_its_edge(one, asked)
        read = [_as_meant(one_meant, other, asked, said) for other in alike]
        fits = [_overlaps(one_read, other_read) for one_read, other_read, _ in read]
        denied = [
            other for other in set_aside if _are_alike(one, other) and _overlaps(one_meant, other)
        ]
        used_said += denied
        is_outside = is_outside or True not in fits or bool(denied)
        decisive = fits.index(True) if True in fits else 0
        taken_up = max(taken_up, read[decisive][2])
        used_asked.append(one)
        used_said.append(alike[decisive])
    too = int(bool(used_asked) and _TOO.search(asked) is not None)
    turns = int(is_outside) + taken_up + too
    return Compared(turns, _without(asked, used_asked, " "), _marked(said, used_said))


def _ordinals(asked: str, said: str, found: list[Measure]) -> list[Measure]:
    """A third one asked for, as a count, where the sentence limits how many there may be."""
    if _ORDINAL.search(said):
        return []
    counts = [one for one in found if one.kind == "count" and not one.is_named]
    if not any(one.bound == "most" for one in counts) and not (counts and _CAN.search(asked)):
        return []
    numbers = (
        (match, _ORDINALS.index(match[1].casefold()) + 2) for match in _ORDINAL.finditer(asked)
    )
    return [Measure("count", n, n, match.start(), match.end()) for match, n in numbers]


def _nearest(asked: str, said: str, found: list[Measure]) -> list[Measure]:
    """Those whose clause shares most words with the question."""
    if not found or found[0].kind in {"date", "weekday"}:
        return _of_same_event(asked, said, found)
    if found[0].kind == "clock":
        found = _of_same_event(asked, said, found)
    known = content(asked)
    shared = [len(known & content(segment(said, one))) for one in found]
    return [one for one, count in zip(found, shared, strict=True) if count == max(shared)]


def _of_same_event(asked: str, said: str, found: list[Measure]) -> list[Measure]:
    """The times of what ends or begins, where the question speaks of an end or a beginning."""
    words = set(tokens(asked))
    for event in (CEASING, BEGINNING):
        near = [one for one in found if set(tokens(segment(said, one))) & event]
        if near and (words & event or (event is CEASING and _STILL.search(asked))):
            return near
    return found


def _at_its_edge(one: Measure, asked: str) -> Measure:
    """What "until noon" and "up to 9" ask about is whether it goes that far."""
    return _exactly(one) if _AS_FAR_AS.match(asked[one.start :]) else one


def _is_set_aside(said: str, one: Measure) -> bool:
    """Whether it is named only to be denied: in 2028 and not in 2027, five instead of six."""
    return _SET_ASIDE.search(said[: one.start]) is not None


def _marked(said: str, used: list[Measure]) -> str:
    """The sentence with a mark for each amount that was compared; dates leave none."""
    amounts = [one for one in used if one.kind not in {"date", "weekday"}]
    dates = [one for one in used if one.kind in {"date", "weekday"}]
    places = {(m.start, m.end): MARK for m in amounts} | {(m.start, m.end): " " for m in dates}
    for (start, end), mark in sorted(places.items(), reverse=True):
        said = f"{said[:start]} {mark} {said[end:]}"
    return said


def _without(text: str, found: list[Measure], mark: str) -> str:
    for start, end in sorted({(m.start, m.end) for m in found}, reverse=True):
        text = f"{text[:start]} {mark} {text[end:]}"
    return text


def _are_alike(one: Measure, other: Measure) -> bool:
    """Whether two quantities measure the same thing."""
    if one.kind != other.kind or (one.per and other.per and one.per != other.per):
        return False
    if one.kind == "date":
        is_plain = not one.bound and not other.bound and _is_short(one) and _is_short(other)
        return one.has_year == other.has_year or is_plain
    if one.kind != "count":
        return True
    if one.noun and other.noun:
        return one.noun == other.noun or {one.noun, other.noun} <= PERSONS
    if one.is_named or other.is_named:
        return bool(one.is_named and other.is_named and other.bound and not one.bound)
    return True


def _is_short(one: Measure) -> bool:
    return math.isfinite(one.low) and math.isfinite(one.high) and one.high - one.low <= 62


def _as_meant(one: Measure, other: Measure, asked: str, said: str) -> tuple[Measure, Measure, int]:
    """Both as stretches in which something holds, and how many turns that takes up.

    What ends at a time holds until then, and what begins holds from then on; what something
    can do reaches up to the amount that is said.
    """
    words = set(tokens(f"{asked[: one.start]} {asked[one.end :]}"))
    others = set(tokens(f"{said[: other.start]} {said[other.end :]}"))
    is_in_time = one.kind in {"date", "clock"}
    if is_in_time or (one.kind == "time" and (words | others) & CEASING):
        return _in_time(one, other, asked, words, others)
    return one, _reached(one, other, asked, said), 0


def _in_time(
    one: Measure, other: Measure, text: str, asked: set[str], said: set[str]
) -> tuple[Measure, Measure, int]:
    asks_end, says_end = bool(asked & CEASING), bool(said & CEASING)
    if asks_end and other.bound == "most" and not says_end:
        return one, _exactly(other), 1
    if asks_end or one.bound == "range" or other.bound == "range":
        return one, other, 0
    if says_end and (_STILL.search(text) or not _overlaps(one, _exactly(other))):
        return one, replace(_exactly(other), low=-math.inf, bound="most"), 1
    if said & BEGINNING and not asked & BEGINNING and not other.bound and not one.bound:
        return one, replace(other, high=math.inf, bound="least"), 0
    return one, other, 0


def _exactly(one: Measure) -> Measure:
    if one.bound in {"", "range"}:
        return one
    edge = one.high if one.bound == "most" else one.low
    return replace(one, low=edge, high=edge, bound="")


def _reached(one: Measure, other: Measure, asked: str, said: str) -> Measure:
    if other.bound or one.bound or one.kind == "%":
        return other
    if _TOO_LITTLE.search(asked) or _NEEDS.search(said):
        return replace(other, high=math.inf, bound="least")
    return replace(other, low=-math.inf, bound="most") if _CAN.search(asked) else other


def _overlaps(one: Measure, other: Measure) -> bool:
    if one.kind == "date" and one.has_year != other.has_year:
        one = in_year_2000(one) if one.has_year else one
        other = in_year_2000(other) if other.has_year else other
    slack = _ABOUT * max(
        (abs(edge) for edge in (one.low, one.high) if math.isfinite(edge)), default=0.0
    )
    slack = 0.0 if one.bound or other.bound or one.kind in {"date", "clock"} else slack
    meets = one.low <= other.high + slack and other.low <= one.high + slack
    return meets or _meets_later(one, other)


def _meets_later(one: Measure, other: Measure) -> bool:
    """Whether it falls into the second part of a stretch over midnight or the turn of the year."""
    if other.bound != "range":
        return False
    if one.kind == "clock":
        return other.high > DAY and one.high + DAY <= other.high
    is_yearly = one.kind == "date" and not other.has_year and _is_short(one)
    return is_yearly and one.high + DAYS_OF_A_YEAR <= other.high < other.low + DAYS_OF_A_YEAR


def mismatches(question: str, sentence: str) -> bool:
    """Whether the question names an amount or year where the sentence names only others.

    >>> mismatches("Does it hold 40 %?", "It holds 15 % of the shares.")
    True
    >>> mismatches("Did it shrink in 4.2?", "It shrinks to 44 MB.")
    False
    """
    asked, said = set(YEAR.findall(question)), set(YEAR.findall(sentence))
    if asked and said and not asked & said:
        return True
    amounts = [found.amount for found in amounts_in(sentence)]
    return any(_is_another(amount, amounts) for amount in _measured(question))


def _measured(question: str) -> Iterator[Amount]:
    """The question's amounts of something: with a unit, or counting things."""
    for found in amounts_in(question):
        if found.amount.dimension or found.amount.noun:
            yield found.amount


def _is_another(asked: Amount, said: list[Amount]) -> bool:
    """Whether amounts of the same thing are said and none of them is the one asked about."""
    alike = [
        amount
        for amount in said
        if amount.dimension == asked.dimension and (asked.dimension or amount.noun == asked.noun)
    ]
    return bool(alike) and not any(_holds(amount, asked) for amount in alike)


def _holds(said: Amount, asked: Amount) -> bool:
    if said.hedge in {"at_most", "at_least", "over", "range"}:
        return True
    return compare(Value("", (said,)), Value("", (asked,))) != "different"
