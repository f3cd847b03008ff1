"""Lengths of time between two times of day, and what lies off a plan, over tables made here."""

import pytest

SHOWS = """# Evening programme

| Show | Day | From | To |
| --- | --- | --- | --- |
| Harbour Sports | Saturday | 2.00 pm | 5.45 pm |
| Night Train | Friday | 10.30 pm | 1.15 am |
| Song Box | Sunday | 9.00 am | 10.00 am |
"""
OPENING = """# Counter

| Counter | Weekdays | Rush |
| --- | --- | --- |
| Tool hire | 08:00 to 16:30 | 12 |
| Timber yard | 07:15 - 12:00 | 5 |
"""
INCOME = """# Income

| Source | 2023 | Budget 2024 | 2024 |
| --- | --- | --- | --- |
| Tickets | 6,215 | 6,600 | 6,742 |
| Café | 1,164 | 1,300 | 1,238 |
| Rents | 905 | 920 | 911 |
| Shop | 380 | 400 | 415 |
"""


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (SHOWS, "How long is Harbour Sports?", "3 hours 45 minutes"),
        (SHOWS, "How long does Night Train last?", "2 hours 45 minutes"),
        (SHOWS, "How many minutes does Song Box run?", "60 minutes"),
        (OPENING, "How long is the tool hire counter open on weekdays?", "8 hours 30 minutes"),
        (OPENING, "How many hours is the timber yard open on weekdays?", "4.75 hours"),
    ],
)
def test_a_row_with_two_times_of_day_tells_how_long(ask, text, question, answer):
    found = [each for each in ask(text, question) if each.computed is not None]
    assert found, "nothing was worked out"
    assert found[0].text == answer
    assert found[0].computed.operation == "difference"


def test_a_time_of_day_is_no_length_of_time(ask):
    found = ask(SHOWS, "How long is Harbour Sports?")
    assert all(each.text not in ("2.00 pm", "5.45 pm") for each in found)
    assert any(each.text == "2.00 pm" for each in ask(SHOWS, "When does Harbour Sports start?"))


def test_the_row_of_a_plan_tells_by_how_much_it_was_missed(ask):
    first = ask(INCOME, "By how much did the takings from the café fall short of the budget?")[0]
    assert (first.text, first.computed.operation) == ("62", "difference")
    first = ask(INCOME, "By how many per cent did rents miss the budget in 2024?")[0]
    assert (first.text, first.computed.operation) == ("1 %", "change in per cent")


def test_rows_under_their_plan_are_the_ones_that_came_in_under_it(ask):
    found = ask(INCOME, "How many sources of income came in under budget in 2024?")
    counted = [each for each in found if each.computed and each.computed.operation == "count"]
    assert counted[0].text == "2"


def test_a_share_of_a_column_named_total_is_taken_of_the_total(ask):
    text = "| Year | Dues | Ice | Total |\n| --- | --- | --- | --- |\n"
    text += "| 2021 | 300 | 100 | 400 |\n| 2022 | 350 | 150 | 500 |\n| 2023 | 360 | 240 | 600 |\n"
    first = ask(text, "What share of the total in 2022 was ice?")[0]
    assert (first.text, first.computed.operation) == ("30 %", "share")
