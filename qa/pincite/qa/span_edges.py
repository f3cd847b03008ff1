"""Where a span should begin and end: whole words, amounts and dates, no stray marks."""

import re
from functools import lru_cache

from pincite.corpus import Span
from pincite.corpus.written_dates import MONTH
from pincite.qa.answer_types import SMALL_RATIO

_CURRENCY = "$€£¥₽₹"
_SCALE = re.compile(
    r"[\s\u00a0\u202f]?(?:%|‰|°\s?[CF]\b|per\s?cent\b|(?:thousand|million|billion|trillion|mn|bn)\b)",
    re.IGNORECASE,
)
_MONEY_WORD = re.compile(
    r"[\s\u00a0\u202f](?:(?:us|canadian|australian|hong kong)[\s\u00a0])?"
    r"(?:euros?|dollars?|pounds?|francs?|cents?|pence|crowns?|kron(?:a|e|er|or|ur)|yen|yuan|"
    r"(?<=llion )won|rupees?|roubles?|rand|pesos?|zloty|forints?|lira)\b",
    re.IGNORECASE,
)
_NUMBER_END = re.compile(
    r"\d(?:[\s\u00a0\u202f]?(?:hundred|thousand|million|billion|trillion|mn|bn))?$", re.IGNORECASE
)
SCALE_CHARS = 12
"""Of a digit and the word behind it that says thousands or millions."""
RATIO_CHARS = 24
LABEL = re.compile(
    r"\(?\d{1,2}(?:\.\d{1,2})+\.?\)?\s+(?=(?:An?|At|I[fnt]|No|On|To|We|[A-Z][a-z]{2,})\b)|"
    r"(?:A|Ans|Answer)\s?[:.]\s+(?=\S)"
)
"""Of a paragraph ("4.8.2 The muster point", "A: Yes"): it is no part of what the paragraph says."""
_NEXT_LABEL = re.compile(r"\s*\n\s*(?:[-*•]\s*)?\(?[^\W_]{1,2}[.)]?$")
"""What numbers the next line, behind a span that ends with its own."""
_DAYS = r"\d{1,2}(?:st|nd|rd|th)?(?:\s?(?:to|and|until|[-–])\s?\d{1,2}(?:st|nd|rd|th)?)?"
_MONTH = rf"(?=[A-Z])(?i:{MONTH})"
_DATE = re.compile(
    rf"(?<![\w.,:/-]){_DAYS}\s(?:of\s)?(?P<month>{_MONTH})(?!\w)(?:,?\s(?:1[5-9]|20)\d\d(?!\w))?|"
    rf"\b{_MONTH}\s{_DAYS}(?![\w.:]\d|\w)(?:,?\s(?:1[5-9]|20)\d\d(?!\w))?"
)
DATE_CHARS = 40
_NAME_WORD = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)*|[A-Z]\.")
_NAME_REST = re.compile(r"(?: (?:[A-Z]\.|[A-Z][a-z]+(?:-[A-Z][a-z]+)*(?![\w'’]))){1,3}")
_LEADING = " \t\r\n\u00a0,;:.!?*_|•·–—-)]}”’"
_TRAILING = " \t\r\n\u00a0,;:.!?*_|–—-([{“‘"
_PAIRS = {"(": ")", "[": "]", "“": "”", "‘": "’", '"': '"', "«": "»"}


@lru_cache(maxsize=4096)
def tidy(text: str, span: Span) -> Span:
    """The span on whole words, amounts and dates, without marks at its ends.

    >>> text = "a sum of €4 billion (about US$5.2 billion), paid"
    >>> [text[s.start:s.end] for s in (tidy(text, Span(10, 11)), tidy(text, Span(20, 42)))]
    ['€4 billion', 'about US$5.2 billion']
    >>> found = tidy("more than one in nine cars", Span(17, 21)); (found.start, found.end)
    (10, 21)
    >>> found = tidy("shut from 9 to 27 January 2025", Span(10, 17)); (found.start, found.end)
    (10, 30)
    """
    start, end = _whole_words(text, span.start, span.end)
    start, end = _whole_amount(text, start, end)
    start, end = _whole_ratio(text, start, end)
    start, end = _whole_date(text, start, end)
    start, end = _without_labels(text, start, end)
    start, end = _closed(text, *_stripped(text, start, end))
    return Span(start, end) if start < end else span


def whole_name(text: str, span: Span) -> Span:
    """The span with the rest of the name that its last word begins.

    >>> found = whole_name("when Carlos Ghosn, who", Span(5, 11)); (found.start, found.end)
    (5, 17)
    """
    first = _NAME_WORD.fullmatch(text[span.start : span.end].rpartition(" ")[2])
    rest = _NAME_REST.match(text, span.end) if first else None
    return Span(span.start, rest.end()) if rest else span


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while 0 < start < len(text) and _joined(text, start):
        start -= 1
    while 0 < end < len(text) and _joined(text, end):
        end += 1
    return start, end


def _joined(text: str, at: int) -> bool:
    """Whether the characters on both sides of an offset belong to one word or number."""
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return before.isascii() == after.isascii() or not _is_superscript(after)
    if before.isdigit() and after in ".," and at + 1 < len(text):
        return text[at + 1].isdigit()
    return after.isdigit() and before in ".," and at > 1 and text[at - 2].isdigit()


def _is_superscript(character: str) -> bool:
    return "ᴬ" <= character <= "ᶿ" or character in "ⁿʰʲʳʷʸˡˢˣ⁰¹²³⁴⁵⁶⁷⁸⁹"


def _whole_amount(text: str, start: int, end: int) -> tuple[int, int]:
    if text[start : start + 1].isdigit():
        while start > 0 and text[start - 1] in _CURRENCY:
            start -= 1
        if start >= 2 and text[start] in _CURRENCY and text[start - 2 : start].isupper():
            start -= 2
    for follows in (_SCALE, _MONEY_WORD):
        is_number = _NUMBER_END.search(text, max(start, end - SCALE_CHARS), end)
        if is_number and (match := follows.match(text, end)):
            end = match.end()
    return start, end


def _whole_ratio(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch, widened to "one in nine" where it is a part of that."""
    if end - start > RATIO_CHARS:
        return start, end
    first = max(0, start - RATIO_CHARS)
    for match in SMALL_RATIO.finditer(text, first, end + RATIO_CHARS):
        if match.start() <= start < match.end():
            return match.start(), max(end, match.end())
    return start, end


def _whole_date(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the whole of a date whose day it ends with, or whose month it begins with.

    A year or a month alone may be what was asked for.
    """
    first = max(0, start - DATE_CHARS)
    for match in _DATE.finditer(text, first, end + DATE_CHARS):
        if match.start() < end < match.end() and any(map(str.isdigit, text[match.start() : end])):
            if start <= match.start():
                end = match.end()
        elif match.start("month") == start and end >= match.end():
            start = match.start()
    return start, end


def _without_labels(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the numbers of its own paragraph and of the line behind it."""
    begins_line = start == 0 or text[start - 1] in "\n\t"
    if begins_line and (match := LABEL.match(text, start, end)):
        start = match.end()
    if match := _NEXT_LABEL.search(text, start, end):
        end = match.start() if match.start() > start else end
    return start, end


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _LEADING and not _is_sign(text, start):
        start += 1
    while start < end and text[end - 1] in _TRAILING and not _ends_abbreviation(text, start, end):
        end -= 1
    first, last = text[start : start + 1], text[end - 1 : end]
    inner = text[start:end]
    if first in _PAIRS and (
        inner.count(_PAIRS[first]) == 0 or (_PAIRS[first] == last and end - start > 2)
    ):
        start += 1
        if _PAIRS[first] == last:
            end -= 1
    elif last in _PAIRS.values() and not any(
        opening in inner[:-1] for opening, closing in _PAIRS.items() if closing == last
    ):
        end -= 1
    return start, end


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the mark that closes a bracket or quotation in it, or up to the bracket."""
    inner = text[start:end]
    if inner.count("(") > inner.count(")"):
        if text[end : end + 1] == ")":
            return start, end + 1
        cut = len(inner[: inner.rfind("(")].rstrip())
        return (start, start + cut) if cut else (start, end)
    if inner.count('"') % 2 and text[end : end + 1] == '"':
        return start, end + 1
    return start, end


def _is_sign(text: str, at: int) -> bool:
    return text[at] in "-–" and text[at + 1 : at + 2].isdigit() and not text[at - 1 : at].isalnum()


_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Inc|Ltd|Co|Corp|Jr|Sr|a\.m|p\.m)\.$")


def _ends_abbreviation(text: str, start: int, end: int) -> bool:
    return text[end - 1] == "." and _ABBREVIATION.search(text[start:end]) is not None
