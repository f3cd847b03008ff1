import pytest

from pincite.corpus import Span
from pincite.qa.enumerations import enumeration_around, split_enumeration


def items_of(text, pointed_at):
    start = text.index(pointed_at)
    near = [Span(start, start + len(pointed_at))]
    return [text[i.start : i.end] for i in enumeration_around(text, Span(0, len(text)), near)]


@pytest.mark.parametrize(
    ("text", "pointed_at", "expected"),
    [
        (
            "The shop sells four fruits: apples, pears, plums and dates.",
            "pears",
            ["apples", "pears", "plums", "dates"],
        ),
        (
            "Cars are built in Maubeuge and Flins (France), Bursa (Turkey) and Valladolid (Spain).",
            "Bursa (Turkey)",
            ["Flins (France)", "Bursa (Turkey)", "Valladolid (Spain)"],
        ),
        ("In 2014 it sold 1,200 cars.", "1,200", []),
    ],
)
def test_the_items_of_an_enumeration_are_told_apart(text, pointed_at, expected):
    assert items_of(text, pointed_at) == expected


def test_a_span_that_is_an_enumeration_is_split():
    text = "iron; copper; and tin"
    items = split_enumeration(text, Span(0, len(text)))
    assert [text[i.start : i.end] for i in items] == ["iron", "copper", "tin"]
