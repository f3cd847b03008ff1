"""Haystack: words and vectors joined by rank, and the extractive reader of its second release."""

from pathlib import Path

import torch
from haystack import Document, Pipeline
from haystack.components.embedders import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)
from haystack.components.joiners import DocumentJoiner
from haystack.components.readers import ExtractiveReader
from haystack.components.retrievers.in_memory import (
    InMemoryBM25Retriever,
    InMemoryEmbeddingRetriever,
)
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.utils import ComponentDevice
from protocol import Job, run

CPU = ComponentDevice.from_str("cpu")


class Haystack:
    """Its documented pipelines over the store in memory."""

    packages = ("haystack-ai", "transformers", "sentence-transformers", "torch")

    def __init__(self, job: Job) -> None:
        torch.set_num_threads(job.threads)
        self.job = job
        self.kept = Path(job.folder)

    def prepare(self) -> None:
        """Loads the encoder."""
        self.embedder = SentenceTransformersDocumentEmbedder(
            self.job.encoder, device=CPU, progress_bar=False, normalize_embeddings=True
        )
        self.embedder.warm_up()

    def index(self) -> int:
        """Embeds the documents, as they are batched by default, and keeps the store as a file."""
        documents = [Document(id=name, content=text) for name, text in self.job.texts()]
        store = InMemoryDocumentStore(embedding_similarity_function="dot_product")
        store.write_documents(self.embedder.run(documents)["documents"])
        self.kept.mkdir(parents=True)
        store.save_to_disk(str(self.kept / "store.json"))
        return len(documents)

    def open(self) -> None:
        """Two pipelines over one store: with the reader and without."""
        store = InMemoryDocumentStore.load_from_disk(str(self.kept / "store.json"))
        self.answering = self._retrieving(store, self.job.read)
        reader = ExtractiveReader(self.job.reader, device=CPU, top_k=1, no_answer=False)
        self.answering.add_component("reader", reader)
        self.answering.connect("joiner.documents", "reader.documents")
        self.answering.warm_up()
        self.ranking = self._retrieving(store, self.job.ranks)

    def ask(self, question: str) -> str:
        """The surest span."""
        given = self._inputs(question) | {"reader": {"query": question}}
        answers = self.answering.run(given)["reader"]["answers"]
        return (answers[0].data or "") if answers else ""

    def rank(self, question: str) -> list[str]:
        """By words and vectors, joined."""
        found = self.ranking.run(self._inputs(question))["joiner"]["documents"]
        return [document.id for document in found]

    def _retrieving(self, store: InMemoryDocumentStore, count: int) -> Pipeline:
        made = Pipeline()
        made.add_component("embedder", self._embedder())
        made.add_component("vectors", InMemoryEmbeddingRetriever(store, top_k=2 * count))
        made.add_component("words", InMemoryBM25Retriever(store, top_k=2 * count))
        joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=count)
        made.add_component("joiner", joiner)
        made.connect("embedder.embedding", "vectors.query_embedding")
        made.connect("vectors", "joiner")
        made.connect("words", "joiner")
        return made

    def _embedder(self) -> SentenceTransformersTextEmbedder:
        return SentenceTransformersTextEmbedder(
            self.job.encoder, device=CPU, progress_bar=False, normalize_embeddings=True
        )

    @staticmethod
    def _inputs(question: str) -> dict[str, dict[str, str]]:
        return {"embedder": {"text": question}, "words": {"query": question}}


if __name__ == "__main__":
    run(Haystack)
