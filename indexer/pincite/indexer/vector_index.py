"""The one door to faiss: rows of unit vectors and the nearest of them by inner product."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import faiss as _faiss
import numpy as np
from numpy.typing import NDArray

from pincite.indexer.encoding import Vectors

faiss: Any = _faiss
"""Its annotations are those of the C++ classes, not of what Python may call."""

Rows = NDArray[np.int64]
TrueVectors = Callable[[Rows], Vectors]
"""Gives the vectors of the rows, in their order."""

MOST_EXACT_ROWS = 50_000
"""Up to here every row is compared; beyond, cells of near vectors are looked into."""
RESCORED = 100
"""Rows an approximate search finds and the true vectors put in order."""
_MAPPED = getattr(faiss, "IO_FLAG_MMAP_IFC", faiss.IO_FLAG_MMAP)
_TRAINING_ROWS_PER_CELL = 64
_SHARE_OF_CELLS_SEARCHED = 1 / 8
"""Recall@10 over 60,000 vectors moved from 6,000 real ones, 100 real questions: 0.985 in 0.43
CPU-ms; with a sixty-fourth of the cells 0.883, with a sixteenth 0.959."""
_MOST_CELLS_SEARCHED = 400
"""A tenth of the cells of a million rows."""


class VectorIndex:
    """Row numbers by cosine; a pure function of the vectors."""

    def __init__(self, path: Path, true_vectors: TrueVectors) -> None:
        """Opens an index that `build` wrote; `true_vectors` re-scores what it finds."""
        self._index = faiss.read_index(str(path), _MAPPED)
        self._true_vectors = true_vectors
        self._is_exact = not isinstance(self._index, faiss.IndexIVF)

    @staticmethod
    def build(path: Path, vectors: Vectors) -> None:
        """Writes an index of the rows of `vectors`, shape (n, d), float32, unit length.

        Rows that are all compared are kept in half precision, as the store keeps them: half the
        file, and 4.3 instead of 9.9 CPU-ms for 50,000 rows of 384.
        """
        rows, dimension = vectors.shape
        if rows > MOST_EXACT_ROWS:
            index = _trained_cells(vectors, dimension)
        else:
            index = faiss.IndexScalarQuantizer(
                dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
            )
        index.add(vectors)
        path.write_bytes(faiss.serialize_index(index))  # faiss tells a full disk as RuntimeError

    def search(self, vector: Vectors, k: int, rows: Rows | None = None) -> list[tuple[int, float]]:
        """The k nearest (row, cosine) to a unit vector of shape (d,), best first, ties by row.

        `rows`: only these, in ascending order.
        """
        if rows is not None and (not self._is_exact) and len(rows) <= MOST_EXACT_ROWS:
            return self._best(vector, rows, k)
        wanted = min(k if self._is_exact else max(k, RESCORED), self._index.ntotal)
        if wanted < 1 or (rows is not None and not len(rows)):
            return []
        faiss.omp_set_num_threads(1)  # one question is too little work to share between threads
        _, found = self._index.search(vector[None], wanted, params=self._parameters(rows))
        return self._best(vector, np.sort(found[0][found[0] >= 0]), k)

    def _best(self, vector: Vectors, rows: Rows, k: int) -> list[tuple[int, float]]:
        cosines = self._true_vectors(rows) @ vector
        order = np.argsort(-cosines, kind="stable")[:k]
        return [(int(rows[place]), float(cosines[place])) for place in order]

    def _parameters(self, rows: Rows | None) -> Any:
        selector = None if rows is None else _selector(rows, self._index.ntotal)
        if self._is_exact:
            return None if selector is None else faiss.SearchParameters(sel=selector)
        searched = max(8, round(self._index.nlist * _SHARE_OF_CELLS_SEARCHED))
        nearest = min(searched, _MOST_CELLS_SEARCHED)
        return faiss.SearchParametersIVF(sel=selector, nprobe=nearest)


def _trained_cells(vectors: Vectors, dimension: int) -> Any:
    cells = 4 * round(len(vectors) ** 0.5)
    quantizer = faiss.IndexFlatIP(dimension)
    index = faiss.IndexIVFScalarQuantizer(
        quantizer,
        dimension,
        cells,
        faiss.ScalarQuantizer.QT_8bit,
        faiss.METRIC_INNER_PRODUCT,
    )
    step = max(1, len(vectors) // (cells * _TRAINING_ROWS_PER_CELL))
    index.train(np.ascontiguousarray(vectors[::step]))
    return index


def _selector(rows: Sequence[int] | Rows, total: int) -> Any:
    flags = np.zeros(total, dtype=bool)
    flags[rows] = True
    return faiss.IDSelectorBitmap(np.packbits(flags, bitorder="little"))
