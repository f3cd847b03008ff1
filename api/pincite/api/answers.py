"""The routes of kept answers: an answer as it was, and what people say of it."""

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from pincite.api.documents import find_document
from pincite.api.json_response import Json
from pincite.api.kept_answers import Feedback, KeptAnswer, KeptAnswers, Place
from pincite.api.problems import NotFoundError
from pincite.api.service_state import Service
from pincite.api.wire import REFUSED, problem_responses
from pincite.api.wire_answers import FeedbackKept, FeedbackRequest, PlaceAsked
from pincite.api.wire_answers import KeptAnswer as KeptAnswerShape
from pincite.corpus import InputError

LONGEST_QUOTE = 4_000
router = APIRouter(tags=["kept answers"], responses=problem_responses(*REFUSED, 404))


@router.get("/v1/answers/{answer_id}", response_model=KeptAnswerShape)
def show_answer(request: Request, answer_id: str) -> Response:
    """Gives an answer as it was, with its citations and what was said of it."""
    kept = _found(_kept_answers(request), answer_id)
    return Json(_to_json(kept), headers={"Cache-Control": "private, no-cache"})


@router.post("/v1/answers/{answer_id}/feedback", response_model=FeedbackKept)
def judge_answer(request: Request, answer_id: str, said: FeedbackRequest) -> Response:
    """Notes whether an answer is right, in place of what was said of it before."""
    if said.place is not None and said.verdict != "wrong":
        raise InputError("a place is given only where the answer is wrong")
    kept = _kept_answers(request)
    _found(kept, answer_id)
    place = None if said.place is None else _place(request, said.place)
    feedback = Feedback(said.verdict, place, (said.comment or "").strip() or None)
    kept.judge(answer_id, feedback)
    return Json(feedback.to_json())


def _kept_answers(request: Request) -> KeptAnswers:
    service: Service = request.app.state.service
    if service.kept is None:
        raise NotFoundError("this service keeps no answers; start it with --keep-answers DAYS")
    return service.kept


def _found(kept_answers: KeptAnswers, answer_id: str) -> KeptAnswer:
    kept = kept_answers.find(answer_id)
    if kept is None:
        raise NotFoundError(f"{answer_id:.80}: no such answer is kept, or not any more")
    return kept


def _place(request: Request, asked: PlaceAsked) -> Place:
    try:
        document = find_document(request, asked.document_id)
    except NotFoundError as error:
        raise InputError(str(error)) from error
    start, end = asked.start, asked.end
    if not start < end <= len(document.text) or end - start > LONGEST_QUOTE:
        raise InputError(
            f"{start} to {end} is no place in {document.source} "
            f"({len(document.text)} characters; at most {LONGEST_QUOTE} make a place)"
        )
    quote = document.text[start:end]
    return Place(document.document_id, document.source, start, end, quote, document.sha256)


def _to_json(kept: KeptAnswer) -> dict[str, Any]:
    return {
        **kept.answer,
        "answer_id": kept.answer_id,
        "kept_at": _moment(kept.kept_at),
        "expires_at": _moment(kept.expires_at),
        "feedback": kept.feedback,
    }


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
