"""How likely two claims conflict: what rules out at once, and a fitted model over what is left."""

import math
import re
from functools import lru_cache
from pathlib import Path

from pincite.qa.clauses import clause_around
from pincite.qa.confidence import Logistic, bounded, load_models
from pincite.qa.disagreement.claims import Claim, sort_of
from pincite.qa.disagreement.distances import distance
from pincite.qa.disagreement.likeness import likeness_by_words
from pincite.qa.disagreement.same_thing import differences
from pincite.qa.disagreement.timing import same_time
from pincite.qa.disagreement.topics import covered
from pincite.qa.evidence import Evidence
from pincite.qa.parsed_question import AnswerType, ParsedQuestion
from pincite.qa.plans import asks_for_plan
from pincite.qa.values import Comparison, NameSet, compare, is_name, is_phrase
from pincite.qa.words import stems

WEIGHTS = Path(__file__).parent.parent / "weights" / "conflicts.json"
CONFLICT_FEATURES = (
    "margin", "reader_share", "probability", "covered", "lost", "clause", "differences",
    "same_document", "table", "slot", "lost_number", "ratio", "near", "years_apart",
    "unasked_name", "likeness",
)  # fmt: skip
UNREAD_MARGIN = -6.0  # of a claim that no reader proposed, such as a cell
SLOT_WORDS = 5  # words on each side of a value that say what it is the value of
# In running text other names and words around a value say little: on the development questions
# of four folders they told conflicts from others no better than chance (November 2026).
WEAK_DIFFERENCES = {"asked name", "names", "term"}
_NAMING = {AnswerType.PERSON, AnswerType.PLACE}
_FROM_TO = re.compile(r"\bfrom\b[^.;]*\d[^.;]*\bto\b[^.;]*\d", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:instead of|rather than|no longer|previously|"
    r"formerly|used to|up from|down from|according to|elsewhere|today|though|speaks? of|put at|"
    r"replac\w+|succe\w+|taken over)\b|\bwas\b.*\bnow\b",
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
    """Whether two claims can conflict at all: other values, one time, no plan against a fact.

    The cells of one table do not contradict one another: their rows and columns tell them apart.
    """
    return (
        not _are_both_cells(first, second)
        and may_differ(parsed, first, second)
        and same_time(parsed, first, second, as_of)
    )


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


def _are_both_cells(first: Claim, second: Claim) -> bool:
    """Whether both stand in tables of one document."""
    is_one = first.place.document_id == second.place.document_id
    return is_one and first.table is not None and second.table is not None


def _is_one_record(first: Claim, second: Claim) -> bool:
    """Whether both stand in tables of one document at one time, or in a sentence of no change."""
    if first.place.document_id != second.place.document_id:
        return False
    if _are_both_cells(first, second):
        return first.table != second.table or not (
            first.cell_date and second.cell_date and first.cell_date != second.cell_date
        )
    sentence = first.statement.sentence
    if sentence != second.statement.sentence or _CHANGE.search(sentence):
        return False
    moved = _FROM_TO.search(sentence)
    return moved is None or not all(
        claim.proposal.text in moved.group() for claim in (first, second)
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
    ratio, near, years_apart = distance(first, second)
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
        likeness_by_words(parsed, first, second),
    ]


def _margin(claim: Claim) -> float:
    margin = claim.proposal.margin
    return UNREAD_MARGIN if margin is None else bounded(margin)


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


def _slot(claim: Claim) -> frozenset[str]:
    statement = claim.statement
    if statement.span is None:
        return frozenset()
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
