"""What the sections of a document are called, where a question asks for them."""

import re
from collections.abc import Sequence

from pincite.corpus import Document, Heading, Span
from pincite.qa.citing import together
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.proved import led_by
from pincite.qa.several.blocks import without_number
from pincite.qa.words import stems

_ASKS = re.compile(
    r"\b(?:what|which|name|list|give|under what)\b.{0,40}?\b"
    r"(?P<what>(?:section|chapter)s?(?: titles?| headings?)?|headings|table of contents)\b"
    r"(?!\s+(?:[\dIVX]|say|tell|cover|deal|speak|explain|describe\b|is\b|was\b))",
    re.IGNORECASE,
)
PROVED = 0.7
"""The probability of the headings of the document that a question names."""
LEAST_NAMED = 0.34
"""Of the weight of what a question says besides, what has to stand in a document's names."""
LEAST, MOST = 2, 60


def led_by_contents(evidence: Evidence, weighed: Sequence[Proposal]) -> list[Proposal]:
    """The weighed proposals, led by the headings of the document whose sections are asked for."""
    asked = _ASKS.search(evidence.parsed.text)
    if asked is None:
        return list(weighed)
    document = _meant(evidence, stems(asked["what"]))
    headings = contents_of(document) if document is not None else ()
    if document is None or not LEAST <= len(headings) <= MOST:
        return list(weighed)
    items = tuple(document.quote(each) for each in headings)
    places = tuple(Place(document.document_id, each) for each in headings)
    text = together(document, headings)
    proposal = Proposal(text, places, 0.0, 0, origin="list", items=items)
    return led_by(weighed, [proposal], PROVED)


def contents_of(document: Document) -> tuple[Span, ...]:
    """The headings of the outermost level that has two or more, without their numbers."""
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    for level in sorted({heading.level for heading in headings}):
        found = [heading.span for heading in headings if heading.level == level]
        if len(found) > 1:
            return tuple(without_number(document.text, span) for span in found)
    return ()


def _meant(evidence: Evidence, without: frozenset[str]) -> Document | None:
    """The document that the question names by its title or file name, of those that were found."""
    weights = {t: w for t, w in evidence.term_weights.items() if t not in without}
    total = sum(weights.values())
    best: tuple[float, Document | None] = (LEAST_NAMED * total, None)
    seen = dict.fromkeys(ranked.passage.document_id for ranked in evidence.ranked)
    for document in map(evidence.document, seen):
        named = stems(re.sub(r"[-_./]+", " ", f"{document.title} {document.source}"))
        held = sum(weight for term, weight in weights.items() if term in named)
        if held > best[0]:
            best = (held, document)
    return best[1]
