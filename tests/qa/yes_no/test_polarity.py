import pytest

from pincite.qa.parsed_question import AnswerType, parse_question
from pincite.qa.polarity import mismatches, verdict

SUPPORTS, DENIES = "supports", "denies"


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("Is the pool heated?", "The pool is heated to 26 °C.", SUPPORTS),
        ("Is the pool heated?", "The pool is not heated.", DENIES),
        ("Is it forbidden to feed the ducks?", "Nobody may feed the ducks.", SUPPORTS),
        ("May visitors feed the ducks?", "Nobody may feed the ducks.", DENIES),
        ("Must members pay for the towel?", "Members get a towel free of charge.", DENIES),
        ("Does the choir still meet?", "The choir stopped meeting in 2019.", DENIES),
        ("Has the choir stopped meeting?", "The choir stopped meeting in 2019.", SUPPORTS),
        ("Are all the bells tuned?", "Of the nine bells, some are tuned.", DENIES),
        ("May a guest use the sauna?", "Only members may use the sauna.", DENIES),
        ("Is the sauna for members alone?", "Only members may use the sauna.", SUPPORTS),
        ("Did sales fall?", "Sales rose by 3 %.", DENIES),
    ],
)
def test_an_odd_number_of_turns_denies(question: str, sentence: str, said: str) -> None:
    assert verdict(question, sentence) == said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The plan was adopted without a vote.", SUPPORTS),
        ("Two members left the room, but the plan was adopted.", SUPPORTS),
        ("Nobody spoke for it, and the plan was not adopted.", DENIES),
    ],
)
def test_what_is_said_beside_the_matter_turns_nothing(sentence: str, said: str) -> None:
    assert verdict("Was the plan adopted?", sentence) == said


def test_without_counts_where_the_question_speaks_of_what_is_lacking() -> None:
    sentence = "The kiosk is a hut without a toilet."
    assert verdict("Does the kiosk have a toilet?", sentence) == DENIES
    assert verdict("Is the kiosk without a toilet?", sentence) == SUPPORTS


def test_another_amount_or_year_denies() -> None:
    assert mismatches("Is the mast 40 m high?", "The mast is 55 m high.")
    assert mismatches("Was it built in 1990?", "It was built in 1987.")
    assert not mismatches("Is the mast 40 m high?", "The mast weighs 3 tonnes.")
    assert not mismatches("May I bring 2 bags?", "Up to 3 bags are allowed.")


def test_a_time_before_the_verb_leaves_a_yes_no_question_one() -> None:
    assert parse_question("After the move, is the office open?").answer_type is AnswerType.YES_NO
    assert parse_question("In 2019, who led it?").answer_type is AnswerType.PERSON
