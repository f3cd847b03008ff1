"""Answers that are several things: a bulleted list, an enumeration, the headings of sections."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pincite.corpus import Block, BulletList, Document, Heading, Paragraph, Span, Table
from pincite.corpus.sentences import sentence_spans
from pincite.qa.confidence import Logistic
from pincite.qa.enumerations import enumeration_around, split_enumeration
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.span_edges import tidy
from pincite.qa.spans import best_inside, coverage_of
from pincite.qa.words import stem, stems

LIST_FEATURES = (
    "best_span", "rank", "lead_in", "lead_in_head", "around", "count_fits", "count_differs",
    "is_enumeration", "is_headings", "is_column", "whole_span", "wants_list", "read_as_one",
    "read_margin", "read_first", "is_read", "words",
)  # fmt: skip
_COUNTS = {
    word: number
    for number, word in enumerate("two three four five six seven eight nine ten".split(), start=2)
}
_LABEL = re.compile(r"^(?:\*\*|__)?([^\n:*_]{2,60}?)(?:\*\*|__)?(?::(?:\*\*|__)?\s|\s[–—]\s)(?=\S)")
_TOTAL = re.compile(r"(?:grand |sub)?(?:total|sum|all|average|mean)\b", re.IGNORECASE)
PASSAGES_SEARCHED = 8
SPANS_SEARCHED = 3
SAME_EXTENT = 0.6
"""Shared characters over all characters of two stretches, from which on they are the same."""
UNREAD = -8.0
LONGEST_COLUMN = 40
"""Rows; the keys of a longer table are no answer to a question for several things."""


@dataclass(frozen=True, slots=True)
class _Listing:
    """Several things that stand together in a document."""

    document: Document
    items: tuple[Span, ...]
    announced: str
    """The words that say what is listed: lead-in, sentence or heading."""
    around: str
    kind: str
    rank: int
    best_span: float
    """Probability of the reader's best span in it, 0 where it found none there."""
    whole_span: bool = False
    """Whether one of the reader's spans covers all the items."""

    @property
    def extent(self) -> Span:
        """From the first item to the last."""
        return Span(min(item.start for item in self.items), max(item.end for item in self.items))


@dataclass(frozen=True, slots=True)
class _Read:
    """A span of the reader at its place in a document."""

    document: Document
    span: Span
    margin: float
    order: int
    """0 for the best span of its passage."""
    rank: int


def propose_lists(evidence: Evidence, spans: Sequence[Proposal], model: Logistic) -> list[Proposal]:
    """The listings near the best passages as proposals, likeliest first.

    For a question that does not ask for several things by its words, only those that the reader
    itself took as a whole.
    """
    proposals: dict[tuple[str, tuple[Span, ...]], Proposal] = {}
    for proposal, features in found_lists(evidence, spans):
        weighed = replace(proposal, probability=model.probability(features))
        known = tuple(place.span for place in proposal.places)
        key = (proposal.places[0].document_id, known)
        if key not in proposals or proposals[key].probability < weighed.probability:
            proposals[key] = weighed
    return sorted(proposals.values(), key=lambda proposal: -proposal.probability)


def found_lists(
    evidence: Evidence, spans: Sequence[Proposal]
) -> Iterator[tuple[Proposal, list[float]]]:
    """Every listing near the best passages, and what its probability is worked out from."""
    read = list(_read_spans(evidence))
    for listing in (*_read_listings(read), *_listings(evidence, spans)):
        same = [each for each in read if _is_same(each, listing)]
        if evidence.parsed.wants_list or _is_told_as_list(listing, same):
            yield _proposal(listing, 0.0), _features(evidence, listing, same)


def _is_told_as_list(listing: _Listing, same: Sequence[_Read]) -> bool:
    """Whether a listing answers a question that does not ask for several things by its words.

    Two clauses of one sentence are no list: a list is set as one, or has three parts.
    """
    is_first = any(each.order == 0 for each in same)
    return is_first and (listing.kind == "bullets" or len(listing.items) > 2)


def _read_spans(evidence: Evidence) -> Iterator[_Read]:
    for ranked, reading in zip(evidence.ranked, evidence.readings, strict=False):
        document = evidence.document(ranked.passage.document_id)
        for order, span in enumerate(reading.spans[:SPANS_SEARCHED]):
            located = ranked.passage.locate(span.start, span.end)
            if located is not None:
                margin = span.score - reading.null_score
                yield _Read(document, located, margin, order, ranked.rank)


def _is_same(read: _Read, listing: _Listing) -> bool:
    """Whether the reader's span is the stretch of a listing."""
    one, other = read.span, listing.extent
    if read.document.document_id != listing.document.document_id or not one.overlaps(other):
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= SAME_EXTENT * (max(one.end, other.end) - min(one.start, other.start))


def _read_listings(read: Sequence[_Read]) -> Iterator[_Listing]:
    """What the reader took as one answer and what falls into several things by its structure."""
    for each in read:
        items = items_within(each.document, each.span)
        if len(items) > 1:
            yield _Listing(
                each.document, items, announced="", around="", kind="read", rank=each.rank,
                best_span=0.0, whole_span=True,
            )  # fmt: skip


def items_within(document: Document, span: Span) -> tuple[Span, ...]:
    """The several things that a span covers: items of a list, else parts of an enumeration."""
    for block in document.blocks:
        if isinstance(block, BulletList) and block.span.overlaps(span):
            held = [item for item in block.items if _covers(span, item)]
            return tuple(tidy_item(document.text, _label(document.text, item)) for item in held)
        if isinstance(block, Paragraph) and span.within(block.span):
            return tuple(
                tidy(document.text, item) for item in split_enumeration(document.text, span)
            )
    return ()


def _covers(span: Span, item: Span) -> bool:
    """Whether a span covers an item for the most part."""
    return 2 * (min(span.end, item.end) - max(span.start, item.start)) > len(item)


def _proposal(listing: _Listing, probability: float) -> Proposal:
    document = listing.document
    items = tuple(document.quote(item) for item in listing.items)
    return Proposal(
        text=together(document, listing.items),
        places=tuple(Place(document.document_id, item) for item in listing.items),
        probability=probability,
        rank=listing.rank,
        origin="list",
        items=items,
    )


def together(document: Document, items: Sequence[Span]) -> str:
    """The shortest stretch that holds all items if within 500 characters, else them joined."""
    start, end = min(item.start for item in items), max(item.end for item in items)
    if end - start <= 500:
        return document.quote(Span(start, end))
    return "; ".join(document.quote(item) for item in items)


def _listings(evidence: Evidence, spans: Sequence[Proposal]) -> Iterator[_Listing]:
    yield from _enumerations(evidence, spans)
    seen: set[tuple[str, int]] = set()
    for ranked in evidence.ranked[:PASSAGES_SEARCHED]:
        document = evidence.document(ranked.passage.document_id)
        for position, block in enumerate(document.blocks):
            if not _touches(block, ranked.passage.span) or (document.source, position) in seen:
                continue
            seen.add((document.source, position))
            if isinstance(block, BulletList) and len(block.items) > 1:
                yield _bullets(document, block, ranked.rank, spans)
            if isinstance(block, Table):
                yield from _columns(document, block, ranked.rank, spans)
            if isinstance(block, Heading):
                yield from _sections(document, position, ranked.rank)
            if isinstance(block, Paragraph):
                yield from _labelled(document, position, ranked.rank, spans)


def _touches(block: Block, span: Span) -> bool:
    return block.span.overlaps(span)


def _bullets(
    document: Document, block: BulletList, rank: int, spans: Sequence[Proposal]
) -> _Listing:
    labels = [_label(document.text, item) for item in block.items]
    items = tuple(tidy_item(document.text, label) for label in labels)
    heading = block.path[-1] if block.path else ""
    lead_in = document.quote(block.lead_in) if block.lead_in else ""
    return _Listing(
        document,
        items,
        announced=f"{heading}\n{lead_in}",
        around=" ".join((document.title, *block.path, lead_in)),
        kind="bullets",
        rank=rank,
        best_span=best_inside(document, block.span, spans),
    )


def tidy_item(text: str, span: Span) -> Span:
    """An item without bullets, closing full stop or linking "and" at its ends."""
    tidied = tidy(text, span)
    match = re.search(r"(?:[,;]\s*(?:and|or)|[,;.])\s*$", text[tidied.start : tidied.end])
    return Span(tidied.start, tidied.start + match.start()) if match and match.start() else tidied


def _label(text: str, item: Span) -> Span:
    """The name at the head of an item ("Quality: the charter ..."), else the whole item."""
    match = _LABEL.match(text[item.start : item.end])
    if match is None:
        return item
    return Span(item.start + match.start(1), item.start + match.end(1))


def _sections(document: Document, position: int, rank: int) -> Iterator[_Listing]:
    """The headings one level below a heading, as a listing announced by it."""
    top = document.blocks[position]
    if not isinstance(top, Heading):
        return
    below: list[Span] = []
    for block in document.blocks[position + 1 :]:
        if isinstance(block, Heading):
            if block.level <= top.level:
                break
            if len(block.path) == len(top.path) + 1:
                below.append(_without_number(document.text, block.span))
    if len(below) > 1:
        title = document.quote(top.span)
        yield _Listing(
            document, tuple(below), title, " ".join((document.title, *top.path, title)),
            "headings", rank, 0.0,
        )  # fmt: skip


def _columns(
    document: Document, table: Table, rank: int, spans: Sequence[Proposal]
) -> Iterator[_Listing]:
    """The keys of a table's rows, as a listing announced by the name of their column."""
    keys = [row[0].span for row in table.rows[:LONGEST_COLUMN] if row and len(row[0].span)]
    keys = [key for key in keys if not _TOTAL.match(document.quote(key).strip("*_ "))]
    if len(keys) > 1 and len(table.rows) <= LONGEST_COLUMN:
        name = document.quote(table.header[0].span) if table.header else ""
        caption = document.quote(table.caption) if table.caption else ""
        heading = table.path[-1] if table.path else ""
        yield _Listing(
            document,
            tuple(tidy(document.text, key) for key in keys),
            announced=f"{heading}\n{caption}\n{name}",
            around=" ".join((document.title, *table.path, caption, name)),
            kind="column",
            rank=rank,
            best_span=best_inside(document, Span(keys[0].start, keys[-1].end), spans),
        )


def _labelled(
    document: Document, position: int, rank: int, spans: Sequence[Proposal]
) -> Iterator[_Listing]:
    """Neighbouring paragraphs that each begin with a label ("Cost saving: ..."), as a listing."""
    path = document.blocks[position].path
    run: list[Paragraph] = []
    for block in document.blocks[max(0, position - 12) : position + 12]:
        if isinstance(block, Paragraph) and block.path == path and _has_label(document, block):
            run.append(block)
        elif block.span.start > document.blocks[position].span.start:
            break
        elif run and not (isinstance(block, Paragraph) and block.path == path):
            run = []
    if len(run) > 1 and document.blocks[position] in run:
        heading = path[-1] if path else ""
        yield _Listing(
            document,
            tuple(tidy_item(document.text, _label(document.text, block.span)) for block in run),
            announced=heading,
            around=" ".join((document.title, *path)),
            kind="bullets",
            rank=rank,
            best_span=max(best_inside(document, block.span, spans) for block in run),
        )


def _has_label(document: Document, paragraph: Paragraph) -> bool:
    return _LABEL.match(document.quote(paragraph.span)) is not None


def _without_number(text: str, span: Span) -> Span:
    match = re.match(r"\s*(?:\d+(?:\.\d+)*[.)]?|[A-Za-z][.)])\s+", text[span.start : span.end])
    return Span(span.start + match.end(), span.end) if match else span


def _enumerations(evidence: Evidence, spans: Sequence[Proposal]) -> Iterator[_Listing]:
    by_sentence: dict[tuple[str, Span], list[Proposal]] = {}
    for proposal in spans:
        place = proposal.places[0]
        document = evidence.document(place.document_id)
        sentence = _sentence(document, place.span)
        if sentence is not None:
            by_sentence.setdefault((place.document_id, sentence), []).append(proposal)
    for (document_id, sentence), inside in by_sentence.items():
        document = evidence.document(document_id)
        near = [proposal.places[0].span for proposal in inside]
        items = enumeration_around(document.text, sentence, near)
        whole = split_enumeration(document.text, near[0])
        if len(whole) > 1:
            items = whole
        if len(items) < 2:
            continue
        announced = document.quote(Span(sentence.start, max(items[0].start, sentence.start)))
        yield _Listing(
            document,
            tuple(tidy(document.text, item) for item in items),
            announced=announced,
            around=" ".join((document.title, document.quote(sentence))),
            kind="enumeration",
            rank=inside[0].rank,
            best_span=inside[0].probability,
            whole_span=len(whole) > 1,
        )


def _sentence(document: Document, span: Span) -> Span | None:
    for block in document.blocks:
        within: Span | None = None
        if isinstance(block, Paragraph) and span.within(block.span):
            within = block.span
        elif isinstance(block, BulletList):
            within = next((item for item in block.items if span.within(item)), None)
        if within is not None:
            return next(
                (one for one in sentence_spans(document.text, within) if span.within(one)), None
            )
    return None


def _features(evidence: Evidence, listing: _Listing, same: Sequence[_Read]) -> list[float]:
    wanted = _wanted_count(evidence.parsed.text)
    announced = coverage_of(evidence, stems(listing.announced))
    return [
        listing.best_span,
        1.0 / listing.rank,
        announced,
        float(bool(_asked_noun(evidence.parsed.text) & stems(listing.announced))),
        coverage_of(evidence, stems(listing.around)),
        float(wanted == len(listing.items)),
        float(wanted is not None and wanted != len(listing.items)),
        float(listing.kind == "enumeration"),
        float(listing.kind == "headings"),
        float(listing.kind == "column"),
        float(listing.whole_span),
        float(evidence.parsed.wants_list),
        float(bool(same)),
        max((max(UNREAD, min(-UNREAD, each.margin)) for each in same), default=UNREAD),
        float(any(each.order == 0 for each in same)),
        float(listing.kind == "read"),
        sum(len(listing.document.quote(item).split()) for item in listing.items)
        / (4 * len(listing.items)),
    ]


def _wanted_count(question: str) -> int | None:
    for word in re.findall(r"[a-z]+|\d+", question.casefold()):
        if word in _COUNTS:
            return _COUNTS[word]
        if word.isdigit() and 2 <= int(word) <= 20:
            return int(word)
    return None


def _asked_noun(question: str) -> set[str]:
    """The stems of the plural noun that the question asks for ("which brands ...")."""
    match = re.search(
        r"\b(?:which|what|list|name|enumerate|mention)\b(?:\s+(?:are|were|is|all|of|the|me|its|their|\d+))*\s+"
        r"((?:[\w-]+\s+){0,3}?[\w-]+s)\b",
        question,
        re.IGNORECASE,
    )
    return {stem(match.group(1).split()[-1])} if match else set()
