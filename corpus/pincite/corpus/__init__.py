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
from pincite.corpus.folder import FoundFile, find_files, load_document
from pincite.corpus.reading import Reader, reader_for
from pincite.corpus.sentences import sentence_spans
from pincite.corpus.settings_file import FileSettings, FolderSettings, read_settings
from pincite.corpus.structure import find_blocks

__all__ = [
    "Block",
    "BulletList",
    "Cell",
    "Document",
    "DocumentError",
    "FileSettings",
    "FolderSettings",
    "FoundFile",
    "Heading",
    "IndexDamagedError",
    "IndexMismatchError",
    "IndexMissingError",
    "IndexUnusableError",
    "InputError",
    "Paragraph",
    "PinciteError",
    "Reader",
    "SkippedError",
    "Span",
    "Table",
    "TemporaryError",
    "UnreadableError",
    "find_blocks",
    "find_files",
    "load_document",
    "read_settings",
    "reader_for",
    "sentence_spans",
]
