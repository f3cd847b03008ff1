"""Values worked out from numbers that sentences tell."""

import pytest

from pincite.corpus import Document
from pincite.corpus.structure import find_blocks
from pincite.qa.tables.prose import propose_from_prose
from pincite.qa.tables.prose.gathering import terms_in

FERRY = (
    "# Ferry\n\nThe new pier cost £8.2 million, of which the county paid £5.7 million.\n\n"
    "Of 240 moorings, 60 are let to visitors.\n\n"
    "Fuel use fell from 9.6 to 7.2 tonnes in a year.\n\n"
    "The crew has 14 deckhands, 6 engineers and 5 stewards.\n\n"
    "Captain Orme was harbour master from 1988 to 2003.\n"
)


@pytest.fixture
def first(evidence_over):
    """The first value for a question over the ferry's text."""

    def text_of(question: str) -> str:
        document = Document("ferry.md", FERRY, find_blocks(FERRY), "Ferry")
        found = propose_from_prose(evidence_over(document, question))
        return found[0].text if found else ""

    return text_of


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How much of the new pier's cost is left for others than the county?", "£2.5 million"),
        ("What share of the moorings are let to visitors?", "25.0 %"),
        ("By what percentage did fuel use fall?", "25.0 %"),
        ("How many deckhands, engineers and stewards are in the crew altogether?", "25"),
        ("For how many years was Captain Orme harbour master?", "15 years"),
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
