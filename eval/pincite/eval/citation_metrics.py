"""Whether citations point at the evidence, and whether they quote what stands there."""

from collections.abc import Callable, Sequence

from pincite.eval.places import Evidence, Place, is_relevant
from pincite.qa.answers import Answer, Citation

TextOf = Callable[[str], str | None]
"""The text of a source; None for an unknown one."""


def overlapping_citations(answer: Answer, evidence: Sequence[Evidence]) -> int:
    """How many citations share a character with an evidence place, any occurrence of a quote.

    Divided by the number of citations this is their precision (Gao et al. 2023 ask the same of a
    citation, with a model as judge; here the places are known).
    """
    return sum(is_relevant(_place(citation), evidence) for citation in answer.citations)


def verbatim_citations(answer: Answer, text_of: TextOf) -> int:
    """How many citations hold exactly what the document has at their offsets.

    The quote and the passage around it are compared, and what the answer claims to take from the
    quote: the answer itself, or the item of a list.
    """
    claims = _claims(answer)
    return sum(
        _is_verbatim(citation, text_of) and claims.get(place, citation.quote) == citation.quote
        for place, citation in enumerate(answer.citations)
    )


def _place(citation: Citation) -> Place:
    return Place(citation.source, citation.span)


def _claims(answer: Answer) -> dict[int, str]:
    """What the answer says that a citation's quote is, by the citation's position."""
    if answer.items:
        return dict(enumerate(answer.items))
    if answer.computed or answer.answer is None:
        return {}
    return {0: answer.answer}


def _is_verbatim(citation: Citation, text_of: TextOf) -> bool:
    text = text_of(citation.source)
    if text is None:
        return False
    span, passage = citation.span, citation.passage_span
    return (
        text[span.start : span.end] == citation.quote
        and text[passage.start : passage.end] == citation.passage_text
    )
