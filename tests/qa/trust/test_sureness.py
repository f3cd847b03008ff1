"""How sure an answer is comes from the whole of what was found, not from its proposal alone."""

import math

import numpy as np
import pytest

from pincite.qa.answers import Question
from pincite.qa.confidence import load_models
from pincite.qa.sureness import SURE_FEATURES, sure_features, sureness
from pincite.qa.training.sureness import Outcomes, fit_sureness, read_rows


def decided(assistant, text):
    question = Question(text)
    evidence = assistant.read(question, assistant.candidates(question))
    return evidence, assistant.decide(evidence)


def test_the_shipped_models_know_the_features():
    models = load_models()
    assert models["right"].names == models["absent"].names == SURE_FEATURES


@pytest.mark.parametrize("text", ["Who founded the bakery?", "bakery", "Is the lighthouse red?"])
def test_every_feature_is_a_finite_number(town, text):
    evidence, decision = decided(town, text)
    features = sure_features(evidence, decision.proposals, None)
    assert len(features) == len(SURE_FEATURES)
    assert all(map(math.isfinite, features))


def test_what_is_stated_is_surer_than_what_is_not(town):
    _, stated = decided(town, "Who founded the bakery?")
    _, absent = decided(town, "Who founded the observatory on the moon?")
    assert stated.sureness.right > absent.sureness.right
    assert stated.sureness.absent < absent.sureness.absent


def test_without_proposals_there_is_surely_no_answer(town):
    evidence, _ = decided(town, "Who founded the bakery?")
    nothing = sureness(evidence, (), None, load_models())
    assert (nothing.right, nothing.absent) == (0.0, 1.0)


def test_a_fit_tells_right_from_wrong():
    rng = np.random.default_rng(0)
    features = rng.normal(size=(300, len(SURE_FEATURES)))
    right = features[:, 0] > 0
    models = fit_sureness([Outcomes(features, right, ~right)])
    chances = np.array([models["right"].probability(row) for row in features])
    assert chances[right].mean() > 0.7 > 0.3 > chances[~right].mean()


def test_unanswerable_rows_beyond_a_fifth_are_left_out(tmp_path):
    rows = [f'{{"question": "q{n}", "answers": {["x"] if n % 2 else []}}}' for n in range(40)]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(rows).replace("'", '"'), encoding="utf-8")
    read = read_rows(path)
    assert (len(read), sum(not row["answers"] for row in read)) == (25, 5)
