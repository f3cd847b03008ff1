"""What goes out: JSON on standard output, and the streams made ready for it."""

import json
import os
import signal
import sys
from io import TextIOWrapper


def prepare_streams() -> None:
    r"""Makes standard output UTF-8, and both streams unable to fail on a character.

    A lone surrogate (a file name that is no UTF-8) is written as `\udc80`, which in JSON is the
    very escape for it.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr.reconfigure(errors="backslashreplace")


def print_json(value: object) -> None:
    """Prints the value as one line of JSON, at once."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def abandon_stdout() -> None:
    """Points standard output nowhere, so that leaving does not fail on a closed pipe."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def die_interrupted() -> None:
    """Ends the process by SIGINT itself, so that a shell's loop around it ends too.

    Leaving in the ordinary way would run the exit code of native threads that still work, which
    abort.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.raise_signal(signal.SIGINT)
