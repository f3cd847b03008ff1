"""The title of a document."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from pincite.corpus.documents import Block, Heading, Paragraph

_LONGEST = 120
_FRONT_TITLE = re.compile(r"---[ \t]*\r?\n(?:[^\n]*\n){0,40}?title:[ \t]*(?P<title>[^\n]+)\n", re.I)
_COMPANY = re.compile(
    r"\b(?:limited|ltd|inc|gmbh|plc|llc|corporation|(?-i:A[SG]|SA|NV|BV))\.?\Z", re.I
)
_CRUMB_MARK = re.compile(r"\s[>»›→]\s")
_MADE_UP_NAME = re.compile(r"(?=[0-9a-f]*\d)[0-9a-f]{10,}|\A\d+\Z", re.I)
_TITLE_LINES = 3
_SEARCHED_BLOCKS = 6


def find_title(text: str, blocks: Sequence[Block], source: str) -> str:
    """The title that the text gives itself near its beginning, else its file name made readable."""
    if front := _FRONT_TITLE.match(text):
        return front["title"].strip().strip("\"'")
    title = _heading_title(text, blocks) or _line_title(text, blocks)
    if title is None and _MADE_UP_NAME.search(PurePosixPath(source).stem):
        title = _any_heading(text, blocks)
    return title or readable_name(source)


def readable_name(source: str) -> str:
    """The name of a file as words.

    >>> readable_name("reports/annual-report_2024.md")
    'Annual report 2024'
    """
    stem = PurePosixPath(source).stem
    words = re.sub(r"[_\s]+|(?<=\D)-|-(?=\D)", " ", stem).strip() or source
    return words[:1].upper() + words[1:]


def _heading_title(text: str, blocks: Sequence[Block]) -> str | None:
    crumb = None
    for block in blocks[:_SEARCHED_BLOCKS]:
        if not isinstance(block, Heading):
            if crumb or block.span.end - block.span.start > _LONGEST:
                break
            continue
        words = " ".join(text[block.span.start : block.span.end].split())
        parts = _CRUMB_MARK.split(words)
        if len(parts) == 1 and not _COMPANY.search(words):
            return words[:_LONGEST]
        if len(parts) == 1:
            return _line_below(text, block) or words
        crumb = crumb or parts[-1]
    return crumb


def _line_below(text: str, heading: Heading) -> str | None:
    """The next line, where the first one is only the name of a company."""
    rest = text[heading.span.end : heading.span.end + 1000].splitlines()[1:]
    lines = [words for line in rest if (words := line.strip(" \t=-#*_"))][:_TITLE_LINES]
    line = next((line for line in lines if len(line.split()) > 1), "")
    return line if 2 < len(line) <= _LONGEST and not line.endswith((".", ":")) else None


def _any_heading(text: str, blocks: Sequence[Block]) -> str | None:
    heading = next((block for block in blocks if isinstance(block, Heading)), None)
    return " ".join(text[heading.span.start : heading.span.end].split()) if heading else None


def _line_title(text: str, blocks: Sequence[Block]) -> str | None:
    """The first line, where it is short and no sentence."""
    if not blocks or not isinstance(blocks[0], Paragraph):
        return None
    span = blocks[0].span
    line = text[span.start : min(span.end, span.start + _LONGEST + 1)].splitlines()[0].strip()
    is_name = len(line) <= _LONGEST and not line.endswith((".", ":", "!", "?", ",", ";"))
    return line if is_name and len(line) > 2 else None
