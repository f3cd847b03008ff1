"""Whether a sentence gives a role to another than the one asked about."""

import re

from pincite.corpus.written_dates import MONTHS

_NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sir|Dame|Lady|Lord|St)\.?\s+)?[A-ZÀ-Þ][\w’'.-]*[\w’'-]"
_NAMES = rf"{_NAME}(?:\s+(?:(?:de|von|van|of the|of|&)\s+)?{_NAME})*"
_TITLES = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame|Lady|Lord|St|The|Miss)\b\.?\s*")
_IS_ONE = re.compile(
    rf"^\W*(?:And |But |So )?(?:[Ii]s|[Ww]as|[Aa]re|[Ww]ere)\s+"
    rf"(?P<article>[Tt]he\s+)?(?P<name>{_NAMES})\s+"
    r"(?:still |already |now |really |currently |also )*"
    r"(?:(?P<class>an?\b)|the\b|our\b|head\b|chair|director|president|in charge|responsible|leader|"
    r"manager|captain|mayor|secretary|treasurer|owner|author|curator|\w+ master\b|maintainer)"
)
_AGENT = re.compile(rf"\bby\s+(?:the\s+)?(?P<name>{_NAMES})\s*[?.]*$")
_GONE_BEFORE = (
    r"(?:tak(?:en|es|ing)|took) over (?:[\w-]+ ){0,6}?from|succe(?:eds|eded|eding)|"
    r"replac(?:es|ed|ing)|instead of|in place of|before (?:her|him|them)|former(?:ly)?|ex-|"
    r"predecessor(?:,| was| of)"
)
_LEAVING = re.compile(
    rf"\b(?:{_GONE_BEFORE})\s*,?\s*(?:was\s+)?(?P<name>{_NAMES})|"
    rf"(?P<name2>{_NAMES})\s+(?:was|has been|is) (?:succeeded|replaced|followed)"
)
_RELATIVE = re.compile(r",\s*(?:who|which|whose)\b[^,]*,")
_CHANGE = re.compile(
    r"\b(?:replaced?|succe(?:ed(?:ed)?|ssor)|gone|taken over|took over|once|formerly|former|"
    r"ever|used to|predecessor|given up|before)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"^\W*(?:is|are|does|do|has|have|can|will)\b|\bstill\b", re.IGNORECASE)
_NO_NAMES = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday I A".split()) | {
    name.capitalize() for name in MONTHS
}


def is_about_another(question: str, sentence: str) -> int:
    """1 where the question names someone and the sentence names another in that place.

    >>> is_about_another("Is Ann Lee the chair?", "The chair is Bo Orr.")
    1
    >>> is_about_another("Is Ann Lee still the chair?", "Bo Orr succeeded Ann Lee.")
    1

    What has an article bears no name: a sentence says of it under other words what it is.

    >>> is_about_another("Is the Firm a merger?", "The tie of Orr and Lee is no merger.")
    0
    """
    sentence = _RELATIVE.sub(" ", sentence)
    match = _IS_ONE.search(question)
    if match and match["article"] and match["class"]:
        return 0
    match = match or _AGENT.search(question)
    asked = _words(match["name"]) if match else set()
    if asked and not asked & _words(sentence):
        return int(bool(_named(sentence) - _words(question)))
    if _CHANGE.search(question) or not _NOW.search(question):
        return 0
    known = _named(question)
    leaving = (m["name"] or m["name2"] for m in _LEAVING.finditer(sentence))
    return int(any(_words(name) & known for name in leaving))


def _words(text: str) -> set[str]:
    return {word.rstrip("s'’") for word in re.findall(r"[\w-]{2,}", _TITLES.sub("", text))}


def _named(text: str) -> set[str]:
    """The words of the names in a text; a capital that only opens it makes no name."""
    found: set[str] = set()
    for match in re.finditer(_NAMES, text):
        opens = match.start() < 3 and len(match.group().split()) == 1
        if not opens and match.group() not in _NO_NAMES:
            found |= _words(match.group())
    return {word for word in found if word[0].isupper()}
