"""Reads saved web pages."""

import codecs
import re
from dataclasses import replace

from resiliparse.parse.html import HTMLTree

from pincite.corpus.composing import compose
from pincite.corpus.documents import Document, Heading
from pincite.corpus.drafts import on_one_line
from pincite.corpus.encodings import DecodedText, decode
from pincite.corpus.errors import SkippedError
from pincite.corpus.html_walk import draft_page

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.I
)
_HEAD_BYTES = 4096
_CLOSED = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)"
    r"([A-Za-z][\w:.-]*)((?:\s[^<>]*)?)/>"
)
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class HtmlReader:
    """Reads .html files; headings, lists and tables are those of the page itself."""

    format = "html"
    suffixes = (".html", ".htm", ".xhtml")

    def read(self, data: bytes, source: str) -> Document:
        """The document that the page holds; its text is what the page shows.

        Raises:
            SkippedError: the page shows no text.
        """
        decoded = decoded_page(data)
        tree = parse_page(decoded.text)
        if tree.body is None:
            raise SkippedError("it is a page without a body")
        drafted = draft_page(tree.body)
        composed = compose(drafted.content, drafted.navigation)
        if not composed.text:
            raise SkippedError("it is a page without text")
        first = composed.blocks[:6]
        title = on_one_line(tree.title or "")
        if not title or any(isinstance(block, Heading) for block in first):
            title = ""
        document = composed.document(source, self.format, title=title, notes=decoded.notes)
        return replace(document, encoding=decoded.encoding)


def parse_page(page: str) -> HTMLTree:
    """The tree of a page; in one that says to be XML an element may close itself."""
    if page.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        page = _CLOSED.sub(r"<\1\2></\1>", page)
    return HTMLTree.parse(page)


def decoded_page(data: bytes) -> DecodedText:
    """The text, in the encoding that the page names where it holds."""
    named = _CHARSET.search(data[:_HEAD_BYTES])
    if named and not data.startswith(_BOMS):
        try:
            name = codecs.lookup(named[1].decode("ascii")).name
            name = "cp1252" if name in ("iso8859-1", "ascii") else name
            if not name.startswith("utf-16"):
                return DecodedText(data.decode(name), name)
        except (LookupError, UnicodeError, ValueError):
            pass
    return decode(data)
