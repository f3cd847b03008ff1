"""From a decision to an answer with its citations."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pincite.corpus import Document, Span
from pincite.qa.answers import Alternative, Answer, Citation, Part, Reason, Timings
from pincite.qa.citing import cite, plain
from pincite.qa.deciding import Decision
from pincite.qa.disagreement import Conflict
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.itemising import with_items
from pincite.qa.parsed_question import AnswerType
from pincite.qa.plans import asks_for_plan, is_plan

CLOSEST = 3
RUNNERS_UP = 3
LIKELY_RUNNER_UP = 0.1
PLAN_NOTE = "The source gives this as a plan or target, not as something that has happened."


def citations_of(proposal: Proposal, document: Callable[[str], Document]) -> tuple[Citation, ...]:
    """One citation a place of the proposal, in order."""
    return tuple(
        cite(document(place.document_id), place.span, cell=place.cell) for place in proposal.places
    )


def answered(evidence: Evidence, decision: Decision, generation: str, timings: Timings) -> Answer:
    """The answer that was decided on, with runners-up, or with all sides of a disagreement."""
    best, *rest = decision.proposals
    if decision.conflict is None:
        best = with_items(evidence, best)
    citations = citations_of(best, evidence.document)
    answer = Answer(
        question=evidence.parsed.text,
        status="answered",
        answer=best.text,
        confidence=decision.confidence,
        generation=generation,
        timings=timings,
        citations=citations,
        items=best.items,
        computed=best.computed,
        verdict=best.verdict,
        note=best.note or _plan_note(evidence, best, citations),
        alternatives=_alternatives(evidence, _runners_up(best, rest)),
    )
    return _conflicting(evidence, answer, decision.conflict) if decision.conflict else answer


def no_answer(evidence: Evidence, decision: Decision, generation: str, timings: Timings) -> Answer:
    """The finding that the documents do not say, with the nearest places."""
    closest = [citations_of(p, evidence.document)[0] for p in decision.proposals[:CLOSEST]]
    return Answer(
        question=evidence.parsed.text,
        status="no_answer",
        answer=None,
        confidence=1.0 - decision.confidence,
        generation=generation,
        timings=timings,
        reason=_reason(evidence, decision.proposals),
        closest=tuple(closest),
    )


def combined(question: str, answers: Sequence[Answer], timings: Timings) -> Answer:
    """One answer to several questions asked at once: the first part's, with every part named."""
    parts = tuple(Part(a.question, a.status, a.answer, a.citations) for a in answers)
    first = next((a for a in answers if a.status != "no_answer"), answers[0])
    unanswered = [part.question for part in parts if part.status == "no_answer"]
    note = first.note
    if unanswered and first.status != "no_answer":
        note = f"The documents do not say: {' '.join(unanswered)}"
    return replace(first, question=question, parts=parts, note=note, timings=timings)


def _conflicting(evidence: Evidence, answer: Answer, conflict: Conflict) -> Answer:
    first, *others = conflict.sides
    return replace(
        answer,
        status="conflicting",
        answer=first.proposal.text,
        citations=citations_of(first.proposal, evidence.document),
        alternatives=_alternatives(evidence, [side.proposal for side in others]),
        note=conflict.note,
    )


def _runners_up(best: Proposal, rest: Sequence[Proposal]) -> list[Proposal]:
    """The likeliest proposals that say something else, each once."""
    said = {plain(best.text), *map(plain, best.items)}
    found: list[Proposal] = []
    for proposal in rest:
        if plain(proposal.text) not in said and proposal.probability > LIKELY_RUNNER_UP:
            said.add(plain(proposal.text))
            found.append(proposal)
    return found[:RUNNERS_UP]


def _alternatives(evidence: Evidence, proposals: Sequence[Proposal]) -> tuple[Alternative, ...]:
    return tuple(
        Alternative(p.text, p.probability, citations_of(p, evidence.document)) for p in proposals
    )


def _plan_note(evidence: Evidence, best: Proposal, citations: Sequence[Citation]) -> str | None:
    parsed = evidence.parsed
    if best.computed or asks_for_plan(parsed.text) or parsed.answer_type is AnswerType.REASON:
        return None
    first = citations[0]
    inside = Span(
        first.span.start - first.passage_span.start, first.span.end - first.passage_span.start
    )
    return PLAN_NOTE if is_plan(first.passage_text, inside) else None


def _reason(evidence: Evidence, proposals: Sequence[Proposal]) -> Reason:
    nearest = evidence.ranked[:5]
    cosine = max((ranked.candidate.cosine for ranked in nearest), default=0.0)
    words = max((ranked.candidate.bm25 for ranked in nearest), default=0.0)
    if not proposals or (cosine < 0.25 and words == 0.0):
        return "nothing_relevant"
    margin = max((reading.margin for reading in evidence.readings), default=float("-inf"))
    return "not_stated" if margin < 0 else "uncertain"
