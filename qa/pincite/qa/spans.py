"""Answers that are one span: the reader's best spans, weighed with what else is known."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pincite.corpus import Document, Span
from pincite.qa.answer_types import type_agreement
from pincite.qa.cells import within_cell
from pincite.qa.confidence import Logistic
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import UNTYPED, AnswerType, content_words
from pincite.qa.reading import SpanScore
from pincite.qa.retrieval import Ranked, nearness
from pincite.qa.sentences import sentences_of
from pincite.qa.span_edges import tidy, whole_name
from pincite.qa.times import speaks_of_year
from pincite.qa.words import stems

SPANS_A_PASSAGE = 8
"""Of the reader's best, whatever they overlap."""
_PERIOD = re.compile(
    r"[(\[]?(?:1[5-9]|20)\d\d\s?[-–—/]\s?(?:(?:1[5-9]|20)?\d\d|present|today|now)[)\]]?",
    re.IGNORECASE,
)
_ASKS_PERIOD = re.compile(r"\b(?:period|era|phase|years|from when|how long)\b", re.IGNORECASE)
_OFFERS = re.compile(r"\bor\b|^(?:is|are|was|were|do|does|did|can|may)\b", re.IGNORECASE)
"""A question that offers what to choose from, or asks for yes or no."""
LONGEST_HEADING = 80
"""Characters of a heading before its years."""
_CROSSES = re.compile(r"\n[^\S\n]*\n|[|\t]|\*\*")
"""What only stands between paragraphs or cells: no answer runs across it."""
_BREAK = re.compile(r"[.!?]\s+(?=[A-Z])|\n")
MOST_BREAKS = 3
"""Ends of sentences and lines inside a span; more say nothing more."""
SPAN_FEATURES = (
    "margin", "below_best", "score", "cosine", "first", "coverage", "missing_rare",
    "agrees", "disagrees", "words", "repeats_question", "missing_year", "is_row",
    "sentence_cosine", "nearest_sentence", "breaks",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """A reader's span at its place in a document."""

    ranked: Ranked
    place: Place
    text: str
    margin: float
    sentence_cosine: float
    """Of the question with the sentence that the span begins in."""


def propose_spans(evidence: Evidence, model: Logistic) -> list[Proposal]:
    """The reader's spans as proposals, likeliest first, overlapping ones left out."""
    found = list(found_spans(evidence))
    if not found:
        return []
    best = max(span.margin for span in found)
    proposals = [
        Proposal(
            text=span.text,
            places=(span.place,),
            probability=model.probability(span_features(evidence, span, best)),
            rank=span.ranked.rank,
            margin=span.margin,
            sentence_cosine=span.sentence_cosine,
        )
        for span in found
    ]
    proposals.sort(key=lambda proposal: (-proposal.probability, proposal.rank))
    return _apart(proposals)


def found_spans(evidence: Evidence) -> Iterator[FoundSpan]:
    """The reader's best spans of every passage read, at their places in the documents."""
    offers = _OFFERS.search(evidence.parsed.text) is not None
    asked = frozenset() if offers else frozenset(stems(evidence.parsed.text))
    is_of_period = _ASKS_PERIOD.search(evidence.parsed.text) is not None
    for ranked, reading in zip(evidence.ranked, evidence.readings, strict=False):
        document = evidence.document(ranked.passage.document_id)
        sentences = sentences_of(ranked.passage.text)
        seen: set[Span] = set()
        for span in (*reading.spans[:SPANS_A_PASSAGE], *reading.apart):
            start = _behind_questions(ranked.passage.text, sentences, span)
            located = ranked.passage.locate(start, span.end) if start < span.end else None
            if located is None:
                continue
            located = tidy(document.text, located)
            if evidence.parsed.answer_type is AnswerType.PERSON:
                located = whole_name(document.text, located)
            located, cell = within_cell(document, located)
            if located in seen or _CROSSES.search(document.text, located.start, located.end):
                continue
            if _is_period_of_heading(document.text, located) and not is_of_period:
                continue
            if _repeats(document.quote(located), asked):
                continue
            seen.add(located)
            yield FoundSpan(
                ranked,
                Place(document.document_id, located, cell),
                document.quote(located),
                span.score - reading.null_score,
                _sentence_cosine(ranked, sentences, span.start),
            )


def _repeats(text: str, asked: frozenset[str]) -> bool:
    """Whether a span says nothing but words asked with: "Officer" of "the safety officer"."""
    own = stems(" ".join(content_words(text)))
    return bool(own) and own <= asked


def _is_period_of_heading(text: str, span: Span) -> bool:
    """Whether a span is the years that a heading sets behind its words: "Early days (1999-2003)".

    They tell which time the section is about, not when something of it happened.
    """
    if _PERIOD.fullmatch(text, span.start, span.end) is None:
        return False
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    behind = text[span.end : end if end >= 0 else len(text)]
    return 0 < span.start - start < LONGEST_HEADING and behind.strip(" )]*_:") == ""


def _behind_questions(text: str, sentences: Sequence[Span], span: SpanScore) -> int:
    """Where a span begins behind the questions it leads with; its end where it holds nothing else.

    A question of the text, as in a list of frequent ones, answers none.
    """
    held = (each for each in sentences if each.start < span.end and span.start < each.end)
    told = (each for each in held if not text[each.start : each.end].rstrip().endswith("?"))
    first = next(told, None)
    return max(span.start, first.start) if first is not None else span.end


def _sentence_cosine(ranked: Ranked, sentences: Sequence[Span], at: int) -> float:
    cosines = ranked.candidate.sentence_cosines
    for sentence, cosine in zip(sentences, cosines, strict=False):
        if sentence.start <= at < sentence.end:
            return cosine
    return min(cosines)


def span_features(evidence: Evidence, span: FoundSpan, best: float) -> list[float]:
    """What a span's probability is worked out from (SPAN_FEATURES)."""
    parsed, passage = evidence.parsed, span.ranked.passage
    covered, missing_rare = coverage(evidence, passage.text)
    agreement = type_agreement(parsed.answer_type, span.text)
    typed = parsed.answer_type not in UNTYPED
    own = stems(span.text)
    asked = set(evidence.term_weights)
    return [
        max(-12.0, min(12.0, span.margin)),
        max(-12.0, span.margin - best),
        span.ranked.score,
        nearness(span.ranked.candidate),
        float(span.ranked.rank == 1),
        covered,
        missing_rare,
        float(typed and agreement >= 0.9),
        float(typed and agreement < 0.5),
        math.log1p(len(span.text.split())),
        len(own & asked) / len(own) if own else 1.0,
        float(any(not speaks_of_year(passage.text, year) for year in parsed.years)),
        float(passage.kind == "row"),
        span.sentence_cosine,
        float(span.sentence_cosine >= max(span.ranked.candidate.sentence_cosines)),
        float(min(MOST_BREAKS, len(_BREAK.findall(span.text)))),
    ]


def coverage(evidence: Evidence, text: str) -> tuple[float, float]:
    """The weighted share of the question's terms in a text, and the rarest missing one's weight."""
    known = stems(text)
    missing = [weight for term, weight in evidence.term_weights.items() if term not in known]
    return coverage_of(evidence, known), max(missing, default=0.0)


def coverage_of(evidence: Evidence, known: frozenset[str]) -> float:
    """The weighted share of the question's terms that are among the stems, 0..1."""
    weights = evidence.term_weights
    total = sum(weights.values())
    if not total:
        return 1.0
    return sum(weight for term, weight in weights.items() if term in known) / total


def _apart(proposals: list[Proposal]) -> list[Proposal]:
    """The proposals without those that overlap a likelier one."""
    kept: list[Proposal] = []
    for proposal in proposals:
        place = proposal.places[0]
        if not any(
            place.document_id == other.places[0].document_id
            and place.span.overlaps(other.places[0].span)
            for other in kept
        ):
            kept.append(proposal)
    return kept


def best_inside(document: Document, span: Span, spans: Sequence[Proposal]) -> float:
    """The probability of the likeliest proposal that stands within a span; 0 where none does."""
    return max(
        (
            proposal.probability
            for proposal in spans
            if proposal.places[0].document_id == document.document_id
            and proposal.places[0].span.within(span)
        ),
        default=0.0,
    )
