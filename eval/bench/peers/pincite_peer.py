"""pincite, asked as any other."""

from pathlib import Path

from protocol import Job, run

from pincite.indexer import update_index
from pincite.indexer.onnx_encoder import OnnxEncoder
from pincite.qa import Question, open_assistant
from pincite.qa.settings import Settings


class Pincite:
    """As it is shipped, but that it never abstains, as the others do not."""

    packages = ("pincite", "onnxruntime", "faiss-cpu", "tantivy")

    def __init__(self, job: Job) -> None:
        self.job = job

    def prepare(self) -> None:
        """Loads the encoder."""
        self.encoder = OnnxEncoder()

    def index(self) -> int:
        """Reads and indexes the files."""
        report = update_index(
            Path(self.job.folder), [Path(self.job.documents)], encoder=self.encoder
        )
        return sum(file.passages for file in report.files)

    def open(self) -> None:
        """Opens the index."""
        self.assistant = open_assistant(self.job.folder, Settings(abstain_below=0.0))

    def ask(self, question: str) -> str:
        """The answer, with its citations and confidence, which are not looked at here."""
        return self.assistant.ask(Question(question)).answer or ""

    def rank(self, question: str) -> list[list[object]]:
        """The fused ranking, all of it."""
        found = [ranked.passage for ranked in self.assistant.candidates(Question(question))]
        return [[passage.source, passage.span.start, passage.span.end] for passage in found]


if __name__ == "__main__":
    run(Pincite)
