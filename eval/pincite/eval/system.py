"""What is measured, as a port, and the assistant behind it."""

import math
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from pincite.corpus import Document, TemporaryError
from pincite.eval.places import Place
from pincite.indexer.index import Index
from pincite.qa.answering import Assistant
from pincite.qa.answers import Answer, Question
from pincite.qa.assembly import open_assistant
from pincite.qa.reading import Reading
from pincite.qa.settings import Settings


@dataclass(frozen=True, slots=True)
class Identity:
    """Which system answered: everything needed to make the figures again."""

    versions: Mapping[str, str]
    settings: Mapping[str, object]
    generation: str
    reader: str
    encoder: str
    weights: Mapping[str, str]
    """For each file of weights its SHA-256."""
    documents: Mapping[str, str]
    """For each source the SHA-256 of its text."""


class System(Protocol):
    """A question-answering system over documents that can be looked into."""

    @property
    def identity(self) -> Identity:
        """Which system this is."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """Every indexed document, by source."""

    @property
    def passages(self) -> Iterable[Place]:
        """The place of every passage of the index."""

    def ask(self, question: Question) -> Answer:
        """The answer."""

    def ranking(self, question: Question) -> Sequence[Place]:
        """The places of the passages that retrieval finds, best first."""

    def plain_softmax(self, question: Question) -> float:
        """The reader's own probability of its best span, 0..1, for comparison."""


@contextmanager
def open_system(index_dir: Path, settings: Settings | None = None) -> "Iterator[AssistantSystem]":
    """The assistant over an index, as every way into pincite gets it.

    Raises:
        IndexUnusableError: the index is missing, damaged or of another version.
        TemporaryError: the index is being changed.
    """
    with open_assistant(index_dir, settings) as assistant, Index.open(index_dir) as index:
        if assistant.index.generation != index.generation:
            raise TemporaryError(f"{index_dir}: the index is being changed; run it again")
        yield AssistantSystem(assistant, index)


class AssistantSystem:
    """The assistant that is served, opened up for measuring; `index` is the one it answers from."""

    def __init__(self, assistant: Assistant, index: Index) -> None:
        self._assistant = assistant
        self._index = index

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Every indexed document, by source."""
        index = self._assistant.index
        return {record.source: index.document(record.document_id) for record in index.documents()}

    @cached_property
    def identity(self) -> Identity:
        """Which system this is."""
        return Identity(
            versions=_versions(),
            settings=asdict(self._assistant.settings),
            generation=self._index.generation,
            reader=self._assistant.reader.name,
            encoder=self._index.encoder_name,
            weights=_weights(),
            documents={source: text.sha256 for source, text in self.documents.items()},
        )

    @property
    def passages(self) -> Iterable[Place]:
        """The place of every passage of the index."""
        for record in self._index.documents():
            for passage in self._index.passages_of(record.source):
                yield Place(passage.source, passage.span)

    def ask(self, question: Question) -> Answer:
        """The answer."""
        return self._assistant.ask(question)

    def ranking(self, question: Question) -> Sequence[Place]:
        """The places of the passages that retrieval finds, best first."""
        return [
            Place(ranked.passage.source, ranked.passage.span)
            for ranked in self._assistant.candidates(question)
        ]

    def plain_softmax(self, question: Question) -> float:
        """The highest share that a span has of its passage's spans and no answer, exponentiated.

        What an extractive reader reports without any calibration.
        """
        evidence = self._assistant.read(question, self._assistant.candidates(question))
        return max(map(_softmax_of_best, evidence.readings), default=0.0)


def _softmax_of_best(reading: Reading) -> float:
    if not reading.spans:
        return 0.0
    scores = [span.score for span in reading.spans]
    highest = max(*scores, reading.null_score)
    exponentials = [math.exp(score - highest) for score in (*scores, reading.null_score)]
    return math.exp(scores[0] - highest) / sum(exponentials)


def _weights() -> dict[str, str]:
    """The hash of every file of weights that is shipped."""
    hashes = {}
    for package in ("pincite.indexer", "pincite.qa"):
        for file in sorted((files(package) / "weights").iterdir(), key=lambda file: file.name):
            if file.is_file():
                hashes[f"{package}/{file.name}"] = sha256(file.read_bytes()).hexdigest()
    return hashes


def _versions() -> dict[str, str]:
    packages = ("pincite", "onnxruntime", "tokenizers", "faiss-cpu", "tantivy", "numpy")
    installed = {"python": platform.python_version(), "machine": platform.machine()}
    for name in packages:
        try:
            installed[name] = version(name)
        except PackageNotFoundError:
            continue
    return installed
