"""What comes in from outside the command line: files of JSON lines, spans, words."""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pincite.corpus import Span
from pincite.corpus.errors import InputError


def joined_words(words: Sequence[str], *, what: str) -> str:
    """The words as one text; bytes that are no UTF-8 become U+FFFD.

    Raises:
        InputError: nothing but spaces is left.
    """
    text = " ".join(words).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if not text.strip():
        raise InputError(f"the {what} is empty; write it in quotes after the command")
    return text


def parse_span(text: str) -> Span:
    """The span written as START:END.

    >>> parse_span("12:20")
    Span(start=12, end=20)

    Raises:
        InputError: it is not two numbers, the first not above the second.
    """
    start, colon, end = text.partition(":")
    if not (colon and start.isascii() and end.isascii() and start.isdigit() and end.isdigit()):
        raise InputError(f"--span {text!r} is not START:END, two whole numbers from 0 upwards")
    if len(start) > 15 or len(end) > 15 or int(start) > int(end):
        raise InputError(f"--span {text}: START must not be above END")
    return Span(int(start), int(end))


def parse_place(text: str) -> tuple[str, Span]:
    """The source and the span of a place written as SOURCE:START-END.

    >>> parse_place("a:b.txt:12-20")
    ('a:b.txt', Span(start=12, end=20))

    Raises:
        InputError: it is not written so.
    """
    found = re.fullmatch(r"(.+):([0-9]{1,15})-([0-9]{1,15})", text, flags=re.DOTALL)
    if not found or int(found[2]) >= int(found[3]):
        raise InputError(f"{text!r} is not SOURCE:START-END, the place of a citation")
    return found[1], Span(int(found[2]), int(found[3]))


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """The file, or standard input for "-".

    Raises:
        InputError: the file cannot be opened.
    """
    if name == "-":
        yield sys.stdin.buffer
        return
    with _open(name) as file:
        yield file


def _open(name: str) -> BinaryIO:
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"cannot read {name}: {reason}") from error


def parse_row(line: bytes) -> dict[str, object]:
    """The JSON object of a line.

    Raises:
        InputError: the line is no JSON object in UTF-8.
    """
    try:
        row = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a JSON object: {error}") from error
    if not isinstance(row, dict):
        raise InputError(f"not a JSON object but {_json_kind(row)}")
    return row


def numbered_lines(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank with their numbers from 1, a byte order mark left out."""
    for number, line in enumerate(lines, start=1):
        content = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if content.strip():
            yield number, content


def json_objects(name: str) -> list[dict[str, object]]:
    """The objects of a file: one a line, or the whole file one object or one list of objects.

    Raises:
        InputError: the file cannot be read, or a line is no JSON object.
    """
    with opened(name) as file:
        content = file.read()
    whole = _whole(content)
    if whole is not None:
        return whole
    rows = []
    for number, line in numbered_lines(content.split(b"\n")):
        try:
            rows.append(parse_row(line))
        except InputError as error:
            raise InputError(f"{name}, line {number}: {error}") from error
    return rows


def _whole(content: bytes) -> list[dict[str, object]] | None:
    """The objects of a file that is one JSON value; None where it is not."""
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    rows = value if isinstance(value, list) else [value]
    return rows if all(isinstance(row, dict) for row in rows) else None


def _json_kind(value: object) -> str:
    kinds = {list: "a list", str: "a string", bool: "a boolean", type(None): "null"}
    return kinds.get(type(value), "a number")
