"""A reader asked whatever its form: a trained model folder before any export, or a file after."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from pincite.qa.training.evaluation import OnnxSpanReader, WindowReader
from pincite.qa.training.features import Features
from pincite.qa.training.model import SpanReader, load_tokenizer, tensor_batch


class FolderSpanReader(WindowReader):
    """The weights of a folder that `train` wrote, read by PyTorch in bf16."""

    def __init__(self, folder: Path, tokenizer: Tokenizer, *, attention: str) -> None:
        super().__init__(tokenizer)
        self._reader = SpanReader(folder, freeze_embeddings=True, attention=attention)

    def _scores(
        self, head: Sequence[int], window: Sequence[int]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        passage = (len(head), len(head) + len(window))
        features = Features((*head, *window, *self._scheme.last), passage, (), "")
        with torch.inference_mode():
            start, end = self._reader.scores(tensor_batch(((features,),), self._scheme))
        kept = [0, *range(*passage)]
        return start[0, kept].numpy(), end[0, kept].numpy()


def any_reader(
    model: Path, tokenizer: Path | None, attention: str, *, threads: int = 1
) -> WindowReader:
    """The reader of an ONNX file, or of a folder that `train` wrote."""
    tokens = load_tokenizer(tokenizer)
    if model.is_dir():
        return FolderSpanReader(model, tokens, attention=attention)
    return OnnxSpanReader(model, tokens, threads=threads)
