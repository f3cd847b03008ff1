from pathlib import Path

import numpy as np

from pincite.qa.network import Network, beside, read_network, write_network
from pincite.qa.training.network import Alternatives, Settings, fit_network

NAMES = ("one", "other")


def asked(count: int, seed: int) -> list[Alternatives]:
    """Questions whose right alternative has exactly one of two features: no straight line does."""
    chance = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        features = np.array([[0.0, 0.0], [1.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
        features = features[chance.permutation(4)][: 2 + int(chance.integers(3))]
        right = features.sum(1) == 1.0
        if right.any() and not right.all():
            found.append(Alternatives(features, right))
    return found


def test_it_learns_what_no_straight_line_can() -> None:
    network = fit_network(asked(600, 1), Settings(units=16, rounds=40, rate=0.02, dropped=0.0))
    tests = asked(200, 2)
    hits = [each.right[int(network.scores(each.features).argmax())] for each in tests]
    assert np.mean(hits) > 0.95


def test_the_same_questions_give_the_same_network(tmp_path: Path) -> None:
    settings = Settings(units=4, rounds=2)
    for name in ("a", "b"):
        write_network(fit_network(asked(50, 1), settings), NAMES, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_network_is_read_as_it_was_written(tmp_path: Path) -> None:
    network = fit_network(asked(50, 1), Settings(units=4, rounds=2))
    write_network(network, NAMES, tmp_path / "network.json")
    features = np.array([[0.5, 1.0], [0.0, 2.0]])
    read = read_network(tmp_path / "network.json", NAMES)
    assert np.allclose(read.scores(features), network.scores(features), atol=1e-3)


def test_a_feature_that_a_file_does_not_know_counts_nothing(tmp_path: Path) -> None:
    network = fit_network(asked(50, 1), Settings(units=4, rounds=2))
    write_network(network, NAMES, tmp_path / "network.json")
    read = read_network(tmp_path / "network.json", (*NAMES, "new"))
    features = np.array([[0.5, 1.0, 7.0], [0.0, 2.0, -3.0]])
    assert np.allclose(read.scores(features), network.scores(features[:, :2]), atol=1e-3)


def test_it_sees_how_far_each_lies_behind_the_highest() -> None:
    assert beside(np.array([[1.0, 5.0], [3.0, 4.0]])).tolist() == [[1, 5, -2, 0], [3, 4, 0, -1]]


def test_no_alternatives_have_no_scores() -> None:
    network = Network(np.zeros(4), np.zeros((4, 1)), np.zeros(1), np.zeros(1))
    assert network.scores(np.zeros((0, 2))).tolist() == []
