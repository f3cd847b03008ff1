"""The sentences of stretches of text, remembered: each question looks at the same ones again."""

from functools import lru_cache

from pincite.corpus import Span
from pincite.corpus.sentences import sentence_spans
from pincite.indexer import sentence_vectors

KEPT = 4096


@lru_cache(maxsize=KEPT)
def sentences_within(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences of text[span], in order."""
    return sentence_spans(text, span)


@lru_cache(maxsize=KEPT)
def sentences_of(text: str) -> tuple[Span, ...]:
    """The sentences of a passage's text that have vectors, in order."""
    return tuple(sentence_vectors.sentences_of(text))
