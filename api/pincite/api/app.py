"""The application: its routes, its errors, and what runs beside them."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import PlainTextResponse, Response
from starlette.routing import Route

from pincite.api import (
    about,
    answers,
    asking,
    chat_completions,
    citations,
    description,
    documents,
    originals,
    page_files,
    problems,
    writing_documents,
)
from pincite.api.guarding import App, Guard
from pincite.api.json_response import Json
from pincite.api.other_assistants import MCP_PATH, OtherAssistants
from pincite.api.request_log import RequestLog
from pincite.api.service_state import Service
from pincite.api.wire import Health
from pincite.corpus.errors import TemporaryError

logger = logging.getLogger(__name__)

REFRESH_EVERY_S = 1.0
DROP_EVERY_S = 3600.0

health = APIRouter(tags=["health"])


def create_app(service: Service) -> App:
    """The guarded application of a service."""
    app = FastAPI(
        title="pincite",
        summary="Answers quoted from your documents, with the exact place of each quote",
        version="1",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.service = service
    app.state.assistants = OtherAssistants(service)
    problems.install(app)
    description.install(app)
    parts = (
        about,
        asking,
        answers,
        documents,
        originals,
        writing_documents,
        citations,
        chat_completions,
        page_files,
    )
    tools = APIRouter(routes=[Route(MCP_PATH, app.state.assistants, include_in_schema=False)])
    app.state.routers = [health, *(part.router for part in parts), tools]
    for router in app.state.routers:
        app.include_router(router)
    return RequestLog(Guard(app, service.settings), service.metrics)


@health.get("/healthz", response_model=Health)
async def healthz() -> Response:
    """Says that the process lives."""
    return Json({"status": "ok"})


@health.get("/readyz", response_model=Health, responses={503: {"model": Health}})
async def readyz(request: Request) -> Response:
    """Says whether questions are answered without a wait, and from which generation."""
    service: Service = request.app.state.service
    if not service.is_ready:
        return Json({"status": "starting"}, 503, {"Retry-After": "1"})
    return Json({"status": "ready", "generation": service.index.generation})


@health.get("/metrics", response_class=PlainTextResponse)
async def metrics(request: Request) -> Response:
    """Numbers for Prometheus."""
    service: Service = request.app.state.service
    text = service.metrics.text(questions_inside=service.desk.taken)
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4")


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    service: Service = app.state.service
    beside = [asyncio.create_task(_keep_fresh(service)), asyncio.create_task(_drop_old(service))]
    try:
        yield
    finally:
        for task in beside:
            task.cancel()
        service.desk.close()
        if service.uploads is not None:
            service.uploads.close()
        await app.state.assistants.close()
        await asyncio.gather(*beside, return_exceptions=True)
        service.index.close()
        if service.kept is not None:
            service.kept.close()


async def _keep_fresh(service: Service) -> None:
    """Makes the service ready, then takes up each new generation of the index."""
    await asyncio.to_thread(service.index.warm_up)
    await asyncio.to_thread(service.forget_removed)
    service.is_ready = True
    if service.uploads is not None:
        await asyncio.to_thread(service.uploads.catch_up)
    while True:
        await asyncio.sleep(REFRESH_EVERY_S)
        if await asyncio.to_thread(service.index.refresh):
            await asyncio.to_thread(service.forget_removed)


async def _drop_old(service: Service) -> None:
    """Drops kept answers whose days are over."""
    while service.kept is not None:
        await asyncio.sleep(DROP_EVERY_S)
        try:
            await asyncio.to_thread(service.kept.drop_expired)
        except TemporaryError as error:
            logger.warning("old answers were not dropped: %s", error)
