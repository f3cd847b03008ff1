"""How high the relevant passages stand in a ranking; the formulae of trec_eval.

A ranking is given as one boolean a passage, best first: whether it is relevant.
"""

from collections.abc import Sequence
from math import log2

Relevance = Sequence[bool]


def success_at(k: int, ranking: Relevance) -> float:
    """1 when one of the first k is relevant, else 0.

    What open-domain question answering calls recall@k or top-k accuracy (Karpukhin et al. 2020),
    and trec_eval success: one passage that holds the answer is enough.
    """
    return float(any(ranking[:k]))


def recall_at(k: int, ranking: Relevance, relevant: int) -> float:
    """The share of all relevant passages that stand among the first k (trec_eval recall)."""
    return sum(ranking[:k]) / relevant


def reciprocal_rank(ranking: Relevance) -> float:
    """1 / rank of the first relevant passage, 0 without one (trec_eval recip_rank).

    >>> reciprocal_rank([False, True, True]), reciprocal_rank([False])
    (0.5, 0.0)
    """
    return next((1 / rank for rank, is_relevant in enumerate(ranking, 1) if is_relevant), 0.0)


def ndcg_at(k: int, ranking: Relevance, relevant: int) -> float:
    """Discounted gain of the first k over that of the best possible ranking.

    A relevant passage at rank r gains 1 / log2(r + 1) (Järvelin and Kekäläinen 2002, as in
    trec_eval ndcg_cut); the best ranking has all `relevant` ones in front.
    """
    best = sum(1 / log2(rank + 1) for rank in range(1, min(k, relevant) + 1))
    gain = sum(1 / log2(rank + 1) for rank, is_one in enumerate(ranking[:k], 1) if is_one)
    return gain / best
