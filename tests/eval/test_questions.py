import json

import pytest

from pincite.corpus import InputError
from pincite.eval.questions import QuestionRow, read_questions, write_questions

GOOD = {"id": "q1", "question": "Who signed?", "answers": ["Ada"], "kind": "factoid"}


@pytest.fixture
def written(tmp_path):
    def write(*rows):
        path = tmp_path / "questions.jsonl"
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


def test_a_row_may_say_more_than_is_known_and_may_give_null(written):
    rows = read_questions(written(GOOD | {"author": "me", "evidence": None, "split": None}))
    assert rows[0].evidence == ()
    assert rows[0].split is None


def test_empty_lines_and_a_byte_order_mark_are_no_rows(written):
    assert len(read_questions(written("\ufeff" + json.dumps(GOOD), "", "  "))) == 1


def test_a_question_carries_its_history_its_sources_and_its_day(written):
    row = GOOD | {
        "history": [{"question": "Who is Ada?", "answer": "A clerk"}],
        "in": ["*.md"],
        "as_of": "2024",
    }
    question = read_questions(written(row))[0].to_question()
    assert question.history[0].answer == "A clerk"
    assert (question.sources, question.as_of) == (("*.md",), "2024")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("nonsense", "Invalid JSON"),
        ("[]", "object"),
        ({**GOOD, "id": 7}, "id: "),
        ({**GOOD, "question": " "}, "empty"),
        ({**GOOD, "answers": "Ada"}, "answers: "),
        ({**GOOD, "answers": []}, '"unanswerable": true'),
        ({**GOOD, "unanswerable": True}, "must have no"),
        ({**GOOD, "unanswerable": "no"}, "unanswerable: "),
        ({**GOOD, "evidence": [{"source": "a.md"}]}, "quote"),
        ({**GOOD, "evidence": [{"source": "a.md", "start": 4, "end": 4}]}, "greater"),
        ({**GOOD, "id": "first"}, "earlier line"),
    ],
)
def test_a_bad_row_is_named_by_its_line(written, bad, reason):
    path = written({**GOOD, "id": "first"}, "", bad)
    with pytest.raises(InputError, match=reason) as caught:
        read_questions(path)
    assert f"{path}:3: " in str(caught.value)


def test_all_bad_rows_are_named(written):
    path = written(*["{}"] * 8)
    with pytest.raises(InputError, match=r"also bad: line 6, 7, 8"):
        read_questions(path)


def test_a_file_without_rows_or_that_is_missing_is_refused(written, tmp_path):
    with pytest.raises(InputError, match="holds no questions"):
        read_questions(written(""))
    with pytest.raises(InputError, match="cannot be read"):
        read_questions(tmp_path / "missing.jsonl")


def test_what_is_written_is_read_back(tmp_path):
    rows = [
        QuestionRow.model_validate(GOOD | {"in": ["*.md"], "items": ["a", "b"]}),
        QuestionRow(id="q2", question="Why?", unanswerable=True),
    ]
    write_questions(tmp_path / "out.jsonl", rows)
    assert read_questions(tmp_path / "out.jsonl") == rows
