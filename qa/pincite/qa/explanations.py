"""What became of everything that might have been the answer, as values."""

from dataclasses import dataclass
from typing import Literal

from pincite.corpus import Span

Dropped = Literal[
    "not_read", "no_span", "wrong_type", "wrong_time", "below_the_bar", "outweighed", "other_way"
]
"""Why a candidate is not the answer; the table in docs/trust.md says what each means."""
Stage = Literal["scope", "passage", "retrieval", "reading", "span", "proposal", "choice", "bar"]
"""The stages that a place has to pass to become the answer, in order."""


@dataclass(frozen=True, slots=True)
class PassageTrace:
    """A passage of the ranking."""

    rank: int
    score: float
    """Fused, 0..1, comparable within one question only."""
    bm25: float
    cosine: float
    source: str
    span: Span
    margin: float | None
    """The reader's best span less its score of no answer; None where it was not read."""
    best: str | None
    """The reader's best span; None where it was not read or has no words."""
    dropped: Dropped | None
    """None for the passage of the answer."""


@dataclass(frozen=True, slots=True)
class ProposalTrace:
    """An answer that one of the ways of answering proposed."""

    answer: str
    origin: str
    """The way: "span", "table", "list" or "verdict"."""
    source: str
    span: Span
    rank: int
    """Of its passage; 0 where it comes from no single one."""
    probability: float
    margin: float | None
    """The reader's score of it less that of no answer; None where no reader proposed it."""
    dropped: Dropped | None
    """None for the answer."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a slightly different question would have got."""

    change: str
    """What was done to the question, in words."""
    question: str
    status: str
    answer: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """What each stage found for one question, and what dropped it."""

    question: str
    """As it was understood."""
    way: str | None
    """The way of answering that was chosen; None without proposals."""
    confidence: float
    """Of the first proposal, before any calibration."""
    bar: float
    """What that confidence is held against."""
    candidates: int
    """Passages that words or vectors found."""
    read: int
    """How many of them the reader read."""
    missing_terms: tuple[str, ...]
    """Words of the question, as stems, that stand in no passage that was read; rarest first."""
    passages: tuple[PassageTrace, ...]
    """The first of the ranking."""
    proposals: tuple[ProposalTrace, ...]
    """Likeliest first within the way that was chosen, then the others."""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A stage, whether a place passed it, and what was found there."""

    stage: Stage
    passed: bool
    said: str
    """A sentence for a person."""


@dataclass(frozen=True, slots=True)
class Why:
    """How far a known place came on its way to the answer."""

    question: str
    source: str
    span: Span
    quote: str
    lost_at: Stage | None
    """The first stage that it did not pass; None where it is cited in the answer."""
    steps: tuple[Step, ...]
    status: str
    """Of the answer that was given instead, or that cites it."""
    answer: str | None
