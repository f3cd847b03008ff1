"""How likely two claims conflict: what rules out at once, and a fitted model over what is left."""

import math
import re
from functools import lru_cache
from pathlib import Path

from pincite.corpus import Span
from pincite.qa.clauses import clause_around
from pincite.qa.confidence import Logistic, load_models
from pincite.qa.disagreement.claims import Claim, sort_of
from pincite.qa.disagreement.same_thing import differences
from pincite.qa.disagreement.topics import covered
from pincite.qa.evidence import Evidence
from pincite.qa.parsed_question import AnswerType, ParsedQuestion
from pincite.qa.plans import asks_for_plan
from pincite.qa.times import asked_time, is_former, time_fit
from pincite.qa.values import Amount, Comparison, Moment, NameSet, compare, is_name, is_phrase
from pincite.qa.words import stems

WEIGHTS = Path(__file__).parent.parent / "weights" / "conflicts.json"
CONFLICT_FEATURES = (
    "margin", "reader_share", "probability", "covered", "lost", "clause", "differences",
    "same_document", "table", "slot", "lost_number", "ratio", "near", "years_apart",
    "unasked_name",
)  # fmt: skip
UNREAD_MARGIN = -6.0  # of a claim that no reader proposed, such as a cell
MOST_MARGIN = 12.0
NEAR_RATIO = 1.6
FARTHEST = 3.0  # of the logarithm of a ratio or of years, so that no single figure rules
SLOT_WORDS = 5  # words on each side of a value that say what it is the value of
EXPLICIT_FIT = 0.8  # of a statement with a date of its own, or of a document of that time
# In running text other names and words around a value say little: on the development questions
# of four folders they told conflicts from others no better than chance (November 2026).
WEAK_DIFFERENCES = {"asked name", "names", "term"}
_NAMING = {AnswerType.PERSON, AnswerType.PLACE}
_CHANGE = re.compile(
    r"\bfrom\b.*\bto\b|\b(?:instead of|rather than|no longer|not|previously|formerly|used to|"
    r"up from|down from|while|according to|elsewhere|other|today|after|until|though|against|"
    r"speaks? of|put at|says|gives|still|then|replac\w+|succe\w+|taken over)\b|"
    r"\bwas\b.*\bnow\b",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"(?<![\w.])(?:\d[\d.,:]*\d|\d)(?!\w)")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1)
def default_model() -> Logistic:
    """The fitted model that says whether two claims conflict."""
    return load_models(WEIGHTS)["conflict"]


def compare_claims(first: Claim, second: Claim) -> Comparison:
    """Whether two claims give the same value."""
    return compare(first.value, second.value)


def may_conflict(parsed: ParsedQuestion, first: Claim, second: Claim, as_of: str | None) -> bool:
    """Whether two claims can conflict at all: other values, one time, no plan against a fact."""
    return may_differ(parsed, first, second) and same_time(parsed, first, second, as_of)


def may_differ(parsed: ParsedQuestion, first: Claim, second: Claim) -> bool:
    """Whether two claims can give other values of one thing, be it at two times."""
    return (
        compare_claims(first, second) == "different"
        and _are_comparable(first, second)
        and not _is_one_record(first, second)
        and (first.is_plan == second.is_plan or asks_for_plan(parsed.text))
    )


def _are_comparable(first: Claim, second: Claim) -> bool:
    """Whether both values are of one sort, words and enumerations left out."""
    if is_phrase(first.value) or is_phrase(second.value):
        return False
    if any(isinstance(claim.value.readings[0], NameSet) for claim in (first, second)):
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
    return is_one and _CHANGE.search(first.statement.sentence) is None


def same_time(
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
        return _hold_together(first, second)
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


def _hold_together(first: Claim, second: Claim) -> bool:
    """Whether both claims speak from the same date, and neither of what is over."""
    dates = [claim.statement.as_of for claim in (first, second)]
    return dates[0] == dates[1] and not any(
        claim.statement.span and is_former(claim.statement.sentence, claim.statement.span)
        for claim in (first, second)
    )


def conflict_probability(evidence: Evidence, first: Claim, second: Claim) -> float:
    """The fitted probability that two claims give other values of one thing, 0..1."""
    return default_model().probability(conflict_features(evidence, first, second))


def conflict_features(evidence: Evidence, first: Claim, second: Claim) -> list[float]:
    """What the probability that `second` conflicts with `first` is worked out from."""
    parsed = evidence.parsed
    found = differences(parsed, first.statement, second.statement)
    said, lost = _coverage(evidence, first, second)
    margin = _margin(second)
    ratio, near, years_apart = _distance(first, second)
    return [
        margin,
        1 / (1 + math.exp(-margin)),
        second.proposal.probability,
        said,
        lost,
        _clause_coverage(evidence, second),
        float(len(found - WEAK_DIFFERENCES)),
        float(first.place.document_id == second.place.document_id),
        float(second.table is not None),
        _shared_slot(first, second),
        float(_loses_number(parsed.text, first, second)),
        ratio,
        float(near),
        years_apart,
        float(is_name(second.value) and parsed.answer_type not in _NAMING),
    ]


def _margin(claim: Claim) -> float:
    margin = claim.proposal.margin
    return UNREAD_MARGIN if margin is None else max(-MOST_MARGIN, min(MOST_MARGIN, margin))


def _coverage(evidence: Evidence, first: Claim, second: Claim) -> tuple[float, float]:
    """Shares of the question's terms: those the second says, those that only the first says."""
    weights = evidence.term_weights
    total = sum(weights.values()) or 1.0
    one, other = (covered(weights, claim.statement) for claim in (first, second))
    said = sum(weight for term, weight in weights.items() if other[term])
    lost = sum(weight for term, weight in weights.items() if one[term] and not other[term])
    return said / total, lost / total


def _clause_coverage(evidence: Evidence, claim: Claim) -> float:
    """The share of the question's terms in the clause that the value stands in."""
    statement, weights = claim.statement, evidence.term_weights
    if statement.span is None:
        return 0.0
    clause = clause_around(statement.sentence, statement.span)
    known = stems(statement.sentence[clause.start : clause.end])
    return sum(weights[t] for t in weights if t in known) / (sum(weights.values()) or 1.0)


def _shared_slot(first: Claim, second: Claim) -> float:
    """The share of the words next to one value that stand next to the other, too."""
    one, other = _slot(first), _slot(second)
    return len(one & other) / max(1, min(len(one), len(other)))


def _slot(claim: Claim) -> set[str]:
    statement = claim.statement
    if statement.span is None:
        return set()
    before = _WORD.findall(statement.sentence[: statement.span.start])[-SLOT_WORDS:]
    after = _WORD.findall(statement.sentence[statement.span.end :])[:SLOT_WORDS]
    return stems(" ".join((*before, *after)))


def _loses_number(question: str, first: Claim, second: Claim) -> bool:
    """Whether a number of the question stands with the first value and not with the second."""
    said = [f"{c.statement.sentence} {c.statement.context}" for c in (first, second)]
    return any(
        number in said[0] and number not in said[1]
        for number in _NUMBER.findall(question.rstrip(" ?.!"))
    )


def _distance(first: Claim, second: Claim) -> tuple[float, bool, float]:
    """How far two values lie apart: logarithm of their ratio, whether near, log of the years."""
    one, other = first.value.readings[0], second.value.readings[0]
    if isinstance(one, Amount) and isinstance(other, Amount):
        if one.dimension == "clock":
            hours = abs(one.number - other.number) / 60
            return min(FARTHEST, hours / 3), hours <= 1, 0.0
        sizes = abs(one.number * one.factor), abs(other.number * other.factor)
        if min(sizes) > 0:
            ratio = abs(math.log(sizes[0] / sizes[1]))
            return min(FARTHEST, ratio), ratio < math.log(NEAR_RATIO), 0.0
    if isinstance(one, Moment) and isinstance(other, Moment):
        years = abs(one.first - other.first) / 365
        return 0.0, years < 2, min(FARTHEST, math.log1p(years))
    return 0.0, False, 0.0
