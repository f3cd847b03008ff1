"""The truth of a generation: documents, passages and vectors in one SQLite file."""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pincite.corpus import Document, IndexDamagedError
from pincite.indexer.encoding import Vectors
from pincite.indexer.passages import Passage
from pincite.indexer.records import (
    DocumentRecord,
    digest,
    document_from_json,
    passage_from_row,
    with_copies,
)

_RECORD = """select source, document_id, title, as_of, format, sha256, passages, characters,
    document, first_passage, copy_of, kin from documents"""
_ENCODED = np.dtype("<f2")
"""Vectors are kept in half precision: its error, 0.0002 of a cosine, is far below the encoder's."""
_AT_ONCE = 500
_STREAMED = 5_000
EncodedPassage = tuple[bytes, bytes]
"""A passage's vector and its sentences' vectors, one after the other, as the store keeps them."""
_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A file as the index knows it."""

    number: int
    source: str
    fingerprint: str
    digest: str
    first_passage: int
    passages: int
    body: str
    """A hash of its text and structure; empty in an index of an older format."""
    copy_of: int | None
    """The number of the document with the same body that bears the passages of both."""


Key = tuple[int, str]
"""A file's root, by its position among the roots, and its path relative to it."""


class Store:
    """Reads the truth; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )

    def close(self) -> None:
        """Releases the file."""
        self._connection.close()

    def settings(self) -> dict[str, str]:
        """Everything the generation was made with, by name."""
        return dict(self._all("select name, value from settings"))

    def glossary(self) -> dict[str, tuple[str, ...]]:
        """The words that stand for one another, as the folder's settings say."""
        return {word: tuple(also) for word, also in json.loads(self.settings()["glossary"]).items()}

    def records(self) -> list[DocumentRecord]:
        """All documents in the order of their sources."""
        rows = self._all(f"{_RECORD} order by document")
        return with_copies([DocumentRecord(_name(source), *rest) for source, *rest in rows])

    def known(self) -> dict[Key, Known]:
        """Every indexed file by root and relative path."""
        shared = "body, copy_of" if self._tells_copies() else "'', null"
        rows = self._all(
            "select root, relative, document, source, fingerprint, digest, first_passage, "
            f"passages, {shared} from documents"
        )
        return {
            (root, _name(relative)): Known(number, _name(source), *rest)
            for root, relative, number, source, *rest in rows
        }

    def document(self, number: int) -> Document:
        """The document of that position, with its whole text and its blocks."""
        query = "select source, text, content from documents where document = ?"
        ((source, text, content),) = self._all(query, (number,))
        return document_from_json(_name(source), text, content)

    def file_of(self, number: int) -> tuple[Key, str]:
        """The place of a document's file among the roots, and its fingerprint."""
        query = "select root, relative, fingerprint from documents where document = ?"
        ((root, relative, fingerprint),) = self._all(query, (number,))
        return (root, _name(relative)), fingerprint

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """The passages of those ids, in the order asked.

        Raises:
            KeyError: there is no passage of an id.
        """
        rows = self._by_ids("select * from passages where passage in", ids)
        owners = self._owners({row[1] for row in rows.values()})
        return [passage_from_row(rows[number], *owners[rows[number][1]]) for number in ids]

    def texts(self) -> Iterator[tuple[int, int, str]]:
        """(passage id, document number, text) of every passage, by id."""
        query = "select passage, document, text from passages order by passage"
        for part in self._in_parts(query):
            yield from part

    def languages(self) -> dict[int, str]:
        """The language of each document that is not English, by document number."""
        query = "select document, json_extract(content, '$.language') from documents"
        return {document: code for document, code in self._all(query) if code != "en"}

    def vectors(self, ids: Iterable[int]) -> Vectors:
        """The vectors of the passages, in the order asked: float32, shape (n, d)."""
        wanted = [int(number) for number in ids]
        rows = self._by_ids("select passage, vector from vectors where passage in", wanted)
        return decoded(rows[number][1] for number in wanted)

    def all_vectors(self) -> Vectors:
        """The vectors of all passages by id: float32, shape (n, d)."""
        ((count,),) = self._all("select count(*) from vectors")
        held, filled = decoded(()), 0
        for part in self._in_parts("select vector from vectors order by passage"):
            rows = decoded(vector for (vector,) in part)
            held = held if filled else np.empty((count, rows.shape[1]), dtype=np.float32)
            held[filled : filled + len(rows)] = rows
            filled += len(rows)
        return held

    def sentence_vectors(self, ids: Iterable[int]) -> list[Vectors]:
        """For each passage the vectors of its sentences: float32, shape (sentences, d)."""
        wanted = [int(number) for number in ids]
        query = "select passage, length(vector), sentences from vectors where passage in"
        rows = self._by_ids(query, wanted)
        return [_sentence_rows(*rows[number][1:]) for number in wanted]

    def vectors_by_text(self, documents: Iterable[int]) -> dict[str, EncodedPassage]:
        """The stored vectors of these documents' passages, by a digest of their text."""
        query = """select text, vector, sentences from passages join vectors using (passage)
            where document = ?"""
        return {
            digest(text): (vector, sentences)
            for number in documents
            for text, vector, sentences in self._all(query, (number,))
        }

    def _tells_copies(self) -> bool:
        """Whether it is of a format that knows copies (from 3)."""
        return any(name == "copy_of" for _, name, *_ in self._all("pragma table_info(documents)"))

    def _owners(self, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
        query = "select document, source, document_id from documents where document in"
        rows = self._by_ids(query, sorted(numbers))
        return {number: (_name(source), name) for number, source, name in rows.values()}

    def _by_ids(self, query: str, ids: Sequence[int]) -> dict[int, _Row]:
        found: dict[int, _Row] = {}
        for at in range(0, len(ids), _AT_ONCE):
            part = ids[at : at + _AT_ONCE]
            marks = ",".join("?" * len(part))
            found.update((row[0], row) for row in self._all(f"{query} ({marks})", part))
        return found

    def _in_parts(self, query: str) -> Iterator[list[_Row]]:
        """The rows of a query some thousands at a time, so that they are never all held."""
        with self._reading(), closing(self._connection.cursor()) as cursor:
            with self._lock:
                cursor.execute(query)
            while part := self._fetched(cursor):
                yield part

    def _fetched(self, cursor: sqlite3.Cursor) -> list[_Row]:
        with self._lock:
            return cursor.fetchmany(_STREAMED)

    def _all(self, query: str, values: Sequence[object] = ()) -> list[_Row]:
        with (
            self._reading(),
            self._lock,
            closing(self._connection.execute(query, values)) as cursor,
        ):
            return cursor.fetchall()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise IndexDamagedError(
                f"{self._path}: the index cannot be read ({error}); run `pincite index` again"
            ) from error


def encoded(vectors: Vectors) -> list[bytes]:
    """Each row as the store keeps it."""
    return [row.tobytes() for row in vectors.astype(_ENCODED)]


def decoded(blobs: Iterable[bytes]) -> Vectors:
    """Rows as the store keeps them, as float32."""
    rows = list(blobs)
    if not rows:
        return np.empty((0, 0), dtype=np.float32)
    flat: NDArray[np.float16] = np.frombuffer(b"".join(rows), dtype=_ENCODED)
    return flat.reshape(len(rows), -1).astype(np.float32)


def _sentence_rows(bytes_a_row: int, blob: bytes) -> Vectors:
    width = bytes_a_row // _ENCODED.itemsize
    flat: NDArray[np.float16] = np.frombuffer(blob, dtype=_ENCODED)
    return flat.reshape(-1, width).astype(np.float32)


def raw_name(name: str) -> bytes:
    """A file name as bytes: one that is not UTF-8 has lone surrogates, which SQLite refuses."""
    return name.encode("utf-8", "surrogatepass")


def _name(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")
