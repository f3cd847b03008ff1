"""Places in documents: where evidence stands, and what overlaps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pincite.corpus import Document, Span
from pincite.eval.questions import EvidenceRow


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a source."""

    source: str
    span: Span

    def overlaps(self, other: "Place") -> bool:
        """Whether the two share a character of the same source."""
        return self.source == other.source and self.span.overlaps(other.span)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: each of its places justifies the answer."""

    places: tuple[Place, ...]
    """Every occurrence of a quote; empty where the evidence could not be found."""
    fault: str | None = None
    """Why there is no place, or why the places may be wrong."""

    def is_met_by(self, place: Place) -> bool:
        """Whether the place overlaps an occurrence."""
        return any(place.overlaps(own) for own in self.places)


def locate(row: EvidenceRow, documents: Mapping[str, Document]) -> Evidence:
    """Where a piece of evidence stands in the indexed documents."""
    document = _document(row.source, documents)
    if document is None:
        return Evidence((), f"{row.source} is not in the index")
    changed = row.sha256 not in (None, document.sha256)
    fault = f"{row.source} is not the text that its offsets were taken from" if changed else None
    if row.quote is not None:
        places = occurrences(row.quote, document)
        return Evidence(places, None if places else f"{row.source} does not hold the quote")
    if changed:
        return Evidence((), fault)
    start, end = row.start or 0, row.end or 0
    if end > len(document.text):
        return Evidence((), f"{row.source} ends before offset {end}")
    return Evidence(_in_all_copies(document, [Span(start, end)]))


def occurrences(quote: str, document: Document) -> tuple[Place, ...]:
    """Every place, overlapping ones too, where the document or a copy of it holds the quote."""
    found: list[Span] = []
    at = document.text.find(quote)
    while at >= 0:
        found.append(Span(at, at + len(quote)))
        at = document.text.find(quote, at + 1)
    return _in_all_copies(document, found)


def _in_all_copies(document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:
    """The spans in the document and in each other one with the same text."""
    sources = (document.source, *document.also_in)
    return tuple(Place(source, span) for source in sources for span in spans)


def is_relevant(place: Place, evidence: Sequence[Evidence]) -> bool:
    """Whether the place meets any piece of the evidence."""
    return any(one.is_met_by(place) for one in evidence)


def _document(source: str, documents: Mapping[str, Document]) -> Document | None:
    """The document of that source, or the only one whose source ends with it.

    An index of several roots puts the name of the root in front of paths that both have.
    """
    if source in documents:
        return documents[source]
    ending = [name for name in documents if name.endswith(f"/{source}")]
    return documents[ending[0]] if len(ending) == 1 else None
