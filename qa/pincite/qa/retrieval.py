"""Retrieval: candidates by words and by vectors, fused into one ranking."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pincite.indexer.passages import Candidate, Passage
from pincite.qa.confidence import Logistic

RANK_FEATURES = (
    "word_share", "bm25", "nearness_share", "cosine", "cosine_behind", "nearest_sentence",
    "nearest_behind", "mean_sentence", "is_row", "is_list", "length", "sentences",
)  # fmt: skip


class CandidateSource(Protocol):
    """Gives the passages that words or vectors find, each with both scores."""

    def candidates(
        self, question: str, *, k: int, sources: Collection[str] | None, words: str | None = None
    ) -> Sequence[Candidate]:
        """The union of the `k` best by BM25 and the `k` best by cosine, in no set order."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate at its place in the fused ranking."""

    candidate: Candidate
    score: float
    """Fused score, 0..1, comparable within one question only."""
    rank: int
    """From 1."""

    @property
    def passage(self) -> Passage:
        """The passage itself."""
        return self.candidate.passage


def fuse(candidates: Sequence[Candidate], model: Logistic) -> list[Ranked]:
    """The candidates by the model "rank" over RANK_FEATURES, best first.

    The score runs from 1, the first candidate, to 0, the last; a single one has 1. Ties go to the
    passage that was indexed first.
    """
    if not candidates:
        return []
    logits = rank_features(candidates) @ model.weights
    highest, spread = logits.max(), (logits.max() - logits.min()) or 1.0
    scores = (1 - (highest - logits) / spread).tolist()
    scored = sorted(
        zip(scores, candidates, strict=True),
        key=lambda pair: (-pair[0], pair[1].passage.passage_id),
    )
    return [Ranked(candidate, score, rank) for rank, (score, candidate) in enumerate(scored, 1)]


def rank_features(candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    """What the ranking is worked out from, shape (candidates, len(RANK_FEATURES))."""
    bm25 = np.array([candidate.bm25 for candidate in candidates])
    cosine = np.array([candidate.cosine for candidate in candidates])
    nearest = np.array([max(candidate.sentence_cosines) for candidate in candidates])
    near = (cosine + nearest) / 2
    sentences = [len(candidate.sentence_cosines) for candidate in candidates]
    kinds = [candidate.passage.kind for candidate in candidates]
    columns = (
        bm25 / (bm25.max() or 1.0),
        bm25,
        (near - near.min()) / ((near.max() - near.min()) or 1.0),
        cosine,
        cosine - cosine.max(),
        nearest,
        nearest - nearest.max(),
        [sum(each.sentence_cosines) / len(each.sentence_cosines) for each in candidates],
        [kind == "row" for kind in kinds],
        [kind == "list" for kind in kinds],
        np.log([max(1, len(candidate.passage.text)) for candidate in candidates]),
        np.log1p(sentences),
    )
    return np.array(columns, dtype=np.float64).T


def nearness(candidate: Candidate) -> float:
    """The mean of the passage's cosine and that of its nearest sentence, -1..1."""
    return (candidate.cosine + max(candidate.sentence_cosines)) / 2
