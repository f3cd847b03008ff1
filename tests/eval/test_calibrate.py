"""An index is calibrated by questions whose answers are known."""

import json

import pytest

from pincite.corpus import InputError
from pincite.eval.calibrate import figures, judge, to_text
from pincite.eval.cli import main
from pincite.eval.questions import QuestionRow
from pincite.indexer.build import update_index
from pincite.qa.answers import Answer, Question, Timings
from pincite.qa.assembly import open_assistant
from pincite.qa.calibrating import calibrate
from pincite.qa.calibration_file import NAME
from pincite.qa.error_bounds import Judged

NAMES = ("Ada", "Bo", "Cyd", "Dora", "Edda", "Finn", "Gil", "Hanna", "Ivo", "Jan", "Kai", "Lea")


class OneAnswer:
    """Answers "Ada" to everything, and nothing to what begins with "No"."""

    def ask(self, question: Question) -> Answer:
        answer = None if question.text.startswith("No") else "Ada"
        status = "answered" if answer else "no_answer"
        return Answer(question.text, status, answer, 0.7, "g", Timings(0, 0, 0))


@pytest.fixture(scope="module")
def index_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("captains")
    lines = [f"The captain of boat {n} is {name}." for n, name in enumerate(NAMES, 1)]
    (folder / "boats.txt").write_text("\n\n".join(lines), encoding="utf-8")
    place = tmp_path_factory.mktemp("index") / "captains"
    update_index(place, [folder])
    return place


@pytest.fixture
def questions(tmp_path):
    rows = [
        {"id": f"a{n}", "question": f"Who is the captain of boat {n}?", "answers": [name]}
        for n, name in enumerate(NAMES, 1)
    ] + [
        {
            "id": f"u{n}",
            "question": f"What colour is boat {n}?",
            "answers": [],
            "unanswerable": True,
        }
        for n, _ in enumerate(NAMES, 1)
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_each_question_is_judged_with_nothing_withheld():
    rows = [
        QuestionRow(id="1", question="Who?", answers=("Ada",)),
        QuestionRow(id="2", question="Who else?", answers=("Bo",)),
        QuestionRow(id="3", question="Where?", unanswerable=True),
        QuestionRow(id="4", question="Nobody?", answers=("Ada",)),
    ]
    assert judge(OneAnswer(), rows) == [
        Judged(0.7, True, True),
        Judged(0.7, False, True),
        Judged(0.7, False, False),
        Judged(0.0, False, True),
    ]


def test_an_index_is_calibrated_and_forgets_it_again(index_dir, questions, capsys):
    call = ["calibrate", "--index", str(index_dir), "--json"]
    assert main([*call, "--questions", str(questions)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["n"], said["answerable"]) == (24, 12)
    with open_assistant(index_dir) as assistant:
        answer = assistant.ask(Question("Who is the captain of boat 3?", max_error=0.5))
        assert answer.bound is not None and answer.bound.n == 24
    assert main([*call, "--forget"]) == 0
    assert json.loads(capsys.readouterr().out) == {"forgotten": True}
    assert not (index_dir / NAME).exists()


def test_indexing_again_keeps_the_calibration(index_dir, questions, capsys):
    main(["calibrate", "--index", str(index_dir), "--questions", str(questions)])
    assert "24 questions judged, 12 answerable" in capsys.readouterr().out
    update_index(index_dir, [])
    assert (index_dir / NAME).exists()


def test_a_call_without_questions_is_refused(index_dir):
    with pytest.raises(InputError, match="give --questions FILE"):
        main(["calibrate", "--index", str(index_dir)])


def test_an_error_that_cannot_be_held_is_told_as_such():
    judged = [Judged(n / 30, n > 10, True) for n in range(30)]
    calibration = calibrate(judged, generation="g", reader="r")
    bounds = {(b["max_error"], b["of"]): b for b in figures(calibration)["bounds"]}
    assert bounds[0.01, "questions"]["bar"] is None
    assert "at least 99 judged questions" in bounds[0.01, "questions"]["said"]
    assert bounds[0.2, "questions"]["wrong"] <= 0.2 * 31 - 1
    assert "cannot be held by these questions" in to_text(figures(calibration), NAME)
