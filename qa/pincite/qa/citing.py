"""Turns a place in a document into a citation."""

import re
from collections.abc import Sequence
from functools import lru_cache

from pincite.corpus import BulletList, Document, Paragraph, Span, Table
from pincite.qa.answers import CellName, Citation
from pincite.qa.dating import place_as_of
from pincite.qa.sentences import sentences_within

LONGEST_TOGETHER = 500
"""Characters of the stretch that holds several quotes, from which on they are joined instead."""
LONGEST_PASSAGE = 1_500


def cite(document: Document, span: Span, *, cell: CellName | None = None) -> Citation:
    """The citation of a span, with the sentence, list item or table row it stands in."""
    around, heading = surroundings(document, span)
    passage = document.quote(around)
    return Citation(
        document_id=document.document_id,
        source=document.source,
        title=document.title,
        span=span,
        quote=document.quote(span),
        passage_span=around,
        passage_text=passage,
        heading=heading,
        page=document.page_of(span.start),
        cell=cell,
        as_of=place_as_of(document, span, around),
        sha256=document.sha256,
        also_in=document.also_in,
        recognised=document.is_recognised(span.start),
    )


def surroundings(document: Document, span: Span) -> tuple[Span, tuple[str, ...]]:
    """The sentence, item or row around a span (at most 1,500 characters), and its headings."""
    at = document.block_at(span.start)
    if at < 0:
        return span, ()
    block = document.blocks[at]
    unit = span
    if isinstance(block, Table):
        unit = _table_row(block, span)
    elif isinstance(block, BulletList):
        unit = next((item for item in block.items if span.within(item)), block.span)
        if len(unit) > LONGEST_PASSAGE // 2:
            unit = _sentences_over(document, unit, span)
    elif isinstance(block, Paragraph):
        unit = _sentences_over(document, block.span, span)
    else:
        unit = block.span
    return _limited(unit, span), block.path


def _sentences_over(document: Document, within: Span, span: Span) -> Span:
    touched = [
        sentence for sentence in sentences_within(document.text, within) if sentence.overlaps(span)
    ]
    if not touched:
        return span
    return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end))


def _table_row(table: Table, span: Span) -> Span:
    for row in (table.header, *table.rows):
        if row and row[0].span.start <= span.start and span.end <= row[-1].span.end:
            return Span(row[0].span.start, row[-1].span.end)
    return span if not table.span.overlaps(span) else Span(span.start, span.end)


def _limited(unit: Span, span: Span) -> Span:
    """The unit cut to the longest passage around the span."""
    if not span.within(unit):
        unit = Span(min(unit.start, span.start), max(unit.end, span.end))
    if len(unit) <= LONGEST_PASSAGE:
        return unit
    if len(span) >= LONGEST_PASSAGE:
        return Span(span.start, span.start + LONGEST_PASSAGE)
    room = (LONGEST_PASSAGE - len(span)) // 2
    return Span(max(unit.start, span.start - room), min(unit.end, span.end + room))


_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A text folded for comparison: case, spaces and outer marks do not count.

    >>> plain("  Nissan\u00a0Leaf, ")
    'nissan leaf'
    """
    return _SPACES.sub(" ", text).strip(" .,;:!?\"'“”‘’()*_").casefold()


def together(document: Document, items: Sequence[Span]) -> str:
    """The shortest stretch that holds all items if within 500 characters, else them joined."""
    start, end = min(item.start for item in items), max(item.end for item in items)
    if end - start <= LONGEST_TOGETHER:
        return document.quote(Span(start, end))
    return "; ".join(document.quote(item) for item in items)
