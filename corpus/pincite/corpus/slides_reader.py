"""Reads presentations (.pptx) slide by slide."""

from collections.abc import Iterator, Sequence

from pincite.corpus.composing import compose
from pincite.corpus.documents import Document
from pincite.corpus.drafts import Draft, HeadingDraft, PageTurn
from pincite.corpus.errors import SkippedError
from pincite.corpus.office_package import OfficePackage
from pincite.corpus.slides import Slide, read_slides

_MOST_NAMED = 10


class SlidesReader:
    """Reads .pptx files: a slide is a page with its title as heading, its notes below it."""

    format = "pptx"
    suffixes = (".pptx", ".pptm", ".potx", ".ppsx", ".ppsm")

    def read(self, data: bytes, source: str) -> Document:
        """The document that the presentation holds; a citation's page is the number of the slide.

        Raises:
            SkippedError: no slide holds text.
            UnreadableError: the file is damaged, protected or no presentation.
        """
        slides = list(read_slides(OfficePackage(data, "presentation")))
        if not any(slide.title or slide.drafts or slide.notes for slide in slides):
            raise SkippedError("it is a presentation without text")
        composed = compose(_drafts(slides))
        return composed.document(source, self.format, notes=_notes(slides))


def _drafts(slides: Sequence[Slide]) -> Iterator[Draft]:
    for number, slide in enumerate(slides, start=1):
        yield PageTurn()
        if slide.title or slide.drafts or slide.notes:
            yield HeadingDraft(slide.title or f"Slide {number}", 1)
        yield from slide.drafts
        if slide.notes:
            yield HeadingDraft("Notes", 2)
            yield from slide.notes


def _notes(slides: Sequence[Slide]) -> Iterator[str]:
    """A sentence for each thing that a person would not expect."""
    if hidden := [str(n) for n, slide in enumerate(slides, start=1) if slide.is_hidden]:
        yield f"slides hidden in the presentation: {_named(hidden)}"
    if edges := list(dict.fromkeys(filter(None, (e for slide in slides for e in slide.edges)))):
        yield f"footers dropped: {_named([repr(words) for words in edges])}"


def _named(things: Sequence[str]) -> str:
    more = f" and {len(things) - _MOST_NAMED} more" if len(things) > _MOST_NAMED else ""
    return ", ".join(things[:_MOST_NAMED]) + more
