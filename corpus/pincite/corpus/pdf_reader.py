"""Reads PDF files page by page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pincite.corpus.composing import compose
from pincite.corpus.documents import Document
from pincite.corpus.drafts import Draft
from pincite.corpus.errors import SkippedError, UnreadableError
from pincite.corpus.pdf_blocks import draft_pages
from pincite.corpus.pdf_layout import (
    read_lines,
    without_running_heads,
    without_running_margins,
)
from pincite.corpus.pdf_letters import Fragment
from pincite.corpus.pdf_pages import PdfPage, read_pages
from pincite.corpus.pdf_tables import with_tables

_MOST_NAMED = 10
Recognise = Callable[[bytes, int], tuple[Fragment, ...]]
"""Gives the words on a page, by its number from 1, of a file."""


class PdfReader:
    """Reads .pdf files: lines joined to paragraphs, hyphens mended, running heads dropped."""

    format = "pdf"
    suffixes = (".pdf",)

    def __init__(self, recognise: Recognise | None = None) -> None:
        """`recognise`: what finds the words of pages that are pictures; None leaves them out."""
        self._recognise = recognise

    def read(self, data: bytes, source: str) -> Document:
        """The document that the pages hold, with the span of each page.

        Raises:
            SkippedError: there is no text, as in a scan.
            UnreadableError: the file is damaged or protected.
        """
        pages = read_pages(data)
        if not pages:
            raise UnreadableError("it is damaged: it has no pages")
        pages, recognised = self._with_recognised(data, pages)
        if not any(page.fragments for page in pages):
            if any(page.is_damaged for page in pages):
                raise UnreadableError("it is damaged: no page can be read that holds text")
            raise SkippedError(_without_text(len(pages), any(page.has_pictures for page in pages)))
        drafts, heads = draft_document(pages)
        composed = compose(drafts)
        notes = _notes(heads, pages, recognised)
        document = composed.document(source, self.format, notes=notes)
        return replace(document, recognised_pages=recognised)

    def _with_recognised(
        self, data: bytes, pages: list[PdfPage]
    ) -> tuple[list[PdfPage], tuple[int, ...]]:
        """The pages with the words of those that are pictures, and the numbers of these."""
        if self._recognise is None:
            return pages, ()
        read, found = [], []
        for number, page in enumerate(pages, start=1):
            words = self._recognise(data, number) if page.has_pictures else ()
            found += [number] if words else []
            read.append(replace(page, fragments=words, has_pictures=False) if words else page)
        return read, tuple(found)


def draft_document(pages: Sequence[PdfPage]) -> tuple[list[Draft], list[str]]:
    """The headings, paragraphs, lists and tables of the pages, and what was left out as running."""
    kept, heads = without_running_heads([page.fragments for page in pages])
    margins, margin_heads = without_running_margins([page.sideways for page in pages])
    lines = [
        read_lines(with_tables(fragments, page.rules))
        for page, fragments in zip(pages, kept, strict=True)
    ]
    return draft_pages(lines, margins), heads + margin_heads


def _notes(
    heads: Sequence[str], pages: Sequence[PdfPage], recognised: Sequence[int]
) -> Iterator[str]:
    """What was left out or assumed."""
    if heads:
        yield f"running heads dropped (# is a number): {_named(list(map(repr, heads)))}"
    if damaged := [n for n, page in enumerate(pages, start=1) if page.is_damaged]:
        yield f"damaged pages left out: {_named(damaged)}"
    if recognised:
        yield f"words recognised in pictures, which may be wrong, on pages: {_named(recognised)}"
    if scanned := [n for n, page in enumerate(pages, start=1) if page.has_pictures]:
        yield f"pages without text, perhaps scanned: {_named(scanned)}"


def _named(named: Sequence[object]) -> str:
    rest = len(named) - _MOST_NAMED
    return ", ".join(map(str, named[:_MOST_NAMED])) + (f" and {rest} more" if rest > 0 else "")


def _without_text(pages: int, has_pictures: bool) -> str:
    if not has_pictures:
        return "it is a PDF without text"
    return (
        f"it is a scan: its {pages} {'page holds' if pages == 1 else 'pages hold'} pictures and no"
        " text; install what recognises it (pip install 'pincite[ocr]') and run"
        " `pincite index --ocr`"
    )
