import pytest

from pincite.qa.tables.brackets import bracket_of, months_of

DUES = """# Dues

| Craft | Summer, pounds | Winter, pounds |
| --- | --- | --- |
| Dinghy up to 5 m | 6.00 | 4.50 |
| Dinghy over 5 m | 9.00 | 7.00 |
| Yacht up to 10 m | 24.00 | 17.00 |
| Yacht up to 15 m | 33.00 | 22.00 |
"""
DUTY = """# On call

| Months | Engineer | Telephone |
| --- | --- | --- |
| January to May | Aldith Crane | 411 |
| June to August | Piers Monnow | 412 |
| September to December | Joan Tallis | 413 |
"""
HALLS = """# Halls

| Hall | Seats | Kitchen | Step-free |
| --- | --- | --- | --- |
| Larch | 120 | yes | no |
| Rowan | 80 | no | no |
| Hazel | 45 | yes | yes |
| Alder | 60 | yes | no |
"""
DUES_BY_AGE = """# Pool

| Age | Price |
| --- | --- |
| Under 5 | free |
| 5 to 15 | 4.00 |
| 16 and over | 7.50 |
"""
TOLLS = """# Tolls

| Van | Toll |
| --- | --- |
| up to 1000 kg | 4.00 |
| up to 2000 kg | 7.50 |
| up to 3500 kg | 11.00 |
"""
TRAFFIC = """# Traffic

| Route | 2021 | 2022 |
| --- | --- | --- |
| Harbour line | 14,200 | 13,900 |
| Hill line | 8,100 | 9,450 |
| Lake line | 5,300 | 5,150 |
"""
ACCOUNTS = """# Accounts

| Item | 2022 | 2023 |
| --- | --- | --- |
| Ticket income | 410 | 455 |
| Other income | 60 | 51 |
| Total income | 470 | 506 |
| Wages | 300 | 322 |
| Repairs | 95 | 120 |
| Total spending | 395 | 442 |
"""
BUDGET = """# Budget

| Item, thousand pounds | 2022 | 2023 |
| --- | --- | --- |
| *Income* | | |
| Fees | 388 | 452 |
| Grants | 60 | 60 |
| Gifts | 29 | 31 |
| **Total income** | 477 | 543 |
| *Costs* | | |
| Wages | 152 | 187 |
| Rent | 138 | 138 |
| Energy | 41 | 55 |
| **Total costs** | 331 | 380 |
"""
SEEDS = """# Accessions

| acc_no | taxon | alt_m | germ_pct | seeds_est |
| --- | --- | --- | --- | --- |
| F-21 | Drosera | 9 | 88 | 21000 |
| F-22 | Arnica | 1340 | 93 | 4200 |
| F-23 | Malva | 210 | 71 | 9400 |
| F-24 | Gentiana | 1490 | 97 | 3100 |
"""
KEEPERS = """# Keepers

| Keeper | Years |
| --- | --- |
| Ezra Hume | 1871 to 1880 |
| Agnes Tolland | 1880 to 1909 |
| Col Marsh | 1909 to 1921 |
"""
REPAIRS = """# Repairs

| Date | Bridge | Cost |
| --- | --- | --- |
| 2021-03-04 | Mill bridge | 1,200 |
| 2021-11-20 | Ford bridge | 2,150 |
| 2022-02-11 | Mill bridge | 900 |
| 2022-08-30 | Weir bridge | 640 |
"""


@pytest.mark.parametrize(
    ("table", "question", "answer"),
    [
        (DUES, "What does a yacht of 12 m pay in summer?", "33.00"),
        (DUES, "Winter price for a dinghy of four metres?", "4.50"),
        (DUES, "What does a dinghy over 5 m pay in winter?", "7.00"),
        (DUES, "What does a dinghy of up to 5 m pay in summer?", "6.00"),
        (DUTY, "Which engineer is on call in July?", "Piers Monnow"),
        (HALLS, "How many halls have a kitchen?", "3"),
        (SEEDS, "Count the accessions that show a germination of at least 90 %.", "2"),
        (SEEDS, "Which taxon was gathered at the second-highest altitude?", "Arnica"),
        (HALLS, "How many halls are not step-free?", "3"),
        (HALLS, "How many halls with a kitchen are not step-free?", "2"),
        (DUES_BY_AGE, "What is the price for a 5 year old?", "4.00"),
        (TOLLS, "What is the toll for a van of 1,200 kg?", "7.50"),
        (TRAFFIC, "How many routes carried fewer people in 2022 than in 2021?", "2"),
        (TRAFFIC, "Which route carried more people in 2022 than the year before?", "Hill line"),
        (TRAFFIC, "By how many per cent did the Hill line grow in 2022?", "16.7 %"),
        (ACCOUNTS, "What was the difference between income and spending in 2023?", "64"),
        (BUDGET, "Which of the costs was the largest in 2023?", "Wages"),
        (BUDGET, "Which source of income was the smallest in 2022?", "Gifts"),
        (BUDGET, "How much were the total costs in 2022?", "331"),
        (BUDGET, "How many items were the same in 2023 as in 2022?", "2"),
        (KEEPERS, "Which keeper held office the longest?", "Agnes Tolland"),
        (REPAIRS, "What did the repairs of 2021 cost altogether?", "3,350"),
    ],
)
def test_rows_are_found_that_no_cell_names(ask, table: str, question: str, answer: str) -> None:
    assert ask(table, question)[0].text == answer


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("6-10 years", 6, 10),
        ("Adult (16–64)", 16, 64),
        ("€1,501 to €2,000", 1501, 2000),
        ("not less than 10 tonnes", 10, float("inf")),
        ("up to 2000 kg", float("-inf"), 2000),
        ("from 0 to 2 kg", 0, 2),
        ("12.5 kg and above", 12.5, float("inf")),
    ],
)
def test_stretches_of_numbers_are_read(text: str, low: float, high: float) -> None:
    found = bracket_of(text)
    assert found is not None
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "within", "beyond"),
    [
        ("under 5s", 4.9, 5),
        ("over 5 m up to 10 m", 10, 5),
        ("10 and under 20", 10, 20),
        ("> 3 t", 3.1, 3),
    ],
)
def test_some_ends_do_not_belong_to_a_stretch(text: str, within: float, beyond: float) -> None:
    found = bracket_of(text)
    assert found is not None
    assert found.low <= within <= found.high
    assert not found.low <= beyond <= found.high


@pytest.mark.parametrize(
    "text", ["Gates 2 and 7", "Zone 2", "2019-2021", "9:00 to 17:00", "2024-03-04", "A5", ""]
)
def test_what_is_no_stretch_of_numbers_is_left_alone(text: str) -> None:
    assert bracket_of(text) is None


def test_months_run_over_the_end_of_a_year() -> None:
    assert months_of("Nov–Jan") == {10, 11, 0}
    assert months_of("Mayor to June") == frozenset()
    assert months_of("January and July") == {0, 6}
    assert len(months_of("1 April 2023 to 31 March 2024")) == 12


def test_rows_that_a_bound_picks_are_one_answer(ask) -> None:
    rows = "| Elm | 1968 |\n| Oak | 1983 |\n| Ash | 1997 |\n"
    text = f"# Mills\n\n| Mill | Opened |\n| --- | --- |\n{rows}"
    found = [each for each in ask(text, "Which mills opened before 1990?") if each.items]
    assert [each.items for each in found] == [("Elm", "Oak")]
    assert found[0].probability > 0.5


def test_as_many_rows_as_a_condition_picks_are_one_answer(ask) -> None:
    rows = [("Adder", 12), ("Brock", 45), ("Crane", 8), ("Doe", 30), ("Elk", 52), ("Fox", 19)]
    text = "# Boats\n\n| Boat | Fee |\n|---|---|\n" + "".join(f"| {a} | {b} |\n" for a, b in rows)
    found = [each for each in ask(text, "Which boats have a fee of less than 40?") if each.items]
    assert [each.items for each in found] == [("Adder", "Crane", "Doe", "Fox")]


def test_a_sentence_that_tells_several_things_is_worked_with_as_a_table(ask) -> None:
    text = "On tour Norwich saw 910 guests, Leeds 820 and Truro 990."
    first = ask(text, "Which town saw the most guests?")[0]
    assert (first.text, first.places[0].cell) == ("Truro", None)


SHIPPED = """# Shipped

| Year | Market | Crates | Value |
| --- | --- | --- | --- |
| 2023 | Norland | 820 | 6110 |
| 2023 | Ostia | 460 | 6720 |
| 2023 | All | 1280 | 12830 |
| 2024 | Norland | 910 | 7020 |
| 2024 | Ostia | 390 | 5880 |
| 2024 | Velden | 140 | 6440 |
| 2024 | All | 1440 | 19340 |
"""


@pytest.mark.parametrize(
    ("question", "answer", "row"),
    [
        ("Which market had the largest value in 2024?", "Norland", "Norland"),
        ("Which market had the second largest value in 2024?", "Velden", "Velden"),
        ("How many crates went to Ostia in 2023?", "460", "Ostia"),
    ],
)
def test_words_name_rows_though_several_rows_share_them(ask, question, answer, row) -> None:
    first = ask(SHIPPED, question)[0]
    assert (first.text, first.places[0].cell.row) == (answer, row)
