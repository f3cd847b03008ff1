"""An index as one file: written from the current generation, checked when it is taken in.

The file begins with a line that names the format, a line of JSON that says what the index was
made with and the hash of its store, and a line with the hash of that; the store follows, packed by
zlib, and at the end the hash of all before it. So there are no names in it that could lead
anywhere, and no bit that is not checked. The word and vector indices are not carried: they are
rebuilt from the store, so nothing that a foreign program could have prepared is ever loaded into an
engine.
"""

import os
import re
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from blake3 import blake3

from pincite.corpus import (
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    InputError,
)
from pincite.indexer.derived import build_derived
from pincite.indexer.generation import (
    TRUTH,
    Current,
    Manifest,
    Root,
    building_folder,
    folder_of,
    is_sound,
    publish,
    read_current,
    remove_others,
    sealed,
    unsealed,
    write_manifest,
)
from pincite.indexer.locks import HeldGeneration, disk_failures, exclusive
from pincite.indexer.opening import open_current
from pincite.indexer.store import Store
from pincite.indexer.store_writer import schema_of_store
from pincite.indexer.versions import CHUNKING, FORMAT

_FORMAT_LINE = b"pincite index 1\n"
_LONGEST_LINE = 1_000_000
_SEAL_BYTES = 32
_AT_ONCE = 1 << 20
_GENERATION = re.compile(r"[0-9a-f]{8,64}")


@dataclass(frozen=True, slots=True)
class Moved:
    """What was written to a file, or taken from one."""

    generation: str
    documents: int
    file_bytes: int


def export_index(index_dir: Path, file: Path) -> Moved:
    """Writes the current generation of the index into one file; an older file is replaced whole.

    Raises:
        IndexUnusableError: there is no index, or it is damaged.
        InputError: the file is a folder, or lies in the index.
        TemporaryError: the file cannot be written.
    """
    if file.is_dir() or index_dir.resolve() in file.resolve().parents:
        raise InputError(f"{file}: name a file outside the index to write it to")
    held, manifest = open_current(index_dir, None)
    try:
        fresh = file.with_name(f".{file.name}.{os.getpid()}.new")
        with disk_failures(f"{file}: could not be written", file.parent), _removed(fresh):
            _write(fresh, held, manifest)
            fresh.replace(file)
        return Moved(manifest.generation, _count(held.folder / TRUTH), file.stat().st_size)
    finally:
        held.release()


def import_index(file: Path, index_dir: Path) -> Moved:
    """Makes the index in the file the one in the folder.

    Raises:
        InputError: the file is damaged or no exported index, or the folder holds another index.
        IndexMismatchError: another version of pincite wrote it.
        TemporaryError: another process writes the index, or the disk is full.
    """
    try:
        source = file.open("rb")
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror or error})") from error
    with source:
        header = _header(file, source)
        with exclusive(index_dir):
            _take_in(file, source, header, index_dir)
    truth = folder_of(index_dir, header.manifest.generation) / TRUTH
    return Moved(header.manifest.generation, _count(truth), file.stat().st_size)


@dataclass(frozen=True, slots=True)
class _Header:
    manifest: Manifest
    roots: tuple[Root, ...]
    truth_bytes: int


def _write(path: Path, held: HeldGeneration, manifest: Manifest) -> None:
    truth = held.folder / TRUTH
    values = {
        "generation": manifest.generation,
        "format": manifest.format,
        "chunking": manifest.chunking,
        "encoder": manifest.encoder,
        "roots": [{"path": str(r.path), "is_file": r.is_file} for r in held.current.roots],
        "truth": manifest.files[TRUTH],
        "truth_bytes": truth.stat().st_size,
    }
    with path.open("xb") as target, truth.open("rb") as source:
        hasher = blake3()
        for part in _packed(_FORMAT_LINE + sealed(values), source):
            hasher.update(part)
            target.write(part)
        target.write(hasher.digest())
        target.flush()
        os.fsync(target.fileno())


def _packed(head: bytes, source: IO[bytes]) -> Iterator[bytes]:
    yield head
    packer = zlib.compressobj(level=1)
    while chunk := source.read(_AT_ONCE):
        yield packer.compress(chunk)
    yield packer.flush()


def _check_seal(file: Path, source: IO[bytes]) -> None:
    """Compares all of the file with the hash at its end, from where it stands."""
    hasher, left = blake3(), file.stat().st_size - _SEAL_BYTES
    while left > 0 and (chunk := source.read(min(left, _AT_ONCE))):
        hasher.update(chunk)
        left -= len(chunk)
    if left or source.read() != hasher.digest():
        raise _damaged(file, "its hash is not the one written at its end")


def _header(file: Path, source: IO[bytes]) -> _Header:
    if source.readline(len(_FORMAT_LINE)) != _FORMAT_LINE:
        raise _damaged(file, "it does not begin as one")
    source.seek(0)
    _check_seal(file, source)
    source.seek(len(_FORMAT_LINE))
    try:
        raw = source.readline(_LONGEST_LINE) + source.readline(_LONGEST_LINE)
        header = _parsed(unsealed(raw))
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(file, str(error)) from error
    if (header.manifest.format, header.manifest.chunking) != (FORMAT, CHUNKING):
        raise IndexMismatchError(
            f"{file}: another version of pincite wrote it (format {header.manifest.format}, this "
            f"one reads {FORMAT}); export it again with this version, or index the files"
        )
    return header


def _parsed(values: Mapping[str, Any]) -> _Header:
    generation = values["generation"]
    if not _GENERATION.fullmatch(generation):
        raise ValueError("its generation has no name of a generation")
    files = {TRUTH: str(values["truth"])}
    manifest = Manifest(
        generation, values["format"], values["chunking"], str(values["encoder"]), files
    )
    roots = tuple(Root(Path(root["path"]), bool(root["is_file"])) for root in values["roots"])
    return _Header(manifest, roots, int(values["truth_bytes"]))


def _take_in(file: Path, source: IO[bytes], header: _Header, index_dir: Path) -> None:
    generation = header.manifest.generation
    if _is_there(index_dir, header.manifest):
        return
    with building_folder(index_dir) as building:
        _unpack(file, source, building / TRUTH, header)
        _check_schema(file, building / TRUTH)
        store = Store(building / TRUTH)
        try:
            build_derived(building, store)
        finally:
            store.close()
        write_manifest(building, header.manifest)
        publish(index_dir, building, Current(generation, header.roots))
    remove_others(index_dir, generation)


def _is_there(index_dir: Path, made: Manifest) -> bool:
    """Whether the folder holds this very index.

    Raises:
        InputError: it holds another one.
    """
    try:
        current = read_current(index_dir).generation
    except (IndexMissingError, IndexDamagedError):
        return False
    if current != made.generation:
        raise InputError(f"{index_dir}: holds another index; name a folder that holds none")
    return is_sound(folder_of(index_dir, current), made)


def _unpack(file: Path, source: IO[bytes], target: Path, header: _Header) -> None:
    """Writes the store, no more of it than was announced, and checks its hash."""
    hasher, written = blake3(), 0
    try:
        with target.open("xb") as out:
            for chunk in _unpacked(source):
                written += len(chunk)
                if written > header.truth_bytes:
                    break
                hasher.update(chunk)
                out.write(chunk)
    except zlib.error as error:
        raise _damaged(file, str(error)) from error
    if written != header.truth_bytes or hasher.hexdigest() != header.manifest.files[TRUTH]:
        raise _damaged(file, "what it holds is not what was written")


def _unpacked(source: IO[bytes]) -> Iterator[bytes]:
    """What zlib packed, in small parts whatever it grows to."""
    unpacker = zlib.decompressobj()
    while not unpacker.eof:
        packed = unpacker.unconsumed_tail or source.read(_AT_ONCE)
        if not packed:
            raise zlib.error("it ends too early")
        yield unpacker.decompress(packed, _AT_ONCE)
    if len(unpacker.unused_data + source.read(_AT_ONCE)) != _SEAL_BYTES:
        raise zlib.error("something follows its end")


def _check_schema(file: Path, truth: Path) -> None:
    """Refuses a store with other tables than ours, or with views or triggers."""
    uri = f"{truth.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            found = schema_of_store(connection)
    except sqlite3.DatabaseError as error:
        raise _damaged(file, str(error)) from error
    if found != schema_of_store(None):
        raise _damaged(file, "its store is not built as this version builds it")


def _damaged(file: Path, why: str) -> InputError:
    return InputError(f"{file}: damaged, or not written by `pincite export` ({why}); get it anew")


def _count(truth: Path) -> int:
    store = Store(truth)
    try:
        return len(store.records())
    finally:
        store.close()


@contextmanager
def _removed(path: Path) -> Iterator[None]:
    """Removes the file again where the work with it failed."""
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()
