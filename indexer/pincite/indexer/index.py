"""An index opened for reading: documents, passages, and candidates for a question."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from pincite.corpus import Document, IndexMismatchError, InputError
from pincite.indexer.encoders import load_encoder
from pincite.indexer.encoding import Encoder
from pincite.indexer.generation import (
    TRUTH,
    VECTORS,
    WORDS,
    Manifest,
)
from pincite.indexer.locks import HeldGeneration
from pincite.indexer.originals import Original, open_original
from pincite.indexer.passages import Candidate, Passage
from pincite.indexer.records import DocumentRecord, bearer_of
from pincite.indexer.store import Store

if TYPE_CHECKING:
    from pincite.indexer.vector_index import VectorIndex
    from pincite.indexer.word_index import WordIndex

_DOCUMENTS_KEPT = 64


class Index:
    """One generation of an index; everything read from it is of that one state.

    What is heavy (the encoder, faiss, tantivy) is loaded by the first question.
    """

    def __init__(self, held: HeldGeneration, manifest: Manifest, encoder: Encoder | None) -> None:
        """Use `Index.open`."""
        self._held = held
        self._manifest = manifest
        self._given_encoder = encoder
        self._store = Store(held.folder / TRUTH)
        self._document = lru_cache(_DOCUMENTS_KEPT)(self._read_document)

    @classmethod
    def open(cls, index_dir: Path | str, *, encoder: Encoder | None = None) -> Self:
        """The current generation of the index, every file of it checked.

        Args:
            index_dir: the folder of the index.
            encoder: takes the place of the one the index names; it must bear the same name.

        Raises:
            IndexMissingError: there is no index in the folder.
            IndexDamagedError: it is damaged and cannot be rebuilt from what it stores.
            IndexMismatchError: a newer pincite, or another encoder, made it.
        """
        from pincite.indexer.opening import open_current

        held, manifest = open_current(Path(index_dir), encoder)
        return cls(held, manifest, encoder)

    def close(self) -> None:
        """Releases the generation."""
        self._store.close()
        self._held.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def generation(self) -> str:
        """A hash of what the index holds."""
        return self._held.current.generation

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders and files it mirrors."""
        return tuple(root.path for root in self._held.current.roots)

    @property
    def encoder_name(self) -> str:
        """Model and revision that made the vectors."""
        return self._manifest.encoder

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder that made the vectors.

        Raises:
            IndexMismatchError: it is not at hand.
        """
        try:
            return self._given_encoder or load_encoder(self._manifest.encoder)
        except InputError as error:
            raise IndexMismatchError(
                f"the index was built with the encoder {self._manifest.encoder!r}: {error}; "
                "or run `pincite index` again with another --model"
            ) from error

    @cached_property
    def glossary(self) -> Mapping[str, Sequence[str]]:
        """Words that stand for one another, as the folder's settings say."""
        return self._store.glossary()

    def documents(self) -> list[DocumentRecord]:
        """What is known of every document without its text, by source."""
        return list(self._records)

    def document(self, name: str) -> Document:
        """The document of that source or document id, with its text and blocks.

        Raises:
            InputError: it is not in the index.
        """
        return self._document(self._record(name).number)

    def original(self, name: str) -> Original:
        """The file that document was read from, open, while it is still what was read.

        Raises:
            InputError: it is not in the index.
            OriginalGoneError, OriginalChangedError: the file is not what was indexed any more.
        """
        (root, relative), fingerprint = self._store.file_of(self._record(name).number)
        return open_original(self._held.current.roots[root], relative, fingerprint)

    def passage_count(self) -> int:
        """How many passages the index holds."""
        return sum(record.passages for record in self._records if record.copy_of is None)

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """The passages of those ids, in the order asked.

        Raises:
            KeyError: there is no passage of an id.
        """
        return self._store.passages(ids)

    def passages_of(self, name: str) -> list[Passage]:
        """All passages of a document, by source or document id, in the order of its text."""
        record = self._record(name)
        return _spoken_for(self._store.passages(_ids(record)), [record], self._records)

    def candidates(
        self,
        question: str,
        *,
        k: int,
        sources: Collection[str] | None = None,
        words: str | None = None,
    ) -> list[Candidate]:
        """The union of the `k` best by words and the `k` best by vector, by passage id.

        Each bears both scores, whichever way found it.

        Args:
            question: what is encoded.
            k: how many each way brings.
            sources: only passages of these documents; None: of all. Of several with the same text
                the first one's source stands in the passages.
            words: what is looked up by words, when that is not the question itself.
        """
        chosen = None if sources is None else [self._record(name) for name in set(sources)]
        asked = question if words is None else words
        vector = self.encoder.encode([question])[0]
        by_words = dict(self._words.search(asked, k, documents=_numbers(chosen)))
        by_vector = dict(self._vectors.search(vector, k, _rows(chosen)))
        ids = sorted({*by_words, *by_vector})
        unseen = [number for number in ids if number not in by_vector]
        if unseen:
            cosines = self._store.vectors(unseen) @ vector
            by_vector |= dict(zip(unseen, map(float, cosines), strict=True))
        by_words |= self._words.scores(asked, [n for n in ids if n not in by_words])
        passages, sentences = self._store.passages(ids), self._store.sentence_vectors(ids)
        passages = _spoken_for(passages, chosen or (), self._records)
        return [
            Candidate(
                passage,
                by_words.get(number, 0.0),
                by_vector[number],
                tuple((own @ vector).tolist()),
            )
            for number, passage, own in zip(ids, passages, sentences, strict=True)
        ]

    def document_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """In how many passages each word stands, in any inflection; 0 where in none."""
        return self._words.document_frequencies(words)

    def status(self) -> dict[str, object]:
        """What the index holds and how it was made, ready for JSON."""
        return {
            "generation": self.generation,
            "roots": [str(root) for root in self.roots],
            "documents": len(self._records),
            "copies": sum(record.copy_of is not None for record in self._records),
            "passages": self.passage_count(),
            "characters": sum(record.characters for record in self._records),
            "encoder": self.encoder_name,
            "format": self._manifest.format,
            "bytes": sum(
                file.stat().st_size for file in self._held.folder.rglob("*") if file.is_file()
            ),
        }

    def _read_document(self, number: int) -> Document:
        record = self._records[number]
        return replace(self._store.document(number), also_in=record.also_in, kin=record.kin)

    @cached_property
    def _records(self) -> list[DocumentRecord]:
        return self._store.records()

    @cached_property
    def _by_name(self) -> dict[str, DocumentRecord]:
        by_id = {record.document_id: record for record in self._records}
        return by_id | {record.source: record for record in self._records}

    def _record(self, name: str) -> DocumentRecord:
        record = self._by_name.get(name)
        if record is None:
            raise InputError(f"{name}: not in the index; `pincite list` names what is")
        return record

    @cached_property
    def _words(self) -> "WordIndex":
        from pincite.indexer.word_index import WordIndex

        return WordIndex(self._held.folder / WORDS)

    @cached_property
    def _vectors(self) -> "VectorIndex":
        from pincite.indexer.vector_index import VectorIndex

        return VectorIndex(self._held.folder / VECTORS, self._store.vectors)


def _ids(record: DocumentRecord) -> range:
    return range(record.first_passage, record.first_passage + record.passages)


def _spoken_for(
    passages: Sequence[Passage],
    chosen: Collection[DocumentRecord],
    records: Sequence[DocumentRecord],
) -> list[Passage]:
    """The passages, with a chosen document in the place of one that was not and bears its text."""
    bearers = {record.number for record in chosen}
    ordered = sorted(chosen, key=lambda record: record.number, reverse=True)
    copies = {
        records[record.copy_of].document_id: record
        for record in ordered
        if record.copy_of is not None and record.copy_of not in bearers
    }
    return [
        replace(passage, document_id=copy.document_id, source=copy.source)
        if (copy := copies.get(passage.document_id))
        else passage
        for passage in passages
    ]


def _numbers(chosen: Sequence[DocumentRecord] | None) -> list[int] | None:
    return None if chosen is None else sorted({bearer_of(record) for record in chosen})


def _rows(chosen: Sequence[DocumentRecord] | None) -> NDArray[np.int64] | None:
    """The passage ids of the documents, ascending; row and passage id are the same."""
    if chosen is None:
        return None
    bearing = {record.first_passage: record for record in chosen if record.passages}
    ranges = [np.asarray(_ids(bearing[first]), dtype=np.int64) for first in sorted(bearing)]
    return np.concatenate(ranges) if ranges else np.empty(0, dtype=np.int64)
