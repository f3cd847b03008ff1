"""The assistant as drafts are asked of it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pincite.corpus import Document
from pincite.indexer.build import update_index
from pincite.qa.answering import Assistant
from pincite.qa.answers import Answer, Question
from pincite.qa.assembly import open_assistant


class IndexAsked:
    """Asks an assistant, and its reader alone."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    @property
    def documents(self) -> list[Document]:
        """Every indexed document."""
        index = self._assistant.index
        return [index.document(record.document_id) for record in index.documents()]

    def ask(self, question: Question) -> Answer:
        """The answer from the whole folder."""
        return self._assistant.ask(question)

    def read_alone(self, question: str, passage: str) -> str | None:
        """The best span in one passage; None where it has none."""
        (reading,) = self._assistant.reader.read(question, [passage])
        if not reading.spans:
            return None
        best = reading.spans[0]
        return passage[best.start : best.end]


@contextmanager
def opened_index(index_dir: Path) -> Iterator[IndexAsked]:
    """An index that is there.

    Raises:
        IndexUnusableError: the index is missing, damaged or of another version.
    """
    with open_assistant(index_dir) as assistant:
        yield IndexAsked(assistant)


@contextmanager
def indexed_folders(folders: Sequence[Path]) -> Iterator[IndexAsked]:
    """The folders in an index of their own, thrown away afterwards."""
    with TemporaryDirectory() as work:
        update_index(Path(work) / "index", list(folders))
        with open_assistant(Path(work) / "index") as assistant:
            yield IndexAsked(assistant)
