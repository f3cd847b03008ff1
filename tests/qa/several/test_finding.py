"""Listings that the reader took as one answer."""

from pincite.corpus import Document, Span
from pincite.corpus.structure import find_blocks
from pincite.qa.several.finding import ReadSpan, read_listings
from pincite.qa.several.offices import is_one_person

TEXT = "# Aims\n\nBy May the crew is to\n\n- mend the roof\n- paint the doors\n"


def test_a_span_that_begins_before_the_first_block_it_covers_gives_its_items() -> None:
    document = Document("a.md", TEXT, find_blocks(TEXT), "A")
    before = TEXT.index("By May") - 1
    read = ReadSpan(document, Span(before, len(TEXT) - 1), 1.0, 0.0, 0, 1)
    [listing] = read_listings([read])
    assert [document.quote(item) for item in listing.items] == ["mend the roof", "paint the doors"]


def test_offices_in_front_of_one_name_are_one_person() -> None:
    assert is_one_person(["headed by Chairman", "CEO Carla Ruiz"])
    assert is_one_person(["Founder", "editor", "publisher Ann Lee"])
    assert not is_one_person(["the Director", "the Treasurer"])
    assert not is_one_person(["Director Tom Hart", "CEO Anna Berg"])
    assert not is_one_person(["oats", "General Mills"])


def test_a_span_over_two_groups_under_lines_of_their_own_gives_each_group() -> None:
    text = "# Waste\n\n- Free of charge:\n  - old nets\n  - batteries\n- Charged for:\n"
    text += "  - flares\n  - tyres\n"
    document = Document("a.md", text, find_blocks(text), "A")
    start, end = text.index("old nets"), text.index("tyres") + 5
    read = ReadSpan(document, Span(start, end), 1.0, 0.0, 0, 1)
    found = [[document.quote(item) for item in each.items] for each in read_listings([read])]
    assert found == [["old nets", "batteries"], ["flares", "tyres"]]
