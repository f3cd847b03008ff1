"""What an acronym or a defined term stands for, where the documents say it."""

from collections.abc import Iterator, Sequence

from pincite.corpus import Span
from pincite.qa.acronyms import find_definitions, is_acronym
from pincite.qa.defined_terms import asked_term, defined_terms
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.parsed_question import AnswerType
from pincite.qa.proved import led_by, place_of
from pincite.qa.retrieval import Ranked

_ASKING_WORDS = frozenset({"mean", "means", "stand", "stands", "short", "abbreviation", "acronym",
                           "full", "form", "letters", "meaning", "exactly"})  # fmt: skip
DEFINED = 0.5
"""The probability of a long form: its initials prove it, but something else may be wanted."""
PASSAGES = 15
"""In which a term is looked for."""
CLEAR = 0.3
"""Probability from which on another proposal tells better what the acronym is."""


def propose_expansions(evidence: Evidence) -> list[Proposal]:
    """What the acronym or the term that a question asks for stands for, as the passages say."""
    acronym, term = _asked_acronym(evidence), asked_term(evidence.parsed.text)
    found = [*_long_forms(evidence, acronym)] if acronym else []
    found += _bearers(evidence, term) if term else []
    return list({proposal.places: proposal for proposal in found}.values())


def led_by_expansion(evidence: Evidence, weighed: Sequence[Proposal]) -> list[Proposal]:
    """The weighed proposals, led by what the acronym or the term stands for.

    Another answer may tell better what an acronym is, but not whom a text calls by a term.
    """
    found = propose_expansions(evidence)
    weighed = _without_others(evidence, weighed)
    places = {proposal.places for proposal in found}
    others = [proposal for proposal in weighed if proposal.places not in places]
    likeliest = max((other.probability for other in others), default=0.0)
    if not found or (likeliest >= CLEAR and _asked_acronym(evidence) is not None):
        return list(weighed)
    return led_by(weighed, found, DEFINED)


def _without_others(evidence: Evidence, weighed: Sequence[Proposal]) -> list[Proposal]:
    """The proposals that are no long forms of another acronym: that of "CMF-A" tells no "CMF"."""
    acronym = _asked_acronym(evidence)
    if acronym is None:
        return list(weighed)
    others: set[tuple[str, Span]] = set()
    for ranked in evidence.ranked[:PASSAGES]:
        for definition in find_definitions(ranked.passage.text):
            place = place_of(ranked, definition.long_span)
            if place is not None and definition.acronym.casefold() != acronym.casefold():
                others.add((place.document_id, place.span))
    return [
        proposal
        for proposal in weighed
        if not any((each.document_id, each.span) in others for each in proposal.places[:1])
    ]


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
            if definition.acronym.casefold() == acronym.casefold():
                yield from _at(evidence, ranked, definition.long_span)


def _bearers(evidence: Evidence, term: str) -> Iterator[Proposal]:
    """Who or what the passages call by a term: "Halden Ltd (the Landlord)"."""
    for ranked in evidence.ranked[:PASSAGES]:
        for name, span in defined_terms(ranked.passage.text):
            if name == term:
                yield from _at(evidence, ranked, span)


def _at(evidence: Evidence, ranked: Ranked, span: Span) -> Iterator[Proposal]:
    place = place_of(ranked, span)
    if place is not None:
        text = evidence.document(place.document_id).quote(place.span)
        yield Proposal(text, (place,), 0.0, ranked.rank)
