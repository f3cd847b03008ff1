"""Who may write an index, and who reads which generation; a lock ends with its process.

A reader holds its generation; what it held and is no longer current is removed when it lets go,
or by the next writer, whichever comes last.
"""

import errno
import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from pincite.corpus import IndexDamagedError, PinciteError, TemporaryError
from pincite.indexer.generation import READERS, folder_of, read_current, remove_others

_ATTEMPTS = 20
_PAUSE_S = 0.01
"""A generation can be on its way out between the reading of its name and the holding of it."""
_PATIENCE_S = 0.3
"""How long a writer waits for another: a reader that tidies up after itself takes a moment."""


class WriterLock:
    """The right to write an index."""

    def __init__(self, index_dir: Path, *, patience_s: float = _PATIENCE_S) -> None:
        """Takes the lock.

        Raises:
            TemporaryError: another process holds it, or the folder cannot be written.
        """
        try:
            index_dir.mkdir(parents=True, exist_ok=True)
            self._file = (index_dir / "writer.lock").open("a+", encoding="utf-8")
        except OSError as error:
            raise TemporaryError(
                f"{index_dir}: the index cannot be written; {_remedy(error, index_dir)}"
            ) from error
        try:
            self._take(index_dir, time.monotonic() + patience_s)
            self._sign()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> "WriterLock":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):
            self._file.truncate(0)
        self._file.close()

    def _take(self, index_dir: Path, until: float) -> None:
        while not _locked(self._file.fileno(), fcntl.LOCK_EX):
            if time.monotonic() >= until:
                self._file.seek(0)
                holder = self._file.read().strip() or "another process"
                raise TemporaryError(
                    f"{index_dir}: {holder} is writing this index; try again when it has finished"
                )
            time.sleep(_PAUSE_S)

    def _sign(self) -> None:
        """Says who holds it; a disk that is too full for that will stop the work itself."""
        with suppress(OSError):
            self._file.truncate(0)
            self._file.write(f"process {os.getpid()}")
            self._file.flush()


@contextmanager
def exclusive(index_dir: Path) -> Iterator[None]:
    """The writer's lock, with failures of the disk told as such.

    Raises:
        TemporaryError: another process writes the index, or it cannot be written.
    """
    told = f"{index_dir}: the new state could not be written; the old one stands"
    with disk_failures(told, index_dir), WriterLock(index_dir):
        try:
            yield
        finally:
            _remove_if_unborn(index_dir)


@contextmanager
def disk_failures(told: str, place: Path) -> Iterator[None]:
    """Tells failures of the disk that holds the place as such, after what is `told`.

    Raises:
        TemporaryError: something there could not be written.
    """
    try:
        yield
    except (sqlite3.OperationalError, OSError) as error:
        raise TemporaryError(f"{told}; {_remedy(error, place)}") from error


class HeldGeneration:
    """The current generation, kept from removal for as long as it is held."""

    def __init__(self, index_dir: Path) -> None:
        """Holds the generation that is current now.

        Raises:
            IndexMissingError: there is no index.
            IndexDamagedError: CURRENT names a generation that is not there.
        """
        self._index_dir = index_dir
        for _ in range(_ATTEMPTS):
            self.current = read_current(index_dir)
            self.folder = folder_of(index_dir, self.current.generation)
            lock = _shared_lock(self.folder)
            if lock is not None:
                self._lock = lock
                return
            time.sleep(_PAUSE_S)
        raise IndexDamagedError(
            f"{self.folder}: the current generation is missing; run `pincite index` again"
        )

    def release(self) -> None:
        """Lets the generation go; when it is no longer current and free, it is removed."""
        if self._lock < 0:
            return
        os.close(self._lock)
        self._lock = -1
        with suppress(PinciteError, OSError):  # where this fails the next writer removes it
            if read_current(self._index_dir).generation != self.current.generation:
                with WriterLock(self._index_dir, patience_s=0):
                    remove_others(self._index_dir, read_current(self._index_dir).generation)


@contextmanager
def repair_lock(folder: Path) -> Iterator[None]:
    """Makes processes that repair the same generation wait for one another."""
    with (folder / "repair.lock").open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _shared_lock(folder: Path) -> int | None:
    try:
        lock = os.open(folder / READERS, os.O_RDONLY)
    except OSError:
        return None
    with suppress(OSError):
        # Looked at once the lock is held: until then the folder can be put away.
        if _locked(lock, fcntl.LOCK_SH) and _is_same(lock, folder / READERS):
            return lock
    os.close(lock)
    return None


def _is_same(file: int, path: Path) -> bool:
    return os.path.samestat(os.fstat(file), path.stat())


def _locked(file: int, kind: int) -> bool:
    """Whether the lock could be had at once."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _remedy(error: Exception, place: Path) -> str:
    """What stopped the writing, and what to do about it."""
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.ENOSPC or "disk is full" in str(error):
        return f"the disk is full: free some space where {place} lies and run it again"
    if number == errno.EDQUOT:
        return "your quota on the disk is used up: free some space and run it again"
    told = (isinstance(error, OSError) and error.strerror) or str(error)
    return (
        f"the disk reports {told!r}: check it, the space left on it and the folder's rights, "
        "and run it again"
    )


def _remove_if_unborn(index_dir: Path) -> None:
    """Removes the folder again where no index came to be."""
    if not (index_dir / "CURRENT").exists():
        with suppress(OSError):
            (index_dir / "generations").rmdir()
        with suppress(OSError):
            (index_dir / "writer.lock").unlink()
            index_dir.rmdir()
