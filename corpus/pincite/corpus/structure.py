"""Finds the structure of a plain text: headings, paragraphs, lists and tables.

Structure is recognised by what stands in the text, whatever the file is called. Two walks: the
first (parts.py) cuts the lines into parts that can be told by themselves, the second decides with
a view of the neighbours which unmarked lines are headings, and gives each block its place.
"""

import re
from collections.abc import Iterator, Sequence

from pincite.corpus.documents import Block, BulletList, Heading, Paragraph, Span, Table
from pincite.corpus.headings import FoundHeading, bare_heading
from pincite.corpus.lines import split_lines
from pincite.corpus.lists import FoundList
from pincite.corpus.outline import Outline
from pincite.corpus.parts import Placed, Run, Verbatim, find_parts
from pincite.corpus.runs import RunSettler
from pincite.corpus.sentences import sentence_spans
from pincite.corpus.tables import FoundTable

_TABLE_NAME = re.compile(r"[*_]{0,2}(?:table|exhibit)\b", re.I)
_LONGEST_CAPTION = 160
_LEAD_IN_REACH = 1500

Settled = Span | FoundHeading | FoundList | FoundTable
"""A part once its unmarked headings are known; a span is a paragraph."""


def find_blocks(text: str) -> tuple[Block, ...]:
    r"""The blocks of the text in order; they are apart, and every word stands in one of them.

    Takes time in proportion to the length of the text.

    >>> text = "# Fees\n\nThey rose.\n\n- water\n- power\n"
    >>> for block in find_blocks(text):
    ...     print(type(block).__name__, repr(text[block.span.start : block.span.end]), block.path)
    Heading 'Fees' ()
    Paragraph 'They rose.' ('Fees',)
    BulletList '- water\n- power' ('Fees',)
    """
    parts = list(_settle(text, list(find_parts(text))))
    outline = Outline([part for part, _ in parts if isinstance(part, FoundHeading)])
    blocks: list[Block] = []
    for settled, gap in parts:
        blocks.append(_block(text, settled, gap, outline, blocks[-1] if blocks else None))
    return tuple(blocks)


def _block(text: str, settled: Settled, gap: int, outline: Outline, before: Block | None) -> Block:
    if isinstance(settled, FoundHeading):
        return outline.enter(settled)
    outline.pass_text()
    if isinstance(settled, Span):
        return Paragraph(settled, outline.path)
    announced = before if isinstance(before, Paragraph) else None
    if isinstance(settled, FoundList):
        lead_in = _lead_in(text, announced, gap)
        return BulletList(settled.span, outline.path, settled.items, lead_in)
    if isinstance(before, BulletList):
        announced = _last_item(text, before, gap)
    caption = _caption(text, announced, gap) or _heading_caption(text, before)
    return Table(settled.span, outline.path, settled.header, settled.rows, caption)


def _last_item(text: str, before: BulletList, gap: int) -> Paragraph | None:
    """The last item of a list that announces a table: it stands right above or ends in a colon."""
    last = before.items[-1]
    if gap and not text.endswith(":", last.start, last.end):
        return None
    return Paragraph(last, before.path)


def _lead_in(text: str, before: Paragraph | None, gap: int) -> Span | None:
    """The sentence that announces a list: it ends with a colon or stands right above."""
    if before is None or (gap and not text.endswith(":", before.span.start, before.span.end)):
        return None
    start = max(before.span.start, before.span.end - _LEAD_IN_REACH)
    return sentence_spans(text, Span(start, before.span.end))[-1]


def _caption(text: str, before: Paragraph | None, gap: int) -> Span | None:
    """The line that names a table: it stands right above, ends with a colon or is no sentence."""
    if before is None:
        return None
    lead_in = _lead_in(text, before, gap)
    last = split_lines(
        text, max(before.span.start, before.span.end - _LEAD_IN_REACH), before.span.end
    )[-1]
    if len(last) > _LONGEST_CAPTION:
        return lead_in if text.endswith(":", before.span.start, before.span.end) else None
    is_one_line = last.start <= before.span.start
    is_name = is_one_line and (not last.ends_sentence or bool(_TABLE_NAME.match(last.head)))
    if is_name or gap == 0:
        return Span(last.start, last.end)
    return lead_in


def _heading_caption(text: str, before: Block | None) -> Span | None:
    """A heading right above that calls itself a table."""
    if isinstance(before, Heading) and _TABLE_NAME.match(text, before.span.start, before.span.end):
        return before.span
    return None


def _settle(text: str, found: Sequence[Placed]) -> Iterator[tuple[Settled, int]]:
    """Decides on unmarked headings; each part comes with the blank lines in front of it."""
    parts = [*(_with_numbered_heading(text, placed) for placed in found[:-1]), *found[-1:]]
    for at, placed in enumerate(parts):
        part = placed.part
        if isinstance(part, Run):
            after = parts[at + 1 : at + 3]
            yield from RunSettler(text, part.lines, placed.gap, at, after).settle()
        elif isinstance(part, Verbatim):
            yield part.span, placed.gap
        else:
            yield part, placed.gap


def _with_numbered_heading(text: str, placed: Placed) -> Placed:
    """A list of one short numbered line, with something below it, is a heading."""
    found = placed.part
    if not isinstance(found, FoundList) or len(found.items) > 1:
        return placed
    if found.indent or found.markers[0].family != "1.":
        return placed
    lines = split_lines(text, found.span.start, found.span.end)
    heading = bare_heading(text, lines[0]) if len(lines) == 1 else None
    return Placed(heading, placed.gap) if heading else placed
