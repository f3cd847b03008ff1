import pytest

from pincite.eval.reader_eval import Decision, evaluate_reader, shipped_decision, spans_apart
from pincite.eval.reading_sets import GoldRow, ReadingRow
from pincite.qa.reading import Reading, SpanScore

CONTRACT = {
    "n", "exact", "f1", "has_answer_f1", "no_answer_f1", "best_f1", "ece", "passages_per_s",
}  # fmt: skip


class SearchingReader:
    """Finds the question's word in the passage; the margin is what the script says."""

    name = "searching"

    def __init__(self, margins):
        self._margins = margins

    def read(self, question, passages):
        return [self._read(question, passage) for passage in passages]

    def _read(self, word, passage):
        if not passage:
            return Reading((), 0.0)
        start = max(0, passage.find(word))
        return Reading((SpanScore(start, start + len(word), self._margins[word]),), 0.0)


def row(word, *golds, context="Ada and Bob signed it"):
    answers = tuple(GoldRow(text=gold) for gold in golds)
    return ReadingRow(
        id=word, context=context, question=word, answers=answers, is_impossible=not golds
    )


def test_the_figures_have_the_names_of_the_contract_and_are_per_cent():
    reader = SearchingReader({"Ada": 2.0, "Bob": -1.0})
    figures = evaluate_reader(reader, [row("Ada", "Ada"), row("Bob")], Decision())
    assert figures.keys() >= CONTRACT
    assert (figures["n"], figures["exact"], figures["no_answer_f1"]) == (2, 100.0, 100.0)


def test_a_withheld_answer_counts_again_at_the_best_threshold():
    reader = SearchingReader({"Ada": -1.0, "Bob": -2.0})
    figures = evaluate_reader(reader, [row("Ada", "Ada"), row("Bob")], Decision())
    assert (figures["f1"], figures["best_f1"], figures["span_f1"]) == (50.0, 100.0, 100.0)
    assert figures["best_f1_margin"] == -1.0


def test_figures_of_questions_that_are_not_there_are_missing():
    figures = evaluate_reader(SearchingReader({"Ada": 1.0}), [row("Ada", "Ada")], Decision())
    assert figures["no_answer_f1"] is None
    assert figures["several"] is None


def test_an_empty_passage_is_no_answer():
    figures = evaluate_reader(SearchingReader({}), [row("Ada", context="")], Decision())
    assert figures["exact"] == 100.0


def test_the_confidence_of_a_withheld_answer_is_that_there_is_none():
    assert Decision().confidence(-4.0) == pytest.approx(0.982, abs=1e-3)
    assert Decision().confidence(4.0) == pytest.approx(0.982, abs=1e-3)
    assert Decision(threshold=1.0).withholds(1.0)


def test_several_answers_do_not_overlap():
    spans = (SpanScore(0, 3, 5.0), SpanScore(0, 7, 4.0), SpanScore(8, 11, 3.0), SpanScore(8, 9, -1))
    chosen = spans_apart(Reading(spans, 0.0), Decision())
    assert [(span.start, span.end) for span in chosen] == [(0, 3), (8, 11)]


def test_answers_that_belong_together_are_judged_as_a_set():
    several = row("Ada", "Ada", "Bob").model_copy(update={"multi": True})
    figures = evaluate_reader(SearchingReader({"Ada": 2.0}), [several], Decision())
    assert figures["several"]["partial_precision"] == 100.0
    assert figures["several"]["partial_recall"] < 100.0


def test_the_shipped_reader_comes_with_a_decision():
    assert isinstance(shipped_decision(), Decision)
