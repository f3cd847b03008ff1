"""A folder's statements: the sentences of its paragraphs and list items, with their headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pincite.corpus import BulletList, Document, Paragraph, Span, sentence_spans
from pincite.eval.drafting.naming import Naming
from pincite.eval.drafting.people import People, people_of
from pincite.eval.drafting.words_of_text import Sentence, Spelling, spelling_of, words_of
from pincite.qa.words import stem, stems

_LONGEST_SENTENCE = 600


@dataclass(frozen=True)
class Folder:
    """The documents that drafts are made from, with what all of them together say."""

    documents: tuple[Document, ...]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, document by document."""
        return tuple(one for document in self.documents for one in _sentences(document))

    @cached_property
    def spelling(self) -> Spelling:
        """How the folder writes its words."""
        return spelling_of(self.sentences)

    @cached_property
    def naming(self) -> Naming:
        """How it calls its things."""
        return Naming("\n".join(document.text for document in self.documents))

    @cached_property
    def people(self) -> People:
        """The persons and companies that it speaks of."""
        return people_of(self.documents)

    @cached_property
    def stretches(self) -> tuple[frozenset[str], ...]:
        """The stems of every block with its headings, to see what is said together."""
        return tuple(
            frozenset(stems(f"{' '.join(block.path)} {document.quote(block.span)}"))
            for document in self.documents
            for block in document.blocks
        )

    def says_together(self, words: Sequence[str], *, share: float) -> bool:
        """Whether some block holds the first of the words and a share of the others."""
        first, *others = [stem(word) for word in words]
        wanted = set(others)
        return any(
            first in held and len(wanted & held) >= share * len(wanted) for held in self.stretches
        )


def _sentences(document: Document) -> Iterator[Sentence]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            spans: Sequence[Span] = (block.span,)
        elif isinstance(block, BulletList):
            spans = block.items
        else:
            continue
        for stretch in spans:
            for span in sentence_spans(document.text, stretch, document.language):
                if len(span) <= _LONGEST_SENTENCE:
                    yield Sentence(document, span, words_of(document.text, span), block.path)
