"""The commands that ask."""

import json
import re

import pytest

from pincite.api.cli_render import render_answer
from pincite.api.cli_terminal import Style
from pincite.corpus import Document
from pincite.qa.answers import Answer, Question, Timings


def test_an_answer_shows_its_confidence_and_its_marked_citation(call):
    outcome = call("ask", "vans sold in 2019?")
    assert outcome.exit_code == 0
    lines = outcome.out.splitlines()
    assert lines[0] == "3.8 million"
    assert lines[1] == "confidence 91 %"
    assert lines[3].startswith("[1] report.md · Sales · as of 2019")
    assert "sold [[3.8 million]] vans" in outcome.out


def test_a_conflict_shows_the_values_side_by_side_with_their_dates(call):
    out = call("ask", "vans?").out
    assert "  2.9 million  2020        [1]" in out
    assert "  3.8 million  2019        [2]" in out
    assert "[2] report.md" in out
    assert "The newest value stands first." in out


def test_no_answer_says_why_and_shows_the_closest_places_with_exit_code_0(call):
    outcome = call("ask", "who leads?")
    assert outcome.exit_code == 0
    assert outcome.out.startswith("No answer in these documents.")
    assert "[1] note.txt" in outcome.out


def test_json_is_the_answer_object(call):
    answer = call("ask", "vans sold in 2019?", "--json").json
    assert answer["answer"] == answer["citations"][0]["quote"] == "3.8 million"


def test_the_options_reach_the_question(call, engine):
    call("ask", "vans?", "--in", "*.md", "--in", "a/*", "--as-of", "2020", "--top-k", "3")
    question = engine.answering.asked[0]
    assert (question.sources, question.as_of, question.top_k) == (("*.md", "a/*"), "2020", 3)


@pytest.mark.parametrize("top_k", ["0", "-1", "many"])
def test_a_top_k_below_1_is_wrong_input(call, top_k):
    assert call("ask", "vans?", f"--top-k={top_k}").exit_code == 2
    assert call("search", "vans", f"--top-k={top_k}").exit_code == 2


def test_search_lists_results(call):
    assert call("search", "vans", "--json").json["results"][0]["rank"] == 1
    assert call("search", "vans").out.startswith(" 1. report.md · Sales")


def test_a_batch_keeps_its_order_and_goes_on_after_bad_rows(call, typed):
    rows = [
        json.dumps({"id": "a", "question": "vans sold in 2019?"}),
        "not json",
        json.dumps({"id": "c", "question": ""}),
        "",
        json.dumps({"id": "d", "question": "refuse this"}),
        json.dumps(["a list"]),
        json.dumps({"id": 7, "question": "who leads?", "in": ["*.md"], "extra": 1}),
    ]
    typed("\n".join(rows))
    outcome = call("ask", "--batch", "-", "--json")
    assert outcome.exit_code == 0
    assert [row["id"] for row in outcome.rows] == ["a", None, "c", "d", None, 7]
    assert ["error" in row for row in outcome.rows] == [False, True, True, True, True, False]
    assert "line 2" in outcome.err


def test_an_engine_that_fails_on_a_row_fails_the_batch_after_the_rest(call, typed):
    typed('{"id": 1, "question": "crash"}\n{"id": 2, "question": "vans in 2019"}\n')
    outcome = call("ask", "--batch", "-", "--json")
    assert outcome.exit_code == 4
    assert [row["id"] for row in outcome.rows] == [1, 2]


def test_a_batch_without_json_is_readable(call, typed):
    typed('{"id": "a", "question": "vans sold in 2019?"}\n')
    assert "3.8 million" in call("ask", "--batch", "-").out


def test_batch_rows_carry_their_history(call, typed, engine):
    row = {"id": 1, "question": "in 2020?", "history": [{"question": "vans?", "answer": "3"}]}
    typed(json.dumps(row))
    call("ask", "--batch", "-", "--json")
    assert engine.answering.asked[0].history[0].answer == "3"


def test_a_batch_and_a_question_do_not_go_together(call):
    assert call("ask", "who?", "--batch", "x.jsonl").exit_code == 2


def test_a_batch_file_that_is_not_there_is_wrong_input(call, tmp_path):
    outcome = call("ask", "--batch", str(tmp_path / "none"), "--json")
    assert outcome.exit_code == 2
    assert "error" in outcome.json


def test_a_chat_keeps_its_history_and_shows_what_it_understood(call, typed, engine):
    typed("vans sold in 2019?\nand in 2020?\n/new\nvans?\n/quit\nnever asked\n")
    outcome = call("chat")
    assert outcome.exit_code == 0
    first, second, third = engine.answering.asked
    assert second.history[0].question == first.text
    assert third.history == ()
    assert "understood as: How many vans were sold in 2020?" in outcome.out


def test_a_chat_has_commands_of_its_own(call, typed):
    typed("/help\n/sources\n/dance\n\n")
    out = call("chat").out
    assert "/new" in out
    assert "note.txt" in out
    assert "/dance is no command" in out


def test_a_refused_question_does_not_end_the_chat(call, typed, engine):
    typed("refuse this\nvans in 2019\n")
    outcome = call("chat")
    assert "refused" in outcome.err
    assert engine.answering.asked[1].history == ()


def test_wrapped_lines_close_their_colour(engine):
    answer = engine.answering.ask(Question("vans?"))
    for line in render_answer(answer, Style(colour=True, width=40)).splitlines():
        assert line.count("\x1b[0m") == len(re.findall("\x1b\\[[1-9]", line))


def test_items_of_one_passage_are_marked_together(engine, cited):
    document = engine.held[0]
    answer = Answer(
        question="?",
        status="answered",
        answer="3.8 million; 2.9 million",
        confidence=1,
        generation="g1",
        timings=Timings(1, 2, 3),
        citations=tuple(cited(document, quote) for quote in ("3.8 million", "2.9 million")),
        items=("3.8 million", "2.9 million"),
    )
    out = render_answer(answer, Style(colour=False))
    assert "  • 3.8 million\n  • 2.9 million\n" in out
    assert out.count("[1]-[2] report.md") == 1
    assert "[[3.8 million]] vans. In 2020 it sold [[2.9 million]]" in out


def test_a_document_cannot_steer_the_terminal(cited):
    document = Document("a.txt", "say \x1b[2J now\n")
    answer = Answer(
        question="?",
        status="answered",
        answer="\x1b[2J",
        confidence=1,
        generation="g1",
        timings=Timings(1, 2, 3),
        citations=(cited(document, "\x1b[2J"),),
    )
    assert "\x1b" not in render_answer(answer, Style(colour=False))
