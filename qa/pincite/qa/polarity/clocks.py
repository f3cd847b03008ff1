"""Times of day in a text, in figures and in words."""

import re
from collections.abc import Iterator

DAY = 24 * 60.0
"""Minutes of a day."""
_FIGURES = re.compile(
    r"(?<![\d.,:])(?:(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?![\d:]|\.\d)(?:\s?(?P<half>[ap])\.?m\b)?"
    r"|(?P<h2>1[0-2]|[1-9])(?:\.(?P<m2>[0-5]\d))?\s?(?P<half2>[ap])\.?m\b"
    r"|(?P<noon>noon|midday)|(?P<midnight>midnight))",
    re.IGNORECASE,
)
_POINTED = r"(?:[01]?\d|2[0-3])\.[0-5]\d"
_BEHIND = (
    r"(?:\s*(?:[.,;:?!)](?!\d)|$)|\s+(?:on|in the|each|every|daily|if|or|when|now|today|tomorrow|"
    r"hours|o['’]clock|without|with|for|and [a-z])\b)"
)
_DOTTED = re.compile(
    r"(?:\b(?:at|until|till|by|before|after|from|since|between|and|to|is|it['’]s)\s|[-–]\s?)"
    rf"(?P<time>{_POINTED})(?=(?:\s*(?:and|to|till|until|[-–])\s*{_POINTED})?{_BEHIND})",
    re.IGNORECASE,
)
"""No unit follows a time: from 4.20 to 5.30 euros."""
_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_HOUR = rf"(?P<hour>1[0-2]|[1-9]|{'|'.join(_NUMBERS)})"
_PAST = r"(?:(?P<part>half past|quarter past|(?:a )?quarter to)\s+)?"
_PART_OF_DAY = r"in the (?P<when>morning|afternoon|evening)|at (?P<night>night)"
_WORDS = re.compile(
    rf"\b{_PAST}{_HOUR}(?:\s+o['’]clock)?\s+(?:{_PART_OF_DAY})\b"
    rf"|\b(?P<lead>(?:before|after|until|till|by|at)\s+){_PAST.replace('part', 'part2')}"
    rf"{_HOUR.replace('hour', 'hour2')}"
    r"(?:\s+o['’]clock|(?=\s*[?,;]|"
    r"\s*\.(?!\d)|\s*$|\s+(?:on|in(?! the)|every|each|when|if|and)\b))",
    re.IGNORECASE,
)
_PARTS = {"half past": 30.0, "quarter past": 15.0, "quarter to": -15.0, "a quarter to": -15.0}


def times_of_day(text: str) -> Iterator[tuple[int, int, float]]:
    """Start, end and minutes after midnight of each time of day that a text names.

    >>> list(times_of_day("until 22.00")), list(times_of_day("at nine in the evening"))
    ([(6, 11, 1320.0)], [(3, 22, 1260.0)])
    """
    for match in _FIGURES.finditer(text):
        yield match.start(), match.end(), _in_figures(match)
    for match in _DOTTED.finditer(text):
        hours, minutes = match["time"].split(".")
        yield match.start("time"), match.end("time"), 60.0 * int(hours) + int(minutes)
    for match in _WORDS.finditer(text):
        yield match.start() + len(match["lead"] or ""), match.end(), _in_words(match)


def _in_figures(match: re.Match[str]) -> float:
    if match["noon"] or match["midnight"]:
        return DAY / 2 if match["noon"] else DAY
    hours, half = int(match["h"] or match["h2"]), match["half"] or match["half2"]
    hours = hours % 12 + 12 * (half.casefold() == "p") if half else hours
    return 60.0 * hours + int(match["m"] or match["m2"] or 0)


def _in_words(match: re.Match[str]) -> float:
    """Without a part of the day one to six are taken for the afternoon."""
    said = (match["hour"] or match["hour2"]).casefold()
    hour = int(said) if said.isdigit() else 1 + _NUMBERS.index(said)
    part = (match["part"] or match["part2"] or "").casefold()
    is_late = match["night"] or (match["when"] or "").casefold() in {"afternoon", "evening"}
    is_bare = not match["when"] and not match["night"]
    later = 12 if hour < 12 and (is_late or (is_bare and hour < 7)) else 0
    return 60.0 * (hour + later) + _PARTS.get(part, 0.0)
