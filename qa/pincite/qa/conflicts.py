"""Disagreement: different values for the same thing, and which of them stands first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pincite.corpus import Span
from pincite.qa.citing import plain, surroundings
from pincite.qa.clauses import find_span
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import AnswerType, ParsedQuestion, parse_question
from pincite.qa.plans import asks_for_plan, is_plan
from pincite.qa.same_thing import other_thing
from pincite.qa.times import asked_time, ordinals, sentence_date, statement_date, time_fit
from pincite.qa.topics import Statement
from pincite.qa.values import Amount, Comparison, Value, compare, is_phrase, parse_value
from pincite.qa.values.amounts import amounts_in

Label = Literal["conflict", "same", "different_things"]
PROPOSALS_WEIGHED = 16
LIKELY = 0.15  # a value needs this probability, and this share of the best one's, to be weighed
LIKELY_SHARE = 0.35
BESIDE = 24  # characters around a span in which its hedge and unit are looked for


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


@dataclass(frozen=True, slots=True)
class _Claim:
    proposal: Proposal
    statement: Statement
    value: Value
    is_plan: bool
    source: str
    """Hash of the document it comes from."""


def find_conflict(
    evidence: Evidence, proposals: Sequence[Proposal], *, as_of: str | None = None
) -> Conflict | None:
    """The different values that likely proposals give for what is asked, or None.

    `proposals` are single spans, likeliest first; `as_of` is what counts as today.
    """
    parsed = evidence.parsed
    if not proposals or parsed.wants_list or parsed.answer_type in _NO_VALUES:
        return None
    claims = _claims(evidence, proposals)
    if len(claims) < 2:
        return None
    clusters = _clusters(parsed, claims, as_of)
    if len(clusters) < 2:
        return None
    sides = sorted((_side(cluster) for cluster in clusters), key=_order)
    return Conflict(tuple(sides), _note(sides))


_NO_VALUES = {AnswerType.YES_NO, AnswerType.REASON, AnswerType.DEFINITION}


def judge_pair(question: str, a: Mapping[str, str | None], b: Mapping[str, str | None]) -> Label:
    """Whether two statements ({"text", "sentence", "as_of"}) conflict as answers to a question."""
    parsed = parse_question(question)
    return _judge(parsed, _given(parsed, a), _given(parsed, b), None)


def _given(parsed: ParsedQuestion, row: Mapping[str, str | None]) -> _Claim:
    text, sentence = row.get("text") or "", row.get("sentence") or ""
    span = find_span(sentence, text)
    statement = Statement(text, sentence, row.get("as_of"), span=span)
    planned = span is not None and is_plan(sentence, span)
    proposal = Proposal(text=text, places=(), probability=1.0, rank=0)
    return _Claim(proposal, statement, _value(parsed, text, sentence, span), planned, "")


def _value(parsed: ParsedQuestion, text: str, sentence: str, span: Span | None) -> Value:
    """The span's value; a hedge, magnitude or unit that stands beside the span belongs to it."""
    value = parse_value(text, parsed.answer_type)
    if span is None or not isinstance(value.readings[0], Amount):
        return value
    start, end = max(0, span.start - BESIDE), min(len(sentence), span.end + BESIDE)
    for found in amounts_in(sentence[start:end]):
        low, high = start + found.start, start + found.end
        if low <= span.start and span.end <= high and high - low > len(span):
            return replace(value, readings=(found.amount, *value.readings[1:]))
    return value


def _claims(evidence: Evidence, proposals: Sequence[Proposal]) -> list[_Claim]:
    """The proposals that are likely in themselves, as statements with their values."""
    least = max(LIKELY, LIKELY_SHARE * proposals[0].probability)
    likely = [p for p in proposals[:PROPOSALS_WEIGHED] if p.probability >= least and p.places]
    return [_claim(evidence, proposal) for proposal in likely]


def _claim(evidence: Evidence, proposal: Proposal) -> _Claim:
    place = proposal.places[0]
    document = evidence.document(place.document_id)
    around, heading = surroundings(document, place.span)
    sentence = document.quote(around)
    span = Span(place.span.start - around.start, place.span.end - around.start)
    statement = Statement(
        text=proposal.text,
        sentence=sentence,
        as_of=statement_date(sentence, span) or sentence_date(sentence) or document.as_of,
        context=" ".join((document.title, *heading)),
        span=span,
    )
    value = _value(evidence.parsed, proposal.text, sentence, span)
    return _Claim(proposal, statement, value, is_plan(sentence, span), document.sha256)


def _judge(parsed: ParsedQuestion, first: _Claim, second: _Claim, as_of: str | None) -> Label:
    compared = _compare(first, second)
    if compared == "incomparable":
        return "different_things"
    if other_thing(parsed, first.statement, second.statement):
        return "same" if compared == "same" else "different_things"
    if compared == "same":
        return "same"
    if first.is_plan != second.is_plan and not asks_for_plan(parsed.text):
        return "different_things"
    return "conflict" if _same_time(parsed, first, second, as_of) else "different_things"


def _compare(first: _Claim, second: _Claim) -> Comparison:
    compared = compare(first.value, second.value)
    if is_phrase(first.value) != is_phrase(second.value):
        return "same" if compared == "same" else "incomparable"
    return compared


def _same_time(parsed: ParsedQuestion, first: _Claim, second: _Claim, as_of: str | None) -> bool:
    """Whether the question names no time, or both statements speak of the time it names."""
    frame = asked_time(parsed.text, as_of)
    if not frame.names_time:
        return True
    if frame.kind == "now":
        dates = [_year(claim.statement.as_of) for claim in (first, second)]
        return dates[0] == dates[1]
    fits = [
        time_fit(frame, claim.statement.sentence, claim.statement.span or Span(0, 0), claim.statement.as_of)
        for claim in (first, second)
    ]
    return (fits[0] < 0.5) == (fits[1] < 0.5)


def _year(as_of: str | None) -> str | None:
    return as_of[:4] if as_of else None


def _clusters(
    parsed: ParsedQuestion, claims: Sequence[_Claim], as_of: str | None
) -> list[list[_Claim]]:
    """Claims that say the same together; only those that conflict with the likeliest one stay."""
    clusters: list[list[_Claim]] = [[claims[0]]]
    for claim in claims[1:]:
        same = next((c for c in clusters if _compare(c[0], claim) == "same"), None)
        if same is not None:
            same.append(claim)
        elif all(_judge(parsed, c[0], claim, as_of) == "conflict" for c in clusters):
            clusters.append([claim])
    return clusters


def _side(cluster: Sequence[_Claim]) -> Side:
    dates = [claim.statement.as_of for claim in cluster if claim.statement.as_of]
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


def _independent(cluster: Sequence[_Claim]) -> int:
    """How many sources say it, those with the same text or the same sentence counted once."""
    by_sentence = {plain(claim.statement.sentence): claim.source for claim in cluster}
    return len(set(by_sentence.values()))


def _order(side: Side) -> tuple[bool, int, int, float, float]:
    """Facts before plans, then the newest, then most sources, then the most precise."""
    newest = ordinals(side.as_of)[1] if side.as_of else 0
    return side.is_plan, -newest, -side.sources, -side.value.precision, -side.proposal.probability


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


__all__ = ["Conflict", "Label", "Side", "find_conflict", "judge_pair"]
