"""The same text twice is indexed once and found under either path; near copies are told."""

import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pincite.corpus import Document
from pincite.indexer import Index, remove_sources, update_index
from pincite.indexer.near_copies import groups, sketch

Write = Callable[[Path, Mapping[str, str]], Path]
TRAIN = "# Trains\n\nThe night train to Vienna left at nine.\n"
QUESTION = "When did the night train to Vienna leave?"


@pytest.fixture
def doubled(tmp_path: Path, write: Write, encoder) -> Path:
    files = {"a.md": TRAIN, "b.txt": "It rained in Lisbon.\n", "old/c.md": TRAIN}
    update_index(tmp_path / "ix", [write(tmp_path / "docs", files)], encoder=encoder)
    return tmp_path / "ix"


def test_the_same_text_twice_is_encoded_once_and_found_once(doubled: Path, encoder) -> None:
    assert sorted(encoder.encoded) == sorted(set(encoder.encoded))
    with Index.open(doubled, encoder=encoder) as index:
        found = [c.passage for c in index.candidates(QUESTION, k=10) if "Vienna" in c.passage.text]
        assert [passage.source for passage in found] == ["a.md"]
        assert index.passage_count() == 2
        assert index.status()["copies"] == 1


def test_each_copy_names_the_others(doubled: Path, encoder) -> None:
    with Index.open(doubled, encoder=encoder) as index:
        also = {record.source: record.also_in for record in index.documents()}
        assert also == {"a.md": ("old/c.md",), "b.txt": (), "old/c.md": ("a.md",)}
        assert index.document("a.md").also_in == ("old/c.md",)
        assert index.document("old/c.md").text == TRAIN


def test_a_question_to_the_copy_alone_is_answered_from_the_copy(doubled: Path, encoder) -> None:
    with Index.open(doubled, encoder=encoder) as index:
        for sources in (["old/c.md"], ["b.txt", "old/c.md"]):
            found = index.candidates(QUESTION, k=10, sources=sources)
            assert {c.passage.source for c in found} == set(sources)
            document = index.document(found[-1].passage.document_id)
            assert document.source == found[-1].passage.source
        both = index.candidates(QUESTION, k=10, sources=["a.md", "old/c.md"])
        assert [c.passage.source for c in both] == ["a.md"]
        assert {p.source for p in index.passages_of("old/c.md")} == {"old/c.md"}
        assert index.candidates(QUESTION, k=10, sources=["b.txt"])[0].passage.source == "b.txt"


def test_the_report_says_which_file_is_a_copy_of_which(tmp_path: Path, write: Write, encoder):
    folder = write(tmp_path / "docs", {"a.md": TRAIN, "c.md": TRAIN})
    report = update_index(tmp_path / "ix", [folder], encoder=encoder)
    first, second = report.files
    assert (first.copy_of, second.copy_of) == (None, "a.md")
    assert second.reason == "it holds the same text as a.md, indexed once"
    assert report.passages == first.passages == second.passages


def test_a_copy_stays_when_the_first_one_goes(doubled: Path, encoder) -> None:
    encoder.encoded.clear()
    remove_sources(doubled, ["a.md"])
    with Index.open(doubled, encoder=encoder) as index:
        found = index.candidates(QUESTION, k=10)
        assert {c.passage.source for c in found} == {"b.txt", "old/c.md"}
        assert index.document("old/c.md").also_in == ()
        assert encoder.encoded == [QUESTION]


def test_the_plainest_path_bears_the_passages(tmp_path: Path, write: Write, encoder) -> None:
    names = ["archive/trains.md", "trains (copy).md", "trains.md"]
    folder = write(tmp_path / "docs", dict.fromkeys(names[:2], TRAIN))
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    report = update_index(tmp_path / "ix", [write(folder, {names[2]: TRAIN})], encoder=encoder)
    assert [file.copy_of for file in report.files] == ["trains.md", "trains.md", None]
    with Index.open(tmp_path / "ix", encoder=encoder) as index:
        assert {c.passage.source for c in index.candidates(QUESTION, k=10)} == {"trains.md"}
        assert len(index.passages_of(names[0])) == index.passage_count()


def test_copies_of_any_history_give_the_index_that_a_fresh_start_gives(
    tmp_path: Path, write: Write, encoder
) -> None:
    texts = [TRAIN, "Rain\n\nIt rained in Lisbon on Monday.\n", "The river rose.\n", TRAIN + "\n"]
    folder = write(tmp_path / "docs", {"keep.txt": "Something else."})
    chance = random.Random(5)
    for step in range(5):
        for name in chance.sample(["a", "b", "c", "deep/d", "deep/aa", "longer"], 3):
            path = folder / f"{name}.md"
            path.parent.mkdir(exist_ok=True)
            if path.exists() and chance.random() < 0.4:
                path.unlink()
            else:
                path.write_text(chance.choice(texts), encoding="utf-8")
        report = update_index(tmp_path / "ix", [folder], encoder=encoder)
        fresh = update_index(tmp_path / f"fresh{step}", [folder], encoder=encoder)
        assert report.generation == fresh.generation
        assert [f.copy_of for f in report.files if f.state != "removed"] == [
            file.copy_of for file in fresh.files
        ]
        assert held(tmp_path / "ix", encoder) == held(tmp_path / f"fresh{step}", encoder)


def held(index_dir: Path, encoder) -> object:
    with Index.open(index_dir, encoder=encoder) as index:
        return index.documents(), index.candidates(QUESTION, k=50)


def story(words: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices("abcdefgh", k=6)) for _ in range(words)]


def test_texts_that_differ_in_a_few_words_are_near_copies() -> None:
    first = story(400, seed=1)
    edited = [word if place % 40 else "changed" for place, word in enumerate(first)]
    other, short = story(400, seed=2), ["Price:", "5", "euros"]
    texts = [" ".join(words) for words in (other, first, short, edited, short)]
    assert groups([sketch(text) for text in texts]) == [0, 1, 2, 1, 4]


def test_texts_that_share_half_their_words_are_no_near_copies() -> None:
    first, other = story(400, seed=1), story(400, seed=2)
    mixed = first[:200] + other[:200]
    assert groups([sketch(" ".join(words)) for words in (first, mixed, other)]) == [0, 1, 2]


def test_no_texts_are_no_groups() -> None:
    assert groups([]) == []
    assert groups([b"", b""]) == [0, 1]


def test_documents_know_their_kin(tmp_path: Path, write: Write, encoder) -> None:
    first = story(200, seed=1)
    files = {
        "a.txt": " ".join(first),
        "b.txt": " ".join(["Reprinted.", *first]),
        "c.txt": " ".join(first),
        "d.txt": " ".join(story(200, seed=2)),
    }
    update_index(tmp_path / "ix", [write(tmp_path / "docs", files)], encoder=encoder)
    with Index.open(tmp_path / "ix", encoder=encoder) as index:
        kin = {record.source: record.kin for record in index.documents()}
    first_id, other_id = (Document(name, "").document_id for name in ("a.txt", "d.txt"))
    assert kin == {"a.txt": first_id, "b.txt": first_id, "c.txt": first_id, "d.txt": other_id}
