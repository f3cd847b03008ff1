"""What a text proves by the way it is written, put before what was only weighed."""

from collections.abc import Sequence
from dataclasses import replace

from pincite.corpus import Span
from pincite.qa.evidence import Place, Proposal
from pincite.qa.retrieval import Ranked


def place_of(ranked: Ranked, span: Span) -> Place | None:
    """The place of a stretch of a passage's text; None where no document has it as it stands."""
    located = ranked.passage.locate(span.start, span.end)
    return Place(ranked.passage.document_id, located) if located is not None else None


def led_by(
    weighed: Sequence[Proposal], proved: Sequence[Proposal], probability: float
) -> list[Proposal]:
    """The weighed proposals behind those that are proved, of which the first is at least so likely.

    A proposal at the same places that was weighed stands for the proved one.
    """
    known = {proposal.places: proposal for proposal in weighed}
    first, *rest = (known.get(proposal.places, proposal) for proposal in proved)
    places = {proposal.places for proposal in proved}
    others = [proposal for proposal in weighed if proposal.places not in places]
    return [replace(first, probability=max(probability, first.probability)), *rest, *others]
