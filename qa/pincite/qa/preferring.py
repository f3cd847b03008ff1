"""Which of the likely answers the question's time and its asking for facts speak for."""

import math
from collections.abc import Sequence
from dataclasses import replace

from pincite.qa.disagreement import Claim, claim_of, fits_kind, is_single, sort_of
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.plans import asks_for_plan
from pincite.qa.times import TimeFrame, asked_time, resolve_event, time_fit

WEIGHED = 8
LEAST = 0.05  # proposals below this probability keep their place
TIME_WEIGHT = 1.5  # logits between a statement of the time asked for and one of no said time
PLAN_WEIGHT = 1.5  # logits by which a plan falls behind a likely fact, where no plan is asked for
LIKELY_FACT = 0.3


def prefer(
    evidence: Evidence, proposals: Sequence[Proposal], *, as_of: str | None = None
) -> list[Proposal]:
    """The proposals in the order that time and plans speak for, likeliest first."""
    weighed = [p for p in proposals[:WEIGHED] if p.probability >= LEAST and is_single(p)]
    if not weighed:
        return list(proposals)
    claims = [claim_of(evidence, proposal) for proposal in weighed]
    frame = _frame(evidence, as_of)
    newest = max((c.statement.as_of or "" for c in claims), default="") or None
    wants_facts = not asks_for_plan(evidence.parsed.text)
    shifts = [
        _time_shift(evidence, claim, frame, newest)
        - PLAN_WEIGHT * (wants_facts and claim.is_plan and _has_fact(claim, claims))
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


def _has_fact(plan: Claim, claims: Sequence[Claim]) -> bool:
    """Whether the likeliest claim that is no plan is likely and of the plan's sort."""
    fact = next((claim for claim in claims if not claim.is_plan), None)
    return (
        fact is not None
        and fact.proposal.probability >= LIKELY_FACT
        and sort_of(fact.value) == sort_of(plan.value)
    )


def _time_shift(evidence: Evidence, claim: Claim, frame: TimeFrame, newest: str | None) -> float:
    """Logits that a claim gains or loses by the time it speaks of."""
    statement = claim.statement
    if statement.span is None or (frame.kind == "none" and not frame.last):
        return 0.0
    if claim.cell_date:
        fit = time_fit(frame, "", statement.span, claim.cell_date, newest=newest)
    else:
        document = evidence.document(claim.place.document_id)
        fit = time_fit(
            frame,
            statement.sentence,
            statement.span,
            document.as_of,
            newest=newest,
            context=statement.context,
        )
    shift = TIME_WEIGHT * (2 * fit - 1)
    return shift if fits_kind(evidence.parsed, claim.value) else min(0.0, shift)


def _shifted(probability: float, shift: float) -> float:
    bounded = min(1 - 1e-4, max(1e-4, probability))
    return 1 / (1 + math.exp(-math.log(bounded / (1 - bounded)) - shift)) if shift else probability
