"""A small encoder without a model, and folders to index."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from numpy.typing import NDArray


class WordCountEncoder:
    """A text's vector counts its words, each in one of 32 places; remembers what it encoded."""

    name = "word-count@1"
    dimension = 32

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded.extend(texts)
        vectors = np.full((len(texts), self.dimension), 0.01, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                vectors[row, crc32(word.encode()) % self.dimension] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def encoder() -> WordCountEncoder:
    return WordCountEncoder()


FOLDER = {
    "rain.txt": "Rain\n\nIt rained in Lisbon on Monday. The river rose by two metres.\n",
    "trains.md": (
        "# Trains\n\nThe night train to Vienna left at nine.\n\n## Fares\n\n"
        "| Class | Fare |\n|---|---|\n| First | 120 |\n| Second | 75 |\n"
    ),
    "deep/bread.md": "# Bread\n\nThree kinds are baked:\n\n- rye\n- wheat\n- spelt\n",
}


@pytest.fixture
def write() -> Callable[[Path, Mapping[str, str]], Path]:
    def write_files(folder: Path, files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    return write_files


@pytest.fixture
def folder(tmp_path: Path, write: Callable[[Path, Mapping[str, str]], Path]) -> Path:
    return write(tmp_path / "docs", FOLDER)
