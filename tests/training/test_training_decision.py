"""Fitting how sure the reader's decisions are."""

import math
import random

import pytest

from pincite.qa.training.decision import fit_decision


def test_the_probabilities_are_those_of_the_data():
    chance = random.Random(1)
    margins = [chance.uniform(-6, 6) for _ in range(4000)]
    has = [chance.random() < 1 / (1 + math.exp(-0.5 * margin - 0.3)) for margin in margins]
    f1 = [chance.choice([0.0, 1.0]) for _ in margins]
    decision = fit_decision(margins, f1, has)
    assert decision["weight"] == pytest.approx(0.5, abs=0.05)
    assert decision["bias"] == pytest.approx(0.3, abs=0.1)
    sure = 1 / (1 + math.exp(-decision["right_weight"] * 3 - decision["right_bias"]))
    assert 0.35 < sure < 0.5  # half of those that have an answer are right
