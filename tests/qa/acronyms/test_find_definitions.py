"""Acronyms are found where a text defines them, and nowhere else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.qa.acronyms import expand, find_definitions, glossary_of


def found(text: str) -> list[tuple[str, str]]:
    return [(definition.acronym, definition.long_form) for definition in find_definitions(text)]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("the Joint Test Bench (JTB) opened", ("JTB", "Joint Test Bench")),
        ("JTB (Joint Test Bench) opened", ("JTB", "Joint Test Bench")),
        ("JTB stands for Joint Test Bench.", ("JTB", "Joint Test Bench")),
        ("(FY stands for fiscal year.)", ("FY", "fiscal year")),
        ("**JTB** - Joint Test Bench. Opened in May.", ("JTB", "Joint Test Bench")),
        ("**JTB**: Joint Test Bench, opened in May", ("JTB", "Joint Test Bench")),
        ("| JTB | Joint Test Bench | since May |", ("JTB", "Joint Test Bench")),
        ("a memorandum of understanding (MoU)", ("MoU", "memorandum of understanding")),
        ("two battery electric vehicles (BEVs)", ("BEVs", "battery electric vehicles")),
        ("a plug-in hybrid electric car (PHEC)", ("PHEC", "plug-in hybrid electric car")),
        ("the Système de Production Nord (SPN)", ("SPN", "Système de Production Nord")),
    ],
)
def test_the_usual_ways_of_defining(text: str, pair: tuple[str, str]) -> None:
    assert found(text) == [pair]


@pytest.mark.parametrize(
    "text",
    [
        "the plant in Elm (UK) opened",
        "The mill burnt down (2014).",
        "NOTE: Please return the jacket",
        "E52: Inverter too hot",
        "Joint Test Bench (JTX)",
        "the Mayor (Ada Holm) spoke",
        "",
    ],
)
def test_what_does_not_match_is_no_definition(text: str) -> None:
    assert found(text) == []


@given(st.text(alphabet="ABab ()-–:\n.*|", max_size=300))
def test_spans_are_places_of_the_text(text: str) -> None:
    for definition in find_definitions(text):
        short, long = definition.acronym_span, definition.long_span
        assert text[short.start : short.end] == definition.acronym
        assert " ".join(text[long.start : long.end].split()) == definition.long_form


@pytest.mark.parametrize(
    "text",
    [
        "AB " * 100_000,
        "(" * 300_000,
        " (AB)" * 60_000,
        "A" * 300_000,
        "AB: " * 75_000,
        " " * 300_000,
        "AB (a " * 50_000,
        "a\n" * 150_000,
    ],
)
def test_hostile_texts_take_linear_time(text: str) -> None:
    begin = time.perf_counter()
    find_definitions(text)
    assert time.perf_counter() - begin < 5.0


GLOSSARY = {"JTB": ["Joint Test Bench"], "IT": ["information technology"], "leave": ["holiday"]}


@pytest.mark.parametrize(
    ("question", "words", "shown"),
    [
        ("Where is the JTB?", "Joint Test Bench", ("JTB = Joint Test Bench",)),
        ("who runs the joint test bench", "JTB", ("Joint Test Bench = JTB",)),
        ("How many JTBs are there?", "Joint Test Bench", ("JTB = Joint Test Bench",)),
        ("Who heads IT?", "information technology", ("IT = information technology",)),
        ("When was it founded?", "", ()),
        ("How much holiday is there?", "leave", ("holiday = leave",)),
        ("JTB, the Joint Test Bench", "", ()),
        ("", "", ()),
    ],
)
def test_a_glossary_adds_the_other_forms(question: str, words: str, shown: tuple[str, ...]) -> None:
    assert expand(question, GLOSSARY) == (words, shown)


def test_definitions_make_a_glossary() -> None:
    text = "The Joint Test Bench (JTB). JTB (Jersey Tourist Board). Many JTBs."
    assert glossary_of(find_definitions(text)) == {
        "JTB": ("Joint Test Bench", "Jersey Tourist Board")
    }
