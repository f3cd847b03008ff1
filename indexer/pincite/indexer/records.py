"""Documents and passages as rows of the store, and back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from blake3 import blake3

from pincite.corpus import Block, BulletList, Cell, Document, Heading, Paragraph, Span, Table
from pincite.indexer.passages import Passage, PassageKind, Piece

Json = Any
"""What json.loads gives back."""


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What is known of an indexed document without its text."""

    source: str
    document_id: str
    title: str
    as_of: str | None
    format: str
    sha256: str
    passages: int
    """How many passages it has."""
    characters: int
    """How long its text is, in code points."""
    number: int
    """Position in the generation, from 0."""
    first_passage: int
    """The id of its first passage; the others follow."""
    copy_of: int | None = None
    """The number of the document with the same text that bears the passages of both."""
    kin: str = ""
    """The same for near copies of one document."""
    also_in: tuple[str, ...] = ()
    """The sources of the other documents with the same text."""


def with_copies(records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """The records, each told which others hold the same text."""
    sources: dict[int, list[str]] = {}
    for record in records:
        sources.setdefault(bearer_of(record), []).append(record.source)
    return [
        record
        if len(sources[bearer_of(record)]) == 1
        else replace(
            record,
            also_in=tuple(s for s in sources[bearer_of(record)] if s != record.source),
        )
        for record in records
    ]


def bearer_of(record: DocumentRecord) -> int:
    """The number of the document that bears its passages: its own, unless it is a copy."""
    return record.number if record.copy_of is None else record.copy_of


def dumps(value: Json) -> str:
    """Compact JSON, the same for equal values."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)


def body_digest(document: Document) -> str:
    """A hash of the text and its structure: documents that share it have the same passages.

    Only the line of context before a passage, which holds the title, may differ.
    """
    structure = [
        [_span_json(page) for page in document.pages],
        [_block_json(block) for block in document.blocks],
    ]
    return digest(document.sha256, dumps(structure))


def document_json(document: Document) -> str:
    """All of a document but its source and its text."""
    return dumps(
        {
            "title": document.title,
            "as_of": document.as_of,
            "format": document.format,
            "encoding": document.encoding,
            "address": document.address,
            "language": document.language,
            "notes": document.notes,
            "recognised_pages": document.recognised_pages,
            "pages": [_span_json(page) for page in document.pages],
            "blocks": [_block_json(block) for block in document.blocks],
        }
    )


def document_from_json(source: str, text: str, content: str) -> Document:
    """The document whose `document_json` this is."""
    values = json.loads(content)
    return Document(
        source=source,
        text=text,
        title=values["title"],
        as_of=values["as_of"],
        format=values["format"],
        encoding=values["encoding"],
        address=values["address"],
        language=values["language"],
        notes=tuple(values["notes"]),
        recognised_pages=tuple(values.get("recognised_pages", ())),
        pages=tuple(Span(*page) for page in values["pages"]),
        blocks=tuple(_block(block) for block in values["blocks"]),
    )


def digest(*parts: str) -> str:
    """A hash of the strings in their order, lone surrogates included."""
    hasher = blake3()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        hasher.update(len(raw).to_bytes(8, "big"))
        hasher.update(raw)
    return hasher.hexdigest()


def pieces_json(pieces: tuple[Piece, ...]) -> str:
    """The pieces as a list of [at, start, end]."""
    return dumps([[piece.at, piece.span.start, piece.span.end] for piece in pieces])


@lru_cache(maxsize=4096)
def passage_from_row(row: tuple[Any, ...], source: str, document_id: str) -> Passage:
    """A passage from (id, document, kind, start, end, page, heading, pieces, text)."""
    number, _, kind, start, end, page, heading, pieces, text = row
    passage_kind: PassageKind = kind
    return Passage(
        passage_id=number,
        document_id=document_id,
        source=source,
        span=Span(start, end),
        text=text,
        pieces=tuple(Piece(at, Span(first, last)) for at, first, last in json.loads(pieces)),
        heading=tuple(json.loads(heading)),
        page=page,
        kind=passage_kind,
    )


def _span_json(span: Span | None) -> Json:
    return None if span is None else [span.start, span.end]


def _optional_span(value: Json) -> Span | None:
    return None if value is None else Span(*value)


def _block_json(block: Block) -> Json:
    span = _span_json(block.span)
    match block:
        case Heading():
            return ["h", span, block.path, block.level]
        case Paragraph():
            return ["p", span, block.path]
        case BulletList():
            items = [_span_json(item) for item in block.items]
            return ["l", span, block.path, items, _span_json(block.lead_in)]
        case Table():
            rows = [[_cell_json(cell) for cell in row] for row in block.rows]
            header = [_cell_json(cell) for cell in block.header]
            return ["t", span, block.path, header, rows, _span_json(block.caption)]


def _cell_json(cell: Cell) -> Json:
    return [cell.span.start, cell.span.end, cell.row, cell.column]


def _cell(value: Json) -> Cell:
    start, end, row, column = value
    return Cell(Span(start, end), row, column)


def _block(value: Json) -> Block:
    kind, span, path, *rest = value
    place, headings = Span(*span), tuple(path)
    match kind, rest:
        case "h", [level]:
            return Heading(place, level, headings)
        case "p", []:
            return Paragraph(place, headings)
        case "l", [items, lead_in]:
            return BulletList(
                place, headings, tuple(Span(*item) for item in items), _optional_span(lead_in)
            )
        case "t", [header, rows, caption]:
            return Table(
                place,
                headings,
                tuple(_cell(cell) for cell in header),
                tuple(tuple(_cell(cell) for cell in row) for row in rows),
                _optional_span(caption),
            )
        case _:
            raise ValueError(f"{kind!r} is no kind of block")
