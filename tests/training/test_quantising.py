"""Attention as one node says what it said as many, and learnt additions are never lost."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
onnx = pytest.importorskip("onnx")
onnxruntime = pytest.importorskip("onnxruntime")

from pincite.indexer.quantising import fuse_attention  # noqa: E402
from pincite.qa.training.export import export_float  # noqa: E402

pytestmark = [
    pytest.mark.model,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]
HEADS = 4
SMALL = {
    "vocab_size": 200,
    "hidden_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": HEADS,
    "intermediate_size": 96,
}


def exported(network: object, folder: Path) -> Path:
    network.save_pretrained(folder)  # type: ignore[attr-defined]
    export_float(folder, folder / "float.onnx")
    return folder / "float.onnx"


def test_fused_attention_gives_the_scores_that_it_gave_before(tmp_path):
    torch.manual_seed(3)
    network = transformers.BertForQuestionAnswering(transformers.BertConfig(**SMALL))
    path = exported(network, tmp_path / "bert")
    model = onnx.load(path)
    fuse_attention(model.graph, heads=HEADS)
    model.opset_import.append(onnx.helper.make_opsetid("com.microsoft", 1))
    assert [node.op_type for node in model.graph.node].count("MultiHeadAttention") == 2
    assert [each.name for each in model.graph.input] == ["ids", "tt"]
    ids = np.arange(3, 40)[None]
    said = {"ids": ids, "tt": (ids > 12).astype(np.int64)}
    before = onnxruntime.InferenceSession(path).run(None, {**said, "am": np.ones_like(ids)})
    after = onnxruntime.InferenceSession(model.SerializeToString()).run(None, said)
    np.testing.assert_allclose(before, after, atol=1e-5)


def test_attention_that_adds_what_it_has_learnt_is_refused(tmp_path):
    config = transformers.MPNetConfig(**SMALL, max_position_embeddings=64)
    network = transformers.MPNetForQuestionAnswering(config)
    model = onnx.load(exported(network, tmp_path / "mpnet"))
    with pytest.raises(ValueError, match="learnt"):
        fuse_attention(model.graph, heads=HEADS)
