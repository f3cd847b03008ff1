"""Disagreement: different values for the same thing, and which of them stands first."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pincite.corpus import Span
from pincite.qa.answer_types import type_agreement
from pincite.qa.citing import plain
from pincite.qa.clauses import find_span
from pincite.qa.confidence import Logistic, load_models
from pincite.qa.disagreement.claims import Claim, claim_of, fits_kind, is_single, sort_of, value_in
from pincite.qa.disagreement.same_thing import differences
from pincite.qa.disagreement.topics import Statement, counts_something_else, covered
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import AnswerType, ParsedQuestion, parse_question
from pincite.qa.plans import asks_for_plan, is_plan
from pincite.qa.times import asked_time, ordinals, time_fit
from pincite.qa.values import Comparison, NameSet, Value, compare, is_name, is_phrase

Label = Literal["conflict", "same", "different_things"]
WEIGHTS = Path(__file__).parent.parent / "weights" / "conflicts.json"
CONFLICT_FEATURES = (
    "second", "covered", "same_document", "is_name", "measure", "fits_type", "sentence_cosine",
)  # fmt: skip
LIKELY = 0.02  # proposals below this probability are not weighed
CLAIMS_WEIGHED = 16
EXPLICIT_FIT = 0.8  # of a statement with a date of its own, or of a document of that time
USUAL_COSINE = 0.4  # of a question with a sentence that no one has encoded, such as a table's row
CONFLICT_FROM = 0.2  # probability that two claims conflict from which on they are shown as such
# In running text other names and words around a value say little: on the development questions
# of four folders they told conflicts from others no better than chance (November 2026).
_WEAK_DIFFERENCES = {"asked name", "names", "term"}
_NO_VALUES = {AnswerType.YES_NO, AnswerType.REASON}
_CHANGE = re.compile(
    r"\bfrom\b.*\bto\b|\binstead of\b|\brather than\b|\bno longer\b|\bnot\b|\bpreviously\b|"
    r"\bformerly\b|\bused to\b|"
    r"\bwas\b.*\bnow\b|\bup from\b|\bdown from\b|\bwhile\b|\baccording to\b|\belsewhere\b|"
    r"\bother\b",
    re.IGNORECASE | re.DOTALL,
)


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
        if _conflicts(evidence, clusters[0], cluster, as_of, weighed)
    ]
    if not rivals:
        return None
    sides = [_side(cluster, as_of) for cluster in (clusters[0], *rivals)]
    sides.sort(key=lambda side: _order(side, as_of))
    return Conflict(tuple(sides), _note(sides))


@lru_cache(maxsize=1)
def default_model() -> Logistic:
    """The fitted model that says whether two claims conflict."""
    return load_models(WEIGHTS)["conflict"]


def gather_clusters(evidence: Evidence, proposals: Sequence[Proposal]) -> list[list[Claim]]:
    """The likely proposals as claims of the kind asked for; those that say the same together."""
    parsed = evidence.parsed
    if parsed.wants_list or parsed.answer_type in _NO_VALUES:
        return []
    claims = [
        claim
        for proposal in proposals[:CLAIMS_WEIGHED]
        if proposal.probability >= LIKELY and is_single(proposal)
        if fits_kind(parsed, (claim := claim_of(evidence, proposal)).value)
    ]
    clusters: list[list[Claim]] = []
    for claim in claims:
        same = next((c for c in clusters if _compare(c[0], claim) == "same"), None)
        if same is None:
            clusters.append([claim])
        else:
            same.append(claim)
    return clusters


def _conflicts(
    evidence: Evidence,
    first: Sequence[Claim],
    second: Sequence[Claim],
    as_of: str | None,
    model: Logistic,
) -> bool:
    return any(
        may_conflict(evidence.parsed, one, other, as_of)
        and model.probability(conflict_features(evidence, one, other)) >= CONFLICT_FROM
        for one in first[:3]
        for other in second[:3]
    )


def may_conflict(parsed: ParsedQuestion, first: Claim, second: Claim, as_of: str | None) -> bool:
    """Whether two claims can conflict at all: other values, one time, no plan against a fact."""
    return (
        _compare(first, second) == "different"
        and _are_comparable(parsed, first, second)
        and not _is_one_record(first, second)
        and (first.is_plan == second.is_plan or asks_for_plan(parsed.text))
        and not counts_something_else(parsed, second.statement)
        and _same_time(parsed, first, second, as_of)
    )


_NAMING = {AnswerType.PERSON, AnswerType.PLACE}
_CODE = re.compile(r"\b(?=[\w-]*\d)(?=[\w-]*[^\W\d_])[\w-]+\b")


def _are_comparable(parsed: ParsedQuestion, first: Claim, second: Claim) -> bool:
    """Whether both values are of one sort, and of the model or version that the question names."""
    if is_phrase(first.value) or is_phrase(second.value):
        return False
    if any(isinstance(claim.value.readings[0], NameSet) for claim in (first, second)):
        return False
    if is_name(first.value) and parsed.answer_type not in _NAMING:
        return False
    codes = {code.casefold() for code in _CODE.findall(parsed.text)}
    known = [
        {
            word.casefold()
            for word in _CODE.findall(f"{claim.statement.sentence} {claim.statement.context}")
        }
        for claim in (first, second)
    ]
    if (codes & known[0]) != (codes & known[1]):
        return False
    sorts = [sort_of(claim.value) for claim in (first, second)]
    return sorts[0] == sorts[1] or any(
        not sort and claim.table is not None
        for sort, claim in zip(sorts, (first, second), strict=True)
    )


def _is_one_record(first: Claim, second: Claim) -> bool:
    """Whether both stand in tables of one document at one time, or in a sentence of no change."""
    if first.place.document_id != second.place.document_id:
        return False
    if first.table is not None and second.table is not None:
        return first.table != second.table or not (
            first.cell_date and second.cell_date and first.cell_date != second.cell_date
        )
    is_one = first.statement.sentence == second.statement.sentence
    return is_one and (is_name(first.value) or _CHANGE.search(first.statement.sentence) is None)


def conflict_features(evidence: Evidence, first: Claim, second: Claim) -> list[float]:
    """What the probability that two claims conflict is worked out from (CONFLICT_FEATURES)."""
    weights = evidence.term_weights
    total = sum(weights.values()) or 1.0
    said = [covered(weights, claim.statement) for claim in (first, second)]
    shares = [sum(weights[t] for t, has in own.items() if has) / total for own in said]
    found = differences(evidence.parsed, first.statement, second.statement)
    return [
        _logit(second.proposal.probability),
        min(shares),
        float(first.place.document_id == second.place.document_id),
        float(is_name(second.value)),
        float(bool(found - _WEAK_DIFFERENCES)),
        float(type_agreement(evidence.parsed.answer_type, second.statement.text) >= 0.9),
        second.proposal.sentence_cosine or USUAL_COSINE,
    ]


def _logit(probability: float) -> float:
    bounded = min(0.99, max(0.01, probability))
    return math.log(bounded / (1 - bounded))


def judge_pair(question: str, a: Mapping[str, str | None], b: Mapping[str, str | None]) -> Label:
    """Whether two statements ({"text", "sentence", "as_of"}) conflict as answers to a question.

    >>> first = {"text": "46", "sentence": "The mill employs 46 people.", "as_of": None}
    >>> second = {"text": "52", "sentence": "The mill has 52 workers.", "as_of": None}
    >>> judge_pair("How many people work at the mill?", first, second)
    'conflict'
    """
    parsed = parse_question(question)
    first, second = _given(parsed, a), _given(parsed, b)
    compared = _compare(first, second)
    if compared == "same":
        return "same"
    if compared == "incomparable" or differences(parsed, first.statement, second.statement):
        return "different_things"
    if first.is_plan != second.is_plan and not asks_for_plan(question):
        return "different_things"
    return (
        "conflict"
        if _same_time(parsed, first, second, None, evidence_needed=False)
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


def _compare(first: Claim, second: Claim) -> Comparison:
    return compare(first.value, second.value)


def _same_time(
    parsed: ParsedQuestion,
    first: Claim,
    second: Claim,
    as_of: str | None,
    *,
    evidence_needed: bool = True,
) -> bool:
    """Whether the question names no time, or both statements speak of the time it names.

    With `evidence_needed` both must say so; else it is enough that neither says otherwise.
    """
    frame = asked_time(parsed.text, as_of)
    if not frame.names_time:
        return True
    if frame.kind == "now":
        years = [(claim.statement.as_of or "")[:4] for claim in (first, second)]
        return years[0] == years[1]
    fits = [
        time_fit(
            frame,
            claim.statement.sentence,
            claim.statement.span or Span(0, 0),
            claim.statement.as_of,
            context=claim.statement.context,
        )
        for claim in (first, second)
    ]
    return min(fits) >= EXPLICIT_FIT if evidence_needed else (fits[0] < 0.5) == (fits[1] < 0.5)


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


__all__ = ["CONFLICT_FEATURES", "Conflict", "Label", "Side", "find_conflict", "judge_pair"]
