"""A run as it is kept: the summary, what made it, and every listed question with its answer.

Of held-out questions it holds nothing but their part in the totals.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from pincite.corpus import InputError
from pincite.eval.asking import Outcome
from pincite.eval.marks import Marks, RankMarks
from pincite.eval.summary import Json, summarise
from pincite.eval.system import Identity
from pincite.qa.contract import answer_to_json

FORMAT = "pincite-run/1"
IDENTITY = ("versions", "settings", "reader", "encoder", "weights")


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A question of a run, as much of it as a comparison needs."""

    id: str
    question: str
    kind: str
    status: str
    answer: str | None
    sources: tuple[str, ...]
    """The documents that its evidence and its citations stand in."""
    marks: Marks


@dataclass(frozen=True, slots=True)
class Run:
    """A run read back from its file."""

    path: Path
    summary: Json
    rows: tuple[ListedRow, ...]
    questions_sha256: str
    documents: dict[str, str]
    """For each source the SHA-256 of its text."""
    system: Json
    """What IDENTITY names."""


def run_to_json(outcomes: Sequence[Outcome], identity: Identity, questions: Sequence[Path]) -> Json:
    """The content of a run file."""
    return {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "questions": [
            {"file": path.name, "sha256": sha256(path.read_bytes()).hexdigest()}
            for path in questions
        ],
        "system": asdict(identity),
        "summary": summarise([outcome.scored for outcome in outcomes]),
        "warnings": warnings(outcomes),
        "rows": [_row_json(outcome) for outcome in outcomes if not outcome.row.is_held_out],
    }


def warnings(outcomes: Sequence[Outcome]) -> list[str]:
    """What could not be judged, a sentence each; held-out questions are only counted."""
    faults: Counter[str] = Counter()
    said = []
    for outcome in outcomes:
        for fault in _faults(outcome):
            if outcome.row.is_held_out:
                faults["refused or with evidence that is not found"] += 1
            else:
                said.append(f"{outcome.row.id}: {fault}")
    return said + [f"{count} held-out questions are {what}" for what, count in faults.items()]


def write_run(path: Path, content: Json) -> None:
    """Writes a run file, one question a line, so that two of them can be compared as text."""
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in content["rows"])
    head = {name: value for name, value in content.items() if name != "rows"}
    lines = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{lines},\n "rows": [\n{rows}\n]}}\n', encoding="utf-8")


def read_run(path: Path) -> Run:
    """A run from its file.

    Raises:
        InputError: the file cannot be read or is no run.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise InputError(f"{path}: a run of format {content['format']!r}, expected {FORMAT!r}")
        return _run(path, content)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a run ({error})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path}: is no run file ({error!r}); `pincite eval run --out` writes them"
        ) from error


def slim(content: Json) -> Json:
    """The run without what a comparison does not need: a baseline small enough to be kept."""
    kept = ("status", "answer", "items", "confidence")
    rows = []
    for row in content["rows"]:
        answer = row["answer"] and {name: row["answer"][name] for name in kept}
        if answer:
            answer["citations"] = [
                {name: citation[name] for name in ("source", "start", "end", "quote")}
                for citation in row["answer"]["citations"]
            ]
        shown = {name: value for name, value in row.items() if name != "evidence_quotes"}
        rows.append(shown | {"answer": answer})
    return content | {"rows": rows}


def _row_json(outcome: Outcome) -> Json:
    row, scored = outcome.row, outcome.scored
    known = row.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return known | {
        "kind": row.kind,
        "answers": list(row.answers),
        "domain": scored.domain,
        "evidence": [
            {"source": place.source, "start": place.span.start, "end": place.span.end}
            for evidence in outcome.evidence
            for place in evidence.places
        ],
        "evidence_quotes": [one.quote for one in row.evidence if one.quote],
        "answer": None if outcome.answer is None else answer_to_json(outcome.answer),
        "error": outcome.error,
        "marks": asdict(scored.marks),
        "without_history": scored.without_history and asdict(scored.without_history),
        "standalone_marks": scored.standalone and asdict(scored.standalone),
    }


def _faults(outcome: Outcome) -> list[str]:
    faults = [evidence.fault for evidence in outcome.evidence if evidence.fault]
    return [f"refused: {outcome.error}", *faults] if outcome.error else faults


def _run(path: Path, content: Any) -> Run:
    return Run(
        path=path,
        summary=dict(content["summary"]),
        rows=tuple(_listed(row) for row in content["rows"]),
        questions_sha256=" ".join(file["sha256"] for file in content["questions"]),
        documents=dict(content["system"]["documents"]),
        system={name: content["system"][name] for name in IDENTITY},
    )


def _listed(row: Any) -> ListedRow:
    answer = row["answer"] or {"status": "refused", "answer": None, "citations": []}
    places = [*row["evidence"], *answer["citations"]]
    ranks = row["marks"]["ranks"]
    return ListedRow(
        id=row["id"],
        question=row["question"],
        kind=row["kind"],
        status=answer["status"],
        answer=answer["answer"],
        sources=tuple(sorted({place["source"] for place in places})),
        marks=Marks(**(row["marks"] | {"ranks": ranks and RankMarks(**ranks)})),
    )
