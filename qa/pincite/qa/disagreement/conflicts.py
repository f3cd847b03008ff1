"""Disagreement: different values for the same thing, and which of them stands first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pincite.qa.citing import plain
from pincite.qa.clauses import find_span
from pincite.qa.confidence import Logistic
from pincite.qa.disagreement.claims import (
    Claim,
    claim_of,
    fits_kind,
    is_single,
    sort_of,
    value_in,
)
from pincite.qa.disagreement.same_thing import differences
from pincite.qa.disagreement.topics import Statement
from pincite.qa.disagreement.weighing import (
    compare_claims,
    conflict_features,
    default_model,
    may_conflict,
    same_time,
)
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import AnswerType, ParsedQuestion, parse_question
from pincite.qa.plans import asks_for_plan, is_plan
from pincite.qa.times import ordinals
from pincite.qa.values import Value

Label = Literal["conflict", "same", "different_things"]
LIKELY = 0.02  # proposals below this probability are not weighed
CLAIMS_WEIGHED = 40
CONFLICT_FROM = 0.22
"""Probability that two claims conflict from which on they are shown as such: chosen on the folders
made for fitting, each by a model fitted on the others."""
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
    sides.sort(key=lambda side: _order(side, as_of))
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
    """The likely proposals as claims of one sort; those that say the same together.

    The first proposal's claim stands first, of whatever sort it is.
    """
    parsed = evidence.parsed
    if parsed.answer_type in _NO_VALUES or not proposals or not is_single(proposals[0]):
        return []
    first = claim_of(evidence, proposals[0])
    clusters = [[first]]
    for proposal in proposals[1:CLAIMS_WEIGHED]:
        if proposal.probability < LIKELY or not is_single(proposal):
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


def judge_pair(question: str, a: Mapping[str, str | None], b: Mapping[str, str | None]) -> Label:
    """Whether two statements ({"text", "sentence", "as_of"}) conflict as answers to a question.

    >>> first = {"text": "46", "sentence": "The mill employs 46 people.", "as_of": None}
    >>> second = {"text": "52", "sentence": "The mill has 52 workers.", "as_of": None}
    >>> judge_pair("How many people work at the mill?", first, second)
    'conflict'
    """
    parsed = parse_question(question)
    first, second = _given(parsed, a), _given(parsed, b)
    compared = compare_claims(first, second)
    if compared == "same":
        return "same"
    if compared == "incomparable" or differences(parsed, first.statement, second.statement):
        return "different_things"
    if first.is_plan != second.is_plan and not asks_for_plan(question):
        return "different_things"
    return (
        "conflict"
        if same_time(parsed, first, second, None, evidence_needed=False)
        else "different_things"
    )


def _given(parsed: ParsedQuestion, row: Mapping[str, str | None]) -> Claim:
    text, sentence = row.get("text") or "", row.get("sentence") or ""
    span = find_span(sentence, text)
    return Claim(
        proposal=Proposal(text=text, places=(), probability=1.0, rank=0),
        statement=Statement(text, sentence, row.get("as_of"), span=span),
        value=value_in(sentence, span, text, parsed.answer_type),
        is_plan=span is not None and is_plan(sentence, span),
        origin="",
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
    return f"{said} is the likeliest reading, none is newer or better supported."
