"""The listings near the passages that a question was matched with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pincite.corpus import BulletList, Document, Paragraph, Span, Table
from pincite.qa.enumerations import split_enumeration
from pincite.qa.evidence import Evidence
from pincite.qa.sentences import sentences_of, sentences_within
from pincite.qa.several import blocks
from pincite.qa.several.coordination import Coordination, coordinations
from pincite.qa.several.listing import Listing, extent
from pincite.qa.several.rows import table_listings
from pincite.qa.span_edges import tidy

PASSAGES_SEARCHED = 12
SPANS_SEARCHED = 8
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


def searched(evidence: Evidence) -> int:
    """How many passages are searched: those read, and more where several things are asked for."""
    return PASSAGES_SEARCHED if evidence.parsed.asking.named else len(evidence.readings)


def near_sentences(evidence: Evidence) -> list[NearSentence]:
    """The sentences of the passages searched with their cosines."""
    found = []
    for ranked in evidence.ranked[: searched(evidence)]:
        document = evidence.document(ranked.passage.document_id)
        sentences = sentences_of(ranked.passage.text)
        for sentence, cosine in zip(sentences, ranked.candidate.sentence_cosines, strict=False):
            located = ranked.passage.locate(sentence.start, sentence.end)
            if located is not None:
                found.append(NearSentence(document, located, cosine, ranked.rank))
    return found


def listings(
    evidence: Evidence,
    read: Sequence[ReadSpan],
    near: Sequence[NearSentence],
    within: Sequence[ReadSpan] | None = None,
) -> Iterator[Listing]:
    """Every listing that may answer: read as one, set as one, or joined in a sentence.

    Where `within` is given, only those that one of its spans overlaps.
    """
    for listing in _listings(evidence, read, near, within):
        if _is_pointed_at(listing.document, extent(listing.items), within):
            yield listing


def _listings(
    evidence: Evidence,
    read: Sequence[ReadSpan],
    near: Sequence[NearSentence],
    within: Sequence[ReadSpan] | None,
) -> Iterator[Listing]:
    yield from read_listings(read)
    seen: set[tuple[str, int]] = set()
    for ranked in evidence.ranked[: searched(evidence)]:
        document = evidence.document(ranked.passage.document_id)
        for position in document.positions_over(ranked.passage.span):
            place, block = (document.document_id, position), document.blocks[position]
            if place in seen:
                continue
            seen.add(place)
            for find in (blocks.bullets, blocks.sections, blocks.labelled, blocks.lines,
                         blocks.marked):  # fmt: skip
                yield from find(document, position, ranked.rank)
            if isinstance(block, Table) and _is_pointed_at(document, block.span, within):
                yield from table_listings(evidence, document, block, ranked.rank)
    yield from _in_sentences(read, near, within)


def _is_pointed_at(document: Document, span: Span, within: Sequence[ReadSpan] | None) -> bool:
    return within is None or any(
        each.document.source == document.source and each.span.overlaps(span) for each in within
    )


def read_listings(read: Sequence[ReadSpan]) -> Iterator[Listing]:
    """What the reader took as one answer and what falls into several things by its structure."""
    for each in read:
        items, kind = parts_of(each.document, each.span)
        if len(items) > 1:
            is_part = kind == "bullets" and not _is_all(each.document, items)
            yield Listing(
                each.document, items, "", "", "read" if kind == "sentence" else kind, each.rank,
                each.span, {"whole_span": 1.0, "is_part": float(is_part)},
            )  # fmt: skip


def _is_all(document: Document, items: tuple[Span, ...]) -> bool:
    """Whether the items are all that their list holds."""
    blocks = document.blocks_over(extent(items))
    return any(isinstance(block, BulletList) and block.items == items for block in blocks)


def parts_of(document: Document, span: Span) -> tuple[tuple[Span, ...], str]:
    """The several things that a span covers, uncut, and what they are: "bullets" or "sentence"."""
    for block in document.blocks_over(span):
        if isinstance(block, BulletList):
            held = tuple(item for item in block.items if _covers(span, item))
            if len(held) > 1:
                return held, "bullets"
            return _split(document, span), "sentence"
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
        for one in sorted(sentences, key=lambda one: -one.cosine)[:NEAR_SENTENCES]:
            yield one.document, one.span, one.rank


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
