"""Who reads which file."""

from collections.abc import Sequence
from pathlib import Path

from pincite.corpus.errors import SkippedError
from pincite.corpus.plain_text import PlainTextReader
from pincite.corpus.reader import Reader
from pincite.corpus.recognition import is_installed
from pincite.corpus.separated_values import SeparatedValuesReader
from pincite.corpus.worker import ApartReader, ApartScanReader

READERS: Sequence[Reader] = (
    PlainTextReader(),
    SeparatedValuesReader(),
    ApartReader("html", (".html", ".htm", ".xhtml")),
    ApartReader("pdf", (".pdf",)),
    ApartReader("docx", (".docx", ".docm", ".dotx")),
    ApartReader("xlsx", (".xlsx", ".xlsm", ".xltx")),
    ApartReader("epub", (".epub",)),
    ApartReader("eml", (".eml",)),
    ApartReader("pptx", (".pptx", ".pptm", ".potx", ".ppsx", ".ppsm")),
)
"""Plain text is read in this process; what needs a parser is read apart, within limits."""

_SCANS = ApartScanReader()
_LARGE_BYTES = 4 * 2**20


def reader_for(path: Path, *, size_bytes: int = 0, with_ocr: bool = False) -> Reader:
    """The reader for a file of this name; a name without an ending is read as plain text.

    Large files are read apart, whatever their format, so that they cannot take all the memory.
    `with_ocr`: words of scanned pages are recognised, if what does that is installed.

    >>> reader_for(Path("notes/README")).format, reader_for(Path("a.csv")).format
    ('text', 'csv')

    Raises:
        SkippedError: no reader takes such files.
    """
    suffix = path.suffix.lower()
    if with_ocr and suffix in _SCANS.suffixes and is_installed():
        return _SCANS
    for reader in READERS:
        if suffix in reader.suffixes:
            return _within_limits(reader, size_bytes)
    if not suffix[1:].isalpha() or len(suffix) > 6:
        return _within_limits(READERS[0], size_bytes)
    known = " ".join(known for reader in READERS for known in reader.suffixes)
    raise SkippedError(f"there is no reader for {suffix} files (readable: {known})")


def _within_limits(reader: Reader, size_bytes: int) -> Reader:
    if size_bytes <= _LARGE_BYTES or isinstance(reader, ApartReader):
        return reader
    return ApartReader(reader.format, reader.suffixes)
