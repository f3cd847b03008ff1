"""Source texts: documents, their structure, and the errors of the whole project."""

from pincite.corpus.documents import (
    Block,
    BulletList,
    Cell,
    Document,
    Heading,
    Paragraph,
    Span,
    Table,
)
from pincite.corpus.errors import (
    DocumentError,
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    IndexUnusableError,
    InputError,
    PinciteError,
    SkippedError,
    TemporaryError,
    UnreadableError,
)

__all__ = [
    "Block",
    "BulletList",
    "Cell",
    "Document",
    "DocumentError",
    "Heading",
    "IndexDamagedError",
    "IndexMismatchError",
    "IndexMissingError",
    "IndexUnusableError",
    "InputError",
    "Paragraph",
    "PinciteError",
    "SkippedError",
    "Span",
    "Table",
    "TemporaryError",
    "UnreadableError",
]
