import xml.etree.ElementTree as ET

import pytest

from pincite.corpus import InputError
from pincite.eval.compare import Change, compare
from pincite.eval.compare_report import to_json, to_junit, to_markdown
from pincite.eval.run import run_system
from pincite.eval.run_file import read_run, write_run

ROWS = [
    {
        "id": f"q{number}", "question": f"How much is {number}?", "kind": "number",
        "answers": ["12 euros"], "evidence": [{"source": "ferry.txt", "quote": "12 euros"}],
    }
    for number in range(6)
]  # fmt: skip


@pytest.fixture
def run_of(fakes, question_file, tmp_path):
    """The run of a system that answers the first `right` questions rightly."""

    def run(name, right, *, rows=ROWS, texts=None):
        texts = texts or {"ferry.txt": fakes.FERRY, "port.txt": fakes.PORT}
        ferry = fakes.document("ferry.txt", texts["ferry.txt"])
        script = {
            row["question"]: fakes.answered(
                row["question"], fakes.cite(ferry, "12 euros" if place < right else "shop")
            )
            for place, row in enumerate(rows)
        }
        system = fakes.ScriptedSystem(script, texts=texts)
        path = tmp_path / f"{name}.json"
        write_run(path, run_system(system, question_file(*rows)))
        return read_run(path)

    return run


def test_a_run_beside_itself_has_not_fallen(run_of):
    run = run_of("same", 4)
    comparison = compare(run, run)
    assert comparison.fallen == ()
    assert (comparison.better, comparison.worse, comparison.f1_p) == ((), (), 1.0)


def test_a_worse_run_names_what_fell_and_shows_both_answers(run_of):
    comparison = compare(run_of("before", 6), run_of("after", 3))
    assert {"exact", "f1", "citation_precision"} <= {one.name for one in comparison.fallen}
    text = to_markdown(comparison)
    assert 'before: "12 euros"; now: "shop"' in text
    assert comparison.verdict.startswith("The quality fell")
    assert len(to_json(comparison)["worse"]) == 3


def test_a_better_run_has_not_fallen(run_of):
    comparison = compare(run_of("before", 2), run_of("after", 6))
    assert comparison.fallen == ()
    assert comparison.became_right == 4


def test_a_fall_within_the_margin_is_no_failure(run_of):
    before, after = run_of("before", 6), run_of("after", 5)
    assert compare(before, after).fallen
    assert not compare(before, after, {"exact": 0.2, "f1": 0.2}).fallen


def test_latency_never_fails_a_run(run_of):
    before, after = run_of("before", 6), run_of("after", 6)
    after.summary["p50_ms"] = 1e6
    assert compare(before, after).fallen == ()


def test_a_rise_of_what_should_be_low_is_a_fall():
    assert Change("conflict_false_alarms", 0.0, 0.2, 0.01).has_fallen
    assert Change("heldout.ece", 0.0, 0.2, 0.01).has_fallen
    assert not Change("ece", 0.2, 0.0, 0.01).has_fallen
    assert not Change("f1", None, 0.0, 0.01).has_fallen


def test_another_question_file_is_a_warning_and_ids_are_paired(run_of):
    comparison = compare(run_of("before", 6), run_of("after", 3, rows=ROWS[:3]))
    assert comparison.n == 3
    assert comparison.fallen == ()
    assert any("different question files" in one for one in comparison.warnings)


def test_runs_without_a_common_question_are_refused(run_of):
    other = [{**ROWS[0], "id": "other"}]
    with pytest.raises(InputError, match="nothing to compare"):
        compare(run_of("before", 6), run_of("after", 1, rows=other))


def test_changed_documents_are_told_from_fallen_quality(run_of, fakes):
    texts = {"ferry.txt": fakes.FERRY + " It is blue.", "port.txt": fakes.PORT}
    comparison = compare(run_of("before", 6), run_of("after", 3, texts=texts))
    assert comparison.changed_documents == ("ferry.txt",)
    assert comparison.fallen
    assert comparison.verdict.startswith("The documents changed")


def test_quality_that_fell_beside_changed_documents_is_said(run_of, fakes):
    texts = {"ferry.txt": fakes.FERRY, "port.txt": fakes.PORT + " It is big."}
    comparison = compare(run_of("before", 6), run_of("after", 3, texts=texts))
    assert "also where the documents are the same" in comparison.verdict


def test_held_out_totals_are_compared_too(run_of, fakes):
    rows = [*ROWS[:2], *({**row, "split": "heldout"} for row in ROWS[2:])]
    comparison = compare(run_of("before", 6, rows=rows), run_of("after", 3, rows=rows))
    assert comparison.n == 2
    assert "heldout.f1" in {one.name for one in comparison.fallen}


def test_junit_has_a_failed_test_for_each_fallen_figure(run_of):
    comparison = compare(run_of("before", 6), run_of("after", 3))
    suite = ET.fromstring(to_junit(comparison))
    failed = [case.get("name") for case in suite if case.find("failure") is not None]
    assert failed == [one.name for one in comparison.fallen]
    assert suite.get("failures") == str(len(failed))
