"""The float weights of a shipped model, so that training goes on from what is in the package."""

import json
import re
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import (
    BertConfig,
    BertForQuestionAnswering,
    BertForSequenceClassification,
    PreTrainedModel,
)

Floats = NDArray[np.float32]
EMBEDDINGS = "bert.embeddings."
RANKS = "classifier.weight"
"""A weight that a reranker has and a reader has not."""


def restore(onnx_file: Path, embeddings: Path, into: Path) -> None:
    """Writes the weights of an int8 reader or reranker as a folder that training starts from.

    Each matrix is its int8 numbers times their scales, off by at most half a step of its column.
    The embeddings, which training keeps as they are, come unrounded from `embeddings`: the folder
    of any reader or encoder of this family (model.safetensors or model.fp16.safetensors).

    Raises:
        ValueError: a weight of the network is neither in the file nor among the embeddings.
    """
    found = {**_embeddings(embeddings), **quantised_weights(onnx_file)}
    if RANKS in found:
        config = BertConfig(**{**_shape(embeddings), "num_labels": 1})
        network: PreTrainedModel = BertForSequenceClassification(config)
    else:
        network = BertForQuestionAnswering(BertConfig(**_shape(embeddings)))
    missing = [name for name, _ in network.named_parameters() if name not in found]
    if missing:
        raise ValueError(f"{onnx_file}: holds no {missing[0]}; was it made by `export`?")
    network.load_state_dict({name: torch.tensor(found[name]) for name in found}, strict=False)
    network.save_pretrained(into)


def quantised_weights(onnx_file: Path) -> dict[str, Floats]:
    """The weights of a file that `export` wrote, in float32 by the names of the network."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(onnx_file)).graph
    tensors = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    found = {
        name: value.astype(np.float32)
        for name, value in tensors.items()
        if name.endswith((".weight", ".bias")) and not name.startswith(EMBEDDINGS)
    }
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            stem = node.input[1].removesuffix("_quantized")
            numbers = tensors[node.input[1]].astype(np.float32)
            zero = tensors[f"{stem}_zero_point"].astype(np.float32)
            found[_parameter(node.output[0])] = ((numbers - zero) * tensors[f"{stem}_scale"]).T
    return found


def _parameter(output: str) -> str:
    """The network's name of the matrix behind a product, from the name of the product."""
    layer = re.sub(r"/(?:MatMul|Gemm).*|_MatMul.*", "", output).strip("/").replace("/", ".")
    return RANKS if layer == "score" else f"{layer}.weight"


def _shape(folder: Path) -> dict[str, object]:
    shape: dict[str, object] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return shape


def _embeddings(folder: Path) -> dict[str, Floats]:
    from safetensors.torch import load_file

    half = folder / "model.fp16.safetensors"
    weights = load_file(half if half.exists() else folder / "model.safetensors")
    named = {f"bert.{name.removeprefix('bert.')}": value for name, value in weights.items()}
    return {
        name: value.float().numpy() for name, value in named.items() if name.startswith(EMBEDDINGS)
    }
