"""Dates as they are written in English texts, ISO dates, and the date a document speaks from."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from pincite.corpus.running_dates import running_as_of
from pincite.corpus.written_dates import find_dates

_TOP_LINES = 12
_DATELINES = 8
_BOTTOM_LINES = 4
_LONGEST_LINE = 240
_LONGEST_LABELLED = 200
_LABEL_WORDS = (
    "(?:last|latest|newest) (?:updated?|changed?|modified|revised|revision|reviewed|version)",
    "updated?|revised|status|version|edition|dated?|date of issue|issued?|issue|position",
    "as (?:at|of)|stand|closed|compiled|prepared|written|published|posted|released|effective",
    "valid(?: from)?|in force|adopted|approved|presented|minutes|meeting|memo|printed|draft",
    "(?:financial )?year end(?:ed|ing)|press release|(?:data|figures) as of",
)
_LABELLED = re.compile(
    r"(?:^|[.·|;,(–—*\-]\s*)[\s*_(#>]*(?:the )?"
    rf"(?:{'|'.join(_LABEL_WORDS)})\b[^\n]{{0,60}}?$",
    re.I,
)
_EARLIER = re.compile(
    r"\b(?:replac\w+|supersed\w+|since|until|till|instead|previous|former|founded|born|next)\b",
    re.I,
)
_BEFORE_DATELINE = re.compile(
    r"(?:^|[,–—\-:(|]\s*|\b(?:on|of)\s+)"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s*)?[*_]*$"
)
_AFTER_DATELINE = re.compile(
    r"[\s.)*_]*$|\s+(?:edition|issue|version)\b|\s*(?:\([^)]*\)\s*)?[–—:-]\s"
)
_NAMES_YEAR = re.compile(
    r"\b(?:reports?|polic(?:y|ies)|rules|lists?|handbook|minutes|notes|terms|guide|review|results"
    r"|statistics|budget|catalogue|edition|newsletter|survey|yearbook|accounts|prices|notice"
    r"|bulletin|briefing|regulations|statement|memo|brochure|programme|leaflet|flyer|circular"
    r"|timetable|tariffs?|manual|prospectus|fact ?sheet|overview|catalog|directory|inventory)\b",
    re.I,
)
_FIELD = re.compile(
    r"(?:date|updated|last_modified|modified|published|created|as_of)\s*:\s*[\"']?(.+)", re.I
)
_YEAR_EDITION = re.compile(r"(?<!\d)((?:19|20)\d\d) edition\b", re.I)
_YEAR_LAST = re.compile(r"(?<!\d)((?:19|20)\d\d)$")
_AHEAD = re.compile(
    r"\b(?:vision|agenda|plan|strategy|targets?|goals?|towards?|roadmap|outlook|forecast|by)\b",
    re.I,
)
_BEFORE_YEAR = re.compile(r"-(?=(?:19|20)\d\d)")
_ONE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def find_as_of(text: str, title: str, source: str) -> str | None:
    r"""YYYY, YYYY-MM or YYYY-MM-DD that the text clearly speaks from; None where it does not say.

    Looked for in turn: a date at the beginning or end that is said to be the document's, a date
    line, a date in the title or the file name, what the running text reports as past, and a year
    that ends the file name.

    >>> find_as_of("Fees\n\nStatus: March 2012\n\nThey rose in 2009.", "Fees", "fees.txt")
    '2012-03'
    """
    top, bottom = _edge_lines(text)
    return (
        _field_date(text)
        or _labelled_date(top)
        or _dateline(top[:_DATELINES])
        or _edition(top[:_DATELINES])
        or _labelled_date(bottom)
        or _named_date(title, PurePosixPath(source).stem)
        or running_as_of(text)
        or _last_in_name(PurePosixPath(source).stem)
    )


def _edge_lines(text: str) -> tuple[list[str], list[str]]:
    """The first and the last lines with words on them, each cut to a readable length."""
    first = (line.strip()[:_LONGEST_LINE] for line in text[:8000].splitlines() if line.strip())
    last = (line.strip()[:_LONGEST_LINE] for line in text[-1500:].splitlines() if line.strip())
    top = list(first)[:_TOP_LINES]
    bottom = list(last)[-_BOTTOM_LINES:]
    return [_plain(line) for line in top], [_plain(line) for line in bottom]


def _plain(line: str) -> str:
    return "" if line.startswith("|") else line


def _field_date(text: str) -> str | None:
    """The date among the fields that stand in front of some Markdown files."""
    if not text.startswith("---"):
        return None
    for line in text[:3000].splitlines()[1:40]:
        if line.startswith("---"):
            return None
        if field := _FIELD.match(line):
            return next((found.value for found in find_dates(field[1])), None)
    return None


def _labelled_date(lines: Sequence[str]) -> str | None:
    """The first date that a word such as "Status" or "Last updated" says to be the document's."""
    for line in lines:
        if len(line) > _LONGEST_LABELLED:
            continue
        for date in find_dates(line):
            label = _LABELLED.search(line[: date.start])
            if label and not _EARLIER.search(label[0]):
                return date.value
    return None


def _edition(lines: Sequence[str]) -> str | None:
    """The year of "2009 edition"."""
    found = (_YEAR_EDITION.search(line) for line in lines)
    return next((match[1] for match in found if match), None)


def _dateline(lines: Sequence[str]) -> str | None:
    """The first date with a month that ends a short line, or opens a report after its place."""
    for line in lines:
        for date in find_dates(line):
            if len(date.value) < 7 or date.start > 110 or line[:1] in "-*•·|":
                continue
            before, after = line[: date.start], line[date.end :]
            if _EARLIER.search(before) or not _BEFORE_DATELINE.search(before):
                continue
            if _AFTER_DATELINE.match(after) and not before.rstrip().endswith(("(", ":")):
                return date.value
    return None


def _named_date(title: str, name: str) -> str | None:
    """A full date in the file name, or the one year in a title or name of a dated kind."""
    for date in find_dates(_BEFORE_YEAR.sub(" ", name.replace("_", "-"))):
        if len(date.value) >= 7:
            return date.value
    dates = list(find_dates(title))
    if len(dates) == 1 and _NAMES_YEAR.search(title):
        return dates[0].value
    for words in (title, re.sub(r"[-_]+", " ", name)):
        years = {match[0] for match in _ONE_YEAR.finditer(words)}
        if len(years) == 1 and _NAMES_YEAR.search(words):
            return years.pop()
    return None


def _last_in_name(name: str) -> str | None:
    """The one year that ends a file name, unless the name looks ahead."""
    words = re.sub(r"[-_]+", " ", name)
    last = _YEAR_LAST.search(words)
    is_one = len(_ONE_YEAR.findall(words)) == 1
    return last[1] if last and is_one and not _AHEAD.search(words) else None
