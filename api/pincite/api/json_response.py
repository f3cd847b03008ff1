"""JSON as the service sends it."""

import json
from typing import Any

from fastapi.responses import Response


class Json(Response):
    """A response of our own JSON values, letters as they are."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The value in UTF-8; a lone surrogate of a file's name is written as an escape."""
        try:
            return json.dumps(content, ensure_ascii=False, allow_nan=False).encode("utf-8")
        except UnicodeEncodeError:
            return json.dumps(content, allow_nan=False).encode("ascii")
