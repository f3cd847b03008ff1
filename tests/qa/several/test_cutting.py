"""How the items of a listing are cut."""

import pytest

from pincite.corpus import Span
from pincite.qa.several.cutting import bare, inside, name, purpose, short, value, ways_to_cut, whole


def cut(way, text):
    span = way(text, Span(0, len(text)))
    return text[span.start : span.end] if span is not None else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("police: only with a warrant", "police"),
        ("**Quality** – the charter of 2019", "Quality"),
        ("price (50 %)", "price"),
        ("Ferrum Data, which runs our computers", "Ferrum Data"),
        ("take visitors with you; they are yours until they sign out", "take visitors with you"),
        ("a list of people who owe you a favour, and", "a list of people who owe you a favour"),
        ("Plug-ins. They will come back in another form.", "Plug-ins"),
        ("Land and works ............. 2,100,000", "Land and works"),
    ],
)
def test_a_short_item_is_without_what_is_said_about_it(text, expected):
    assert cut(short, text) == expected


def test_a_whole_item_is_its_first_sentence():
    text = "Telephones are switched off (always). Bananas are allowed, but no skins."
    assert cut(whole, text) == "Telephones are switched off (always)"


def test_a_value_stands_behind_its_label():
    assert cut(value, "Hart: find a hall for the meeting") == "find a hall for the meeting"


def test_a_name_ends_at_the_first_comma():
    assert cut(name, "Callum Westerby, Chair since June") == "Callum Westerby"


def test_a_bare_item_is_without_amounts():
    assert (cut(bare, "31 passenger lifts"), cut(bare, "the stock of spare parts 15")) == (
        "passenger lifts",
        "the stock of spare parts",
    )


def test_the_inside_of_an_item_is_what_its_brackets_hold():
    assert cut(inside, "KOE (Cologne)") == "Cologne"


def test_prepositions_are_left_out_where_several_items_have_one():
    text = "by the insurers, by a public appeal"
    cuts = dict(ways_to_cut(text, [Span(0, 15), Span(17, len(text))]))
    assert [text[s.start : s.end] for s in cuts["core"]] == ["the insurers", "a public appeal"]


@pytest.mark.parametrize("text", ["(b) a budget", "and a budget", "and (c) a budget", "a budget,"])
def test_an_item_is_without_its_mark_and_what_links_it(text):
    assert cut(whole, text) == "a budget"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("£620,000 for energy advice", "energy advice"),
        ("$17 million in spare parts and vessels", "spare parts and vessels"),
        ("12 % to the schools", "the schools"),
        ("energy advice", None),
    ],
)
def test_a_purpose_stands_behind_its_amount(text, expected):
    assert cut(purpose, text) == expected


def test_the_to_of_infinitives_is_cut_in_a_way_of_its_own():
    text = "to mend the roof\nto paint the doors"
    items = [Span(0, 16), Span(17, len(text))]
    assert [way for way, _ in ways_to_cut(text, items)] == ["short", "infinitive"]
