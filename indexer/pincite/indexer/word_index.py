"""The one door to tantivy: BM25 over stemmed words."""

import errno
import os
import re
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tantivy
from tantivy import Occur, Query

LONGEST_WORD = 60
MOST_TERMS = 400
"""Distinct stems of a query that are looked up; a longer question keeps its first ones."""
_WRITER_BYTES = 128_000_000

_RAISED_MARK = re.compile(r"(?<=[^\W\d])[¹²³⁰⁴-⁹]+")
"""A footnote mark glued to a word, which would hide the word."""

STOP_WORDS = frozenset(
    """a about above after again all also am an and any are as at be because been before being
    below between both but by can could did do does doing down during each few for from further
    get give given had has have having he her here hers him his how i if in into is it its itself
    just many me more most much my no nor not now of off on once only or other our out over own
    s same she should so some such t than that the their theirs them then there these they this
    those through to too under until up very was we were what when where which while who whom
    whose why will with would you your""".split()
)


class WordIndex:
    """Passages found by their words; a pure function of the passages' texts."""

    def __init__(self, folder: Path) -> None:
        """Opens an index that `build` wrote, also where nothing may be written."""
        try:
            self._index, self._searcher = _opened(folder)
        except ValueError:
            if os.access(folder, os.W_OK):
                raise
            self._index, self._searcher = _opened_by_links(folder)

    @staticmethod
    def build(folder: Path, passages: Iterable[tuple[int, int, str]]) -> None:
        """Writes an index of (passage id, document number, text) into an empty folder.

        Raises:
            OSError: the folder cannot be written.
        """
        try:
            _write(folder, passages)
        except ValueError as error:
            number = errno.ENOSPC if "No space left" in str(error) else errno.EIO
            raise OSError(number, f"words not written: {error}") from error
        for lock in folder.glob(".tantivy-*.lock"):
            lock.unlink()

    def search(
        self, question: str, k: int, *, documents: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """The k best (passage id, BM25), best first, ties by id; only those with a word of it."""
        query = self._query(self.terms(question))
        if query is None or k < 1:
            return []
        if documents is not None:
            query = self._within(query, "document", documents)
        return self._hits(query, k)

    def scores(self, question: str, passages: Collection[int]) -> dict[int, float]:
        """BM25 of these passages; one that holds no word of the question is left out."""
        query = self._query(self.terms(question))
        if query is None or not passages:
            return {}
        return dict(self._hits(self._within(query, "passage", passages), len(passages)))

    def document_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """In how many passages each word stands, in any inflection; 0 where in none.

        A word that is several to the index ("co-op") counts as its rarest part.
        """
        return {
            word: min((self._frequency(stem) for stem in self._stems(word)), default=0)
            for word in words
        }

    def terms(self, question: str) -> list[str]:
        """The distinct stems a question is looked up by, stop words dropped if others are left."""
        words = re.findall(r"\w+", question)
        telling = [word for word in words if word.lower() not in STOP_WORDS]
        stems = (stem for word in telling or words for stem in self._stems(word))
        return list(dict.fromkeys(stems))[:MOST_TERMS]

    @cached_property
    def _analyze(self) -> Any:
        return _analyzer().analyze

    @cached_property
    def _schema(self) -> Any:
        return self._index.schema

    def _stems(self, word: str) -> Sequence[str]:
        stems: Sequence[str] = self._analyze(_RAISED_MARK.sub(" ", word))
        return stems

    def _frequency(self, stem: str) -> int:
        return int(self._searcher.doc_freq("text", stem))

    def _query(self, stems: Sequence[str]) -> Any:
        terms = [Query.term_query(self._schema, "text", stem, "freq") for stem in stems]
        return Query.boolean_query([(Occur.Should, term) for term in terms]) if terms else None

    def _within(self, query: Any, field: str, values: Collection[int]) -> Any:
        members = Query.term_set_query(self._schema, field, sorted(values))
        return Query.boolean_query(
            [(Occur.Must, query), (Occur.Must, Query.const_score_query(members, 0.0))]
        )

    def _hits(self, query: Any, k: int) -> list[tuple[int, float]]:
        hits = self._searcher.search(query, k, count=False).hits
        if not hits:
            return []
        ids: Any = self._searcher.fast_field_values("passage", [address for _, address in hits])
        found = [(int(number), float(score)) for number, (score, _) in zip(ids, hits, strict=True)]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))


def _opened(folder: Path) -> tuple[Any, Any]:
    index = tantivy.Index.open(str(folder))
    index.register_tokenizer("stems", _analyzer())
    return index, index.searcher()


def _opened_by_links(folder: Path) -> tuple[Any, Any]:
    """Opens the files through links beside which tantivy can put the lock it insists on."""
    with TemporaryDirectory(prefix="pincite-words-") as links:
        for path in folder.iterdir():
            (Path(links) / path.name).symlink_to(path.resolve())
        return _opened(Path(links))


def _write(folder: Path, passages: Iterable[tuple[int, int, str]]) -> None:
    index = tantivy.Index(_schema(), str(folder))
    index.register_tokenizer("stems", _analyzer())
    writer = index.writer(_WRITER_BYTES, 1)
    for passage, document, text in passages:
        entry = tantivy.Document()
        entry.add_text("text", _RAISED_MARK.sub(" ", text))
        entry.add_unsigned("passage", passage)
        entry.add_unsigned("document", document)
        writer.add_document(entry)
    writer.commit()
    writer.wait_merging_threads()


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="stems", index_option="freq")
    builder.add_unsigned_field("passage", indexed=True, fast=True)
    builder.add_unsigned_field("document", indexed=True)
    return builder.build()


def _analyzer() -> Any:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )
