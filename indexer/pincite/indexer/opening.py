"""Opens the current generation: checked, repaired where it can be, or refused with a reason."""

import logging
from pathlib import Path

from pincite.corpus import (
    IndexDamagedError,
    IndexMismatchError,
    InputError,
)
from pincite.indexer.encoders import encoder_name
from pincite.indexer.encoding import Encoder
from pincite.indexer.generation import (
    TRUTH,
    Manifest,
    damaged_files,
    read_manifest,
)
from pincite.indexer.locks import HeldGeneration

logger = logging.getLogger(__name__)


def open_current(index_dir: Path, encoder: Encoder | None) -> tuple[HeldGeneration, Manifest]:
    """The current generation, held, with every file as its manifest says."""
    held = HeldGeneration(index_dir)
    try:
        return held, _checked(index_dir, held, encoder)
    except _IsOlderError as older:
        held.release()
        logger.warning("%s: %s; it is rebuilt from its own stored text", index_dir, older)
    except BaseException:
        held.release()
        raise
    _rebuild(index_dir, encoder)
    held = HeldGeneration(index_dir)
    return held, _checked(index_dir, held, encoder)


class _IsOlderError(Exception):
    """The generation was made by an older version, which can be rebuilt."""


def _checked(index_dir: Path, held: HeldGeneration, encoder: Encoder | None) -> Manifest:
    from pincite.indexer.versions import CHUNKING, FORMAT

    manifest = read_manifest(held.folder)
    damaged = damaged_files(held.folder, manifest)
    if TRUTH in damaged:
        raise IndexDamagedError(
            f"{held.folder / TRUTH}: damaged, it is not what was written; run `pincite index` "
            "again to make it anew from the files"
        )
    if manifest.format > FORMAT or manifest.chunking > CHUNKING:
        raise IndexMismatchError(
            f"{index_dir}: the index was made by a newer pincite; upgrade pincite, or index the "
            "files into another folder"
        )
    in_use = encoder.name if encoder else encoder_name(manifest.encoder)
    if encoder and in_use != manifest.encoder:
        raise IndexMismatchError(
            f"{index_dir}: the index was built with the encoder {manifest.encoder!r}, but "
            f"{in_use!r} is in use; run `pincite index` again with it"
        )
    if (manifest.format, manifest.chunking, manifest.encoder) != (FORMAT, CHUNKING, in_use):
        raise _IsOlderError(f"made by another version ({manifest.encoder})")
    if damaged:
        from pincite.indexer.derived import repair

        return repair(held.folder, damaged)
    return manifest


def _rebuild(index_dir: Path, encoder: Encoder | None) -> None:
    from pincite.indexer.build import rebuild_index

    try:
        rebuild_index(index_dir, encoder=encoder)
    except InputError as error:
        raise IndexMismatchError(
            f"{index_dir}: the index is of another version and its encoder is not at hand "
            f"({error}); run `pincite index` again"
        ) from error
