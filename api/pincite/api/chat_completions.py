"""Answers in the form of OpenAI's chat completions, for clients that speak nothing else."""

import json
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from pincite.api.asking import REFUSALS, answered
from pincite.api.json_response import Json
from pincite.api.problems import NotFoundError
from pincite.api.wire import problem_responses
from pincite.api.wire_chat import ChatCompletion, ChatMessage, ChatRequest, ModelList
from pincite.corpus import InputError
from pincite.qa.contract import question_from_json

MODEL = "pincite"
NOT_STATED = "The documents do not say."
router = APIRouter(tags=["chat completions"], responses=REFUSALS)


@router.get("/v1/models", response_model=ModelList)
async def list_models() -> Response:
    """Names the one model there is."""
    return Json({"object": "list", "data": [_model()]})


@router.get("/v1/models/{name}", response_model=dict[str, Any], responses=problem_responses(404))
async def show_model(name: str) -> Response:
    """Tells of the model."""
    if name != MODEL:
        raise NotFoundError(f"{name}: there is no such model; there is {MODEL}")
    return Json(_model())


@router.post("/v1/chat/completions", response_model=ChatCompletion)
async def complete(asked: ChatRequest, request: Request) -> Response:
    """Answers the last message of a conversation, its citations as numbered lines at the end."""
    question, history = conversation(asked.messages)
    row = {"question": question, "history": history}
    answer = await answered(request, question_from_json(row))
    body = _Completion(asked.model, answer)
    if not asked.stream:
        return Json(body.whole())
    with_usage = bool(asked.stream_options and asked.stream_options.include_usage)
    return StreamingResponse(_events(body, with_usage=with_usage), media_type="text/event-stream")


def conversation(messages: Sequence[ChatMessage]) -> tuple[str, list[dict[str, str]]]:
    """The question of the last user message, and the turns before it, oldest first.

    Raises:
        InputError: the last message is not a user's.
    """
    turns: list[dict[str, str]] = []
    spoken = [message for message in messages if message.role in ("user", "assistant")]
    if not spoken or spoken[-1].role != "user":
        raise InputError('the last of "messages" must be one of the user')
    for message in spoken[:-1]:
        if message.role == "user":
            turns.append({"question": message.text(), "answer": ""})
        elif turns:
            turns[-1]["answer"] = without_citations(message.text())
    return spoken[-1].text(), [turn for turn in turns if turn["question"].strip()]


def with_citations(answer: dict[str, Any]) -> str:
    """The answer as a person reads it, ended by its citations as numbered lines."""
    shown = cited(answer)
    said = answer["answer"] if answer["answer"] is not None else NOT_STATED
    head = [said, *([answer["note"]] if answer["note"] else [])]
    if answer["status"] == "conflicting":
        head += [f"Also stated: {other['answer']}" for other in answer["alternatives"]]
    if answer["status"] == "no_answer" and shown:
        head.append("The nearest places:")
    lines = [_line(number, citation) for number, citation in enumerate(shown, start=1)]
    return "\n\n".join([*head, *(["\n".join(lines)] if lines else [])])


def without_citations(content: str) -> str:
    r"""The answer alone, of a content that `with_citations` made.

    >>> without_citations('5 vans\n\nThe newest.\n\n[1] a.txt: "5 vans"')
    '5 vans'
    """
    return content.partition("\n\n")[0]


def cited(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The citations in the order of their numbers: the answer's, then those of other values."""
    if answer["status"] == "no_answer":
        return list(answer["closest"])
    others = answer["alternatives"] if answer["status"] == "conflicting" else []
    return [*answer["citations"], *(c for other in others for c in other["citations"])]


def _line(number: int, citation: dict[str, Any]) -> str:
    place = f"page {citation['page']}" if citation["page"] else " > ".join(citation["heading"])
    name = ", ".join(part for part in (citation["source"], place) if part)
    quote = " ".join(citation["quote"].split())
    return f'[{number}] {name}: "{quote}"'


class _Completion:
    """One answer in OpenAI's shapes."""

    def __init__(self, model: str, answer: dict[str, Any]) -> None:
        self._content = with_citations(answer)
        self._answer = answer
        self._frame = {
            "id": f"chatcmpl-{uuid.uuid4().hex}",
            "created": int(time.time()),
            "model": model,
        }
        self.usage = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}

    def whole(self) -> dict[str, Any]:
        """The completion in one piece."""
        message = {
            "role": "assistant",
            "content": self._content,
            "refusal": None,
            "annotations": self._annotations(),
        }
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return {
            **self._frame,
            "object": "chat.completion",
            "choices": [choice],
            "usage": self.usage,
            "pincite": self._answer,
        }

    def deltas(self) -> list[dict[str, Any]]:
        """The completion in pieces: the role, the content line by line, the annotations."""
        lines = self._content.splitlines(keepends=True)
        return [
            {"role": "assistant", "content": ""},
            *({"content": line} for line in lines),
            {"annotations": self._annotations()},
        ]

    def chunk(self, choices: Sequence[dict[str, Any]], **more: object) -> dict[str, Any]:
        """One event of the stream."""
        return {**self._frame, "object": "chat.completion.chunk", "choices": list(choices), **more}

    def _annotations(self) -> list[dict[str, Any]]:
        notes, at = [], 0
        for number, citation in enumerate(cited(self._answer), start=1):
            line = _line(number, citation)
            at = self._content.index(line, at)
            notes.append(
                {
                    "type": "file_citation",
                    "file_citation": {
                        "file_id": citation["document_id"],
                        "filename": citation["source"],
                        "index": at,
                        "start": citation["start"],
                        "end": citation["end"],
                        "quote": citation["quote"],
                        "sha256": citation["sha256"],
                    },
                }
            )
        return notes


async def _events(body: _Completion, *, with_usage: bool) -> AsyncIterator[str]:
    for delta in body.deltas():
        yield _event(body.chunk([{"index": 0, "delta": delta, "finish_reason": None}]))
    yield _event(body.chunk([{"index": 0, "delta": {}, "finish_reason": "stop"}]))
    if with_usage:
        yield _event(body.chunk([], usage=body.usage))
    yield "data: [DONE]\n\n"


def _event(value: dict[str, Any]) -> str:
    return f"data: {json.dumps(value)}\n\n"


def _model() -> dict[str, Any]:
    return {"id": MODEL, "object": "model", "created": 0, "owned_by": "pincite"}
