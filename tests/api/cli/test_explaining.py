"""`ask --explain`, `ask --max-error` and `why` on the terminal."""

from dataclasses import replace

import pytest

from pincite.corpus import Span
from pincite.qa.answers import Question
from pincite.qa.calibrating import calibrate
from pincite.qa.calibration_file import write_calibration
from pincite.qa.error_bounds import ErrorBound, Judged
from pincite.qa.explanations import (
    Change,
    Explanation,
    PassageTrace,
    ProposalTrace,
    Step,
    Why,
)

EXPLANATION = Explanation(
    question="How many vans in 2019?",
    way="span",
    confidence=0.91,
    bar=0.3,
    candidates=2,
    read=1,
    missing_terms=("2019",),
    passages=(
        PassageTrace(
            1, 0.9, 4.2, 0.7, "report.md", Span(9, 50), 3.1, "3.8\x1b million", None
        ),
        PassageTrace(2, 0.4, 0.0, 0.2, "note.txt", Span(0, 35), None, None, "not_read"),
    ),
    proposals=(
        ProposalTrace("3.8 million", "span", "report.md", Span(31, 42), 1, 0.91, 3.1, None),
        ProposalTrace("Mondays", "span", "note.txt", Span(27, 34), 2, 0.1, -2.0, "wrong_type"),
    ),
    changes=(Change("without “2019”", "How many vans?", "no_answer", None, 0.8),),
)  # fmt: skip


@pytest.fixture
def explaining(engine):
    """An assistant that explains its answers and holds errors where it is asked to."""
    answer = engine.answering.ask

    def ask(question: Question):
        bound = None
        if question.max_error:
            bound = ErrorBound(question.max_error, question.error_of, 0.5, 200, 80, 7)
        explanations = (EXPLANATION,) if question.explain else ()
        return replace(answer(question), bound=bound, explanations=explanations)

    def why(question: Question, source: str, span: Span) -> Why:
        lost = Step("reading", passed=False, said="only the first 8 passages are read")
        return Why(
            question.text, source, span, "Mondays", "reading", (lost,), "answered", "3.8 million"
        )

    engine.answering.ask, engine.answering.why = ask, why
    return engine


def test_nothing_is_explained_unasked(explaining, call):
    assert "Why:" not in call("ask", "How many vans in 2019?").out


def test_an_explanation_tells_every_stage(explaining, call):
    said = call("ask", "How many vans in 2019?", "--explain").out
    for part in (
        "2 passages found, 1 read",
        "in none of those read: 2019",
        "report.md:9-50",
        "not read",
        "not the kind of thing asked for",
        "confidence 0.91 against a bar of 0.30",
        "without “2019”: no answer",
    ):
        assert part in said
    assert "\x1b" not in said


def test_an_explanation_stands_in_the_json(explaining, call):
    answer = call("ask", "How many vans in 2019?", "--explain", "--json").json
    (explained,) = answer["explanations"]
    assert explained["passages"][1]["dropped"] == "not_read"


def test_a_bound_is_told_with_its_questions(explaining, call):
    said = call("ask", "How many vans in 2019?", "--max-error", "0.05").out
    assert "wrong answers held at 5 % of the questions: by 200 judged" in said
    said = call("ask", "vans in 2019?", "--max-error", "0.05", "--error-of", "answers").out
    assert "5 % of the answers" in said


@pytest.mark.parametrize("share", ["0", "5", "-1", "nan", "much"])
def test_a_share_that_is_none_is_refused(explaining, call, share):
    outcome = call("ask", "vans?", "--max-error", share)
    assert outcome.exit_code == 2
    assert outcome.err.count("\n") == 1


def test_why_names_the_stage_that_lost_a_place(explaining, call):
    outcome = call("why", "When", "does", "the council meet?", "note.txt:27-34")
    assert outcome.exit_code == 0
    assert "lost   reading" in outcome.out
    assert "answered instead: “3.8 million”" in outcome.out
    shown = call("why", "When?", "note.txt:27-34", "--json").json
    assert (shown["lost_at"], shown["start"], shown["end"]) == ("reading", 27, 34)


@pytest.mark.parametrize("place", ["note.txt", "note.txt:5", "note.txt:9-3", ":1-2", "x:a-b"])
def test_what_is_no_place_is_refused(explaining, call, place):
    outcome = call("why", "When?", place)
    assert outcome.exit_code == 2
    assert "SOURCE:START-END" in outcome.err


@pytest.mark.parametrize(("generation", "told"), [("g1", "unchanged"), ("g0", "changed since")])
def test_status_tells_whether_the_documents_changed_since_the_calibration(
    call, tmp_path, generation, told
):
    judged = [Judged(0.5, True, True)] * 20
    write_calibration(tmp_path, calibrate(judged, generation=generation, reader="r"))
    status = call("--index", str(tmp_path), "status", "--json").json
    assert status["calibration"] == {"questions": 20, "documents": told}


def test_status_says_nothing_of_a_calibration_that_is_not_there(call, tmp_path):
    assert "calibration" not in call("--index", str(tmp_path), "status", "--json").json


def test_calibrate_is_a_command_of_eval_called_without_its_name(call):
    outcome = call("calibrate")
    assert outcome.exit_code == 2
    assert "give --questions FILE" in outcome.err
