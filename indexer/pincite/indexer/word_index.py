"""The one door to tantivy: BM25 over stemmed words.

Texts of each language stand in a field of their own, stemmed as that language is; a question is
looked up in the field of every language there is.
"""

import errno
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tantivy
from tantivy import Occur, Query

from pincite.corpus import TemporaryError
from pincite.indexer.stemming import ENGLISH, STEMMERS, field_of, stemmed_as

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
        """Opens an index that `build` wrote, also where nothing can be written.

        Raises:
            TemporaryError: there is no place at all for the lock that tantivy insists on.
        """
        try:
            self._index, self._searcher = _opened(folder)
        except ValueError as error:
            if "lockfile" not in str(error).lower() and os.access(folder, os.W_OK):
                raise
            self._index, self._searcher = _opened_by_links(folder)
        self._languages = [ENGLISH, *_other_languages(self._searcher)]

    @staticmethod
    def build(
        folder: Path,
        passages: Iterable[tuple[int, int, str]],
        languages: Mapping[int, str] | None = None,
    ) -> None:
        """Writes an index of (passage id, document number, text) into an empty folder.

        `languages`: for document numbers the codes of their languages; others are English.

        Raises:
            OSError: the folder cannot be written.
        """
        try:
            _write(folder, passages, languages or {})
        except ValueError as error:
            number = errno.ENOSPC if "No space left" in str(error) else errno.EIO
            raise OSError(number, f"words not written: {error}") from error
        for lock in folder.glob(".tantivy-*.lock"):
            lock.unlink()

    def search(
        self, question: str, k: int, *, documents: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """The k best (passage id, BM25), best first, ties by id; only those with a word of it."""
        query = self._query(question)
        if query is None or k < 1:
            return []
        if documents is not None:
            query = self._within(query, "document", documents)
        return self._hits(query, k)

    def scores(self, question: str, passages: Collection[int]) -> dict[int, float]:
        """BM25 of these passages; one that holds no word of the question is left out."""
        query = self._query(question)
        if query is None or not passages:
            return {}
        return dict(self._hits(self._within(query, "passage", passages), len(passages)))

    def document_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """In how many passages each word stands, in any inflection; 0 where in none.

        A word that is several to the index ("co-op") counts as its rarest part.
        """
        return {word: self._passages_with(word) for word in words}

    def terms(self, question: str) -> list[tuple[str, str]]:
        """The distinct fields and stems a question is looked up by.

        Stop words are dropped if others are left.
        """
        words = re.findall(r"\w+", question)
        telling = [word for word in words if word.lower() not in STOP_WORDS] or words
        return [term for language in self._languages for term in self._terms(telling, language)]

    def _terms(self, words: Sequence[str], language: str) -> Iterator[tuple[str, str]]:
        stems = dict.fromkeys(stem for word in words for stem in self._stems(word, language))
        for stem in list(stems)[:MOST_TERMS]:
            yield field_of(language), stem

    @cached_property
    def _analyzers(self) -> dict[str, Any]:
        return {language: _analyzer(language) for language in self._languages}

    @cached_property
    def _schema(self) -> Any:
        return self._index.schema

    def _stems(self, word: str, language: str) -> Sequence[str]:
        stems: Sequence[str] = self._analyzers[language].analyze(_RAISED_MARK.sub(" ", word))
        return stems

    def _passages_with(self, word: str) -> int:
        return sum(
            min(
                (
                    int(self._searcher.doc_freq(field_of(language), stem))
                    for stem in self._stems(word, language)
                ),
                default=0,
            )
            for language in self._languages
        )

    def _query(self, question: str) -> Any:
        terms = [
            Query.term_query(self._schema, field, stem, "freq")
            for field, stem in self.terms(question)
        ]
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
    return index, index.searcher()


def _other_languages(searcher: Any) -> list[str]:
    """The languages beside English in which texts are indexed."""
    try:
        return [code for code in STEMMERS if searcher.doc_freq("language", code)]
    except ValueError:
        # Written before languages were told apart.
        return []


def _opened_by_links(folder: Path) -> tuple[Any, Any]:
    """Opens the files through links beside which tantivy can put its lock."""
    try:
        # tantivy may still be putting its lock away while the folder is removed.
        with TemporaryDirectory(prefix="pincite-words-", ignore_cleanup_errors=True) as links:
            for path in folder.iterdir():
                if path.suffix != ".lock":
                    (Path(links) / path.name).symlink_to(path.resolve())
            return _opened(Path(links))
    except (OSError, ValueError) as error:
        raise TemporaryError(
            f"{folder}: cannot be opened, as no lock can be written there or in the folder for "
            f"temporary files ({error}); free some space and try again"
        ) from error


def _write(
    folder: Path, passages: Iterable[tuple[int, int, str]], languages: Mapping[int, str]
) -> None:
    index = tantivy.Index(_schema(), str(folder))
    for language in STEMMERS:
        index.register_tokenizer(_tokenizer_of(language), _analyzer(language))
    writer = index.writer(_WRITER_BYTES, 1)
    for passage, document, text in passages:
        entry = tantivy.Document()
        language = stemmed_as(languages.get(document, ENGLISH))
        entry.add_text(field_of(language), _RAISED_MARK.sub(" ", text))
        if language != ENGLISH:
            entry.add_text("language", language)
        entry.add_unsigned("passage", passage)
        entry.add_unsigned("document", document)
        writer.add_document(entry)
    writer.commit()
    writer.wait_merging_threads()


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for language in STEMMERS:
        tokenizer = _tokenizer_of(language)
        builder.add_text_field(field_of(language), tokenizer_name=tokenizer, index_option="freq")
    builder.add_text_field("language", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("passage", indexed=True, fast=True)
    builder.add_unsigned_field("document", indexed=True)
    return builder.build()


def _tokenizer_of(language: str) -> str:
    return "stems" if language == ENGLISH else f"stems_{language}"


def _analyzer(language: str) -> Any:
    """Accents are dropped last: to all stemmers but the English one they say something."""
    folding, stemming = tantivy.Filter.ascii_fold(), tantivy.Filter.stemmer(STEMMERS[language])
    first, last = (folding, stemming) if language == ENGLISH else (stemming, folding)
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(first)
        .filter(last)
        .build()
    )
