"""Kept answers: found again, judged, turned into questions, and gone with their documents."""

import json
import sqlite3
from contextlib import closing

import pytest

from pincite.api.cli import main
from pincite.api.feedback_rows import feedback_rows
from pincite.api.kept_answers import DAY_S, FILE_NAME, Feedback, KeptAnswers, Place
from pincite.corpus import Document, InputError
from pincite.qa.answers import Question, Turn
from pincite.qa.contract import answer_to_json

from .conftest import NOTE, REPORT, FakeAssistant, FakeIndex, report

IN_2019 = Question("How many vans were sold in 2019?")
UNKNOWN = Question("Who won?")


class Clock:
    """Time that moves when told to."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def kept(tmp_path, clock):
    with closing(KeptAnswers(tmp_path / FILE_NAME, days=7, now=clock)) as store:
        yield store


@pytest.fixture
def keep(kept):
    """Asks and keeps, and returns the id."""
    assistant = FakeAssistant(FakeIndex([report(), Document("note.txt", NOTE)]))
    return lambda question: kept.keep(question, answer_to_json(assistant.ask(question)))


@pytest.fixture
def keeping(start_service, tmp_path):
    started = start_service()
    started.service.kept = KeptAnswers(tmp_path / FILE_NAME, days=7)
    return started


def ask(started, question: str) -> dict:
    return started.post("/v1/ask", {"question": question}).json


def test_an_answer_is_found_as_it_was(keeping):
    answer = ask(keeping, IN_2019.text)
    found = keeping.get(f"/v1/answers/{answer['answer_id']}").json
    assert {name: found[name] for name in answer} == answer
    assert found["feedback"] is None
    assert found["expires_at"] > found["kept_at"]


def test_answers_in_the_form_of_openai_are_kept_too(keeping):
    messages = [{"role": "user", "content": IN_2019.text}]
    row = {"model": "pincite", "messages": messages}
    answer_id = keeping.post("/v1/chat/completions", row).json["pincite"]["answer_id"]
    assert keeping.get(f"/v1/answers/{answer_id}").json["answer"] == "3.8 million"


def test_nothing_is_kept_unless_asked_for(service):
    assert "answer_id" not in ask(service, IN_2019.text)
    assert service.get("/v1/answers/x").status == 404
    assert service.post("/v1/answers/x/feedback", {"verdict": "right"}).status == 404


def test_what_is_offered_is_told(keeping, service):
    assert keeping.get("/v1/service").json["keeps_answers_days"] == 7
    told = service.get("/v1/service").json
    assert (told["keeps_answers_days"], told["rights"], told["uploads"]) == (None, ["ask"], False)


def test_feedback_is_kept_with_its_answer_and_can_be_changed(keeping):
    path = f"/v1/answers/{ask(keeping, IN_2019.text)['answer_id']}"
    assert keeping.post(f"{path}/feedback", {"verdict": "right"}).status == 200
    start = REPORT.index("2.9 million")
    place = {"document_id": "report.md", "start": start, "end": start + 11}
    said = {"verdict": "wrong", "place": place, "comment": " the other year "}
    assert keeping.post(f"{path}/feedback", said).status == 200
    feedback = keeping.get(path).json["feedback"]
    assert (feedback["verdict"], feedback["comment"]) == ("wrong", "the other year")
    assert feedback["place"]["quote"] == "2.9 million"


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"verdict": "perhaps"},
        {"verdict": "right", "more": 1},
        {"verdict": "right", "place": {"document_id": "report.md", "start": 0, "end": 3}},
        {"verdict": "wrong", "place": {"document_id": "none.md", "start": 0, "end": 3}},
        {"verdict": "wrong", "place": {"document_id": "report.md", "start": 3, "end": 3}},
        {"verdict": "wrong", "place": {"document_id": "report.md", "start": 0, "end": 3000}},
        {"verdict": "wrong", "comment": "x" * 2001},
    ],
)
def test_feedback_that_says_nothing_clear_is_refused(keeping, said):
    path = f"/v1/answers/{ask(keeping, IN_2019.text)['answer_id']}/feedback"
    assert keeping.post(path, said).status == 422


def test_an_answer_goes_when_its_days_are_over(kept, keep, clock):
    answer_id = keep(IN_2019)
    clock.now += 6 * DAY_S
    assert kept.find(answer_id) is not None
    clock.now += 2 * DAY_S
    assert kept.find(answer_id) is None
    kept.drop_expired()
    clock.now -= 8 * DAY_S
    assert kept.find(answer_id) is None


def test_fewer_days_hold_for_older_answers_too(keep, kept, clock, tmp_path):
    answer_id = keep(IN_2019)
    clock.now += 2 * DAY_S
    with closing(KeptAnswers(tmp_path / FILE_NAME, days=1, now=clock)):
        assert kept.find(answer_id) is None


def test_an_answer_goes_with_any_document_it_speaks_from(kept, keep):
    sold, unknown = keep(IN_2019), keep(UNKNOWN)
    kept.forget_document(report().document_id)
    assert kept.find(sold) is None
    assert kept.find(unknown) is not None
    kept.forget_all_but([report().document_id])
    assert kept.find(unknown) is None


def test_an_answer_goes_with_what_the_conversation_before_it_spoke_from(kept, keep):
    keep(IN_2019)
    followed = keep(Question("Who won?", (Turn(IN_2019.text, "3.8 million"),)))
    foreign = keep(Question("Who won?", (Turn("x", "words of nobody knows which document"),)))
    kept.forget_document(report().document_id)
    assert kept.find(followed) is None
    assert kept.find(foreign) is None


def test_an_answer_goes_with_the_document_named_as_the_right_place(kept, keep):
    answer_id = keep(UNKNOWN)
    place = Place("d7", "new.md", 0, 3, "Ada", "0" * 64)
    kept.judge(answer_id, Feedback("wrong", place))
    kept.forget_document("d7")
    assert kept.find(answer_id) is None
    assert kept.judged() == []


def test_nothing_of_what_was_dropped_stays_on_the_disk(kept, keep, tmp_path):
    keep(IN_2019)
    on_disk = [path.read_bytes() for path in tmp_path.glob(f"{FILE_NAME}*")]
    assert any(b"3.8 million" in content for content in on_disk)
    kept.forget_document(report().document_id)
    for path in tmp_path.glob(f"{FILE_NAME}*"):
        assert b"3.8 million" not in path.read_bytes()


def test_a_new_generation_takes_answers_of_removed_documents_with_it(keeping):
    answer = ask(keeping, IN_2019.text)
    keeping.assistant.index.held = [Document("note.txt", NOTE)]
    keeping.service.forget_removed()
    assert keeping.get(f"/v1/answers/{answer['answer_id']}").status == 404


def test_an_answer_is_given_even_when_it_cannot_be_kept(keeping, tmp_path):
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as other:
        other.execute("DROP TABLE speaks_from")
        other.commit()
        answer = ask(keeping, IN_2019.text)
    assert answer["answer"] == "3.8 million"
    assert "answer_id" not in answer


@pytest.mark.parametrize("days", [0, -1, 4000])
def test_a_number_of_days_that_makes_no_sense_is_refused(tmp_path, days):
    with pytest.raises(InputError, match="--keep-answers"):
        KeptAnswers(tmp_path / FILE_NAME, days=days)


def test_feedback_becomes_rows_of_a_question_file(kept, keep):
    right, none, abstain, wrong, placed = (
        keep(question) for question in (IN_2019, UNKNOWN, IN_2019, IN_2019, UNKNOWN)
    )
    kept.judge(right, Feedback("right"))
    kept.judge(none, Feedback("right"))
    kept.judge(abstain, Feedback("should_have_abstained"))
    kept.judge(wrong, Feedback("wrong", comment="too old"))
    place = Place("d1", "note.txt", 0, 3, "The", "0" * 64)
    kept.judge(placed, Feedback("wrong", place))
    rows = {row["id"].removeprefix("feedback-"): row for row in feedback_rows(kept.judged())}
    expected = {key: (row["answers"], row["unanswerable"]) for key, row in rows.items()}
    assert expected == {
        right: (["3.8 million"], False),
        none: ([], True),
        abstain: ([], True),
        wrong: ([], False),
        placed: (["The"], False),
    }
    assert rows[right]["evidence"][0]["quote"] == "3.8 million"
    assert rows[placed]["evidence"][0]["source"] == "note.txt"
    assert rows[wrong]["feedback"]["comment"] == "too old"


def test_the_command_writes_feedback_and_says_where_none_is_kept(tmp_path, capsys):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "report.md").write_text(REPORT, encoding="utf-8")
    index_dir = tmp_path / "index"
    words = ["--index", str(index_dir)]
    assert main([*words, "index", str(tmp_path / "texts")]) == 0
    assert main([*words, "feedback"]) == 2
    assert "--keep-answers" in capsys.readouterr().err
    document = Document("report.md", REPORT)
    assistant = FakeAssistant(FakeIndex([document]))
    with closing(KeptAnswers.of_index(index_dir, days=7)) as store:
        answer_id = store.keep(IN_2019, answer_to_json(assistant.ask(IN_2019)))
        store.judge(answer_id, Feedback("right"))
    out = tmp_path / "feedback.jsonl"
    assert main([*words, "feedback", "--out", str(out)]) == 0
    (row,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert row["answers"] == ["3.8 million"]
    assert main([*words, "remove", "report.md"]) == 0
    with closing(KeptAnswers.of_index(index_dir)) as store:
        assert store.find(answer_id) is None
