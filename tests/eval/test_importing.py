import json

import pytest

from pincite.corpus import InputError
from pincite.eval.importing import import_beir, import_squad
from pincite.eval.questions import read_questions


@pytest.fixture
def beir(tmp_path):
    folder = tmp_path / "beir"
    (folder / "qrels").mkdir(parents=True)
    corpus = [
        {"_id": "d 1", "title": "Tides", "text": "The moon pulls the sea."},
        {"_id": "d2", "title": "", "text": "Salt is mined."},
    ]
    queries = [{"_id": "q1", "text": "what causes tides"}, {"_id": "q2", "text": "unjudged"}]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\td 1\t1\nq1\td2\t0\n", encoding="utf-8"
    )
    return folder


def test_squad_passages_become_documents_and_answers_evidence(tmp_path):
    rows = [
        {
            "id": "a", "title": "Old/Treaties", "context": "Ada signed.\r\nBob paid.",
            "question": "Who paid?", "answers": [{"text": "Bob", "answer_start": 13}],
        },
        {
            "id": "b", "title": "Old/Treaties", "context": "Ada signed.\r\nBob paid.",
            "question": "Who sang?", "answers": [], "is_impossible": True,
        },
    ]  # fmt: skip
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert import_squad(path, tmp_path / "out") == 2
    paid, sang = read_questions(tmp_path / "out" / "questions.jsonl")
    place = paid.evidence[0]
    text = (tmp_path / "out" / "documents" / place.source).read_bytes().decode()
    assert text[place.start : place.end] == "Bob"
    assert sang.unanswerable


def test_beir_documents_are_the_evidence_of_their_queries(beir, tmp_path):
    assert import_beir(beir, tmp_path / "out") == 1
    row = read_questions(tmp_path / "out" / "questions.jsonl")[0]
    assert [one.source for one in row.evidence] == ["d_1.txt"]
    assert (tmp_path / "out" / "documents" / "d_1.txt").read_text() == (
        "Tides\n\nThe moon pulls the sea."
    )


def test_a_bad_line_of_a_beir_folder_is_named(beir, tmp_path):
    with (beir / "corpus.jsonl").open("a", encoding="utf-8") as file:
        file.write('\n{"_id": 3, "text": "x"}')
    with pytest.raises(InputError, match=r"corpus\.jsonl:3"):
        import_beir(beir, tmp_path / "out")


def test_a_bad_judgement_is_named(beir, tmp_path):
    with (beir / "qrels" / "test.tsv").open("a", encoding="utf-8") as file:
        file.write("q1\td2\thigh\n")
    with pytest.raises(InputError, match=r"test\.tsv:4"):
        import_beir(beir, tmp_path / "out")


def test_a_folder_that_is_not_beir_is_refused(tmp_path):
    with pytest.raises(InputError, match="BEIR"):
        import_beir(tmp_path, tmp_path / "out")
