"""How sure an answer is comes from the whole of what was found, not from its proposal alone."""

import math

import numpy as np
import pytest

from pincite.qa.answers import Question
from pincite.qa.classifier import read_classifier, write_classifier
from pincite.qa.sureness import (
    ABSENT,
    OUTCOMES,
    RIGHT,
    SURE_FEATURES,
    WRONG,
    default_sureness,
    sure_features,
    sureness,
)
from pincite.qa.training.sureness import Outcomes, fit_sureness, read_rows


def decided(assistant, text):
    question = Question(text)
    evidence = assistant.read(question, assistant.candidates(question))
    return evidence, assistant.decide(evidence)


def test_the_shipped_model_knows_the_features():
    assert default_sureness().names == SURE_FEATURES


@pytest.mark.parametrize("text", ["Who founded the bakery?", "bakery", "Is the lighthouse red?"])
def test_every_feature_is_a_finite_number(town, text):
    evidence, decision = decided(town, text)
    features = sure_features(evidence, decision.proposals, ())
    assert len(features) == len(SURE_FEATURES)
    assert all(map(math.isfinite, features))


def test_what_is_stated_is_surer_than_what_is_not(town):
    _, stated = decided(town, "Who founded the bakery?")
    _, absent = decided(town, "Who founded the observatory on the moon?")
    assert stated.sureness.right > absent.sureness.right
    assert stated.sureness.absent < absent.sureness.absent


def test_without_proposals_there_is_surely_no_answer(town):
    evidence, _ = decided(town, "Who founded the bakery?")
    nothing = sureness(evidence, (), (), default_sureness())
    assert (nothing.right, nothing.absent) == (0.0, 1.0)


def test_a_fit_tells_right_from_wrong():
    rng = np.random.default_rng(0)
    features = rng.normal(size=(300, len(SURE_FEATURES)))
    right = features[:, 0] > 0
    model = fit_sureness([Outcomes(features, np.where(right, RIGHT, ABSENT))])
    chances = np.array([model.shares(row)[RIGHT] for row in features])
    assert chances[right].mean() > 0.7 > 0.3 > chances[~right].mean()


def test_a_fit_tells_the_outcomes_apart_though_no_line_parts_them():
    rng = np.random.default_rng(0)
    features = rng.normal(size=(4000, len(SURE_FEATURES)))
    folded = np.abs(features[:, 0])
    classes = np.where(folded > 1.0, RIGHT, np.where(folded > 0.4, WRONG, ABSENT))
    model = fit_sureness([Outcomes(features, classes)])
    shares = np.array([model.shares(row) for row in features])
    assert shares.sum(1) == pytest.approx(1.0)
    for outcome in OUTCOMES:
        chances = shares[:, outcome]
        assert chances[classes == outcome].mean() > chances[classes != outcome].mean() + 0.05


def test_a_model_is_read_as_it_was_written(tmp_path):
    model = default_sureness()
    write_classifier(model, tmp_path / "sureness.json")
    row = np.linspace(-1.0, 1.0, len(SURE_FEATURES))
    again = read_classifier(tmp_path / "sureness.json")
    assert again.names == model.names
    assert again.shares(row) == pytest.approx(model.shares(row), abs=1e-3)


def test_sides_of_a_disagreement_count_together(town):
    evidence, decision = decided(town, "Who founded the bakery?")
    first, *others = decision.proposals
    alone = sure_features(evidence, decision.proposals, ())
    both = sure_features(evidence, decision.proposals, (first, *others[:1]))
    gain = SURE_FEATURES.index("sides_gain")
    assert alone[gain] == 0.0 <= both[gain]


def test_unanswerable_rows_beyond_a_fifth_are_left_out(tmp_path):
    rows = [f'{{"question": "q{n}", "answers": {["x"] if n % 2 else []}}}' for n in range(40)]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(rows).replace("'", '"'), encoding="utf-8")
    read = read_rows(path)
    assert (len(read), sum(not row["answers"] for row in read)) == (25, 5)
