"""The enumerations of a sentence: what is joined by commas and "and", and where it begins."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from pincite.corpus import Span

_MARK = re.compile(
    r"\s*;\s*(?:(?:and|or|but)\s+)?|\s+(?:and|or)\s*,\s+|"
    r"\s*,\s*(?:and|or|as well as|plus|nor|but also)\s+|,\s+|"
    r"\s+(?:and|or|as well as|along with|plus|nor|but also)\s+|\s+&\s+(?=(?-i:[a-z]))|"
    r"(?P<edge>:\s+|\s+[–—]\s+|\s+-\s+)",
    re.IGNORECASE,
)
_LINK = re.compile(r"\b(?:and|or|as well as|along with|plus|nor|but also)\b|&", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_KINDS = (
    ("indefinite", r"(?:an?|one|some|any|no|another)$"),
    ("definite", r"(?:the|this|that|these|those|all|every|each|both)$"),
    ("possessive", r"(?:its|his|her|their|my|our|your)$"),
    ("number", r"[$€£]?\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|some)$"),
    ("to", r"to$"),
    ("preposition", r"(?:in|on|at|from|by|for|with|under|through|after|before|during|of|without|"
                    r"between|over|against|into)$"),
    ("clause", r"(?:if|because|when|that|whether|who|which|what|how|where|while|why|since)$"),
    ("verb", r"(?:is|are|was|were|be|been|has|have|had|can|may|must|will|would|should|do|does|"
             r"did|not|never)$"),
    ("pronoun", r"(?:he|she|it|you|they|we|i)$"),
    ("quote", r"[\"“‘«]"),
)  # fmt: skip
_KIND = re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in _KINDS), re.IGNORECASE)
_OPENER = re.compile(
    r"(?:is|are|was|were|be|been|being|of|in|from|with|at|by|for|under|between|among|to|into|on|"
    r"as|has|have|had|like|than|through|via|including|include|includes|included|namely|both|"
    r"either|neither|not|that|may|must|can|should|will|without|against|after|before|about|and|or|"
    r"but|also|then|only|(?:.{3,}(?:s|ed|ing)))$",
    re.IGNORECASE,
)
_CLOSER = re.compile(
    r"\s+(?:who|which|that|where|when|while|because|since|if|so|but|than|though|"
    r"is|are|was|were|will|can|could|may|must|has|have|had|does|do|did|"
    r"in|at|from|for|to|with|by|on|under|during|until|before|after|as|into|through|without|"
    r"together|all|both|respectively|instead|alone|only)\b|\s*[\[(]|\.\s",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?:(?:for|of|in|on|at|to|from|with|by) )?(?:which|who|whom|whose|where)\b", re.IGNORECASE
)
MOST_STARTS, MOST_ENDS = 3, 2
MOST_ITEMS = 15
ALIKE_FROM = 0.34
"""Share of alike items that an enumeration of four or more has at least."""
LONGEST_ITEM = 200
MOST_WORDS_BEFORE = 14


@dataclass(frozen=True, slots=True)
class Coordination:
    """Several things that a sentence joins, and how well they go together."""

    items: tuple[Span, ...]
    alike: float
    """Share of the items that begin with the same kind of word."""
    opening: str
    """What stands before the first: "start", "edge" (a colon or dash), "word" or "none"."""
    is_cut: bool
    """Whether the last item ends before its clause does."""
    is_linked: bool
    """Whether "and" or "or" joins the last one."""
    by_semicolons: bool = False


@dataclass(frozen=True, slots=True)
class _Chunk:
    span: Span
    mark: str
    """What stands before it: "", ",", ";", "link" or "edge"."""


@lru_cache(maxsize=4096)
def coordinations(text: str, sentence: Span) -> tuple[Coordination, ...]:
    """The enumerations that a sentence may hold, in every way in which they can be bounded.

    >>> text = "The fee covers heating, hot water and a parking space in the yard."
    >>> found = coordinations(text, Span(0, len(text)))
    >>> [text[i.start:i.end] for i in found[0].items]
    ['heating', 'hot water', 'a parking space in the yard']
    """
    found: dict[tuple[Span, ...], Coordination] = {}
    chunks = _chunks(text, sentence)
    for region in _regions(chunks):
        for run, by_semicolons in _runs(text, region):
            for one in _bounded(text, run, by_semicolons):
                found.setdefault(one.items, one)
    return tuple(found.values())


def _chunks(text: str, sentence: Span) -> list[_Chunk]:
    """The stretches between commas, links and edges that stand outside brackets and quotes."""
    depths = _depths(text, sentence)
    chunks: list[_Chunk] = []
    begin, mark = sentence.start, ""
    for match in _MARK.finditer(text, sentence.start, sentence.end):
        if depths[match.start() - sentence.start] or match.start() <= begin:
            continue
        chunks.append(_Chunk(_trim(text, begin, match.start()), mark))
        begin, mark = match.end(), _mark_of(match)
    chunks.append(_Chunk(_trim(text, begin, sentence.end), mark))
    return [chunk for chunk in chunks if len(chunk.span)]


def _mark_of(match: re.Match[str]) -> str:
    if match["edge"]:
        return "edge"
    if ";" in match.group():
        return ";"
    return "link" if _LINK.search(match.group()) else ","


def _depths(text: str, within: Span) -> list[int]:
    """For each character how many brackets and quotes it stands in."""
    depths, depth, quoted = [], 0, False
    has_pairs = text.count('"', within.start, within.end) % 2 == 0
    for character in text[within.start : within.end]:
        quoted ^= has_pairs and character == '"'
        depth += character in "([{“"
        depths.append(depth + quoted)
        depth = max(0, depth - (character in ")]}”"))
    return depths


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in ",;:.*_•"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:*_.!?"):
        end -= 1
    return Span(start, max(start, end))


def _regions(chunks: Sequence[_Chunk]) -> Iterator[list[_Chunk]]:
    """The chunks between colons and dashes."""
    region: list[_Chunk] = []
    for chunk in chunks:
        if chunk.mark == "edge" and region:
            yield region
            region = []
        region.append(chunk)
    if region:
        yield region


def _runs(text: str, region: Sequence[_Chunk]) -> Iterator[tuple[list[Span], bool]]:
    """Runs of chunks that may be one enumeration, and whether semicolons part them."""
    by_semicolons = _joined(region, {";"})
    if len(by_semicolons) > 1:
        yield by_semicolons, True
    inner: list[_Chunk] = []
    for chunk in region:
        if chunk.mark == ";":
            yield from ((run, False) for run in _comma_runs(inner))
            inner = []
        inner.append(chunk)
    yield from ((run, False) for run in _comma_runs(inner))
    plain = _without_relatives(text, region)
    if len(plain) < len(region):
        yield from ((run, False) for run in _comma_runs(plain))


def _without_relatives(text: str, region: Sequence[_Chunk]) -> list[_Chunk]:
    """The chunks without relative clauses: "the frame, which he built in 1851, and the press"."""
    kept: list[_Chunk] = []
    is_aside = False
    for chunk in region:
        begins = _RELATIVE.match(text, chunk.span.start, chunk.span.end) is not None
        is_aside = bool(kept) and (begins or (is_aside and chunk.mark == ","))
        if not is_aside:
            kept.append(chunk)
    return kept


def _joined(region: Sequence[_Chunk], marks: set[str]) -> list[Span]:
    """The stretches between the given marks."""
    spans: list[Span] = []
    for chunk in region:
        if not spans or chunk.mark in marks:
            spans.append(chunk.span)
        else:
            spans[-1] = Span(spans[-1].start, chunk.span.end)
    return spans


def _comma_runs(chunks: Sequence[_Chunk]) -> Iterator[list[Span]]:
    """Every stretch "A, B and C", and stretches of commas alone where they are all there is."""
    begin = 0
    for place, chunk in enumerate(chunks):
        if chunk.mark != "link":
            continue
        begin = max(begin, place - MOST_ITEMS)
        for first in range(begin, place):
            yield [one.span for one in chunks[first : place + 1]]
        if place + 1 < len(chunks) and chunks[place + 1].mark == "link" and begin + 1 < place:
            joined = Span(chunk.span.start, chunks[place + 1].span.end)
            for first in range(begin, place - 1):
                yield [*(one.span for one in chunks[first:place]), joined]
        if place + 1 < len(chunks) and chunks[place + 1].mark == ",":
            for first in range(begin, place):
                yield _without_aside(chunks, first, place)
        begin = place
    is_chain = sum(chunk.mark == "link" for chunk in chunks) > 1
    if is_chain:
        yield _joined(chunks, {"link"})
        yield _joined(chunks, {",", "link"})
    if len(chunks) > 2 and all(chunk.mark == "," for chunk in chunks[begin + 1 :]):
        for first in range(max(begin, len(chunks) - MOST_ITEMS), max(begin + 1, len(chunks) - 2)):
            yield [one.span for one in chunks[first:]]


def _without_aside(chunks: Sequence[_Chunk], first: int, place: int) -> list[Span]:
    """The run without what is put in behind "and": "bread and, since 2014, cakes"."""
    return [*(one.span for one in chunks[first:place]), chunks[place + 1].span]


def _bounded(text: str, run: Sequence[Span], by_semicolons: bool) -> Iterator[Coordination]:
    """The run with its first item begun and its last one ended in each likely way."""
    if not 2 <= len(run) <= MOST_ITEMS or any(len(item) > LONGEST_ITEM for item in run[1:-1]):
        return
    if len(run) > 3 and _alike(text, run[1:]) < ALIKE_FROM:
        return
    is_linked = _LINK.search(text, run[-2].end, run[-1].start) is not None
    for start, opening in _starts(text, run):
        for end, is_cut in _ends(text, run):
            first, last = Span(start, run[0].end), Span(run[-1].start, end)
            items = (first, *run[1:-1], last)
            if all(0 < len(item) <= LONGEST_ITEM for item in items):
                yield Coordination(
                    items, _alike(text, items), opening, is_cut, is_linked, by_semicolons
                )


def _starts(text: str, run: Sequence[Span]) -> list[tuple[int, str]]:
    """Where the first item may begin, likeliest first, and what stands before it."""
    words = list(_WORD.finditer(text, run[0].start, run[0].end))[-MOST_WORDS_BEFORE:]
    others = [kind_of(text, item) for item in run[1:]]
    usual = Counter(others).most_common(1)[0][0]
    length = median(len(text[item.start : item.end].split()) for item in run[1:])
    weighed: list[tuple[float, int, str]] = []
    for place, word in enumerate(words):
        is_start = word.start() == run[0].start
        opens = place > 0 and _OPENER.match(words[place - 1].group().strip(",;")) is not None
        kind = kind_of(text, Span(word.start(), run[0].end))
        is_name = kind == "capital" and place > 0 and words[place - 1].group().islower()
        weight = 3.0 * agree(kind, usual)
        weight += 1.5 * opens + 1.0 * is_start + 1.0 * is_name
        weight -= 0.3 * abs(len(words) - place - length)
        if is_start or opens or is_name or weight > 2.5:
            weighed.append((weight, word.start(), _opening(is_start, opens, text, run[0].start)))
    weighed.sort(key=lambda each: (-each[0], -each[1]))
    return [(at, opening) for _, at, opening in weighed[:MOST_STARTS]]


def agree(one: str, other: str) -> float:
    """How well two kinds of first words go together, 0..1."""
    if one == other:
        return 1.0
    return 0.8 if {one, other} <= {"plain", "ing", "ed"} else 0.0


def _opening(is_start: bool, opens: bool, text: str, at: int) -> str:
    if not is_start:
        return "word" if opens else "none"
    before = text[max(0, at - 3) : at].strip()
    return "edge" if before and before[-1] in ":–—-" else "start"


def _ends(text: str, run: Sequence[Span]) -> list[tuple[int, bool]]:
    """Where the last item may end: with its clause, and before what may no longer belong to it."""
    last = run[-1]
    found = [(last.end, False)]
    for match in _CLOSER.finditer(text, last.start, last.end):
        if match.start() > last.start and len(found) < MOST_ENDS:
            found.append((match.start(), True))
    return found


def _alike(text: str, items: Sequence[Span]) -> float:
    kinds = Counter(kind_of(text, item) for item in items)
    return kinds.most_common(1)[0][1] / len(items)


def kind_of(text: str, span: Span) -> str:
    """The kind of word that a stretch begins with."""
    match = _WORD.match(text, span.start, span.end)
    return _kind(match.group().strip(",;.") if match else "")


@lru_cache(maxsize=8192)
def _kind(word: str) -> str:
    if known := _KIND.match(word):
        return str(known.lastgroup)
    if word[:1].isupper():
        return "capital"
    for ending in ("ing", "ed"):
        if len(word) > 4 and word.endswith(ending):
            return ending
    return "plain"
