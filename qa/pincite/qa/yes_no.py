"""Yes/no questions: the sentence that decides them, and whether it supports or denies."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pincite.corpus import BulletList, Document, Paragraph, Span
from pincite.corpus.sentences import sentence_spans
from pincite.qa.answers import Verdict
from pincite.qa.confidence import Logistic
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import WORD, YEAR, AnswerType
from pincite.qa.spans import best_inside, coverage_of
from pincite.qa.words import stem, stems

YES_NO_FEATURES = ("coverage", "cosine", "rank", "missing_rare", "mismatch", "best_span")
PASSAGES_SEARCHED = 5
SENTENCES_COMPARED = 12

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without|hardly|except|excluding|"
    r"excludes?|excluded|unless|refus\w+|forbid\w*|forbidden|prohibit\w*|ban(?:ned|s)?|"
    r"lacks?|fail(?:s|ed)?|den(?:y|ies|ied)|rejected|barred|void|ceased?|abolish\w+|withdrawn|"
    r"instead of|rather than|no longer)\b|n['’]t\b",
    re.IGNORECASE,
)
_ANTONYMS = tuple(
    (frozenset(map(stem, left.split())), frozenset(map(stem, right.split())))
    for left, right in (
        (
            "increase rise grow gain more higher up expand",
            "decrease fall shrink drop decline less fewer lower down cut reduce",
        ),
        ("before earlier", "after later"),
        ("first", "last"),
        ("largest biggest highest most longest", "smallest lowest least shortest"),
        ("larger bigger greater longer", "smaller shorter"),
        ("allowed permitted may can", "forbidden prohibited banned"),
        ("mandatory compulsory obligatory required must", "optional voluntary"),
        ("open opened start started begin began launched", "close closed end ended stopped"),
        ("buy bought acquire acquired", "sell sold"),
        ("include included", "exclude excluded"),
        ("free", "charged paid fee"),
        ("same identical equal", "different unequal"),
        ("inside internal indoors", "outside external outdoors"),
        ("win won", "lose lost"),
        ("full whole entire complete", "partial part half"),
        ("merger acquisition", "independent separate partnership"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Decider:
    """A sentence that may decide the question."""

    document: Document
    span: Span
    text: str
    rank: int
    coverage: float


def propose_verdicts(
    evidence: Evidence, spans: Sequence[Proposal], model: Logistic
) -> list[Proposal]:
    """The sentences that decide a yes/no question, likeliest first; empty for other questions."""
    if evidence.parsed.answer_type is not AnswerType.YES_NO:
        return []
    sentences = sorted(_sentences(evidence), key=lambda one: (-one.coverage, one.rank))
    sentences = sentences[:SENTENCES_COMPARED]
    if not sentences:
        return []
    cosines = evidence.similarity(evidence.parsed.text, [one.text for one in sentences])
    proposals = [
        _proposal(evidence, spans, model, one, cosine)
        for one, cosine in zip(sentences, cosines, strict=True)
    ]
    return sorted(proposals, key=lambda proposal: -proposal.probability)


def _sentences(evidence: Evidence) -> Iterator[_Decider]:
    seen: set[tuple[str, int]] = set()
    for ranked in evidence.ranked[:PASSAGES_SEARCHED]:
        document = evidence.document(ranked.passage.document_id)
        for span, around in _units(document, ranked.passage.span):
            if (document.source, span.start) in seen:
                continue
            seen.add((document.source, span.start))
            text = document.quote(span)
            known = stems(text) | stems(around)
            yield _Decider(document, span, text, ranked.rank, coverage_of(evidence, known))


def _units(document: Document, within: Span) -> Iterator[tuple[Span, str]]:
    """Sentences and list items that a passage touches, each with the headings above it."""
    for block in document.blocks:
        if not block.span.overlaps(within):
            continue
        around = " ".join(block.path[-1:])
        if isinstance(block, Paragraph):
            for sentence in sentence_spans(document.text, block.span):
                if sentence.overlaps(within):
                    yield sentence, around
        elif isinstance(block, BulletList):
            for item in block.items:
                yield item, around


def _proposal(
    evidence: Evidence, spans: Sequence[Proposal], model: Logistic, one: _Decider, cosine: float
) -> Proposal:
    mismatched = mismatches(evidence.parsed.text, one.text)
    missing = [
        weight for term, weight in evidence.term_weights.items() if term not in stems(one.text)
    ]
    features = [
        one.coverage, cosine, 1.0 / one.rank, max(missing, default=0.0), float(mismatched),
        best_inside(one.document, one.span, spans),
    ]  # fmt: skip
    return Proposal(
        text=one.text,
        places=(Place(one.document.document_id, one.span),),
        probability=model.probability(features),
        rank=one.rank,
        origin="verdict",
        verdict=verdict(evidence.parsed.text, one.text),
    )


def verdict(question: str, sentence: str) -> Verdict:
    """Whether a sentence about what is asked supports it or denies it.

    It denies when exactly one of negation, opposite word or other value stands against it.

    >>> verdict("Is the group a merger?", "The group is not a merger.")
    'denies'
    >>> verdict("Did sales fall in 2018?", "In 2018 sales fell by 2 %.")
    'supports'
    """
    against = bool(_NEGATION.search(question)) != bool(_NEGATION.search(sentence))
    if _opposite(stems(question), stems(sentence)):
        against = not against
    return "denies" if against or mismatches(question, sentence) else "supports"


def mismatches(question: str, sentence: str) -> bool:
    """Whether the question names a number or year where the sentence names only others.

    >>> mismatches("Does it hold 40 %?", "It holds 15 % of the shares.")
    True
    >>> mismatches("In 2016?", "In 2016.")
    False
    """
    asked, said = set(YEAR.findall(question)), set(YEAR.findall(sentence))
    if asked and said and not asked & said:
        return True
    asked, said = _numbers(question), _numbers(sentence)
    return bool(asked and said and not asked & said)


def _numbers(text: str) -> set[str]:
    found = re.findall(r"(?<![\w.,])\d[\d.,\u00a0]*\d|(?<![\w.,])\d", text)
    words = {word.casefold() for word in WORD.findall(text)} & set(_NUMBER_WORDS)
    digits = {re.sub(r"[,\u00a0]", "", number) for number in found}
    return {number for number in digits if not YEAR.fullmatch(number)} | {
        str(_NUMBER_WORDS[word]) for word in words
    }


_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve".split(), start=2
    )
}


def _opposite(asked: Sequence[str] | set[str], said: set[str]) -> bool:
    asked = set(asked)
    return any(
        bool(asked & left and said & right and not said & left)
        or bool(asked & right and said & left and not said & right)
        for left, right in _ANTONYMS
    )
