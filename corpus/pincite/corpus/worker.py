"""Reads files in a process of its own, with limits of time and memory.

What parses foreign binary formats may crash, hang or eat the memory. It runs in a process that is
kept for the next file and replaced when it dies. A fresh interpreter is started, never a fork.
"""

import atexit
import pickle
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from pincite.corpus.documents import Document, Span
from pincite.corpus.errors import DocumentError, SkippedError, TemporaryError, UnreadableError

if TYPE_CHECKING:
    from pincite.corpus.pdf_geometry import MarkedPage

TIME_LIMIT_S = 60.0
SCAN_TIME_LIMIT_S = 3600.0
"""For a file whose words are recognised; a page takes some seconds."""
SCAN_MEMORY_LIMIT_BYTES = 8 * 2**30
"""Of address space; what is recognised with takes 2 GiB of it, and 1 GiB of memory."""
DRAWING_LIMIT_S = 15.0
MEMORY_LIMIT_BYTES = 2 * 2**30
_TRIES = 2
_LENGTH = struct.Struct(">Q")
_REASONS: dict[str, type[DocumentError]] = {
    "skipped": SkippedError,
    "unreadable": UnreadableError,
}


@dataclass(frozen=True, slots=True)
class Task:
    """What the worker is to read."""

    format: str
    source: str
    data: bytes


@dataclass(frozen=True, slots=True)
class DrawingTask:
    """A page of a PDF that the worker is to draw, and the words to mark on it."""

    data: bytes
    page: int
    words: str
    """What the document's text has of the page."""
    marked: Span
    """In `words`."""
    width_px: int


Outcome = tuple[str, Any]
""""done" and what was made, or the kind of failure and its reason."""


class ReadingWorker:
    """A process that reads one file after another; the next one is started when it has died."""

    def __init__(
        self, *, time_limit_s: float = TIME_LIMIT_S, memory_limit_bytes: int = MEMORY_LIMIT_BYTES
    ) -> None:
        self._time_limit_s = time_limit_s
        self._memory_limit_bytes = memory_limit_bytes
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def read(self, task: Task) -> Document:
        """The document that the task's bytes hold.

        Raises:
            SkippedError, UnreadableError: as the reader says, or a limit was passed.
            TemporaryError: the process cannot be started.
        """
        document: Document = self._made(task)
        return document

    def draw(self, task: DrawingTask) -> "MarkedPage":
        """The page that the task names.

        Raises:
            UnreadableError: the file is damaged or has no such page, or a limit was passed.
            TemporaryError: the process cannot be started.
        """
        page: MarkedPage = self._made(task)
        return page

    def _made(self, task: Task | DrawingTask) -> Any:
        with self._lock:
            kind, made = self._outcome(task)
        if kind == "done":
            return made
        raise _REASONS[kind](made)

    @property
    def process_id(self) -> int | None:
        """The id of the process, None before the first file."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """Ends the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    _close(pipe)
            process.wait()

    def _outcome(self, task: Task | DrawingTask) -> Outcome:
        """What the process makes of the task; one that died may have been dead before it."""
        for _ in range(_TRIES):
            outcome = self._try(task)
            if outcome is not None:
                return outcome
        return "unreadable", "it is damaged: reading it ended the process that tried"

    def _try(self, task: Task | DrawingTask) -> Outcome | None:
        """None where the process ended by itself."""
        process = self._running()
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            process.kill()

        timer = threading.Timer(self._time_limit_s, stop)
        timer.daemon = True
        timer.start()
        try:
            return _ask(process, task)
        except (EOFError, OSError, pickle.UnpicklingError):
            self.close()
            if is_late.is_set():
                limit = f"{self._time_limit_s:g} seconds"
                return "unreadable", f"reading it took more than {limit} and was stopped"
            return None
        except BaseException:
            self.close()
            raise
        finally:
            timer.cancel()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self.close()
            command = [sys.executable, "-P", "-m", __name__, str(self._memory_limit_bytes)]
            try:
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            except OSError as error:
                raise TemporaryError(f"no process can be started to read files: {error}") from error
        return self._process


_SHARED = ReadingWorker()
_DRAWING = ReadingWorker(time_limit_s=DRAWING_LIMIT_S)
_RECOGNISING = ReadingWorker(
    time_limit_s=SCAN_TIME_LIMIT_S, memory_limit_bytes=SCAN_MEMORY_LIMIT_BYTES
)
atexit.register(_SHARED.close)
atexit.register(_DRAWING.close)
atexit.register(_RECOGNISING.close)


@dataclass(frozen=True, slots=True)
class ApartReader:
    """Reads one format in the worker; only there is the format's parser loaded."""

    format: str
    suffixes: tuple[str, ...]

    def read(self, data: bytes, source: str) -> Document:
        """The document that the bytes hold.

        Raises:
            SkippedError: the file holds nothing to read.
            UnreadableError: the file is damaged, or reading it passed a limit.
        """
        return _SHARED.read(Task(self.format, source, data))


@dataclass(frozen=True, slots=True)
class ApartScanReader:
    """Reads PDF files and recognises the words of scanned pages, in a process of its own."""

    format: str = "pdf"
    suffixes: tuple[str, ...] = (".pdf",)

    def read(self, data: bytes, source: str) -> Document:
        """The document that the bytes hold.

        Raises:
            SkippedError: the file holds nothing to read.
            UnreadableError: the file is damaged, or reading it passed a limit.
        """
        return _RECOGNISING.read(Task("scan", source, data))


def draw_page(task: DrawingTask) -> "MarkedPage":
    """The page drawn in a process of its own, within limits; not the one that reads files.

    Raises:
        UnreadableError: the file is damaged or has no such page, or a limit was passed.
        TemporaryError: the process cannot be started.
    """
    return _DRAWING.draw(task)


def _ask(process: "subprocess.Popen[bytes]", task: Task | DrawingTask) -> Outcome:
    if process.stdin is None or process.stdout is None:
        raise EOFError("the process has no pipes")
    if isinstance(task, Task):
        _send(process.stdin, ("read", task.format, task.source, task.data))
    else:
        marked = (task.marked.start, task.marked.end)
        _send(process.stdin, ("draw", task.data, task.page, task.words, marked, task.width_px))
    outcome: Outcome = _receive(process.stdout)
    return outcome


def _send(pipe: IO[bytes], message: object) -> None:
    packed = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(packed)))
    pipe.write(packed)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError("the other process has ended")
    (length,) = _LENGTH.unpack(head)
    packed = pipe.read(length)
    if len(packed) < length:
        raise EOFError("the other process has ended")
    return pickle.loads(packed)


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return


def _read(format_name: str, source: str, data: bytes) -> Document:
    from pincite.corpus.parsers import parser_for

    return parser_for(format_name).read(data, source)


def _draw(
    data: bytes, page: int, words: str, marked: tuple[int, int], width_px: int
) -> "MarkedPage":
    from pincite.corpus.pdf_drawing import mark_page

    return mark_page(data, page, words, Span(*marked), width_px)


def _done_apart(work: str, *values: Any) -> Outcome:
    """What comes of a task; every failure is told, none ends the process."""
    try:
        return "done", (_read if work == "read" else _draw)(*values)
    except SkippedError as error:
        return "skipped", str(error)
    except UnreadableError as error:
        return "unreadable", str(error)
    except MemoryError:
        return "unreadable", "reading it needs more memory than a file may take"
    except RecursionError:
        return "unreadable", "it is damaged, or nested more deeply than any such file"
    except Exception as error:  # noqa: BLE001 - the edge of the process
        return "unreadable", f"it is damaged: its reader failed ({type(error).__name__}: {error})"


def _limit_memory(most_bytes: int) -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))


def _serve(memory_limit_bytes: int) -> None:
    """Answers tasks until the pipe is closed."""
    _limit_memory(memory_limit_bytes)
    tasks, outcomes = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while True:
        try:
            message = _receive(tasks)
        except EOFError:
            return
        except MemoryError:
            raise SystemExit(1) from None
        if isinstance(message, tuple):
            _send(outcomes, _done_apart(*message))


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
