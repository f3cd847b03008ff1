"""Reads e-books (.epub) chapter by chapter."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pincite.corpus.book import Book, read_book
from pincite.corpus.composing import compose
from pincite.corpus.documents import Document
from pincite.corpus.drafts import Draft, HeadingDraft, on_one_line
from pincite.corpus.errors import SkippedError
from pincite.corpus.html_reader import decoded_page, parse_page
from pincite.corpus.html_walk import draft_page
from pincite.corpus.office_package import OfficePackage
from pincite.corpus.titles import readable_name

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_MOST_NAMED = 10


class BookReader:
    """Reads .epub files: each chapter as a page of its own, in reading order."""

    format = "epub"
    suffixes = (".epub",)

    def read(self, data: bytes, source: str) -> Document:
        """The document that the book holds; tables of contents follow at the end.

        Raises:
            SkippedError: the book holds no text.
            UnreadableError: the file is damaged, protected or no e-book.
        """
        package = OfficePackage(data, "e-book")
        book = read_book(package)
        content: list[Draft] = []
        apart: list[Draft] = []
        missing = [part for part in book.chapters if part not in package]
        for part in book.chapters:
            if part in package:
                drafts, navigation = _chapter(package.part(part), part, book)
                content += drafts
                apart += navigation
        composed = compose(content, apart)
        if not composed.text:
            raise SkippedError("it is an e-book without text")
        document = composed.document(source, self.format, title=book.title, notes=_notes(missing))
        date = _DATE.match(book.date)
        return replace(document, as_of=document.as_of or (date[0] if date else None))


def _chapter(data: bytes, part: str, book: Book) -> tuple[Sequence[Draft], Sequence[Draft]]:
    """The content of a chapter, under a heading in any case, and its navigation."""
    tree = parse_page(decoded_page(data).text)
    if tree.body is None:
        return (), ()
    page = draft_page(tree.body)
    has_heading = any(isinstance(draft, HeadingDraft) for draft in page.content[:3])
    if has_heading or not page.content:
        return page.content, page.navigation
    own = on_one_line(tree.title or "")
    name = book.names.get(part) or (own if own != book.title else "") or readable_name(part)
    return (HeadingDraft(name, 1), *page.content), page.navigation


def _notes(missing: Sequence[str]) -> tuple[str, ...]:
    if not missing:
        return ()
    more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
    return (f"chapters missing in the file: {', '.join(missing[:_MOST_NAMED])}{more}",)
