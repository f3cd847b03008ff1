"""What tells of a table, without its rows."""

from pincite.corpus import Document, Table

MOST_CHARS = 150


def told_of(document: Document, table: Table) -> str:
    """What tells of a table: its caption or heading, and the names of its columns."""
    heading = table.path[-1] if table.path else document.title
    over = document.quote(table.caption) if table.caption is not None else heading
    names = ", ".join(name for cell in table.header if (name := document.quote(cell.span).strip()))
    return f"{over}: {names}"[:MOST_CHARS]
