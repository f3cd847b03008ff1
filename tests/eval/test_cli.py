import json

import pytest

from pincite.corpus import IndexMissingError, InputError
from pincite.eval.cli import main
from pincite.eval.run import run_system
from pincite.eval.run_file import write_run

ROW = {
    "id": "price", "question": "How much?", "kind": "number", "answers": ["12 euros"],
    "evidence": [{"source": "ferry.txt", "quote": "12 euros"}],
}  # fmt: skip


@pytest.fixture
def runs(fakes, question_file, tmp_path):
    """A good run and a bad one."""
    ferry = fakes.ScriptedSystem({}).documents["ferry.txt"]
    answer = fakes.answered("How much?", fakes.cite(ferry, "12 euros"))
    paths = tmp_path / "good.json", tmp_path / "bad.json"
    for path, script in zip(paths, ({"How much?": answer}, {}), strict=True):
        write_run(path, run_system(fakes.ScriptedSystem(script), question_file(ROW)))
    return paths


def test_compare_returns_one_only_when_a_figure_fell(runs, capsys):
    good, bad = map(str, runs)
    assert main(["compare", good, good]) == 0
    assert main(["compare", bad, good]) == 0
    assert main(["compare", good, bad, "--json"]) == 1
    assert "f1" in json.loads(capsys.readouterr().out.splitlines()[-1])["fallen"]


def test_compare_writes_its_reports(runs, tmp_path):
    good, bad = map(str, runs)
    xml, text = tmp_path / "out.xml", tmp_path / "out.md"
    main(["compare", good, bad, "--junit", str(xml), "--markdown", str(text)])
    assert "<failure" in xml.read_text(encoding="utf-8")
    assert "### Worse (1)" in text.read_text(encoding="utf-8")


def test_a_margin_can_be_widened(runs):
    good, bad = map(str, runs)
    wide = [f"--margin={name}=1" for name in ("exact", "f1", "wrong_abstentions", "ece")]
    wide += ["--margin=abstention_precision=1"]
    assert main(["compare", good, bad, *wide]) == 0


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["fly"],
        ["run"],
        ["run", "--questions", "none.jsonl"],
        ["run", "--questions", "none.jsonl", "--limit", "0"],
        ["compare", "one.json"],
        ["compare", "one.json", "two.json"],
        ["compare", "one.json", "two.json", "--margin", "f1"],
        ["compare", "one.json", "two.json", "--margin", "speed=0.1"],
        ["reader", "none.json"],
        ["import", "csv", "x", "--out", "y"],
    ],
)
def test_a_wrong_call_is_an_input_error(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError):
        main(words)


def test_a_missing_index_is_said(question_file, tmp_path):
    with pytest.raises(IndexMissingError):
        main(["run", "--questions", str(question_file(ROW)), "--index", str(tmp_path / "none")])


def test_import_prints_where_things_lie(tmp_path, capsys):
    source = tmp_path / "set.jsonl"
    row = {"id": "a", "context": "Ada signed.", "question": "Who?", "answers": [{"text": "Ada"}]}
    source.write_text(json.dumps(row), encoding="utf-8")
    assert main(["import", "squad", str(source), "--out", str(tmp_path / "out"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["n"] == 1
