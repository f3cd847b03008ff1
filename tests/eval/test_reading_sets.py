import gzip
import json

import pytest

from pincite.corpus import InputError
from pincite.eval.reading_sets import read_reading_set

ROW = {
    "id": "a", "context": "Ada signed it in May.", "question": "Who signed?",
    "answers": [{"text": "Ada", "answer_start": 0}], "is_impossible": False, "source": "x",
}  # fmt: skip
SQUAD = {
    "version": "v2.0",
    "data": [
        {
            "title": "Treaties",
            "paragraphs": [
                {
                    "context": ROW["context"],
                    "qas": [
                        {"id": "a", "question": "Who signed?", "answers": ROW["answers"]},
                        {"id": "b", "question": "Who paid?", "answers": [], "is_impossible": True},
                    ],
                }
            ],
        }
    ],
}


@pytest.fixture
def file(tmp_path):
    def write(content, name="set.jsonl"):
        path = tmp_path / name
        raw = content.encode("utf-8")
        path.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
        return path

    return write


@pytest.mark.parametrize("name", ["set.jsonl", "set.jsonl.gz"])
def test_json_lines_are_read_plain_or_gzipped(file, name):
    rows = read_reading_set(file(json.dumps(ROW) + "\n\n" + json.dumps(ROW), name))
    assert [row.golds for row in rows] == [("Ada",), ("Ada",)]


@pytest.mark.parametrize("name", ["dev.json", "dev.json.gz"])
def test_squad_is_read_plain_or_gzipped(file, name):
    rows = read_reading_set(file(json.dumps(SQUAD), name))
    assert [(row.id, row.golds, row.title) for row in rows] == [
        ("a", ("Ada",), "Treaties"),
        ("b", (), "Treaties"),
    ]


def test_the_limit_takes_the_first_ones_and_reads_no_further(file):
    path = file(json.dumps(ROW) + "\nnonsense")
    assert len(read_reading_set(path, limit=1)) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds no questions"),
        (json.dumps(ROW) + "\nnonsense", r"set\.jsonl:2: is no JSON"),
        (json.dumps(ROW) + '\n{"id": "b"}', r"set\.jsonl:2: context"),
        (json.dumps(ROW) + "\n[1]", r"set\.jsonl:2: "),
        (json.dumps(ROW | {"context": "Eve signed."}), r"set\.jsonl:1: .*is not at 0"),
        ('{"data": [{"title": "x"}]}', "SQuAD"),
        ('{"data": 7}', "SQuAD"),
        (json.dumps({"data": []}), "holds no questions"),
    ],
)
def test_a_bad_file_is_refused_by_its_place(file, content, message):
    with pytest.raises(InputError, match=message):
        read_reading_set(file(content))


def test_broken_gzip_and_a_missing_file_are_refused(file, tmp_path):
    path = file("x" * 1000, "set.jsonl.gz")
    path.write_bytes(path.read_bytes()[:-12])
    with pytest.raises(InputError, match="cannot be read"):
        read_reading_set(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_reading_set(tmp_path / "none.json")
