"""Why not this place: at which stage a place that is known was lost on its way to the answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pincite.corpus import Document, InputError, Span
from pincite.qa.answers import Answer, Question
from pincite.qa.deciding import Decision
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.explaining import around, drops_of, missing_terms
from pincite.qa.explanations import Dropped, Stage, Step, Why
from pincite.qa.retrieval import Ranked
from pincite.qa.spans import found_spans

if TYPE_CHECKING:
    from pincite.qa.answering import Assistant

SHOWN = 80
"""Characters of a quote in a sentence."""
REASONS: dict[Dropped, str] = {
    "wrong_type": "it is not of the kind that the question asks for",
    "wrong_time": "its sentence speaks of another year than the question",
    "outweighed": "another proposal is likelier",
    "other_way": "another way of answering was chosen",
    "below_the_bar": "it is the likeliest, and still not likely enough",
    "not_read": "it was not read",
    "no_span": "the reader found nothing in it",
}


def trace(assistant: "Assistant", question: Question, source: str, span: Span) -> Why:
    """How far the place came; every stage up to the one that lost it, with what was found there.

    Raises:
        InputError: the source is not in the index, or the place not in its text.
    """
    document = assistant.index.document(source)
    if not 0 <= span.start < span.end <= len(document.text):
        raise InputError(
            f"{source}: {span.start}-{span.end} is no place in its {len(document.text)} characters"
        )
    answer = assistant.ask(replace(question, history=()))
    steps: list[Step] = []
    if not _is_cited(answer, document, span):
        for step in _steps(assistant, question, document, span, answer):
            steps.append(step)
            if not step.passed:
                break
    lost = steps[-1].stage if steps and not steps[-1].passed else None
    quote = document.quote(span)
    return Why(
        question.text,
        document.source,
        span,
        quote,
        lost,
        tuple(steps),
        answer.status,
        answer.answer,
    )


def _steps(
    assistant: "Assistant", question: Question, document: Document, span: Span, answer: Answer
) -> Iterator[Step]:
    """The stages in order; the caller stops at the first that was not passed."""
    yield _scope(assistant, question, document)
    ranked = assistant.candidates(question)
    own = [item for item in ranked if _covers(item, document, span)]
    if not own:
        yield from _not_retrieved(assistant, question, document, span, len(ranked))
        return
    yield _step("retrieval", True, f"its passage stands at rank {own[0].rank} of {len(ranked)}")
    evidence = assistant.read(question, ranked)
    decision = assistant.decide(evidence)
    proposed = [p for p in decision.proposals if _stands_at(p, document, span)]
    if not proposed:
        yield from _reading(evidence, own, document, span, decision)
        return
    yield _step("proposal", True, _proposed(proposed[0]))
    drops = drops_of(evidence, decision, answer)
    drop = next(d for p, d in zip(decision.proposals, drops, strict=True) if p is proposed[0])
    first = decision.proposals[0]
    if first is not proposed[0]:
        yield _step("choice", drop is None, _not_chosen(first, drop))
        return
    yield _step("choice", True, "it is the likeliest")
    rule = assistant.withholding(question)
    said = f"its confidence is {rule.bar.weighed(decision):.2f}, the bar {rule.bar.at:.2f}"
    yield _step("bar", rule.bar.is_reached(decision), said)


def _scope(assistant: "Assistant", question: Question, document: Document) -> Step:
    sources = assistant.sources_of(question)
    inside = sources is None or document.source in sources
    said = "no limit leaves it out" if inside else "the patterns of --in leave this source out"
    return _step("scope", inside, said)


def _not_retrieved(
    assistant: "Assistant", question: Question, document: Document, span: Span, found: int
) -> Iterator[Step]:
    """Where the place would stand if everything were ranked."""
    everything = replace(question, top_k=max(1, assistant.index.passage_count()))
    ranked = assistant.candidates(everything)
    own = [item for item in ranked if _covers(item, document, span)]
    if not own:
        yield _step("passage", False, "no passage of the index holds it")
        return
    yield _step("passage", True, "a passage of the index holds it")
    best = own[0]
    missing = _missing(assistant, question, best)
    yield _step(
        "retrieval",
        False,
        f"its passage would stand at rank {best.rank} of {len(ranked)}; the first {found} by "
        f"words and by meaning are looked at (words {best.candidate.bm25:.1f}, meaning "
        f"{best.candidate.cosine:.2f}){missing}",
    )


def _missing(assistant: "Assistant", question: Question, ranked: Ranked) -> str:
    """Which of the question's words the passage lacks, as the end of a sentence."""
    evidence = assistant.read(replace(question, top_k=1), [ranked])
    heading = " ".join(ranked.passage.heading)
    missing = missing_terms(evidence, [f"{ranked.passage.text} {heading}"])
    return f"; it lacks the words {', '.join(missing)}" if missing else ""


def _reading(
    evidence: Evidence,
    own: Sequence[Ranked],
    document: Document,
    span: Span,
    decision: Decision,
) -> Iterator[Step]:
    """Whether the place was read, what the reader made of it, and why it was not proposed."""
    read = [item for item in own if item.rank <= len(evidence.readings)]
    count = len(evidence.readings)
    if not read:
        yield _step("reading", False, f"only the first {count} passages are read")
        return
    yield _step("reading", True, f"its passage is among the {count} that are read")
    spans = [
        found
        for found in found_spans(evidence)
        if found.place.document_id == document.document_id and found.place.span.overlaps(span)
    ]
    reading = evidence.readings[read[0].rank - 1]
    best = reading.spans[0] if reading.spans else None
    if not spans:
        said = "the reader finds no span there"
        if best is not None:
            text = _short(read[0].passage.text[best.start : best.end])
            said += f"; its best in this passage is {text} (margin {reading.margin:.1f})"
        yield _step("span", False, said)
        return
    nearest = max(spans, key=lambda found: found.margin)
    said = f"the reader finds {_short(nearest.text)} there (margin {nearest.margin:.1f})"
    yield _step("span", True, said)
    likeliest = decision.proposals[0] if decision.proposals else None
    instead = f"; the likeliest is {_short(likeliest.text)}" if likeliest else ""
    missing = missing_terms(evidence, [around(evidence, nearest.place)])
    lacks = f"; its sentence lacks the words {', '.join(missing)}" if missing else ""
    yield _step("proposal", False, f"it is not among the likeliest{instead}{lacks}")


def _is_cited(answer: Answer, document: Document, span: Span) -> bool:
    sides = answer.alternatives if answer.status == "conflicting" else ()
    citations = (*answer.citations, *(each for side in sides for each in side.citations))
    return any(
        each.document_id == document.document_id and each.span.overlaps(span) for each in citations
    )


def _covers(ranked: Ranked, document: Document, span: Span) -> bool:
    passage = ranked.passage
    return passage.document_id == document.document_id and passage.span.overlaps(span)


def _stands_at(proposal: Proposal, document: Document, span: Span) -> bool:
    return any(
        place.document_id == document.document_id and place.span.overlaps(span)
        for place in proposal.places
    )


def _proposed(proposal: Proposal) -> str:
    said = f"{_short(proposal.text)} is proposed"
    return f"{said} (way {proposal.origin}, probability {proposal.probability:.2f})"


def _not_chosen(first: Proposal, drop: Dropped | None) -> str:
    why = REASONS[drop] if drop else "it is shown as one side of a disagreement"
    return f"{why}: {_short(first.text)} (way {first.origin}, probability {first.probability:.2f})"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return f"“{flat if len(flat) <= SHOWN else flat[:SHOWN] + '…'}”"


def _step(stage: Stage, passed: bool, said: str) -> Step:
    return Step(stage, passed, said)
