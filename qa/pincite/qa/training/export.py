"""From trained weights to the file that pincite runs: ONNX, int8 per channel."""

import warnings
from pathlib import Path

import torch
from transformers import (
    AutoConfig,
    AutoModelForQuestionAnswering,
    AutoModelForSequenceClassification,
)

from pincite.indexer.quantising import quantise

INPUTS = ("ids", "am", "tt")


def export_float(model: Path, to: Path) -> None:
    """Writes the model folder `model` as a float32 ONNX file.

    Inputs ids, am (attention mask), tt (token types), int64 (batch, tokens); models without token
    types ignore tt. Outputs of a reader s, e, the start and end scores, float32 (batch, tokens);
    of a reranker the score, float32 (batch, 1).
    """
    ranks = AutoConfig.from_pretrained(model).architectures[0].endswith("SequenceClassification")
    kind = AutoModelForSequenceClassification if ranks else AutoModelForQuestionAnswering
    outputs = ("score",) if ranks else ("s", "e")
    network = kind.from_pretrained(model, attn_implementation="eager", dtype=torch.float32).eval()
    network.config.return_dict = False
    example = torch.ones(2, 8, dtype=torch.long)
    axes = {name: {0: "batch", 1: "tokens"} for name in INPUTS}
    axes |= {name: {0: "batch"} if ranks else {0: "batch", 1: "tokens"} for name in outputs}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter warns of its age and of constants
        torch.onnx.export(
            network,
            (example, example, example),
            str(to),
            input_names=list(INPUTS),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def export_int8(model: Path, to: Path) -> None:
    """Writes the int8 file of a model folder, and the float32 file beside it, `.float.onnx`.

    The int8 file takes ids and tt alone: it reads one passage at a time, without padding.
    """
    in_float = to.with_name(to.name.removesuffix(".onnx").removesuffix(".int8") + ".float.onnx")
    export_float(model, in_float)
    quantise(in_float, to, heads=AutoConfig.from_pretrained(model).num_attention_heads)
