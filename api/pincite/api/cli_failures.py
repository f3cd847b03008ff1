"""What the command line says and returns when something goes wrong.

0 done, 1 a check failed, 2 the call or its input is wrong, 3 the index cannot be used,
4 something temporary or internal.
"""

import json
import os
import sys
import traceback
from dataclasses import dataclass

DONE = 0
CHECK_FAILED = 1
WRONG_INPUT = 2
INDEX_UNUSABLE = 3
TEMPORARY_OR_INTERNAL = 4
# As shells report a process that a signal ended: 128 + SIGINT, 128 + SIGPIPE.
INTERRUPTED = 130
PIPE_CLOSED = 141


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as the user meets it."""

    type: str
    message: str
    exit_code: int

    def to_json(self) -> dict[str, str]:
        """The value of "error" in JSON output."""
        return {"type": self.type, "message": self.message}


def failure_of(error: BaseException) -> Failure:
    """The kind, the sentence and the exit code of an error.

    >>> from pincite.corpus.errors import IndexMissingError
    >>> failure_of(IndexMissingError("no index in .pincite"))
    Failure(type='IndexMissingError', message='no index in .pincite', exit_code=3)
    >>> failure_of(KeyError("x")).exit_code
    4
    """
    from pincite.corpus.errors import PinciteError

    if isinstance(error, PinciteError):
        return Failure(type(error).__name__, _one_line(str(error)), _exit_code(error))
    if isinstance(error, OSError):
        return Failure("TemporaryError", _of_system(error), TEMPORARY_OR_INTERNAL)
    if isinstance(error, MemoryError):
        return Failure("TemporaryError", "out of memory", TEMPORARY_OR_INTERNAL)
    return Failure("InternalError", _of_our_own(error), TEMPORARY_OR_INTERNAL)


def report(error: BaseException, *, as_json: bool) -> int:
    """Tells the user of the error and returns the exit code."""
    failure = failure_of(error)
    if os.environ.get("PINCITE_DEBUG"):
        traceback.print_exception(error)
    print(f"pincite: {failure.message}", file=sys.stderr)
    if as_json:
        print(json.dumps({"error": failure.to_json()}, ensure_ascii=False))
    return failure.exit_code


def _exit_code(error: Exception) -> int:
    from pincite.corpus.errors import DocumentError, IndexUnusableError, InputError

    if isinstance(error, InputError | DocumentError):
        return WRONG_INPUT
    return INDEX_UNUSABLE if isinstance(error, IndexUnusableError) else TEMPORARY_OR_INTERNAL


def _of_system(error: OSError) -> str:
    place = f"{error.filename}: " if error.filename is not None else ""
    return _one_line(f"{place}{error.strerror or error}")


def _of_our_own(error: BaseException) -> str:
    return _one_line(
        f"internal error ({type(error).__name__}: {error}); "
        "PINCITE_DEBUG=1 shows where it happened, please report it"
    )


def _one_line(message: str) -> str:
    return " ".join(message.split())
