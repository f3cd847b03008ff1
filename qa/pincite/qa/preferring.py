"""Which of the likely answers the question's time and its asking for facts speak for."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pincite.qa.dating import section_date
from pincite.qa.disagreement import (
    Claim,
    claim_of,
    conflict_probability,
    fits_kind,
    is_single,
    may_differ,
    sort_of,
    with_further,
)
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.plans import asks_for_plan
from pincite.qa.times import (
    TimeFrame,
    asked_time,
    asks_who_holds,
    is_former,
    ordinals,
    resolve_event,
    time_fit,
)
from pincite.qa.values import is_phrase

WEIGHED = 8
LEAST = 0.05  # proposals below this probability keep their place
TIME_WEIGHT = 1.5  # logits between a statement of the time asked for and one of no said time
PLAN_WEIGHT = 1.5  # logits by which a plan falls behind a likely fact, where no plan is asked for
FORMER_WEIGHT = 2.0  # logits by which who has left falls behind, where the present one is asked for
LIKELY_FACT = 0.3
LIKELY_PLAN = 0.05
SETTLED_FROM = 0.15
"""Probability that two claims give one thing at two times from which on the time decides."""
GOOD_FIT = 0.8
BETTER_FIT = 0.15  # by which another time must fit the question better, 0..1


def prefer(
    evidence: Evidence, proposals: Sequence[Proposal], *, as_of: str | None = None
) -> list[Proposal]:
    """The proposals in the order that time and plans speak for, likeliest first."""
    weighed = [p for p in proposals[:WEIGHED] if p.probability >= LEAST and is_single(p)]
    if not weighed:
        return list(proposals)
    claims = [claim_of(evidence, proposal) for proposal in weighed]
    frame = _frame(evidence, as_of)
    wants = asks_for_plan(evidence.parsed.text)
    newest = _newest(claims)
    shifts = [
        _time_shift(evidence, claim, frame, newest)
        - PLAN_WEIGHT * _is_unwanted(claim, claims, wants)
        for claim in claims
    ]
    moved = [
        replace(claim.proposal, probability=_shifted(claim.proposal.probability, shift))
        for claim, shift in zip(claims, shifts, strict=True)
    ]
    rest = [proposal for proposal in proposals if proposal not in weighed]
    return sorted([*moved, *rest], key=lambda proposal: -proposal.probability)


def _frame(evidence: Evidence, as_of: str | None) -> TimeFrame:
    frame = asked_time(evidence.parsed.text, as_of)
    if not frame.event:
        return frame
    return resolve_event(frame, (ranked.passage.text for ranked in evidence.ranked[:WEIGHED]))


def _newest(claims: Iterable[Claim]) -> str | None:
    """The newest date that one of the claims speaks from."""
    dates = [claim.statement.as_of for claim in claims if claim.statement.as_of]
    return max(dates, key=lambda iso: ordinals(iso)[1], default=None)


def _is_unwanted(claim: Claim, claims: Sequence[Claim], wants_plan: bool) -> bool:
    """Whether it is a plan beside a likely fact of its sort, or a fact where a plan is wanted."""
    if claim.is_plan == wants_plan or (wants_plan and is_phrase(claim.value)):
        return False
    other = next((each for each in claims if each.is_plan == wants_plan), None)
    return (
        other is not None
        and other.proposal.probability >= (LIKELY_PLAN if wants_plan else LIKELY_FACT)
        and sort_of(other.value) == sort_of(claim.value)
    )


def _time_shift(evidence: Evidence, claim: Claim, frame: TimeFrame, newest: str | None) -> float:
    """Logits that a claim gains or loses by the time it speaks of."""
    if claim.statement.span is None:
        return 0.0
    if frame.kind == "none" and asks_who_holds(evidence.parsed.text):
        is_over = is_former(claim.statement.sentence, claim.statement.span)
        return -FORMER_WEIGHT if is_over else 0.0
    if frame.kind == "none" and not frame.last:
        return 0.0
    shift = TIME_WEIGHT * (2 * _time_fit(evidence, claim, frame, newest) - 1)
    return shift if fits_kind(evidence.parsed, claim.value) else min(0.0, shift)


def _time_fit(evidence: Evidence, claim: Claim, frame: TimeFrame, newest: str | None) -> float:
    """How well a claim fits the time asked about, 0..1."""
    statement = claim.statement
    span = statement.span or claim.place.span
    if claim.cell_date:
        return time_fit(frame, "", span, claim.cell_date, newest=newest)
    document = evidence.document(claim.place.document_id)
    return time_fit(
        frame,
        statement.sentence,
        span,
        section_date(document, claim.place.span),
        newest=newest,
        context=statement.context,
    )


def settle(
    evidence: Evidence,
    proposals: Sequence[Proposal],
    spans: Sequence[Proposal],
    *,
    as_of: str | None = None,
) -> list[Proposal]:
    """The proposals, led by what is said of the first one's subject at the time asked about.

    Where the question names a time and another claim gives the same thing for a time that fits
    better, however unlikely the reader holds it in itself, that one is the answer.
    """
    frame = _frame(evidence, as_of)
    if not frame.names_time or not proposals or not is_single(proposals[0]):
        return list(proposals)
    first = claim_of(evidence, proposals[0])
    rivals = [
        claim
        for proposal in with_further(proposals, spans)[1:]
        if is_single(proposal)
        if may_differ(evidence.parsed, first, claim := claim_of(evidence, proposal))
        and conflict_probability(evidence, first, claim) >= SETTLED_FROM
    ]
    newest = _newest(claim_of(evidence, p) for p in proposals[:WEIGHED] if is_single(p))
    fits = [_time_fit(evidence, claim, frame, newest) for claim in (first, *rivals)]
    best = max(range(len(fits)), key=lambda at: fits[at])
    if fits[best] < max(GOOD_FIT, fits[0] + BETTER_FIT):
        return list(proposals)
    chosen = rivals[best - 1].proposal
    likelier = max(chosen.probability, proposals[0].probability)
    rest = [proposal for proposal in proposals if proposal.places != chosen.places]
    return [replace(chosen, probability=likelier), *rest]


def _shifted(probability: float, shift: float) -> float:
    bounded = min(1 - 1e-4, max(1e-4, probability))
    return 1 / (1 + math.exp(-math.log(bounded / (1 - bounded)) - shift)) if shift else probability
