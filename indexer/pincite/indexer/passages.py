"""The passage: what is retrieved and read, and how its text leads back to the document."""

from dataclasses import dataclass
from typing import Literal

from pincite.corpus import Span

PassageKind = Literal["text", "list", "row"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage's text that is the document's own, character for character."""

    at: int
    """Where it begins in the passage's text."""
    span: Span
    """Where it stands in the document's text."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document as the encoder and the reader see it.

    `text` may be enriched (title and headings in front, a table row written out with its column
    names); `pieces`, in order and apart, say which of its characters are the document's own.
    """

    passage_id: int
    """Position in the generation, from 0."""
    document_id: str
    source: str
    span: Span
    """The stretch of the document it covers."""
    text: str
    pieces: tuple[Piece, ...]
    heading: tuple[str, ...]
    page: int | None
    kind: PassageKind

    def locate(self, start: int, end: int) -> Span | None:
        """The document's span of text[start:end], or None where that is not the document's own.

        A range that runs over several pieces is located from its first to its last own character
        when both ends are the document's own and stand in the order of the document.
        """
        first = self._offset(start)
        last = self._offset(end - 1)
        if first is None or last is None or last < first:
            return None
        return Span(first, last + 1)

    def _offset(self, position: int) -> int | None:
        for piece in self.pieces:
            if piece.at <= position < piece.at + len(piece.span):
                return piece.span.start + position - piece.at
        return None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that retrieval brings, with the score of each way that found it."""

    passage: Passage
    bm25: float
    """BM25 of the question's words, 0 where none stands in the passage."""
    cosine: float
    """Of the question's vector with the passage's, -1..1."""
    sentence_cosines: tuple[float, ...] = (0.0,)
    """Of the question's vector with that of each sentence of the passage, -1..1."""
