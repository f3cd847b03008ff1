"""A model in PyTorch that reads a question beside one text and gives one score."""

from collections.abc import Sequence
from pathlib import Path

import torch
from transformers import AutoModelForSequenceClassification

from pincite.qa.model_inputs import QUESTION_TOKENS, shared_tokenizer
from pincite.qa.onnx_reranker import TEXT_TOKENS
from pincite.qa.training.features import Scheme
from pincite.qa.training.model import freeze, load_tokenizer
from pincite.qa.training.stepped import run_by_length


class PairModel:
    """The model of a folder, run in bf16 with its scores in float32.

    Embeddings and the first `frozen_layers` do not learn; `together` texts of like length are read
    at once, so that little is padding. `tokenizer` is the folder of another tokenizer.json.
    """

    def __init__(
        self, folder: Path, *, frozen_layers: int, together: int, tokenizer: Path | None = None
    ) -> None:
        self._tokenizer = load_tokenizer(tokenizer) if tokenizer else shared_tokenizer()
        self._scheme = Scheme.of(self._tokenizer)
        self._together = together
        self.network = AutoModelForSequenceClassification.from_pretrained(
            folder,
            num_labels=1,
            attn_implementation="eager" if tokenizer else "sdpa",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            dtype=torch.float32,
        )
        self._has_types = getattr(self.network.config, "type_vocab_size", 0) > 1
        freeze(self.network.base_model, embeddings=True, layers=frozen_layers)

    def logits(self, pairs: Sequence[tuple[str, str]]) -> torch.Tensor:
        """The score of each question beside its text, shape (pairs,)."""
        tokens = [self._tokens(*pair) for pair in pairs]
        lengths = [len(question) + len(text) for question, text in tokens]
        return run_by_length(
            lengths, self._together, lambda some: self._read([tokens[n] for n in some])
        )

    def halve(self) -> None:
        """Puts all in bf16: reads twice as fast, learns no more."""
        self.network.to(torch.bfloat16)

    def _tokens(self, question: str, text: str) -> tuple[list[int], list[int]]:
        """The ids of the model's input up to the text, and of the rest."""
        scheme = self._scheme
        asked, read = (
            self._tokenizer.encode(each, add_special_tokens=False).ids for each in (question, text)
        )
        before = [*scheme.first, *asked[:QUESTION_TOKENS], *scheme.between]
        return before, [*read[:TEXT_TOKENS], *scheme.last]

    def _read(self, tokens: Sequence[tuple[list[int], list[int]]]) -> torch.Tensor:
        longest = max(len(question) + len(text) for question, text in tokens)
        shape = (len(tokens), longest)
        ids = torch.full(shape, self._scheme.pad)
        known, types = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
        for row, (question, text) in enumerate(tokens):
            end = len(question) + len(text)
            ids[row, :end] = torch.tensor(question + text)
            known[row, :end] = 1
            types[row, len(question) : end] = 1
        inputs = {"input_ids": ids, "attention_mask": known}
        if self._has_types:
            inputs["token_type_ids"] = types
        mixed = self.network.dtype == torch.float32
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=mixed):
            output = self.network(**inputs)
        return output.logits[:, 0].float()
