import io
import json

import pytest

from pincite.corpus import IndexMissingError, InputError
from pincite.eval.cli import main
from pincite.eval.questions import read_questions


@pytest.fixture
def papers(folder, tmp_path):
    place = tmp_path / "papers"
    place.mkdir()
    museum = folder.documents[1]
    (place / museum.source).write_text(museum.text, encoding="utf-8")
    return place


def test_a_folder_becomes_drafts_and_a_review_makes_them_questions(
    papers, tmp_path, capsys, monkeypatch
):
    drafts, rejected = tmp_path / "drafts.jsonl", tmp_path / "rejected.jsonl"
    call = ["draft", str(papers), "--out", str(drafts), "--rejected", str(rejected)]
    assert main([*call, "--limit", "4", "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["n"] == len(read_questions(drafts)) >= 3
    assert summary["rejected"] == len(rejected.read_text(encoding="utf-8").splitlines())

    monkeypatch.setattr("sys.stdin", io.StringIO("a\nr\na\n"))
    out = tmp_path / "questions.jsonl"
    assert main(["review", str(drafts), "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["accepted"], told["rejected"]) == (2, 1)
    assert [row.id for row in read_questions(out)] == ["draft-0001", "draft-0003"]


def test_drafts_need_a_folder_or_an_index(tmp_path):
    with pytest.raises(IndexMissingError):
        main(["--index", str(tmp_path / "none"), "draft", "--out", str(tmp_path / "d.jsonl")])


def test_a_review_does_not_write_over_its_drafts(tmp_path):
    path = tmp_path / "drafts.jsonl"
    path.write_text('{"id": "1", "question": "Who?", "answers": ["Ada"]}\n', encoding="utf-8")
    with pytest.raises(InputError, match="name another"):
        main(["review", str(path), "--out", str(path)])
