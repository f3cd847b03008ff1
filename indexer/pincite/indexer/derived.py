"""The derived files of a generation: pure functions of its truth, rebuilt when damaged."""

import logging
import shutil
from collections.abc import Sequence
from pathlib import Path

from pincite.corpus import TemporaryError
from pincite.indexer.generation import (
    TRUTH,
    VECTORS,
    WORDS,
    Manifest,
    damaged_files,
    read_manifest,
    swap_in,
    write_manifest,
)
from pincite.indexer.locks import repair_lock
from pincite.indexer.store import Store

logger = logging.getLogger(__name__)


def build_derived(folder: Path, store: Store) -> None:
    """Writes the word index and the vector index of the store into the folder."""
    build_words(folder / WORDS, store)
    build_vectors(folder / VECTORS, store)


def build_words(target: Path, store: Store) -> None:
    """Writes the word index."""
    from pincite.indexer.word_index import WordIndex

    target.mkdir()
    WordIndex.build(target, store.texts(), store.languages())


def build_vectors(target: Path, store: Store) -> None:
    """Writes the vector index."""
    from pincite.indexer.vector_index import VectorIndex

    VectorIndex.build(target, store.all_vectors())


def repair(folder: Path, damaged: Sequence[str]) -> Manifest:
    """Rebuilds the damaged derived files from the truth, says so, and returns the new manifest.

    Raises:
        TemporaryError: the folder cannot be written.
    """
    try:
        with repair_lock(folder):
            still = damaged_files(folder, read_manifest(folder))
            if still:
                _rebuild(folder, still)
            return read_manifest(folder)
    except OSError as error:
        raise TemporaryError(
            f"{folder}: {', '.join(damaged)} is damaged and cannot be rebuilt in place "
            f"({error.strerror}); make the folder writable or run `pincite index` again"
        ) from error


def _rebuild(folder: Path, damaged: Sequence[str]) -> None:
    store = Store(folder / TRUTH)
    try:
        fresh = folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        if VECTORS in damaged:
            logger.warning("%s was damaged; rebuilt from the stored vectors", folder / VECTORS)
            build_vectors(fresh / VECTORS, store)
            swap_in(folder, fresh / VECTORS, VECTORS)
        if any(name.startswith(f"{WORDS}/") for name in damaged):
            logger.warning("%s was damaged; rebuilt from the stored passages", folder / WORDS)
            build_words(fresh / WORDS, store)
            swap_in(folder, fresh / WORDS, WORDS)
        fresh.rmdir()
        write_manifest(folder, read_manifest(folder))
    finally:
        store.close()
