"""An interrupt while modules are imported ends the process at once, in one word.

A KeyboardInterrupt raised there can be lost: Python's import system runs code in callbacks whose
exceptions are printed, with a trace, and ignored. The first milliseconds, in which the interpreter
itself starts, are out of reach: whatever runs before this module prints its own trace.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interruptible_imports() -> Iterator[None]:
    """Ends the process on an interrupt, without a trace, for as long as nothing is at work."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:  # ignored by who started us, or another's
        yield
        return
    signal.signal(signal.SIGINT, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _end(*_: object) -> None:
    os.write(2, b"\npincite: interrupted\n")
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.raise_signal(signal.SIGINT)
