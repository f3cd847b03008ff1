"""The tools ask, search and show for other assistants: the one door to the package mcp."""

from collections.abc import Callable
from importlib.metadata import version
from typing import Annotated, Any, TypeVar

import anyio
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from pincite.api.open_index import Assistant, OpenIndex
from pincite.corpus.errors import InputError, PinciteError
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


def create_server(index: OpenIndex) -> MCPServer[None]:
    """The server with its three tools over the newest generation of an index."""
    server: MCPServer[None] = MCPServer(
        "pincite", instructions=INSTRUCTIONS, version=version("pincite"), log_level="WARNING"
    )

    @server.tool()
    async def ask(
        question: Annotated[str, Field(description="one question, in plain words")],
        history: Annotated[
            list[dict[str, str]] | None,
            Field(description='earlier turns, oldest first: {"question", "answer"}'),
        ] = None,
        sources: Patterns = None,
        as_of: Annotated[
            str | None, Field(description="what counts as today: YYYY, YYYY-MM or YYYY-MM-DD")
        ] = None,
    ) -> dict[str, Any]:
        """Answers a question from the documents, with the exact place of every quote."""
        row = {"question": question, "history": history, "in": sources, "as_of": as_of}
        return await _on(index, lambda own: answer_to_json(own.ask(question_from_json(row))))

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

        return await _on(index, found)

    @server.tool()
    async def show(
        source: Annotated[str, Field(description="a source or a document_id of a citation")],
        start: Annotated[int, Field(ge=0, description="first character")] = 0,
        end: Annotated[int | None, Field(ge=0, description="end, excluded")] = None,
    ) -> dict[str, Any]:
        """Shows a document's text, at most 20,000 characters at once."""
        return await _on(index, lambda own: _stretch(own, source, start, end))

    return server


def run(index: OpenIndex) -> None:
    """Serves on standard input and output until the input ends."""
    create_server(index).run("stdio")


async def _on(index: OpenIndex, work: Callable[[Assistant], Value]) -> Value:
    """What the work makes of the newest generation, done beside the event loop.

    Raises:
        ToolError: with the sentence that says what is wrong.
    """

    def run() -> Value:
        index.refresh()
        with index.lent() as assistant:
            return work(assistant)

    try:
        return await anyio.to_thread.run_sync(run)
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
