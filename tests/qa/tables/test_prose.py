"""Values worked out from numbers that sentences tell."""

import pytest

from pincite.corpus import Document
from pincite.corpus.structure import find_blocks
from pincite.qa.tables.prose import propose_from_prose
from pincite.qa.tables.prose.combining import combine, wanted_of
from pincite.qa.tables.prose.gathering import stretches_of
from pincite.qa.tables.prose.proposing import worked_out_of
from pincite.qa.tables.prose.terms import terms_in
from pincite.qa.tables.reaching import grids_near
from pincite.qa.tables.table_question import parse_table_question

FERRY = (
    "# Ferry\n\nThe new pier cost £8.2 million, of which the county paid £5.7 million.\n\n"
    "Of 240 moorings, 60 are let to visitors.\n\n"
    "Fuel use fell from 9.6 to 7.2 tonnes in a year.\n\n"
    "The crew has 14 deckhands, 6 engineers and 5 stewards.\n\n"
    "Captain Orme was harbour master from 1988 to 2003.\n\n"
    "School parties pay £6.50 a pupil.\n\n"
    "In 2021 the 40 volunteers gave 3,200 hours.\n\n"
    "The towing boat has served since 1990, has 212 members of whom 87 are women.\n\n"
    "| Berth | Boats | Catamarans |\n|---|---|---|\n| North | 31 | 12 |\n| South | 45 | 9 |\n"
)


@pytest.fixture
def first(evidence_over):
    """The first value for a question over the ferry's text."""

    def text_of(question: str) -> str:
        document = Document("ferry.md", FERRY, find_blocks(FERRY), "Ferry")
        evidence = evidence_over(document, question)
        found = propose_from_prose(evidence, *grids_near(evidence))
        return found[0].text if found else ""

    return text_of


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How much of the new pier's cost is left for others than the county?", "£2.5 million"),
        ("What share of the moorings are let to visitors?", "25 %"),
        ("By what percentage did fuel use fall?", "25 %"),
        ("How many deckhands, engineers and stewards are in the crew altogether?", "25"),
        ("For how many years was Captain Orme harbour master?", "15 years"),
        ("We are coming with 12 pupils of a school. What do we pay?", "£78.00"),
        ("How many hours did each volunteer give on average?", "80 hours"),
        ("How many of the members of the towing boat are men?", "125"),
        ("How many boats and catamarans lie at the north berth together?", "43"),
    ],
)
def test_numbers_of_one_sentence_are_worked_with_as_the_question_asks(first, question, value):
    assert first(question) == value


def test_a_question_that_asks_for_no_working_gets_none(first):
    assert first("Who paid for the new pier?") == ""


def test_operands_are_quoted_from_the_document(evidence_over):
    document = Document("ferry.md", FERRY, find_blocks(FERRY), "Ferry")
    asked = evidence_over(document, "What share of the moorings are let to visitors?")
    places = propose_from_prose(asked)[0].places
    assert [document.quote(place.span) for place in places] == ["240", "60"]


def test_labels_and_markers_are_no_amounts():
    assert [term.text for term in terms_in("3. See rule 14 of 1998")] == ["1998"]


def test_the_numbers_of_a_range_are_two_terms():
    assert [term.text for term in terms_in("It rose from 9 to 44.")] == ["9", "44"]


@pytest.fixture
def worked(evidence_over):
    """Every value that a question may mean by the numbers of a text."""

    def texts_of(text: str, question: str) -> set[str]:
        document = Document("notes.md", text, find_blocks(text), "Notes")
        evidence = evidence_over(document, question)
        stretches = stretches_of(evidence, *grids_near(evidence))
        wanted = wanted_of(parse_table_question(question))
        return {each.text for stretch in stretches for each in combine(stretch, wanted)}

    return texts_of


@pytest.mark.parametrize(
    ("text", "question", "wrong"),
    [
        ("Repairs cost £1.2 billion, rent £300 million.", "rent and repairs together?", "£900"),
        ("A guide is £2.50 and a map 50p.", "What do a guide and a map cost together?", "£52.50"),
        ("A pupil pays 5 % of £12.", "What do 40 pupils pay?", "200 %"),
        ("It stands on the 3rd floor.", "How many floors are 7 times 3?", "21 rd"),
        ("It is £12.50 a head.", "The budget is £500. How much is it for 3?", "£6250.00"),
    ],
)
def test_what_does_not_go_together_is_not_worked_with(worked, text, question, wrong):
    assert not any(each.startswith(wrong) for each in worked(text + "\n", question))


@pytest.mark.parametrize(
    ("text", "question", "right"),
    [
        (
            "Repairs cost £1.2 billion, rent £300 million.",
            "rent and repairs together?",
            "£1,500,000,000",
        ),
        ("We gave £2 million to 3,000 members.", "How much was that for each member?", "£666.67"),
        ("Flour comes in bags of 2.5 kg.", "What do 3 bags weigh?", "7.5 kg"),
        ("A season ticket is £240.", "What is 15 % of the season ticket?", "£36"),
        ("Sick days fell from 388 in 2022 to 301 in 2023.", "By how many did they fall?", "87"),
    ],
)
def test_values_are_written_as_the_numbers_they_come_of(worked, text, question, right):
    assert right in worked(text + "\n", question)


def test_rows_of_two_tables_are_not_worked_with(worked):
    text = "| Berth | Boats |\n|---|---|\n| North | 31 |\n| South | 12 |\n\nMore.\n\n" + (
        "| Berth | Rafts |\n|---|---|\n| North | 45 |\n| South | 7 |\n"
    )
    found = worked(text, "How many boats and rafts lie at the north and the south berth together?")
    assert "43" in found
    assert "76" not in found


def test_a_cell_over_several_rows_is_read_once(worked):
    text = "| Berth | Boats | Fee |\n|---|---|---|\n| North | 31 | |\n| South | 12 | £9 |\n"
    assert "43" in worked(text, "How many boats lie at both berths together?")


def test_many_numbers_of_a_question_are_not_all_worked_with(worked):
    numbers = " ".join(str(number) for number in range(2, 200))
    assert len(worked("A ride is £3.\n", f"What do {numbers} rides cost?")) <= 4


def test_what_rose_was_less_before(evidence_over):
    text = "# Repairs\n\nA job cost £146 in 2021, up from £131 in 2019.\n"
    document = Document("a.txt", text, find_blocks(text), "A")
    question = "By what percentage did the cost of a job rise from 2019 to 2021?"
    found = propose_from_prose(evidence_over(document, question))
    assert {p.text for p in found if p.computed.operation == "change in per cent"} == {"11.5 %"}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("By how many did passengers grow from 2022 to 2024?", "4.8 million"),
        ("By how many did passengers grow from 2023 to 2024?", "2.3 million"),
    ],
)
def test_numbers_of_the_years_asked_about_are_compared(evidence_over, question, value):
    text = (
        "# Buses\n\nIn 2022 the buses carried 31.4 million passengers, in 2023 33.9 million and in "
        "2024 36.2 million. Line 1 alone carried 7.7 million in 2024.\n"
    )
    document = Document("a.txt", text, find_blocks(text), "A")
    found = propose_from_prose(evidence_over(document, question))
    assert [p.text for p in found if p.computed.operation == "difference"][:1] == [value]


def test_a_number_that_leads_to_another_has_its_unit(evidence_over):
    text = "# Shares\n\nThe dividend is raised from 1.20 to 1.50 euros a share.\n"
    document = Document("a.txt", text, find_blocks(text), "A")
    found = propose_from_prose(evidence_over(document, "By how much is the dividend raised?"))
    assert found[0].text == "0.30 euros"
    assert [document.quote(place.span) for place in found[0].places] == ["1.20", "1.50 euros"]


def test_minutes_of_a_meeting_tell_how_long_it_took(evidence_over):
    text = (
        "# Council\n\nMinutes of the council meeting of 4 March 2024, which opened at 7.15 pm.\n\n"
        "Apologies came from two members.\n\nThe next meeting is on 8 April. The meeting closed at "
        "9.05 pm.\n"
    )
    document = Document("a.txt", text, find_blocks(text), "A")
    evidence = evidence_over(document, "How long did the council meeting of 4 March last?")
    asked = parse_table_question(evidence.parsed.text)
    found = [each for each in worked_out_of(evidence, asked) if each.stretch.is_sitting]
    assert [each.text for each in found] == ["1 hour 50 minutes"]


def test_a_budget_is_not_added_to_what_was_spent(evidence_over):
    text = "# Hall\n\nThe hall cost £4.3 million, and its budget of £3.8 million was not enough.\n"
    document = Document("a.txt", text, find_blocks(text), "A")
    evidence = evidence_over(document, "What did the hall cost altogether?")
    asked = parse_table_question(evidence.parsed.text)
    assert all(each.text != "£8.1 million" for each in worked_out_of(evidence, asked))
