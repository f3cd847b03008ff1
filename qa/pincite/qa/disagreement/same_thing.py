"""Whether two statements speak of the same thing, read off what they name beside the answer."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pincite.corpus import Span
from pincite.corpus.written_dates import MONTH_WORDS
from pincite.qa.disagreement.contrasts import sides_of
from pincite.qa.disagreement.scopes import (
    is_part_of_whole,
    rates_differ,
    rates_in,
    speaks_of_all_time,
    speaks_of_later,
)
from pincite.qa.disagreement.topics import Statement, topics_differ
from pincite.qa.parsed_question import STOP_WORDS, WORD, ParsedQuestion
from pincite.qa.values.moments import moments_in
from pincite.qa.values.numerals import numerals_in
from pincite.qa.words import stem

_ATTRIBUTION = re.compile(
    r"\b(?:according to|said|says|reports?|reported by|told|quoted by|as stated by|writes|wrote|"
    r"announced)\b",
    re.I,
)
_CAPITAL = re.compile(
    r"(?<![\w])(?:[A-Z][\w’'&.-]*\w|[A-Z])(?:\s+(?:of\s+(?=[A-Z]))?(?:[A-Z][\w’'&-]*\w|"
    r"[A-Z](?![\w.])|\d{1,3}\b(?![.,%]?\d)(?!\s*(?:%|per|million|billion|thousand|days|years|"
    r"hours))))*"
)
_CODE = re.compile(r"\b(?:[A-Z]{1,5}[-/]?\d[\w-]*|\d+[A-Z]\b|[A-Z]\d+)\b")
_NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday eur usd gbp chf q1 q2 q3 q4 mr mrs "
    "ms dr".split()
) | frozenset(MONTH_WORDS)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a text names."""

    names: frozenset[str]
    """Names and codes, folded; a name with its number is one ("model 6")."""
    sides: frozenset[tuple[int, int]]
    """Which side of which contrast its words stand on."""
    figures: frozenset[float]
    """Numbers that are neither dates nor part of a name."""
    stems: frozenset[str]


@lru_cache(maxsize=4096)
def profile(text: str, *, hidden: Span | None = None) -> Profile:
    """What a text names, the stretch `hidden` left out (the answer itself)."""
    masked = text
    if hidden is not None:
        masked = text[: hidden.start] + " " * len(hidden) + text[hidden.end :]
    words = [word.casefold() for word in WORD.findall(masked)]
    content = [word for word in words if word not in STOP_WORDS]
    return Profile(
        names=_names(masked),
        sides=frozenset(_sides(words)),
        figures=frozenset(_figures(masked)),
        stems=frozenset(stem(word) for word in content),
    )


def _names(text: str) -> frozenset[str]:
    text = _without_attribution(text)
    found = {match.group().casefold() for match in _CODE.finditer(text)}
    for match in _CAPITAL.finditer(text):
        words = match.group().split()
        if _begins_sentence(text, match.start()):
            words = _without_plain_opening(words)
        words = [w for w in words if w.casefold().strip(".") not in _NOT_NAMES | STOP_WORDS]
        opens_with_place = match.group().split()[0] in {"In", "At", "For"}
        if opens_with_place and len(words) > 1:
            found.add(words.pop(0).casefold())  # "In Germany Fennick operates ..."
        if words and not all(word.isdigit() for word in words):
            found.add(" ".join(words).casefold().removesuffix("'s").removesuffix("’s"))
    return frozenset(found)


def _without_attribution(text: str) -> str:
    """Who reports something is not what it is about."""
    match = re.match(r"\s*(?:according to|as) [^,]+,", text, re.IGNORECASE)
    return text[match.end() :] if match else text


def _begins_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \"'“‘(*_|-•\t\n")
    return not before or before[-1] in ".!?:"


def _without_plain_opening(words: list[str]) -> list[str]:
    """The words less a first one that only its place in the sentence makes a capital."""
    if (words[0].isupper() and len(words[0]) > 1) or any(c.isdigit() for c in words[0]):
        return words
    if len(words) == 1 or words[0].casefold() in STOP_WORDS:
        return words[1:]
    return words


def _sides(words: list[str]) -> list[tuple[int, int]]:
    known = {stem(word.removesuffix("'s").removesuffix("’s")) for word in words}
    known.update(stem(part) for word in words if "-" in word for part in word.split("-")[:1])
    return [side for word in known for side in sides_of(word)]


def _figures(text: str) -> list[float]:
    dates = moments_in(text)
    named = [(match.start(), match.end()) for match in _CAPITAL.finditer(text)]
    return [
        numeral.value
        for numeral in numerals_in(text)
        if numeral.value >= 2
        and not any(d.start <= numeral.start < d.end for d in dates)
        and not any(start <= numeral.start < end for start, end in named)
    ]


def differences(parsed: ParsedQuestion, first: Statement, second: Statement) -> frozenset[str]:
    """In what two statements speak of different things; empty where nothing says that they do.

    "asked name": one lacks a name of the question and has another instead; "names": each has
    its own; "qualifiers", "figures", and what `topics_differ` finds.
    """
    question = profile(parsed.text)
    one, other = _profile(first), _profile(second)
    strangers = _strangers(one, question, other), _strangers(other, question, one)
    found = set(topics_differ(parsed, first, second))
    if all(strangers):
        found.add("names")
    if any(
        alien and not _mentions(own, statement, asked)
        for asked in question.names
        for own, statement, alien in ((one, first, strangers[0]), (other, second, strangers[1]))
    ):
        found.add("asked name")
    found.update(_sides_differ(question, one, other))
    found.update(_scopes_differ(parsed.text, first, second))
    if _only_one_is_everywhere(one, other, *strangers):
        found.add("place")
    if _figures_differ(question, one, other):
        found.add("figures")
    return frozenset(found)


def _profile(statement: Statement) -> Profile:
    return profile(statement.sentence, hidden=statement.span)


def _mentions(named: Profile, statement: Statement, name: str) -> bool:
    """Whether a statement names something, by all of its words or its last one."""
    if any(_alike(name, own) for own in named.names):
        return True
    if any(_name_words(name) & _name_words(own) for own in named.names):
        return False  # a namesake of another name: Mount Quell for Mount Ersal
    known = {word.casefold() for word in WORD.findall(f"{statement.sentence} {statement.context}")}
    words = [w for w in name.split() if w not in STOP_WORDS]
    numbers = [w for w in words if any(c.isdigit() for c in w) or len(w) == 1]
    return all(w in known for w in numbers) and any(w in known for w in words if w not in numbers)


def _strangers(own: Profile, question: Profile, other: Profile) -> set[str]:
    """The names that neither the question nor the other statement knows."""
    return {
        name
        for name in own.names
        if not any(_alike(name, known) for known in question.names | other.names)
        and not all(stem(word) in question.stems | other.stems for word in name.split())
    }


def _alike(first: str, second: str) -> bool:
    """Whether one name holds all words of the other, or is made of its initials."""
    short, long = sorted((_name_words(first), _name_words(second)), key=len)
    if not short:
        return first == second
    return short <= long or (
        len(short) == 1
        and next(iter(short)) == "".join(w[0] for w in _ordered(long, first, second))
    )


def _name_words(name: str) -> frozenset[str]:
    return frozenset(re.split(r"[\s-]+", name)) - STOP_WORDS - _FORMS - {""}


_FORMS = frozenset("group company corporation corp inc ltd plc co sa ag gmbh".split())


def _ordered(words: frozenset[str], *names: str) -> list[str]:
    """The words in the order in which the longer name has them."""
    longer = max(names, key=len)
    return [word for word in re.split(r"[\s-]+", longer) if word in words]


def _sides_differ(question: Profile, one: Profile, other: Profile) -> set[str]:
    """Whether one stands not on the question's side of a contrast, or both on two sides."""
    found = set()
    for contrast in {number for number, _ in one.sides | other.sides}:
        asked, left, right = (
            {side for number, side in own.sides if number == contrast}
            for own in (question, one, other)
        )
        if asked and any(sides and not sides & asked for sides in (left, right)):
            found.add("qualifiers")
        elif left and right and not left & right:
            found.add("sides")
    return found


def _scopes_differ(question: str, first: Statement, second: Statement) -> set[str]:
    """Which of "rate", "later", "whole": where only one is told for that stretch or part."""
    one, other = first.masked, second.masked
    found = set()
    rates = [rates_in(text) for text in (question, _with_value(first), _with_value(second))]
    is_total = speaks_of_all_time(one) != speaks_of_all_time(other)
    if rates_differ(*rates) or (is_total and any(rates)):
        found.add("rate")
    for name, check in (
        ("later", speaks_of_later),
        ("whole", is_part_of_whole),
    ):
        if check(one) != check(other) and not check(question):
            found.add(name)
    return found


def _with_value(statement: Statement) -> str:
    return statement.sentence or statement.text


_EVERYWHERE = frozenset(
    stem(word) for word in ("worldwide", "globally", "global", "overall", "altogether")
)


def _only_one_is_everywhere(
    one: Profile, other: Profile, strangers: set[str], other_strangers: set[str]
) -> bool:
    """Whether one statement holds for all the world and its rival for a place it names."""
    return any(
        own.stems & _EVERYWHERE and not rival.stems & _EVERYWHERE and names
        for own, rival, names in ((one, other, other_strangers), (other, one, strangers))
    )


def _figures_differ(question: Profile, one: Profile, other: Profile) -> bool:
    """Whether one statement has a figure of the question and the other another instead."""
    return any(
        (figure in one.figures) != (figure in other.figures) and one.figures and other.figures
        for figure in question.figures
    )
