"""Dates of birth and death behind a name, on documents that are made here."""

import pytest

from pincite.corpus import Document, Span
from pincite.indexer.passages import Candidate, Passage, Piece
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.life_dates import led_by_life
from pincite.qa.parsed_question import parse_question
from pincite.qa.retrieval import Ranked

TEXT = (
    "Ida Moor (3 March 1871 – 17 November 1944) painted. Her brother Olaf Moor (1874–1931) did "
    "not. Their pupil was Sven Lie (born 1902)."
)


def first_of(question: str, said: str = "painted") -> Proposal:
    document = Document("a.txt", TEXT)
    whole = Span(0, len(TEXT))
    passage = Passage(
        0, document.document_id, "a.txt", whole, TEXT, (Piece(0, whole),), (), None, "text"
    )
    evidence = Evidence(
        parse_question(question),
        (Ranked(Candidate(passage, 1.0, 0.5), 1.0, 1),),
        (),
        {},
        lambda _: document,
        lambda _, others: [0.0] * len(others),
    )
    at = TEXT.index(said)
    place = Place(document.document_id, Span(at, at + len(said)))
    first = led_by_life(evidence, [Proposal(said, (place,), 0.4, 1)])[0]
    if first.computed is None:
        assert document.quote(first.places[0].span) == first.text
    return first


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When was Ida Moor born?", "3 March 1871"),
        ("In what year did Olaf Moor die?", "1931"),
        ("What is Sven Lie's date of birth?", "1902"),
        ("How old was Ida Moor when she died?", "73 years"),
        ("When did Sven Lie die?", "painted"),
        ("When was Ida Berg born?", "painted"),
        ("When did Ida Moor marry?", "painted"),
    ],
)
def test_life_dates_answer_what_is_asked_of_whom(question: str, answer: str) -> None:
    assert first_of(question).text == answer


def test_an_age_by_years_alone_is_said_to_be_one_of_two() -> None:
    found = first_of("How old did Olaf Moor become?")
    assert found.text == "57 years"
    assert found.note is not None
