from dataclasses import replace

import numpy as np
import pytest

from pincite.corpus import Span
from pincite.indexer.passages import Candidate, Passage
from pincite.qa.confidence import Logistic, load_models
from pincite.qa.retrieval import RANK_FEATURES, fuse, rank_features
from pincite.qa.training.conditional import fit_conditional


def candidate(number: int, *, bm25: float, cosine: float, sentences=(0.1,)) -> Candidate:
    passage = Passage(number, "d", "d.txt", Span(0, 9), "The pump.", (), (), None, "text")
    return Candidate(passage, bm25, cosine, sentences)


def only(feature: str) -> Logistic:
    weights = [float(name == feature) for name in RANK_FEATURES]
    return Logistic(RANK_FEATURES, np.array(weights), 0.0)


def order(candidates, model) -> list[int]:
    return [ranked.passage.passage_id for ranked in fuse(candidates, model)]


def test_passages_stand_in_the_order_of_the_model_with_scores_from_one_to_nought():
    found = [candidate(0, bm25=1, cosine=0.9), candidate(1, bm25=4, cosine=0.1)]
    assert order(found, only("bm25")) == [1, 0]
    assert order(found, only("cosine")) == [0, 1]
    assert [ranked.score for ranked in fuse(found, only("cosine"))] == [1.0, 0.0]


def test_a_passage_that_stands_alone_has_the_highest_score():
    assert fuse([candidate(0, bm25=1, cosine=0.5)], only("bm25"))[0].score == 1.0


def test_of_equal_passages_the_one_indexed_first_stands_first():
    same = candidate(0, bm25=1, cosine=0.5)
    later = replace(same, passage=replace(same.passage, passage_id=7))
    assert order([later, same], only("bm25")) == [0, 7]


def test_nothing_found_and_no_word_matched_are_no_errors():
    assert fuse([], only("bm25")) == []
    assert np.isfinite(rank_features([candidate(0, bm25=0.0, cosine=0.0)])).all()


def test_the_shipped_ranking_knows_all_its_features_and_prefers_what_matches():
    model = load_models()["rank"]
    assert model.names == RANK_FEATURES
    found = [
        candidate(0, bm25=0.0, cosine=0.1, sentences=(0.1, 0.0)),
        candidate(1, bm25=6.0, cosine=0.6, sentences=(0.7, 0.1)),
    ]
    assert order(found, model) == [1, 0]


def test_fitting_finds_the_feature_that_tells_the_right_passage():
    rng = np.random.default_rng(3)
    questions = []
    for _ in range(80):
        features = rng.normal(size=(6, len(RANK_FEATURES)))
        questions.append((features, np.arange(6) == features[:, 3].argmax()))
    weights = fit_conditional(RANK_FEATURES, questions, ridge=3.0).weights
    assert weights.argmax() == 3
    assert weights[3] > 5 * np.abs(np.delete(weights, 3)).max()


@pytest.mark.parametrize("right", [[True, True, False], [True, True, True]])
def test_fitting_bears_questions_with_several_right_passages(right):
    features = np.random.default_rng(1).normal(size=(3, len(RANK_FEATURES)))
    fitted = fit_conditional(RANK_FEATURES, [(features, np.array(right))], ridge=3.0)
    assert np.isfinite(fitted.weights).all()


def test_what_is_fitted_beside_none_gives_none_the_share_it_had():
    rng = np.random.default_rng(5)
    questions = []
    for number in range(200):
        features = rng.normal(size=(3, 2))
        right = np.arange(3) == features[:, 0].argmax()
        questions.append((features, right & (number % 4 > 0)))
    model = fit_conditional(("good", "noise"), questions, ridge=1.0, or_none=True)
    given = [model.shares(features).sum() for features, _ in questions]
    assert abs(np.mean(given) - 0.75) < 0.05
    assert model.weights[0] > 5 * abs(model.weights[1])
