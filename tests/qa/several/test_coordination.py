"""The enumerations that a sentence may hold."""

import pytest

from pincite.corpus import Span
from pincite.qa.several.coordination import coordinations


def found(text):
    return [
        [text[item.start : item.end] for item in one.items]
        for one in coordinations(text, Span(0, len(text)))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We thank Ottokar Njie, who played the thief, and the members of a choir.",
            ["Ottokar Njie", "the members of a choir"],
        ),
        (
            "The shop sells four fruits: apples, pears, plums and dates.",
            ["apples", "pears", "plums", "dates"],
        ),
        (
            "Cars are built in Maubeuge and Flins (France), Bursa (Turkey) and Valladolid (Spain).",
            ["Flins (France)", "Bursa (Turkey)", "Valladolid (Spain)"],
        ),
        (
            "The work was shared by Pell & Marchbank, Castell & Lowe and Hobday Roofing.",
            ["Pell & Marchbank", "Castell & Lowe", "Hobday Roofing"],
        ),
        (
            "A launch carries a throw line, a paddle and six foil blankets.",
            ["a throw line", "a paddle", "six foil blankets"],
        ),
        (
            "Drying racks, ladders and toys may not stand on the stairs.",
            ["Drying racks", "ladders", "toys"],
        ),
        (
            "She kept three things: a lamp (brass), a rope, and the key of the shed.",
            ["a lamp (brass)", "a rope", "the key of the shed"],
        ),
        (
            "We pay if the roof leaks, if the boiler fails or if the lift stops.",
            ["if the roof leaks", "if the boiler fails", "if the lift stops"],
        ),
        (
            "He sold apples, pears and, since 2014, plums.",
            ["apples", "pears", "plums"],
        ),
        (
            "Members bring their own boat; pay the fee in advance; and sign the book.",
            ["bring their own boat", "pay the fee in advance", "sign the book"],
        ),
    ],
)
def test_an_enumeration_is_among_those_found(text, expected):
    assert expected in found(text)


def test_a_sentence_without_commas_or_links_holds_none():
    assert found("The lift stands still.") == []


def test_a_sentence_of_thousands_of_commas_is_bounded():
    text = "We sell " + ", ".join(f"thing {n}" for n in range(3_000)) + " and more."
    assert len(found(text)) < 300


def test_the_last_item_may_join_two_things():
    text = "It went into 9 in the yard, 5 in the quay and 2 in ropes and sails."
    assert ["9 in the yard", "5 in the quay", "2 in ropes and sails"] in found(text)
