"""Reading a passage once more: what is judged, and how it counts."""

import pytest

from pincite.qa.reading import Reading, SpanScore
from pincite.qa.rereading import Rereader

PASSAGE = "Ada built the mill. Otto sold it."


class Reader:
    """Finds Ada before Otto, and the mill last."""

    name = "found"

    def read(self, question, passages):
        words = {"Ada": 3.0, "Otto": 2.0, "mill": 1.0, "built": 0.9, "sold": 0.8}
        places = {word: PASSAGE.index(word) for word in words}
        spans = (SpanScore(at, at + len(w), words[w]) for w, at in places.items())
        return [Reading(tuple(spans), 0.5) for _ in passages]


class Reranker:
    """Wants one word."""

    def __init__(self, wanted):
        self.wanted, self.texts = wanted, []

    def judge(self, question, texts):
        self.texts += texts
        return [4.0 if f"« {self.wanted} »" in text else -4.0 for text in texts]


@pytest.mark.parametrize(("weight", "best"), [(0.0, "Ada"), (0.5, "Otto")])
def test_what_the_reranker_says_counts_by_its_weight(weight, best):
    [reading] = Rereader(Reader(), Reranker("Otto"), weight).read("Who sold it?", [PASSAGE])
    first = reading.spans[0]
    assert PASSAGE[first.start : first.end] == best
    assert reading.margin == pytest.approx(
        (3.0 if best == "Ada" else 2.0) + 4 * weight * (1 if best == "Otto" else -1) - 0.5
    )


def test_four_spans_are_judged_in_their_sentences_and_the_others_count_as_the_worst():
    reranker = Reranker("Ada")
    [reading] = Rereader(Reader(), reranker, 0.5).read("Who built it?", [PASSAGE])
    assert len(reranker.texts) == 4
    assert any(text.endswith("« Otto » sold it.") for text in reranker.texts)
    assert reading.spans[-1].score == pytest.approx(0.8 - 2.0)


def test_a_passage_without_words_has_no_reading():
    class Empty(Reader):
        def read(self, question, passages):
            return [Reading((), 0.0)]

    assert Rereader(Empty(), Reranker(""), 0.5).read("Who?", [""]) == [Reading((), 0.0)]
