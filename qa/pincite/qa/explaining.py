"""Why this answer, or why none: what each stage found and what dropped it.

Nothing here runs unless a question asks for it.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from pincite.qa.answer_types import type_agreement
from pincite.qa.answers import Answer
from pincite.qa.citing import surroundings
from pincite.qa.dating import place_as_of
from pincite.qa.deciding import Decision
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.explanations import (
    Change,
    Dropped,
    Explanation,
    PassageTrace,
    ProposalTrace,
)
from pincite.qa.parsed_question import UNTYPED, YEAR
from pincite.qa.reading import Reading
from pincite.qa.retrieval import Ranked
from pincite.qa.words import stem, stems

PASSAGES_SHOWN = 12
TERMS_TRIED = 2
YEARS_TRIED = 2


def explain(
    evidence: Evidence, decision: Decision, answer: Answer, *, bar: float, confidence: float
) -> Explanation:
    """What each stage found for an answer; `confidence` is what was held against the bar."""
    drops = drops_of(evidence, decision, answer)
    return Explanation(
        question=evidence.parsed.text,
        way=decision.proposals[0].origin if decision.proposals else None,
        confidence=confidence,
        bar=bar,
        candidates=len(evidence.ranked),
        read=len(evidence.readings),
        missing_terms=tuple(missing_terms(evidence, _read_texts(evidence))),
        passages=tuple(
            _passage(evidence, ranked, decision, drops)
            for ranked in evidence.ranked[: max(PASSAGES_SHOWN, len(evidence.readings))]
        ),
        proposals=tuple(
            _proposal(evidence, proposal, drop)
            for proposal, drop in zip(decision.proposals, drops, strict=True)
        ),
    )


def tried_changes(
    evidence: Evidence, decision: Decision, answer: Answer, ask: Callable[[str], Answer]
) -> tuple[Change, ...]:
    """The slightly different questions that would have got something else, really asked."""
    changes = []
    for change, text in _variants(evidence, decision):
        other = ask(text)
        if (other.status, other.answer) != (answer.status, answer.answer):
            changes.append(Change(change, text, other.status, other.answer, other.confidence))
    return tuple(changes)


def drops_of(evidence: Evidence, decision: Decision, answer: Answer) -> list[Dropped | None]:
    """For each proposal why it is not the answer; None for those that the answer gives."""
    if not decision.proposals:
        return []
    first = decision.proposals[0]
    given = {first.places} if answer.status == "answered" else set()
    if answer.status == "conflicting" and decision.conflict:
        given = {side.proposal.places for side in decision.conflict.sides}
    return [
        None if proposal.places in given else _drop(evidence, proposal, first)
        for proposal in decision.proposals
    ]


def missing_terms(evidence: Evidence, texts: Sequence[str]) -> list[str]:
    """The question's words that stand in none of the texts, rarest in the index first."""
    known: set[str] = set().union(*(stems(text) for text in texts))
    weights = evidence.term_weights
    missing = {word: weights[stem(word)] for word in evidence.parsed.terms if stem(word) in weights}
    missing = {word: weight for word, weight in missing.items() if stem(word) not in known}
    return sorted(missing, key=lambda word: -missing[word])


def around(evidence: Evidence, place: Place) -> str:
    """The sentence, item or row of a place, with its title, headings and the names of its cell."""
    document = evidence.document(place.document_id)
    unit, headings = surroundings(document, place.span)
    cell = place.cell
    names = cell.names if cell else ()
    return " ".join((document.title, *headings, *names, document.quote(unit)))


def _drop(evidence: Evidence, proposal: Proposal, first: Proposal) -> Dropped:
    if proposal is first:
        return "below_the_bar"
    kind = evidence.parsed.answer_type
    typed = kind not in UNTYPED and proposal.origin in ("span", "table")
    if typed and type_agreement(kind, proposal.text) < 0.5:
        return "wrong_type"
    if _speaks_of_another_year(evidence, proposal.places[0]):
        return "wrong_time"
    return "outweighed" if proposal.origin == first.origin else "other_way"


def _speaks_of_another_year(evidence: Evidence, place: Place) -> bool:
    """Whether the question names years and the place speaks of others, and of none of them."""
    asked = set(evidence.parsed.years)
    if not asked:
        return False
    spoken = set(_years_of(evidence, place))
    return bool(spoken) and not spoken & asked


def _years_of(evidence: Evidence, place: Place) -> Iterator[str]:
    """The years that a place names, then the one it speaks from."""
    yield from YEAR.findall(around(evidence, place))
    document = evidence.document(place.document_id)
    as_of = place_as_of(document, place.span, surroundings(document, place.span)[0])
    if as_of:
        yield as_of[:4]


def _read_texts(evidence: Evidence) -> list[str]:
    read = evidence.ranked[: len(evidence.readings)]
    return [" ".join((ranked.passage.text, *ranked.passage.heading)) for ranked in read]


def _passage(
    evidence: Evidence,
    ranked: Ranked,
    decision: Decision,
    drops: Sequence[Dropped | None],
) -> PassageTrace:
    reading = None
    if ranked.rank <= len(evidence.readings):
        reading = evidence.readings[ranked.rank - 1]
    best = reading.spans[0] if reading and reading.spans else None
    passage = ranked.passage
    own: list[Dropped | None] = [
        drop
        for proposal, drop in zip(decision.proposals, drops, strict=True)
        if proposal.rank == ranked.rank
    ]
    return PassageTrace(
        rank=ranked.rank,
        score=ranked.score,
        bm25=ranked.candidate.bm25,
        cosine=ranked.candidate.cosine,
        source=passage.source,
        span=passage.span,
        margin=reading.margin if reading and best else None,
        best=passage.text[best.start : best.end] if best else None,
        dropped=_passage_drop(reading, own),
    )


def _passage_drop(reading: Reading | None, own: Sequence[Dropped | None]) -> Dropped | None:
    """Why no answer comes from a passage; `own` is what dropped its proposals."""
    if own:
        return None if None in own else own[0]
    if reading is None:
        return "not_read"
    return "outweighed" if reading.margin > 0 else "no_span"


def _proposal(evidence: Evidence, proposal: Proposal, drop: Dropped | None) -> ProposalTrace:
    place = proposal.places[0]
    return ProposalTrace(
        answer=proposal.text,
        origin=proposal.origin,
        source=evidence.document(place.document_id).source,
        span=place.span,
        rank=proposal.rank,
        probability=proposal.probability,
        margin=proposal.margin,
        dropped=drop,
    )


def _variants(evidence: Evidence, decision: Decision) -> Iterator[tuple[str, str]]:
    """Questions with a word or a year taken out or put in: what was changed, and the question."""
    text = evidence.parsed.text
    places = [proposal.places[0] for proposal in decision.proposals]
    near = [around(evidence, place) for place in places[:1]]
    years = evidence.parsed.years
    missing = [word for word in missing_terms(evidence, near) if word not in years]
    for word in (*years[:YEARS_TRIED], *missing[:TERMS_TRIED]):
        shorter = _without(text, word)
        if any(character.isalnum() for character in shorter):
            yield f"without “{word}”", shorter
    if not years:
        spoken = dict.fromkeys(year for place in places for year in _years_of(evidence, place))
        for year in list(spoken)[:YEARS_TRIED]:
            yield f"with “in {year}”", _with_year(text, year)


def _without(text: str, word: str) -> str:
    """The question without a word, and without the "in" of a year.

    >>> _without("What was sold in 2019?", "2019")
    'What was sold?'
    """
    before = r"(?:\b(?:in|for|of|during)\s+)?" if YEAR.fullmatch(word) else ""
    shorter = re.sub(rf"{before}\b{re.escape(word)}\b", " ", text, flags=re.IGNORECASE)
    return re.sub(r"\s+([?.,!])", r"\1", re.sub(r"\s+", " ", shorter)).strip()


def _with_year(text: str, year: str) -> str:
    """The question with a year named at its end.

    >>> _with_year("How many were sold?", "2019")
    'How many were sold in 2019?'
    """
    return f"{text.rstrip(' ?.!')} in {year}?"
