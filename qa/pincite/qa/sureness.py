"""How sure the answer that was decided on is: what confidence is worked out from."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from pincite.qa.choosing import cell_names, features_of, passage_margin
from pincite.qa.citing import plain, surroundings
from pincite.qa.classifier import Classifier, read_classifier
from pincite.qa.confidence import FARTHEST, bounded
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.parsed_question import STOP_WORDS, AnswerType, ParsedQuestion
from pincite.qa.times import speaks_of_year
from pincite.qa.words import stems

ALSO_CHOSEN_BY = (
    "coverage", "missing_rare", "type_agrees", "type_disagrees", "sentence_coverage",
    "sentence_missing_rare", "repeats_question", "several_for_one", "one_for_several",
    "is_not_asked_for", "reranked", "list_reranked", "reranked_lead", "log_share",
    "measure_agrees", "measure_disagrees",
)  # fmt: skip
"""Of CHOICE_FEATURES."""
SURE_FEATURES = (
    "logit", "is_table", "is_list", "is_verdict", "is_computed", "table_logit", "lead",
    "likely_others", "said_other_way", "conflict", "conflict_elsewhere", "margin",
    "passage_margin", "best_other_margin", "within_lead", "agreeing_margin", "first", "score",
    "sentence_cosine", "word_share", "year_missing", "names_missing", "words", "has_digit",
    "any_reranked", "passages_read", "sides_gain",
    "asks_amount", "asks_time", "asks_name", "asks_words", "is_clipped", "wants_list", "terms",
    *ALSO_CHOSEN_BY,
)  # fmt: skip
OUTCOMES = RIGHT, WRONG, ABSENT = 0, 1, 2
"""What comes of giving the answer: it is right, another one is, or the documents hold none."""
WEIGHTS = Path(__file__).parent / "weights" / "sureness.json"
LIKELY = 0.3
_KINDS = (
    {AnswerType.NUMBER, AnswerType.MONEY, AnswerType.PERCENT},
    {AnswerType.DATE, AnswerType.YEAR, AnswerType.CLOCK, AnswerType.DURATION},
    {AnswerType.PERSON, AnswerType.PLACE},
    {AnswerType.REASON, AnswerType.DEFINITION, AnswerType.OTHER},
)
_NAME = re.compile(r"(?<=.)\b(?:[A-Z][\w’'-]*|\d[\d.,]*)", re.DOTALL)
"""Capitalised words and numbers, but for the first word."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """What is known of the answer that was decided on, were it given or withheld."""

    right: float
    """0..1: that it is right."""
    absent: float
    """0..1: that the documents hold no answer."""

    @property
    def share_right(self) -> float:
        """How much likelier right than absent, 0..1; 0 where it cannot be right."""
        return self.right / (self.right + self.absent) if self.right else 0.0


@lru_cache(maxsize=1)
def default_sureness() -> Classifier:
    """The fitted model of OUTCOMES."""
    return read_classifier(WEIGHTS)


def sureness(
    evidence: Evidence,
    proposals: Sequence[Proposal],
    sides: Sequence[Proposal],
    model: Classifier,
) -> Sureness:
    """How sure the first of the proposals is, by a model of OUTCOMES over SURE_FEATURES.

    `sides` are the values that the sources give where they disagree, the one shown first first.
    """
    if not proposals:
        return Sureness(right=0.0, absent=1.0)
    shares = model.shares(sure_features(evidence, proposals, sides)).tolist()
    return Sureness(right=shares[RIGHT], absent=shares[ABSENT])


def sure_features(
    evidence: Evidence, proposals: Sequence[Proposal], sides: Sequence[Proposal]
) -> list[float]:
    """What sureness is worked out from (SURE_FEATURES)."""
    first = proposals[0]
    others = [each for each in proposals[1:] if plain(each.text) != plain(first.text)]
    logit = _logit(first.probability)
    ranked = evidence.ranked[_at(first)]
    chosen_by = features_of(evidence, first, proposals)
    return [
        logit,
        float(first.origin == "table"),
        float(first.origin == "list"),
        float(first.origin == "verdict"),
        float(first.computed is not None),
        logit * (first.origin == "table"),
        logit - _logit(max((each.probability for each in others), default=0.0)),
        float(sum(each.probability > LIKELY for each in others)),
        float(_said_another_way(first, proposals)),
        float(bool(sides)),
        float(bool(sides) and sides[0].places != first.places),
        bounded(first.margin if first.margin is not None else passage_margin(evidence, first)),
        bounded(passage_margin(evidence, first)),
        bounded(_best_other_margin(evidence, first)),
        _lead_within(evidence, first),
        bounded(_agreeing_margin(evidence, first)),
        float(first.rank <= 1),
        ranked.score,
        first.sentence_cosine or max(ranked.candidate.sentence_cosines),
        ranked.candidate.bm25 / (max(each.candidate.bm25 for each in evidence.ranked) or 1.0),
        *_missing(evidence, first),
        math.log1p(len(first.text.split())),
        float(any(character.isdigit() for character in first.text)),
        _any_reranked(proposals),
        math.log(max(1, len(evidence.readings))),
        max(0.0, _logit(_share_of(sides, proposals)) - logit),
        *_asked(evidence.parsed),
        *(chosen_by[name] for name in ALSO_CHOSEN_BY),
    ]


def _any_reranked(proposals: Sequence[Proposal]) -> float:
    """Log-odds by the reranker of there being an answer at all; -FARTHEST where it read nothing."""
    read = [bounded(each.reranked) for each in proposals if each.reranked is not None]
    return float(np.logaddexp.reduce(read)) if read else -FARTHEST


def _asked(parsed: ParsedQuestion) -> list[float]:
    """What kind of thing is asked for, how, and in how many words."""
    return [
        *(float(parsed.answer_type in kinds) for kinds in _KINDS),
        float(parsed.is_clipped),
        float(parsed.wants_list),
        math.log1p(len(parsed.terms)),
    ]


def _share_of(sides: Sequence[Proposal], proposals: Sequence[Proposal]) -> float:
    """The probability that one of the sides is right, each as likely as its likeliest place."""
    return sum(
        max((each.probability for each in proposals if each.places[0] in side.places), default=0.0)
        for side in sides
    )


def _at(proposal: Proposal) -> int:
    return max(proposal.rank, 1) - 1


def _said_another_way(first: Proposal, proposals: Sequence[Proposal]) -> bool:
    return any(
        each.origin != first.origin and plain(each.text) == plain(first.text) for each in proposals
    )


def _best_other_margin(evidence: Evidence, proposal: Proposal) -> float:
    own = _at(proposal)
    others = [reading.margin for at, reading in enumerate(evidence.readings) if at != own]
    return max(others, default=-FARTHEST)


def _lead_within(evidence: Evidence, proposal: Proposal) -> float:
    """The score of the best span of its passage that says the same, less that of another thing."""
    at = _at(proposal)
    if at >= len(evidence.readings):
        return -8.0
    text = evidence.ranked[at].passage.text
    said = plain(proposal.text)
    same, other = -math.inf, -math.inf
    for span in evidence.readings[at].spans[:6]:
        each = plain(text[span.start : span.end])
        if each in said or said in each:
            same = max(same, span.score)
        else:
            other = max(other, span.score)
    if same == other:
        return -8.0
    return max(-8.0, min(8.0, same - other))


def _agreeing_margin(evidence: Evidence, proposal: Proposal) -> float:
    """The highest margin of another passage whose best span shares half of its words."""
    own, best = stems(proposal.text), -FARTHEST
    for at, (ranked, reading) in enumerate(zip(evidence.ranked, evidence.readings, strict=False)):
        if at == _at(proposal) or not reading.spans or reading.margin <= best:
            continue
        span = reading.spans[0]
        theirs = stems(ranked.passage.text[span.start : span.end])
        if theirs and len(own & theirs) >= 0.5 * max(1, min(len(own), len(theirs))):
            best = reading.margin
    return best


def _missing(evidence: Evidence, proposal: Proposal) -> tuple[float, float]:
    """Whether a year of the question is not in its sentence; the share of its names not around."""
    place = proposal.places[0]
    document = evidence.document(place.document_id)
    unit, headings = surroundings(document, place.span)
    over = " ".join((document.title, *headings))
    sentence = f"{over} {' '.join(cell_names(proposal))} {document.quote(unit)}"
    year_missing = any(not speaks_of_year(sentence, year) for year in evidence.parsed.years)
    passage = evidence.ranked[_at(proposal)].passage.text
    names = _names(evidence.parsed.text)
    known = stems(f"{over} {passage}") | stems(sentence)
    return float(year_missing), len(names - known) / max(1, len(names))


def _names(question: str) -> frozenset[str]:
    found = (match.group() for match in _NAME.finditer(question))
    return stems(" ".join(name for name in found if name.casefold() not in STOP_WORDS))


def _logit(probability: float) -> float:
    bounded = min(1 - 1e-3, max(1e-2, probability))
    return math.log(bounded / (1 - bounded))
