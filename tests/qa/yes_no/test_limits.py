import pytest

from pincite.qa.polarity import verdict
from pincite.qa.polarity.clocks import times_of_day

SUPPORTS, DENIES = "supports", "denies"


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("May I have a third key?", "A lost key is replaced twice at most.", DENIES),
        ("May I have a second key?", "A lost key is replaced twice at most.", SUPPORTS),
        ("Can a party of nine hire it?", "Parties of eight or more may hire it.", SUPPORTS),
        ("Can a party of six hire it?", "Parties of eight or more may hire it.", DENIES),
        ("Would 8 kg be all right?", "Bags may weigh 10 kg at most.", SUPPORTS),
        ("Would 12 kg be all right?", "Bags may weigh 10 kg at most.", DENIES),
        ("May I take both my sons along?", "You may bring one guest.", DENIES),
        ("Can a third person share the cabin?", "A cabin sleeps two.", DENIES),
        (
            "Are 200 m races run in lanes?",
            "Up to and including 400 m races are in lanes.",
            SUPPORTS,
        ),
        ("Can I own four dogs?", "Tenants may own no more than three dogs.", DENIES),
        ("Did attendance rise?", "It went from 4,100 in 2021 to 3,800 in 2022.", DENIES),
        ("Is the deadline after the end of May?", "Forms must reach us by 14 May.", DENIES),
    ],
)
def test_a_limit_is_set_against_the_amount_asked_about(
    question: str, sentence: str, said: str
) -> None:
    assert verdict(question, sentence) == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Is it OK to water the lawn at noon?", DENIES),
        ("Is it OK to water the lawn at 20.30?", SUPPORTS),
        ("Is it OK to water the lawn at nine in the evening?", SUPPORTS),
        ("Is it OK to water the lawn at half past six in the morning?", SUPPORTS),
    ],
)
def test_a_time_may_lie_between_two_days(question: str, said: str) -> None:
    assert verdict(question, "Lawns may be watered between 19.00 and 7.00.") == said


def test_months_may_lie_between_two_years() -> None:
    sentence = "Sheep graze there from November to March."
    assert verdict("Do sheep graze there in January?", sentence) == SUPPORTS
    assert verdict("Do sheep graze there in June?", sentence) == DENIES


def test_what_is_free_from_an_amount_on_costs_something_below_it() -> None:
    sentence = "Carriage is free from 24 bottles."
    assert verdict("Is there a charge for 12 bottles?", sentence) == SUPPORTS
    assert verdict("Is carriage free for 30 bottles?", sentence) == SUPPORTS


def test_today_is_later_than_any_year() -> None:
    sentence = "In 2022 the depth was 3.1 m, today it is 3.8 m."
    assert verdict("Has it become deeper?", sentence) == SUPPORTS


def test_an_attribute_of_what_is_spoken_of_turns_nothing() -> None:
    assert verdict("May I have a new key?", "A lost key is replaced.") == SUPPORTS
    assert verdict("Is a lost key replaced free?", "A lost key costs 15 crowns.") == DENIES


def test_amounts_with_a_point_are_no_times() -> None:
    assert list(times_of_day("It rose from 4.20 to 5.30 euros, by 12.5 %.")) == []


def test_what_is_not_chosen_turns_nothing() -> None:
    sentence = "Whoever holds 200 shares may choose new shares."
    assert verdict("May I choose new shares instead of cash?", sentence) == SUPPORTS
