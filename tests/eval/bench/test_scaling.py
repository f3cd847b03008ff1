"""Passages made for the growth of an index, and the index made of them."""

import json
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pincite.indexer import Index

sys.path.insert(0, str(Path(__file__).parents[3] / "eval/bench"))

from scaling import ask, build
from scaling_passages import DrawnTexts, MovedVectors, Real, cut_anew, write_passages

TEXTS = [f"The pump number {number} stands in the cellar of house {number}." for number in range(9)]


def unit_rows(count: int) -> np.ndarray:
    rows = np.random.default_rng(5).standard_normal((count, 384)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_cut_anew_gives_other_texts_of_the_same_words() -> None:
    made = [text for text in cut_anew(TEXTS) if text]
    assert not set(made) & set(TEXTS)
    assert set(" ".join(made).split()) <= set(" ".join(TEXTS).split())


def test_drawn_texts_follow_the_words_of_real_ones() -> None:
    chance = np.random.default_rng(1)
    drawn = " ".join(DrawnTexts(TEXTS).draw(300, chance)).split()
    after_the = [b for a, b in pairwise(drawn) if a == "The"]
    assert after_the.count("pump") / len(after_the) > 0.7


def test_moved_vectors_lie_as_near_as_real_ones() -> None:
    real = unit_rows(400)
    moved = MovedVectors(real)
    rows = moved.draw(200, np.random.default_rng(1))
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-5)
    nearest = (rows @ real.T).max(axis=1)
    assert np.mean(nearest) >= np.mean(moved.cosines) - 0.01


def test_an_index_of_made_passages_is_one_that_opens_and_finds_them(tmp_path: Path) -> None:
    real = Real(TEXTS, len(TEXTS), ("Where does pump number 3 stand?",), unit_rows(5))
    write_passages(tmp_path / "230", real, 230)
    kept = {"questions": list(real.questions)}
    (tmp_path / "questions.json").write_text(json.dumps(kept), encoding="utf-8")
    build(tmp_path, tmp_path / "index", 230)
    with Index.open(tmp_path / "index") as index:
        assert index.passage_count() == 230
        assert TEXTS[3] in [p.text.strip() for p in index.passages(range(9))]
    assert ask(tmp_path, tmp_path / "index", 230)["recall"] == 1.0
