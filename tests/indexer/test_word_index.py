"""Words are found stemmed, whatever characters a question holds."""

from pathlib import Path

import pytest

from pincite.indexer.stemming import STEMMERS
from pincite.indexer.word_index import WordIndex

TEXTS = [
    "The companies were running trains in 1999.",
    "A company ran one train.",
    "Citroën’s Alliance¹ sells electric cars",
    "The of and to",
    "nothing here matches",
]


GERMAN = {1: "de"}


@pytest.fixture
def words(tmp_path: Path) -> WordIndex:
    WordIndex.build(tmp_path, ((n, n // 2, text) for n, text in enumerate(TEXTS)))
    return WordIndex(tmp_path)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("company", {0, 1}),
        ("TRAIN running", {0, 1}),
        ("citroen", {2}),
        ("alliance", {2}),
        ("1999", {0}),
        ("the of and", {0, 3}),
        ("the trains", {0, 1}),
        ("zebra", set()),
        ("", set()),
        ("text:company OR *", {0, 1}),
    ],
)
def test_passages_are_found_by_their_words(words: WordIndex, question: str, found: set) -> None:
    assert {passage for passage, _ in words.search(question, 10)} == found


def test_scores_are_those_of_the_search(words: WordIndex) -> None:
    hits = dict(words.search("trains of the company", 10))
    assert words.scores("trains of the company", [0, 1, 4]) == pytest.approx(hits)


def test_a_filter_leaves_scores_as_they_are(words: WordIndex) -> None:
    everything = dict(words.search("company alliance", 10))
    within = words.search("company alliance", 10, documents=[1])
    assert within == [(2, pytest.approx(everything[2]))]


def test_hits_are_ordered_by_score_and_then_by_id(tmp_path: Path) -> None:
    WordIndex.build(tmp_path, ((n, 0, "same words") for n in range(50)))
    hits = WordIndex(tmp_path).search("words", 50)
    assert [passage for passage, _ in hits] == list(range(50))


def test_frequencies_count_stems(words: WordIndex) -> None:
    counts = words.document_frequencies(["train", "companies", "zebra", "co-op", "electric-cars"])
    assert counts == {"train": 2, "companies": 2, "zebra": 0, "co-op": 0, "electric-cars": 1}


def test_words_of_another_language_are_stemmed_in_it(tmp_path: Path) -> None:
    texts = ["The house at the quay", "Die Häuser am Kai kosten Gebühren"]
    WordIndex.build(tmp_path, ((n, n, text) for n, text in enumerate(texts)), GERMAN)
    words = WordIndex(tmp_path)
    assert [passage for passage, _ in words.search("Gebühr Haus", 10)] == [1]
    assert {passage for passage, _ in words.search("house Kai", 10)} == {0, 1}
    assert words.document_frequencies(["Häuser", "quays", "zebra"]) == {
        "Häuser": 1,
        "quays": 1,
        "zebra": 0,
    }
    assert set(words.scores("Haus quay", {0, 1})) == {0, 1}


def test_a_language_without_stemmer_is_indexed_all_the_same(tmp_path: Path) -> None:
    WordIndex.build(tmp_path, [(0, 0, "Port jest otwarty cały rok")], {0: "pl"})
    assert WordIndex(tmp_path).search("otwarty", 5)


def test_every_stemmer_is_one_that_tantivy_has(tmp_path: Path) -> None:
    languages = dict(enumerate(sorted(STEMMERS)))
    WordIndex.build(tmp_path, ((n, n, f"word{n}") for n in languages), languages)
    words = WordIndex(tmp_path)
    assert all(words.search(f"word{n}", 1)[0][0] == n for n in languages)


def test_it_opens_where_its_lock_cannot_be_written(tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.mkdir()
    WordIndex.build(words, [(0, 0, "The night train.")])
    (words / ".tantivy-meta.lock").mkdir()
    assert [number for number, _ in WordIndex(words).search("train", 1)] == [0]
