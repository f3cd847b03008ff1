"""Reads plain text and Markdown; structure is recognised by what stands in the text."""

from pincite.corpus.dates import find_as_of
from pincite.corpus.documents import Document
from pincite.corpus.encodings import decode_lines
from pincite.corpus.errors import SkippedError
from pincite.corpus.language import find_language
from pincite.corpus.structure import find_blocks
from pincite.corpus.titles import find_title

_MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown")


class PlainTextReader:
    """Reads .txt, .md and whatever else is text, whatever marks it uses."""

    format = "text"
    suffixes = (".txt", *_MARKDOWN_SUFFIXES, ".text", ".rst", ".log", ".adoc")

    def read(self, data: bytes, source: str) -> Document:
        """The document that the bytes hold; its text is the decoded file, unchanged.

        Raises:
            SkippedError: the file is empty or no text.
        """
        decoded = decode_lines(data)
        if not decoded.text.strip():
            raise SkippedError("it is empty")
        blocks = find_blocks(decoded.text)
        title = find_title(decoded.text, blocks, source)
        return Document(
            source=source,
            text=decoded.text,
            blocks=blocks,
            title=title,
            as_of=find_as_of(decoded.text, title, source),
            format="markdown"
            if source.lower().endswith((".md", ".markdown", ".mdown"))
            else "text",
            encoding=decoded.encoding,
            language=find_language(decoded.text),
            notes=decoded.notes,
        )
