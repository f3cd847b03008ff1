"""What a confidence means is learnt from judged questions and kept with the index."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pincite.corpus import IndexDamagedError, InputError
from pincite.qa.calibrating import Curve, best_bar, calibrate
from pincite.qa.calibration_file import NAME, read_calibration, write_calibration
from pincite.qa.error_bounds import Judged

ROWS = st.builds(Judged, st.floats(0, 1), st.booleans(), st.booleans())


def made(judged):
    return calibrate(judged, generation="g1", reader="r1")


def overconfident(n: int) -> list[Judged]:
    """Questions whose answers are right half as often as their confidence says."""
    rng = random.Random(1)
    confidences = [rng.random() for _ in range(n)]
    return [Judged(each, rng.random() < each / 2, True) for each in confidences]


def test_a_confidence_that_says_too_much_comes_to_say_less():
    right = made(overconfident(2000)).right
    assert right.at(0.9) == pytest.approx(0.45, abs=0.08)
    assert right.at(0.2) == pytest.approx(0.1, abs=0.05)


def test_few_questions_change_little():
    few, many = made(overconfident(20)).right, made(overconfident(2000)).right
    assert abs(few.at(0.9) - 0.9) < abs(many.at(0.9) - 0.9)


@given(st.lists(ROWS, min_size=20, max_size=60), st.floats(0, 1), st.floats(0, 1))
def test_more_confidence_never_means_less(judged, one, other):
    calibration = made(judged)
    low, high = sorted((one, other))
    assert 0 <= calibration.right.at(low) <= calibration.right.at(high) <= 1
    assert 0 <= calibration.absent.at(high) <= calibration.absent.at(low) <= 1


def test_an_unfitted_curve_changes_nothing():
    assert Curve(1.0, 0.0).at(0.7) == pytest.approx(0.7)


def test_too_few_questions_are_refused():
    with pytest.raises(InputError, match="3 judged questions: a calibration takes at least 20"):
        made(overconfident(3))


def test_the_bar_parts_right_answers_from_unanswerable_questions():
    judged = [Judged(0.6, True, True)] * 20 + [Judged(0.5, False, False)] * 20
    assert 0.5 < best_bar(judged) <= 0.6


def test_the_shipped_bar_stays_without_unanswerable_questions():
    assert best_bar([Judged(0.1, True, True)] * 50) is None


@settings(max_examples=10)
@given(st.lists(ROWS, min_size=20, max_size=40))
def test_a_calibration_comes_back_as_it_was_written(tmp_path_factory, judged):
    folder = tmp_path_factory.mktemp("index")
    calibration = made(judged)
    write_calibration(folder, calibration)
    assert read_calibration(folder) == calibration


def test_an_index_without_a_calibration_has_none(tmp_path):
    assert read_calibration(tmp_path) is None


@pytest.mark.parametrize("content", ["", "{}", '{"version": 2}', "\udcff", "[1]"])
def test_a_damaged_calibration_is_named(tmp_path, content):
    (tmp_path / NAME).write_text(content, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(IndexDamagedError, match="calibrate again, or delete the file"):
        read_calibration(tmp_path)
