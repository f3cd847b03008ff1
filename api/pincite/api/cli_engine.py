"""The port through which the command line does its work."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pincite.corpus import Document, Span
    from pincite.indexer.moving import Moved
    from pincite.indexer.records import DocumentRecord
    from pincite.indexer.reports import IndexReport, Progress
    from pincite.qa.answers import Answer, Hit, Question
    from pincite.qa.explanations import Why


class Assistant(Protocol):
    """Answers questions over one index."""

    def ask(self, question: "Question") -> "Answer":
        """The answer with its citations, or the finding that there is none."""

    def why(self, question: "Question", source: str, span: "Span") -> "Why":
        """At which stage a known place was lost on its way to the answer."""

    def search(self, query: str, *, sources: Sequence[str] = (), top_k: int = 10) -> "list[Hit]":
        """The passages nearest to the query, best first."""


class Library(Protocol):
    """What one index holds, for looking at."""

    def documents(self) -> "Sequence[DocumentRecord]":
        """All documents in the order of their sources."""

    def document(self, name: str, /) -> "Document":
        """The document of that source or document id, with its whole text.

        Raises:
            InputError: there is none of that name.
        """

    def status(self) -> Mapping[str, object]:
        """What the index holds and how it was made, ready for JSON."""


class Engine(Protocol):
    """Everything the commands do."""

    def update(
        self,
        index_dir: Path,
        paths: Sequence[Path],
        *,
        model: str | None,
        with_ocr: bool = False,
        progress: "Progress",
    ) -> "IndexReport":
        """Makes the index equal to what lies under the paths now.

        Raises:
            InputError: words of scans are to be recognised and what does that is not installed.
        """

    def export(self, index_dir: Path, file: Path) -> "Moved":
        """Writes the index into one file."""

    def import_file(self, file: Path, index_dir: Path) -> "Moved":
        """Makes the index of a file the one in the folder."""

    def remove(self, index_dir: Path, sources: Sequence[str]) -> "IndexReport":
        """Takes documents out."""

    def library(self, index_dir: Path) -> Library:
        """What the index holds."""

    def assistant(self, index_dir: Path) -> Assistant:
        """What answers over the index."""
