"""Candidates bear both scores, whichever way found them."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from pincite.corpus import InputError
from pincite.indexer import Index, update_index
from pincite.indexer.sentence_vectors import sentences_of


@pytest.fixture
def index(folder: Path, tmp_path: Path, encoder):
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    with Index.open(tmp_path / "ix", encoder=encoder) as opened:
        yield opened


def test_every_candidate_has_the_cosine_of_its_own_text(index: Index, encoder) -> None:
    question = "Which kinds of bread are baked?"
    asked = encoder.encode([question])[0]
    for found in index.candidates(question, k=2):
        (vector,) = encoder.encode([found.passage.text])
        assert found.cosine == pytest.approx(float(vector @ asked), abs=1e-3)


def test_every_candidate_has_the_cosine_of_each_of_its_sentences(index: Index, encoder) -> None:
    question = "How far did the river rise?"
    asked = encoder.encode([question])[0]
    for found in index.candidates(question, k=50):
        text = found.passage.text
        expected = encoder.encode([text[s.start : s.end] for s in sentences_of(text)]) @ asked
        assert found.sentence_cosines == pytest.approx(expected.tolist(), abs=1e-3)


def test_words_and_vectors_each_bring_their_best(index: Index) -> None:
    found = index.candidates("xyzzy", k=3, words="Vienna")
    assert {c.passage.source for c in found if c.bm25 > 0} == {"trains.md"}
    assert any(c.bm25 == 0 for c in found)


def test_a_large_k_brings_every_passage_once(index: Index) -> None:
    found = index.candidates("night train fare", k=1000)
    ids = [c.passage.passage_id for c in found]
    assert ids == list(range(index.passage_count()))


def test_only_the_sources_asked_for_are_searched(index: Index) -> None:
    found = index.candidates("night train bread rain", k=10, sources=["rain.txt"])
    assert {c.passage.source for c in found} == {"rain.txt"}
    assert index.candidates("night train", k=10, sources=[]) == []


@pytest.mark.parametrize(
    "question",
    ["", " ", "\x00\x01", 'title:"x" AND (', "a" * 100_000, "the of and", "\U0001f600", "++--^~*"],
)
def test_odd_questions_bring_candidates_and_no_error(index: Index, question: str) -> None:
    for found in index.candidates(question, k=3):
        assert np.isfinite([found.bm25, found.cosine]).all()


def test_passages_of_a_document_come_in_the_order_of_its_text(index: Index) -> None:
    passages = index.passages_of("trains.md")
    assert [p.span.start for p in passages] == sorted(p.span.start for p in passages)
    assert index.passages([p.passage_id for p in passages]) == passages
    assert {p.source for p in passages} == {"trains.md"}


def test_a_document_comes_back_as_it_was_read(index: Index, folder: Path) -> None:
    text = (folder / "trains.md").read_text(encoding="utf-8")
    document = index.document("trains.md")
    assert document.text == text
    assert index.document(document.document_id) == document
    (record,) = [r for r in index.documents() if r.source == "trains.md"]
    assert (record.sha256, record.title) == (document.sha256, document.title)
    assert record.characters == len(text)


def test_a_document_that_is_not_there_is_named(index: Index) -> None:
    with pytest.raises(InputError, match=r"snow\.txt"):
        index.document("snow.txt")
    with pytest.raises(KeyError):
        index.passages([10_000])


def test_document_frequencies_count_passages_in_any_inflection(index: Index) -> None:
    counts = index.document_frequencies(["trains", "zebra", "Lisbon"])
    assert counts["trains"] >= 1
    assert counts["zebra"] == 0
    assert counts["Lisbon"] == 1


def test_status_says_what_the_index_holds(index: Index) -> None:
    status = index.status()
    assert status["documents"] == 3
    assert status["passages"] == index.passage_count()


def test_opening_an_index_imports_no_engine(folder: Path, tmp_path: Path, encoder) -> None:
    update_index(tmp_path / "other", [folder], encoder=encoder)
    code = (
        "import sys; from pincite.indexer import Index; "
        f"Index.open({str(tmp_path / 'other')!r}).documents(); "
        "print([m for m in ('faiss', 'tantivy', 'onnxruntime', 'tokenizers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
