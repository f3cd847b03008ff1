"""Parties and things that a text names once and calls by a term: "Halden Ltd (the Landlord)"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pincite.corpus import Span

LONGEST_NAME = 90
"""Characters."""
_CALLED = re.compile(
    r"[ \t\n]\((?:(?:hereinafter|hereafter|below|in the following|together|each)\b[, ]*)?"
    r"(?:(?:referred to as|called|known as)\b[, ]*)?"
    r"(?:(?:the|an?) )?[\"“”'‘’]?(?:the )?(?P<term>[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})[\"“”'‘’]?\)"
)
_IS_CALLED = re.compile(r"\((?:the |[\"“‘']|hereinafter|hereafter|referred|called|known)", re.I)
_BREAK = re.compile(
    r"\n|[.;:!?]\s|\b(?:between|by|with|of the one part)\s|\)\s*(?:,|and\b|or\b|to\b)?"
)
_ASKS = re.compile(
    r"^\W*(?:who|what)(?:['’]s| is| are| was| were) (?:meant by )?(?:the )?"
    r"[\"“'‘]?(?P<term>[\w-]+(?: [\w-]+){0,2}?)[\"”'’]?(?: here| in (?:the|this) \w+)?\W*$",
    re.IGNORECASE,
)


def asked_term(question: str) -> str | None:
    """The term that a question asks to be told of: "Who is the landlord?".

    >>> asked_term("Who is the Landlord?"), asked_term("Who pays the rent?")
    ('landlord', None)
    """
    match = _ASKS.match(question)
    return match["term"].casefold() if match else None


@lru_cache(maxsize=4096)
def defined_terms(text: str) -> tuple[tuple[str, Span], ...]:
    """The terms that a text introduces in brackets, with the place of what they stand for.

    >>> text = "let by Halden Ltd, Wexcombe (the Landlord) to Ann Orr (the “Tenant”)"
    >>> [(term, text[span.start : span.end]) for term, span in defined_terms(text)]
    [('landlord', 'Halden Ltd'), ('tenant', 'Ann Orr')]
    """
    return tuple(_found(text))


def _found(text: str) -> Iterator[tuple[str, Span]]:
    for match in _CALLED.finditer(text):
        if not _IS_CALLED.search(text, match.start(), match.end()):
            continue
        low = max(0, match.start() - LONGEST_NAME)
        breaks = [each.end() for each in _BREAK.finditer(text, low, match.start())]
        start = breaks[-1] if breaks else low
        lead = re.match(r"(?:\W|(?:and|to|or|from)\s)*", text[start : match.start()])
        start += lead.end() if lead else 0
        end = text.find(",", start, match.start())
        end = match.start() if end < 0 else end
        if text[start : start + 1].isupper() or text[start : start + 1].isdigit():
            yield match["term"].casefold(), Span(start, end)
