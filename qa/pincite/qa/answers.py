"""What is asked and what is answered, as values; contract.py gives them their JSON form."""

from dataclasses import dataclass, field
from typing import Literal

from pincite.corpus import Span
from pincite.qa.error_bounds import ErrorBound, Of
from pincite.qa.explanations import Explanation

Status = Literal["answered", "conflicting", "no_answer"]
Reason = Literal["nothing_relevant", "not_stated", "uncertain"]
Verdict = Literal["supports", "denies"]


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of a conversation and the answer it got."""

    question: str
    answer: str | None = None
    """None where it got none."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with all that limits its answer."""

    text: str
    history: tuple[Turn, ...] = ()
    """Earlier turns, oldest first."""
    sources: tuple[str, ...] = ()
    """Glob patterns; only sources that match one are read. Empty: all."""
    as_of: str | None = None
    """What counts as today: YYYY, YYYY-MM or YYYY-MM-DD."""
    top_k: int | None = None
    """How many passages are read; None: the setting's."""
    max_error: float | None = None
    """Wrong answers are held at this share, by the index's calibration; None: no such bound."""
    error_of: Of = "questions"
    """What that share is of."""
    explain: bool = False
    """Whether the answer says what each stage found and dropped."""


@dataclass(frozen=True, slots=True)
class CellName:
    """Where in a table a quote stands, in the table's own words."""

    table: str | None
    row: str | None
    column: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """Those of the three that the table gives."""
        return tuple(name for name in (self.table, self.row, self.column) if name)


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document; `quote` and `passage_text` are always read from there."""

    document_id: str
    source: str
    title: str
    span: Span
    quote: str
    passage_span: Span
    passage_text: str
    heading: tuple[str, ...]
    page: int | None
    cell: CellName | None
    as_of: str | None
    sha256: str
    also_in: tuple[str, ...] = ()
    """The sources of the other documents with the same text."""
    recognised: bool = False
    """Whether the words were recognised in a picture, and may be wrong."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A value worked out from cited operands; `operands` are indices into the citations."""

    operation: str
    value: str
    unit: str | None
    operands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The answer to one of several questions asked at once."""

    question: str
    status: Status
    answer: str | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value that the sources give, or a runner-up."""

    answer: str
    confidence: float
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds of wall time."""

    retrieve: float
    read: float
    total: float


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its places, or the finding that the documents do not say."""

    question: str
    status: Status
    answer: str | None
    confidence: float
    """0..1: probability that the answer is right; with no_answer, that there is none."""
    generation: str
    timings: Timings
    citations: tuple[Citation, ...] = ()
    items: tuple[str, ...] = ()
    computed: Computed | None = None
    verdict: Verdict | None = None
    parts: tuple[Part, ...] = ()
    reason: Reason | None = None
    note: str | None = None
    interpreted_question: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    closest: tuple[Citation, ...] = field(default=())
    bound: ErrorBound | None = None
    """What the answer was held to, where the question asked for it."""
    explanations: tuple[Explanation, ...] = ()
    """One a part of the question, where it asked for them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by search, best first from rank 1."""

    rank: int
    score: float
    """The fused score the ranking is by, 0..1."""
    bm25: float
    cosine: float
    source: str
    document_id: str
    span: Span
    text: str
    """The document's own characters at the span."""
    heading: tuple[str, ...]
    page: int | None
