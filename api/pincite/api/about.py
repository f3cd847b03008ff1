"""What the service offers to whoever asks: what a page needs to know before it shows a form."""

from importlib.metadata import version

from fastapi import APIRouter, Request
from fastapi.responses import Response

from pincite.api.json_response import Json
from pincite.api.service_state import Service
from pincite.api.tokens import bearer_secret, find_token
from pincite.api.wire import REFUSED, problem_responses
from pincite.api.wire_answers import Offers

router = APIRouter(tags=["health"], responses=problem_responses(*REFUSED))


@router.get("/v1/service", response_model=Offers)
async def show_offers(request: Request) -> Response:
    """Says what may be done here with the token that the request bears."""
    service: Service = request.app.state.service
    return Json(
        {
            "name": "pincite",
            "version": version("pincite"),
            "rights": _rights(service, request.headers.get("authorization")),
            "uploads": service.uploads is not None,
            "largest_upload": service.settings.largest_upload,
            "calibrated": service.index.is_calibrated,
            "keeps_answers_days": None if service.kept is None else service.kept.days,
        }
    )


def _rights(service: Service, authorization: str | None) -> list[str]:
    if not service.settings.tokens:
        return ["ask"]
    token = find_token(service.settings.tokens, bearer_secret(authorization) or "")
    return sorted(token.rights) if token else []
