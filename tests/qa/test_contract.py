import pytest

from pincite.corpus import InputError
from pincite.qa.answers import Question, Turn
from pincite.qa.contract import question_from_json


def test_a_batch_row_becomes_a_question():
    row = {
        "id": "x",
        "question": "And in 2015?",
        "history": [{"question": "How many in 2014?", "answer": None}],
        "in": ["reports/*"],
        "as_of": "2020",
        "top_k": 3,
    }
    assert question_from_json(row) == Question(
        "And in 2015?", (Turn("How many in 2014?", ""),), ("reports/*",), "2020", 3
    )


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"question": " "},
        {"question": 3},
        {"question": "x" * 10_001},
        {"question": "x", "history": "y"},
        {"question": "x", "history": ["y"]},
        {"question": "x", "in": 4},
        {"question": "x", "as_of": 2020},
        {"question": "x", "as_of": "yesterday"},
        {"question": "x", "as_of": "2020-02-30"},
        {"question": "x", "top_k": 0},
        {"question": "x", "top_k": True},
        {"question": "x", "max_error": 5},
        {"question": "x", "max_error": "0.05"},
        {"question": "x", "max_error": 0.05, "error_of": "documents"},
        {"question": "x", "explain": 1},
    ],
)
def test_a_bad_row_is_refused_in_one_sentence(row):
    with pytest.raises(InputError) as error:
        question_from_json(row)
    assert "\n" not in str(error.value)


def test_a_lone_surrogate_becomes_a_replacement_character():
    row = {"question": "a\ud800b", "history": [{"question": "\udc00", "answer": None}]}
    question = question_from_json(row)
    assert (question.text, question.history[0].question) == ("a\ufffdb", "\ufffd")


@pytest.mark.parametrize("as_of", ["2020", "2020-02", "2020-02-29"])
def test_a_date_may_be_a_year_a_month_or_a_day(as_of):
    assert question_from_json({"question": "x", "as_of": as_of}).as_of == as_of
