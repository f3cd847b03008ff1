import pytest

from pincite.qa.evidence import Proposal
from pincite.qa.tables import propose_from_tables

HARVEST = """# Orchards

Apples picked, in crates

| Orchard | 2018 | 2019 | 2020 | 2021 |
| --- | --- | --- | --- | --- |
| Northfield | 1,204 | 1,310 | 998 | 1,420 |
| Millbrook | 2,050 | 1,975 | 2,210 | 2,305 |
| Old Grange | 640 | 702 | 688 | 655 |
| **Total** | **3,894** | **3,987** | **3,896** | **4,380** |
"""
EVENTS = """# Ferries

| Date | What happened |
| --- | --- |
| Mar 2009 | The Petrel entered service. |
| Aug 2011 | The Petrel carried its passenger number 50,000. |
| May 2013 | The Fulmar entered service. |
| Jan 2015 | The Fulmar carried its passenger number 50,000. |
| Jun 2016 | The Petrel carried its passenger number 100,000. |
"""
PARTS = """# Parts

| No. | Part | Fits | Price (€) | Days |
| --- | --- | --- | --- | --- |
| 1 | Fan belt | Kestrel 4 | 31.50 | 2 |
| 2 | Pump seal | Kestrel 6 | 6.40 [a] | 5 |
| 3 | Door lock | Merlin | 118.00 | 2 |
"""
KEY_VALUE = """# Boat

| Property | Value |
| --- | --- |
| Length over all | 41.2 m |
| Crew | 6 |
| Home port | Inverlanish |
"""


def first(found: list[Proposal]) -> Proposal:
    assert found, "nothing was proposed"
    return found[0]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many crates did Northfield pick in 2019?", "1,310"),
        ("millbrook crates 2021", "2,305"),
        ("In 2018, what did Old Grange bring in?", "640"),
        ("Could you tell me Northfield's figure for 2020?", "998"),
        ("how many crates of apples did Milbrook pick in 2018", "2,050"),
        ("What was the total for 2020?", "3,896"),
        ("How many crates were picked altogether in 2021?", "4,380"),
        ("Which orchard picked 702 crates in 2019?", "Old Grange"),
        ("In which year did Millbrook pick 2,210 crates?", "2020"),
    ],
)
def test_a_cell_is_found_by_row_and_column(ask, question: str, answer: str) -> None:
    assert first(ask(HARVEST, question)).text == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When did the Fulmar carry 50,000 passengers?", "Jan 2015"),
        ("When did the Petrel reach passenger number one hundred thousand?", "Jun 2016"),
        ("When did the Fulmar enter service?", "May 2013"),
    ],
)
def test_a_date_is_found_by_the_words_beside_it(ask, question: str, answer: str) -> None:
    assert first(ask(EVENTS, question)).text == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is the price of the pump seal?", "6.40"),
        ("What does the fan belt fit?", "Kestrel 4"),
        ("door lock price", "118.00"),
        ("Which part fits the Merlin?", "Door lock"),
    ],
)
def test_the_key_may_stand_in_a_later_column(ask, question: str, answer: str) -> None:
    assert first(ask(PARTS, question)).text == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [("What is the length over all?", "41.2 m"), ("home port of the boat", "Inverlanish")],
)
def test_two_columns_may_be_names_and_values(ask, question: str, answer: str) -> None:
    assert first(ask(KEY_VALUE, question)).text == answer


def test_a_table_without_a_header_is_read(ask) -> None:
    text = "Prices\n\nBread\t3.20\nButter\t2.75\nMilk\t1.15\nCheese\t8.90\n"
    assert first(ask(text, "What is the price of butter?")).text == "2.75"


def test_a_turned_table_is_read(ask) -> None:
    text = """| Year | Northfield | Millbrook |
| --- | --- | --- |
| 2018 | 1,204 | 2,050 |
| 2019 | 1,310 | 1,975 |
| 2020 | 998 | 2,210 |
"""
    assert first(ask(text, "How many crates did Millbrook pick in 2019?")).text == "1,975"


def test_a_citation_names_row_and_column_in_the_words_of_the_table(ask) -> None:
    cell = first(ask(HARVEST, "What was the total in 2019?")).places[0].cell
    assert cell is not None
    assert (cell.row, cell.column) == ("Total", "2019")


def test_emphasis_and_footnote_marks_are_left_out_of_the_quote(ask) -> None:
    assert first(ask(HARVEST, "total crates in 2018")).text == "3,894"
    assert first(ask(PARTS, "pump seal price")).text == "6.40"


def test_a_number_in_a_sentence_is_told_apart_from_its_cell(ask) -> None:
    text = EVENTS.replace(
        "Aug 2011 | The Petrel carried its passenger number 50,000.",
        "Aug 2011 | The Petrel has now carried 50,000 people.",
    )
    found = ask(text, "How many people had the Petrel carried in August 2011?")
    assert first(found).text == "50,000"


@pytest.mark.parametrize(
    "question",
    [
        "How many crates did Northfield pick in 2016?",
        "How many crates did Northfield pick in 2024?",
        "millbrook crates 2030",
    ],
)
def test_a_year_outside_the_table_gets_nothing(ask, question: str) -> None:
    assert ask(HARVEST, question) == []


@pytest.mark.parametrize(
    "question",
    [
        "How many crates did Ashdown pick in 2019?",
        "What were Ashdown's crates in 2021?",
        "How many crates did the Sorrel Valley pick in 2020?",
    ],
)
def test_another_name_is_never_likely(ask, question: str) -> None:
    assert all(proposal.probability < 0.5 for proposal in ask(HARVEST, question))


def test_a_name_that_differs_by_a_letter_is_another_name(ask) -> None:
    text = """# Allowance a day

| Country | 2023 | 2024 |
| --- | --- | --- |
| Ireland | 38.00 | 42.00 |
| Norway | 52.00 | 56.00 |
| Denmark | 40.00 | 43.00 |
"""
    found = ask(text, "What is the allowance for Iceland in 2024?")
    assert all(proposal.probability < 0.5 for proposal in found)


def test_the_question_itself_is_no_answer(ask) -> None:
    assert all(p.text != "Fan belt" for p in ask(PARTS, "What is the price of the fan belt?"))


def test_the_row_that_retrieval_found_nearest_is_proposed_where_no_word_names_it(row_evidence):
    text = (
        "# Desk\n\n| Figure | 2023 |\n| --- | --- |\n"
        "| Calls taken | 870 |\n| Mean wait | 310 |\n| Staff | 12 |\n"
    )
    asked = row_evidence(text, "How long was the line held in 2023?", ["Mean wait", "Staff"])
    assert propose_from_tables(asked)[0].text == "310"


def test_the_column_nearest_in_meaning_answers_where_no_word_names_it(row_evidence):
    text = (
        "# Rules\n\n| Offence | Decided by | Penalty |\n| --- | --- | --- |\n"
        "| Smoking | warden | fine |\n| Shouting | porter | warning |\n"
    )
    asked = row_evidence(text, "Who judges shouting?", ["Shouting"], near="Decided by")
    assert propose_from_tables(asked)[0].text == "porter"


def test_the_letterhead_names_whose_table_it_is(ask) -> None:
    rows = "| 2021 | 958 | 6 |\n| 2022 | 990 | 9 |\n"
    table = f"| Year | Calls | Cruise calls |\n| --- | --- | --- |\n{rows}"
    told = ask(f"# Review\n\nEllary Trust\n\n{table}", "How many calls did Ellary have in 2021?")
    untold = ask(f"# Review\n\n{table}", "How many calls did Ellary have in 2021?")
    assert told[0].text == untold[0].text == "958"
    assert told[0].probability > untold[0].probability
