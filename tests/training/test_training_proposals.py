"""What is written for the reranker to learn from."""

import json
from pathlib import Path

import pytest

from pincite.qa.training.proposals import tasks_of, write_proposals

TEXT = """# The mill

The mill at Orrin was built by Ada Brandt in 1871. It stands beside the weir.
---
Who built the mill at Orrin? => Ada Brandt
Who painted the mill? => -
"""


@pytest.fixture
def texts(tmp_path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "mill.txt").write_text(TEXT, encoding="utf-8")
    return folder


def test_question_files_of_one_name_in_several_folders_keep_apart():
    tasks = tasks_of(["one/questions.jsonl=one/docs", "two/questions.jsonl=two/docs"])
    assert [task.name for task in tasks] == ["one-questions", "two-questions"]


def test_each_proposal_is_written_with_how_right_it_is(texts, tmp_path):
    [task] = tasks_of([str(texts)])
    assert write_proposals(task, tmp_path) == 2
    path = tmp_path / f"{task.name}.jsonl"
    answered, unanswered = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    best = max(zip(answered["scores"], answered["texts"], strict=True))
    assert best[0] == 1.0 and "« Ada Brandt »" in best[1]
    assert set(unanswered["scores"]) <= {0.0}


def test_a_file_that_is_there_is_kept(texts, tmp_path):
    [task] = tasks_of([str(texts)])
    (tmp_path / f"{task.name}.jsonl").write_text("kept\n", encoding="utf-8")
    assert write_proposals(task, tmp_path) == 1


def row(question: str, verdict: str | None, quote: str) -> str:
    evidence = [{"source": "mill.md", "quote": quote}] if quote else []
    asked = {"question": question, "kind": "yesno", "answers": [quote] if quote else []}
    return json.dumps(asked | {"evidence": evidence} | ({"verdict": verdict} if verdict else {}))


def test_of_a_yes_no_question_the_sentences_are_written_and_which_of_them_decides(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "mill.md").write_text("# The mill\n\nThe mill never burnt. It grinds rye.\n")
    burnt = "The mill never burnt."
    questions = tmp_path / "questions.jsonl"
    asked = [row("Did the mill burn?", "no", burnt), row("Is the mill haunted?", None, "")]
    questions.write_text("\n".join(asked))
    [task] = tasks_of([f"{questions}={folder}"])
    assert write_proposals(task, tmp_path) == 2
    path = tmp_path / f"{task.name}.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for found, decides in zip(rows, (1.0, 0.0), strict=True):
        texts = [text.partition("« ")[2] for text in found["texts"]]
        scored = dict(zip(texts, found["scores"], strict=True))
        assert scored == {f"{burnt} »": decides, "It grinds rye. »": 0.0}


def test_cells_of_other_rows_that_say_the_same_are_left_out(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    table = "# Shifts\n\n| Day | Foreman |\n| --- | --- |\n"
    days = {"Monday": "Pell", "Tuesday": "Orme", "Thursday": "Pell", "Friday": "Quill"}
    rows = "".join(f"| {day} | {name} |\n" for day, name in days.items())
    (folder / "shifts.md").write_text(table + rows, encoding="utf-8")
    evidence = [{"source": "shifts.md", "quote": "| Thursday | Pell |"}]
    asked = {"question": "Who is foreman on Thursday?", "kind": "table", "answers": ["Pell"]}
    questions = tmp_path / "questions.jsonl"
    questions.write_text(json.dumps(asked | {"evidence": evidence}) + "\n", encoding="utf-8")
    [task] = tasks_of([f"{questions}={folder}"])
    write_proposals(task, tmp_path)
    found = json.loads((tmp_path / f"{task.name}.jsonl").read_text(encoding="utf-8"))
    right = {text for text, s in zip(found["texts"], found["scores"], strict=True) if s > 0.5}
    assert right and all("Thursday | « Pell »" in text for text in right)
