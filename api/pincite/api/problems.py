"""Errors as the service tells them: problem details in JSON (RFC 9457), never a trace."""

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.routing import Match

from pincite.corpus.errors import IndexUnusableError, InputError, PinciteError, TemporaryError
from pincite.indexer.originals import OriginalChangedError, OriginalGoneError

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = 2
CLIENT_GONE = 499
"""As nginx counts requests whose client left first."""
_BROKEN = ("json_invalid",)
_SENTENCES = {
    400: "the request cannot be read; is its body JSON in UTF-8?",
    404: "there is nothing at this address",
    405: "this address does not take that method",
}


class OverloadedError(TemporaryError):
    """More questions wait already than the service lets wait."""


class NotFoundError(InputError):
    """The request names something that the index does not hold."""


class ClientGoneError(Exception):
    """The client has left; nobody waits for the answer."""


def problem(
    status: int,
    detail: str,
    *,
    error: str | None = None,
    headers: Mapping[str, str] | None = None,
    errors: Sequence[Mapping[str, str]] = (),
) -> Response:
    """A response that says in one sentence what is wrong.

    Args:
        status: the HTTP status, whose own words become the title.
        detail: the sentence.
        error: the kind, as the command line names it in JSON.
        headers: further headers.
        errors: what is wrong with each field, {"field", "problem"}.
    """
    values: dict[str, Any] = {
        "type": "about:blank",
        "title": _title(status),
        "status": status,
        "detail": detail,
    }
    if error is not None:
        values["error"] = error
    if errors:
        values["errors"] = list(errors)
    return Response(json.dumps(values), status, dict(headers or {}), MEDIA_TYPE)


def of_error(error: Exception) -> Response:
    """The response to an error, by its kind; what is no fault of the call is logged."""
    kind = type(error).__name__
    detail = " ".join(str(error).split())
    if isinstance(error, NotFoundError):
        return problem(404, detail, error=kind)
    if isinstance(error, OriginalGoneError):
        return problem(410, detail, error=kind)
    if isinstance(error, OriginalChangedError):
        return problem(409, detail, error=kind)
    if isinstance(error, IndexUnusableError | TemporaryError):
        if not isinstance(error, OverloadedError):
            logger.warning("%s: %s", kind, error)
        headers = {"Retry-After": str(RETRY_AFTER_S)}
        return problem(503, detail, error=kind, headers=headers)
    if isinstance(error, PinciteError):
        return problem(422, detail, error=kind)
    logger.error("a request failed", exc_info=error)
    return problem(500, "an internal error; the log of the service says more", error=kind)


def install(app: FastAPI) -> None:
    """Makes every error of the application a problem."""

    async def told(_: Request, error: Exception) -> Response:
        return of_error(error)

    async def to_nobody(_: Request, error: Exception) -> Response:
        return Response(status_code=CLIENT_GONE)

    app.add_exception_handler(PinciteError, told)
    app.add_exception_handler(ClientGoneError, to_nobody)
    app.add_exception_handler(Exception, told)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_validation)


async def _of_http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return of_error(error)
    detail = error.detail
    if detail == _title(error.status_code):
        detail = _SENTENCES.get(error.status_code, detail)
    headers = _allowed(request) if error.status_code == 405 else error.headers
    return problem(error.status_code, str(detail), headers=headers)


def _allowed(request: Request) -> dict[str, str]:
    """The methods of every route at the address; the error itself names those of one."""
    methods = {
        method
        for router in request.app.state.routers
        for route in router.routes
        if route.matches(request.scope)[0] is not Match.NONE
        for method in getattr(route, "methods", None) or ()
    }
    return {"Allow": ", ".join(sorted(methods))}


async def _of_validation(_: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        return of_error(error)
    faults = [
        {"field": _field(fault["loc"]), "problem": _harmless(fault["msg"])}
        for fault in error.errors()[:10]
    ]
    if any(fault["type"] in _BROKEN for fault in error.errors()):
        return problem(400, "the body is not valid JSON", error="InputError")
    first = faults[0]
    detail = f"{first['field']}: {first['problem']}" if first["field"] else first["problem"]
    return problem(422, detail, error="InputError", errors=faults)


def _field(place: Sequence[object]) -> str:
    return _harmless(".".join(map(str, place[1:])))


def _harmless(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _title(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"
