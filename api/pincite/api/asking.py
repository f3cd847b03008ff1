"""The routes that answer: ask and search."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import Response

from pincite.api.desk import while_connected
from pincite.api.json_response import Json
from pincite.api.open_index import Assistant
from pincite.api.service_state import Service
from pincite.api.wire import (
    REFUSED,
    Answer,
    AskRequest,
    SearchRequest,
    SearchResponse,
    problem_responses,
)
from pincite.corpus.errors import TemporaryError
from pincite.qa.answers import Question
from pincite.qa.contract import answer_to_json, hit_to_json, question_from_json

logger = logging.getLogger(__name__)

Value = TypeVar("Value")
router = APIRouter(tags=["asking"])
REFUSALS = problem_responses(*REFUSED, 503)


@router.post("/v1/ask", response_model=Answer, responses=REFUSALS)
async def ask(asked: AskRequest, request: Request) -> Response:
    """Answers a question from the documents, with the place of every word it quotes."""
    row = asked.model_dump(by_alias=True, exclude_none=True)
    question = question_from_json(row)
    return Json(await answered(request, question))


@router.post("/v1/search", response_model=SearchResponse, responses=REFUSALS)
async def search(asked: SearchRequest, request: Request) -> Response:
    """Lists the passages nearest to a query."""
    row = asked.model_dump(by_alias=True, exclude_none=True)
    question = question_from_json({**row, "question": row["query"]})

    def found(assistant: Assistant) -> list[dict[str, Any]]:
        hits = assistant.search(question.text, sources=question.sources, top_k=question.top_k or 10)
        return [hit_to_json(hit) for hit in hits]

    return Json({"results": await at_the_desk(request, found)})


async def answered(request: Request, question: Question) -> dict[str, Any]:
    """The answer object of a question, given up as soon as the client leaves."""
    service: Service = request.app.state.service
    return await noted(
        service, question, while_connected(ask_of(service, question), request.receive)
    )


def ask_of(service: Service, question: Question) -> Awaitable[dict[str, Any]]:
    """The answer object, once the question's turn has come."""
    return service.at_the_desk(lambda assistant: answer_to_json(assistant.ask(question)))


async def noted(
    service: Service, question: Question, answering: Awaitable[dict[str, Any]]
) -> dict[str, Any]:
    """The answer, logged and counted, with the id it is kept under where answers are kept."""
    service.note_question(question.text)
    answer = await answering
    service.metrics.count_answer(answer["status"], answer["timings_ms"]["total"] / 1000)
    return answer | await _kept(service, question, answer)


async def _kept(service: Service, question: Question, answer: dict[str, Any]) -> dict[str, Any]:
    """The answer's id; nothing where answers are not kept, or cannot be kept just now."""
    if service.kept is None:
        return {}
    try:
        answer_id = await asyncio.to_thread(service.kept.keep, question, answer)
        if answer["generation"] != service.index.generation:
            # It speaks from documents that may have been removed while it was made.
            await asyncio.to_thread(service.forget_removed)
        return {"answer_id": answer_id}
    except TemporaryError as error:
        logger.warning("an answer was not kept: %s", error)
        return {}


async def at_the_desk(request: Request, work: Callable[[Assistant], Value]) -> Value:
    """What the work makes of the newest generation, given up as soon as the client leaves."""
    service: Service = request.app.state.service
    return await while_connected(service.at_the_desk(work), request.receive)
