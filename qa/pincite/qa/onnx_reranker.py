"""The reranker: an int8 ONNX model of MiniLM-L6 size that reads a question and one proposal."""

from collections.abc import Sequence
from pathlib import Path

from pincite.indexer.onnx_session import OnnxSession
from pincite.qa.model_inputs import pair_inputs, question_ids, shared_tokenizer

WEIGHTS = Path(__file__).parent / "weights"
TEXT_TOKENS = 160
"""Of a proposal at most so many are read."""


class OnnxReranker:
    """Scores texts one at a time, so that a text's score never depends on its neighbours."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._model = OnnxSession(folder / "reranker.int8.onnx")

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each proposal, as pincite.qa.reranking writes it, answers the question.

        Log-odds against there being no answer among those that are scored together.
        """
        asked = question_ids(question)
        encodings = shared_tokenizer().encode_batch(list(texts), add_special_tokens=False)
        inputs = (pair_inputs(asked, encoding.ids[:TEXT_TOKENS]) for encoding in encodings)
        return [float(output[0][0, 0]) for output in self._model.run_each(inputs)]
