"""Acronyms that texts define, and the words that a glossary adds to a question."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pincite.corpus import Span

LONGEST_ACRONYM = 12
LONGEST_FORM = 120
"""Characters of a long form."""
MOST_FORM_WORDS = 12

_SHORT = r"[A-Z0-9][A-Za-z0-9&./-]{1,11}"
_IN_BRACKETS = re.compile(rf"[ \t\u00a0]\((?P<short>{_SHORT})\)")
_LONG_IN_BRACKETS = re.compile(
    rf"(?<![\w&/.-])(?P<short>{_SHORT})[ \t]\((?P<long>[^()\n]{{4,{LONGEST_FORM}}})\)"
)
_STANDS_FOR = re.compile(
    rf"(?<![\w&/.-])(?P<short>{_SHORT})[\"”’']?[ \t]+(?:stands?[ \t]+for|is[ \t]+short[ \t]+for|"
    rf"means|is[ \t]+the[ \t]+abbreviation[ \t]+(?:of|for))[ \t]+"
    rf"(?P<long>[^\n.;:()]{{4,{LONGEST_FORM}}})"
)
_GLOSSARY_LINE = re.compile(
    rf"^[ \t]*(?:[-*•|][ \t]*)?[*_]{{0,3}}(?P<short>{_SHORT})[*_]{{0,3}}[ \t]*"
    rf"(?:[:=|–—]|-(?=[ \t]))[*_]{{0,3}}[ \t]*(?P<long>[^\n]{{4,{LONGEST_FORM}}})",
    re.MULTILINE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_BREAK = re.compile(r"[.;:!?()\n|]|,\s")
_SMALL_WORDS = "a an and as at by de der des die du et for in la le of on or the to und von with y"
_SMALL = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Definition:
    """An acronym with its long form and where a text defines it."""

    acronym: str
    long_form: str
    acronym_span: Span
    long_span: Span


@lru_cache(maxsize=4096)
def find_definitions(text: str) -> tuple[Definition, ...]:
    """The acronyms that a text defines, in order, wherever the initials match.

    >>> [(d.acronym, d.long_form) for d in find_definitions("the Joint Test Bench (JTB) opened")]
    [('JTB', 'Joint Test Bench')]
    """
    found: dict[tuple[str, str], Definition] = {}
    for definition in [
        *_before_brackets(text),
        *_after(text, _LONG_IN_BRACKETS),
        *_after(text, _STANDS_FOR),
        *_after(text, _GLOSSARY_LINE),
    ]:
        key = definition.acronym, definition.long_form.casefold()
        found.setdefault(key, definition)
    return tuple(sorted(found.values(), key=lambda d: (d.acronym_span.start, d.long_span.start)))


def _before_brackets(text: str) -> Iterable[Definition]:
    """Long forms in front of a bracketed acronym."""
    for match in _IN_BRACKETS.finditer(text):
        short = match["short"]
        if not is_acronym(short):
            continue
        window_start = max(0, match.start() - LONGEST_FORM)
        window = text[window_start : match.start()]
        breaks = [b.end() for b in _BREAK.finditer(window)]
        begin = breaks[-1] if breaks else 0
        words = [(begin + w.start(), begin + w.end()) for w in _WORD.finditer(window[begin:])]
        span = _last_match(short, window, words[-MOST_FORM_WORDS:])
        if span is not None:
            long_span = Span(window_start + span[0], window_start + span[1])
            yield _definition(text, match, long_span)


def _last_match(
    short: str, window: str, words: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """The shortest run of words up to the end whose initials make the acronym."""
    for count in range(2, len(words) + 1):
        chosen = words[-count:]
        if window[chosen[0][0] : chosen[0][1]].casefold() in _SMALL:
            continue
        if initials_match(short, [window[start:end] for start, end in chosen]):
            return chosen[0][0], chosen[-1][1]
    return None


def _after(text: str, pattern: re.Pattern[str]) -> Iterable[Definition]:
    """Long forms that follow their acronym."""
    for match in pattern.finditer(text):
        short = match["short"]
        if not is_acronym(short):
            continue
        words = [(w.start(), w.end()) for w in _WORD.finditer(match["long"])][:MOST_FORM_WORDS]
        if not words or words[0][0] > 3:
            continue
        begin = (
            1 if match["long"][words[0][0] : words[0][1]].casefold() in {"the", "a", "an"} else 0
        )
        for count in range(2, len(words) - begin + 1):
            chosen = words[begin : begin + count]
            if initials_match(short, [match["long"][start:end] for start, end in chosen]):
                offset = match.start("long")
                yield _definition(text, match, Span(offset + chosen[0][0], offset + chosen[-1][1]))
                break


def _definition(text: str, match: re.Match[str], long_span: Span) -> Definition:
    return Definition(
        acronym=match["short"],
        long_form=" ".join(text[long_span.start : long_span.end].split()),
        acronym_span=Span(match.start("short"), match.end("short")),
        long_span=long_span,
    )


def is_acronym(word: str) -> bool:
    """Whether a word is written like an acronym.

    >>> [is_acronym(word) for word in ("AIMS", "MoU", "PHEVs", "Renault", "2014", "E52")]
    [True, True, True, False, False, False]
    """
    capitals = sum(map(str.isupper, word))
    letters = sum(map(str.isalpha, word))
    return (
        2 <= len(word) <= LONGEST_ACRONYM
        and capitals >= 2
        and 2 * capitals >= letters
        and word[-1].isalnum()
    )


def initials_match(acronym: str, words: Sequence[str]) -> bool:
    """Whether the acronym's letters are the words' initials, small words left out at will.

    The parts of a hyphened word count as words; a plural s at the end is ignored.

    >>> initials_match("AIMS", ["Alliance", "Integrated", "Manufacturing", "System"])
    True
    >>> initials_match("MoU", ["memorandum", "of", "understanding"])
    True
    >>> initials_match("ABC", ["Alliance", "Brand", "Union"])
    False
    """
    letters = [letter for letter in _singular(acronym).casefold() if letter.isalnum()]
    parts = [part.casefold() for part in words]
    reached = {0}
    for part in parts:
        following = {at + 1 for at in reached if at < len(letters) and letters[at] == part[0]}
        if part in _SMALL:
            following |= reached
        reached = following
        if not reached:
            return False
    return len(letters) in reached


def _singular(acronym: str) -> str:
    return acronym[:-1] if len(acronym) > 2 and acronym[-1] == "s" else acronym


def glossary_of(definitions: Iterable[Definition]) -> dict[str, tuple[str, ...]]:
    """The long forms of each acronym, each once, in the order of the definitions."""
    glossary: dict[str, dict[str, str]] = {}
    for definition in definitions:
        forms = glossary.setdefault(_singular(definition.acronym), {})
        forms.setdefault(definition.long_form.casefold(), definition.long_form)
    return {acronym: tuple(forms.values()) for acronym, forms in glossary.items()}


def expand(question: str, glossary: Mapping[str, Sequence[str]]) -> tuple[str, tuple[str, ...]]:
    """Search words that the glossary adds to a question, and what was expanded, to be shown.

    Works both ways: an entry in the question adds its other forms, another form adds the entry.
    A short entry (three characters or fewer) must be written with its own capitals, so that
    "it" is not taken for "IT".

    >>> expand("Where is the JTB?", {"JTB": ["Joint Test Bench"]})
    ('Joint Test Bench', ('JTB = Joint Test Bench',))
    """
    spoken = _padded(question)
    folded = spoken.casefold()
    extra: dict[str, None] = {}
    shown: dict[str, None] = {}
    for entry, forms in glossary.items():
        known = [entry, *forms]
        present = [form for form in known if _says(form, spoken, folded)]
        if not present:
            continue
        missing = [form for form in known if form not in present]
        extra.update(dict.fromkeys(missing))
        shown.update(dict.fromkeys(f"{present[0]} = {form}" for form in missing))
    return " ".join(extra), tuple(shown)


def _padded(text: str) -> str:
    return f" {' '.join(_WORD.findall(text))} "


def _says(form: str, spoken: str, folded: str) -> bool:
    words = _padded(form)
    if not words.strip():
        return False
    if len(form) <= 3:
        return words in spoken or f"{words[:-1]}s " in spoken
    return words.casefold() in folded or f"{words[:-1].casefold()}s " in folded
