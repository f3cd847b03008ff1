"""Tables of contents: names, dots, page numbers."""

import re

_PAGE_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,7}", re.I)
_LEADERS = " .·…"
"""What stands between an entry of a table of contents and its page."""
_FEWEST_DOTS = 4
_LONGEST_PAGE = 8


def entry_of(words: str) -> str | None:
    """The entry of a table of contents with its page, None where the words are none.

    >>> entry_of("2.1 Naming . . . . . . . 14")
    '2.1 Naming … 14'
    """
    page = re.split(r"[ .·…]", words[-_LONGEST_PAGE:])[-1]
    name = words[: len(words) - len(page)].rstrip(_LEADERS)
    dots = sum(letter != " " for letter in words[len(name) : len(words) - len(page)])
    if not name or dots < _FEWEST_DOTS or not _PAGE_NUMBER.fullmatch(page):
        return None
    return f"{name} … {page}"
