import json
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from pincite.corpus import InputError, Span
from pincite.indexer.passages import Candidate, Passage, Piece
from pincite.qa.network import Network
from pincite.qa.parsed_question import parse_question
from pincite.qa.retrieval import Ranked, fuse, load_ranking, worth_reading
from pincite.qa.retrieval_features import RANK_FEATURES, Asked, asked_of, rank_features
from pincite.qa.settings import Settings
from pincite.qa.training.conditional import fit_conditional
from pincite.qa.training.ranking import from_questions

ASKED = Asked(parse_question("How many pumps were sold in 2019?"), {"pump": 0.9, "sold": 0.5})


def candidate(
    number: int, *, bm25: float, cosine: float, sentences=(0.1,), text="The pump.", document="d"
) -> Candidate:
    span = Span(20 * number, 20 * number + len(text))
    pieces = (Piece(0, span),)
    passage = Passage(number, document, f"{document}.txt", span, text, pieces, (), None, "text")
    return Candidate(passage, bm25, cosine, sentences)


def only(feature: str) -> Network:
    width = 2 * len(RANK_FEATURES)
    line = np.zeros(width)
    line[RANK_FEATURES.index(feature)] = 1.0
    return Network(line, np.zeros((width, 1)), np.zeros(1), np.zeros(1))


def order(candidates, network) -> list[int]:
    return [ranked.passage.passage_id for ranked in fuse(candidates, ASKED, network)]


def feature(name: str, candidates, asked: Asked = ASKED) -> list[float]:
    return rank_features(candidates, asked)[:, RANK_FEATURES.index(name)].tolist()


def test_passages_stand_in_the_order_of_the_model_with_scores_from_one_to_nought():
    found = [candidate(0, bm25=1, cosine=0.9), candidate(1, bm25=4, cosine=0.1)]
    assert order(found, only("bm25")) == [1, 0]
    assert order(found, only("cosine")) == [0, 1]
    assert [ranked.score for ranked in fuse(found, ASKED, only("cosine"))] == [1.0, 0.0]


def test_a_passage_that_stands_alone_has_the_highest_score():
    assert fuse([candidate(0, bm25=1, cosine=0.5)], ASKED, only("bm25"))[0].score == 1.0


def test_of_equal_passages_the_one_indexed_first_stands_first():
    same = candidate(0, bm25=1, cosine=0.5)
    later = replace(same, passage=replace(same.passage, passage_id=7))
    assert order([later, same], only("bm25")) == [0, 7]


def test_nothing_found_and_no_word_matched_are_no_errors():
    assert fuse([], ASKED, only("bm25")) == []
    assert np.isfinite(rank_features([candidate(0, bm25=0.0, cosine=0.0)], ASKED)).all()


def test_a_question_without_words_to_look_for_is_no_error():
    nothing = Asked(parse_question("What is it?"), {})
    found = [candidate(0, bm25=0.0, cosine=0.1), candidate(1, bm25=0.0, cosine=0.2)]
    assert np.isfinite(rank_features(found, nothing)).all()


def test_the_shipped_ranking_prefers_what_matches():
    found = [
        candidate(0, bm25=0.0, cosine=0.1, sentences=(0.1, 0.0)),
        candidate(1, bm25=6.0, cosine=0.6, sentences=(0.7, 0.1)),
    ]
    assert order(found, load_ranking()) == [1, 0]


def test_the_shares_of_all_passages_sum_to_one_and_fall():
    found = [candidate(n, bm25=n, cosine=0.1 * n) for n in range(5)]
    shares = [ranked.share for ranked in fuse(found, ASKED, load_ranking())]
    assert sum(shares) == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(
    ("shares", "read"),
    [
        ([0.97, 0.02, 0.01], 4),  # the fewest, though the first would do
        ([0.3, 0.3, 0.2, 0.1, 0.06, 0.04], 5),
        ([0.05] * 20, 10),
        ([], 4),
    ],
)
def test_as_many_passages_are_read_as_surely_hold_the_answer(shares, read):
    one = candidate(0, bm25=1, cosine=0.5)
    ranked = [Ranked(one, 1.0, rank, share) for rank, share in enumerate(shares, 1)]
    assert worth_reading(ranked, Settings()) == read


def test_settings_that_cannot_be_are_refused():
    with pytest.raises(InputError, match="read_until"):
        Settings(read_until=1.5)


def test_the_rarer_a_word_that_is_held_the_more_is_covered():
    found = [candidate(n, bm25=0, cosine=0, text=t) for n, t in enumerate(("Pumps.", "It sold."))]
    assert feature("coverage", found) == pytest.approx([9 / 14, 5 / 14])
    assert feature("missing", found) == [1, 1]


def test_neighbours_and_the_rest_of_a_document_count_apart():
    texts = (("a", "The pump."), ("a", "It sold well."), ("b", "Other."))
    found = [
        candidate(n, bm25=3.0 - n, cosine=0, text=text, document=document)
        for n, (document, text) in enumerate(texts)
    ]
    assert feature("words_before", found) == pytest.approx([0, 1, 0])
    assert feature("words_after", found) == pytest.approx([2 / 3, 0, 0])
    assert feature("words_of_document", found) == pytest.approx([1, 1, 1 / 3])
    assert feature("coverage_around", found) == pytest.approx([1, 1, 0])
    assert feature("coverage_of_document", found) == pytest.approx([1, 1, 0])


def test_figures_words_that_follow_and_the_kind_of_answer_are_looked_for():
    texts = ("In 2019 many pumps sold well.", "Pumps sold in spring.")
    found = [candidate(n, bm25=0, cosine=0, text=text) for n, text in enumerate(texts)]
    assert feature("numbers", found) == [1, 0]
    assert feature("pairs", found) == [0.5, 0.5]
    assert feature("no_digits", found) == [0, 1]


class Counted:
    """Of ten passages two hold "pumps", all hold "sold"."""

    def document_frequencies(self, words: Sequence[str]) -> dict[str, int]:
        return {word: {"pumps": 2, "sold": 10}.get(word, 0) for word in words}

    def passage_count(self) -> int:
        return 10


def test_words_that_stand_everywhere_weigh_nothing():
    weights = asked_of("Which pumps were sold to Ruritania?", Counted()).weights
    assert list(weights) == ["pump", "ruritania"]
    assert 0 < weights["pump"] < weights["ruritania"] == 1


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


def test_questions_over_a_folder_know_which_passages_hold_the_answer(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, fact in (("pump", "The pump weighs 12 kg."), ("lamp", "The lamp weighs 3 kg.")):
        (folder / f"{name}.txt").write_text(f"About the {name}.\n\n{fact}\n", encoding="utf-8")
    row = {
        "question": "What does the pump weigh?",
        "evidence": [{"source": "pump.txt", "quote": "12 kg"}],
    }
    told = {**row, "history": [{"role": "user", "content": "And the lamp?"}]}
    rows = [row, {**row, "evidence": []}, told]
    (tmp_path / "q.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (asked,) = from_questions(tmp_path / "q.jsonl", folder)
    assert asked.features.shape == (len(asked.right), len(RANK_FEATURES))
    assert asked.right.any()
    assert not asked.right.all()
