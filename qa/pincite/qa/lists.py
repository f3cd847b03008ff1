"""Answers that are several things: a bulleted list, an enumeration, the headings of sections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pincite.corpus import Document, Span
from pincite.qa.citing import together
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

__all__ = ["LIST_FEATURES", "found_lists", "items_within", "propose_lists"]


def propose_lists(
    evidence: Evidence, spans: Sequence[Proposal], model: Logistic, *, most: int | None = None
) -> list[Proposal]:
    """The listings near the best passages as proposals, likeliest first, at most so many.

    For a question that does not ask for several things by its words, only those that the reader
    itself took as a whole.
    """
    likeliest: dict[tuple[str, tuple[Span, ...]], tuple[float, FoundList]] = {}
    for found in found_lists(evidence, spans):
        probability = model.probability(found.features)
        place = (found.listing.document.document_id, found.items)
        if place not in likeliest or likeliest[place][0] < probability:
            likeliest[place] = (probability, found)
    ordered = sorted(likeliest.values(), key=lambda each: -each[0])
    return [found.proposal(probability) for probability, found in ordered[:most]]


@dataclass(frozen=True, slots=True)
class FoundList:
    """A listing cut in one way."""

    listing: Listing
    items: tuple[Span, ...]
    """As they are cut."""
    features: list[float]
    """What its probability is worked out from (LIST_FEATURES)."""

    def proposal(self, probability: float) -> Proposal:
        """It as an answer."""
        document = self.listing.document
        return Proposal(
            text=together(document, self.items),
            places=tuple(Place(document.document_id, item) for item in self.items),
            probability=probability,
            rank=self.listing.rank,
            origin="list",
            items=tuple(document.quote(item) for item in self.items),
        )


def found_lists(evidence: Evidence, spans: Sequence[Proposal]) -> Iterator[FoundList]:
    """Every listing near the best passages in every way in which it can be cut."""
    asking = evidence.parsed.asking
    if asking.is_one:
        return
    held, read = list(searched_blocks(evidence)), read_spans(evidence)
    near = near_sentences(evidence, held)
    known = seen(evidence, spans, read, near)
    asks = asking.named or asking.is_open
    first = None if asks else [each for each in read if each.order == 0]
    for listing in listings(evidence, held, read, near, first):
        if first is None:
            cuts = _cut(listing)
        elif _has_parts(listing, listing.items):
            cuts = [cut for cut in _cut(listing) if _is_told_as_list(listing, cut[1], first)]
        else:
            continue
        features = listing_features(known, listing) if cuts else []
        for way, items in cuts:
            cut = cut_features(known, listing, items, way)
            yield FoundList(listing, items, [*features, *cut])


def _cut(listing: Listing) -> Sequence[tuple[str, tuple[Span, ...]]]:
    text = listing.document.text
    if listing.may_be_cut:
        return ways_to_cut(text, listing.items)
    ways = [("short", tuple(tidy(text, item) for item in listing.items))]
    named = tuple(name(text, item) for item in listing.items)
    return [*ways, ("name", named)] if named != ways[0][1] else ways


def _is_told_as_list(listing: Listing, items: tuple[Span, ...], first: Sequence[ReadSpan]) -> bool:
    """Whether a listing answers a question that does not ask for several things by its words."""
    return _has_parts(listing, items) and any(
        each.document.source == listing.document.source and is_same(each.span, extent(items))
        for each in first
    )


def _has_parts(listing: Listing, items: tuple[Span, ...]) -> bool:
    """Two clauses of one sentence are no list: a list is set as one, or has three parts."""
    return listing.kind in ("bullets", "labels") or len(items) > 2


def items_within(document: Document, span: Span) -> tuple[Span, ...]:
    """The several things that a span covers: items of a list, else parts of an enumeration."""
    items, kind = parts_of(document, span)
    if kind == "bullets":
        return tuple(short(document.text, item) for item in items)
    return tuple(tidy(document.text, item) for item in items)
