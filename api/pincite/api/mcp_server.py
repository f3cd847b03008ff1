"""The tools ask, search and show for other assistants: the one door to the package mcp."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, MutableMapping
from contextlib import asynccontextmanager, contextmanager
from importlib.metadata import version
from typing import Annotated, Any, Protocol, TypeVar

import anyio
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import Field

from pincite.api.open_index import Assistant, OpenIndex
from pincite.corpus.errors import InputError, PinciteError
from pincite.qa.answers import Question
from pincite.qa.contract import answer_to_json, hit_to_json, question_from_json

INSTRUCTIONS = """\
Answers questions from a fixed set of documents. Every answer is quoted word for word; cite it by
the `source` and the `start` and `end` of its citations (characters, end excluded). When `status`
is no_answer the documents do not say; do not fill the gap from elsewhere without saying so."""

LONGEST_SHOWN = 20_000

Value = TypeVar("Value")
Patterns = Annotated[
    list[str] | None, Field(description='only sources that match a pattern, such as "reports/*"')
]


Message = MutableMapping[str, Any]
HttpApp = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]],
    Awaitable[None],
]


class Answering(Protocol):
    """Does the tools' work over the newest generation of an index."""

    async def ask(self, question: Question) -> dict[str, Any]:
        """The answer object of a question."""

    async def run(self, work: Callable[[Assistant], Value]) -> Value:
        """What the work makes of the assistant, done beside the event loop."""


def create_server(answering: Answering) -> MCPServer[None]:
    """The server with its three tools."""
    server: MCPServer[None] = MCPServer(
        "pincite", instructions=INSTRUCTIONS, version=version("pincite"), log_level="WARNING"
    )

    @server.tool()
    async def ask(
        question: Annotated[str, Field(description="one question, in plain words")],
        history: Annotated[
            list[dict[str, str | None]] | None,
            Field(description='earlier turns, oldest first: {"question", "answer"}'),
        ] = None,
        sources: Patterns = None,
        as_of: Annotated[
            str | None, Field(description="what counts as today: YYYY, YYYY-MM or YYYY-MM-DD")
        ] = None,
    ) -> dict[str, Any]:
        """Answers a question from the documents, with the exact place of every quote."""
        row = {"question": question, "history": history, "in": sources, "as_of": as_of}
        with _told():
            return await answering.ask(question_from_json(row))

    @server.tool()
    async def search(
        query: Annotated[str, Field(description="words, or a question")],
        sources: Patterns = None,
        top_k: Annotated[int, Field(ge=1, le=100)] = 10,
    ) -> dict[str, Any]:
        """Lists the passages nearest to a query, best first."""

        def found(own: Assistant) -> dict[str, Any]:
            asked = question_from_json({"question": query, "in": sources, "top_k": top_k})
            hits = own.search(asked.text, sources=asked.sources, top_k=top_k)
            return {"results": [hit_to_json(hit) for hit in hits]}

        with _told():
            return await answering.run(found)

    @server.tool()
    async def show(
        source: Annotated[str, Field(description="a source or a document_id of a citation")],
        start: Annotated[int, Field(ge=0, description="first character")] = 0,
        end: Annotated[int | None, Field(ge=0, description="end, excluded")] = None,
    ) -> dict[str, Any]:
        """Shows a document's text, at most 20,000 characters at once."""
        with _told():
            return await answering.run(lambda own: _stretch(own, source, start, end))

    return server


def run(index: OpenIndex) -> None:
    """Serves on standard input and output until the input ends."""
    create_server(Alone(index)).run("stdio")


@asynccontextmanager
async def over_http(answering: Answering) -> AsyncIterator[HttpApp]:
    """The server as an application over HTTP; it keeps nothing between two requests."""
    server = create_server(answering)
    # Host and size are looked at by the guard, before a request comes here.
    server.streamable_http_app(
        stateless_http=True,
        json_response=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    async with server.session_manager.run():
        yield server.session_manager.handle_request


class Alone:
    """Answers in a process that does nothing else."""

    def __init__(self, index: OpenIndex) -> None:
        self._index = index

    async def ask(self, question: Question) -> dict[str, Any]:
        """The answer object of a question."""
        return await self.run(lambda own: answer_to_json(own.ask(question)))

    async def run(self, work: Callable[[Assistant], Value]) -> Value:
        """What the work makes of the newest generation."""

        def run() -> Value:
            self._index.refresh()
            with self._index.lent() as assistant:
                return work(assistant)

        return await anyio.to_thread.run_sync(run)


@contextmanager
def _told() -> Iterator[None]:
    """Tells what is wrong as an error of the tool.

    Raises:
        ToolError: with the sentence that says it.
    """
    try:
        yield
    except PinciteError as error:
        raise ToolError(" ".join(str(error).split())) from error


def _stretch(own: Assistant, source: str, start: int, end: int | None) -> dict[str, Any]:
    document = own.index.document(source)
    length = len(document.text)
    last = min(length, start + LONGEST_SHOWN if end is None else end)
    if start > last:
        raise InputError(f"{start} to {end} is not a range of this text ({length} characters)")
    if last - start > LONGEST_SHOWN:
        raise InputError(f"at most {LONGEST_SHOWN} characters are shown at once")
    return {
        "source": document.source,
        "document_id": document.document_id,
        "title": document.title,
        "sha256": document.sha256,
        "characters": length,
        "start": start,
        "end": last,
        "text": document.text[start:last],
    }
