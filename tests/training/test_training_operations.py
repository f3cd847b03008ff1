"""How the answers of a question file tell which operation was asked for, and that it is learned."""

import json

import pytest

from pincite.qa.tables.asked_operations import CLASSES, load_operation_model
from pincite.qa.training.operations import (
    VALUES_KEPT,
    examples_of,
    fit_operations,
    operations_of,
    write_weights,
)


@pytest.mark.parametrize(
    ("question", "answer", "quotes", "operations"),
    [
        ("How many are men?", "5", ["Of 12 members 7 are women."], {"difference"}),
        ("What do both cost?", "£19", ["A spade is £12.", "A fork is £7."], {"sum"}),
        ("What do 4 rides cost?", "£10", ["A ride is £2.50."], {"product"}),
        ("What share is let?", "25 %", ["Of 240 moorings, 60 are let."], {"share"}),
        ("How many years?", "15", ["From 1988 to 2003."], {"difference", "time between"}),
        ("How many days?", "29", ["From 3 May to 1 June."], {"time between"}),
        ("Which hall is largest?", "Beech Hall", ["| Beech Hall | 90 |"], {"extreme"}),
        ("How many halls have a stage?", "3", ["| Beech Hall | yes |"], {"count"}),
        ("What is left?", "1,000,001", ["| Beech Hall | 90 |"], set()),
    ],
)
def test_the_operation_is_found_by_trying_what_gives_the_answer(
    question, answer, quotes, operations
):
    places = [{"quote": quote} for quote in quotes]
    row = {"kind": "computed", "question": question, "answers": [answer], "evidence": places}
    assert operations_of(row) == operations


def test_a_question_for_a_quote_asks_for_a_value():
    assert operations_of({"kind": "factoid", "question": "Who?"}) == {"value"}


def test_what_is_learned_from_a_file_is_written_and_read_again(tmp_path):
    quote = [{"quote": "Of 12 members 7 are women."}]
    left = {"kind": "computed", "answers": ["5"], "evidence": quote, "question": "How many remain?"}
    who = {"kind": "factoid", "answers": ["Orme"], "question": "Who is in charge?"}
    unseen = [{**who, "split": "heldout"}, {**who, "unanswerable": True}, {**who, "history": ["a"]}]
    lines = [json.dumps(row) for row in [left, *[who] * VALUES_KEPT] * 12 + unseen]
    (tmp_path / "asked.jsonl").write_text("\n".join(lines))
    texts, wanted = examples_of([tmp_path / "asked.jsonl"])
    assert wanted.shape == (24, len(CLASSES))
    write_weights(*fit_operations(texts, wanted), tmp_path / "weights.json")
    model = load_operation_model(tmp_path / "weights.json")
    assert model.shares("How many remain in it?")["difference"] > 0.8
    assert model.shares("Who is in office?")["value"] > 0.8


def test_a_wording_says_itself_what_it_asks_for(tmp_path):
    said = {"max": "extreme", "time": "time between", "change": "change in per cent", "sum": "sum"}
    lines = [f"{name}\tWhat of {number}?" for number, name in enumerate(said)]
    (tmp_path / "wordings.tsv").write_text("\n".join(lines))
    texts, wanted = examples_of([tmp_path / "wordings.tsv"])
    assert texts == ["What of 0?", "What of 1?", "What of 2?", "What of 3?"]
    assert [str(CLASSES[row.argmax()]) for row in wanted] == list(said.values())
