import pytest

from pincite.qa.disagreement import judge_pair
from pincite.qa.disagreement.scopes import is_part_of_whole, rates_differ, rates_in


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("The works turns out 180,000 cars a year.", {"year"}),
        ("Entry costs 5 euros per person.", {"head"}),
        ("The monthly fee is 12 euros.", {"month"}),
        ("It took half a day.", set()),
        ("The road cost 2 million per km.", {"kilometre"}),
    ],
)
def test_what_a_figure_is_told_for_is_read_off_its_sentence(text: str, rates: set[str]) -> None:
    assert rates_in(text) == rates


def test_a_year_may_go_without_saying_and_a_head_may_not() -> None:
    nothing: frozenset[str] = frozenset()
    assert not rates_differ(frozenset({"year"}), frozenset({"year"}), nothing)
    assert rates_differ(nothing, frozenset({"head"}), nothing)


def test_one_of_a_whole_is_known_by_the_words_before_it() -> None:
    assert is_part_of_whole("Of the delegates, # came from Asia.")
    assert not is_part_of_whole("# delegates came to the congress.")


def test_amounts_for_two_stretches_that_come_to_one_are_the_same() -> None:
    first = {"text": "24,000", "sentence": "The plant makes 24,000 pumps a year.", "as_of": None}
    second = {"text": "2,000", "sentence": "It makes 2,000 pumps a month.", "as_of": None}
    assert judge_pair("How many pumps does the plant make a year?", first, second) == "same"
