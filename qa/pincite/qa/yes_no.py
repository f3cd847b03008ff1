"""Yes/no questions: the sentence that decides them, and whether it supports or denies."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pincite.corpus import BulletList, Document, Paragraph, Span
from pincite.qa.answers import Verdict
from pincite.qa.confidence import FARTHEST, Logistic, bounded
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import AnswerType
from pincite.qa.polarity import mismatches, verdict
from pincite.qa.reranking import text_at
from pincite.qa.sentences import sentences_within
from pincite.qa.several.blocks import lead_in_of
from pincite.qa.span_edges import LABEL
from pincite.qa.spans import best_inside, coverage_of
from pincite.qa.words import stems

YES_NO_FEATURES = (
    "coverage", "cosine", "rank", "missing_rare", "mismatch", "best_span", "is_sentence",
    "answers_question", "reranked", "reranked_lead",
)  # fmt: skip
PASSAGES_SEARCHED = 5
LONGEST_LEAD = 120
"""Characters."""
SENTENCES_COMPARED, SENTENCES_READ = 12, 8

_ASKS = re.compile(r"\?[\"”'’)*_]*\s*$")
_ENDS = re.compile(r"[.!:;][\"”'’)*_\]]*\s*$")
_PICTURE = re.compile(r"^\s*[\[<]")
_FIRST_WORD = re.compile(
    r"^[\W_]*(?:A:\s*)?(?:sorry,?\s+)?(?P<word>yes|no)(?=[,.;:!]|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Decider:
    """A sentence that may decide the question."""

    document: Document
    span: Span
    text: str
    asked: str
    """The question that stands before it ("Can it be repaired? No."), or empty."""
    rank: int
    coverage: float
    lead: str = ""
    """What announces the list that it is an item of ("It is forbidden:")."""
    reranked: float | None = None
    """That it decides the question, by the reranker, in log-odds."""

    @property
    def said(self) -> str:
        """What it says, an item of a list with what announces it."""
        return f"{self.lead} {self.text}" if self.lead else self.text

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.document.document_id, self.span)


def propose_verdicts(
    evidence: Evidence, spans: Sequence[Proposal], model: Logistic
) -> list[Proposal]:
    """The sentences that decide a yes/no question, likeliest first; empty for other questions."""
    if evidence.parsed.answer_type is not AnswerType.YES_NO:
        return []
    proposals = [
        _proposal(evidence, one, model.probability(features))
        for one, features in found_deciders(evidence, spans)
    ]
    return sorted(proposals, key=lambda proposal: -proposal.probability)


def found_deciders(
    evidence: Evidence, spans: Sequence[Proposal]
) -> list[tuple[Decider, list[float]]]:
    """The sentences nearest the question, each with its features (YES_NO_FEATURES)."""
    found = sorted(_sentences(evidence), key=lambda one: (-one.coverage, one.rank))
    found = found[:SENTENCES_COMPARED]
    texts = [f"{one.asked} {one.said}".strip() for one in found]
    cosines = evidence.similarity(evidence.parsed.text, texts) if found else []
    near = sorted(zip(found, cosines, strict=True), key=lambda each: -each[0].coverage - each[1])
    near = near[:SENTENCES_READ]
    judged = _judged(evidence, [one for one, _ in near])
    found_features = []
    for at, (one, (_, cosine)) in enumerate(zip(judged, near, strict=True)):
        answers = one.reranked or 0.0
        others = (each.reranked or 0.0 for n, each in enumerate(judged) if n != at)
        lead = bounded(answers) - bounded(max(others, default=-FARTHEST))
        features = [*_features(evidence, spans, one, cosine), bounded(answers), lead]
        found_features.append((one, features))
    return found_features


def _judged(evidence: Evidence, found: Sequence[Decider]) -> list[Decider]:
    """The sentences with what the reranker says of each."""
    if evidence.judge is None:
        return list(found)
    judged = evidence.judge([text_at(one.document, [one.place]) for one in found])
    return [replace(one, reranked=answers) for one, answers in zip(found, judged, strict=True)]


def _features(
    evidence: Evidence, spans: Sequence[Proposal], one: Decider, cosine: float
) -> list[float]:
    known = stems(f"{one.asked} {one.said}")
    missing = [weight for term, weight in evidence.term_weights.items() if term not in known]
    return [
        one.coverage,
        cosine,
        1.0 / one.rank,
        max(missing, default=0.0),
        float(mismatches(evidence.parsed.text, one.said)),
        best_inside(one.document, one.span, spans),
        float(_ENDS.search(one.text) is not None),
        float(bool(one.asked)),
    ]


def _sentences(evidence: Evidence) -> Iterator[Decider]:
    seen: set[tuple[str, int]] = set()
    for ranked in evidence.ranked[:PASSAGES_SEARCHED]:
        document = evidence.document(ranked.passage.document_id)
        asked = ""
        for span, around, lead in _units(document, ranked.passage.span):
            text = document.quote(span)
            if _ASKS.search(text):
                asked = text
                continue
            before, asked = asked or (around if _ASKS.search(around) else ""), ""
            if (document.source, span.start) in seen or _PICTURE.match(text):
                continue
            seen.add((document.source, span.start))
            known = stems(text) | stems(around) | stems(before) | stems(lead)
            covered = coverage_of(evidence, known)
            yield Decider(document, span, text, before, ranked.rank, covered, lead)


def _units(document: Document, within: Span) -> Iterator[tuple[Span, str, str]]:
    """Sentences and list items that a passage touches, each with heading above and lead-in."""
    for position in document.positions_over(within):
        block = document.blocks[position]
        around = " ".join(block.path[-1:])
        if isinstance(block, Paragraph):
            for sentence in sentences_within(document.text, block.span):
                if sentence.overlaps(within):
                    label = LABEL.match(document.text, sentence.start, sentence.end)
                    start = label.end() if label else sentence.start
                    yield Span(start, sentence.end), around, ""
        elif isinstance(block, BulletList):
            above = lead_in_of(document, position)
            lead = document.quote(above) if above else ""
            for item in block.items:
                yield item, around, lead if len(lead) <= LONGEST_LEAD else ""


def _proposal(evidence: Evidence, one: Decider, probability: float) -> Proposal:
    return Proposal(
        text=one.text,
        places=(one.place,),
        probability=probability,
        rank=one.rank,
        origin="verdict",
        reranked=one.reranked,
        verdict=verdict_of(evidence.parsed.text, one),
    )


def verdict_of(question: str, one: Decider) -> Verdict:
    """What the sentence says; a "No" to a question before it denies what that one asks.

    What follows the "No" decides instead where it speaks more of what is asked.
    """
    first = _FIRST_WORD.match(one.text)
    if first is None or not one.asked:
        return verdict(question, one.said)
    rest = one.text[first.end() :].strip(" ,.;:!")
    asked = stems(question)
    if len(asked & stems(rest)) > len(asked & stems(one.asked)):
        return verdict(question, rest)
    asks_alike = verdict(question, one.asked) == "supports"
    return "supports" if asks_alike == (first["word"].casefold() == "yes") else "denies"
