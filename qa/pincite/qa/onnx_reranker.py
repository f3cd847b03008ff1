"""The reranker: an int8 ONNX model of MiniLM-L6 size that reads a question and one proposal."""

from collections.abc import Sequence
from pathlib import Path

from pincite.indexer.onnx_session import OnnxSession
from pincite.qa.model_inputs import WEIGHTS, pair_inputs, question_ids, shared_tokenizer

TEXT_TOKENS = 160
"""Of a proposal at most so many are read."""


class OnnxReranker:
    """Reads texts one at a time, so that what it says of one never depends on its neighbours."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._model = OnnxSession(folder / "reranker.int8.onnx")

    def judge(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each text, as pincite.qa.reranking writes it, answers: log-odds against none."""
        asked = question_ids(question)
        encodings = shared_tokenizer().encode_batch(list(texts), add_special_tokens=False)
        inputs = (pair_inputs(asked, encoding.ids[:TEXT_TOKENS]) for encoding in encodings)
        outputs = self._model.run_each(inputs)
        return [float(score[0, 0]) for (score,) in outputs]
