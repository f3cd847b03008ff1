"""An answer says what each stage found and dropped, and a place where it was lost."""

from dataclasses import replace

import pytest

from pincite.corpus import InputError, Span
from pincite.qa.answer_types import type_agreement
from pincite.qa.answers import Question
from pincite.qa.contract import answer_to_json, why_to_json
from pincite.qa.parsed_question import AnswerType
from pincite.qa.settings import Settings


def explanation(assistant, text, **limits):
    (only,) = assistant.ask(Question(text, explain=True, **limits)).explanations
    return only


def place_of(assistant, source, quote):
    start = assistant.index.document(source).text.index(quote)
    return Span(start, start + len(quote))


def why(assistant, text, source, quote, **limits):
    return assistant.why(Question(text, **limits), source, place_of(assistant, source, quote))


@pytest.fixture
def strict(town):
    """The same assistant, withholding everything."""
    usual, town.settings = town.settings, Settings(abstain_below=1.0)
    yield town
    town.settings = usual


def test_nothing_is_explained_unasked(town):
    answer = town.ask(Question("Who founded the bakery?"))
    assert answer.explanations == ()
    assert "explanations" not in answer_to_json(answer)


def test_an_explanation_changes_nothing_in_the_answer(town):
    plain = town.ask(Question("Who founded the bakery?"))
    explained = town.ask(Question("Who founded the bakery?", explain=True))
    assert replace(explained, explanations=(), timings=plain.timings) == plain


def test_the_passage_and_the_proposal_of_the_answer_are_not_dropped(town):
    explained = explanation(town, "Who founded the bakery?")
    assert [p.source for p in explained.passages if p.dropped is None] == ["bakery.txt"]
    assert [p.answer for p in explained.proposals if p.dropped is None] == ["Ida Moor"]


def test_passages_beyond_those_read_are_told_as_not_read(town):
    explained = explanation(town, "Who founded the bakery?", top_k=1)
    assert explained.read == 1
    assert {p.dropped for p in explained.passages[1:]} == {"not_read"}


def test_words_of_the_question_that_no_passage_holds_are_named(town):
    assert "zeppelin" in explanation(town, "Who founded the zeppelin bakery?").missing_terms


def test_what_falls_below_the_bar_is_told_with_the_bar(strict):
    explained = explanation(strict, "Who founded the bakery?")
    assert (explained.bar, explained.proposals[0].dropped) == (1.0, "below_the_bar")


def test_proposals_of_the_wrong_kind_are_told_as_such(town):
    proposals = explanation(town, "Who founded the bakery?").proposals
    assert all(
        proposal.dropped == "wrong_type"
        for proposal in proposals[1:]
        if proposal.origin == "span" and type_agreement(AnswerType.PERSON, proposal.answer) < 0.5
    )


def test_a_year_that_would_have_changed_the_answer_is_tried(town):
    changes = explanation(town, "How many pupils did the school have in 2019?").changes
    assert any(change.change == "without “2019”" for change in changes)
    for change in changes:
        answer = town.ask(Question(change.question))
        assert (answer.status, answer.answer) == (change.status, change.answer)


def test_a_cited_place_was_lost_nowhere(town):
    found = why(town, "Who founded the bakery?", "bakery.txt", "Ida Moor")
    assert (found.lost_at, found.answer, found.quote) == (None, "Ida Moor", "Ida Moor")


def test_a_source_that_the_patterns_leave_out_is_lost_at_once(town):
    found = why(town, "Who founded the bakery?", "bakery.txt", "Ida Moor", sources=("mill*",))
    assert found.lost_at == "scope"


def test_a_passage_below_those_read_is_lost_at_reading(town):
    found = why(town, "How high is the lighthouse?", "mill.txt", "1902", top_k=1)
    assert found.lost_at == "reading"


def test_a_place_that_is_likely_but_not_likeliest_is_lost_at_the_choice(town):
    found = why(town, "Who founded the bakery?", "bakery.txt", "1887")
    assert found.lost_at in ("span", "proposal", "choice")
    assert [step.passed for step in found.steps[:-1]] == [True] * (len(found.steps) - 1)


def test_a_right_place_that_was_withheld_is_lost_at_the_bar(strict):
    found = why(strict, "Who founded the bakery?", "bakery.txt", "Ida Moor")
    assert (found.lost_at, found.status) == ("bar", "no_answer")


def test_a_place_that_is_not_retrieved_is_told_with_its_rank(town):
    usual, town.settings = town.settings, Settings(candidates=1)
    try:
        found = why(town, "How high is the lighthouse?", "mill.txt", "1902")
    finally:
        town.settings = usual
    assert found.lost_at == "retrieval"
    assert "would stand at rank" in found.steps[-1].said


def test_a_place_outside_the_text_is_refused(town):
    with pytest.raises(InputError, match="is no place in its"):
        town.why(Question("Who?"), "mill.txt", Span(10, 10_000))


def test_an_unknown_source_is_refused(town):
    with pytest.raises(InputError, match="not in the index"):
        town.why(Question("Who?"), "moon.txt", Span(0, 1))


def test_places_stand_flat_in_json(town):
    shown = why_to_json(why(town, "Who founded the bakery?", "bakery.txt", "Ida Moor"))
    assert {"start", "end", "quote", "lost_at", "steps"} <= shown.keys()
    asked = town.ask(Question("Who founded the bakery?", explain=True))
    (explained,) = answer_to_json(asked)["explanations"]
    assert {"rank", "score", "start", "end", "dropped"} <= explained["passages"][0].keys()
