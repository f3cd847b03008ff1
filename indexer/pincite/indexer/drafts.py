"""A passage before it has a place in an index, and how its text is put together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from pincite.corpus import Document, Span
from pincite.indexer.passages import PassageKind, Piece

CONTEXT_CHARS = 120
_TITLE_CHARS = 50
_WIDE_GAP = re.compile(r"\s{5,}")


@dataclass(frozen=True, slots=True)
class PassageDraft:
    """A passage without its number: a context line, a line end, and the document's own text."""

    span: Span
    text: str
    pieces: tuple[Piece, ...]
    heading: tuple[str, ...]
    kind: PassageKind


def verbatim(text: str, spans: Iterable[Span], offset: int) -> tuple[str, tuple[Piece, ...]]:
    """The spans' characters, a line each, and their pieces when they begin at `offset`.

    Runs of five and more white spaces shrink to one character, so that blanks take no room.
    """
    body = ""
    pieces: list[Piece] = []
    for span in spans:
        for start, end in _close_parts(text, span):
            if pieces:
                gap = text[min(pieces[-1].span.end, start) : start]
                body += " " if gap and "\n" not in gap and gap.isspace() else "\n"
            pieces.append(Piece(offset + len(body), Span(start, end)))
            body += text[start:end]
    return body, tuple(pieces)


def labelled(
    text: str, entries: Sequence[tuple[str, Span]], offset: int
) -> tuple[str, tuple[Piece, ...]]:
    """`label: characters; label: characters`, only the characters being the document's own."""
    body = ""
    pieces: list[Piece] = []
    for label, span in entries:
        body += "; " if pieces else ""
        body += f"{label}: " if label else ""
        pieces.append(Piece(offset + len(body), span))
        body += text[span.start : span.end]
    return body, tuple(pieces)


def context_line(document: Document, heading: Sequence[str], caption: str = "") -> str:
    """`Title > Heading > Sub` in at most 120 characters; the outermost headings give way first.

    >>> context_line(Document("a.md", "", title="Sales"), ("Sales", "Europe"))
    'Sales > Europe'
    """
    title = _one_line(document.title) or PurePosixPath(document.source).stem
    parts = [part for part in map(_one_line, (*heading, caption)) if part]
    if parts and parts[0].casefold() == title.casefold():
        del parts[0]
    while parts[1:] and _length([title, *parts]) > CONTEXT_CHARS:
        if len(title) > _TITLE_CHARS:
            title = title[: _TITLE_CHARS - 1].rstrip() + "…"
        else:
            del parts[0]
    line = " > ".join([title, *parts])
    return line if len(line) <= CONTEXT_CHARS else line[: CONTEXT_CHARS - 1].rstrip() + "…"


def shared_path(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The headings that all the paths begin with."""
    if not paths:
        return ()
    shortest, longest = min(paths), max(paths)
    same = 0
    while same < len(shortest) and shortest[same] == longest[same]:
        same += 1
    return shortest[:same]


def _close_parts(text: str, span: Span) -> list[tuple[int, int]]:
    parts, start = [], span.start
    for gap in _WIDE_GAP.finditer(text, span.start, span.end):
        parts.append((start, gap.start()))
        start = gap.end()
    return [(begin, end) for begin, end in [*parts, (start, span.end)] if begin < end]


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _length(parts: Sequence[str]) -> int:
    return sum(map(len, parts)) + 3 * (len(parts) - 1)
