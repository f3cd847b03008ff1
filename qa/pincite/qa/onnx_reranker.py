"""The reranker: an int8 ONNX model of MiniLM-L6 size that reads a question and one proposal."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from pincite.indexer.onnx_session import OnnxSession
from pincite.qa.model_inputs import WEIGHTS, pair_inputs, question_ids, shared_tokenizer

TEXT_TOKENS = 160
"""Of a proposal at most so many are read."""


class OnnxReranker:
    """Scores texts one at a time, so that a text's score never depends on its neighbours."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._folder = folder

    @cached_property
    def _model(self) -> OnnxSession:
        """Loaded with the first proposal: searching and yes or no do without it."""
        return OnnxSession(self._folder / "reranker.int8.onnx")

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each proposal, as pincite.qa.reranking writes it, answers the question.

        Log-odds against there being no answer among those that are scored together.
        """
        asked = question_ids(question)
        encodings = shared_tokenizer().encode_batch(list(texts), add_special_tokens=False)
        inputs = (pair_inputs(asked, encoding.ids[:TEXT_TOKENS]) for encoding in encodings)
        return [float(output[0][0, 0]) for output in self._model.run_each(inputs)]
