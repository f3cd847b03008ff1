"""Years named by their distance: the year after that, two years earlier."""

import re

from pincite.corpus.written_dates import MONTHS

_COUNTS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "a hundred": 100, "one hundred": 100, "a couple of": 2, "a dozen": 12,
}  # fmt: skip
_UNITS = {"year": 1, "decade": 10, "century": 100, "centurie": 100}
_COUNT = "|".join([*sorted(_COUNTS, key=len, reverse=True), r"\d{1,3}"])
_RELATIVE = re.compile(
    rf"\b(?:(?:in\s+|for\s+|during\s+)?the\s+(?P<step>year|season|one)\s+(?P<side>before|after|earlier|later)"
    r"(?:\s+(?:that|this|then|it))?(?:\s+one)?"
    r"|(?:in\s+|for\s+|during\s+)?the\s+(?P<order>next|following|previous|preceding|prior)\s+(?:year|season|one)"
    rf"|(?P<count>{_COUNT})\s+(?P<unit>year|decade|century|centurie)s?\s+(?P<far>before|after|earlier|later|on)(?:\s+(?:that|this|then|it))?"
    r"|(?P<bare>next|last|previous|following)\s+year)\b(?!\s+(?:\d|the\b|[A-Z]))",
    re.IGNORECASE,
)
_FORWARD = frozenset({"after", "later", "next", "following", "on"})


def resolve_years(text: str, anchor: int | None, *, is_fragment: bool) -> str:
    """The text with relative years written out from the anchor year.

    "next year" and "last year" are counted from the anchor only in a fragment: in a whole
    question they speak of today.

    >>> resolve_years("And the year after that?", 2014, is_fragment=True)
    'And in 2015?'
    >>> resolve_years("two years earlier?", 2014, is_fragment=True)
    'in 2012?'
    """
    if anchor is None:
        return text

    def written(match: re.Match[str]) -> str:
        if match["bare"] and not is_fragment:
            return match.group()
        if match["step"] == "one" and not is_fragment:
            return match.group()
        side = match["side"] or match["order"] or match["far"] or match["bare"]
        count = match["count"] or "1"
        years = _COUNTS.get(count.casefold()) or int(count)
        years *= _UNITS[(match["unit"] or "year").casefold()]
        year = anchor + (years if side.casefold() in _FORWARD else -years)
        return f"in {year}"

    return _RELATIVE.sub(written, text, count=1)


_MONTHS = tuple(name.capitalize() for name in MONTHS)
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_OTHER_MONTH = re.compile(
    r"\b(?:in\s+)?the\s+(?:month\s+(?P<side>before|after)(?:\s+(?:that|it))?|"
    r"(?P<order>next|following|previous|preceding)\s+month)\b",
    re.IGNORECASE,
)


def resolve_months(text: str, spoken: str) -> str:
    """The text with a month named by its distance from the one last spoken of written out.

    >>> resolve_months("and in the month after?", "How much snow fell in December?")
    'and in January?'
    """
    named, match = _MONTH.findall(spoken), _OTHER_MONTH.search(text)
    if not named or match is None:
        return text
    step = 1 if (match["side"] or match["order"]).casefold() in _FORWARD else -1
    month = _MONTHS[(_MONTHS.index(named[-1]) + step) % 12]
    return f"{text[: match.start()]}in {month}{text[match.end() :]}"


def has_relative_year(text: str) -> bool:
    """Whether the text names a year by its distance from another."""
    return _RELATIVE.search(text) is not None
