"""sentence-transformers, FAISS and transformers, put together as their manuals do it."""

import json
from pathlib import Path

import faiss
import torch
from protocol import Job, run
from sentence_transformers import SentenceTransformer
from transformers import pipeline


class Plain:
    """Vectors in a flat index, and the question-answering pipeline over the best passages."""

    packages = ("sentence-transformers", "transformers", "faiss-cpu", "torch")

    def __init__(self, job: Job) -> None:
        torch.set_num_threads(job.threads)
        faiss.omp_set_num_threads(job.threads)
        self.job = job
        self.kept = Path(job.folder)

    def prepare(self) -> None:
        """Loads the encoder."""
        self.encoder = SentenceTransformer(self.job.encoder, device="cpu")

    def index(self) -> int:
        """Encodes the texts, as they are batched by default."""
        rows = self.job.texts()
        texts = [text for _, text in rows]
        vectors = self.encoder.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        self.kept.mkdir(parents=True)
        faiss.write_index(index, str(self.kept / "vectors.faiss"))
        (self.kept / "texts.json").write_text(json.dumps(rows), encoding="utf-8")
        return len(rows)

    def open(self) -> None:
        """Opens both files, the encoder and the reader."""
        self.prepare()
        self.vectors = faiss.read_index(str(self.kept / "vectors.faiss"))
        self.rows = json.loads((self.kept / "texts.json").read_text(encoding="utf-8"))
        self.reader = pipeline(
            "question-answering", model=self.job.reader, tokenizer=self.job.reader, device="cpu"
        )

    def ask(self, question: str) -> str:
        """The surest span of the best passages."""
        contexts = [self.rows[row][1] for row in self._nearest(question, self.job.read)]
        found = self.reader(question=[question] * len(contexts), context=contexts)
        return max(found, key=lambda span: span["score"])["answer"]

    def rank(self, question: str) -> list[str]:
        """By vectors."""
        return [self.rows[row][0] for row in self._nearest(question, self.job.ranks)]

    def _nearest(self, question: str, count: int) -> list[int]:
        vector = self.encoder.encode([question], normalize_embeddings=True, show_progress_bar=False)
        return [row for row in self.vectors.search(vector, count)[1][0].tolist() if row >= 0]


if __name__ == "__main__":
    run(Plain)
