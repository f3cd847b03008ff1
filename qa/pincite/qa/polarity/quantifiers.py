"""All, some and none: whether a part is said where the whole is asked about."""

import re
from collections.abc import Iterable
from itertools import pairwise

from pincite.qa.polarity.scope import ASIDE
from pincite.qa.polarity.turning import turning
from pincite.qa.words import stem

_WHOLE = re.compile(
    r"\b(?:all|every|each|whole|wholly|entire(?:ly)?|everybody|everyone|always|completely|"
    r"throughout)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:some|any|part|parts|partly|several|certain|a few|are there|were there)\b", re.I
)
_PART = re.compile(
    r"\b(?:(?:of|among) (?:which|whom|them|these|those)|remaining|the rest|the others?|partly|"
    r"some|half|most|majority|two thirds|a third|a quarter|three quarters|except|not all|"
    r"many|several|mostly|mainly|only some)\b",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"\b(?:all(?: of)?(?: the)?|every|each|(?:are|is|were|was) there) "
    r"(?P<noun>[\w-]+)(?: (?P<next>[\w-]+))?",
    re.IGNORECASE,
)
_HELD_ON = re.compile(r"\b(?:since|before|after|until|from)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?P<count>\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+"
    r"(?P<noun>[a-z-]+)(?: (?P<next>[a-z-]+))?",
    re.IGNORECASE,
)


def parts_of_a_whole(asked: str, said: str) -> int:
    """Whether all is asked about and a part is said, or whether a part is not.

    >>> parts_of_a_whole("Are all desks taken?", "Of the desks, most are taken.")
    1
    >>> parts_of_a_whole("Has every room a sink?", "Nine rooms have a sink.")
    1
    """
    is_part = bool(_PART.search(said)) or _is_counted(asked, said)
    is_part = is_part or ("always" in asked and _HELD_ON.search(said) is not None)
    if not is_part or turning(said, asked).keys() - turning(asked, said).keys():
        return 0
    if _WHOLE.search(asked) and not _WHOLE.search(said):
        return 1
    is_negative = (
        bool(turning(asked, said).keys() - turning(said, asked).keys())
        or ASIDE.search(asked) is not None
    )
    return int(bool(_SOME.search(asked)) and is_negative)


def _is_counted(asked: str, said: str) -> bool:
    """Whether the sentence counts what the question asks about all of, or counts some of many."""
    found = list(_COUNTED.finditer(said))
    numbers = [_number(match["count"]) for match in found]
    is_asked = _WHOLE.search(asked) or _SOME.search(asked)
    if is_asked and any(b < a for a, b in pairwise(numbers)):
        return True
    wanted = _nouns(_OF_ALL.finditer(asked))
    return bool(wanted & _nouns(found))


def _nouns(found: Iterable[re.Match[str]]) -> set[str]:
    """The stems of the one or two words after each match: one of them is the noun."""
    return {stem(match[name]) for match in found for name in ("noun", "next") if match[name]}


def _number(written: str) -> float:
    """What a count is worth; words are taken as the small numbers they are."""
    digits = written.replace(",", "").rstrip(".")
    return float(digits) if digits.replace(".", "", 1).isdigit() else 1.0
