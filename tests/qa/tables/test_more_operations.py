import pytest

DAMS = """# Dams

| Dam | Built | Height (m) | Water 2021 | Water 2022 |
| --- | --- | --- | --- | --- |
| Cawl Head | 1911 | 31 | 420 | 460 |
| Swinmoor | 1934 | 44 | 980 | 910 |
| Long Tarrow | 1957 | 62 | 640 | 700 |
| Upper Keld | 1983 | 71 | 510 | 520 |
"""
DESKS = """# Desks

| Desk | Mon | Tue | Wed |
| --- | --- | --- | --- |
| North | 12 | 20 | 8 |
| South | 30 | 14 | 16 |
| All desks | 42 | 34 | 24 |
"""


def first_of(found, operation: str) -> str | None:
    """What the likeliest proposal of an operation says."""
    texts = [p.text for p in found if p.computed is not None and p.computed.operation == operation]
    return texts[0] if texts else None


@pytest.mark.parametrize(
    ("question", "operation", "answer"),
    [
        ("How many years lie between Cawl Head and Upper Keld?", "difference", "72 years"),
        ("What share of the 2021 water was at Swinmoor?", "share", "38.4 %"),
        ("Ranked by height, what place does Swinmoor take?", "rank", "3"),
        ("Difference between the highest and the lowest dam in height?", "difference", "40"),
        ("How many dams had less water in 2022 than in 2021?", "count", "1"),
        ("Which dam's water grew the most from 2021 to 2022?", "largest", "Long Tarrow"),
    ],
)
def test_values_are_worked_out(ask, question: str, operation: str, answer: str) -> None:
    assert first_of(ask(DAMS, question), operation) == answer


def test_the_oldest_has_the_earliest_date(ask) -> None:
    assert ask(DAMS, "Which is the oldest dam?")[0].text == "Cawl Head"


def test_a_row_that_sums_up_the_others_is_no_item_whatever_its_name(ask) -> None:
    assert ask(DESKS, "Which desk was busiest on Monday, by Mon?")[0].text != "All desks"


def test_a_whole_date_is_found_however_it_is_written(ask) -> None:
    text = "| Seed | Picked | Packets |\n| --- | --- | --- |\n"
    text += (
        "| Vetch | 02.09.1997 | 112 |\n| Poppy | 03.07.2014 | 185 |\n| Oat | 30.08.2018 | 22 |\n"
    )
    assert ask(text, "Which seed was picked on 3 July 2014?")[0].text == "Poppy"


def test_words_of_a_name_ask_for_nothing(ask) -> None:
    text = "| Apiary | 2019 | 2020 |\n| --- | --- | --- |\n"
    text += "| Heather Top | 612 | 588 |\n| Fallow End | 140 | 173 |\n| Brook | 230 | 199 |\n"
    assert ask(text, "How much did Heather Top give in 2020?")[0].text == "588"


def test_column_names_that_are_numbers_are_found(ask) -> None:
    text = "Up the hill\n\nStop\t101\t103\t105\nFoot\t6.40\t8.10\t9.40\n"
    text += "Bend\t6.47\t8.17\t9.47\nTop\t7.21\t8.52\t10.24\n"
    assert ask(text, "When does train 103 stop at the Bend?")[0].text == "8.17"


KEEPERS = """# Light

| Keeper | Years | From |
| --- | --- | --- |
| Ada Quill | 1901-1919 | Skerry |
| Ben Marl | 1919-1940 | Holm |
| Cora Dunn | 1940-1955 | Rathe |
"""
HUTS = """# Huts

| Hut | Beds | Meals | Permit |
| --- | --- | --- | --- |
| Alder | 12 | none | no |
| Birch | 30 | dinner | yes |
| Cedar | 8 | not offered | yes |
"""


def test_a_year_within_the_time_of_a_row_finds_the_row(ask):
    found = ask(KEEPERS, "Which keeper was there in 1930?")
    assert "Ben Marl" in [proposal.text for proposal in found[:3]]


def test_cells_that_say_no_or_none_count_as_being_without(ask):
    assert ask(HUTS, "How many huts are without meals?")[0].text == "2"
    assert ask(HUTS, "How many huts can be used without a permit?")[0].text == "1"


MEALS = """# Canteen

| Group | 2021 | 2022 | 2023 |
| --- | --- | --- | --- |
| Warm dishes | 900 | 950 | 870 |
| Cold dishes | 310 | 290 | 340 |
| All dishes income | 2,100 | 2,300 | 2,500 |
"""
RACE = """# Regatta

| Boat | Races | Penalties | Points |
| --- | --- | --- | --- |
| Plover | 6 | 3 | 58 |
| Teal | 6 | 9 | 51 |
| Curlew | 6 | 1 | 47 |
| Gannet | 6 | 5 | 20 |
"""


def test_a_change_within_a_year_is_from_the_year_before_and_of_one_row(ask) -> None:
    found = ask(MEALS, "By what percentage did income from warm dishes drop in 2023?")
    assert first_of(found, "change in per cent") == "8.4 %"
    operands = [p.places for p in found if p.computed and p.computed.operation.startswith("change")]
    assert all(len({place.cell.row for place in places}) == 1 for places in operands)


@pytest.mark.parametrize(
    ("question", "answer"),
    [("Which boat came third?", "Curlew"), ("Which boat finished last?", "Gannet")],
)
def test_a_place_goes_by_the_column_that_the_rows_are_ordered_by(ask, question, answer) -> None:
    assert ask(RACE, question)[0].text == answer


def test_a_mean_that_ends_after_two_decimals_is_given_whole(ask) -> None:
    rows = "| A | 12 |\n| B | 15 |\n| C | 9 |\n| D | 13 |\n"
    text = f"# Fees\n\n| Kind | Fee |\n| --- | --- |\n{rows}"
    assert first_of(ask(text, "What is the average fee?"), "average") == "12.25"


def test_two_rows_with_the_same_word_are_set_against_each_other(ask) -> None:
    text = "# Cup\n\n| Club | Played | Goals for | Goals against |\n| --- | --- | --- | --- |\n"
    text += "| Wick | 9 | 28 | 31 |\n| Tarn | 9 | 40 | 22 |\n"
    assert first_of(ask(text, "What is Wick's goal difference?"), "difference") == "3"


def test_columns_of_one_thing_in_two_years_are_times_of_it(ask) -> None:
    head = "| Yard | Hives | Honey 2023 (kg) | Honey 2024 (kg) |\n| --- | --- | --- | --- |\n"
    text = f"# Yards\n\n{head}| Mill Stream | 12 | 188 | 240 |\n| Old Quarry | 18 | 402 | 455 |\n"
    found = ask(text, "By how much did the honey of Mill Stream grow from 2023 to 2024?")
    assert found[0].text == "52"
    assert sum(p.computed is not None and p.text == "52" for p in found) == 2
