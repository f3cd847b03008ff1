"""The readers that run in the worker, each loaded when a file of its format comes."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pincite.corpus.reader import Reader

_PARSERS = {
    "text": ("pincite.corpus.plain_text", "PlainTextReader"),
    "csv": ("pincite.corpus.separated_values", "SeparatedValuesReader"),
    "html": ("pincite.corpus.html_reader", "HtmlReader"),
    "pdf": ("pincite.corpus.pdf_reader", "PdfReader"),
    "scan": ("pincite.corpus.scan_reader", "ScanReader"),
    "docx": ("pincite.corpus.word_reader", "WordReader"),
    "xlsx": ("pincite.corpus.workbook_reader", "WorkbookReader"),
    "epub": ("pincite.corpus.book_reader", "BookReader"),
    "eml": ("pincite.corpus.mail_reader", "MailReader"),
    "pptx": ("pincite.corpus.slides_reader", "SlidesReader"),
}


@cache
def parser_for(format_name: str) -> "Reader":
    """The reader of a format that needs a parser."""
    module, name = _PARSERS[format_name]
    reader: Reader = getattr(import_module(module), name)()
    return reader
