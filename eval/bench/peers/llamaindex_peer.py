"""LlamaIndex: words and vectors fused; it has no reader, so its answer is always empty."""

from pathlib import Path

import Stemmer
import torch
from llama_index.core import StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.retrievers.bm25 import BM25Retriever
from protocol import Job, run


class LlamaIndex:
    """Its store in memory with its BM25 retriever, fused by rank."""

    packages = ("llama-index-core", "sentence-transformers", "bm25s", "torch")

    def __init__(self, job: Job) -> None:
        torch.set_num_threads(job.threads)
        self.job = job
        self.kept = Path(job.folder)

    def prepare(self) -> None:
        """Loads the encoder."""
        self.embedder = HuggingFaceEmbedding(self.job.encoder, device="cpu", embed_batch_size=32)

    def index(self) -> int:
        """Embeds the nodes and keeps both indexes."""
        nodes = [TextNode(id_=name, text=text) for name, text in self.job.texts()]
        made = VectorStoreIndex(nodes, embed_model=self.embedder)
        self.kept.mkdir(parents=True)
        made.storage_context.persist(str(self.kept / "vectors"))
        words = BM25Retriever.from_defaults(
            nodes=nodes, stemmer=Stemmer.Stemmer("english"), language="english"
        )
        words.persist(str(self.kept / "words"))
        return len(nodes)

    def open(self) -> None:
        """Opens both, and the encoder."""
        self.prepare()
        kept = StorageContext.from_defaults(persist_dir=str(self.kept / "vectors"))
        vectors = load_index_from_storage(kept, embed_model=self.embedder)
        by_vector = vectors.as_retriever(similarity_top_k=self.job.ranks)
        by_words = BM25Retriever.from_persist_dir(str(self.kept / "words"))
        by_words.similarity_top_k = self.job.ranks
        self.retriever = QueryFusionRetriever(
            [by_vector, by_words],
            llm=MockLLM(),
            mode="reciprocal_rerank",
            similarity_top_k=self.job.ranks,
            num_queries=1,
            use_async=False,
        )

    def ask(self, question: str) -> str:
        """Retrieves, and nothing more."""
        self.rank(question)
        return ""

    def rank(self, question: str) -> list[str]:
        """By words and vectors."""
        return [found.node.node_id for found in self.retriever.retrieve(question)]


if __name__ == "__main__":
    run(LlamaIndex)
