"""The port behind which every file format is read."""

from typing import Protocol

from pincite.corpus.documents import Document


class Reader(Protocol):
    """Turns a file of one format into a document."""

    @property
    def format(self) -> str:
        """The name of the format, as it stands in `Document.format`."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of the file names it reads, in lower case, each with its dot."""

    def read(self, data: bytes, source: str) -> Document:
        """The document that the bytes of a file hold.

        Raises:
            SkippedError: the file holds nothing to read.
            UnreadableError: the file is damaged.
        """
