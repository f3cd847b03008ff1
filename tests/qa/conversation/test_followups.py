"""Follow-up questions in several subjects, written out."""

import pytest

from pincite.qa.answers import Turn
from pincite.qa.conversation import interpret


def understood(question: str, *earlier: tuple[str, str]) -> str:
    return interpret(question, [Turn(*turn) for turn in earlier]).text


SALES = ("How many tractors did Lindqvist sell in 2014?", "812")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("and in 2015?", "How many tractors did Lindqvist sell in 2015?"),
        ("2011?", "How many tractors did Lindqvist sell in 2011?"),
        ("And the year after that?", "How many tractors did Lindqvist sell in 2015?"),
        ("what about the year before?", "How many tractors did Lindqvist sell in 2013?"),
        ("two years later?", "How many tractors did Lindqvist sell in 2016?"),
        ("And Marlow?", "How many tractors did Marlow sell in 2014?"),
        ("how about Marlow in 2012?", "How many tractors did Marlow sell in 2012?"),
        ("and ploughs?", "How many ploughs did Lindqvist sell in 2014?"),
        ("No, I meant Marlow.", "How many tractors did Marlow sell in 2014?"),
        ("sorry, 2016", "How many tractors did Lindqvist sell in 2016?"),
        ("Marlow, not Lindqvist", "Marlow, not Lindqvist"),
        ("I meant Marlow, not Lindqvist", "How many tractors did Marlow sell in 2014?"),
        ("The same for 2010, please", "How many tractors did Lindqvist sell in 2010?"),
        ("in Norway?", "How many tractors did Lindqvist sell in 2014 in Norway?"),
        ("Was it more in 2013?", "How many tractors did Lindqvist sell in 2013?"),
        ("when?", "When did Lindqvist sell tractors?"),
    ],
)
def test_a_fragment_takes_the_place_of_its_kind(question: str, expected: str) -> None:
    assert understood(question, SALES) == expected


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        (("What does error E404 mean?", "not found"), "and E500?", "What does error E500 mean?"),
        (
            ("What is the price of the Arbor 6?", "40 euros"),
            "what about the 9?",
            "What is the price of the Arbor 9?",
        ),
        (
            ("Who coordinates the Western district?", "Ada Holm"),
            "And Eastern?",
            "Who coordinates the Eastern district?",
        ),
        (
            ("How long does the sourdough rest in the fridge?", "12 hours"),
            "And at room temperature?",
            "How long does the sourdough rest at room temperature?",
        ),
        (
            ("How long is the cover for a Tarn kettle without registration?", "a year"),
            "and with it?",
            "How long is the cover for a Tarn kettle with registration?",
        ),
        (
            ("How many people live in Peru?", "33 million"),
            "What about Bolivia?",
            "How many people live in Bolivia?",
        ),
        (
            ("What did the museum cost in Q1 2023?", "2 million"),
            "And Q2?",
            "What did the museum cost in Q2 2023?",
        ),
        (
            ("When did Marie Curie win her first Nobel Prize?", "1903"),
            "And the second?",
            "When did Marie Curie win her second Nobel Prize?",
        ),
        (
            ("How many days of leave are there after five years?", "30"),
            "and after ten?",
            "How many days of leave are there after ten years?",
        ),
        (
            ("How much is the grant?", "500 pounds"),
            "What is that in euros?",
            "How much is the grant in euros?",
        ),
        (
            ("What is the speed limit in France?", "130"),
            "when it rains?",
            "What is the speed limit in France when it rains?",
        ),
        (
            ("How long is part 1?", "an hour"),
            "and the next one?",
            "How long is the part 2?",
        ),
    ],
)
def test_fragments_hold_in_other_subjects(
    earlier: tuple[str, str], question: str, expected: str
) -> None:
    assert understood(question, earlier) == expected


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        (("What is Better Harbour?", "a ferry firm"), "When was it founded?",
         "When was Better Harbour founded?"),
        (("What is the capacity of the Elm mill?", "40 t"), "Who opened it?",
         "Who opened the Elm mill?"),
        (("Who directed Jaws?", "Steven Spielberg"), "What other films did he direct?",
         "What other films did Steven Spielberg direct?"),
        (("Which protein carries oxygen?", "haemoglobin"), "Where is it made?",
         "Where is haemoglobin made?"),
        (("Which ship was surveyed in 2020?", "MV Alder"), "how many people does she carry?",
         "How many people does MV Alder carry?"),
        (("How long do red kites live?", "20 years"), "what do they eat?",
         "What do red kites eat?"),
        (("Where is the next fair?", "Lisbon"), "how many people live there?",
         "How many people live in Lisbon?"),
        (("What is the Housing Act?", "a statute of 1988"), "Who was minister then?",
         "Who was minister in 1988?"),
        (("Who chairs the audit committee?", "Lena Roth"), "since when?",
         "Since when is it that Lena Roth chairs the audit committee?"),
        (("Who founded the Elm Society?", ""), "when?", "When was the Elm Society founded?"),
        (("How many students were there in 2019?", "1,200"), "How many of them were women?",
         "How many of the students were women?"),
        (("Does the plan cover theft?", "yes"), "and for how long?",
         "For how long does the plan cover theft?"),
    ],
)  # fmt: skip
def test_words_that_point_back_are_replaced(
    earlier: tuple[str, str], question: str, expected: str
) -> None:
    assert understood(question, earlier) == expected


def test_a_chain_moves_on_from_what_was_understood_last() -> None:
    turns = [Turn(*SALES), Turn("And Marlow?", "90"), Turn("the year after?", "95")]
    assert (
        interpret("and the year after?", turns).text == "How many tractors did Marlow sell in 2016?"
    )


def test_he_and_she_are_two_people() -> None:
    turns = [
        Turn("Who is the director?", "Idris Faulkner"),
        Turn("Whom did he succeed?", "Elspeth Gair"),
    ]
    assert interpret("Where does she live?", turns).text == "Where does Elspeth Gair live?"
    assert interpret("Where does he live?", turns).text == "Where does Idris Faulkner live?"


@pytest.mark.parametrize(
    "question",
    [
        "Who heads Marlow?",
        "And where is the town hall?",
        "So, what does a permit cost?",
        "renault sales 2014",
        "minimum password length?",
        "How long does it take to bake a loaf?",
        "How many kroner more does Norway pay in 2025 than it did in 2023?",
        "Which car made its debut in July 2009?",
        "What happens to a mechanic's wage if he forgets to log the job?",
        "When a fee is late, how is it paid?",
        "How many partners are there?",
        "Is it true that visitors may park?",
        "FTT - what's that short for?",
        "Who coordinates the Southern region?",
        "???",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    result = interpret(question, [Turn(*SALES)])
    assert result.text == question
    assert not result.changed


def test_without_history_nothing_changes() -> None:
    assert not interpret("and in 2015?", []).changed
    assert not interpret("and in 2015?", [Turn("", ""), Turn("?!", "x")]).changed


def test_a_question_that_names_nothing_may_be_asked_of_the_last_thing_too() -> None:
    result = interpret("What is the fee?", [Turn("How long is the Alder II course?", "4 days")])
    assert not result.changed
    assert result.candidates == ("What is the fee?", "What is the fee for the Alder II course?")


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        (("When does the pool open?", "8:00"), "and close?", "When does the pool close?"),
        (("Who won the cup in 2018?", "Farley"), "who lost?", "Who lost the cup in 2018?"),
        (
            ("What is the capacity of the small hall?", "80"),
            "the big one?",
            "What is the capacity of the big hall?",
        ),
        (
            ("When did Marta Vey join the firm?", "2011"),
            "and her brother?",
            "When did Marta Vey's brother join the firm?",
        ),
        (
            ("How many inhabitants were there in 1961?", "1,420"),
            "And thirty years later?",
            "How many inhabitants were there in 1991?",
        ),
        (
            ("Where can I park?", "in Canal Street"),
            "for how long?",
            "For how long can I park in Canal Street?",
        ),
        (
            ("Which company built the stadium?", "Harlan Works"),
            "Where is that company based?",
            "Where is Harlan Works based?",
        ),
        (
            ("What did passenger trains pay in 2023?", "2.10"),
            "freight trains?",
            "What did freight trains pay in 2023?",
        ),
        (
            ("Who is the mayor of Astby?", "Ida Holm"),
            "Who was it before her?",
            "Who was the mayor of Astby before Ida Holm?",
        ),
        (("Who won the women's race?", "Ada Bell"), "and the men's?", "Who won the men's race?"),
        (
            ("How much snow fell in January?", "40 cm"),
            "and in the month after?",
            "How much snow fell in February?",
        ),
        (
            ("How long may a guest stay in summer?", "14 nights"),
            "longer in winter?",
            "How long may a guest stay in winter?",
        ),
        (
            ("How many gold medals did Hythe win?", "6"),
            "silver?",
            "How many silver medals did Hythe win?",
        ),
    ],
)
def test_what_is_missing_comes_from_the_part_of_its_kind(
    earlier: tuple[str, str], question: str, expected: str
) -> None:
    assert understood(question, earlier) == expected
