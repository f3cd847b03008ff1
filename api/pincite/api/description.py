"""The OpenAPI description of the service, with its one form of errors."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from pincite.api.problems import MEDIA_TYPE
from pincite.api.wire import Problem

_OF_FASTAPI = ("HTTPValidationError", "ValidationError")


def install(app: FastAPI) -> None:
    """Makes the application describe itself as it is."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]  # FastAPI's own way of extending it


def _described(app: FastAPI) -> dict[str, Any]:
    values = get_openapi(
        title=app.title, version=app.version, summary=app.summary, routes=app.routes
    )
    schemas = values["components"]["schemas"]
    for name in _OF_FASTAPI:
        schemas.pop(name, None)
    schemas["Problem"] = Problem.model_json_schema()
    for operations in values["paths"].values():
        for operation in operations.values():
            _with_problems(operation["responses"])
    return values


def _with_problems(responses: dict[str, Any]) -> None:
    """Whatever is refused is told as a problem."""
    for status, response in responses.items():
        if status.startswith("4"):
            schema = {"$ref": "#/components/schemas/Problem"}
            response["content"] = {MEDIA_TYPE: {"schema": schema}}
            response["description"] = "what is wrong"
