"""Several questions in one, and single questions that look like several."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.qa.parts import split_question


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("When was Alder founded and who heads it now?",
         ("When was Alder founded?", "Who heads Alder now?")),
        ("How long is the warranty, and what voids it?",
         ("How long is the warranty?", "What voids the warranty?")),
        ("Who designed the bridge, when was it opened and what did it cost?",
         ("Who designed the bridge?", "When was the bridge opened?", "What did the bridge cost?")),
        ("When was Alder founded? Who founded it?",
         ("When was Alder founded?", "Who founded Alder?")),
        ("When and where was the treaty signed?",
         ("When was the treaty signed?", "Where was the treaty signed?")),
        ("What is E21 and does it stop the unit?",
         ("What is E21?", "Does E21 stop the unit?")),
        ("Who founded Alder and when?", ("Who founded Alder?", "When was Alder founded?")),
        ("By how much are flights to be cut, and by when?",
         ("By how much are flights to be cut?", "By when are flights to be cut?")),
        ("Which vans will be made at Elm and how many per year?",
         ("Which vans will be made at Elm?", "How many vans per year will be made at Elm?")),
        ("How many did Alder sell in 2014 and how many did Elm sell?",
         ("How many did Alder sell in 2014?", "How many did Elm sell in 2014?")),
        ("Which enzyme breaks down starch, and where is it produced?",
         ("Which enzyme breaks down starch?", "Where is the enzyme produced?")),
        ("Is the dough kneaded by hand and does it rest overnight?",
         ("Is the dough kneaded by hand?", "Does the dough rest overnight?")),
        ("Could you tell me who owns it; when was it built?",
         ("Who owns it?", "When was it built?")),
    ],
)  # fmt: skip
def test_each_part_is_written_out(text: str, parts: tuple[str, ...]) -> None:
    assert split_question(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "How many cars did Renault and Nissan sell?",
        "What do A and B have in common?",
        "What is the difference between A and B?",
        "How many were sold between 2012 and 2015?",
        "How many eggs and how much flour do I need?",
        "If the yard is late, how much does it owe us per day?",
        "Sharing a login is banned, but which accounts are exempt?",
        "I bought a kettle in 2023. How long is the warranty?",
        "Who is responsible for deciding what is bought and who pays?",
        "In which year did Ada, who ran the mill, leave and return?",
        "LTA - what does it stand for?",
        "renault and nissan sales 2014",
        "and",
        "",
    ],
)
def test_one_question_stays_one(text: str) -> None:
    assert split_question(text) == (text,)


@given(st.text(max_size=200))
def test_any_text_has_at_least_one_part(text: str) -> None:
    assert 1 <= len(split_question(text)) <= 4


def test_a_very_long_text_is_one_question() -> None:
    text = "Who is it and what is it? " * 1000
    assert split_question(text) == (text,)
