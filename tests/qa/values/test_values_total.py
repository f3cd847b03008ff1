from hypothesis import given
from hypothesis import strategies as st

from pincite.qa.parsed_question import AnswerType
from pincite.qa.values import parse_value


@given(st.text(max_size=40), st.sampled_from(list(AnswerType)))
def test_every_text_has_a_reading(text, kind):
    assert parse_value(text, kind).readings
