"""How the items of a listing are cut: without marks, brackets and explanations behind them."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from pincite.corpus import Span
from pincite.corpus.written_dates import SHORT_MONTHS
from pincite.qa.sentences import sentences_within
from pincite.qa.span_edges import tidy

LABEL = re.compile(
    r"^[*_]{0,2}(?P<label>[^\n:*_]{1,60}?)[*_]{0,2}(?::[*_]{0,2}\s|\s[–—-]\s|\s*\.{3,}|\s{3,})"
    r"(?P<value>.*)",
    re.DOTALL,
)
_SHORT_SENTENCE = re.compile(r"^(?P<label>[^\n.:;]{2,40})\.\s+(?=[A-Z])")
_CLOSING = re.compile(r"(?:[,;]?\s+(?:and|or)|[,;.])\s*$")
_OPENING = re.compile(r"(?:(?:and|or)\s+)?(?:\([a-z0-9]{1,3}\)\s*|\d\)\s+)?", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?\s*$")
_MONTH = rf"(?:{'|'.join(SHORT_MONTHS)})[a-z]*\b"
_NUMBER_BEFORE = re.compile(rf"\d{{1,3}}\s+(?=[^\W\d_])(?!{_MONTH})", re.IGNORECASE)
_AMOUNT_BEFORE = re.compile(
    r"(?:(?:some|about|around|nearly|over|up to) )?(?:[$€£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:%|per cent|"
    r"percent|[$€£]))(?:\s?(?:million|billion|thousand|bn|m|k)\b)?(?:\s(?:each|a year))?\s+"
    r"(?:in|into|for|to|from|on|of|by|went to|goes to)\s+(?=\w)",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(
    r"\s*;\s|,\s+(?:which|who|whom|whose|where|because|so that)\b|,\s+(?:as|since|if|"
    r"unless|provided|with|then)\s|\s+[–—]\s+|\s+-\s+|\s*\(|:\s",
    re.IGNORECASE,
)
_AMOUNT_BEHIND = re.compile(
    r"(?<=[a-z)\"”’])\s+[$€£]?\d[\d.,/½¼-]*(?:\s?(?:%|per cent|percent|[$€£]))?$"
)
_IN_BRACKETS = re.compile(r"\(([^()]{2,60})\)?\s*[,;.]?\s*$")
_PREPOSITION = re.compile(r"(?:by|to|for|from|with|in|on|at|of|when|under)\s+", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")
MOST_NAME_WORDS = 5


@lru_cache(maxsize=4096)
def tidy_item(text: str, span: Span) -> Span:
    """An item without bullets, "(b)", closing full stop or linking "and" at its ends."""
    tidied = tidy(text, span)
    opening = _OPENING.match(text, tidied.start, tidied.end)
    start = opening.end() if opening and opening.end() < tidied.end else tidied.start
    match = _CLOSING.search(text[start : tidied.end])
    return Span(start, start + match.start() if match and match.start() else tidied.end)


@lru_cache(maxsize=4096)
def whole(text: str, span: Span) -> Span:
    """The first sentence of an item, without marks at its ends."""
    sentences = sentences_within(text, span) if len(span) > 40 else ()
    return tidy_item(text, sentences[0] if sentences else span)


@lru_cache(maxsize=4096)
def unbracketed(text: str, span: Span) -> Span:
    """The first sentence of an item without a bracket behind it: "Ann Carr (chair)"."""
    first = whole(text, span)
    end = first.start + _without_tail(text[first.start : first.end])
    return tidy_item(text, Span(first.start, end))


@lru_cache(maxsize=4096)
def short(text: str, span: Span) -> Span:
    """An item without what is said about it: "price (50 %)" and "police: only with a warrant"."""
    named = label(text, span)
    if named is not None:
        return named
    first = whole(text, span)
    inner = text[first.start : first.end]
    match = _EXPLAINS.search(inner, 3)
    end = match.start() if match else len(inner)
    end = _without_tail(inner[:end])
    return tidy_item(text, Span(first.start, first.start + end)) if end else first


def _without_tail(inner: str) -> int:
    """Where an item ends when a bracket behind it is left out."""
    bracket = _BRACKET.search(inner)
    return bracket.start() if bracket and bracket.start() > 0 else len(inner)


@lru_cache(maxsize=4096)
def bare(text: str, span: Span) -> Span | None:
    """An item without the number before or the amount behind it: "31 lifts", "staffing 25"."""
    first = short(text, span)
    inner = text[first.start : first.end]
    amount = _AMOUNT_BEHIND.search(inner)
    end = amount.start() if amount and _LETTERS.search(inner[: amount.start()]) else len(inner)
    number = _NUMBER_BEFORE.match(inner[:end])
    start = number.end() if number else 0
    if start == 0 and end == len(inner):
        return None
    return tidy_item(text, Span(first.start + start, first.start + end))


@lru_cache(maxsize=4096)
def purpose(text: str, span: Span) -> Span | None:
    """What an amount is for or in: "£620,000 for energy advice"."""
    first = short(text, span)
    amount = _AMOUNT_BEFORE.match(text, first.start, first.end)
    return tidy_item(text, Span(amount.end(), first.end)) if amount else None


@lru_cache(maxsize=4096)
def label(text: str, span: Span) -> Span | None:
    """The name at the head of an item ("Quality: the charter ..."); None where it has none."""
    inner = text[span.start : span.end]
    match = LABEL.match(inner) or _SHORT_SENTENCE.match(inner)
    if match is None or not _LETTERS.search(match["label"]):
        return None
    if len(match["label"].split()) > 8:
        return None
    found = tidy_item(
        text, Span(span.start + match.start("label"), span.start + match.end("label"))
    )
    bare = _without_tail(text[found.start : found.end])
    return Span(found.start, found.start + bare) if bare else found


@lru_cache(maxsize=4096)
def value(text: str, span: Span) -> Span | None:
    """What stands behind the name of an item ("Hart: find a hall"); None where nothing does."""
    match = LABEL.match(text[span.start : span.end])
    if match is None or not match["value"].strip():
        return None
    return whole(text, Span(span.start + match.start("value"), span.start + match.end("value")))


@lru_cache(maxsize=4096)
def name(text: str, span: Span) -> Span:
    """What stands before the first comma of an item, where that is a few words."""
    first = short(text, span)
    inner = text[first.start : first.end]
    head, comma, _ = inner.partition(",")
    is_name = bool(comma) and 0 < len(head.split()) <= MOST_NAME_WORDS
    return tidy_item(text, Span(first.start, first.start + len(head))) if is_name else first


@lru_cache(maxsize=4096)
def inside(text: str, span: Span) -> Span | None:
    """What stands in brackets behind an item: "KOE (Cologne)"."""
    match = _IN_BRACKETS.search(text[span.start : span.end])
    if match is None:
        return None
    return tidy_item(text, Span(span.start + match.start(1), span.start + match.end(1)))


@lru_cache(maxsize=4096)
def core(text: str, span: Span) -> Span | None:
    """An item without the preposition before it: "by a public appeal"."""
    first = short(text, span)
    match = _PREPOSITION.match(text[first.start : first.end])
    return Span(first.start + match.end(), first.end) if match else None


def _cores(text: str, items: Sequence[Span]) -> list[Span | None]:
    """The items without their prepositions, where two or more begin with one."""
    found = [core(text, item) for item in items]
    if sum(each is not None for each in found) < 2:
        return []
    return [each or short(text, item) for each, item in zip(found, items, strict=True)]


Cut = Callable[[str, Span], Span | None]
CUTS: Mapping[str, Cut] = {
    "short": short, "whole": unbracketed, "value": value, "name": name, "bare": bare,
    "inside": inside, "purpose": purpose,
}  # fmt: skip
MOSTLY = ("bare", "inside", "purpose")
"""Ways that hold only where all items but one can be cut so."""


def ways_to_cut(text: str, items: Sequence[Span]) -> Sequence[tuple[str, tuple[Span, ...]]]:
    """The items in each way in which they can be cut, ways that come to the same left out."""
    return _ways_to_cut(text, tuple(items))


@lru_cache(maxsize=8192)
def _ways_to_cut(text: str, items: tuple[Span, ...]) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    found: list[tuple[str, tuple[Span, ...]]] = []
    for way in (*CUTS, "core"):
        pieces = [CUTS[way](text, item) for item in items] if way in CUTS else _cores(text, items)
        kept = tuple(piece for piece in pieces if piece is not None and len(piece))
        least = len(items) - 1 if way in MOSTLY else 0.6 * len(items)
        if len(kept) >= max(2, least) and all(kept != known for _, known in found):
            found.append((_named(text, way, kept), kept))
    return tuple(found)


def _named(text: str, way: str, pieces: Sequence[Span]) -> str:
    """The name of a way; another where the preposition cut off is the "to" of an infinitive."""
    before = [text[max(0, piece.start - 4) : piece.start].split() for piece in pieces]
    return "infinitive" if way == "core" and all(b[-1:] == ["to"] for b in before) else way
