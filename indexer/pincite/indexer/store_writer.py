"""Writes the truth of a generation: documents, passages and vectors in one SQLite file."""

import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from pincite.corpus import Document
from pincite.indexer.drafts import PassageDraft
from pincite.indexer.near_copies import groups, sketch
from pincite.indexer.records import body_digest, digest, document_json, dumps, pieces_json
from pincite.indexer.store import EncodedPassage, Key, Known, raw_name

_SCHEMA = """
create table settings (name text primary key, value text not null);
create table documents (
    document integer primary key,
    source blob not null unique,
    document_id text not null unique,
    root integer not null,
    relative blob not null,
    fingerprint text not null,
    digest text not null,
    body text not null,
    copy_of integer,
    sha256 text not null,
    title text not null,
    as_of text,
    format text not null,
    characters integer not null,
    first_passage integer not null,
    passages integer not null,
    sketch blob not null,
    kin text not null,
    content text not null,
    text text not null,
    unique (root, relative)
);
create table passages (
    passage integer primary key,
    document integer not null,
    kind text not null,
    start integer not null,
    end integer not null,
    page integer,
    heading text not null,
    pieces text not null,
    text text not null
);
create table vectors (
    passage integer primary key, vector blob not null, sentences blob not null
);
"""
_INSERT_DOCUMENT = """insert into documents values (:document, :source, :document_id, :root,
    :relative, :fingerprint, :digest, :body, :copy_of, :sha256, :title, :as_of, :format,
    :characters, :first_passage, :passages, :sketch, '', :content, :text)"""
_TAKE_DOCUMENT = """insert into documents select :document, :source, :document_id, :root,
    :relative, fingerprint, digest, body, :copy_of, sha256, title, as_of, format, characters,
    :first_passage, :passages, case when :copy_of is null then sketch else x'' end, '', content,
    text from old.documents where document = :old"""
_TAKE_PASSAGES = """insert into passages select passage + :moved, :document, kind, start, end, page,
    heading, pieces, text from old.passages where passage >= :first and passage < :last"""
_TAKE_VECTORS = """insert into vectors select passage + :moved, vector, sentences from old.vectors
    where passage >= :first and passage < :last"""
_POINT_TO_BEARER = """update documents set copy_of = ?, first_passage = ?, passages = ?
    where document = ?"""
_KIN_OF_COPIES = """update documents set kin = (select original.kin from documents as original
    where original.document = documents.copy_of) where copy_of is not null"""


def schema_of_store(connection: sqlite3.Connection | None) -> list[tuple[str, ...]]:
    """The tables, indices, views and triggers of a store, None: of one that this version writes."""
    query = "select type, name, tbl_name, coalesce(sql, '') from sqlite_master order by type, name"
    if connection is not None:
        return connection.execute(query).fetchall()
    with closing(sqlite3.connect(":memory:")) as ours:
        ours.executescript(_SCHEMA)
        return ours.execute(query).fetchall()


Split = Callable[[Document], Sequence[PassageDraft]]
"""Gives the passages of a document."""


_Bearing = tuple[int, int, int]
"""The number, first passage and passages of a document that bears them for all copies."""


class StoreWriter:
    """Writes the truth of a new generation, documents in the order of their sources.

    Of documents with the same body one bears the passages; the others are its copies and point
    to them.
    """

    def __init__(self, path: Path, old: Path | None) -> None:
        """Begins an empty file; rows can be taken over from the `old` one."""
        self._connection = sqlite3.connect(path.resolve().as_uri(), uri=True, isolation_level=None)
        self._connection.executescript("pragma journal_mode=off; pragma synchronous=off;" + _SCHEMA)
        if old is not None:
            uri = f"{old.resolve().as_uri()}?mode=ro&immutable=1"
            self._connection.execute("attach ? as old", (uri,))
        self._connection.execute("begin")
        self._documents = 0
        self._passages = 0
        self._bearers: dict[str, _Bearing] = {}
        self._copies: list[tuple[int, str]] = []
        self.taken_over: set[int] = set()
        """Numbers in the old file of the documents whose passages were taken over."""

    def add(
        self, document: Document, key: Key, fingerprint: str, split: Split, *, bears: bool
    ) -> str:
        """Adds a document and, where it bears them, its passages; returns its digest."""
        content, body = document_json(document), body_digest(document)
        drafts = split(document) if bears else ()
        mark = digest(fingerprint, document.sha256, content)
        self._connection.execute(
            _INSERT_DOCUMENT,
            {
                **self._place(key, document.source, document.document_id),
                **self._bearing(body, len(drafts), bears=bears),
                "fingerprint": fingerprint,
                "digest": mark,
                "body": body,
                "sha256": document.sha256,
                "title": document.title,
                "as_of": document.as_of,
                "format": document.format,
                "characters": len(document.text),
                "sketch": sketch(document.text) if bears else b"",
                "content": content,
                "text": document.text,
            },
        )
        self._add_passages(document, drafts)
        self._documents += 1
        return mark

    def take_over(
        self, known: Known, key: Key, source: str, document_id: str, *, bears: bool
    ) -> str:
        """Copies a document, its passages and vectors from the old file; returns its digest.

        One that bears passages must have done so in the old file.
        """
        first = self._passages
        self._connection.execute(
            _TAKE_DOCUMENT,
            {
                **self._place(key, source, document_id),
                **self._bearing(known.body, known.passages, bears=bears),
                "old": known.number,
            },
        )
        if bears:
            self._take_passages(known, first)
        self._documents += 1
        return known.digest

    def without_vector(self) -> list[tuple[int, str]]:
        """(id, text) of the passages that have no vector yet."""
        return self._connection.execute(
            "select passage, text from passages where passage not in (select passage from vectors)"
            " order by passage"
        ).fetchall()

    def add_vectors(self, vectors: Iterable[tuple[int, EncodedPassage]]) -> None:
        """Adds (passage id, its encoded vector and those of its sentences)."""
        self._connection.executemany(
            "insert into vectors values (?, ?, ?)",
            ((number, *passage) for number, passage in vectors),
        )

    def finish(self, settings: Mapping[str, str]) -> None:
        """Points copies to their bearers, marks near copies, and closes the file."""
        self._connection.executemany(
            _POINT_TO_BEARER, ((*self._bearers[body], number) for number, body in self._copies)
        )
        self._mark_kin()
        self._connection.executemany("insert into settings values (?, ?)", settings.items())
        self._connection.execute("commit")
        self._connection.close()

    def abandon(self) -> None:
        """Closes the file as it is."""
        self._connection.close()

    def _place(self, key: Key, source: str, document_id: str) -> dict[str, object]:
        """Where the next document stands, by column."""
        return {
            "document": self._documents,
            "source": raw_name(source),
            "document_id": document_id,
            "root": key[0],
            "relative": raw_name(key[1]),
        }

    def _bearing(self, body: str, passages: int, *, bears: bool) -> dict[str, object]:
        """Which passages speak for the next document, by column; a copy is told at the end."""
        if not bears:
            self._copies.append((self._documents, body))
            return {"copy_of": -1, "first_passage": 0, "passages": 0}
        first = self._passages
        self._bearers[body] = (self._documents, first, passages)
        self._passages += passages
        return {"copy_of": None, "first_passage": first, "passages": passages}

    def _add_passages(self, document: Document, drafts: Sequence[PassageDraft]) -> None:
        page_starts = [page.start for page in document.pages]
        first = self._passages - len(drafts)
        self._connection.executemany(
            "insert into passages values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    first + place,
                    self._documents,
                    draft.kind,
                    draft.span.start,
                    draft.span.end,
                    bisect_right(page_starts, draft.span.start) or None,
                    dumps(draft.heading),
                    pieces_json(draft.pieces),
                    draft.text,
                )
                for place, draft in enumerate(drafts)
            ),
        )

    def _take_passages(self, known: Known, first: int) -> None:
        values = {
            "document": self._documents,
            "moved": first - known.first_passage,
            "first": known.first_passage,
            "last": known.first_passage + known.passages,
        }
        self._connection.execute(_TAKE_PASSAGES, values)
        self._connection.execute(_TAKE_VECTORS, values)
        self.taken_over.add(known.number)

    def _mark_kin(self) -> None:
        """Gives near copies of one document the same mark, the id of the first of them."""
        rows = self._connection.execute(
            "select document, document_id, sketch from documents where copy_of is null "
            "order by document"
        ).fetchall()
        leaders = groups([row[2] for row in rows])
        self._connection.executemany(
            "update documents set kin = ? where document = ?",
            ((rows[leader][1], row[0]) for row, leader in zip(rows, leaders, strict=True)),
        )
        self._connection.execute(_KIN_OF_COPIES)
