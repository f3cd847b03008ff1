"""Questions with their passages, read from JSON Lines (format: the README of the data)."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Place = tuple[int, int]


class BadRowError(ValueError):
    """A line of a data file is not a question with its passage."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question, a passage, and every place in the passage that answers the question.

    `places` are half-open ranges of code points of `context`; none means that the passage does not
    answer. `texts` are all accepted answers, as the data gives them.
    """

    id: str
    title: str
    context: str
    question: str
    places: tuple[Place, ...]
    texts: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    """Passages that are known not to answer, the most alike first; none where they are mined."""

    def __post_init__(self) -> None:
        for start, end in self.places:
            if not 0 <= start < end <= len(self.context):
                raise BadRowError(f"row {self.id}: place [{start}, {end}) lies outside its passage")


def occurrences(text: str, passage: str) -> list[Place]:
    """Every place where `text` stands in `passage` as whole words, from left to right.

    >>> occurrences("one", "one or none or one")
    [(0, 3), (15, 18)]
    """
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", passage)]


def parse_row(record: Mapping[str, Any]) -> Row:
    """The row of one parsed line.

    Where the file only guessed which occurrence of an answer is meant, all of them are places:
    a loss over all is right more often than a guess (one in six is wrong, README of the data).
    """
    context = record["context"]
    guessed = record.get("n_occurrences", 1) > 1 and not record.get("start_verified")
    places: set[Place] = set()
    for answer in record["answers"]:
        start, text = answer["answer_start"], answer["text"]
        if context[start : start + len(text)] != text:
            raise BadRowError(f"row {record['id']}: answer {text!r} is not at {start}")
        if text.strip():
            places.add((start, start + len(text)))
            places.update(occurrences(text, context) if guessed else ())
    texts = tuple(dict.fromkeys(answer["text"] for answer in record["answers"]))
    if elsewhere := record.get("gold_answer_elsewhere"):
        texts = (*texts, elsewhere)
    if record["is_impossible"]:
        places.clear()
    return Row(
        id=record["id"],
        title=record["title"],
        context=context,
        question=record["question"].strip(),
        places=tuple(sorted(places)),
        texts=texts,
        wrong=tuple(record.get("wrong", ())),
    )


def read_json_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file, in its order; blank lines are passed over."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a JSON Lines file, in its order.

    Raises:
        BadRowError: a line is not what the README of the data describes.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield parse_row(json.loads(line))
            except (KeyError, TypeError, json.JSONDecodeError) as error:
                raise BadRowError(f"{path}:{number}: not a question row ({error!r})") from error


def is_held_back(title: str, share: float) -> bool:
    """Whether the article `title` belongs to the share (0..1) that is kept out of training.

    Decided by a hash of the title, so that every file and every run holds back the same articles.
    """
    digest = hashlib.sha256(title.replace("_", " ").lower().encode()).digest()
    return int.from_bytes(digest[:4], "big") < share * 2**32


def split_rows(rows: Iterable[Row], held_back_share: float) -> tuple[Sequence[Row], Sequence[Row]]:
    """The rows to train on and the rows held back for choosing, by article."""
    training: list[Row] = []
    held_back: list[Row] = []
    for row in rows:
        (held_back if is_held_back(row.title, held_back_share) else training).append(row)
    return training, held_back


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
