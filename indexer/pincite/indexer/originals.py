"""The file a document was read from, lent only while it is still what was read."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from blake3 import blake3

from pincite.corpus import InputError, read_settings
from pincite.indexer.files import fingerprints_of
from pincite.indexer.generation import Root

_AT_ONCE = 1 << 20


class OriginalGoneError(InputError):
    """The file is not there any more, or cannot be read."""


class OriginalChangedError(InputError):
    """The file is not the one that was indexed."""


@dataclass(frozen=True, slots=True)
class Original:
    """An open file whose bytes were found to be those indexed; close it."""

    name: str
    file: BinaryIO
    size: int
    hash: str
    """BLAKE3 of its bytes, as hexadecimal."""

    def parts(self) -> Iterator[bytes]:
        """Its bytes, part by part; the file is closed at the end."""
        with self.file:
            while part := self.file.read(_AT_ONCE):
                yield part

    def close(self) -> None:
        """Lets go of the file."""
        self.file.close()


def open_original(root: Root, relative: str, fingerprint: str) -> Original:
    """The file of that place, if it is still the one whose fingerprint this is.

    Raises:
        OriginalGoneError: it is not there any more, or cannot be read.
        OriginalChangedError: its bytes, or what its folder's settings say of it, have changed.
    """
    path = root.file(relative)
    file = _opened(path)
    try:
        size, hashed = _hashed(file)
        own = read_settings(root.path).for_file(relative)
    except BaseException:
        file.close()
        raise
    if fingerprint not in fingerprints_of(hashed, own):
        file.close()
        raise OriginalChangedError(
            f"{relative}: has changed since it was indexed; run `pincite index` to take it up"
        )
    return Original(path.name, file, size, hashed)


def _opened(path: Path) -> BinaryIO:
    """An ordinary file at that very place; a link or a pipe that has taken its place is refused."""
    gone = OriginalGoneError(f"{path.name}: the file is not where it was indexed any more")
    try:
        if path.resolve(strict=True) != path:
            raise gone
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, RuntimeError) as error:
        raise gone from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise gone
    return os.fdopen(descriptor, "rb")


def _hashed(file: BinaryIO) -> tuple[int, str]:
    """The size and hash of a file that stands at its beginning, and does again afterwards."""
    hasher, size = blake3(), 0
    while part := file.read(_AT_ONCE):
        hasher.update(part)
        size += len(part)
    file.seek(0)
    return size, hasher.hexdigest()
