"""Quotes that enumerate several things, told as items, and headings asked for as a list."""

from pincite.corpus import Document, Span
from pincite.corpus.structure import find_blocks
from pincite.indexer.passages import Candidate, Passage, Piece
from pincite.qa.contents import led_by_contents
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.itemising import with_items
from pincite.qa.parsed_question import parse_question
from pincite.qa.retrieval import Ranked
from pincite.qa.words import stem

TEXT = """# Yard handbook

## Before work

First-aid boxes hang in reception, in the kitchen and beside the door. New hands came from Oban,
Perth and Leith.

## Order

The following are forbidden at all times:

- smoking in the loft
- dogs without a lead
- open fires (grills too)

## Leaving

Lock up and go.
"""
DOCUMENT = Document("yard-handbook.md", TEXT, find_blocks(TEXT), "Yard handbook")


def evidence(question: str) -> Evidence:
    whole = Span(0, len(TEXT))
    passage = Passage(
        0, DOCUMENT.document_id, DOCUMENT.source, whole, TEXT, (Piece(0, whole),), (), None, "text"
    )
    parsed = parse_question(question)
    return Evidence(
        parsed,
        (Ranked(Candidate(passage, 1.0, 0.5), 1.0, 1),),
        (),
        {stem(term): 1.0 for term in parsed.terms},
        lambda _: DOCUMENT,
        lambda _, others: [0.0] * len(others),
    )


def quote(said: str) -> Proposal:
    at = TEXT.index(said)
    return Proposal(said, (Place(DOCUMENT.document_id, Span(at, at + len(said))),), 0.6, 1)


def items_of(question: str, said: str) -> tuple[str, ...]:
    found = with_items(evidence(question), quote(said))
    assert found.items == tuple(DOCUMENT.quote(place.span) for place in found.places) * bool(
        found.items
    )
    return found.items


def test_a_quote_that_enumerates_is_told_as_its_items() -> None:
    said = "Oban,\nPerth and Leith"
    assert items_of("Where did new hands come from?", said) == ("Oban", "Perth", "Leith")


def test_part_of_an_enumeration_becomes_the_whole() -> None:
    said = "in the kitchen and beside the door"
    assert items_of("Where do I find first-aid boxes?", said) == (
        "in reception",
        "in the kitchen",
        "beside the door",
    )


def test_what_only_points_at_a_list_gives_the_list() -> None:
    assert items_of("What is forbidden in the yard?", "The following") == (
        "smoking in the loft",
        "dogs without a lead",
        "open fires",
    )


def test_one_thing_two_words_and_numbers_have_no_items() -> None:
    assert items_of("Where did new hands come from?", "Perth") == ()
    assert items_of("What do I do when I leave?", "Lock up and go") == ()
    assert items_of("How many towns are there?", "Oban,\nPerth and Leith") == ()


def test_the_sections_of_the_document_that_is_named_are_its_headings() -> None:
    weighed = [quote("Perth")]
    found = led_by_contents(evidence("What sections does the yard handbook have?"), weighed)
    assert found[0].items == ("Before work", "Order", "Leaving")
    other = led_by_contents(evidence("What sections does the rail timetable have?"), weighed)
    assert other == weighed
    assert led_by_contents(evidence("What does section 2 of the handbook say?"), weighed) == weighed
