"""What an acronym stands for, where the documents say it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pincite.qa.acronyms import find_definitions, is_acronym
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import AnswerType

_ASKING_WORDS = frozenset({"mean", "means", "stand", "stands", "short", "abbreviation", "acronym",
                           "full", "form", "letters", "meaning", "exactly"})  # fmt: skip
DEFINED = 0.5
"""The probability of a long form: its initials prove it, but something else may be wanted."""
CLEAR = 0.3
"""Probability from which on another proposal tells better what the acronym is."""


def propose_expansions(evidence: Evidence) -> list[Proposal]:
    """The long forms of the acronym that a question asks for, as the passages read define it."""
    acronym = _asked_acronym(evidence)
    if acronym is None:
        return []
    found = {proposal.places: proposal for proposal in _long_forms(evidence, acronym)}
    return list(found.values())


def led_by_expansion(evidence: Evidence, weighed: Sequence[Proposal]) -> list[Proposal]:
    """The weighed proposals, led by the acronym's long form unless another is a clear answer."""
    found = propose_expansions(evidence)
    places = {proposal.places for proposal in found}
    others = [proposal for proposal in weighed if proposal.places not in places]
    if not found or max((other.probability for other in others), default=0.0) >= CLEAR:
        return list(weighed)
    known = {proposal.places: proposal for proposal in weighed}
    first, *rest = (known.get(proposal.places, proposal) for proposal in found)
    return [replace(first, probability=max(DEFINED, first.probability)), *rest, *others]


def _asked_acronym(evidence: Evidence) -> str | None:
    """The acronym of "What is AIMS?" and "What does AIMS stand for?"."""
    parsed = evidence.parsed
    if parsed.answer_type is not AnswerType.DEFINITION:
        return None
    asked = [term for term in parsed.terms if term.casefold() not in _ASKING_WORDS]
    return asked[0] if len(asked) == 1 and is_acronym(asked[0]) else None


def _long_forms(evidence: Evidence, acronym: str) -> Iterator[Proposal]:
    for ranked, _ in zip(evidence.ranked, evidence.readings, strict=False):
        for definition in find_definitions(ranked.passage.text):
            span = definition.long_span
            located = ranked.passage.locate(span.start, span.end)
            if definition.acronym.casefold() == acronym.casefold() and located is not None:
                document_id = ranked.passage.document_id
                text = evidence.document(document_id).quote(located)
                yield Proposal(text, (Place(document_id, located),), 0.0, ranked.rank)
