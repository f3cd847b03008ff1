"""Tables that sentences and lists tell: "Norwich saw 910 guests, Leeds 820 and Truro 990"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pincite.corpus import BulletList, Cell, Document, Span, Table
from pincite.corpus.sentences import sentence_spans
from pincite.qa.tables.prose.terms import shifted, terms_in
from pincite.qa.tables.told.naming import (
    MOST_NAME_WORDS,
    PREPOSITION,
    WORD,
    are_names,
    item_name,
    names_of,
)
from pincite.qa.tables.told.parts import COMMAS, JOINTS, Part, are_alike, runs_in

MOST_CHARS = 700
"""Of a sentence; a longer one is no enumeration that a reader would follow."""
MOST_TERMS = 40
LEAST_ITEMS, MOST_ITEMS = 3, 200


def told_tables(document: Document, within: Span) -> Iterator[Table]:
    """The tables that the sentences and lists of a stretch of a document tell.

    A row is a part of a sentence, or an item, with as many numbers and dates as its neighbours;
    its first cell names it, the others are these numbers and dates.
    """
    for block in document.blocks_over(within):
        if isinstance(block, Table):
            continue
        if isinstance(block, BulletList):
            table = _of_list(document, block)
            if table is not None:
                yield table
            continue
        before: Span | None = None
        for sentence in sentence_spans(document.text, block.span):
            if sentence.overlaps(within) and sentence.end - sentence.start <= MOST_CHARS:
                table = _of_sentence(document, sentence, before, block.path)
                if table is not None:
                    yield table
            before = sentence


def _of_sentence(
    document: Document, sentence: Span, before: Span | None, path: tuple[str, ...]
) -> Table | None:
    text = document.quote(sentence)
    terms = terms_in(text)
    if not 2 <= len(terms) <= MOST_TERMS:
        return None
    runs = [run for rule in (COMMAS, JOINTS) for run in runs_in(text, terms, rule)]
    for rows in sorted(runs, key=len, reverse=True):
        names = names_of(text, rows) if len(rows) > 1 else None
        if names is not None:
            first = sentence.start + rows[0].terms[0].span.start
            lead = Span(before.start if before else sentence.start, first)
            told = rows[: len(names)]
            return _table(sentence, text, told, names, path, lead, by=sentence.start)
    return None


def _of_list(document: Document, block: BulletList) -> Table | None:
    """The items that tell as many numbers as most of them, where those are most items."""
    items = (_item(document, item) for item in block.items if len(item) <= MOST_CHARS)
    told = [item for item in items if item.terms]
    least = max(LEAST_ITEMS, 0.7 * len(block.items))
    if not least <= len(told) <= MOST_ITEMS:
        return None
    fewest = min(len(item.terms) for item in told)
    cut = [replace(item, terms=item.terms[:fewest]) for item in told]
    rows = [item for item in cut if are_alike(cut[0], item)]
    text = document.text
    names = [item_name(text, row) for row in rows]
    if len(rows) < least or not are_names(text, names):
        return None
    start = text.rfind("\n\n", max(0, block.span.start - MOST_CHARS), block.span.start - 2)
    lead = Span(start + 2 if start >= 0 else block.span.start, block.span.start)
    return _table(block.span, text, rows, names, block.path, lead, by=0)


def _item(document: Document, item: Span) -> Part:
    terms = terms_in(document.quote(item))
    moved = tuple(replace(term, span=shifted(term.span, item.start)) for term in terms)
    return Part(item.start, item.end, moved)


def _table(
    span: Span,
    text: str,
    rows: Sequence[Part],
    names: Sequence[tuple[int, int]],
    path: tuple[str, ...],
    lead: Span,
    *,
    by: int,
) -> Table:
    """A table of rows; places are those of `text`, which begins at `by` in the document."""
    labels = {(start, end) for start, end in names}
    kept = [
        place
        for place in range(len(rows[0].terms))
        if (rows[0].terms[place].span.start, rows[0].terms[place].span.end) not in labels
    ]
    header = [Cell(Span(span.start, span.start), -1, 0)]
    for column, place in enumerate(kept, 1):
        header.append(Cell(shifted(_column_name(text, rows[0], place, names[0]), by), -1, column))
    body = []
    for number, (row, (start, end)) in enumerate(zip(rows, names, strict=True)):
        cells = [Cell(Span(by + start, by + end), number, 0)]
        cells += [
            Cell(shifted(row.terms[place].span, by), number, column)
            for column, place in enumerate(kept, 1)
        ]
        body.append(tuple(cells))
    return Table(span, path, tuple(header), tuple(body), lead if lead.start < lead.end else None)


def _column_name(text: str, row: Part, place: int, name: tuple[int, int]) -> Span:
    """What stands behind a number of the first row ("910 spectators"), else before it ("gave")."""
    start = row.terms[place].span.end
    end = row.terms[place + 1].span.start if place + 1 < len(row.terms) else row.end
    behind = _words_of(text, start, end)
    if len(behind) and not PREPOSITION.match(text, behind.start):
        return behind
    before = row.terms[place - 1].span.end if place else name[1]
    return _words_of(text, before, row.terms[place].span.start) if before > row.start else behind


def _words_of(text: str, start: int, end: int) -> Span:
    """The first words of a stretch, without marks at its edges."""
    words = list(WORD.finditer(text, start, max(start, end)))[:MOST_NAME_WORDS]
    first, stop = (words[0].start(), words[-1].end()) if words else (start, start)
    while stop > first and text[stop - 1] in " .,;:()":
        stop -= 1
    while first < stop and text[first] in " .,;:()":
        first += 1
    return Span(first, stop)
