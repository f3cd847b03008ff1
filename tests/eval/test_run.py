import json
import re

import pytest

from pincite.corpus import InputError
from pincite.eval.asking import Examiner, Options
from pincite.eval.questions import read_questions
from pincite.eval.run import run_system
from pincite.eval.run_file import read_run, slim, write_run
from pincite.eval.summary import summarise

CONTRACT = {
    "n", "exact", "f1", "item_f1", "recall_at_1", "recall_at_5", "mrr", "citation_precision",
    "verbatim", "abstention_precision", "abstention_recall", "ece", "p50_ms", "p95_ms", "by_kind",
}  # fmt: skip
PRICE = {
    "id": "price", "question": "How much?", "kind": "number", "answers": ["12 euros"],
    "split": "dev", "evidence": [{"source": "ferry.txt", "quote": "12 euros"}],
}  # fmt: skip
LAKE = {
    "id": "lake", "question": "Which lake?", "kind": "unanswerable", "answers": [],
    "unanswerable": True, "split": "dev",
}  # fmt: skip
SECRET = {
    "id": "hidden-id", "question": "When did the secret port open?", "kind": "date",
    "answers": ["1931"], "split": "heldout",
    "evidence": [{"source": "port.txt", "quote": "opened in 1931"}],
}  # fmt: skip


@pytest.fixture
def system(fakes):
    system = fakes.ScriptedSystem({})
    ferry, port = system.documents["ferry.txt"], system.documents["port.txt"]
    return fakes.ScriptedSystem(
        {
            "How much?": fakes.answered("How much?", fakes.cite(ferry, "12 euros")),
            SECRET["question"]: fakes.answered(SECRET["question"], fakes.cite(port, "1931")),
            "And how much written out?": fakes.answered("?", fakes.cite(ferry, "12 euros")),
        }
    )


def test_the_summary_has_every_name_of_the_contract(system, question_file):
    summary = run_system(system, question_file(PRICE, LAKE))["summary"]
    assert summary.keys() >= CONTRACT
    assert summary["by_kind"]["number"].keys() >= {"n", "exact", "f1"}
    assert (summary["n"], summary["exact"], summary["abstention_recall"]) == (2, 1.0, 1.0)
    assert summary["item_f1"] is None


def test_the_run_keeps_the_whole_answer_and_who_gave_it(system, question_file):
    run = run_system(system, question_file(PRICE))
    assert run["rows"][0]["answer"]["citations"][0]["quote"] == "12 euros"
    assert run["system"]["documents"].keys() == {"ferry.txt", "port.txt"}
    assert len(run["questions"][0]["sha256"]) == 64


def test_held_out_rows_count_in_the_totals_and_stand_nowhere(system, question_file, tmp_path):
    run = run_system(system, question_file(PRICE, LAKE, SECRET))
    write_run(tmp_path / "run.json", run)
    kept = (tmp_path / "run.json").read_text(encoding="utf-8")
    assert run["summary"]["by_split"]["heldout"]["n"] == 1
    assert run["summary"]["by_split"]["heldout"]["by_kind"]["date"]["exact"] == 1.0
    kept = kept.replace(json.dumps(run["system"]), "")
    for secret in ("hidden-id", "secret", r"(?<![\d.])1931(?!\d)"):  # a measured time may hold 1931
        assert not re.search(secret, kept)


def test_faults_of_held_out_rows_are_only_counted(system, question_file):
    lost = SECRET | {"evidence": [{"source": "vault.txt", "quote": "x"}]}
    run = run_system(system, question_file(PRICE, lost))
    assert run["warnings"] == [
        "1 held-out questions are refused or with evidence that is not found"
    ]


def test_the_gap_is_what_the_listed_half_is_better_by(system, question_file):
    wrong = SECRET | {"answers": ["1999"]}
    summary = run_system(system, question_file(PRICE, wrong))["summary"]
    assert summary["held_out_gap"]["exact"] == 1.0


def test_a_refused_question_counts_nothing_and_the_rest_go_on(system, question_file):
    refused = PRICE | {"id": "dots", "question": "???"}
    run = run_system(system, question_file(PRICE, refused))
    assert run["summary"]["exact"] == 0.5
    assert run["warnings"] == ["dots: refused: the question is only punctuation"]


def test_follow_ups_are_asked_three_ways(system, question_file):
    row = PRICE | {
        "id": "then", "question": "And that?", "standalone": "And how much written out?",
        "history": [{"question": "How long?", "answer": "an hour"}],
    }  # fmt: skip
    rows = read_questions(question_file(row))
    outcomes = Examiner(system, Options(followups=True)).examine(rows, domain="ferry")
    followups = summarise([one.scored for one in outcomes])["followups"]
    assert followups["standalone"]["exact"] == 1.0
    assert followups["without_history"]["exact"] == 0.0
    assert followups["kept"] == 0.0
    assert [bool(question.history) for question in system.asked] == [True, True, False, False]


def test_a_row_is_of_the_domain_it_names_or_of_its_file(system, question_file):
    summary = run_system(system, question_file(PRICE, LAKE | {"domain": "geo"}))["summary"]
    assert summary["by_domain"].keys() == {"set", "geo"}


def test_plain_softmax_is_set_beside_the_confidence(system, question_file):
    rows = read_questions(question_file(PRICE, LAKE))
    outcomes = Examiner(system, Options(plain_softmax=True)).examine(rows, domain="ferry")
    summary = summarise([one.scored for one in outcomes])
    assert summary["risk_coverage_area_plain_softmax"] is not None


def test_a_run_is_read_back_whole_or_slim(system, question_file, tmp_path):
    run = run_system(system, question_file(PRICE, LAKE))
    write_run(tmp_path / "whole.json", run)
    write_run(tmp_path / "slim.json", slim(run))
    whole, small = read_run(tmp_path / "whole.json"), read_run(tmp_path / "slim.json")
    assert whole.rows == small.rows
    assert whole.rows[0].marks.exact == 1.0


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "other"}', '{"format": 1}'])
def test_a_file_that_is_no_run_is_refused(tmp_path, content):
    path = tmp_path / "run.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"run\.json"):
        read_run(path)


def test_a_split_that_no_row_has_is_refused(system, question_file):
    with pytest.raises(InputError, match="no row has the split 'test'"):
        run_system(system, question_file(PRICE), split="test")
