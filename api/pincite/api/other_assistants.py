"""The tools for other assistants over HTTP, in the service itself: MCP's streamable HTTP.

The package mcp takes longer to import than all the rest: it is loaded by the first request.
"""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, TypeVar

from pincite.api.asking import ask_of, noted
from pincite.api.guarding import Receive, Scope, Send
from pincite.api.open_index import Assistant
from pincite.api.problems import problem
from pincite.api.service_state import Service
from pincite.qa.answers import Question

if TYPE_CHECKING:
    from pincite.api.mcp_server import HttpApp

MCP_PATH = "/mcp"
Value = TypeVar("Value")


class OtherAssistants:
    """Hands requests to the MCP server, which is started by the first of them."""

    def __init__(self, service: Service) -> None:
        self._at_the_desk = AtTheDesk(service)
        self._starting = asyncio.Lock()
        self._handle: HttpApp | None = None
        self._is_over = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request; only calls, since there is nothing to tell without being asked."""
        if scope["method"] != "POST":
            refusal = problem(405, "the tools are called by POST", headers={"Allow": "POST"})
            await refusal(scope, receive, send)
            return
        handle = self._handle or await self._started()
        await handle(scope, receive, send)

    async def close(self) -> None:
        """Ends the server, if it was started."""
        self._is_over.set()
        if self._running is not None:
            await self._running

    async def _started(self) -> "HttpApp":
        async with self._starting:
            if self._handle is None:
                given: asyncio.Future[HttpApp] = asyncio.get_running_loop().create_future()
                self._running = asyncio.create_task(self._run(given))
                self._handle = await given
        return self._handle

    async def _run(self, given: "asyncio.Future[HttpApp]") -> None:
        """Holds the server open in one task: it has to be left where it was entered."""
        try:
            from_package = await asyncio.to_thread(_imported)
            async with AsyncExitStack() as stack:
                given.set_result(await stack.enter_async_context(from_package(self._at_the_desk)))
                await self._is_over.wait()
        except Exception as error:
            if given.done():
                raise
            given.set_exception(error)


class AtTheDesk:
    """Answers as the routes do: in turn, counted, and kept where answers are kept."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def ask(self, question: Question) -> dict[str, Any]:
        """The answer object of a question."""
        return await noted(self._service, question, ask_of(self._service, question))

    async def run(self, work: Callable[[Assistant], Value]) -> Value:
        """What the work makes of the newest generation."""
        return await self._service.at_the_desk(work)


def _imported() -> Any:
    from pincite.api.mcp_server import over_http

    return over_http
