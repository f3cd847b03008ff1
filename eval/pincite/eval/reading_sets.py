"""Reading sets: questions beside the passage they are asked of, in SQuAD's form or one a line."""

import gzip
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from pincite.corpus import InputError


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldRow(_Row):
    """An acceptable answer and where it begins in the passage."""

    text: str
    answer_start: int = -1


class ReadingRow(_Row):
    """A question of one passage."""

    id: str
    context: str
    question: str
    answers: tuple[GoldRow, ...] = ()
    is_impossible: bool = False
    multi: bool = False
    """Whether all the answers together are the answer, rather than each of them."""
    title: str = ""

    @model_validator(mode="after")
    def _answers_stand_in_the_passage(self) -> "ReadingRow":
        for gold in self.answers:
            end = gold.answer_start + len(gold.text)
            if gold.answer_start >= 0 and self.context[gold.answer_start : end] != gold.text:
                raise ValueError(f"the answer {gold.text!r} is not at {gold.answer_start}")
        return self

    @property
    def golds(self) -> tuple[str, ...]:
        """The acceptable answers; () when there is none."""
        return () if self.is_impossible else tuple(gold.text for gold in self.answers)


def read_reading_set(path: Path, *, limit: int | None = None) -> list[ReadingRow]:
    """The first `limit` questions of a file: SQuAD JSON or JSON lines, either also gzipped.

    Raises:
        InputError: the file cannot be read, holds no question, or has a bad row (named by line).
    """
    content = _content(path)
    rows = [_row(where, record) for where, record in islice(_records(path, content), limit)]
    if not rows:
        raise InputError(f"{path}: holds no questions; expected SQuAD JSON or a question a line")
    return rows


def _content(path: Path) -> str:
    try:
        raw = path.read_bytes()
        return (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a reading set ({error})") from error


def _records(path: Path, content: str) -> Iterable[tuple[str, Any]]:
    squad = _as_squad(content)
    return _of_lines(path, content) if squad is None else _of_squad(path, squad)


def _as_squad(content: str) -> Any:
    """The parsed file when it is one JSON object with "data", else None."""
    try:
        parsed = json.loads(content)
    except ValueError:
        return None
    return parsed if isinstance(parsed, dict) and "data" in parsed else None


def _of_lines(path: Path, content: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            try:
                yield f"{path}:{number}", json.loads(line)
            except ValueError as error:
                raise InputError(f"{path}:{number}: is no JSON ({error})") from error


def _of_squad(path: Path, squad: Any) -> Iterator[tuple[str, Any]]:
    try:
        for article in squad["data"]:
            for paragraph in article["paragraphs"]:
                shared = {"context": paragraph["context"], "title": article.get("title") or ""}
                for question in paragraph["qas"]:
                    yield f"{path}: question {question['id']}", shared | question
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: is not in SQuAD's form ({error!r})") from error


def _row(where: str, record: Any) -> ReadingRow:
    try:
        return ReadingRow.model_validate(record)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(step) for step in first["loc"])
        what = first["msg"].removeprefix("Value error, ")
        raise InputError(f"{where}: {field + ': ' if field else ''}{what}") from error
