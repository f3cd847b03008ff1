import pytest

from pincite.eval.multispan_metrics import partial_f1, partial_match


def test_all_answers_found_is_one():
    assert partial_f1(["The bread", "milk"], ["milk", "bread"]) == 1.0


def test_a_part_of_an_answer_counts_by_its_longest_common_stretch():
    figures = partial_match([(["new york"], ["new york city"])])
    assert figures.precision == 1.0
    assert figures.recall == pytest.approx(8 / 13)


def test_questions_weigh_by_their_answers_not_alike():
    figures = partial_match([(["a1b", "c2d", "e3f"], ["a1b", "c2d", "e3f"]), (["xyz"], ["987"])])
    assert figures.precision == pytest.approx(3 / 4)


def test_no_answer_counts_as_one_that_is_right_only_without_gold():
    assert partial_f1([], []) == 1.0
    assert partial_f1([], ["milk"]) == 0.0
    assert partial_match([([], ["milk"]), (["milk"], ["milk"])]).precision == 0.5


def test_repeated_answers_count_once():
    assert partial_match([(["milk", "Milk", "the milk"], ["milk"])]).precision == 1.0
