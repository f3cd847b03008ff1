"""The one place where answers become JSON, and questions come from it."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from typing import Any

from pincite.corpus import InputError
from pincite.qa.answers import (
    Alternative,
    Answer,
    Citation,
    Hit,
    Part,
    Question,
    Turn,
)
from pincite.qa.error_bounds import Of
from pincite.qa.explanations import Explanation, Why

Json = dict[str, Any]
LONGEST_QUESTION = 10_000
LONGEST_HISTORY = 1_000


def answer_to_json(answer: Answer) -> Json:
    """The answer object that the command line prints and the service returns.

    "bound" and "explanations" stand in it where the question asked for them.
    """
    shown = _answer(answer)
    if answer.bound is not None:
        shown["bound"] = asdict(answer.bound)
    if answer.explanations:
        shown["explanations"] = [explanation_to_json(each) for each in answer.explanations]
    return shown


def _answer(answer: Answer) -> Json:
    return {
        "question": answer.question,
        "interpreted_question": answer.interpreted_question,
        "status": answer.status,
        "answer": answer.answer,
        "items": list(answer.items),
        "computed": None
        if answer.computed is None
        else {
            "operation": answer.computed.operation,
            "value": answer.computed.value,
            "unit": answer.computed.unit,
            "operands": list(answer.computed.operands),
        },
        "verdict": answer.verdict,
        "parts": [_part(part) for part in answer.parts],
        "confidence": round(answer.confidence, 4),
        "reason": answer.reason,
        "note": answer.note,
        "citations": _citations(answer.citations),
        "alternatives": [_alternative(other) for other in answer.alternatives],
        "closest": _citations(answer.closest),
        "generation": answer.generation,
        "timings_ms": {
            "retrieve": round(answer.timings.retrieve, 2),
            "read": round(answer.timings.read, 2),
            "total": round(answer.timings.total, 2),
        },
    }


def citation_to_json(citation: Citation) -> Json:
    """One citation, as it stands in an answer."""
    cell = citation.cell
    return {
        "document_id": citation.document_id,
        "source": citation.source,
        "title": citation.title,
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.quote,
        "passage": {
            "start": citation.passage_span.start,
            "end": citation.passage_span.end,
            "text": citation.passage_text,
        },
        "heading": list(citation.heading),
        "page": citation.page,
        "cell": None
        if cell is None
        else {"table": cell.table, "row": cell.row, "column": cell.column},
        "as_of": citation.as_of,
        "sha256": citation.sha256,
        "also_in": list(citation.also_in),
        "recognised": citation.recognised,
    }


def hit_to_json(hit: Hit) -> Json:
    """One result of a search."""
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "bm25": round(hit.bm25, 4),
        "cosine": round(hit.cosine, 4),
        "source": hit.source,
        "document_id": hit.document_id,
        "start": hit.span.start,
        "end": hit.span.end,
        "text": hit.text,
        "heading": list(hit.heading),
        "page": hit.page,
    }


def explanation_to_json(explanation: Explanation) -> Json:
    """What each stage found for one question."""
    shown: Json = _shown(asdict(explanation))
    return shown


def why_to_json(why: Why) -> Json:
    """How far a known place came."""
    shown: Json = _shown(asdict(why))
    return shown


def question_from_json(row: Mapping[str, Any]) -> Question:
    """The question of a batch row or a request; fields it does not know are left alone.

    Raises:
        InputError: a field is missing or of the wrong kind.
    """
    history = row.get("history") or ()
    if not isinstance(history, Sequence) or isinstance(history, str):
        raise InputError('"history" must be a list of {"question", "answer"} objects')
    if len(history) > LONGEST_HISTORY:
        raise InputError(f'"history" has {len(history)} turns; at most {LONGEST_HISTORY} are read')
    return Question(
        text=_text(row, "question"),
        history=tuple(_turn(turn) for turn in history),
        sources=_patterns(row.get("in")),
        as_of=_date(row.get("as_of")),
        top_k=_count(row.get("top_k")),
        max_error=_share(row.get("max_error")),
        error_of=_error_of(row.get("error_of")),
        explain=_flag(row, "explain"),
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f'"{name}" must be a text that is not empty')
    if len(value) > LONGEST_QUESTION:
        raise InputError(
            f'"{name}" has {len(value)} characters; at most {LONGEST_QUESTION} are read'
        )
    return _well_formed(value)


def _date(value: object) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
        with suppress(ValueError):
            date.fromisoformat(value + "-01-01"[len(value) - 4 :])
            return value
    raise InputError(f'"as_of" must be YYYY, YYYY-MM or YYYY-MM-DD, not {value!r:.40}')


def _turn(turn: object) -> Turn:
    if not isinstance(turn, Mapping):
        raise InputError('each turn of "history" must be an object {"question", "answer"}')
    question, answer = turn.get("question"), turn.get("answer")
    if not isinstance(question, str) or not isinstance(answer, str | None):
        raise InputError('"question" and "answer" of a turn must be texts')
    return Turn(_well_formed(question), _well_formed(answer or ""))


def _well_formed(text: str) -> str:
    """The text with each lone surrogate, which no encoding can write, as U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _patterns(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, Sequence) or not all(isinstance(item, str) for item in value):
        raise InputError('"in" must be a list of file patterns, such as ["reports/*.txt"]')
    return tuple(value)


def _count(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 100:
        raise InputError('"top_k" must be a whole number from 1 to 100')
    return value


def _share(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:
        raise InputError(f'"max_error" must be a share between 0 and 1, as 0.05, not {value!r:.40}')
    return float(value)


def _error_of(value: object) -> Of:
    match value:
        case None | "questions":
            return "questions"
        case "answers":
            return "answers"
        case _:
            raise InputError(f'"error_of" must be "questions" or "answers", not {value!r:.40}')


def _flag(row: Mapping[str, Any], name: str) -> bool:
    value = row.get(name)
    if value is not None and not isinstance(value, bool):
        raise InputError(f'"{name}" must be true or false, not {value!r:.40}')
    return bool(value)


def _shown(value: Any) -> Any:
    """The value as JSON takes it: fractions to four digits, a span as start and end beside it."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        shown = {name: _shown(each) for name, each in value.items()}
        return shown | shown.pop("span", {})
    if isinstance(value, list | tuple):
        return [_shown(each) for each in value]
    return value


def _part(part: Part) -> Json:
    return {
        "question": part.question,
        "status": part.status,
        "answer": part.answer,
        "citations": _citations(part.citations),
    }


def _alternative(other: Alternative) -> Json:
    return {
        "answer": other.answer,
        "confidence": round(other.confidence, 4),
        "citations": _citations(other.citations),
    }


def _citations(citations: Sequence[Citation]) -> list[Json]:
    return [citation_to_json(citation) for citation in citations]
