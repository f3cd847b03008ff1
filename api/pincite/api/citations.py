"""Whether what was cited still stands: a citation's permanent address, and verify."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from pincite.api.documents import find_document
from pincite.api.json_response import Json
from pincite.api.problems import NotFoundError
from pincite.api.wire import REFUSED, problem_responses
from pincite.api.wire_documents import CitationState, VerifyRequest, VerifyResponse
from pincite.corpus import Document, InputError, Span
from pincite.qa.verifying import Verification, locate_again, verify

State = Literal["stands", "moved", "gone", "changed"]
router = APIRouter(tags=["citations"], responses=problem_responses(*REFUSED, 404))
LONGEST_QUOTE = 4_000


@router.get("/v1/citations/{document_id}/{sha256}/{start}-{end}", response_model=CitationState)
def show_citation(
    request: Request,
    document_id: str,
    sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$")],
    start: Annotated[int, Path(ge=0, lt=2**53)],
    end: Annotated[int, Path(ge=0, lt=2**53)],
    quote: Annotated[str | None, Query(min_length=1, max_length=LONGEST_QUOTE)] = None,
) -> Response:
    """The permanent address of a citation: what stands there, or what became of it.

    With `quote` the words are looked for again when the document has changed; without it only
    the change can be told.
    """
    if start >= end:
        raise InputError("start must lie before end")
    place = {"document_id": document_id, "sha256": sha256, "start": start, "end": end}
    try:
        document = find_document(request, document_id)
    except NotFoundError:
        return Json(place | _told("gone", None, None))
    if document.sha256 == sha256:
        state, span = _in_same_text(document, Span(start, end), quote)
    else:
        state, span = _in_other_text(document, Span(start, end), quote)
    return Json(place | _told(state, document, span))


@router.post("/v1/verify", response_model=VerifyResponse)
def verify_citations(request: Request, asked: VerifyRequest) -> Response:
    """Says of each citation whether its words stand at its place, moved, or are gone."""

    def find(source: str) -> Document | None:
        try:
            return find_document(request, source)
        except NotFoundError:
            return None

    found = verify(asked.model_dump(), find)
    return Json({"results": [_verification_to_json(each) for each in found]})


def _in_same_text(document: Document, span: Span, quote: str | None) -> tuple[State, Span | None]:
    if span.end > len(document.text):
        raise InputError(f"{span.start} to {span.end} reaches beyond {document.source}")
    if quote is None:
        return "stands", span
    again = locate_again(document, span, quote)
    return again.state, None if again.state == "gone" else again.span


def _in_other_text(document: Document, span: Span, quote: str | None) -> tuple[State, Span | None]:
    if quote is None:
        return "changed", None
    again = locate_again(document, span, quote)
    return again.state, None if again.state == "gone" else again.span


def _told(state: State, document: Document | None, span: Span | None) -> dict[str, Any]:
    now = None
    if document is not None and span is not None:
        now = {"start": span.start, "end": span.end, "quote": document.quote(span)}
    return {
        "state": state,
        "source": document.source if document else None,
        "title": document.title if document else None,
        "current_sha256": document.sha256 if document else None,
        "now": now,
    }


def _verification_to_json(found: Verification) -> dict[str, Any]:
    return {
        "source": found.source,
        "start": found.span.start,
        "end": found.span.end,
        "state": found.state,
    }
