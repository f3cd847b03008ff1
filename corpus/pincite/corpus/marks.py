"""Marks around words that are no words: emphasis, comments, tags."""

import re

from pincite.corpus.lines import trim

_PAIRED = ("***", "**", "__", "~~", "*", "_", "`")
_TAG = (
    r"</?(?:a|abbr|b|big|br|caption|center|code|div|em|font|h[1-6]|hr|i|img|kbd|li|nobr|ol|p|ref"
    r"|small|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|wbr)"
    r"(?:[\s/][^<>\n]{0,200})?>"
)
_TAG_IN_FRONT = re.compile(_TAG, re.I)
_TAG_BEHIND = re.compile(_TAG + r"\Z", re.I)
_LONGEST_TAG = 210


def bare_range(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the white space, comments, tags and emphasis around the whole of it.

    >>> text = " **Total** "
    >>> start, end = bare_range(text, 0, len(text))
    >>> text[start:end]
    'Total'
    """
    while True:
        start, end = trim(text, start, end)
        inner = _without_pair(text, *_without_markup(text, start, end))
        if inner == (start, end):
            return inner
        start, end = inner


def _without_markup(text: str, start: int, end: int) -> tuple[int, int]:
    if text.startswith("<!--", start, end):
        return _comment_end(text, start, end), end
    if text.startswith("<", start, end) and (tag := _TAG_IN_FRONT.match(text, start, end)):
        return tag.end(), end
    if text.endswith("-->", start, end):
        opening = text.rfind("<!--", start, end)
        return (start, opening) if opening >= 0 else (start, end)
    if text.endswith(">", start, end):
        behind = _TAG_BEHIND.search(text, max(start, end - _LONGEST_TAG), end)
        return (start, behind.start()) if behind else (start, end)
    return start, end


def _comment_end(text: str, start: int, end: int) -> int:
    """Where a comment ends; one that is never closed is taken to end with its line."""
    closing = text.find("-->", start, end)
    if closing >= 0:
        return closing + 3
    line_end = text.find("\n", start, end)
    return line_end if line_end >= 0 else end


def _without_pair(text: str, start: int, end: int) -> tuple[int, int]:
    for mark in _PAIRED:
        width = len(mark)
        if (
            end - start > 2 * width
            and text.startswith(mark, start)
            and text.endswith(mark, start, end)
            and text.find(mark, start + width, end - width) < 0
        ):
            return start + width, end - width
    return start, end
