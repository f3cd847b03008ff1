"""What one question is answered from: the ranked passages and what the reader found in them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pincite.corpus import Document, Span
from pincite.qa.answers import CellName, Computed, Verdict
from pincite.qa.parsed_question import ParsedQuestion
from pincite.qa.reading import Reading
from pincite.qa.retrieval import Ranked

Origin = Literal["span", "table", "list", "verdict"]
"""The way of answering that a proposal comes from."""
Similarity = Callable[[str, Sequence[str]], Sequence[float]]
UNREAD = -4.0
"""Log-odds of a proposal that the reranker did not read: most of those are wrong."""
Judge = Callable[[Sequence[str]], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything the ways of answering choose from."""

    parsed: ParsedQuestion
    ranked: tuple[Ranked, ...]
    """All candidates, best first."""
    readings: tuple[Reading, ...]
    """Of the first passages of `ranked`, in order."""
    term_weights: Mapping[str, float]
    """For each stem of the question's terms its inverse document frequency, 0..1."""
    document: Callable[[str], Document]
    """The document of an id."""
    similarity: Similarity
    """Cosines of one text with each of several, by the index's encoder."""
    as_of: str | None = None
    """What counts as today: YYYY, YYYY-MM or YYYY-MM-DD."""
    judge: Judge | None = None
    """Of proposals, written as pincite.qa.reranking does, the log-odds of their answering the
    question, by the reranker; None where nothing judges them."""


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document."""

    document_id: str
    span: Span
    cell: CellName | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer that one of the ways of answering proposes."""

    text: str
    """What it says; for spans the document's own words."""
    places: tuple[Place, ...]
    """Where it stands; the first place holds the text itself unless it is computed."""
    probability: float
    """That it is right, 0..1."""
    rank: int
    """Rank of the passage it comes from; 0 where it comes from no single passage."""
    origin: Origin = "span"
    margin: float | None = None
    """The reader's score of it less that of no answer; None where no reader proposed it."""
    sentence_cosine: float | None = None
    """Of the question with the sentence it stands in; None where that was not encoded."""
    reranked: float | None = None
    """Log-odds of its being the answer against there being none, by the reranker; None where that
    did not read it."""
    computed: Computed | None = None
    items: tuple[str, ...] = ()
    """For a list, what each place says, in order."""
    verdict: Verdict | None = None
    note: str | None = None

    @property
    def answers(self) -> float:
        """What the reranker says of it, UNREAD where it did not read it."""
        return UNREAD if self.reranked is None else self.reranked
