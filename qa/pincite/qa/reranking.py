"""The proposals read once more, each by itself, with its words marked where they stand."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from pincite.corpus import Document, Span
from pincite.qa.cells import within_cell
from pincite.qa.citing import surroundings
from pincite.qa.evidence import Evidence, Judge, Place, Proposal

OPEN, CLOSE = "« ", " »"
"""Around the words of a proposal; both are in the models' vocabulary."""
CHARS_BEFORE = 120
"""Of what stands before the sentence, as it may say what the sentence speaks of."""
CHARS_BESIDE = 250
"""Of a sentence or row on either side of the words of a proposal."""
MOST_CHARS = 700
MOST_OPERANDS = 5


class Reranker(Protocol):
    """Judges proposals for a question."""

    def judge(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each answers: log-odds against there being no answer."""


def judging(reranker: Reranker, question: str) -> Judge:
    """The judgements of texts for a question; each text is read once, however often asked for."""
    known: dict[str, float] = {}

    def judge(texts: Sequence[str]) -> list[float]:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, reranker.judge(question, new), strict=True))
        return [known[text] for text in texts]

    return judge


def rerank(evidence: Evidence, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals, in the same order, with what the reranker says of each."""
    if evidence.judge is None or not proposals:
        return list(proposals)
    judged = evidence.judge([text_of(evidence, proposal) for proposal in proposals])
    return [
        replace(proposal, reranked=answers)
        for proposal, answers in zip(proposals, judged, strict=True)
    ]


def text_of(evidence: Evidence, proposal: Proposal) -> str:
    """The places of a proposal with its words marked, under their titles, headings and cells.

    A value worked out is led by the operation and the value, one line an operand.
    """
    if proposal.computed is not None:
        lines = [f"{proposal.computed.operation}: {OPEN}{proposal.text}{CLOSE}"]
        for place in proposal.places[:MOST_OPERANDS]:
            lines.append(_marked(evidence.document(place.document_id), [place], before=0))
        return "\n".join(lines)[:MOST_CHARS]
    document_id = proposal.places[0].document_id
    places = [place for place in proposal.places if place.document_id == document_id]
    return text_at(evidence.document(document_id), places)


def text_at(document: Document, places: Sequence[Place]) -> str:
    """The stretch of a document that holds the places, as it is read."""
    _, headings = surroundings(document, places[0].span)
    over = " > ".join(name for name in (document.title, *headings[-1:]) if name)
    return f"{over}\n{_marked(document, places)}"[:MOST_CHARS]


def _marked(document: Document, places: Sequence[Place], *, before: int = CHARS_BEFORE) -> str:
    """The stretch over all places, each of them marked, led by the names of the first's cell."""
    spans = sorted(place.span for place in places)
    unit, _ = surroundings(document, spans[0])
    start = max(unit.start, spans[0].start - CHARS_BESIDE)
    last, _ = surroundings(document, spans[-1])
    end = min(max(last.end, spans[-1].end), spans[-1].end + CHARS_BESIDE)
    names = _cell_names(document, places[0])
    led = f"{'; '.join(names)}: " if names else _before(document, start, before)
    return led + _with_marks(document, Span(start, end), spans)


def _cell_names(document: Document, place: Place) -> Sequence[str]:
    """What names a place in a table: the table, its row, its column; empty outside tables."""
    name = place.cell or within_cell(document, place.span)[1]
    return name.names if name else ()


def _before(document: Document, start: int, chars: int) -> str:
    """The words before a place, begun at a whole word."""
    text = document.text[max(0, start - chars) : start]
    whole = text if start <= chars else text.partition(" ")[2]
    return whole.lstrip()


def _with_marks(document: Document, stretch: Span, marked: Sequence[Span]) -> str:
    parts, at = [], stretch.start
    for span in marked:
        if span.start >= at:
            parts += [document.text[at : span.start], OPEN, document.quote(span), CLOSE]
            at = span.end
    return "".join([*parts, document.text[at : stretch.end]])
