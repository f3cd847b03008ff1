"""Confidence follows the index's calibration, and an error that is asked for is held or refused."""

import pytest

from pincite.corpus import InputError
from pincite.qa.answers import Question
from pincite.qa.assembly import open_assistant
from pincite.qa.calibrating import calibrate
from pincite.qa.calibration_file import confidences_of, write_calibration
from pincite.qa.contract import answer_to_json
from pincite.qa.error_bounds import Judged

BAKERY = "Who founded the bakery?"


def calibrated(town, *, right_from=0.0, generation=None, reader=None):
    """A calibration in which answers are right from a confidence on."""
    judged = [Judged(n / 100, n / 100 >= right_from, True) for n in range(101)]
    return calibrate(
        judged,
        generation=generation or town.index.generation,
        reader=reader or confidences_of(town.reader.name),
    )


@pytest.fixture
def calibrate_town(town):
    """Gives the assistant a calibration for one test."""

    def put(**how):
        town.calibration = calibrated(town, **how)
        return town

    yield put
    town.calibration = None


def test_without_a_calibration_no_error_is_promised(town):
    with pytest.raises(InputError, match="no calibration; run `pincite calibrate` first"):
        town.ask(Question(BAKERY, max_error=0.05))


def test_a_bound_is_told_with_the_questions_it_rests_on(calibrate_town):
    answer = calibrate_town().ask(Question(BAKERY, max_error=0.05))
    assert answer.answer == "Ida Moor"
    bound = answer_to_json(answer)["bound"]
    assert (bound["max_error"], bound["of"], bound["n"], bound["wrong"]) == (
        0.05, "questions", 101, 0,
    )  # fmt: skip


def test_an_answer_that_is_not_sure_enough_is_withheld_and_shown_as_closest(calibrate_town):
    answer = calibrate_town(right_from=2).ask(Question(BAKERY, max_error=0.01))
    assert (answer.status, answer.reason) == ("no_answer", "uncertain")
    assert answer.note == (
        "What was found is not sure enough to hold wrong answers at 1 % of the questions."
    )
    assert "Ida Moor" in [citation.quote for citation in answer.closest]


def test_without_a_bound_the_answer_bears_none(calibrate_town):
    answer = calibrate_town().ask(Question(BAKERY))
    assert answer.bound is None
    assert "bound" not in answer_to_json(answer)


def test_confidence_is_what_the_calibration_makes_of_it(calibrate_town):
    usual = calibrate_town().ask(Question(BAKERY)).confidence
    doubtful = calibrate_town(right_from=0.99).ask(Question(BAKERY)).confidence
    assert doubtful < usual


def test_documents_that_changed_are_told_of(calibrate_town):
    answer = calibrate_town(generation="before").ask(Question(BAKERY, max_error=0.05))
    assert "documents have changed since the calibration" in (answer.note or "")


def test_a_calibration_of_another_reader_is_left_aside(calibrate_town):
    town = calibrate_town(reader="another", right_from=0.99)
    confidence = town.ask(Question(BAKERY)).confidence
    with pytest.raises(InputError, match="not those that this index was calibrated with"):
        town.ask(Question(BAKERY, max_error=0.05))
    town.calibration = None
    assert confidence == town.ask(Question(BAKERY)).confidence


def test_the_calibration_kept_with_an_index_is_used_when_it_is_opened(town, town_index):
    path = write_calibration(town_index, calibrated(town))
    try:
        with (
            open_assistant(town_index) as opened,
            open_assistant(town_index, calibrated=False) as plain,
        ):
            assert opened.calibration == calibrated(town)
            assert plain.calibration is None
    finally:
        path.unlink()


@pytest.mark.parametrize("share", [-1, 0, 1, 5])
def test_what_is_no_share_is_refused(town, share):
    with pytest.raises(InputError, match="share"):
        town.ask(Question(BAKERY, max_error=share))
