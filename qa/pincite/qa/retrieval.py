"""Retrieval: candidates by words and by vectors, fused into one ranking."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Protocol

from pincite.indexer.passages import Candidate, Passage
from pincite.qa.network import Network, read_network, softmax
from pincite.qa.retrieval_features import RANK_FEATURES, Asked, rank_features
from pincite.qa.settings import Settings

RANKING = Path(__file__).parent / "weights" / "ranking.json"


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
    share: float = 0.0
    """Probability that it holds the answer, if one of the candidates does: 0..1."""

    @property
    def passage(self) -> Passage:
        """The passage itself."""
        return self.candidate.passage


@lru_cache(maxsize=1)
def load_ranking() -> Network:
    """The network that ranks, fitted by pincite.qa.training.ranking."""
    return read_network(RANKING, RANK_FEATURES)


def fuse(candidates: Sequence[Candidate], asked: Asked, ranking: Network) -> list[Ranked]:
    """The candidates by a network over RANK_FEATURES, best first.

    The score runs from 1, the first candidate, to 0, the last; a single one has 1. Ties go to the
    passage that was indexed first.
    """
    if not candidates:
        return []
    logits = ranking.scores(rank_features(candidates, asked))
    shares = softmax(logits)
    behind = logits - logits.max()
    scores = 1 - behind / (behind.min() or 1.0)
    order = sorted(
        range(len(candidates)), key=lambda at: (-scores[at], candidates[at].passage.passage_id)
    )
    return [
        Ranked(candidates[at], float(scores[at]), rank, float(shares[at]))
        for rank, at in enumerate(order, 1)
    ]


def worth_reading(ranked: Sequence[Ranked], settings: Settings) -> int:
    """How many of the first passages are read: few where those surely hold the answer."""
    held = accumulate(item.share for item in ranked[: settings.passages_read])
    unsure = sum(share < settings.read_until for share in held)
    return min(settings.passages_read, max(settings.fewest_read, unsure + 1))


def nearness(candidate: Candidate) -> float:
    """The mean of the passage's cosine and that of its nearest sentence, -1..1."""
    return (candidate.cosine + max(candidate.sentence_cosines)) / 2
