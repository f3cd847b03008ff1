import json

import pytest

from pincite.eval.gate import main

FOLDERS = {
    "alliance": "corpus/documents",
    "appliances": "eval/folders/appliances",
    "policies": "eval/folders/policies",
}
DEV = {
    "id": "height", "question": "How high is the lighthouse?", "answers": ["34 metres"],
    "split": "dev", "evidence": [{"source": "a.txt", "quote": "34 metres"}],
}  # fmt: skip
HELD_OUT = DEV | {"id": "hidden", "split": "heldout"}


@pytest.fixture
def checkout(tmp_path):
    """A tree like the project's, with one document and two questions a set."""
    questions = tmp_path / "eval" / "questions"
    questions.mkdir(parents=True)
    for name, place in FOLDERS.items():
        folder = tmp_path / place
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text("The lighthouse is 34 metres high.", encoding="utf-8")
        rows = "\n".join(map(json.dumps, (DEV, HELD_OUT)))
        (questions / f"{name}.jsonl").write_text(rows, encoding="utf-8")
    return tmp_path


@pytest.fixture
def gate(checkout):
    baselines = checkout / "baselines"

    def run(*words):
        return main(["--root", str(checkout), "--baselines", str(baselines), *words])

    return run


def test_the_gate_asks_for_a_baseline_before_it_compares(gate, capsys):
    assert gate() == 2
    assert "--renew" in capsys.readouterr().err


def test_a_renewed_baseline_passes_and_a_better_one_than_the_present_fails(gate, checkout, capsys):
    assert gate("--renew") == 0
    assert gate("--reports", str(checkout / "reports")) == 0
    assert (checkout / "reports" / "policies.xml").is_file()
    baseline = checkout / "baselines" / "policies.json"
    kept = baseline.read_text(encoding="utf-8")
    assert "hidden" not in kept
    baseline.write_text(kept.replace('"verbatim": 1', '"verbatim": 2'), encoding="utf-8")
    assert gate() == 1
    assert "verbatim" in capsys.readouterr().out


def test_a_folder_that_is_no_checkout_is_refused(tmp_path, capsys):
    assert main(["--root", str(tmp_path)]) == 2
    assert "checkout" in capsys.readouterr().err
