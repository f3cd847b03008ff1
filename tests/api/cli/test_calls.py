"""How a call is read, and what is said when it cannot be done."""

import json
from pathlib import Path

import pytest


def test_help_of_the_whole_and_of_each_command_leaves_with_0(call):
    whole = call("--help")
    assert whole.exit_code == 0
    for command in ("index", "ask", "chat", "search", "show", "status", "list", "remove", "verify"):
        assert f"\n    {command} " in whole.out
        assert call(command, "--help").exit_code == 0


def test_without_a_command_the_exit_code_is_2(call):
    outcome = call()
    assert outcome.exit_code == 2
    assert outcome.out == ""
    assert "--help" in outcome.err


def test_an_unknown_option_is_one_sentence_on_standard_error(call):
    outcome = call("ask", "who?", "--colour")
    assert outcome.exit_code == 2
    assert outcome.err.startswith("pincite: ")
    assert outcome.err.count("\n") == 1


def test_with_json_an_error_is_an_object_on_standard_output(call):
    outcome = call("ask", "--json", "--colour")
    assert outcome.exit_code == 2
    assert outcome.json["error"]["type"] == "InputError"
    assert outcome.json["error"]["message"] in outcome.err


@pytest.mark.parametrize("words", [("ask", ""), ("ask", "  "), ("ask",), ("search", " ")])
def test_an_empty_question_is_wrong_input(call, words):
    assert call(*words).exit_code == 2


@pytest.mark.parametrize("words", [("ask", "who?"), ("list",), ("status",), ("show", "a.md")])
def test_a_missing_index_is_exit_code_3(call, engine, words):
    engine.missing = True
    outcome = call(*words)
    assert outcome.exit_code == 3
    assert "pincite index" in outcome.err


def test_an_internal_error_shows_no_traceback(call):
    outcome = call("ask", "please crash", "--json")
    assert outcome.exit_code == 4
    assert "Traceback" not in outcome.err
    assert "PINCITE_DEBUG" in outcome.err
    assert outcome.json["error"]["type"] == "InternalError"


def test_an_internal_error_shows_its_traceback_when_asked(call, monkeypatch):
    monkeypatch.setenv("PINCITE_DEBUG", "1")
    assert "Traceback" in call("ask", "please crash").err


def test_the_index_may_be_named_before_the_command_after_it_or_in_the_environment(
    call, engine, monkeypatch
):
    call("--index", "one", "index", "a")
    call("index", "a", "--index", "two")
    monkeypatch.setenv("PINCITE_INDEX", "three")
    call("index", "a")
    monkeypatch.delenv("PINCITE_INDEX")
    call("index", "a")
    named = [place for _, place, *_ in engine.calls]
    assert named == [Path("one"), Path("two"), Path("three"), Path(".pincite")]


def test_words_after_the_command_need_no_quotes(call, engine):
    call("ask", "who", "sold", "vans")
    assert engine.answering.asked[0].text == "who sold vans"


def test_a_question_that_is_no_utf8_becomes_readable(call, engine):
    call("ask", "caf\udce9?")
    assert engine.answering.asked[0].text == "caf\ufffd?"


def test_the_version_is_printed(call):
    assert call("--version").out.startswith("pincite ")


def test_json_errors_hold_nothing_but_json(call, engine):
    engine.missing = True
    outcome = call("status", "--json")
    assert set(json.loads(outcome.out)) == {"error"}
