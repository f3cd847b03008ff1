"""Whether citations still stand: the same words at the same place of the document as it is now."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pincite.corpus import Document, InputError, Span

State = Literal["stands", "moved", "gone"]


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of one citation."""

    source: str
    span: Span
    """Where the words stand now; where they stood when they are gone."""
    state: State


def verify(
    row: Mapping[str, Any], find_document: Callable[[str], Document | None]
) -> Iterator[Verification]:
    """One verification a citation: of a citation itself or of every citation of an answer.

    `find_document` gives the document of a source, or None.

    Raises:
        InputError: the row is neither a citation nor an answer.
    """
    if "citations" in row:
        citations = row["citations"]
        if not isinstance(citations, list):
            raise InputError('"citations" must be a list')
        for citation in citations:
            yield _verified(citation, find_document)
    else:
        yield _verified(row, find_document)


def locate_again(document: Document, span: Span, quote: str) -> Verification:
    """Where a quote stands now: at its span, else at its nearest occurrence, else nowhere."""
    if document.text[span.start : span.end] == quote:
        return Verification(document.source, span, "stands")
    found = _nearest(document.text, quote, span.start)
    if found is None:
        return Verification(document.source, span, "gone")
    return Verification(document.source, Span(found, found + len(quote)), "moved")


def _verified(citation: object, find_document: Callable[[str], Document | None]) -> Verification:
    if not isinstance(citation, Mapping):
        raise InputError("a citation must be an object with source, start, end and quote")
    source, start, end, quote = (citation.get(key) for key in ("source", "start", "end", "quote"))
    if not (
        isinstance(source, str)
        and isinstance(start, int)
        and isinstance(end, int)
        and isinstance(quote, str)
        and 0 <= start < end
        and quote
    ):
        raise InputError(
            "a citation needs source (text), start and end (whole numbers, start < end) "
            "and quote (text)"
        )
    document = find_document(source)
    if document is None:
        return Verification(source, Span(start, end), "gone")
    return locate_again(document, Span(start, end), quote)


def _nearest(text: str, quote: str, near: int) -> int | None:
    after = text.find(quote, near)
    before = text.rfind(quote, 0, near + len(quote))
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: abs(place - near), default=None)
