"""Answers that are several things: a bulleted list, an enumeration, the headings of sections."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pincite.corpus import Document, Span
from pincite.qa.confidence import Logistic
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.several.cutting import name, short, ways_to_cut
from pincite.qa.several.finding import ReadSpan, listings, near_sentences, parts_of, read_spans
from pincite.qa.several.listing import Listing, extent
from pincite.qa.several.searching import searched_blocks
from pincite.qa.several.weighing import (
    LIST_FEATURES,
    cut_features,
    is_same,
    listing_features,
    seen,
)
from pincite.qa.span_edges import tidy

__all__ = ["LIST_FEATURES", "found_lists", "items_within", "propose_lists", "together"]

LONGEST_TOGETHER = 500


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
    asking = evidence.parsed.asking
    held, read = list(searched_blocks(evidence)), read_spans(evidence)
    near = near_sentences(evidence, held)
    known = seen(evidence, spans, read, near)
    asks = asking.named or asking.is_open
    for listing in listings(evidence, held, read, near):
        if not asks and not _is_pointed_at(listing, read):
            continue
        features = listing_features(known, listing)
        for way, items in _cut(listing):
            if asks or _is_told_as_list(listing, items, read):
                cut = cut_features(known, listing, items, way)
                yield _proposal(listing, items), [*features, *cut]


def _cut(listing: Listing) -> list[tuple[str, tuple[Span, ...]]]:
    text = listing.document.text
    if listing.may_be_cut:
        return ways_to_cut(text, listing.items)
    ways = [("short", tuple(tidy(text, item) for item in listing.items))]
    named = tuple(name(text, item) for item in listing.items)
    return [*ways, ("name", named)] if named != ways[0][1] else ways


def _is_pointed_at(listing: Listing, read: Sequence[ReadSpan]) -> bool:
    """Whether the best span of a passage lies where a listing does."""
    whole = extent(listing.items)
    return any(
        each.order == 0
        and each.document.source == listing.document.source
        and each.span.overlaps(whole)
        for each in read
    )


def _is_told_as_list(listing: Listing, items: tuple[Span, ...], read: Sequence[ReadSpan]) -> bool:
    """Whether a listing answers a question that does not ask for several things by its words.

    Two clauses of one sentence are no list: a list is set as one, or has three parts.
    """
    is_first = any(
        each.order == 0
        and each.document.source == listing.document.source
        and is_same(each.span, extent(items))
        for each in read
    )
    return is_first and (listing.kind in ("bullets", "labels") or len(items) > 2)


def items_within(document: Document, span: Span) -> tuple[Span, ...]:
    """The several things that a span covers: items of a list, else parts of an enumeration."""
    items, kind = parts_of(document, span)
    if kind == "bullets":
        return tuple(short(document.text, item) for item in items)
    return tuple(tidy(document.text, item) for item in items)


def _proposal(listing: Listing, items: tuple[Span, ...]) -> Proposal:
    document = listing.document
    return Proposal(
        text=together(document, items),
        places=tuple(Place(document.document_id, item) for item in items),
        probability=0.0,
        rank=listing.rank,
        origin="list",
        items=tuple(document.quote(item) for item in items),
    )


def together(document: Document, items: Sequence[Span]) -> str:
    """The shortest stretch that holds all items if within 500 characters, else them joined."""
    start, end = min(item.start for item in items), max(item.end for item in items)
    if end - start <= LONGEST_TOGETHER:
        return document.quote(Span(start, end))
    return "; ".join(document.quote(item) for item in items)
