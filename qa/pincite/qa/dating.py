"""When a place of a document speaks from: its cell's column or row, its clause, or the document."""

from pincite.corpus import Document, Span, Table
from pincite.qa.cells import cell_in, column_name, row_of, table_at
from pincite.qa.times import dates_in, ordinals, speaks_from


def place_as_of(document: Document, span: Span, around: Span) -> str | None:
    """The date that the words at `span` speak from; `around` is the sentence, item or row."""
    table = table_at(document, span)
    if table is not None and (dated := cell_date(document, table, span)):
        return dated
    inside = Span(span.start - around.start, span.end - around.start)
    return speaks_from(document.quote(around), inside, section_date(document, span))


def section_date(document: Document, span: Span) -> str | None:
    """The date that the nearest dated heading gives, or the document's own.

    Headings that name two dates, or a date after the document's (a plan's), do not count; of the
    title the document's date knows already.
    """
    at = document.block_at(span.start)
    headings = document.blocks[at].path if at >= 0 else ()
    newest = ordinals(document.as_of)[1] if document.as_of else 0
    for heading in reversed(headings):
        named = dates_in(heading)
        if heading == document.title or len(named) != 1:
            continue
        if not newest or ordinals(named[0][2])[0] <= newest:
            return named[0][2]
    return document.as_of


def cell_date(document: Document, table: Table, span: Span) -> str | None:
    """The only date that a cell's column names, else the only one of its row's first cell."""
    cell = cell_in(table, span)
    if cell is None:
        return None
    named = dates_in(column_name(document, table, cell))
    if len(named) == 1:
        return named[0][2]
    row = row_of(table, cell)
    if not row or row[0].span.overlaps(span):
        return None
    keyed = dates_in(document.quote(row[0].span))
    return keyed[0][2] if len(keyed) == 1 else None
