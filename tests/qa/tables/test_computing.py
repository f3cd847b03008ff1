import pytest

VISITS = """# Museums

Visitors by museum

| Museum | 2016 | 2017 | 2018 | 2019 |
| --- | --- | --- | --- | --- |
| Harbour Museum | 41,200 | 43,900 | 40,150 | 52,300 |
| Mill House | 12,400 | 11,800 | 13,650 | 12,900 |
| Glass Hall | 28,000 | 30,500 | 33,100 | 35,700 |
| Toy Cabinet | 8,000 | 8,250 | 7,900 | 9,100 |
| Total | 89,600 | 94,450 | 94,800 | 110,000 |
"""
LATE = """| Museum | 2016 | 2017 | 2018 | 2019 |
| --- | --- | --- | --- | --- |
| Harbour Museum | 41,200 | 43,900 | 40,150 | 52,300 |
| Glass Hall | 28,000 | 30,500 | 33,100 | 35,700 |
| Toy Cabinet | 7,900 | 9,100 |
| Total | 69,200 | 74,400 | 81,150 | 97,100 |
"""


def best(found, operation: str):
    """The likeliest proposal; it has to be of the operation."""
    assert found, "nothing was proposed"
    assert found[0].computed is not None, found[0]
    assert found[0].computed.operation == operation, found[0]
    return found[0]


@pytest.mark.parametrize(
    ("question", "operation", "answer"),
    [
        ("Which museum had the most visitors in 2018?", "largest", "Harbour Museum"),
        ("Of all museums, which had the fewest visitors in 2017?", "smallest", "Toy Cabinet"),
        ("What was Glass Hall's best year?", "largest", "2019"),
        ("In which year did Mill House have the lowest number of visitors?", "smallest", "2017"),
        (
            "Which museum had the second highest number of visitors in 2019?",
            "largest",
            "Glass Hall",
        ),
        ("When did the Harbour Museum first pass 50,000 visitors?", "first", "2019"),
        (
            "How many visitors did Mill House and Toy Cabinet have together in 2018?",
            "sum",
            "21,550",
        ),
        ("total visitors of Glass Hall from 2016 to 2018", "sum", "91,600"),
        ("average visitors of the Harbour Museum from 2016 to 2019", "average", "44,387.5"),
        (
            "How many more visitors did Glass Hall have than Mill House in 2019?",
            "difference",
            "22,800",
        ),
        ("By how many visitors did Glass Hall grow between 2016 and 2019?", "difference", "7,700"),
        ("How many times Mill House's visitors did Glass Hall have in 2018?", "ratio", "2.42"),
        (
            "By how many per cent did Toy Cabinet grow from 2018 to 2019?",
            "change in per cent",
            "15.2 %",
        ),
        ("What share of all visitors did the Glass Hall have in 2019?", "share", "32.5 %"),
        ("How many museums had more than 30,000 visitors in 2018?", "count", "2"),
        ("In how many years did Glass Hall exceed 30,000?", "count", "3"),
    ],
)  # fmt: skip
def test_values_are_worked_out(ask, question: str, operation: str, answer: str) -> None:
    assert best(ask(VISITS, question), operation).text == answer


def test_every_operand_is_a_place_of_its_own(ask) -> None:
    question = "How many visitors did Mill House and Toy Cabinet have together in 2016?"
    found = best(ask(VISITS, question), "sum")
    quotes = {VISITS[place.span.start : place.span.end] for place in found.places}
    assert quotes == {"12,400", "8,000"}
    assert found.computed.operands == (0, 1)
    assert {place.cell.row for place in found.places} == {"Mill House", "Toy Cabinet"}


def test_a_total_row_is_not_counted_as_an_item(ask) -> None:
    assert best(ask(VISITS, "How many museums were above 25,000 in 2016?"), "count").text == "2"
    assert best(ask(VISITS, "Which museum had most visitors in 2016?"), "largest").text != "Total"


@pytest.mark.parametrize(
    "question",
    [
        "How many more visitors did Glass Hall have in 2019 than in 2009?",
        "total visitors of Glass Hall from 2010 to 2018",
        "By how many per cent did Toy Cabinet grow from 2012 to 2019?",
        "Which museum had the most visitors in 2025?",
    ],
)
def test_a_missing_operand_gives_nothing(ask, question: str) -> None:
    assert ask(VISITS, question) == []


@pytest.mark.parametrize(
    "question",
    [
        "How many more visitors did Glass Hall have than the Clock Tower in 2019?",
        "What was the Clock Tower's best year?",
        "average visitors of the Clock Tower from 2016 to 2019",
    ],
)
def test_an_unknown_row_is_never_likely(ask, question: str) -> None:
    assert all(proposal.probability < 0.5 for proposal in ask(VISITS, question))


def test_money_and_decimals_are_written_as_in_the_table(ask) -> None:
    text = """| Ticket | 2022 | 2023 |
| --- | --- | --- |
| Adult | €12.00 | €13.50 |
| Child | €6.00 | €6.50 |
| Family | €28.00 | €31.00 |
"""
    found = best(
        ask(text, "How much more did an adult ticket cost in 2023 than in 2022?"), "difference"
    )
    assert found.text == "€1.50"
    assert found.computed.unit == "€"


def test_units_that_differ_are_not_added_up(ask) -> None:
    text = """| Item | Amount |
| --- | --- |
| Water | 40 l |
| Salt | 25 kg |
| Sand | 90 kg |
"""
    found = ask(text, "What is the sum of water and salt?")
    assert all(p.computed is None or p.computed.operation != "sum" for p in found)


def test_a_bound_is_compared_at_the_scale_of_the_caption(ask) -> None:
    text = """Income (£ thousand)

| Source | 2022 | 2023 |
| --- | --- | --- |
| Freight | 20,660 | 21,340 |
| Grants | 720 | 540 |
| School | 415 | 690 |
| Harbour | 3,395 | 3,480 |
"""
    found = best(ask(text, "How many sources were under a million pounds in 2023?"), "count")
    assert found.text == "2"


def test_a_series_that_totals_placed_is_worked_with_and_noted(ask) -> None:
    found = ask(LATE, "How many visitors did the Toy Cabinet have in 2019?")
    assert found[0].text == "9,100"
    assert "totals prove" in (found[0].note or "")
