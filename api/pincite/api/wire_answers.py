"""The shapes of kept answers, of feedback, and of what the service offers."""

from typing import Literal

from pydantic import BaseModel, Field

from pincite.api.kept_answers import Verdict
from pincite.api.tokens import Right
from pincite.api.wire import Answer, Strict, Text
from pincite.api.wire_documents import Offset


class PlaceAsked(Strict):
    """Where the right answer stands."""

    document_id: Text = Field(min_length=1, description="the id of a document, or its source")
    start: Offset
    end: Offset


class FeedbackRequest(Strict):
    """What a person says of an answer."""

    verdict: Verdict = Field(
        description="should_have_abstained: the documents do not say; nothing should be answered"
    )
    place: PlaceAsked | None = Field(
        None, description="where the right answer stands, of an answer that is wrong"
    )
    comment: Text | None = Field(None, max_length=2000)


class PlaceKept(BaseModel):
    """Where the right answer stands, with its words."""

    document_id: str
    source: str
    start: int
    end: int
    quote: str
    sha256: str


class FeedbackKept(BaseModel):
    """What was said of an answer."""

    verdict: Verdict
    place: PlaceKept | None
    comment: str | None


class KeptAnswer(Answer):
    """An answer as it was."""

    answer_id: str
    kept_at: str = Field(description="UTC, ISO 8601")
    expires_at: str
    feedback: FeedbackKept | None


class Offers(BaseModel):
    """What the service offers to whoever asks."""

    rights: list[Right]
    uploads: bool = Field(description="whether files can be uploaded with the right to write")
    largest_upload: int = Field(description="bytes")
    calibrated: bool = Field(description="whether max_error can be asked for")
    keeps_answers_days: int | None = Field(description="null: answers are not kept")
    version: str
    name: Literal["pincite"] = "pincite"
