"""A question beside a text, as the reader and the reranker take them in."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from pincite.indexer.onnx_encoder import WEIGHTS as ENCODER_WEIGHTS
from pincite.indexer.onnx_session import Inputs

WEIGHTS = Path(__file__).parent / "weights"
"""The folder of the reader's and the reranker's files."""
QUESTION_TOKENS = 40


@lru_cache(maxsize=1)
def shared_tokenizer() -> Tokenizer:
    """The tokenizer of all models: they grew from the encoder's and share its vocabulary."""
    tokenizer = Tokenizer.from_file(str(ENCODER_WEIGHTS / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def question_ids(question: str) -> list[int]:
    """The tokens of a question, at most QUESTION_TOKENS."""
    return list(shared_tokenizer().encode(question, add_special_tokens=False).ids[:QUESTION_TOKENS])


def pair_inputs(question: Sequence[int], text: Sequence[int]) -> Inputs:
    """The model's input for the tokens of a question and a text: ids, tt, each (1, tokens)."""
    tokenizer = shared_tokenizer()
    cls, sep = (tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]"))
    tokens = [cls, *question, sep, *text, sep]
    first = first_of_text(question)
    types = [0] * first + [1] * (len(tokens) - first)
    return {
        "ids": np.array([tokens], dtype=np.int64),
        "tt": np.array([types], dtype=np.int64),
    }


def first_of_text(question: Sequence[int]) -> int:
    """Position of the text's first token in the model's input."""
    return len(question) + 2
