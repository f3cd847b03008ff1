"""The requests and responses of the service, as its OpenAPI description tells them."""

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from pincite.api.wire_explaining import Bound, Explanation
from pincite.qa.contract import LONGEST_HISTORY, LONGEST_QUESTION

MOST_RESULTS = 100


def _well_formed(value: object) -> object:
    """The text with each lone surrogate, which no encoding can write, as U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\ufffd", value) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_well_formed)]
Date = Annotated[
    Text,
    Field(description="YYYY, YYYY-MM or YYYY-MM-DD; empty: today", examples=["2019", "2024-12-31"]),
]
Patterns = Annotated[
    list[Text], Field(description="only these sources are read", examples=[["reports/*"]])
]


class Strict(BaseModel):
    """A request that refuses what it does not know."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)


class Turn(Strict):
    """An earlier question and the answer it got."""

    question: Text
    answer: Text | None = None


class AskRequest(Strict):
    """A question with all that limits its answer."""

    question: Text = Field(
        min_length=1,
        max_length=LONGEST_QUESTION,
        examples=["How many cars did the company sell in 2019?"],
    )
    history: list[Turn] | None = Field(
        None, max_length=LONGEST_HISTORY, description="earlier turns, oldest first"
    )
    in_: Patterns | Text | None = Field(None, alias="in")
    as_of: Date | None = Field(None, description="what counts as today")
    top_k: int | None = Field(None, ge=1, le=MOST_RESULTS, description="passages read")
    max_error: float | None = Field(
        None, gt=0, lt=1, description="wrong answers stay within this share; needs a calibration"
    )
    error_of: Literal["questions", "answers"] | None = Field(
        None, description="what it is a share of; all questions asked, if left out"
    )
    explain: bool | None = Field(None, description="say what each stage found and dropped")


class SearchRequest(Strict):
    """Words to look for."""

    query: Text = Field(min_length=1, max_length=LONGEST_QUESTION, examples=["charging time"])
    in_: Patterns | Text | None = Field(None, alias="in")
    top_k: int | None = Field(None, ge=1, le=MOST_RESULTS, description="results; 10 if left out")


class Stretch(BaseModel):
    """A stretch of a document with its text."""

    start: int
    end: int
    text: str


class Cell(BaseModel):
    """A table cell by the table's own names."""

    table: str | None
    row: str | None
    column: str | None


class Citation(BaseModel):
    """A place in a document; `quote` is its text from start to end, in code points."""

    document_id: str
    source: str
    title: str
    start: int
    end: int
    quote: str
    passage: Stretch
    heading: list[str]
    page: int | None
    cell: Cell | None
    as_of: str | None
    sha256: str
    also_in: list[str]
    recognised: bool


class Computed(BaseModel):
    """A value worked out from cited operands."""

    operation: str
    value: str
    unit: str | None
    operands: list[int]


Status = Literal["answered", "conflicting", "no_answer"]


class Part(BaseModel):
    """The answer to one of several questions asked at once."""

    question: str
    status: Status
    answer: str | None
    citations: list[Citation]


class Alternative(BaseModel):
    """Another value that the sources give, or a runner-up."""

    answer: str
    confidence: float
    citations: list[Citation]


class Timings(BaseModel):
    """Milliseconds of wall time."""

    retrieve: float
    read: float
    total: float


class Answer(BaseModel):
    """An answer with its places, or the finding that the documents do not say."""

    question: str
    interpreted_question: str | None
    status: Status
    answer: str | None
    items: list[str]
    computed: Computed | None
    verdict: Literal["supports", "denies"] | None
    parts: list[Part]
    confidence: float = Field(ge=0, le=1)
    reason: Literal["nothing_relevant", "not_stated", "uncertain"] | None
    note: str | None
    citations: list[Citation]
    alternatives: list[Alternative]
    closest: list[Citation]
    generation: str
    timings_ms: Timings
    bound: Bound | None = Field(None, description="only where max_error was asked for")
    explanations: list[Explanation] | None = Field(
        None, description="one a part of the question, only where asked for"
    )
    answer_id: str | None = Field(None, description="only where answers are kept")


class Hit(BaseModel):
    """A passage found by search."""

    rank: int
    score: float
    bm25: float
    cosine: float
    source: str
    document_id: str
    start: int
    end: int
    text: str
    heading: list[str]
    page: int | None


class SearchResponse(BaseModel):
    """Passages, best first."""

    results: list[Hit]


class Health(BaseModel):
    """How the service is."""

    status: Literal["ok", "ready", "starting"]
    generation: str | None = None


class Problem(BaseModel):
    """What is wrong with a request (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    error: str | None = None
    errors: list[dict[str, str]] | None = None


REFUSED = (400, 401, 403, 413, 415, 422, 429)
"""What any request can meet before it reaches its route."""


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors of a route, for its OpenAPI description."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {
            "description": "what is wrong",
            "content": {"application/problem+json": {"schema": schema}},
        }
        for status in statuses
    }
