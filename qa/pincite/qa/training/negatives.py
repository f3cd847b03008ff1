"""Wrong passages that a word search brings for a question (BM25 over the training passages)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pincite.qa.training.rows import Row

K1, B = 1.2, 0.75
# Words in more than this share of the passages say nothing and cost most of the time.
MAX_DOCUMENT_SHARE = 0.1


def words(text: str) -> list[str]:
    """Lower-case words and numbers, with a plural or verb s cut off.

    >>> words("Who invented the Engines?")
    ['who', 'invented', 'the', 'engine']
    """
    found = re.findall(r"\w+", text.lower())
    return [w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in found]


class WordSearch:
    """BM25 (Robertson & Zaragoza 2009, idf of Lucene) over a fixed list of passages."""

    def __init__(self, passages: Sequence[str]) -> None:
        counts: dict[str, dict[int, int]] = {}
        lengths = np.zeros(len(passages))
        for number, passage in enumerate(passages):
            tokens = words(passage)
            lengths[number] = len(tokens)
            for token in tokens:
                posting = counts.setdefault(token, {})
                posting[number] = posting.get(number, 0) + 1
        self._n = len(passages)
        mean = lengths.sum() / max(1, len(passages))
        norm = K1 * (1 - B + B * lengths / max(1.0, mean))
        self._postings = {
            word: self._weighted(posting, norm)
            for word, posting in counts.items()
            if len(posting) <= max(50, MAX_DOCUMENT_SHARE * self._n)
        }

    def _weighted(
        self, posting: dict[int, int], norm: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        rows = np.fromiter(posting, np.int64, len(posting))
        tf = np.fromiter(posting.values(), np.float64, len(posting))
        idf = np.log(1 + (self._n - len(rows) + 0.5) / (len(rows) + 0.5))
        return rows, idf * tf * (K1 + 1) / (tf + norm[rows])

    def best(self, question: str, k: int) -> list[int]:
        """Rows of the `k` best passages that share a word with the question; ties by row."""
        hits = [self._postings[w] for w in sorted(set(words(question))) if w in self._postings]
        if not hits:
            return []
        rows = np.concatenate([row for row, _ in hits])
        weights = np.concatenate([weight for _, weight in hits])
        scores = np.bincount(rows, weights, minlength=self._n)
        few = np.argpartition(-scores, min(4 * k, self._n - 1))[: 4 * k]
        order = few[np.lexsort((few, -scores[few]))][:k]
        return [int(row) for row in order if scores[row] > 0]


@dataclass(frozen=True, slots=True)
class Passage:
    """A training passage and the title of its article."""

    title: str
    text: str


def unique_passages(rows: Sequence[Row]) -> tuple[Passage, ...]:
    """Each passage of the rows once, in the order of first use."""
    return tuple(dict.fromkeys(Passage(row.title, row.context) for row in rows))


def holds_answer(passage: str, texts: Sequence[str]) -> bool:
    """Whether an answer stands in the passage, whatever its case."""
    lowered = passage.lower()
    return any(text.strip().lower() in lowered for text in texts if text.strip())


class Negatives:
    """Finds the wrong passages of a question among the passages of some rows, when asked."""

    def __init__(self, rows: Sequence[Row], *, per_question: int) -> None:
        self._passages = unique_passages(rows)
        self._search = WordSearch([f"{passage.title} {passage.text}" for passage in self._passages])
        self._per_question = per_question

    def of(self, row: Row) -> list[Passage]:
        """At most `per_question` wrong passages for a row, the most alike first.

        A passage that holds any of the answers, and the question's own passage, are left out; a
        paraphrase of the answer may slip through.
        """
        found = self._search.best(row.question, 4 * self._per_question)
        passages = (self._passages[number] for number in found)
        wrong = [
            passage
            for passage in passages
            if passage.text != row.context and not holds_answer(passage.text, row.texts)
        ]
        return wrong[: self._per_question]
