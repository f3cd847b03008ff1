"""The routes that write: upload and remove a document, and how far that has come."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from pincite.api.documents import find_document
from pincite.api.json_response import Json
from pincite.api.problems import problem
from pincite.api.service_state import Service
from pincite.api.uploads import Job
from pincite.api.wire import REFUSED, problem_responses
from pincite.api.wire_documents import IndexingJob

router = APIRouter(tags=["writing"], responses=problem_responses(*REFUSED, 404))
_FILE = {"content": {"application/octet-stream": {"schema": {"type": "string"}}}, "required": True}


@router.post(
    "/v1/documents",
    status_code=202,
    response_model=IndexingJob,
    openapi_extra={"requestBody": _FILE},
)
async def upload(request: Request, name: Annotated[str, Query(max_length=120)]) -> Response:
    """Takes the body as a file of that name and begins to index it; needs the right to write."""
    service: Service = request.app.state.service
    if service.uploads is None:
        return _no_uploads()
    return _begun(service.uploads.add(name, await request.body()))


@router.delete("/v1/documents/{document_id}", status_code=202, response_model=IndexingJob)
def remove(request: Request, document_id: str) -> Response:
    """Removes a document that was uploaded; others are mirrored from their folders."""
    service: Service = request.app.state.service
    if service.uploads is None:
        return _no_uploads()
    document = find_document(request, document_id)
    job = service.uploads.remove(document.source)
    if service.kept is not None:
        service.kept.forget_document(document.document_id)
    return _begun(job)


@router.get("/v1/jobs/{job_id}", response_model=IndexingJob)
def show_job(request: Request, job_id: str) -> Response:
    """Says how far the indexing of an upload has come."""
    service: Service = request.app.state.service
    if service.uploads is None:
        return _no_uploads(404)
    return Json(service.uploads.job(job_id).to_json())


def _begun(job: Job) -> Response:
    return Json(job.to_json(), 202, {"Location": f"/v1/jobs/{job.job_id}"})


def _no_uploads(status: int = 403) -> Response:
    return problem(status, "this service takes no uploads; start it with --uploads FOLDER")
