"""Readings of a follow-up that the documents choose between."""

from pincite.qa.answers import Turn
from pincite.qa.conversation import interpret
from pincite.qa.conversation.supporting import Support, best_supported

FOUND, LOST = Support(2.0, 0.7), Support(1.0, 0.7)


def test_a_far_better_found_reading_goes_first() -> None:
    readings = ["What is the fee for masters?", "What is the fee for a masters scull?"]
    assert best_supported(
        readings, dict(zip(readings, (LOST, FOUND), strict=True)).__getitem__
    ) == [
        readings[1],
        readings[0],
    ]


def test_a_little_better_found_changes_nothing() -> None:
    readings = ["Who won the cup?", "Who won the shield?"]
    known = dict(zip(readings, (LOST, Support(1.2, 0.7)), strict=True))
    assert best_supported(readings, known.__getitem__) == readings


def test_a_question_that_names_nothing_is_asked_of_the_last_thing_where_both_are_found() -> None:
    turns = [Turn("On which shelf is the drill?", "C4")]
    read = interpret(
        "what's the price?", turns, supports=lambda text: FOUND if "drill" in text else LOST
    )
    assert read.text == "what's the price of the drill?"


def test_a_change_of_subject_drags_nothing_along() -> None:
    turns = [Turn("On which shelf is the drill?", "C4")]
    read = interpret(
        "who runs the shop?", turns, supports=lambda text: LOST if "drill" in text else FOUND
    )
    assert read.text == "who runs the shop?"
