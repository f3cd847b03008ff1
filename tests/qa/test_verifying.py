import pytest

from pincite.corpus import Document, InputError, Span
from pincite.qa.verifying import verify


def states(text, *rows):
    documents = {"a.txt": Document("a.txt", text)}
    return [(v.state, v.span) for row in rows for v in verify(row, documents.get)]


def citation(start, end, quote, source="a.txt"):
    return {"source": source, "start": start, "end": end, "quote": quote}


def test_words_at_their_place_stand():
    assert states("one two", citation(4, 7, "two")) == [("stands", Span(4, 7))]


def test_words_elsewhere_have_moved_to_the_nearest_place():
    assert states("two one two two", citation(3, 6, "two")) == [("moved", Span(0, 3))]


def test_words_that_are_nowhere_are_gone():
    assert states("one", citation(0, 3, "two"), citation(0, 3, "one", "b.txt")) == [
        ("gone", Span(0, 3)),
        ("gone", Span(0, 3)),
    ]


def test_every_citation_of_an_answer_is_verified():
    answer = {"citations": [citation(0, 3, "one"), citation(0, 3, "two")]}
    assert [state for state, _ in states("one", answer)] == ["stands", "gone"]


@pytest.mark.parametrize("row", [{}, {"citations": 3}, citation(3, 1, "x"), citation(0, 1, "")])
def test_a_row_that_is_no_citation_is_refused(row):
    with pytest.raises(InputError):
        states("one", row)
