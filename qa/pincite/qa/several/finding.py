"""The listings near the passages that a question was matched with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pincite.corpus import BulletList, Document, Paragraph, Span, Table
from pincite.qa.enumerations import split_enumeration
from pincite.qa.evidence import Evidence
from pincite.qa.sentences import sentences_of, sentences_within
from pincite.qa.several import blocks
from pincite.qa.several.coordination import Coordination, coordinations
from pincite.qa.several.listing import Listing, extent
from pincite.qa.several.naming import is_beside_the_item, named_around
from pincite.qa.several.offices import is_one_person
from pincite.qa.several.rows import table_listings
from pincite.qa.several.searching import SearchedBlock, searched
from pincite.qa.span_edges import tidy

SPANS_SEARCHED = 8
AROUND_CHARS = 160
ANSWERING_SENTENCES = 2
"""Sentences behind a question in the text that are looked at with it."""
NEAR_SENTENCES = 2
"""Sentences of a passage that are looked at for being near the question in meaning."""


@dataclass(frozen=True, slots=True)
class ReadSpan:
    """A span of the reader at its place in a document."""

    document: Document
    span: Span
    margin: float
    below_best: float
    """Its score less that of the best span of its passage, at most 0."""
    order: int
    """0 for the best span of its passage."""
    rank: int


@dataclass(frozen=True, slots=True)
class NearSentence:
    """A sentence of a ranked passage at its place, and how near the question it is in meaning."""

    document: Document
    span: Span
    cosine: float
    rank: int


def read_spans(evidence: Evidence) -> list[ReadSpan]:
    """The reader's best spans of every passage read."""
    found = []
    for ranked, reading in zip(evidence.ranked, evidence.readings, strict=False):
        document = evidence.document(ranked.passage.document_id)
        for order, span in enumerate(reading.spans[:SPANS_SEARCHED]):
            located = ranked.passage.locate(span.start, span.end)
            if located is not None:
                margin = span.score - reading.null_score
                below = span.score - reading.spans[0].score
                found.append(ReadSpan(document, located, margin, below, order, ranked.rank))
    return found


def near_sentences(
    evidence: Evidence, blocks_searched: Sequence[SearchedBlock]
) -> list[NearSentence]:
    """The sentences of the passages searched with their cosines."""
    ranks = {*range(1, searched(evidence) + 1), *(block.rank for block in blocks_searched)}
    found = []
    for ranked in evidence.ranked:
        if ranked.rank not in ranks:
            continue
        document = evidence.document(ranked.passage.document_id)
        sentences = sentences_of(ranked.passage.text)
        for sentence, cosine in zip(sentences, ranked.candidate.sentence_cosines, strict=False):
            located = ranked.passage.locate(sentence.start, sentence.end)
            if located is not None:
                found.append(NearSentence(document, located, cosine, ranked.rank))
    return found


def listings(
    evidence: Evidence,
    blocks_searched: Sequence[SearchedBlock],
    read: Sequence[ReadSpan],
    near: Sequence[NearSentence],
    within: Sequence[ReadSpan] | None = None,
) -> Iterator[Listing]:
    """Every listing that may answer: read as one, set as one, or joined in a sentence.

    Where `within` is given, only those that one of its spans overlaps.
    """
    for listing in _listings(evidence, blocks_searched, read, near, within):
        document, items = listing.document, listing.items
        named = named_around(listing, evidence.parsed.text)
        if named is not None and not listing.extent.within(named):
            yield from _within_item(listing, named)
        elif is_beside_the_item(evidence, listing):
            continue
        elif _is_pointed_at(document, extent(items), within) and not is_one_person(
            [document.quote(item) for item in items]
        ):
            yield listing


def _within_item(listing: Listing, named: Span) -> Iterator[Listing]:
    """What one item of a listing enumerates behind its label, as a listing of its own."""
    parts = _split(listing.document, named)
    if len(parts) > 1:
        lead = listing.document.text[listing.at.start : named.start]
        announced = f"{listing.announced}\n{lead.rpartition(chr(10))[2]}"
        signs = {**listing.signs, "led_in": 1.0}
        yield replace(listing, items=parts, announced=announced, at=named, signs=signs)


def _listings(
    evidence: Evidence,
    blocks_searched: Sequence[SearchedBlock],
    read: Sequence[ReadSpan],
    near: Sequence[NearSentence],
    within: Sequence[ReadSpan] | None,
) -> Iterator[Listing]:
    yield from read_listings(read)
    for found in blocks_searched:
        document, position = found.document, found.position
        for find in (blocks.bullets, blocks.nested, blocks.sections, blocks.labelled, blocks.lines,
                     blocks.marked):  # fmt: skip
            yield from find(document, position, found.rank)
        block = document.blocks[position]
        if isinstance(block, Table) and _is_pointed_at(document, block.span, within):
            yield from table_listings(evidence, document, block, found.rank)
    highest = searched(evidence)
    yield from _in_sentences(read, [one for one in near if one.rank <= highest], within)


def _is_pointed_at(document: Document, span: Span, within: Sequence[ReadSpan] | None) -> bool:
    return within is None or any(
        each.document.source == document.source and each.span.overlaps(span) for each in within
    )


def read_listings(read: Sequence[ReadSpan]) -> Iterator[Listing]:
    """What the reader took as one answer and what falls into several things by its structure."""
    for each in read:
        items, kind = parts_of(each.document, each.span)
        if len(items) < 2:
            continue
        announced, around = _said_over(each.document, each.span)
        for whole in whole_lists(each.document, items) if kind == "bullets" else [items]:
            yield Listing(
                each.document, whole, announced, around, "read" if kind == "sentence" else kind,
                each.rank, each.span,
                {"whole_span": 1.0, "is_part": float(len(items) < len(whole))},
            )  # fmt: skip


def whole_lists(document: Document, items: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """All items of the list that some belong to, or of its group where it has several levels.

    Where a passage ends the reader sees no further, and takes the list's part for the whole. Items
    of several groups, each under a line of its own, are as many lists.
    """
    for block in document.blocks_over(items[0]):
        if isinstance(block, BulletList) and items[0] in block.items:
            groups = list(blocks.groups(document.text, block.items))
            held = [
                group for _, group in groups or [(None, block.items)] if set(items) <= set(group)
            ]
            if not held and blocks.has_announced_groups(document.text, block.items):
                below = [group for parent, group in groups if parent is not None]
                held = [group for group in below if len(set(items) & set(group)) > 1]
                return held or [items]
            return [min(held, key=len, default=items)]
    return [items]


def _said_over(document: Document, span: Span) -> tuple[str, str]:
    """What announces a span, and what stands around it: its headings, lead-in or sentence."""
    position = next(iter(document.positions_over(span)), None)
    if position is None:
        return "", document.title
    block = document.blocks[position]
    heading = block.path[-1] if block.path else ""
    if isinstance(block, BulletList):
        above = blocks.lead_in_of(document, position)
        said = document.quote(above) if above else ""
    else:
        start = max(block.span.start, span.start - AROUND_CHARS)
        said = document.quote(Span(start, max(start, span.start)))
    return f"{heading}\n{said}", " ".join((document.title, *block.path, said))


def parts_of(document: Document, span: Span) -> tuple[tuple[Span, ...], str]:
    """The several things that a span covers, uncut, and what they are: "bullets" or "sentence"."""
    for block in document.blocks_over(span):
        if isinstance(block, BulletList):
            held = tuple(item for item in block.items if _covers(span, item))
            if len(held) > 1:
                return held, "bullets"
            is_inside = any(span.within(item) for item in block.items)
            return (_split(document, span) if is_inside else ()), "sentence"
        if isinstance(block, Paragraph) and span.within(block.span):
            return _split(document, span), "sentence"
        if isinstance(block, Table) and span.within(block.span) and "," in document.quote(span):
            return _split(document, span), "sentence"
    return (), ""


def _split(document: Document, span: Span) -> tuple[Span, ...]:
    items = split_enumeration(document.text, tidy(document.text, span))
    return tuple(item for item in items if len(item))


def _covers(span: Span, item: Span) -> bool:
    """Whether a span covers an item for the most part."""
    return 2 * (min(span.end, item.end) - max(span.start, item.start)) > len(item)


def _in_sentences(
    read: Sequence[ReadSpan], near: Sequence[NearSentence], within: Sequence[ReadSpan] | None
) -> Iterator[Listing]:
    """The enumerations of the sentences that the reader or the question's meaning points at."""
    ranks: dict[tuple[str, Span], tuple[Document, int]] = {}
    for document, span, rank in _pointed_at(read, near):
        for sentence in _sentences(document, span):
            ranks.setdefault((document.document_id, sentence), (document, rank))
    for (_, sentence), (document, rank) in ranks.items():
        if _is_pointed_at(document, sentence, within):
            path = next((block.path for block in document.blocks_over(sentence)), ())
            around = " ".join((document.title, *path, document.quote(sentence)))
            for one in coordinations(document.text, sentence):
                announced = _announced(document.text, sentence, one, path)
                yield Listing(
                    document, one.items, announced, around, "sentence", rank, sentence, _signs(one)
                )


def _pointed_at(
    read: Sequence[ReadSpan], near: Sequence[NearSentence]
) -> Iterator[tuple[Document, Span, int]]:
    for each in read:
        yield each.document, each.span, each.rank
    by_rank: dict[int, list[NearSentence]] = {}
    for one in near:
        by_rank.setdefault(one.rank, []).append(one)
    for sentences in by_rank.values():
        order = sorted(range(len(sentences)), key=lambda at: -sentences[at].cosine)
        for at in order[:NEAR_SENTENCES]:
            asks = sentences[at].document.text[: sentences[at].span.end].endswith("?")
            for near_by in sentences[at : at + 1 + ANSWERING_SENTENCES * asks]:
                yield near_by.document, near_by.span, near_by.rank


def _sentences(document: Document, span: Span) -> list[Span]:
    """The sentences of running text or list items that a span overlaps."""
    block = next(iter(document.blocks_over(span)), None)
    held = (
        (block.span,)
        if isinstance(block, Paragraph)
        else [item for item in block.items if item.overlaps(span)]
        if isinstance(block, BulletList)
        else ()
    )
    return [
        sentence
        for each in held
        for sentence in sentences_within(document.text, each)
        if sentence.overlaps(span)
    ][:3]


def _announced(text: str, sentence: Span, one: Coordination, path: tuple[str, ...]) -> str:
    """The heading above a sentence and what it says before and behind the things it joins."""
    before = text[sentence.start : one.items[0].start]
    return f"{path[-1] if path else ''}\n{before}\n{text[one.items[-1].end : sentence.end]}"


def _signs(one: Coordination) -> dict[str, float]:
    return {
        "alike": one.alike,
        "opens_edge": float(one.opening == "edge"),
        "opens_word": float(one.opening == "word"),
        "opens_none": float(one.opening == "none"),
        "is_cut": float(one.is_cut),
        "is_linked": float(one.is_linked),
        "by_semicolons": float(one.by_semicolons),
    }
