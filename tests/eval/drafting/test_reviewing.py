import json

import pytest

from pincite.corpus import InputError
from pincite.eval.drafting.reviewing import go_through, open_review, shown

DRAFTS = [
    {"id": "d1", "question": "When did it open?", "kind": "date", "answers": ["1931"],
     "evidence": [{"source": "a.md", "quote": "opened in 1931"}], "draft": {"rank": 1}},
    {"id": "d2", "question": "Who built it?", "answers": ["Karl Voss"], "unanswerable": False},
    {"id": "d3", "question": "What is sold?", "answers": ["bread; milk"],
     "items": ["bread", "milk"]},
    {"id": "feedback-7", "question": "Who left?", "answers": [], "unanswerable": False,
     "feedback": {"verdict": "wrong", "answered": "Ada"}},
]  # fmt: skip


@pytest.fixture
def drafts(tmp_path):
    path = tmp_path / "drafts.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in DRAFTS), encoding="utf-8")
    return path


def say(review, *answers):
    """Goes through with these answers and stops after them; returns what was told."""
    told, left = [], [*answers, "q"]
    go_through(review, lambda prompt: left.pop(0), told.append)
    return told


def test_decisions_are_kept_and_the_review_goes_on_where_it_stopped(drafts):
    say(open_review(drafts), "a", "r")
    again = open_review(drafts)
    assert [draft["id"] for draft in again.waiting] == ["d3", "feedback-7"]
    assert [row["id"] for row in again.accepted] == ["d1"]
    assert "draft" not in again.accepted[0]


def test_a_draft_can_be_edited(drafts):
    review = open_review(drafts)
    say(review, "e", "When did the quay open?", "May 1931 | 1931")
    (row,) = review.accepted
    assert (row["question"], row["answers"]) == ("When did the quay open?", ["May 1931", "1931"])
    assert row["evidence"] == DRAFTS[0]["evidence"]


def test_a_draft_can_become_unanswerable(drafts):
    review = open_review(drafts)
    say(review, "e", "", "-")
    (row,) = review.accepted
    assert row["unanswerable"]
    assert row["answers"] == []
    assert "evidence" not in row


def test_a_decision_can_be_taken_back(drafts):
    review = open_review(drafts)
    say(review, "a", "b", "r")
    assert open_review(drafts).accepted == []
    assert list(open_review(drafts).decisions) == ["d1"]


def test_feedback_without_an_answer_is_not_accepted_before_it_has_one(drafts):
    review = open_review(drafts)
    told = say(review, "s", "s", "s", "a", "e", "", "Hugo Brandt")
    assert any("Not yet a question" in line for line in told)
    (row,) = review.accepted
    assert row["answers"] == ["Hugo Brandt"]
    assert "feedback" not in row


def test_the_person_sees_question_answer_and_words(drafts):
    first, _, items, feedback = (shown(row) for row in DRAFTS)
    assert "1931" in first
    assert "a.md: “opened in 1931”" in first
    assert "- milk" in items
    assert "pincite had answered: Ada" in feedback


@pytest.mark.parametrize("line", ["no json", "[1]", '{"question": "Who?"}'])
def test_a_file_that_is_no_list_of_drafts_gets_one_sentence(tmp_path, line):
    path = tmp_path / "bad.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.jsonl"):
        open_review(path)
