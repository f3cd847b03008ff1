"""The words that tell a number loosely: about, nearly, at least."""

import re

from pincite.qa.values.readings import Hedge

_HEDGES: tuple[tuple[Hedge, str], ...] = (
    (
        "nearly",
        r"nearly|almost|close to|(?:just |slightly |a little |a shade )"
        r"(?:under|below|short of|less than)|"
        r"approaching|getting on for|not quite|barely|hardly|all but|nigh on|verging on",
    ),
    (
        "at_most",
        r"up to|at (?:the )?most|not (?:be )?\w+er than|no more than|not more than|a maximum of|"
        r"maximum(?: of)?|max\.?|"
        r"within|"
        r"no later than|not exceeding|under|below|less than|fewer than|lower than|no longer than|"
        r"≤|<",
    ),
    (
        "at_least",
        r"at least|no fewer than|no less than|not less than|a minimum of|minimum(?: of)?|min\.?|≥|"
        r"from|starting at",
    ),
    (
        "over",
        r"more than|(?<!turned )(?<!handed )(?<!took )(?<!taken )(?<!came )over|above|"
        r"in excess of|exceeding|upwards? of|well over|just over|greater than|"
        r"beyond|surpass(?:ing|ed)|>",
    ),
    (
        "about",
        r"(?<!all )about|around|approximately|approx\.?|roughly|some|circa|ca?\.|~|≈|an estimated|"
        r"estimated(?: at)?|"
        r"in the region of|on the order of|in the order of|more or less|an average of|on average|"
        r"somewhere (?:near|around)|or so|give or take",
    ),
)
_BEFORE = tuple(
    (hedge, re.compile(rf"(?:^|[\s(])(?:{words})$", re.IGNORECASE)) for hedge, words in _HEDGES
)
_AFTER: tuple[tuple[Hedge, re.Pattern[str]], ...] = (
    (
        "at_least",
        re.compile(
            r"^\s?(?:\+|or (?:more|longer|higher|above|over)|(?:at (?:the )?least|minimum))(?!\w)",
            re.I,
        ),
    ),
    (
        "at_most",
        re.compile(
            r"^\s?(?:or (?:less|fewer|under|below)|at (?:the )?most|maximum|max\.?)\b", re.I
        ),
    ),
    ("about", re.compile(r"^\s?(?:or so|or thereabouts|approximately|approx\.?)\b", re.I)),
)
_PLACES = re.compile(
    r"(?:under|below|over|above|from|beyond|within|some|around|about)$", re.IGNORECASE
)
_FEW = 12


def hedge_around(text: str, start: int, end: int, number: float) -> tuple[Hedge, int, int]:
    """How loosely a number is told, and the stretch that its hedge makes of it.

    `number` is what is counted, or 0 for a measure.
    """
    before = text[:start].rstrip(" \u00a0*_")
    for hedge, pattern in _BEFORE:
        match = pattern.search(before[-30:])
        if match is None or (
            0 < number < _FEW and _PLACES.search(before) and "%" not in text[end - 2 : end]
        ):
            continue  # "sold under nine brands" is no hedge
        return hedge, len(before) - len(match.group().lstrip(" (\n")), end
    for hedge, pattern in _AFTER:
        if match := pattern.match(text[end : end + 30]):
            return hedge, start, end + match.end()
    return "", start, end
