import pytest

from pincite.eval.marks import mark, rank_marks
from pincite.eval.places import locate
from pincite.eval.questions import EvidenceRow, QuestionRow
from pincite.qa.answers import Computed, Part


@pytest.fixture
def system(fakes):
    return fakes.ScriptedSystem({})


@pytest.fixture
def ferry(system):
    return system.documents["ferry.txt"]


@pytest.fixture
def port(system):
    return system.documents["port.txt"]


@pytest.fixture
def marked(system):
    def run(answer, **row):
        question = QuestionRow(**({"id": "q", "question": "?", "answers": ("x",)} | row))
        evidence = [locate(one, system.documents) for one in question.evidence]
        texts = {source: one.text for source, one in system.documents.items()}
        return mark(question, answer, evidence, texts.get, ms=1.0)

    return run


def at(source, quote):
    return EvidenceRow(source=source, quote=quote)


def test_a_citation_is_precise_where_it_overlaps_any_occurrence_of_the_evidence(
    marked, fakes, ferry
):
    evidence = (at("ferry.txt", "The ferry"),)
    second = fakes.cite(ferry, "The ferry", at=ferry.text.rindex("The ferry"))
    assert marked(fakes.answered("?", second), evidence=evidence).precise == 1
    elsewhere = fakes.cite(ferry, "12 euros")
    assert marked(fakes.answered("?", elsewhere), evidence=evidence).precise == 0


def test_without_evidence_precision_is_not_counted(marked, fakes, ferry):
    assert marked(fakes.answered("?", fakes.cite(ferry, "12 euros"))).precise is None


def test_a_citation_that_is_off_by_one_is_not_verbatim(marked, fakes, ferry):
    right = fakes.cite(ferry, "12 euros")
    wrong = fakes.cite(ferry, "12 euros", at=right.span.start + 1)
    assert marked(fakes.answered("?", right)).verbatim == 1
    assert marked(fakes.answered("?", wrong)).verbatim == 0


def test_an_item_must_be_what_its_citation_quotes(marked, fakes, port):
    citation = fakes.cite(port, "Bread")
    assert marked(fakes.answered("?", citation, items=("Bread",))).verbatim == 1
    assert marked(fakes.answered("?", citation, items=("bread",))).verbatim == 0


def test_abstaining_is_right_only_where_there_is_no_answer(marked, fakes):
    answer = fakes.no_answer("?")
    nothing = marked(answer, answers=(), unanswerable=True)
    missed = marked(answer)
    assert (nothing.exact, nothing.f1, nothing.right) == (1.0, 1.0, True)
    assert (missed.exact, missed.f1, missed.right) == (0.0, 0.0, False)


def test_an_answer_that_lists_nothing_is_one_item(marked, fakes, port):
    marks = marked(fakes.answered("?", fakes.cite(port, "milk")), items=("Bread", "milk", "salt"))
    assert marks.item_f1 == pytest.approx(2 / 4)


def test_a_yes_or_no_question_is_right_by_its_verdict(marked, fakes, ferry):
    answer = fakes.answered("?", fakes.cite(ferry, "The ferry has a shop"), verdict="supports")
    assert marked(answer, verdict="supports", answers=("has a shop",)).right
    wrong = marked(answer, verdict="denies", answers=("has a shop",))
    assert (wrong.right, wrong.verdict) == (False, False)
    assert wrong.f1 > 0


def test_a_conflict_is_found_when_two_values_are_shown(marked, fakes, ferry, port):
    values = {"kind": "conflict", "answers": ("7:30", "1931"), "values": ("7:30", "1931")}
    one, other = fakes.cite(ferry, "7:30"), fakes.cite(port, "1931")
    both = fakes.answered("?", one, status="conflicting", alternatives=(fakes.alternative(other),))
    assert marked(both, **values).conflict is True
    alone = fakes.answered("?", one, status="conflicting")
    assert marked(alone, **values).conflict is False
    assert marked(fakes.answered("?", one), **values).conflict is False
    assert marked(both, answers=("7:30",)).false_conflict is True
    assert marked(fakes.no_answer("?")).false_conflict is None


def test_a_computed_value_may_write_its_number_otherwise(marked, fakes, ferry):
    computed = Computed("sum", "1 250", "units", (0,))
    answer = fakes.answered("?", fakes.cite(ferry, "12 euros"), computed=computed)
    said = type(answer)(
        **{name: getattr(answer, name) for name in answer.__slots__} | {"answer": "1 250 units"}
    )
    assert marked(said, kind="computed", answers=("1,250 units",)).exact == 1.0
    assert marked(said, kind="number", answers=("1,250 units",)).exact == 0.0


def test_parts_are_compared_in_their_order_and_a_missing_one_counts_nothing(marked, fakes, ferry):
    first = fakes.cite(ferry, "7:30")
    parts = ({"question": "When?", "answers": ["7:30"]}, {"question": "Much?", "answers": ["12"]})
    answer = fakes.answered("?", first, parts=(Part("When?", "answered", "7:30", (first,)),))
    assert marked(answer, answers=("7:30",), parts=parts).parts_f1 == 0.5


def test_the_marks_of_a_ranking_are_those_of_its_first_relevant_passage(system, ferry):
    evidence = [locate(at("port.txt", "1931"), system.documents)]
    marks = rank_marks(system.passages, evidence, relevant=1)
    assert (marks.recall_at_1, marks.recall_at_5, marks.mrr) == (0.0, 1.0, 0.5)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (EvidenceRow(source="none.txt", quote="x"), "not in the index"),
        (EvidenceRow(source="ferry.txt", quote="x y z"), "does not hold"),
        (EvidenceRow(source="ferry.txt", start=0, end=9999), "ends before"),
        (EvidenceRow(source="ferry.txt", start=0, end=3, sha256="0"), "not the text"),
    ],
)
def test_evidence_that_cannot_be_found_says_why(system, row, fault):
    evidence = locate(row, system.documents)
    assert evidence.places == ()
    assert fault in evidence.fault


def test_a_source_is_known_by_its_end_when_only_one_root_has_it(fakes):
    system = fakes.ScriptedSystem({}, texts={"north/a.txt": "one", "south/b.txt": "two"})
    assert locate(at("a.txt", "one"), system.documents).places[0].source == "north/a.txt"
