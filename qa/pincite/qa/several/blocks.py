"""Listings that a document sets as such: lists, headings, lines that begin with a label."""

import re
from collections.abc import Iterator, Sequence

from pincite.corpus import BulletList, Document, Heading, Paragraph, Span
from pincite.qa.sentences import sentences_within
from pincite.qa.several.cutting import LABEL
from pincite.qa.several.listing import Listing

_INLINE = re.compile(r"(?<![\w)])\((?P<mark>[a-h]|\d|[ivx]{1,4})\)\s*|(?<!\S)(?P<plain>[1-9]\))\s+")
_ORDINALS = re.compile(
    r"(?P<first>first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|finally|lastly|one is|"
    r"another is)\b[,:]?\s*",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"[^\s.!?]\s*$")
"""How a line ends that goes on below."""
MOST_LINES = 40


def bullets(document: Document, position: int, rank: int) -> Iterator[Listing]:
    """A list, and where its items are groups, each of them no further."""
    block = document.blocks[position]
    if not isinstance(block, BulletList) or len(block.items) < 2:
        return
    if has_announced_groups(document.text, block.items):
        return
    above = lead_in_of(document, position)
    lead_in = document.quote(above) if above else ""
    heading = block.path[-1] if block.path else ""
    yield Listing(
        document, block.items, f"{heading}\n{lead_in}",
        " ".join((document.title, *block.path, lead_in)), "bullets", rank,
        Span(above.start if above else block.span.start, block.span.end),
        {
            "led_in": float(lead_in.rstrip().endswith(":")),
            "led_open": float(_OPEN_END.search(lead_in) is not None),
            "mixes_levels": float(len(set(_indents(document.text, block.items))) > 1),
        },
    )  # fmt: skip


def lead_in_of(document: Document, position: int) -> Span | None:
    """The line that announces a list, or the sentence right above it."""
    block = document.blocks[position]
    given = block.lead_in if isinstance(block, BulletList) else None
    return given or _line_above(document, position)


def _line_above(document: Document, position: int) -> Span | None:
    """The last sentence of a paragraph that stands right above a block."""
    above = document.blocks[position - 1] if position else None
    if not isinstance(above, Paragraph):
        return None
    sentences = sentences_within(document.text, above.span)
    return sentences[-1] if sentences else None


def nested(document: Document, position: int, rank: int) -> Iterator[Listing]:
    """The groups of a list whose items stand at several levels: below each item, and on top."""
    block = document.blocks[position]
    if not isinstance(block, BulletList) or len(block.items) < 3:
        return
    heading = block.path[-1] if block.path else ""
    for parent, items in groups(document.text, block.items):
        over = document.quote(parent) if parent else ""
        yield Listing(
            document, items, f"{heading}\n{over}",
            " ".join((document.title, *block.path, over)), "bullets", rank,
            Span(parent.start if parent else block.span.start, items[-1].end),
            {"is_nested": float(parent is not None), "led_in": float(parent is not None)},
        )  # fmt: skip


def _indents(text: str, items: Sequence[Span]) -> list[int]:
    """How far the line of each item is set in, in characters."""
    found = []
    for item in items:
        line = text[text.rfind("\n", 0, item.start) + 1 : item.start]
        found.append(len(line) - len(line.lstrip()))
    return found


def groups(text: str, items: Sequence[Span]) -> Iterator[tuple[Span | None, tuple[Span, ...]]]:
    """What stands together in a list of several levels; nothing where it has only one.

    Two or more items right below one item, with it, and those of the outermost level with None.
    """
    levels = _indents(text, items)
    if len(set(levels)) < 2:
        return
    top = tuple(item for item, level in zip(items, levels, strict=True) if level == min(levels))
    if len(top) > 1:
        yield None, top
    for place, level in enumerate(levels):
        stop = next((n for n in range(place + 1, len(items)) if levels[n] <= level), len(items))
        below = levels[place + 1 : stop]
        held = [n for n in range(place + 1, stop) if levels[n] == min(below)]
        if len(held) > 1:
            yield items[place], tuple(items[n] for n in held)


def has_announced_groups(text: str, items: Sequence[Span]) -> bool:
    """Whether lines ending in a colon announce the items set in below them: they are no items."""
    over = [parent for parent, _ in groups(text, items) if parent is not None]
    return any(text[parent.start : parent.end].rstrip().endswith(":") for parent in over)


def sections(document: Document, position: int, rank: int) -> Iterator[Listing]:
    """The headings one level below a heading, as a listing announced by it."""
    top = document.blocks[position]
    if not isinstance(top, Heading):
        return
    below: list[Span] = []
    for block in document.blocks[position + 1 :]:
        if isinstance(block, Heading):
            if block.level <= top.level:
                break
            if len(block.path) == len(top.path) + 1:
                below.append(without_number(document.text, block.span))
    if len(below) > 1:
        title = document.quote(top.span)
        around = " ".join((document.title, *top.path, title))
        yield Listing(document, tuple(below), title, around, "headings", rank, top.span, {}, False)


def labelled(document: Document, position: int, rank: int) -> Iterator[Listing]:
    """Neighbouring paragraphs that each begin with a label ("Cost saving: ..."), as a listing."""
    path = document.blocks[position].path
    run: list[Paragraph] = []
    for block in document.blocks[max(0, position - 12) : position + 12]:
        if isinstance(block, Paragraph) and block.path == path and _has_label(document, block):
            run.append(block)
        elif block.span.start > document.blocks[position].span.start:
            break
        elif run and not (isinstance(block, Paragraph) and block.path == path):
            run = []
    if len(run) > 1 and document.blocks[position] in run:
        heading = path[-1] if path else ""
        spans = tuple(block.span for block in run)
        yield Listing(
            document, spans, heading, " ".join((document.title, *path)), "labels", rank,
            Span(spans[0].start, spans[-1].end),
        )  # fmt: skip


def _has_label(document: Document, paragraph: Paragraph) -> bool:
    return LABEL.match(document.quote(paragraph.span)) is not None


def lines(document: Document, position: int, rank: int) -> Iterator[Listing]:
    """The lines of a paragraph that each hold a label and what belongs to it."""
    block = document.blocks[position]
    if not isinstance(block, Paragraph):
        return
    all_lines = _lines(document.text, block.span)[:MOST_LINES]
    first = document.quote(all_lines[0]) if all_lines else ""
    held = [line for line in all_lines if LABEL.match(document.quote(line))]
    if len(held) < 2 or len(held) < 0.6 * len(all_lines):
        return
    heading = block.path[-1] if block.path else ""
    line = _line_above(document, position)
    above = document.quote(line) if line else ""
    lead_in = above if above.endswith(":") else "" if held[0] == all_lines[0] else first
    yield Listing(
        document, tuple(held), f"{heading}\n{lead_in}",
        " ".join((document.title, *block.path, lead_in)), "labels", rank, block.span,
        {"led_in": float(lead_in.endswith(":"))},
    )  # fmt: skip


def _lines(text: str, span: Span) -> list[Span]:
    found, start = [], span.start
    for line in text[span.start : span.end].splitlines(keepends=True):
        end = start + len(line.rstrip())
        if end > start:
            found.append(Span(start + len(line) - len(line.lstrip()), end))
        start += len(line)
    return found


def marked(document: Document, position: int, rank: int) -> Iterator[Listing]:
    """What a paragraph or item numbers in its running text: "(1) ...; (2) ..." or "First, ..."."""
    block = document.blocks[position]
    held = [block.span] if isinstance(block, Paragraph) else []
    held += block.items if isinstance(block, BulletList) else ()
    heading = block.path[-1] if block.path else ""
    for span in held:
        for kind, found in (
            ("marked", _between_marks(document.text, span)),
            ("ordinals", _by_ordinals(document.text, span)),
        ):
            if len(found) > 1:
                before = document.text[span.start : found[0].start][-160:]
                yield Listing(
                    document, tuple(found), f"{heading}\n{before}",
                    " ".join((document.title, *block.path, before)), kind, rank,
                    Span(span.start, found[-1].end),
                )  # fmt: skip


def _between_marks(text: str, span: Span) -> list[Span]:
    marks = list(_INLINE.finditer(text, span.start, span.end))
    if len(marks) < 2 or (marks[0]["mark"] or marks[0]["plain"][0]) not in ("a", "1", "i"):
        return []
    ends = [mark.start() for mark in marks[1:]]
    last = sentences_within(text, Span(marks[-1].end(), span.end))
    stop = last[0].end if last else span.end
    return [Span(mark.end(), end) for mark, end in zip(marks, [*ends, stop], strict=True)]


def _by_ordinals(text: str, span: Span) -> list[Span]:
    found = []
    for sentence in sentences_within(text, span):
        match = _ORDINALS.match(text, sentence.start, sentence.end)
        if match:
            found.append(Span(match.end(), sentence.end))
    return found


def without_number(text: str, span: Span) -> Span:
    """A heading without its number: "Landing" of "1. Landing"."""
    match = re.match(r"\s*(?:\d+(?:\.\d+)*[.)]?|[A-Za-z][.)])\s+", text[span.start : span.end])
    return Span(span.start + match.end(), span.end) if match else span
