import ir_measures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ir_measures import RR, R, Success, nDCG

from pincite.eval import ranking_metrics

RANKINGS = st.lists(st.booleans(), min_size=1, max_size=20)


def by_ir_measures(ranking, missed):
    """What ir-measures says of a ranking, `missed` relevant passages being nowhere in it."""
    size = len(ranking)
    run = [ir_measures.ScoredDoc("q", f"d{i}", float(size - i)) for i in range(size)]
    relevant = [f"d{i}" for i, is_relevant in enumerate(ranking) if is_relevant]
    relevant += [f"missed{i}" for i in range(missed)]
    qrels = [ir_measures.Qrel("q", name, 1) for name in relevant]
    return ir_measures.calc_aggregate([Success @ 1, Success @ 5, R @ 5, RR, nDCG @ 10], qrels, run)


@settings(max_examples=40, deadline=None)
@given(RANKINGS, st.integers(min_value=0, max_value=15))
def test_figures_agree_with_ir_measures(ranking, missed):
    relevant = sum(ranking) + missed
    if not relevant:
        return
    theirs = by_ir_measures(ranking, missed)
    assert ranking_metrics.success_at(1, ranking) == pytest.approx(theirs[Success @ 1])
    assert ranking_metrics.success_at(5, ranking) == pytest.approx(theirs[Success @ 5])
    assert ranking_metrics.recall_at(5, ranking, relevant) == pytest.approx(theirs[R @ 5])
    assert ranking_metrics.reciprocal_rank(ranking) == pytest.approx(theirs[RR])
    assert ranking_metrics.ndcg_at(10, ranking, relevant) == pytest.approx(theirs[nDCG @ 10])


def test_an_empty_ranking_finds_nothing():
    assert ranking_metrics.success_at(5, []) == 0.0
    assert ranking_metrics.reciprocal_rank([]) == 0.0
    assert ranking_metrics.ndcg_at(10, [], 1) == 0.0
