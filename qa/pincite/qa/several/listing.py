"""Several things that stand together in a document, before anything says how likely they are."""

from dataclasses import dataclass, field

from pincite.corpus import Document, Span


@dataclass(frozen=True, slots=True)
class Listing:
    """Several things that stand together in a document."""

    document: Document
    items: tuple[Span, ...]
    """As they stand, before they are cut."""
    announced: str
    """The words that say what is listed: lead-in, sentence or heading."""
    around: str
    kind: str
    rank: int
    at: Span
    """Where it stands, with what announces it."""
    signs: dict[str, float] = field(default_factory=dict)
    """What else speaks for or against it, by the names of features."""
    may_be_cut: bool = True

    @property
    def extent(self) -> Span:
        """From the first item to the last."""
        return extent(self.items)


def extent(items: tuple[Span, ...]) -> Span:
    """The stretch from the first of the items to the last."""
    return Span(min(item.start for item in items), max(item.end for item in items))
