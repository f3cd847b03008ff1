"""Listings that a document sets as such."""

from pincite.corpus import BulletList, Document, Heading, Span
from pincite.corpus.structure import find_blocks
from pincite.qa.several import blocks

TRIP = """# Trip

- Bring
  - a torch
  - two ropes
- Leave at home
  - radios
  - knives
"""
CREW = """# Crew

By May the crew is to

- mend the roof
- paint the doors
"""
RULES = """# Rules

1. The board asked for (a) a drawing, (b) a budget and (c) a list of names.
2. The gate stays shut.
"""


def found(find, text, kind=BulletList):
    document = Document("a.md", text, find_blocks(text), "A")
    position = next(at for at, b in enumerate(document.blocks) if isinstance(b, kind))
    return [
        (listing.announced.split("\n")[-1], [document.quote(item) for item in listing.items])
        for listing in find(document, position, 1)
    ]


def test_the_groups_of_a_list_are_announced_by_the_items_over_them():
    assert found(blocks.nested, TRIP)[1:] == [
        ("Bring", ["a torch", "two ropes"]),
        ("Leave at home", ["radios", "knives"]),
    ]


def test_the_outermost_items_of_a_list_are_a_listing_too():
    assert found(blocks.nested, TRIP)[0][1] == ["Bring", "Leave at home"]


def test_a_list_of_one_level_has_no_groups():
    assert found(blocks.nested, CREW) == []


def test_a_list_is_announced_by_the_line_above_it():
    assert found(blocks.bullets, CREW)[0][0] == "By May the crew is to"


def test_an_item_may_number_things_in_its_text():
    assert len(found(blocks.marked, RULES)[0][1]) == 3


def test_headings_below_a_heading_are_a_listing():
    text = "# Aims\n\n## Clean air\n\nMuch of it.\n\n## Safe water\n\nMore of it.\n"
    assert found(blocks.sections, text, Heading)[0][1] == ["Clean air", "Safe water"]


def test_a_list_has_the_line_above_it_in_its_place():
    document = Document("a.md", CREW, find_blocks(CREW), "A")
    position = next(at for at, b in enumerate(document.blocks) if isinstance(b, BulletList))
    listing = next(iter(blocks.bullets(document, position, 1)))
    assert Span(CREW.index("By May"), CREW.index("By May") + 1).within(listing.at)
