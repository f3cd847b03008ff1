import pytest

from pincite.qa.parsed_question import AnswerType, parse_question
from pincite.qa.polarity import verdict
from pincite.qa.whether import whether


@pytest.mark.parametrize(
    ("text", "given", "asked"),
    [
        ("Is the pool heated?", "", "Is the pool heated?"),
        ("My son is 9. May he swim?", "My son is 9.", "May he swim?"),
        ("Our dog is old: can it come?", "Our dog is old:", "can it come?"),
        ("If it rains, is the race off?", "If it rains,", "is the race off?"),
        ("I paid late - will I be fined?", "I paid late -", "will I be fined?"),
        ("So dogs are allowed, right?", "", "dogs are allowed"),
        ("The pool is shut on Mondays, isn't it?", "", "The pool is shut on Mondays"),
        ("Is it true that the kiln burst?", "", "the kiln burst?"),
        ("Could you tell me whether cheques are taken?", "", "cheques are taken?"),
        ("I wonder if bicycles can be taken.", "", "bicycles can be taken."),
        ("They open on Sunday. Is that right?", "", "They open on Sunday."),
        ("Okay to bring a friend?", "", "Okay to bring a friend?"),
        ("They are open on Sundays?", "", "They are open on Sundays?"),
    ],
)
def test_a_question_for_yes_or_no_is_parted_from_what_leads_up_to_it(
    text: str, given: str, asked: str
) -> None:
    found = whether(text)
    assert found is not None
    assert (found.given, found.asked) == (given, asked)


@pytest.mark.parametrize(
    "text",
    [
        "Who heads the office?",
        "When the pool shuts, who locks the door?",
        "I lost my key. Where do I get a new one?",
        "Is the boat red or blue?",
        "Can you tell me when it opens?",
        "harbour fees 2019",
        "Count the boats for me, would you?",
    ],
)
def test_other_questions_do_not_ask_for_yes_or_no(text: str) -> None:
    assert parse_question(text).answer_type is not AnswerType.YES_NO


@pytest.mark.parametrize(
    "text", ["May I bring food or drink?", "Is it allowed or not?", "Are ten or more seats left?"]
)
def test_or_makes_a_choice_only_between_two_answers(text: str) -> None:
    assert parse_question(text).answer_type is AnswerType.YES_NO


def test_words_of_what_is_told_turn_nothing() -> None:
    sentence = "Whoever has forgotten the badge may enter with a passport."
    assert verdict("I left my badge at home. Can I still enter?", sentence) == "supports"
    assert verdict("I have lost a key. Is a new one free?", "A new key is free.") == "supports"


def test_amounts_of_what_is_told_are_compared() -> None:
    sentence = "The zip line carries riders of up to 105 kg."
    assert verdict("I weigh 110 kg: am I allowed on the zip line?", sentence) == "denies"
    assert verdict("I weigh 90 kg: am I allowed on the zip line?", sentence) == "supports"


def test_a_question_that_points_back_asks_what_was_told() -> None:
    sentence = "Visiting boats may stay for no more than four days."
    assert verdict("A friend wants to moor for six days. Is that allowed?", sentence) == "denies"
    assert verdict("A friend wants to moor for two days. Is that allowed?", sentence) == "supports"
