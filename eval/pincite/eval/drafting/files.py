"""Drafts as lines of a question file."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pincite.corpus import InputError
from pincite.eval.drafting.drafting import Judged
from pincite.eval.drafting.drafts import to_row

Json = dict[str, Any]


def draft_rows(ranked: Sequence[Judged]) -> list[Json]:
    """The drafts as rows of a question file, best first, each with how it came about."""
    return [_row(judged, rank) for rank, judged in enumerate(ranked, start=1)]


def rejected_rows(judged: Iterable[Judged]) -> list[Json]:
    """The drafts that are not offered, each with what is wrong with it."""
    return [
        {
            "question": one.draft.question,
            "answers": list(one.draft.answers),
            "source": one.draft.document.source,
            "rule": one.draft.rule,
            "faults": list(one.faults),
        }
        for one in judged
        if one.faults
    ]


def write_rows(path: Path, rows: Iterable[Json]) -> None:
    """Writes JSON lines.

    Raises:
        InputError: the file cannot be written.
    """
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    try:
        path.write_text(lines, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error})") from error


def _row(judged: Judged, rank: int) -> Json:
    row = to_row(judged.draft, f"draft-{rank:04}")
    known = row.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    made: Json = {"rank": rank, "score": judged.score, "rule": judged.draft.rule}
    if judged.draft.context is not None:
        made["context"] = judged.draft.document.quote(judged.draft.context)
    if judged.trip is not None:
        made["round_trip"] = judged.trip.level.name.lower()
        made["confidence"] = round(judged.trip.confidence, 4)
    return {"answers": [], "unanswerable": row.unanswerable} | known | {"draft": made}
