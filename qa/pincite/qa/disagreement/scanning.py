"""Values that stand in sentences about what is asked, though no reader proposed them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from pincite.corpus import Span
from pincite.qa.disagreement.claims import Claim, undated_statement
from pincite.qa.disagreement.topics import covered
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.retrieval import Ranked
from pincite.qa.values import Amount, Moment, Value
from pincite.qa.values.amounts import amounts_in
from pincite.qa.values.composites import FoundAmount
from pincite.qa.values.moments import FoundMoment, moments_in

PASSAGES_SCANNED = 20
MOST_FOUND = 12
PASSAGES_KEPT = 4096
"""Passages whose values are remembered: the same ones come up for many questions."""
LEAST_COVERED = 0.5  # of the question's terms by a sentence, for its values to be weighed
UNREAD = 0.02  # the probability of a value that nothing but its sentence speaks for


def values_elsewhere(
    evidence: Evidence, first: Claim, proposals: Sequence[Proposal]
) -> list[Proposal]:
    """Values of the first claim's sort outside the proposals, by how much their sentences say."""
    taken = [proposal.places[0] for proposal in proposals if proposal.places]
    found: dict[Place, tuple[float, Proposal]] = {}
    for ranked in evidence.ranked[:PASSAGES_SCANNED]:
        for place in _places(evidence, ranked, first.value):
            if place not in found and not any(_overlap(place, other) for other in taken):
                found[place] = _weighed(evidence, place, ranked.rank)
    best = sorted(found.values(), key=lambda each: -each[0])[:MOST_FOUND]
    return [proposal for share, proposal in best if share >= LEAST_COVERED]


def _places(evidence: Evidence, ranked: Ranked, value: Value) -> Iterator[Place]:
    """Where a passage of a document holds values of the same sort."""
    passage = ranked.passage
    text = evidence.document(passage.document_id).quote(passage.span)
    for start, end in _of_sort(text, value):
        at = passage.span.start
        yield Place(passage.document_id, Span(at + start, at + end))


def _of_sort(text: str, value: Value) -> list[tuple[int, int]]:
    """The stretches of a text that hold amounts of the same dimension, or dates with a year."""
    reading, dates = value.readings[0], _dates_of(text)
    if isinstance(reading, Moment):
        return [(date.start, date.end) for date in dates if date.moments[0].has_year]
    if not isinstance(reading, Amount) or reading.dimension in {"clock", "rank"}:
        return []
    return [
        (found.start, found.end)
        for found in _amounts_of(text)
        if found.amount.dimension == reading.dimension
        and not any(date.start <= found.start < date.end for date in dates)
    ]


@lru_cache(maxsize=PASSAGES_KEPT)
def _dates_of(text: str) -> tuple[FoundMoment, ...]:
    return tuple(moments_in(text))


@lru_cache(maxsize=PASSAGES_KEPT)
def _amounts_of(text: str) -> tuple[FoundAmount, ...]:
    return tuple(amounts_in(text))


def _overlap(first: Place, second: Place) -> bool:
    return first.document_id == second.document_id and first.span.overlaps(second.span)


def _weighed(evidence: Evidence, place: Place, rank: int) -> tuple[float, Proposal]:
    """A value as a proposal, with the share of the question's terms that its sentence says."""
    document = evidence.document(place.document_id)
    text = document.quote(place.span)
    proposal = Proposal(text, (place,), probability=UNREAD, rank=rank)
    said = covered(evidence.term_weights, undated_statement(document, place.span, text))
    total = sum(evidence.term_weights.values()) or 1.0
    return sum(evidence.term_weights[term] for term in said if said[term]) / total, proposal
