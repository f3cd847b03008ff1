"""Reads PDF files page by page."""

from collections.abc import Sequence

from pincite.corpus.composing import compose
from pincite.corpus.dates import find_as_of
from pincite.corpus.documents import Document
from pincite.corpus.errors import SkippedError, UnreadableError
from pincite.corpus.language import find_language
from pincite.corpus.pdf_blocks import draft_pages
from pincite.corpus.pdf_layout import read_lines, without_running_heads
from pincite.corpus.pdf_pages import read_pages
from pincite.corpus.titles import find_title

_MOST_NAMED = 10


class PdfReader:
    """Reads .pdf files: lines joined to paragraphs, hyphens mended, running heads dropped."""

    format = "pdf"
    suffixes = (".pdf",)

    def read(self, data: bytes, source: str) -> Document:
        """The document that the pages hold, with the span of each page.

        Raises:
            SkippedError: there is no text, as in a scan.
            UnreadableError: the file is damaged or protected.
        """
        pages = read_pages(data)
        if not pages:
            raise UnreadableError("it is damaged: it has no pages")
        if not any(page.fragments for page in pages):
            raise SkippedError(_without_text(len(pages), any(page.has_pictures for page in pages)))
        kept, heads = without_running_heads([page.fragments for page in pages])
        composed = compose(draft_pages([read_lines(fragments) for fragments in kept]))
        title = find_title(composed.text, composed.blocks, source)
        notes = []
        if heads:
            named = ", ".join(map(repr, heads[:_MOST_NAMED])) + _more(heads)
            notes.append(f"running heads dropped (# is a number): {named}")
        if scanned := [n for n, page in enumerate(pages, start=1) if page.has_pictures]:
            named = ", ".join(map(str, scanned[:_MOST_NAMED])) + _more(scanned)
            notes.append(f"pages without text, perhaps scanned: {named}")
        return Document(
            source=source,
            text=composed.text,
            blocks=composed.blocks,
            title=title,
            as_of=find_as_of(composed.text, title, source),
            format=self.format,
            pages=composed.pages,
            language=find_language(composed.text),
            notes=tuple(notes),
        )


def _more(named: Sequence[object]) -> str:
    return f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""


def _without_text(pages: int, has_pictures: bool) -> str:
    if not has_pictures:
        return "it is a PDF without text"
    return (
        f"it is a scan: its {pages} {'page holds' if pages == 1 else 'pages hold'} pictures and no"
        " text; have the text recognised (OCR) and index the result"
    )
