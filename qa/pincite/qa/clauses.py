"""The clauses of a sentence: what stands around a span and speaks of it."""

import re

from pincite.corpus import Span

_BREAK = re.compile(
    r"[;:]\s|\s[–—-]\s|\.\s+(?=[A-Z])|,?\s+(?:but|while|whereas|although|though|however|"
    r"compared (?:with|to)|"
    r"instead of|rather than|up from|down from|against)\s|,\s+(?:and|or|then|which|who|where|"
    r"when|after|before|having|with)\s|[()|\n]",
    re.IGNORECASE,
)


def clauses(sentence: str) -> list[Span]:
    """The clauses of a sentence, in order; what parts them is left out.

    >>> text = "It sold 9 in 2014, but 12 in 2015"
    >>> [text[c.start : c.end] for c in clauses(text)]
    ['It sold 9 in 2014', '12 in 2015']
    """
    found, start = [], 0
    for match in _BREAK.finditer(sentence):
        if match.start() > start:
            found.append(Span(start, match.start()))
        start = match.end()
    if start < len(sentence):
        found.append(Span(start, len(sentence)))
    return found


def clause_around(sentence: str, span: Span) -> Span:
    """The clause a span stands in, or all that it touches."""
    touched = [clause for clause in clauses(sentence) if clause.overlaps(span)]
    if not touched:
        return Span(0, len(sentence))
    return Span(touched[0].start, touched[-1].end)


def find_span(sentence: str, text: str) -> Span | None:
    """Where a text stands in a sentence, as a whole word where it can be."""
    if not text:
        return None
    at = next(
        (
            match.start()
            for match in re.finditer(re.escape(text), sentence)
            if not sentence[match.start() - 1 : match.start()].isalnum()
            and not sentence[match.end() : match.end() + 1].isalnum()
        ),
        sentence.casefold().find(text.casefold()),
    )
    return None if at < 0 else Span(at, at + len(text))
