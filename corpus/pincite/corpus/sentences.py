"""The sentences of a stretch of text, each with its place."""

import itertools
import re
from collections.abc import Iterator

from sentencex import get_sentence_boundaries

from pincite.corpus.documents import Span
from pincite.corpus.lines import is_wrapped, split_lines, trim, widest

_LONGEST = 2000
"""Characters beyond which a sentence is cut at spaces: it is no prose, and no reader takes it."""
_WINDOW = 8000
_MARK_ONLY = re.compile(r"(?:\(?[0-9a-zA-Z]{1,3}[.)]|[-*•·–—]+)\Z")
_RAISED = re.compile(r"[\u1d2c-\u1d6a\u1d9b-\u1dbf\u02b0-\u02b8\u2070-\u207f\u00b9\u00b2\u00b3\s]+")


def sentence_spans(text: str, span: Span, language: str = "en") -> tuple[Span, ...]:
    """The sentences of text[span], in order, apart, and without the white space around them.

    >>> text = "Dr. No paid $3.5 million. He left."
    >>> [text[s.start : s.end] for s in sentence_spans(text, Span(0, len(text)))]
    ['Dr. No paid $3.5 million.', 'He left.']
    """
    found: list[Span] = []
    for start, end in _stretches(text, span):
        for sentence in _sentences(text, start, end, language):
            found.extend(_cut(text, *sentence))
    return tuple(found)


def _stretches(text: str, span: Span) -> list[tuple[int, int]]:
    """Parts that no sentence crosses: a line ended on purpose ends its sentence."""
    lines = split_lines(text, span.start, span.end)
    width = widest(lines)
    stretches: list[tuple[int, int]] = []
    for position, line in enumerate(lines):
        if line.is_blank:
            continue
        if position and stretches and is_wrapped(lines[position - 1], line, width):
            stretches[-1] = (stretches[-1][0], line.end)
        else:
            stretches.append((line.start, line.end))
    return stretches


def _sentences(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    edges = _boundaries(text, start, end, language)
    sentences: list[tuple[int, int]] = []
    for begin, stop in itertools.pairwise(edges):
        begin, stop = trim(text, begin, stop)
        if begin == stop:
            continue
        if sentences and _MARK_ONLY.match(text[sentences[-1][0] : sentences[-1][1]]):
            sentences[-1] = (sentences[-1][0], stop)
        else:
            sentences.append((begin, stop))
    return sentences


_SPACED_STOP = re.compile(r"[^\S \n](?=[.!?])")
"""A wide space before a full stop; behind a single letter the splitter panics on it."""


def _boundaries(text: str, start: int, end: int, language: str) -> list[int]:
    """Where sentences begin, and the end; raised marks stay with the sentence they follow."""
    edges = [start]
    for at in _beginnings(text, start, end, language):
        raised = _RAISED.match(text, at, end)
        at = raised.end() if raised else at
        if at > edges[-1] and (text[at - 1].isspace() or text[at : at + 1].isupper()):
            edges.append(at)
    return [*edges, end] if edges[-1] < end else edges


def _beginnings(text: str, start: int, end: int, language: str) -> Iterator[int]:
    """Where sentences begin, found window by window: the splitter is slow on endless lines."""
    while start < end:
        stop = min(start + _WINDOW, end)
        found = get_sentence_boundaries(language, _SPACED_STOP.sub(" ", text[start:stop]))
        begins = [start + int(boundary["start_index"]) for boundary in found]
        if stop < end and len(begins) > 1:
            stop = begins.pop()
        yield from begins
        start = stop


def _cut(text: str, start: int, end: int) -> list[Span]:
    pieces = []
    while end - start > _LONGEST:
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        stop = space if space > 0 else start + _LONGEST
        pieces.append(Span(*trim(text, start, stop)))
        start, _ = trim(text, stop, end)
    return [*pieces, Span(start, end)]
