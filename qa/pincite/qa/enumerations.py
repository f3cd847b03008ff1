"""Enumerations inside sentences: "A, B (with its C) and D" as the spans of A, B and D."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pincite.corpus import Span

_SEPARATOR = re.compile(
    r"\s*;\s*(?:(?i:and|or)\s+)?|,\s+(?i:and|or|as well as|plus)\s+|,\s+|"
    r"\s+(?i:and|or|as well as|along with|plus)\s+|\s+&\s+(?=[a-z])",
)
_SEMICOLON = re.compile(r"\s*;\s*(?:and\s+|or\s+)?", re.IGNORECASE)
_ASIDE = re.compile(r"(?:of )?(?:which|who|whom|whose|where)\b|(?:formerly|later|then) (?=[a-z])")
_ENDS_OPEN = re.compile(r"\s+(?:and|or)$", re.IGNORECASE)
_LINK = re.compile(r"\b(?:and|or|as well as|along with|plus)\b|&|;", re.IGNORECASE)
_OPENS = re.compile(
    r".*(?::|\b(?:is|are|was|were|be|been|being|include[sd]?|including|comprises?d?|comprising|contains?|"
    r"covers?|namely|such as|like|of|in|from|with|at|by|for|under|between|among|to|into|on|"
    r"as|has|have|had|makes?|made|sells?|sold|builds?|built|brings?|needs?|requires?|uses?|offers?|"
    r"shows?|names?|called|both|either|than|through|via|joined|following)\b)\s+(?:both\s+|either\s+)?",
    re.IGNORECASE | re.DOTALL,
)
_CLOSES = re.compile(
    r"\s+(?:who|which|that|where|when|while|because|since|if|so|but|is|are|was|were|will|can|"
    r"could|may|must|has|have|had|does|do|did|in|at|from|for|to|with|by|on|under|during|until|"
    r"before|after|as|into|than|through|together|all|both|respectively)\b|\s+[–—-]\s+|:\s|\s*\[|\.\s",
    re.IGNORECASE,
)
_CLOSES_CLAUSE = re.compile(r"\s+(?:which|while|because|whereas)\b|\s+[–—]\s+", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Inc|Ltd|Co|Corp)\.$")
_AFTER = " \t\r\n\u00a0,;:*_"
LONGEST_ITEM = 160
LONGEST_NAME = 4
"""Words; where the items are longer they are clauses, and prepositions belong to them."""


def enumeration_around(text: str, sentence: Span, near: Sequence[Span]) -> tuple[Span, ...]:
    """The items of the enumeration in a sentence that the given spans point at, in order.

    `near` are a reader's spans, likeliest first: the first that lies in an enumeration chooses it,
    and the ends of the outermost items are taken from the spans that begin or end there. Empty
    when none of the spans stands in an enumeration of at least two items.

    >>> text = "The group has three pillars: steel, paper and fine chemicals, all in Ghent."
    >>> items = enumeration_around(text, Span(0, len(text)), [Span(29, 60)])
    >>> [text[item.start:item.end] for item in items]
    ['steel', 'paper', 'fine chemicals']
    """
    for chosen in near:
        if not chosen.within(sentence):
            continue
        for segments in _runs(text, sentence):
            whole = Span(segments[0].start, segments[-1].end)
            touched = [segment for segment in segments if segment.overlaps(chosen)]
            if not chosen.within(whole) or not touched:
                continue
            items = _items(text, segments, near, chosen)
            if len(items) > 1:
                return items
    return ()


def split_enumeration(text: str, span: Span) -> tuple[Span, ...]:
    """The items of a span that is itself an enumeration; the span alone when it is none.

    >>> text = "Kangoo Z.E., Zoe and Twizy"
    >>> [text[item.start:item.end] for item in split_enumeration(text, Span(0, len(text)))]
    ['Kangoo Z.E.', 'Zoe', 'Twizy']
    """
    parts = (
        _segments(text, span, _SEMICOLON) if _SEMICOLON.search(text, span.start, span.end) else []
    )
    return tuple(_without_asides(text, parts if len(parts) > 1 else _segments(text, span)))


def _without_asides(text: str, segments: Sequence[Span]) -> list[Span]:
    """The segments without what is put in after "and": "bread and, since 2014, cakes"."""
    kept: list[Span] = []
    aside = False
    for place, segment in enumerate(segments):
        if aside and place + 1 < len(segments):
            aside = False
            continue
        if place and _ASIDE.match(text, segment.start, segment.end):
            continue
        link = _ENDS_OPEN.search(text, segment.start, segment.end)
        aside = link is not None
        kept.append(Span(segment.start, link.start()) if link else segment)
    return [segment for segment in kept if len(segment)]


def _segments(text: str, within: Span, separator: re.Pattern[str] = _SEPARATOR) -> list[Span]:
    """The stretches between the separators that stand outside brackets and quotes."""
    parts: list[Span] = []
    begin = within.start
    marks = list(separator.finditer(text, within.start, within.end))
    depth = _depths(text, within) if marks else []
    for match in marks:
        if depth[match.start() - within.start] == 0:
            parts.append(_trim(text, begin, match.start()))
            begin = match.end()
    parts.append(_trim(text, begin, within.end))
    return parts


def _depths(text: str, within: Span) -> list[int]:
    depths, depth = [], 0
    for character in text[within.start : within.end]:
        if character in "([{“":
            depth += 1
        depths.append(depth)
        if character in ")]}”":
            depth = max(0, depth - 1)
    return depths


def _runs(text: str, sentence: Span) -> list[list[Span]]:
    """Runs of segments that belong to one enumeration: they end where "and" joins the last."""
    segments = _segments(text, sentence)
    runs: list[list[Span]] = []
    run = [segments[0]]
    for before, segment in pairwise(segments):
        run.append(segment)
        between = text[before.end : segment.start]
        if _LINK.search(between) and ";" not in between:
            if len(run) > 1:
                runs.append(run)
            run = [segment]
    if len(run) > 2:
        runs.append(run)
    return sorted(runs, key=len, reverse=True)


def _items(
    text: str, segments: Sequence[Span], near: Sequence[Span], chosen: Span
) -> tuple[Span, ...]:
    first, last = segments[0], segments[-1]
    start = next((span.start for span in near if first.start <= span.start < first.end), None)
    end = next((span.end for span in near if last.start < span.end <= last.end), None)
    if start is None:
        opening = _OPENS.match(text, first.start, first.end)
        start = opening.end() if opening and opening.end() < first.end else first.start
    if end is None:
        words = [len(text[item.start : item.end].split()) for item in segments[1:-1]]
        closes = _CLOSES_CLAUSE if words and max(words) > LONGEST_NAME else _CLOSES
        closing = closes.search(text, last.start, last.end)
        end = closing.start() if closing and closing.start() > last.start else last.end
    items = [_trim(text, start, first.end), *segments[1:-1], _trim(text, last.start, end)]
    items = [item for item in items if 0 < len(item) <= LONGEST_ITEM]
    return tuple(items)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \t\r\n\u00a0,;:.*_•-–":
        start += 1
    while start < end and (text[end - 1] in _AFTER or _is_full_stop(text, start, end)):
        end -= 1
    if start < end:
        inner = text[start:end]
        for word in ("and ", "or "):
            if inner.casefold().startswith(word):
                start += len(word)
    return Span(start, max(start, end))


def _is_full_stop(text: str, start: int, end: int) -> bool:
    return text[end - 1] == "." and _ABBREVIATED.search(text[start:end]) is None
