"""The encoder that comes with the package: all-MiniLM-L6-v2 in int8, run by onnxruntime."""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pincite.indexer.encoding import Vectors
from pincite.indexer.onnx_session import OnnxSession

WEIGHTS = Path(__file__).parent / "weights"
FORMER_NAMES = ("all-MiniLM-L6-v2-int8",)
"""What the package's encoder was called in earlier versions."""
MAX_CHARS = 20_000
"""Characters of a text that are tokenised: more never reach the model's 256 tokens."""


@lru_cache(maxsize=1)
def _card() -> dict[str, Any]:
    card: dict[str, Any] = json.loads((WEIGHTS / "encoder.json").read_text(encoding="utf-8"))
    return card


def own_name() -> str:
    """Name and revision of the weights that come with this version of the package."""
    return f"{_card()['name']}@{_card()['revision']}"


def is_own_name(name: str) -> bool:
    """Whether the name is that of the package's encoder, in this or an earlier version of it."""
    return name.partition("@")[0] in (_card()["name"], *FORMER_NAMES)


class OnnxEncoder:
    """Mean-pooled, normalised token vectors; texts are cut at 256 tokens.

    >>> OnnxEncoder().encode(["a text", "another"]).shape
    (2, 384)
    """

    def __init__(self, weights: Path = WEIGHTS) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
        self._tokenizer.enable_truncation(_card()["max_tokens"])
        self._session = OnnxSession(weights / "encoder.int8.onnx")

    @property
    def name(self) -> str:
        """Model and revision."""
        return own_name()

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(_card()["dimension"])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension), float32, rows of length 1."""
        encodings = self._tokenizer.encode_batch([text[:MAX_CHARS] for text in texts])
        outputs = self._session.run_each(_inputs(encoding.ids) for encoding in encodings)
        vectors: Vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for row, (vector,) in enumerate(outputs):
            vectors[row] = vector[0]
        return vectors


def _inputs(token_ids: list[int]) -> dict[str, NDArray[np.int64]]:
    ids = np.asarray([token_ids], dtype=np.int64)
    return {"input_ids": ids, "attention_mask": np.ones_like(ids)}
