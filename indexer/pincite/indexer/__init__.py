r"""Passages, their words and vectors, and the generations of an index.

>>> from pincite.indexer import split
>>> from pincite.corpus import Document, Paragraph, Span
>>> draft, = split(Document("a.txt", "It rained.", (Paragraph(Span(0, 10), ()),), title="Weather"))
>>> draft.text
'Weather\nIt rained.'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pincite.indexer.build import rebuild_index, remove_sources, update_index
    from pincite.indexer.chunking import split
    from pincite.indexer.drafts import PassageDraft
    from pincite.indexer.encoders import encoder_name, load_encoder
    from pincite.indexer.encoding import Encoder, Vectors
    from pincite.indexer.index import Index
    from pincite.indexer.moving import Moved, export_index, import_index
    from pincite.indexer.passages import Candidate, Passage, PassageKind, Piece
    from pincite.indexer.records import DocumentRecord
    from pincite.indexer.reports import FileReport, IndexReport, Progress

_HOMES = {
    "Candidate": "passages",
    "DocumentRecord": "records",
    "Encoder": "encoding",
    "FileReport": "reports",
    "Index": "index",
    "IndexReport": "reports",
    "Moved": "moving",
    "Passage": "passages",
    "PassageDraft": "drafts",
    "PassageKind": "passages",
    "Piece": "passages",
    "Progress": "reports",
    "Vectors": "encoding",
    "encoder_name": "encoders",
    "export_index": "moving",
    "import_index": "moving",
    "load_encoder": "encoders",
    "rebuild_index": "build",
    "remove_sources": "build",
    "split": "chunking",
    "update_index": "build",
}
"""Where each public name lives: imported on first use, to keep the start fast."""

__all__ = [
    "Candidate",
    "DocumentRecord",
    "Encoder",
    "FileReport",
    "Index",
    "IndexReport",
    "Moved",
    "Passage",
    "PassageDraft",
    "PassageKind",
    "Piece",
    "Progress",
    "Vectors",
    "encoder_name",
    "export_index",
    "import_index",
    "load_encoder",
    "rebuild_index",
    "remove_sources",
    "split",
    "update_index",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
