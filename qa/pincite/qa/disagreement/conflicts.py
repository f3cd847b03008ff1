"""Disagreement: different values for the same thing, and which of them stands first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pincite.qa.citing import plain
from pincite.qa.confidence import Logistic
from pincite.qa.disagreement.claims import (
    Claim,
    claim_of,
    fits_kind,
    is_single,
    sort_of,
)
from pincite.qa.disagreement.scanning import values_elsewhere
from pincite.qa.disagreement.weighing import (
    compare_claims,
    conflict_features,
    default_model,
    may_conflict,
)
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import AnswerType
from pincite.qa.times import ordinals
from pincite.qa.values import Value

LIKELY = 0.02
"""Proposals below this are weighed only where their sentence speaks of what is asked."""
LEADS_FROM = 0.1
"""Probability from which on a value may stand first for being newer or told more often: over 261
disagreements of sixteen folders made for fitting the first one has F1 0.767 instead of 0.747."""
CLAIMS_WEIGHED = 40
CONFLICT_FROM = 0.22
"""Probability that two claims conflict from which on they are shown as such: chosen on the folders
made for fitting, each by a model fitted on the others."""
_IN_ORDER = re.compile(
    r"\b(?:first|second|third|original|initial|former|previous|earlier|predecessor|successor)\b",
    re.IGNORECASE,
)
"""Of several who had an office one after another one is meant: the others contradict nothing."""
_NO_VALUES = {AnswerType.YES_NO, AnswerType.REASON}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that the sources give, with all that give it."""

    proposal: Proposal
    """The likeliest that says it; its places are all that say the same, its own first."""
    value: Value
    as_of: str | None
    """The newest date that one of its statements speaks from."""
    sources: int
    """How many independent sources give it; copies count once."""
    is_plan: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Different values for the same thing, the one to pick first."""

    sides: tuple[Side, ...]
    note: str


def find_conflict(
    evidence: Evidence,
    proposals: Sequence[Proposal],
    *,
    as_of: str | None = None,
    model: Logistic | None = None,
) -> Conflict | None:
    """The different values that likely proposals give for what is asked, or None.

    `proposals` are single values at their places, likeliest first, the answer itself first of
    all; `as_of` is what counts as today.
    """
    clusters = gather_clusters(evidence, proposals)
    if len(clusters) < 2:
        return None
    weighed = model or default_model()
    rivals = [
        cluster
        for cluster in clusters[1:]
        if _conflicts(evidence, clusters[0][0], cluster, as_of, weighed)
    ]
    if not rivals:
        return None
    sides = [_side(cluster, as_of) for cluster in (clusters[0], *rivals)]
    answer = sides[0]
    sides.sort(key=lambda side: (not _may_lead(side, answer), *_order(side, as_of)))
    return Conflict(tuple(sides), _note(sides))


def with_further(proposals: Sequence[Proposal], spans: Sequence[Proposal]) -> list[Proposal]:
    """The proposals, then the reader's spans that none of them overlaps."""
    taken = [proposal.places[0] for proposal in proposals if proposal.places]
    further = [
        span
        for span in spans
        if not any(
            span.places[0].document_id == place.document_id
            and span.places[0].span.overlaps(place.span)
            for place in taken
        )
    ]
    return [*proposals, *further]


def gather_clusters(evidence: Evidence, proposals: Sequence[Proposal]) -> list[list[Claim]]:
    """The likely proposals and values elsewhere as claims of one sort, the same ones together.

    The first proposal's claim stands first, of whatever sort it is.
    """
    parsed = evidence.parsed
    is_one_of_several = parsed.answer_type is AnswerType.PERSON and _IN_ORDER.search(parsed.text)
    if parsed.answer_type in _NO_VALUES or is_one_of_several:
        return []
    if not proposals or not is_single(proposals[0]):
        return []
    first = claim_of(evidence, proposals[0])
    clusters = [[first]]
    others = [each for each in proposals[1:CLAIMS_WEIGHED] if each.probability >= LIKELY]
    for proposal in [*others, *values_elsewhere(evidence, first, [proposals[0], *others])]:
        if not is_single(proposal):
            continue
        claim = claim_of(evidence, proposal)
        if not (fits_kind(parsed, claim.value) or sort_of(claim.value) == sort_of(first.value)):
            continue
        same = next((c for c in clusters if compare_claims(c[0], claim) == "same"), None)
        if same is None:
            clusters.append([claim])
        else:
            same.append(claim)
    return clusters


def _conflicts(
    evidence: Evidence, first: Claim, others: Sequence[Claim], as_of: str | None, model: Logistic
) -> bool:
    return any(
        may_conflict(evidence.parsed, first, other, as_of)
        and model.probability(conflict_features(evidence, first, other)) >= CONFLICT_FROM
        for other in others
    )


def _side(cluster: Sequence[Claim], as_of: str | None) -> Side:
    dates = [claim.statement.as_of for claim in cluster if claim.statement.as_of]
    dates = [date for date in dates if not _is_later(date, as_of)] or dates
    places: list[Place] = []
    for claim in cluster:
        places.extend(place for place in claim.proposal.places if place not in places)
    return Side(
        proposal=replace(cluster[0].proposal, places=tuple(places)),
        value=cluster[0].value,
        as_of=max(dates, key=lambda iso: ordinals(iso)[1], default=None),
        sources=_independent(cluster),
        is_plan=all(claim.is_plan for claim in cluster),
    )


def _independent(cluster: Sequence[Claim]) -> int:
    """How many sources say it, near copies and those with the same sentence counted once."""
    by_sentence = {plain(claim.statement.sentence): claim.origin for claim in cluster}
    return len(set(by_sentence.values()))


def _order(side: Side, as_of: str | None) -> tuple[bool, bool, int, int, float, float]:
    """Facts before plans, today's before later ones, then newest, most sources, most precise."""
    newest = ordinals(side.as_of)[1] if side.as_of else 0
    return (
        side.is_plan,
        _is_later(side.as_of, as_of),
        -newest,
        -side.sources,
        -side.value.precision,
        -side.proposal.probability,
    )


def _may_lead(side: Side, answer: Side) -> bool:
    """Whether a side is likely to answer at all, or is the answer that was decided on."""
    return side is answer or side.proposal.probability >= LEADS_FROM


def _is_later(date: str | None, as_of: str | None) -> bool:
    """Whether a date lies after what counts as today."""
    return bool(date and as_of) and ordinals(date or "")[0] > ordinals(as_of or "")[1]


def _note(sides: Sequence[Side]) -> str:
    """One sentence that says why the first side stands first."""
    first, second = sides[0], sides[1]
    said = f"The sources give {len(sides)} different values; the first"
    newest = [ordinals(side.as_of)[1] if side.as_of else 0 for side in (first, second)]
    if second.is_plan and not first.is_plan:
        return f"{said} is a fact, the others are plans or targets."
    if newest[0] > newest[1]:
        return f"{said} is the newest ({first.as_of})."
    if first.sources > second.sources:
        return f"{said} is given by the most independent sources ({first.sources})."
    if first.value.precision > second.value.precision:
        return f"{said} is the most precise."
    if newest[1] > newest[0] or second.sources > first.sources:
        return f"{said} is the likeliest reading."
    return f"{said} is the likeliest reading, none is newer or better supported."
