import time

import pytest

from pincite.corpus import Span
from pincite.qa.plans import asks_for_plan, is_plan


def at(sentence: str, text: str) -> Span:
    start = sentence.index(text)
    return Span(start, start + len(text))


def test_a_clause_of_thousands_of_words_is_judged_at_once() -> None:
    sentence = f"In 2012 {'word ' * 8000}are meant to last"
    begun = time.perf_counter()
    assert is_plan(sentence, at(sentence, "2012"))
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The firm aims for 400 stores by 2030.", "400"),
        ("Sales are expected to reach 9 million.", "9 million"),
        ("It will have 80 chargers by 2030.", "80"),
        ("The target is to cut flights by 40 %.", "40 %"),
        ("A second plant is planned for 2027.", "2027"),
        ("The board forecasts revenue of €4 billion.", "€4 billion"),
        ("The opening was foreseen for autumn 2026.", "autumn 2026"),
        ("The hall was put up on a budget of £62,000.", "£62,000"),
    ],
)
def test_targets_plans_and_forecasts_are_plans(sentence: str, text: str) -> None:
    assert is_plan(sentence, at(sentence, text))


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The firm has 312 stores and aims for 400 by 2030.", "312"),
        ("The firm reached its target of 400 stores.", "400"),
        ("Claims will be paid within 30 days.", "30 days"),
        ("Sales came to 9 million, more than planned.", "9 million"),
        ("The plans for the hall were drawn by Anna Berg.", "Anna Berg"),
        ("The council approved the plan by 11 votes to 4.", "11 votes"),
        ("It went on air in 2012 and this week showed the rooms that are meant to last.", "2012"),
    ],
)
def test_facts_beside_plans_are_no_plans(sentence: str, text: str) -> None:
    assert not is_plan(sentence, at(sentence, text))


def test_a_question_for_a_target_asks_for_a_plan() -> None:
    assert asks_for_plan("What is the target for 2030?")
    assert asks_for_plan("How many stores will it have?")
    assert not asks_for_plan("How many stores does it have?")
