"""The one door to sentence-transformers: any of its models as an encoder (extra `models`)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pincite.corpus import InputError
from pincite.indexer.encoding import Vectors

BATCH_SIZE = 32


class SentenceEncoder:
    """A sentence-transformers model, by public name or folder."""

    def __init__(self, name: str) -> None:
        """Loads the model.

        Raises:
            InputError: it cannot be loaded, or sentence-transformers is not installed.
        """
        self._name = full_name(name)
        self._model: Any = _load(self._name)
        self._dimension = len(self._model.encode(["dimension"])[0])

    @property
    def name(self) -> str:
        """The public name, or the folder's absolute path."""
        return self._name

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension), float32, rows of length 1."""
        if not texts:
            return np.empty((0, self._dimension), dtype=np.float32)
        vectors = self._model.encode(
            list(texts), batch_size=BATCH_SIZE, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def full_name(name: str) -> str:
    """A folder's absolute path; a public name as it is."""
    folder = Path(name)
    return str(folder.resolve()) if folder.is_dir() else name


def _load(name: str) -> Any:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise InputError(
            f"the model {name!r} needs sentence-transformers: pip install 'pincite[models]'"
        ) from error
    try:
        return SentenceTransformer(name, device="cpu")
    except Exception as error:
        raise InputError(
            f"the model {name!r} cannot be loaded ({error}); "
            "name a sentence-transformers model or its folder"
        ) from error
