"""What an answer says of its own making, as the OpenAPI description tells it."""

from typing import Literal

from pydantic import BaseModel, Field


class Bound(BaseModel):
    """What keeps wrong answers to a share, by the index's calibration."""

    max_error: float
    of: Literal["questions", "answers"]
    bar: float = Field(description="answers of lower confidence are withheld")
    n: int = Field(description="judged questions that it rests on")
    answered: int = Field(description="how many of them stand at the bar or above")
    wrong: int = Field(description="how many of those were answered wrong")


Dropped = Literal[
    "not_read", "no_span", "wrong_type", "wrong_time", "below_the_bar", "outweighed", "other_way"
]


class RankedPassage(BaseModel):
    """A passage of the ranking, and why no answer comes from it."""

    rank: int
    score: float
    bm25: float
    cosine: float
    source: str
    start: int
    end: int
    margin: float | None
    best: str | None
    dropped: Dropped | None


class Proposal(BaseModel):
    """An answer that one of the ways of answering proposed, and why it is not the answer."""

    answer: str
    origin: str
    source: str
    start: int
    end: int
    rank: int
    probability: float
    margin: float | None
    dropped: Dropped | None


class Change(BaseModel):
    """What a slightly different question would have got."""

    change: str
    question: str
    status: str
    answer: str | None
    confidence: float


class Explanation(BaseModel):
    """What each stage found for a question, and what dropped it."""

    question: str
    way: str | None
    confidence: float
    bar: float
    candidates: int
    read: int
    missing_terms: list[str]
    passages: list[RankedPassage]
    proposals: list[Proposal]
    changes: list[Change]
