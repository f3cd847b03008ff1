"""Fitting how much the reranker counts beside the reader in one passage."""

import random

import pytest

from pincite.qa.reading import Reading, SpanScore
from pincite.qa.training.rereading import Read, best_threshold, fit
from pincite.qa.training.rows import Row

PASSAGE = "Ada sold it to Bob"


def read(number: int, *, right_by: str) -> Read:
    """A question; the reader or the reranker knows that Bob answers it, or that nobody does."""
    chance = random.Random(number)
    answerable = number % 2 == 0
    good, bad = (2.0, -2.0) if answerable else (-3.0, -3.0)
    noise = [chance.gauss(0, 2) for _ in range(4)]
    scores = (bad, good) if right_by == "reader" else (0.0, 0.0)
    judged = (bad, good) if right_by == "reranker" else (0.0, 0.0)
    spans = [SpanScore(0, 3, scores[0] + noise[0]), SpanScore(15, 18, scores[1] + noise[1])]
    said = [judged[0] + noise[2], judged[1] + noise[3]]
    order = sorted((0, 1), key=lambda n: -spans[n].score)
    places = ((15, 18),) if answerable else ()
    row = Row(str(number), "t", PASSAGE, "Who?", places, ("Bob",) if places else ())
    return Read(row, Reading(tuple(spans[n] for n in order), 0.0), [said[n] for n in order])


@pytest.mark.parametrize(
    ("right_by", "lowest", "highest"), [("reader", 0, 0.3), ("reranker", 0.7, 1)]
)
def test_the_reranker_counts_as_far_as_it_knows_better(right_by, lowest, highest):
    card = fit([read(number, right_by=right_by) for number in range(400)])
    assert lowest <= card["rereading"] <= highest
    assert card["fitted"]["f1"] >= card["fitted"]["f1_without_reranker"]


def test_the_best_threshold_is_the_best_of_all_cuts():
    chance = random.Random(1)
    margins = [chance.gauss(0, 1) for _ in range(60)]
    has = [chance.random() < 0.5 + 0.3 * (margin > 0) for margin in margins]
    f1 = [chance.random() for _ in margins]

    def score(threshold):
        said = [f if h else 0.0 for m, f, h in zip(margins, f1, has, strict=True) if m > threshold]
        silent = [float(not h) for m, h in zip(margins, has, strict=True) if m <= threshold]
        return (sum(said) + sum(silent)) / len(margins)

    best, threshold = best_threshold(margins, f1, has)
    assert best == pytest.approx(score(threshold))
    assert best == pytest.approx(max(score(cut) for cut in [-9.0, *margins]))
