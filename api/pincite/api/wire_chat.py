"""The shapes of OpenAI's chat completions; what we do not know in them is left alone."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from pincite.api.wire import Text


class Lenient(BaseModel):
    """A request whose unknown fields are ignored."""

    model_config = ConfigDict(extra="ignore")


class ContentPart(Lenient):
    """A part of a message's content; only texts are read."""

    type: str = "text"
    text: Text | None = None


class ChatMessage(Lenient):
    """A message of the conversation."""

    role: str
    content: Text | list[ContentPart] | None = None

    def text(self) -> str:
        """Its text, of one piece or several."""
        if self.content is None or isinstance(self.content, str):
            return self.content or ""
        return "\n".join(part.text for part in self.content if part.text)


class StreamOptions(Lenient):
    """What a stream ends with."""

    include_usage: bool = False


class ChatRequest(Lenient):
    """A conversation whose last message is answered."""

    model: Text = "pincite"
    messages: list[ChatMessage] = Field(min_length=1, max_length=2_000)
    stream: bool | None = None
    stream_options: StreamOptions | None = None


class ChatCompletion(BaseModel):
    """An answer in OpenAI's form; `pincite` holds our own answer object."""

    id: str
    object: str
    created: int
    model: str
    choices: list[dict[str, Any]]
    usage: dict[str, int]
    pincite: dict[str, Any]


class ModelList(BaseModel):
    """The models there are."""

    object: str
    data: list[dict[str, Any]]
