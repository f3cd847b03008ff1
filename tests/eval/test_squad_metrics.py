import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.eval.squad_metrics import Judged, best_threshold, squad_figures

JUDGED = st.builds(
    Judged,
    golds=st.sampled_from([(), ("Paris",), ("in Paris", "Paris"), ("the",), ("a", "Paris")]),
    answer=st.sampled_from(["", "Paris", "in Paris", "the", "."]),
    no_answer_score=st.sampled_from([-2.0, -1.0, 0.0, 1.0, 2.5]),
)


def withheld_above(rows, scores, threshold):
    kept = [
        float(not row.golds) if row.no_answer_score > threshold else score
        for row, score in zip(rows, scores, strict=True)
    ]
    return 100 * sum(kept) / len(kept)


def test_golds_that_normalise_to_nothing_do_not_count():
    assert Judged(("the", "Paris"), "", 0.0).exact == 0.0
    assert Judged(("the",), "", 0.0).exact == 1.0


def test_an_unanswerable_question_wants_the_empty_answer():
    assert Judged((), "", 0.0).f1 == 1.0
    assert Judged((), "Paris", 0.0).f1 == 0.0


def test_an_answer_is_withheld_only_strictly_above_the_threshold():
    row = Judged(("Paris",), "Paris", 1.0)
    assert squad_figures([row], threshold=1.0).exact == 100.0
    assert squad_figures([row], threshold=0.99).exact == 0.0


def test_a_withheld_answer_is_right_exactly_where_there_is_no_gold():
    rows = [Judged((), "Paris", 1.0), Judged(("Paris",), "Paris", 1.0)]
    figures = squad_figures(rows, threshold=0.0)
    assert (figures.no_answer_f1, figures.has_answer_f1) == (100.0, 0.0)


def test_figures_that_nothing_counts_for_are_missing():
    assert squad_figures([Judged((), "", 0.0)], threshold=0.0).has_answer_f1 is None
    with pytest.raises(ValueError, match="no question"):
        squad_figures([], threshold=0.0)


@given(st.lists(JUDGED, min_size=1, max_size=12))
def test_a_set_is_the_mean_of_its_questions(rows):
    figures = squad_figures(rows, threshold=0.5)
    assert figures.exact == pytest.approx(withheld_above(rows, [r.exact for r in rows], 0.5))
    assert figures.f1 == pytest.approx(withheld_above(rows, [r.f1 for r in rows], 0.5))


@given(st.lists(JUDGED, min_size=1, max_size=12, unique_by=lambda row: row.no_answer_score))
def test_no_threshold_beats_the_best_one(rows):
    # An empty answer to an unanswerable question is no loss however it scores, as published.
    scores = [row.f1 for row in rows]
    best, _ = best_threshold(rows, scores)
    tried = [-1e9, *(row.no_answer_score for row in rows)]
    totals = [withheld_above(rows, _as_counted(rows, scores), threshold) for threshold in tried]
    assert best == pytest.approx(max(totals))


def _as_counted(rows, scores):
    """An unanswerable question counts 1 unless some text is given for it."""
    return [
        score if row.golds else float(not row.answer)
        for row, score in zip(rows, scores, strict=True)
    ]
