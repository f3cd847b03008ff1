import numpy as np
import pytest

from pincite.eval.statistics import (
    bootstrap_difference,
    bootstrap_ratios,
    mcnemar,
    permutation_test,
)


def column(values):
    return np.array(values, dtype=np.float64)[:, None]


def test_an_interval_holds_the_mean_and_narrows_with_more_questions():
    few, many = column([0, 1] * 10), column([0, 1] * 500)
    wide = bootstrap_ratios(few, np.ones_like(few))[0]
    narrow = bootstrap_ratios(many, np.ones_like(many))[0]
    assert wide.low < 0.5 < wide.high
    assert narrow.high - narrow.low < (wide.high - wide.low) / 4


def test_an_interval_is_about_two_standard_errors_each_way():
    many = column([0, 1] * 500)
    interval = bootstrap_ratios(many, np.ones_like(many))[0]
    assert interval.high - 0.5 == pytest.approx(1.96 * 0.5 / np.sqrt(1000), rel=0.1)


def test_the_same_seed_gives_the_same_interval():
    values = column([0.2, 0.9, 0.4, 1.0])
    assert bootstrap_ratios(values, np.ones_like(values)) == bootstrap_ratios(
        values, np.ones_like(values)
    )


def test_a_figure_without_anything_to_count_has_no_interval():
    values = column([0.0, 0.0])
    assert bootstrap_ratios(values, values) == [None]


def test_a_difference_everywhere_alike_is_certain():
    interval = bootstrap_difference([0.0, 0.5, 0.2], [0.25, 0.75, 0.45])
    assert interval.low == pytest.approx(0.25)
    assert interval.high == pytest.approx(0.25)


def test_mcnemar_is_the_two_sided_binomial():
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(5, 5) == 1.0
    assert mcnemar(1, 9) == pytest.approx(2 * (1 + 10) / 2**10)


def test_mcnemar_does_not_care_which_run_is_which():
    assert mcnemar(2, 7) == mcnemar(7, 2)


def test_runs_that_are_the_same_are_exchangeable():
    assert permutation_test([0.1, 0.7], [0.1, 0.7]) == 1.0


def test_twelve_gains_and_no_loss_are_hardly_chance():
    assert permutation_test([0.0] * 12, [1.0] * 12) == pytest.approx(2 / 2**12, abs=1e-3)


def test_figures_that_do_not_pair_are_refused():
    with pytest.raises(ValueError, match="do not pair"):
        permutation_test([0.1], [0.1, 0.2])
