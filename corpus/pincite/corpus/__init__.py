"""Source texts: documents, their structure, and the errors of the whole project."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    from pincite.corpus.reader import Reader
    from pincite.corpus.reading import reader_for
    from pincite.corpus.sentences import sentence_spans
    from pincite.corpus.settings_file import FileSettings, FolderSettings, read_settings
    from pincite.corpus.structure import find_blocks

_HOMES = {
    "Block": "documents",
    "BulletList": "documents",
    "Cell": "documents",
    "Document": "documents",
    "DocumentError": "errors",
    "FileSettings": "settings_file",
    "FolderSettings": "settings_file",
    "FoundFile": "folder",
    "Heading": "documents",
    "IndexDamagedError": "errors",
    "IndexMismatchError": "errors",
    "IndexMissingError": "errors",
    "IndexUnusableError": "errors",
    "InputError": "errors",
    "Paragraph": "documents",
    "PinciteError": "errors",
    "Reader": "reader",
    "SkippedError": "errors",
    "Span": "documents",
    "Table": "documents",
    "TemporaryError": "errors",
    "UnreadableError": "errors",
    "find_blocks": "structure",
    "find_files": "folder",
    "load_document": "folder",
    "read_settings": "settings_file",
    "reader_for": "reading",
    "sentence_spans": "sentences",
}
"""Where each public name lives: imported on first use, to keep the start fast."""

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


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
