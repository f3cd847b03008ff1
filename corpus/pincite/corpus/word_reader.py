"""Reads Word files (.docx)."""

from lxml import etree

from pincite.corpus.composing import compose
from pincite.corpus.documents import Document
from pincite.corpus.drafts import Draft
from pincite.corpus.errors import SkippedError, UnreadableError
from pincite.corpus.office_package import OfficePackage
from pincite.corpus.word_styles import W, WordStyles, read_styles
from pincite.corpus.word_walk import draft_body


class WordReader:
    """Reads .docx files; headings, lists and tables are those of the file itself."""

    format = "docx"
    suffixes = (".docx", ".docm", ".dotx")

    def read(self, data: bytes, source: str) -> Document:
        """The document that the file holds: its body, text boxes after the paragraph they hang on.

        Foot and end notes follow at the end. Deleted words are left out, inserted ones kept.

        Raises:
            SkippedError: the file holds no text.
            UnreadableError: the file is damaged, protected or no Word file.
        """
        package = OfficePackage(data, "Word file")
        main = package.xml("word/document.xml")
        body = main.find(f"{W}body")
        if body is None:
            raise UnreadableError("it is damaged or no Word file: it has no body that can be read")
        styles = read_styles(_part(package, "styles"), _part(package, "numbering"))
        drafts = draft_body(body, styles)
        notes = [*_notes(package, "footnote", styles), *_notes(package, "endnote", styles)]
        composed = compose(drafts, notes)
        if not composed.text:
            raise SkippedError("it is a Word file without text")
        told = ("foot notes stand at the end of the text",) if notes else ()
        return composed.document(source, self.format, notes=told)


def _part(package: OfficePackage, name: str) -> etree._Element | None:
    path = f"word/{name}.xml"
    return package.xml(path) if path in package else None


def _notes(package: OfficePackage, kind: str, styles: WordStyles) -> list[Draft]:
    root = _part(package, f"{kind}s")
    drafts: list[Draft] = []
    for note in root.iter(f"{W}{kind}") if root is not None else ():
        if note.get(f"{W}type") is None:
            drafts += draft_body(note, styles)
    return drafts
