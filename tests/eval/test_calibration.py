import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.eval.calibration import (
    auroc,
    calibration_error,
    reliability,
    risk_coverage_area,
)

JUDGEMENTS = st.lists(
    st.tuples(st.sampled_from([0.0, 0.1, 0.35, 0.5, 0.8, 1.0]), st.booleans()),
    min_size=1,
    max_size=15,
)


def test_a_confidence_that_keeps_its_word_has_no_error():
    assert calibration_error([(0.75, True)] * 3 + [(0.75, False)]) == pytest.approx(0.0)


def test_the_error_is_the_gap_of_each_bin_weighted_by_its_size():
    judged = [(0.95, False)] * 3 + [(0.15, False)]
    assert calibration_error(judged) == pytest.approx((3 * 0.95 + 0.15) / 4)


def test_full_confidence_belongs_to_the_last_bin():
    assert [(one.low, one.n) for one in reliability([(1.0, True), (0.9, True)])] == [(0.9, 2)]


@given(JUDGEMENTS)
def test_every_judgement_stands_in_one_bin(judged):
    assert sum(one.n for one in reliability(judged)) == len(judged)


@given(JUDGEMENTS)
def test_auroc_is_the_share_of_pairs_in_order(judged):
    pairs = [(a, b) for a, good in judged if good for b, bad in judged if not bad]
    wins = [1.0 if a > b else 0.5 if a == b else 0.0 for a, b in pairs]
    expected = sum(wins) / len(wins) if wins else None
    assert auroc(judged) == (expected if expected is None else pytest.approx(expected))


def test_errors_at_the_end_cost_less_than_errors_in_front():
    errors_last = [(0.9, True), (0.8, True), (0.1, False)]
    errors_first = [(0.9, False), (0.8, True), (0.1, True)]
    assert risk_coverage_area(errors_last) == pytest.approx((0 + 0 + 1 / 3) / 3)
    assert risk_coverage_area(errors_first) == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)


@given(JUDGEMENTS)
def test_the_area_does_not_depend_on_the_order_of_equal_confidences(judged):
    assert risk_coverage_area(judged) == pytest.approx(risk_coverage_area(judged[::-1]))


def test_without_judgements_there_is_no_figure():
    assert calibration_error([]) is None
    assert risk_coverage_area([]) is None
    assert auroc([(0.4, True)]) is None
