"""The desk: questions in, one after the other, no more waiting than it bears."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from pincite.api.problems import ClientGoneError, OverloadedError

Work = TypeVar("Work")
_SHUTTING_DOWN = "the service is shutting down; ask again in a moment"


class Desk:
    """Runs work in a few threads of its own; used from one event loop."""

    def __init__(self, *, workers: int, waiting: int) -> None:
        self._places = workers + waiting
        self._taken = 0
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="answering")
        self._is_closing = False

    @property
    def taken(self) -> int:
        """How many questions are being answered or wait."""
        return self._taken

    async def run(self, work: Callable[[], Work]) -> Work:
        """What the work returns; work that has not begun is dropped when this is cancelled.

        Raises:
            OverloadedError: too many wait already, or the service is shutting down.
        """
        if self._is_closing:
            raise OverloadedError(_SHUTTING_DOWN)
        if self._taken >= self._places:
            raise OverloadedError(
                f"{self._taken} questions are being answered or wait already; ask again in a moment"
            )
        self._taken += 1
        future = self._pool.submit(work)
        loop = asyncio.get_running_loop()
        future.add_done_callback(lambda done: _call_safely(loop, self._leave, done))
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            if self._is_closing:
                raise OverloadedError(
                    "the service is shutting down; ask again in a moment"
                ) from None
            raise

    def close(self) -> None:
        """Drops what has not begun and waits for what has."""
        self._is_closing = True
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _leave(self, _: Future[Any]) -> None:
        self._taken -= 1


async def while_connected(work: Awaitable[Work], receive: Callable[[], Awaitable[Any]]) -> Work:
    """What the work gives, dropped as soon as the client leaves.

    Raises:
        ClientGoneError: the client left first.
    """
    answer = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(receive))
    try:
        await asyncio.wait({answer, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if answer.done():
            return answer.result()
        raise ClientGoneError
    finally:
        leaving.cancel()
        answer.cancel()


async def _left(receive: Callable[[], Awaitable[Any]]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _call_safely(
    loop: asyncio.AbstractEventLoop, call: Callable[[Future[Any]], None], done: Future[Any]
) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(call, done)
