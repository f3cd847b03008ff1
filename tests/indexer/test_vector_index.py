"""The nearest rows agree with brute force."""

from pathlib import Path

import numpy as np
import pytest

from pincite.indexer.vector_index import MOST_EXACT_ROWS, VectorIndex


def unit_rows(count: int, dimension: int, seed: int = 1):
    rows = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def opened(path: Path, vectors) -> VectorIndex:
    VectorIndex.build(path, vectors)
    return VectorIndex(path, lambda rows: vectors[rows])


def test_few_rows_are_searched_exactly(tmp_path: Path) -> None:
    vectors = unit_rows(300, 16)
    index = opened(tmp_path / "v", vectors)
    for asked in unit_rows(5, 16, seed=2):
        cosines = vectors @ asked
        best = np.argsort(-cosines, kind="stable")[:7]
        found = index.search(asked, 7)
        assert [row for row, _ in found] == best.tolist()
        assert [cosine for _, cosine in found] == pytest.approx(cosines[best].tolist(), abs=1e-6)


def test_only_the_rows_asked_for_are_searched(tmp_path: Path) -> None:
    vectors = unit_rows(100, 8)
    rows = np.arange(10, 30)
    found = opened(tmp_path / "v", vectors).search(vectors[50], 100, rows)
    assert sorted(row for row, _ in found) == rows.tolist()


def test_no_rows_give_nothing(tmp_path: Path) -> None:
    index = opened(tmp_path / "v", np.empty((0, 0), dtype=np.float32))
    assert index.search(np.ones(8, dtype=np.float32), 3) == []


def test_ties_go_to_the_lower_row(tmp_path: Path) -> None:
    vectors = np.repeat(unit_rows(1, 8), 20, axis=0)
    found = opened(tmp_path / "v", vectors).search(vectors[0], 5)
    assert [row for row, _ in found] == [0, 1, 2, 3, 4]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory):
    centres = unit_rows(400, 16)
    spread = unit_rows(MOST_EXACT_ROWS + 500, 16, seed=3) * 0.5
    vectors = spread + centres[np.arange(len(spread)) % len(centres)]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return opened(tmp_path_factory.mktemp("many") / "v", vectors), vectors


def test_many_rows_are_found_nearly_as_by_brute_force(many) -> None:
    index, vectors = many
    hits = 0
    for asked in vectors[::2500]:
        best = np.argsort(-(vectors @ asked), kind="stable")[:10]
        hits += len({row for row, _ in index.search(asked, 10)} & set(best.tolist()))
    assert hits / (10 * len(vectors[::2500])) >= 0.98


def test_many_rows_bear_their_true_cosine(many) -> None:
    index, vectors = many
    for row, cosine in index.search(vectors[7], 10):
        assert cosine == pytest.approx(float(vectors[row] @ vectors[7]), abs=1e-6)


def test_few_of_many_rows_are_searched_exactly(many) -> None:
    index, vectors = many
    rows = np.arange(0, len(vectors), 1000)
    best = rows[np.argsort(-(vectors[rows] @ vectors[7]), kind="stable")[:5]]
    assert [row for row, _ in index.search(vectors[7], 5, rows)] == best.tolist()
