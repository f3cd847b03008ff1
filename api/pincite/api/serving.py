"""Runs the application over HTTP: the one door to granian.

Of the servers at hand it is the one that cuts off clients whose headers never end.
"""

import asyncio
import logging
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import closing, suppress

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server.embed import Server

from pincite.api.guarding import App
from pincite.api.request_log import JsonLines
from pincite.api.service_settings import ServiceSettings
from pincite.corpus.errors import InputError, TemporaryError

_STOPPING_S = 4.0
_CONNECTIONS = 1024
_LOOK_EVERY_S = 0.01


def serve(
    app: App, settings: ServiceSettings, *, before_stopping: Callable[[], None] = lambda: None
) -> None:
    """Serves until the process is told to stop (SIGINT or SIGTERM).

    Args:
        app: the application.
        settings: where it listens, and how patiently.
        before_stopping: called as soon as it is told to stop, before connections are closed.

    Raises:
        InputError: the address is not one of this machine.
        TemporaryError: another program listens there.
    """
    port = free_port(settings)
    _log_to_stderr()
    asyncio.run(_serve(server_of(app, settings, port), before_stopping))


def server_of(app: App, settings: ServiceSettings, port: int) -> Server:
    """The server, not yet started."""
    return Server(
        app,
        address=settings.host,
        port=port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            header_read_timeout=int(1000 * settings.header_timeout_s), max_buffer_size=64 * 1024
        ),
        websockets=False,
        backlog=_CONNECTIONS,
        backpressure=_CONNECTIONS,
        log_enabled=False,
    )


async def _serve(server: Server, before_stopping: Callable[[], None]) -> None:
    serving = asyncio.create_task(server.serve())
    waiting = asyncio.create_task(_told_to_stop())
    telling = asyncio.create_task(_tell_when_reached(server))
    await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    telling.cancel()
    before_stopping()
    if serving.done() and (error := serving.exception()):
        said = str(error).partition("\n")[0]
        raise TemporaryError(f"{address_of(server)}: cannot be served ({said})") from error
    server.stop()  # type: ignore[no-untyped-call]  # granian leaves it untyped
    await asyncio.wait({serving}, timeout=_STOPPING_S)


async def _tell_when_reached(server: Server) -> None:
    """Says where it serves, as soon as that is so: whoever reads it may connect at once."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(server.bind_addr, server.bind_addr)
    while True:
        with suppress(OSError):
            _, writer = await asyncio.open_connection(host, server.bind_port)
            writer.close()
            break
        await asyncio.sleep(_LOOK_EVERY_S)
    print(f"pincite: serving on {address_of(server)}", file=sys.stderr, flush=True)


def address_of(server: Server) -> str:
    """Where the server is reached."""
    return f"http://{_shown(server.bind_addr)}:{server.bind_port}"


async def _told_to_stop() -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    await stopping.wait()


def free_port(settings: ServiceSettings) -> int:
    """The port to listen on, tried first: the server itself would not say what is wrong."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM
        )[0]
        with closing(socket.socket(family, kind)) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            port: int = trial.getsockname()[1]
            return port
    except socket.gaierror as error:
        raise InputError(f"--host {settings.host}: no such address ({error.strerror})") from error
    except OSError as error:
        raise TemporaryError(
            f"{settings.host}:{settings.port}: cannot be listened on ({error.strerror}); "
            "stop what listens there, or take another --port"
        ) from error


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _log_to_stderr() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger("pincite")
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    root.propagate = False
