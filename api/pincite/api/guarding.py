"""The guard before every request: host, token, size, speed and kind of what is sent."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from ipaddress import ip_address
from math import ceil
from typing import Any

from fastapi.responses import Response
from starlette.datastructures import Headers

from pincite.api.limits import RateLimit
from pincite.api.problems import problem
from pincite.api.service_settings import ServiceSettings, is_loopback
from pincite.api.tokens import Right, Token, bearer_secret, find_token

logger = logging.getLogger(__name__)

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# What a page, a probe or a client needs before it has a token; none of it is a document's.
_OPEN_TO_ALL = re.compile(r"/(|healthz|readyz|openapi\.json|page/[\w.-]+|favicon\.ico)")
_UPLOADS = "/v1/documents"
_ONE_DOCUMENT = re.compile(r"/v1/documents/[^/]+")
_READING = ("GET", "HEAD", "OPTIONS")
_JSON = re.compile(r'application/json(\s*;\s*charset="?utf-?8"?)?\s*', re.IGNORECASE)
_SECURITY_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
)


class Guard:
    """Lets through what may pass, and says in one sentence why the rest may not."""

    def __init__(self, app: App, settings: ServiceSettings) -> None:
        self._app = app
        self._settings = settings
        self._rate = RateLimit(settings.requests_a_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a refused request itself and hands on the others with their whole body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = _with_security_headers(send)
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is None:
            body = await self._body(receive, headers, self._largest(scope))
            if isinstance(body, bytes):
                await self._app(scope, _replayed(body, receive), send)
                return
            refusal = body
        await refusal(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        """Why the request may not pass, judged by its head alone."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._is_our_host(hosts[0]):
            return problem(421, "this service is not reached by that host name; see --allowed-host")
        if refused := self._unauthorised(scope, headers):
            return refused
        if not _has_body(headers) or _is_upload(scope):
            return None
        return _wrong_kind(headers)

    def _is_our_host(self, host: str) -> bool:
        name = _host_name(host)
        if name in self._settings.allowed_hosts or is_loopback(name):
            return True
        # A name can be made to point here by anyone, an address cannot.
        return not self._settings.is_loopback and (name == self._settings.host or _is_address(name))

    def _unauthorised(self, scope: Scope, headers: Headers) -> Response | None:
        right = _right_needed(scope["method"], scope["path"])
        if not self._settings.tokens:
            if right == "write":
                return problem(403, "this service only reads; writing needs --tokens FILE")
            return None
        if _OPEN_TO_ALL.fullmatch(scope["path"]) and scope["method"] in _READING:
            return None
        secret = bearer_secret(headers.get("authorization"))
        token = find_token(self._settings.tokens, secret) if secret else None
        if token is None:
            told = {"WWW-Authenticate": 'Bearer realm="pincite"'}
            return problem(401, "a token is needed: Authorization: Bearer TOKEN", headers=told)
        return self._limited(token, right)

    def _limited(self, token: Token, right: Right) -> Response | None:
        if right not in token.rights:
            return problem(403, f"this token does not have the right to {right}")
        wait_s = self._rate.wait_s(token.name)
        if wait_s:
            told = {"Retry-After": str(ceil(wait_s))}
            return problem(429, "too many requests with this token; wait a little", headers=told)
        return None

    def _largest(self, scope: Scope) -> int:
        if _is_upload(scope):
            return self._settings.largest_upload
        return self._settings.largest_body

    async def _body(self, receive: Receive, headers: Headers, largest: int) -> bytes | Response:
        too_large = problem(413, f"the body is larger than {largest} bytes", headers=_CLOSING)
        said = headers.get("content-length", "0")
        try:
            async with asyncio.timeout(self._settings.body_timeout_s):
                if said.isdecimal() and int(said) > largest:
                    await _let_go(receive)
                    return too_large
                body = await _whole_body(receive, largest)
        except TimeoutError:
            return problem(408, "the body took too long to arrive", headers=_CLOSING)
        return too_large if body is None else body


_CLOSING = {"Connection": "close"}
# A refusal sent while the client still writes is lost with the connection it breaks.
_LET_GO_BYTES = 32 << 20
_LET_GO_S = 1.0


async def _whole_body(receive: Receive, largest: int) -> bytes | None:
    """The body, or None where it is larger than that."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return bytes(body)
        body += message.get("body", b"")
        if len(body) > largest:
            if message.get("more_body", False):
                await _let_go(receive)
            return None
        if not message.get("more_body", False):
            return bytes(body)


async def _let_go(receive: Receive) -> None:
    """Takes what the client still sends, until it pauses or up to a bound, and keeps none."""
    taken = 0
    with suppress(TimeoutError):
        while taken <= _LET_GO_BYTES:
            async with asyncio.timeout(_LET_GO_S):
                message = await receive()
            taken += len(message.get("body", b""))
            if message["type"] == "http.disconnect" or not message.get("more_body", False):
                return


def _replayed(body: bytes, receive: Receive) -> Receive:
    """A receive that gives the body at once and afterwards what else arrives."""
    is_given = False

    async def replay() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _has_body(headers: Headers) -> bool:
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


def _wrong_kind(headers: Headers) -> Response | None:
    """A page elsewhere can post forms and plain text to a loopback address, but no JSON."""
    if not _JSON.fullmatch(headers.get("content-type", "")):
        return problem(415, "the body must be JSON: Content-Type: application/json")
    if headers.get("content-encoding", "identity") != "identity":
        return problem(415, "a compressed body is not read")
    return None


def _right_needed(method: str, path: str) -> Right:
    writes = (method == "POST" and path == _UPLOADS) or (
        method == "DELETE" and _ONE_DOCUMENT.fullmatch(path) is not None
    )
    return "write" if writes else "ask"


def _is_upload(scope: Scope) -> bool:
    """Whether a file is sent; it needs a token, which no page elsewhere has."""
    return bool(scope["method"] == "POST" and scope["path"] == _UPLOADS)


def _host_name(host: str) -> str:
    """The host without its port, in lower case.

    >>> _host_name("LocalHost:80"), _host_name("[::1]:8000"), _host_name("10.0.0.1")
    ('localhost', '::1', '10.0.0.1')
    """
    if found := re.fullmatch(r"\[([0-9a-fA-F:.]+)\](:\d*)?", host):
        return found[1].lower()
    found = re.fullmatch(r"([^:/@\s]+)(:\d*)?", host)
    return found[1].lower().rstrip(".") if found else ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _with_security_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *_SECURITY_HEADERS]
        await send(message)

    return guarded
