"""The files behind the documents: to download, and the pages of a PDF with words marked."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response, StreamingResponse

from pincite.api.documents import Offset, check_range, is_known
from pincite.api.json_response import Json
from pincite.api.problems import NotFoundError, OverloadedError
from pincite.api.service_state import Service
from pincite.api.wire import REFUSED, problem_responses
from pincite.api.wire_documents import PagePlaces
from pincite.corpus import Document, InputError, Span
from pincite.corpus.pdf_geometry import MarkedPage
from pincite.corpus.worker import DrawingTask, draw_page
from pincite.indexer.originals import Original

LARGEST_DRAWN = 128 << 20
"""Bytes of a file up to which its pages are drawn."""
_MOST_DRAWING = 8
"""Pages that are being drawn or wait for it; each takes one of the service's threads."""
_PDF = "application/pdf"

router = APIRouter(tags=["documents"], responses=problem_responses(*REFUSED, 404, 409, 410))
PageNumber = Annotated[int, Path(ge=1, lt=2**31)]
_places = threading.BoundedSemaphore(_MOST_DRAWING)


def _content(media_type: str) -> dict[int | str, dict[str, object]]:
    schema = {"schema": {"type": "string", "format": "binary"}}
    return {200: {"description": "the bytes", "content": {media_type: schema}}}


_FILE = _content("application/octet-stream")
_PNG = _content("image/png") | problem_responses(503)


@router.get("/v1/documents/{document_id}/original", response_class=Response, responses=_FILE)
def download(request: Request, document_id: str) -> Response:
    """Gives the file itself, while it is still the one that was indexed."""
    document, original = _with_original(request, document_id)
    headers = {
        **_headers(original.hash),
        "Content-Length": str(original.size),
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(original.name, safe='')}",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    if is_known(request, headers["ETag"]):
        original.close()
        return Response(status_code=304, headers=_headers(original.hash))
    media_type = _PDF if document.format == "pdf" else "application/octet-stream"
    return StreamingResponse(original.parts(), headers=headers, media_type=media_type)


@router.get("/v1/documents/{document_id}/pages/{page}.png", response_class=Response, responses=_PNG)
def draw(
    request: Request,
    document_id: str,
    page: PageNumber,
    start: Offset = 0,
    end: Offset = 0,
    width: Annotated[int, Query(ge=100, le=2000)] = 1000,
) -> Response:
    """Draws a page of a PDF; of the words from start to end, those that stand on it are marked."""
    wanted = _Wanted(document_id, page, start, end, width)
    drawn = _looked_at(request, wanted)
    if isinstance(drawn, Response):
        return drawn
    return Response(drawn.page.png, headers=_headers(drawn.tag), media_type="image/png")


@router.get("/v1/documents/{document_id}/pages/{page}", response_model=PagePlaces)
def show_places(
    request: Request, document_id: str, page: PageNumber, start: Offset = 0, end: Offset = 0
) -> Response:
    """Says where the words from start to end stand on a page of a PDF: a box a line, in points."""
    looked = _looked_at(request, _Wanted(document_id, page, start, end, 0))
    if isinstance(looked, Response):
        return looked
    boxes = [asdict(box) for box in looked.page.boxes]
    values = {"page": page, "width": looked.page.width, "height": looked.page.height}
    return Json(values | {"boxes": boxes}, headers=_headers(looked.tag))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A page, the words to mark, and how wide to draw it; 0: not at all."""

    document_id: str
    page: int
    start: int
    end: int
    width: int


@dataclass(frozen=True, slots=True)
class _LookedAt:
    page: MarkedPage
    tag: str


def _looked_at(request: Request, wanted: _Wanted) -> _LookedAt | Response:
    """The page that is wanted, or the response that says that the client holds it already."""
    with _drawing_place():
        document, original = _with_original(request, wanted.document_id)
        with closing(original):
            check_range(wanted.start, wanted.end, len(document.text))
            words = _page_span(document, wanted.page)
            tag = f"{original.hash}-{wanted.page}-{wanted.start}-{wanted.end}-{wanted.width}"
            if is_known(request, f'"{tag}"'):
                return Response(status_code=304, headers=_headers(tag))
            marked = _within(words, wanted.start, wanted.end)
            what = (wanted.page, document.quote(words), marked, wanted.width)
            return _LookedAt(_drawn(original, what), tag)


def _drawn(original: Original, what: tuple[int, str, Span, int]) -> MarkedPage:
    if original.size > LARGEST_DRAWN:
        raise InputError(f"{original.name}: is too large for its pages to be drawn; download it")
    return draw_page(DrawingTask(b"".join(original.parts()), *what))


def _with_original(request: Request, name: str) -> tuple[Document, Original]:
    """The document of that id or source and its file, both of one generation."""
    service: Service = request.app.state.service
    with service.index.lent() as assistant:
        try:
            document = assistant.index.document(name)
        except InputError as error:
            raise NotFoundError(f"{name}: there is no such document in the index") from error
        return document, assistant.index.original(document.document_id)


def _page_span(document: Document, page: int) -> Span:
    if document.format != "pdf":
        raise NotFoundError(f"{document.source}: only the pages of a PDF are drawn")
    if page > len(document.pages):
        raise NotFoundError(f"{document.source}: has no page {page}, only {len(document.pages)}")
    return document.pages[page - 1]


def _within(words: Span, start: int, end: int) -> Span:
    """What of the range lies in the page, counted from its beginning."""
    first = min(max(start, words.start), words.end)
    return Span(first - words.start, max(min(end, words.end), first) - words.start)


@contextmanager
def _drawing_place() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise OverloadedError("too many pages are being drawn already; try again in a moment")
    try:
        yield
    finally:
        _places.release()


def _headers(tag: str) -> dict[str, str]:
    return {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache"}
