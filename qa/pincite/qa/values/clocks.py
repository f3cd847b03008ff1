"""Times of day, as clocks and people tell them."""

import re

from pincite.qa.values.readings import Amount

_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_HOUR = rf"(?:{'|'.join(_HOURS)}|1[0-2]|0?[1-9])"
_SPOKEN = re.compile(
    r"\b(?:(?:(?:an? )?(?P<share>half|quarter)|(?P<past>five|ten|twenty(?:[ -]five)?|\d\d?)"
    rf"(?: minutes)?) (?P<side>past|after|to|before) (?P<hour>{_HOUR})|"
    rf"(?P<whole>{_HOUR}) o['’]clock|(?P<plain>{_HOUR})(?= in the | at night))(?![\w.:])"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?|\s(?P<part>in the (?:morning|afternoon|evening)|at night))?",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"(?<![\d:.])(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>[ap])\.?m\b|"
    r"(?<![\d:.])(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d)(?!\d)",
    re.IGNORECASE,
)
_DOTTED = re.compile(
    r"(?:from |between )?(?P<h>\d\d?)\.(?P<m>[0-5]\d)\s*(?:to|till|until|and|[-–—])\s*"
    r"(?P<h2>\d\d?)\.(?P<m2>[0-5]\d)"
)
UNTIL = re.compile(r"\s*(?:to|till|until|and|[-–—])\s*", re.IGNORECASE)
_AT_TIME = re.compile(
    r"(?P<word>\b(?:noon|midday|midnight)\b)|"
    r"(?<![\d:.,/])(?:(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>[ap])(?:m\b|\.m\.)|"
    r"(?P<h2>[01]?\d|2[0-4]):(?P<m2>[0-5]\d)(?![\d:])(?:\s?(?:h|hrs)\b)?|"
    r"(?<=\bat )(?P<h3>[01]?\d|2[0-4])\.(?P<m3>[0-5]\d)"
    r"(?=\W*$|[,;:)]|\.\s|\s(?:to|till|until|and|on|in the|h|hrs|for|with|sharp)\b))",
    re.IGNORECASE,
)
_WORDS = {"noon": 720, "midday": 720, "midnight": 0}
_MINUTES = {"five": 5, "ten": 10, "twenty": 20, "twentyfive": 25, "quarter": 15, "half": 30}
DAY = 24 * 60
"""Minutes of a day."""


def clocks(text: str) -> tuple[Amount, ...]:
    """The time of day of a text, or the stretch between two, also as how long that is.

    A time told as people speak, without the part of the day, is read as both.

    >>> [reading.number for reading in clocks("half past seven in the evening")]
    [1170]
    >>> [reading.number for reading in clocks("a quarter to five")]
    [285, 1005]
    """
    if spoken := _SPOKEN.search(text):
        return tuple(_clock(minutes) for minutes in _spoken(spoken))
    word = next((w for w in _WORDS if re.search(rf"\b{w}\b", text, re.IGNORECASE)), None)
    if word:
        return (_clock(_WORDS[word]),)
    match = _WRITTEN.search(text)
    if match is None:
        return ()
    begin = _written(match)
    between = UNTIL.match(text, match.end())
    if between and (second := _WRITTEN.match(text, between.end())):
        return _stretch(begin, _written(second))
    return (_clock(begin),)


def dotted_clocks(text: str) -> tuple[Amount, ...]:
    """The stretch between two times with a point in them, of a text that is no more than that.

    >>> [reading.unit for reading in dotted_clocks("12.15 to 12.45")]
    ['clock', 'minute']
    """
    match = _DOTTED.fullmatch(text)
    if match is None or max(int(match["h"]), int(match["h2"])) > 24:
        return ()
    begin, end = (60 * int(match[h]) + int(match[m]) for h, m in (("h", "m"), ("h2", "m2")))
    return _stretch(begin, end)


def times_of_day(text: str) -> list[tuple[int, int, int]]:
    """Where a text tells times of day by figures, with the minutes since midnight of each.

    Midnight counts as the end of a day.

    >>> times_of_day("From 7.15 pm; it closed at 21.05."), times_of_day("12:30 to noon, 4.30 kg")
    ([(5, 12, 1155), (27, 32, 1265)], [(0, 5, 750), (9, 13, 720)])
    """
    return [(match.start(), match.end(), _minutes(match)) for match in _AT_TIME.finditer(text)]


def time_of_day(text: str) -> int | None:
    """The minutes since midnight of a text that is one time of day; None for all others.

    >>> time_of_day("2.00 pm"), time_of_day("16:25"), time_of_day("16:25 to 17:00")
    (840, 985, None)
    """
    match = _AT_TIME.fullmatch(text.strip())
    return _minutes(match) if match is not None else None


def _minutes(match: re.Match[str]) -> int:
    if match["word"]:
        return _WORDS[match["word"].casefold()] or DAY
    if match["h3"]:
        return 60 * int(match["h3"]) + int(match["m3"])
    return _written(match)


def _written(match: re.Match[str]) -> int:
    hour, minute = int(match["h"] or match["h2"]), int(match["m"] or match["m2"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].casefold() == "p" else 0)
    return 60 * hour + minute


def _spoken(match: re.Match[str]) -> list[int]:
    """The minutes of the day that a spoken time may mean."""
    told = (match["hour"] or match["whole"] or match["plain"]).casefold()
    hour = int(told) if told.isdigit() else _HOURS.index(told) + 1
    beside = (match["share"] or match["past"] or "").casefold()
    more = int(beside) if beside.isdigit() else _MINUTES.get(re.sub(r"[ -]", "", beside), 0)
    before = (match["side"] or "").casefold() in ("to", "before")
    minutes = (60 * (hour % 12) + (-more if before else more)) % (DAY // 2)
    half, part = (match["half"] or "").casefold(), (match["part"] or "").casefold()
    if half == "a" or part.endswith("morning"):
        return [minutes]
    if half == "p" or part.endswith(("afternoon", "evening")):
        return [minutes + DAY // 2]
    return [minutes, minutes + DAY // 2]


def _clock(minutes: int) -> Amount:
    return Amount(minutes, minutes, minutes, 1, True, dimension="clock", unit="clock")


def _stretch(begin: int, end: int) -> tuple[Amount, ...]:
    """From one time to another of the same day; the first alone where the other is no later."""
    if end <= begin:
        return (_clock(begin),)
    length = float(end - begin)
    return (
        Amount(begin, begin, end, 1, True, dimension="clock", unit="clock", hedge="range"),
        Amount(length, length, length, 1.0, True, dimension="time", unit="minute"),
    )
