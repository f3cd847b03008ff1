"""Which of the proposals becomes the answer, and how sure that is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pincite.qa.citing import plain
from pincite.qa.confidence import Logistic
from pincite.qa.conflicts import Conflict, find_conflict
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.lists import propose_lists
from pincite.qa.parsed_question import AnswerType
from pincite.qa.retrieval import nearness
from pincite.qa.spans import agreeing, coverage, propose_spans
from pincite.qa.tables import propose_from_tables
from pincite.qa.yes_no import propose_verdicts

ANSWER_FEATURES = (
    "best", "gap", "agreeing", "cosine", "coverage", "missing_rare", "missing_year", "no_terms",
)  # fmt: skip
LIKELY = 0.5
"""A special way of answering goes before a plain span from this probability on."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The proposals in the order of preference and the confidence in the first."""

    proposals: tuple[Proposal, ...]
    confidence: float
    """0..1: that the first proposal answers the question; 0 without proposals."""
    conflict: Conflict | None = None
    """The different values that the sources give, where they disagree."""


def decide(evidence: Evidence, models: Mapping[str, Logistic]) -> Decision:
    """The answer that the evidence speaks for, by all ways of answering."""
    spans = propose_spans(evidence, models["span"])
    if evidence.parsed.answer_type is AnswerType.YES_NO:
        verdicts = propose_verdicts(evidence, spans, models["yes_no"])
        return Decision(tuple(verdicts), verdicts[0].probability if verdicts else 0.0)
    confidence = _confidence(evidence, spans, models["answer"])
    special = _special(evidence, spans, models)
    if special and special[0].probability >= min(LIKELY, confidence):
        return _with_conflict(evidence, (*special, *spans), special[0].probability)
    return _with_conflict(evidence, tuple(spans), confidence)


def _special(
    evidence: Evidence, spans: Sequence[Proposal], models: Mapping[str, Logistic]
) -> list[Proposal]:
    """What tables and lists propose, likeliest first."""
    proposals = propose_from_tables(evidence) + propose_lists(evidence, spans, models["list"])
    return sorted(proposals, key=lambda proposal: -proposal.probability)


def _with_conflict(
    evidence: Evidence, proposals: tuple[Proposal, ...], confidence: float
) -> Decision:
    conflict = None
    if proposals and not proposals[0].items and proposals[0].computed is None:
        conflict = find_conflict(evidence, proposals, as_of=evidence.as_of)
    return Decision(proposals, confidence, conflict)


def _confidence(evidence: Evidence, spans: Sequence[Proposal], model: Logistic) -> float:
    return model.probability(answer_features(evidence, spans)) if spans else 0.0


def answer_features(evidence: Evidence, spans: Sequence[Proposal]) -> list[float]:
    """What the confidence in the first span is worked out from (ANSWER_FEATURES)."""
    best = spans[0]
    others = [span.probability for span in spans[1:] if plain(span.text) != plain(best.text)]
    ranked = evidence.ranked[best.rank - 1]
    covered, missing_rare = coverage(evidence, ranked.passage.text)
    return [
        _logit(best.probability),
        _logit(best.probability) - _logit(max(others, default=0.0)),
        math.log(agreeing(list(spans[:10]))),
        nearness(ranked.candidate),
        covered,
        missing_rare,
        float(any(year not in ranked.passage.text for year in evidence.parsed.years)),
        float(not evidence.term_weights),
    ]


def _logit(probability: float) -> float:
    bounded = min(1 - 1e-4, max(1e-4, probability))
    return math.log(bounded / (1 - bounded))
