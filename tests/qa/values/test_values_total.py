import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.qa.parsed_question import AnswerType
from pincite.qa.values import parse_value
from pincite.qa.values.amounts import amounts_in


@given(st.text(max_size=40), st.sampled_from(list(AnswerType)))
def test_every_text_has_a_reading(text, kind):
    assert parse_value(text, kind).readings


@pytest.mark.parametrize("amount", ["12 M$", "5 B$", "7 XD$", "9 ¢"])
def test_a_currency_that_is_not_known_is_one_of_its_own(amount):
    [value] = amounts_in(amount)
    assert value.amount.dimension == "money"
