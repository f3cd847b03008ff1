"""Immutable generations on disk: the current one, its manifest, and who holds what.

    INDEX/CURRENT                      names the current generation and the roots
    INDEX/writer.lock                  held by the one process that writes
    INDEX/generations/<hash>/          index.sqlite (the truth), vectors.faiss, words/ (derived),
                                       manifest.json (a hash of each), readers.lock

A generation is written aside, synced, renamed into place and then named by CURRENT in one more
rename: a reader sees the old state or the new, whatever kills the writer.
"""

import fcntl
import json
import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from blake3 import blake3

from pincite.corpus import (
    IndexDamagedError,
    IndexMissingError,
)

logger = logging.getLogger(__name__)

TRUTH = "index.sqlite"
VECTORS = "vectors.faiss"
WORDS = "words"
_MANIFEST = "manifest.json"
READERS = "readers.lock"
_GENERATIONS = "generations"
_ASIDE = "."
"""Names in the generations folder that begin so are unfinished or on their way out."""


@dataclass(frozen=True, slots=True)
class Root:
    """A folder or single file whose content the index mirrors."""

    path: Path
    is_file: bool

    def file(self, relative: str) -> Path:
        """Where the file of that relative path stands."""
        return self.path if self.is_file else self.path / relative

    def holds(self, path: Path) -> bool:
        """Whether the path is the root or lies under it."""
        return path == self.path or (not self.is_file and self.path in path.parents)


@dataclass(frozen=True, slots=True)
class Current:
    """The state of an index: which generation answers, and what it mirrors."""

    generation: str
    roots: tuple[Root, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made with, and the hash of each of its files."""

    generation: str
    format: int
    chunking: int
    encoder: str
    files: Mapping[str, str]


def read_current(index_dir: Path) -> Current:
    """The state the index is in.

    Raises:
        IndexMissingError: there is none.
        IndexDamagedError: CURRENT does not say.
    """
    path = index_dir / "CURRENT"
    try:
        values = unsealed(path.read_bytes())
        roots = tuple(Root(Path(root["path"]), root["is_file"]) for root in values["roots"])
        return Current(values["generation"], roots)
    except (FileNotFoundError, NotADirectoryError):
        raise IndexMissingError(
            f"{index_dir}: there is no index; make one with `pincite index PATH`"
        ) from None
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(
            f"{path}: does not name a generation ({error}); run `pincite index PATH` again"
        ) from error


def write_current(index_dir: Path, current: Current) -> None:
    """Makes the generation the current one, in one rename."""
    roots = [{"path": str(root.path), "is_file": root.is_file} for root in current.roots]
    values = {"generation": current.generation, "roots": roots}
    _replace(index_dir / "CURRENT", sealed(values))


def folder_of(index_dir: Path, generation: str) -> Path:
    """The folder of a generation."""
    return index_dir / _GENERATIONS / generation


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation.

    Raises:
        IndexDamagedError: it is missing or not what was written.
    """
    path = folder / _MANIFEST
    try:
        return Manifest(**unsealed(path.read_bytes()))
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamagedError(
            f"{path}: the manifest cannot be read ({error}); run `pincite index` again"
        ) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Records the manifest with the hashes that the files have now."""
    values = {
        "generation": manifest.generation,
        "format": manifest.format,
        "chunking": manifest.chunking,
        "encoder": manifest.encoder,
        "files": {name: file_hash(folder / name) for name in _files(folder)},
    }
    _replace(folder / _MANIFEST, sealed(values))


def damaged_files(folder: Path, manifest: Manifest) -> list[str]:
    """Names of the files that are not what the manifest says, sorted."""
    return [
        name
        for name, hashed in sorted(manifest.files.items())
        if _hash_or_none(folder / name) != hashed
    ]


def file_hash(path: Path) -> str:
    """BLAKE3 of the file, as hexadecimal."""
    return blake3(max_threads=blake3.AUTO).update_mmap(path).hexdigest()


@contextmanager
def building_folder(index_dir: Path) -> Iterator[Path]:
    """An empty folder for a new generation; removed again unless it was published."""
    generations = index_dir / _GENERATIONS
    generations.mkdir(parents=True, exist_ok=True)
    remove_unfinished(index_dir)
    folder = generations / f"{_ASIDE}building-{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(index_dir: Path, building: Path, current: Current) -> None:
    """Puts a finished folder in its place and makes it the current generation."""
    (building / READERS).touch()
    for path in [*building.rglob("*"), building]:
        _sync(path)
    target = folder_of(index_dir, current.generation)
    if target.exists():
        _put_away(target)
    building.rename(target)
    _sync(target.parent)
    write_current(index_dir, current)


def is_sound(folder: Path, made: Manifest) -> bool:
    """Whether the folder holds a whole generation made like this one, every file as written."""
    try:
        manifest = read_manifest(folder)
    except IndexDamagedError:
        return False
    is_alike = replace(manifest, files={}) == replace(made, files={})
    return is_alike and not damaged_files(folder, manifest)


def remove_others(index_dir: Path, keep: str) -> None:
    """Removes every other generation that no reader holds."""
    for folder in (index_dir / _GENERATIONS).iterdir():
        if folder.name != keep and not folder.name.startswith(_ASIDE):
            _remove_if_free(folder)


def remove_unfinished(index_dir: Path) -> None:
    """Removes what a killed writer left behind; only for the holder of the writer's lock."""
    for folder in (index_dir / _GENERATIONS).glob(f"{_ASIDE}*"):
        shutil.rmtree(folder, ignore_errors=True)


def swap_in(folder: Path, fresh: Path, name: str) -> None:
    """Puts a rebuilt file or folder where a damaged one stands."""
    for path in [*fresh.rglob("*"), fresh]:
        _sync(path)
    target = folder / name
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    Path(fresh).replace(target)
    _sync(folder)


def _remove_if_free(folder: Path) -> None:
    try:
        lock = os.open(folder / READERS, os.O_RDONLY)
    except OSError:
        _put_away(folder)
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _put_away(folder)
    except BlockingIOError:
        logger.info("%s is still being read; it is removed later", folder)
    finally:
        os.close(lock)


def _put_away(folder: Path) -> None:
    """Removes a folder so that no half of it is ever seen under its name."""
    aside = folder.with_name(f"{_ASIDE}removed-{folder.name}")
    shutil.rmtree(aside, ignore_errors=True)
    folder.rename(aside)
    shutil.rmtree(aside, ignore_errors=True)


def _files(folder: Path) -> list[str]:
    left_out = (_MANIFEST, READERS, "repair.lock")
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in names if name not in left_out)


def _hash_or_none(path: Path) -> str | None:
    with suppress(OSError):
        return file_hash(path)
    return None


def sealed(values: Mapping[str, Any]) -> bytes:
    """The values as JSON with a hash of it in the next line."""
    body = json.dumps(values, sort_keys=True)
    return f"{body}\n{blake3(body.encode('ascii')).hexdigest()}\n".encode("ascii")


def unsealed(raw: bytes) -> dict[str, Any]:
    """The values that were sealed.

    Raises:
        ValueError: they are not as they were.
    """
    body, _, seal = raw.decode("ascii").partition("\n")
    if blake3(body.encode("ascii")).hexdigest() != seal.strip():
        raise ValueError("its hash is not the one written beside it")
    values: dict[str, Any] = json.loads(body)
    return values


def _replace(path: Path, content: bytes) -> None:
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(fresh).replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
