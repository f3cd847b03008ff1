import pytest

from pincite.qa.answer_types import type_agreement
from pincite.qa.parsed_question import AnswerType, parse_question


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When did the plant open?", AnswerType.DATE),
        ("In which year was it founded?", AnswerType.YEAR),
        ("How many plants are there?", AnswerType.NUMBER),
        ("What percentage does it hold?", AnswerType.PERCENT),
        ("Who runs the service desk?", AnswerType.PERSON),
        ("Where is the head office?", AnswerType.PLACE),
        ("How long is the warranty?", AnswerType.DURATION),
        ("How much did they invest in the plant?", AnswerType.MONEY),
        ("Why was the deal called off?", AnswerType.REASON),
        ("Is the group a merger?", AnswerType.YES_NO),
        ("Does the policy cover contractors?", AnswerType.YES_NO),
        ("What is AIMS?", AnswerType.DEFINITION),
        ("Price of registering an adult who comes from abroad?", AnswerType.MONEY),
        ("Fine for leaving the track a second time?", AnswerType.MONEY),
        ("What's the yearly premium for a van?", AnswerType.MONEY),
        ("What would ten days in the long stay set me back?", AnswerType.MONEY),
        ("How come the repairs cost less than planned?", AnswerType.REASON),
        ("How old must you be to host a show?", AnswerType.NUMBER),
        ("What kept last year's winner out of the race?", AnswerType.OTHER),
        ("What happens to somebody who breaks the rules?", AnswerType.OTHER),
        ("In 2017 who led the group?", AnswerType.PERSON),
        ("By whom was it built?", AnswerType.PERSON),
    ],
)
def test_the_kind_of_answer_is_read_off_the_question(question, kind):
    assert parse_question(question).answer_type is kind


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("Which brands belong to the group?", True),
        ("What are the three pillars of the plan?", True),
        ("List the modules.", True),
        ("Name all plants in Brazil", True),
        ("Which brand sold most?", False),
        ("What is the price of the filter?", False),
        ("When did sales rise?", False),
    ],
)
def test_questions_for_several_things_are_told_from_those_for_one(question, wants):
    assert parse_question(question).wants_list is wants


def test_a_date_is_no_place_and_a_place_no_date():
    assert type_agreement(AnswerType.DATE, "12 May 2016") == 1.0
    assert type_agreement(AnswerType.DATE, "Yokohama") == 0.0
    assert type_agreement(AnswerType.PERCENT, "43.4%") == 1.0


def test_a_time_of_day_is_no_length_of_time():
    assert type_agreement(AnswerType.DURATION, "7.15 pm") == 0.0
    assert type_agreement(AnswerType.DURATION, "two hours") == 1.0
    assert type_agreement(AnswerType.DURATION, "7.15 pm to 9.05 pm") == 0.5
