import pytest

from pincite.qa.disagreement import judge_pair

Given = dict[str, str | None]


def said(text: str, sentence: str, as_of: str | None = None) -> Given:
    return {"text": text, "sentence": sentence, "as_of": as_of}


STAFF = said("46", "The Hollin mill employs 46 people.", "2019")


@pytest.mark.parametrize(
    ("other", "label"),
    [
        (said("52", "The mill has 52 workers.", "2023"), "conflict"),
        (said("forty-six", "Its forty-six employees share a canteen.", "2020"), "same"),
        (said("130", "The Marsden mill employs 130 people.", "2019"), "different_things"),
        (said("8,000 tonnes", "The Hollin mill ground 8,000 tonnes.", "2019"), "different_things"),
        (
            said("60", "The Hollin mill aims to employ 60 people by 2030.", "2023"),
            "different_things",
        ),
    ],
)
def test_only_other_values_of_the_same_thing_conflict(other: Given, label: str) -> None:
    question = "How many people work at the Hollin mill?"
    assert judge_pair(question, STAFF, other) == label
    assert judge_pair(question, other, STAFF) == label


def test_values_of_two_times_conflict_only_where_no_time_is_named() -> None:
    first = said("612", "In 2021 the school had 612 pupils.", "2021")
    second = said("588", "In 2023 the school had 588 pupils.", "2023")
    assert judge_pair("How many pupils does the school have?", first, second) == "conflict"
    asked = "How many pupils did the school have in 2021?"
    assert judge_pair(asked, first, second) == "different_things"


def test_who_holds_whom_is_not_turned_around() -> None:
    first = said("43 %", "Orlan holds 43 % of Petrek.")
    second = said("15 %", "Petrek holds 15 % of Orlan.")
    assert judge_pair("What stake does Orlan hold in Petrek?", first, second) == "different_things"


def test_rows_with_nothing_in_them_are_judged() -> None:
    assert judge_pair("?", said("", ""), said("", "")) in {"conflict", "same", "different_things"}
