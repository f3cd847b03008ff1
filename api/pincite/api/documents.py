"""Looking up what is cited: the documents, their texts, and the words around a place."""

import base64
import binascii
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from pincite.api.json_response import Json
from pincite.api.problems import NotFoundError
from pincite.api.service_state import Service
from pincite.api.wire import REFUSED, problem_responses
from pincite.api.wire_documents import DocumentFacts, DocumentList, DocumentText, PassageFound
from pincite.corpus import Document, Heading, InputError
from pincite.indexer.records import DocumentRecord

LONGEST_TEXT = 200_000
CONTEXT = 600
"""Characters shown before and after a passage."""

router = APIRouter(tags=["documents"], responses=problem_responses(*REFUSED, 404))
Offset = Annotated[int, Query(ge=0, lt=2**53)]


@router.get("/v1/documents", response_model=DocumentList)
def list_documents(
    request: Request,
    cursor: Annotated[str | None, Query(max_length=4096)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Response:
    """Lists the documents by source; `next` is the cursor of the following page, or null."""
    service: Service = request.app.state.service
    with service.index.lent() as assistant:
        records = assistant.index.documents()
        generation = assistant.index.generation
    after = "" if cursor is None else _source_of(cursor)
    rest = [record for record in records if cursor is None or record.source > after]
    page, following = rest[:limit], rest[limit:]
    return Json(
        {
            "documents": [
                record_to_json(record) | {"uploaded": service.holds_upload(record.source)}
                for record in page
            ],
            "next": _cursor_after(page[-1].source) if following else None,
            "generation": generation,
        }
    )


@router.get("/v1/documents/{document_id}", response_model=DocumentFacts)
def show_document(request: Request, document_id: str) -> Response:
    """Says what is known of a document, with its headings, without its text."""
    document = find_document(request, document_id)
    return unless_known(request, document, _facts(document))


@router.get("/v1/documents/{document_id}/text", response_model=DocumentText)
def read_text(
    request: Request, document_id: str, start: Offset = 0, end: Offset | None = None
) -> Response:
    """Gives the text from start to end in code points: all of it, or its first 200,000."""
    document = find_document(request, document_id)
    length = len(document.text)
    last = min(length, start + LONGEST_TEXT) if end is None else end
    check_range(start, last, length)
    values = {
        "document_id": document.document_id,
        "source": document.source,
        "title": document.title,
        "sha256": document.sha256,
        "characters": length,
        "start": start,
        "end": last,
        "text": document.text[start:last],
    }
    return unless_known(request, document, values, f"-{start}-{last}")


@router.get("/v1/passages/{document_id}:{start}-{end}", response_model=PassageFound)
def show_passage(request: Request, document_id: str, start: int, end: int) -> Response:
    """Gives a place with its headings, its page and the words before and after it."""
    document = find_document(request, document_id)
    check_range(start, end, len(document.text))
    values = {
        "document_id": document.document_id,
        "source": document.source,
        "title": document.title,
        "sha256": document.sha256,
        "start": start,
        "end": end,
        "text": document.text[start:end],
        "before": document.text[max(0, start - CONTEXT) : start],
        "after": document.text[end : end + CONTEXT],
        "heading": list(_path_at(document, start)),
        "page": document.page_of(start),
        "as_of": document.as_of,
    }
    return unless_known(request, document, values, f"-{start}-{end}")


def find_document(request: Request, name: str) -> Document:
    """The document of that id or source, in the newest generation.

    Raises:
        NotFoundError: there is none.
    """
    service: Service = request.app.state.service
    with service.index.lent() as assistant:
        try:
            return assistant.index.document(name)
        except InputError as error:
            raise NotFoundError(f"{name}: there is no such document in the index") from error


def unless_known(
    request: Request, document: Document, values: dict[str, Any], part: str = ""
) -> Response:
    """The values, or 304 where the client holds them already."""
    etag = f'"{document.sha256}{part}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if is_known(request, etag):
        return Response(status_code=304, headers=headers)
    return Json(values, headers=headers)


def is_known(request: Request, etag: str) -> bool:
    """Whether the client says that it holds what bears this tag."""
    asked = request.headers.get("if-none-match", "")
    return asked == "*" or etag in (tag.strip().removeprefix("W/") for tag in asked.split(","))


def record_to_json(record: DocumentRecord) -> dict[str, Any]:
    """A document as the list shows it."""
    return {
        "document_id": record.document_id,
        "source": record.source,
        "title": record.title,
        "as_of": record.as_of,
        "format": record.format,
        "characters": record.characters,
        "passages": record.passages,
        "sha256": record.sha256,
    }


def _facts(document: Document) -> dict[str, Any]:
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    return {
        "document_id": document.document_id,
        "source": document.source,
        "title": document.title,
        "as_of": document.as_of,
        "format": document.format,
        "encoding": document.encoding,
        "language": document.language,
        "address": document.address,
        "notes": list(document.notes),
        "characters": len(document.text),
        "pages": len(document.pages) or None,
        "sha256": document.sha256,
        "headings": [
            {
                "start": heading.span.start,
                "end": heading.span.end,
                "level": heading.level,
                "text": document.quote(heading.span),
            }
            for heading in headings
        ],
    }


def _path_at(document: Document, offset: int) -> Sequence[str]:
    """The headings that the character stands under, outermost first."""
    for block in reversed(document.blocks):
        if block.span.start <= offset:
            own = (document.quote(block.span),) if isinstance(block, Heading) else ()
            return (*block.path, *own)
    return ()


def check_range(start: int, end: int, length: int) -> None:
    """Refuses what is no range of a text of that length, or too long to be given at once.

    Raises:
        InputError: it is.
    """
    if not start <= end <= length:
        raise InputError(f"{start} to {end} is not a range of this text ({length} characters)")
    if end - start > LONGEST_TEXT:
        raise InputError(f"at most {LONGEST_TEXT} characters are given at once")


def _cursor_after(source: str) -> str:
    return base64.urlsafe_b64encode(source.encode("utf-8", "surrogatepass")).decode("ascii")


def _source_of(cursor: str) -> str:
    try:
        raw = base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True)
        return raw.decode("utf-8", "surrogatepass")
    except (UnicodeError, binascii.Error) as error:
        raise InputError("the cursor is none that this list gave") from error
