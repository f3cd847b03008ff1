"""The shapes of looking documents and citations up."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from pincite.api.wire import Strict, Text


class DocumentRecord(BaseModel):
    """A document of the list."""

    document_id: str
    source: str
    title: str
    as_of: str | None
    format: str
    characters: int
    passages: int
    sha256: str
    uploaded: bool = Field(description="whether it can be removed over HTTP")


class DocumentList(BaseModel):
    """One page of the list."""

    documents: list[DocumentRecord]
    next: str | None
    generation: str


class HeadingPlace(BaseModel):
    """A heading and where it stands."""

    start: int
    end: int
    level: int
    text: str


class DocumentFacts(BaseModel):
    """What is known of a document."""

    document_id: str
    source: str
    title: str
    as_of: str | None
    format: str
    encoding: str
    language: str
    address: str | None
    notes: list[str]
    characters: int
    pages: int | None
    sha256: str
    headings: list[HeadingPlace]


class DocumentText(BaseModel):
    """A stretch of a document's text."""

    document_id: str
    source: str
    title: str
    sha256: str
    characters: int
    start: int
    end: int
    text: str


class PassageFound(BaseModel):
    """A place with the words around it."""

    document_id: str
    source: str
    title: str
    sha256: str
    start: int
    end: int
    text: str
    before: str
    after: str
    heading: list[str]
    page: int | None
    as_of: str | None


class PageBox(BaseModel):
    """A rectangle in points from the top left corner of a page as it is shown."""

    left: float
    top: float
    right: float
    bottom: float


class PagePlaces(BaseModel):
    """Where words stand on a page; its size in points."""

    page: int
    width: float
    height: float
    boxes: list[PageBox]


class PlaceNow(BaseModel):
    """Where the cited words stand now."""

    start: int
    end: int
    quote: str


class CitationState(BaseModel):
    """What became of a citation."""

    document_id: str
    sha256: str
    start: int
    end: int
    state: Literal["stands", "moved", "gone", "changed"]
    source: str | None
    title: str | None
    current_sha256: str | None
    now: PlaceNow | None


Offset = Annotated[int, Field(ge=0, lt=2**53)]


class QuotedPlace(Strict):
    """A quote and where it is said to stand."""

    source: Text
    start: Offset
    end: Offset
    quote: Text = Field(min_length=1)


class VerifyRequest(Strict):
    """Citations to look up again."""

    citations: list[QuotedPlace] = Field(max_length=500)


class Verified(BaseModel):
    """What became of one of them."""

    source: str
    start: int
    end: int
    state: Literal["stands", "moved", "gone"]


class VerifyResponse(BaseModel):
    """In the order asked."""

    results: list[Verified]


class IndexingJob(BaseModel):
    """The indexing of an upload or removal."""

    job_id: str
    source: str
    state: Literal["waiting", "running", "done", "failed"]
    stage: str | None
    done: int
    total: int
    reason: str | None
    generation: str | None
