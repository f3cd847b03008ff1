"""txtai: its embeddings database with words and vectors, and its extractor."""

import torch
from protocol import Job, run
from txtai import Embeddings
from txtai.pipeline import RAG


class Txtai:
    """Hybrid search, and the extractor over as many passages as it takes by default."""

    packages = ("txtai", "transformers", "faiss-cpu", "torch")

    def __init__(self, job: Job) -> None:
        torch.set_num_threads(job.threads)
        self.job = job

    def prepare(self) -> None:
        """Loads the encoder, which only indexing does."""
        self._embeddings().index([("0", "a text", None)])

    def index(self) -> int:
        """Encodes and keeps the texts."""
        texts = self.job.texts()
        self.made.index([(name, text, None) for name, text in texts])
        self.made.save(self.job.folder)
        return len(texts)

    def open(self) -> None:
        """Opens the database and the reader."""
        self._embeddings().load(self.job.folder)
        self.reader = RAG(self.made, self.job.reader, gpu=False, task="question-answering")

    def ask(self, question: str) -> str:
        """The best span of the best passages joined; "" also where its reader fails."""
        try:
            return self.reader(question)["answer"] or ""
        except (TypeError, IndexError):  # it takes the place of no answer for a word
            return ""

    def rank(self, question: str) -> list[str]:
        """By words and vectors."""
        return [found["id"] for found in self.made.search(question, self.job.ranks)]

    def _embeddings(self) -> Embeddings:
        self.made = Embeddings(path=self.job.encoder, content=True, hybrid=True, gpu=False)
        return self.made


if __name__ == "__main__":
    run(Txtai)
