"""A question file: one JSON object a line, each a question with its acceptable answers."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    ValidationError,
    model_validator,
)

from pincite.corpus import InputError
from pincite.qa.answers import Question, Turn

HELD_OUT = "heldout"
_SHOWN_FAULTS = 5


class _Row(BaseModel):
    """Fields that are not known here are left alone, so that files may say more."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, row: object) -> object:
        if isinstance(row, dict):
            return {name: value for name, value in row.items() if value is not None}
        return row


class EvidenceRow(_Row):
    """A place that justifies the answer, by its words or by its offsets."""

    source: str = Field(min_length=1)
    quote: str | None = Field(default=None, min_length=1)
    start: int | None = Field(default=None, ge=0)
    end: int | None = None
    sha256: str | None = None
    """Of the document's text that the offsets were taken from."""

    @model_validator(mode="after")
    def _names_a_place(self) -> "EvidenceRow":
        if self.quote is None and (self.start is None or self.end is None):
            raise ValueError('a place needs "quote", or "start" and "end"')
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError('"end" must be greater than "start"')
        return self


class TurnRow(_Row):
    """An earlier question and its answer."""

    question: str
    answer: str | None = None


class PartRow(_Row):
    """One of several questions asked in one."""

    question: str
    answers: tuple[str, ...] = ()


class QuestionRow(_Row):
    """A question with the answers that count as right and the places that justify them."""

    id: str = Field(min_length=1)
    question: str
    kind: str = "question"
    answers: tuple[str, ...] = ()
    """Empty exactly when the question is unanswerable."""
    unanswerable: StrictBool = False
    items: tuple[str, ...] = ()
    """The things that a list question asks for."""
    evidence: tuple[EvidenceRow, ...] = ()
    history: tuple[TurnRow, ...] = ()
    """Earlier turns, oldest first."""
    standalone: str | None = None
    """A follow-up written out in full."""
    values: tuple[str, ...] = ()
    """The different values that the documents give, of a question that finds a conflict."""
    verdict: Literal["supports", "denies"] | None = None
    parts: tuple[PartRow, ...] = ()
    split: str | None = None
    domain: str | None = None
    sources: tuple[str, ...] = Field(default=(), alias="in")
    as_of: str | None = None

    @model_validator(mode="after")
    def _is_answerable_or_not(self) -> "QuestionRow":
        if not self.question.strip():
            raise ValueError('"question" is empty')
        if self.unanswerable and any(self.answers):
            raise ValueError('an unanswerable question must have no "answers"')
        if not self.unanswerable and not any(answer.strip() for answer in self.answers):
            raise ValueError('"answers" is empty, but the question is not "unanswerable": true')
        return self

    @property
    def is_held_out(self) -> bool:
        """Whether only totals may be told of this row."""
        return self.split == HELD_OUT

    def to_question(self) -> Question:
        """The question as it is asked."""
        turns = tuple(Turn(turn.question, turn.answer or "") for turn in self.history)
        return Question(self.question, turns, self.sources, self.as_of)


def read_questions(path: Path) -> list[QuestionRow]:
    """The rows of a question file, in its order.

    Raises:
        InputError: the file cannot be read, or has bad rows; the message names file and line.
    """
    rows: list[tuple[int, QuestionRow]] = []
    faults: list[tuple[int, str]] = []
    for number, line in _lines(path):
        try:
            rows.append((number, QuestionRow.model_validate_json(line)))
        except ValidationError as error:
            faults.append((number, _said_briefly(error)))
    faults.extend(_repeated_ids(rows))
    if faults:
        raise InputError(_all_faults(path, sorted(faults)))
    if not rows:
        raise InputError(f"{path}: holds no questions; expected a JSON object a line")
    return [row for _, row in rows]


def write_questions(path: Path, rows: Iterable[QuestionRow]) -> None:
    """Writes a question file; fields that say nothing are left out."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            known = row.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            shown = {"answers": [], "unanswerable": row.unanswerable} | known
            file.write(json.dumps(shown, ensure_ascii=False) + "\n")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a question file ({error})") from error
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            yield number, line


def _said_briefly(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    where = ".".join(str(step) for step in first["loc"])
    what = first["msg"].removeprefix("Value error, ")
    return f"{where}: {what}" if where else what


def _repeated_ids(rows: Sequence[tuple[int, QuestionRow]]) -> list[tuple[int, str]]:
    count = Counter(row.id for _, row in rows)
    first: set[str] = set()
    faults = []
    for number, row in rows:
        if count[row.id] > 1 and row.id in first:
            faults.append((number, f"the id {row.id!r} stands on an earlier line too"))
        first.add(row.id)
    return faults


def _all_faults(path: Path, faults: Sequence[tuple[int, str]]) -> str:
    shown = "; ".join(f"{path}:{number}: {fault}" for number, fault in faults[:_SHOWN_FAULTS])
    rest = [str(number) for number, _ in faults[_SHOWN_FAULTS:]]
    return shown + (f"; also bad: line {', '.join(rest)}" if rest else "")
