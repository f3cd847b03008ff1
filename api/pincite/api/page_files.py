"""The page: a few files, served with a policy that lets nothing else in."""

from functools import cache
from importlib.resources import files

from fastapi import APIRouter
from fastapi.responses import Response

from pincite.api.problems import NotFoundError

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_KINDS = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
}

router = APIRouter(include_in_schema=False)


@router.get("/")
def page() -> Response:
    """The page."""
    return _file("index.html")


@router.get("/page/{name}")
def page_file(name: str) -> Response:
    """A file of the page."""
    return _file(name)


def _file(name: str) -> Response:
    held = _held()
    if name not in held:
        raise NotFoundError(f"{name}: the page has no such file")
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}
    return Response(held[name], headers=headers, media_type=_KINDS[name.rpartition(".")[2]])


@cache
def _held() -> dict[str, bytes]:
    """The files of the page by name; no path of a request ever reaches the disk."""
    return {
        file.name: file.read_bytes()
        for file in files("pincite.api").joinpath("page").iterdir()
        if file.name.rpartition(".")[2] in _KINDS
    }
