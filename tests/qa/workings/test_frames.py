import pytest

from pincite.qa.workings import operands_of


@pytest.mark.parametrize(
    ("question", "way", "one", "other"),
    [
        (
            "How much more does a season ticket cost than a day ticket?",
            "difference",
            "How much does a season ticket cost?",
            "How much does a day ticket cost?",
        ),
        (
            "How much cheaper is the Alba 3 than the Alba 5?",
            "difference",
            "How much does the Alba 3 cost?",
            "How much does the Alba 5 cost?",
        ),
        (
            "How many more nurses than doctors work there?",
            "difference",
            "How many nurses work there?",
            "How many doctors work there?",
        ),
        (
            "How many times as heavy as the fox is the wolf?",
            "ratio",
            "How heavy is the wolf?",
            "How heavy is the fox?",
        ),
        (
            "By what percentage did the rent rise from 2012 to 2020?",
            "change in per cent",
            "What was the rent in 2012?",
            "What was the rent in 2020?",
        ),
        (
            "How many years after the founding of Brenta was the mill opened?",
            "time",
            "When was the founding of Brenta?",
            "When was the mill opened?",
        ),
        (
            "How many cooks and waiters are employed altogether?",
            "sum",
            "How many cooks are employed?",
            "How many waiters are employed?",
        ),
    ],
)
def test_a_question_is_parted_into_two(question: str, way: str, one: str, other: str) -> None:
    found = operands_of(question)
    assert found is not None
    assert (found.way, found.one, found.other) == (way, one, other)


@pytest.mark.parametrize(
    "question",
    [
        "How much does a season ticket cost?",
        "Who runs more than 30 shops?",
        "Is the Alba 3 cheaper than the Alba 5?",
        "When was the mill opened?",
    ],
)
def test_other_questions_are_left_whole(question: str) -> None:
    assert operands_of(question) is None


@pytest.mark.parametrize(
    ("question", "way", "one", "other"),
    [
        (
            "How far over budget did the new bridge end up?",
            "difference",
            "What did the new bridge cost?",
            "What was the budget for the new bridge?",
        ),
        (
            "By what percentage did the work on the quay exceed the first estimate?",
            "change in per cent",
            "What did the work on the quay cost?",
            "What was the first estimate for the work on the quay?",
        ),
        (
            "What was left of 2024 income after ordinary spending?",
            "difference",
            "What was the income in 2024?",
            "How much was ordinary spending in 2024?",
        ),
        (
            "What share of the guests came by train?",
            "share",
            "How many of the guests came by train?",
            "How many guests were there?",
        ),
        (
            "How many more people used the pool in 2024 than the year before?",
            "difference",
            "How many people used the pool in 2024?",
            "How many people used the pool in 2023?",
        ),
    ],
)
def test_plans_rests_and_shares_are_parted_too(
    question: str, way: str, one: str, other: str
) -> None:
    found = operands_of(question)
    assert found is not None
    assert (found.way, found.one, found.other) == (way, one, other)
