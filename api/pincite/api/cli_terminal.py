"""What a terminal can show: colours, marks, width and a progress bar."""

import os
import re
import shutil
import sys
import time
from dataclasses import dataclass
from typing import TextIO

# C0 and C1 controls but tab and line feed: a document must not steer the terminal.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Style:
    """How emphasis is written: in colours on a terminal, in plain signs elsewhere."""

    colour: bool
    width: int = 100

    def bold(self, text: str) -> str:
        """The text as a heading or an answer."""
        return self._paint("1", text)

    def dim(self, text: str) -> str:
        """The text as something beside the matter."""
        return self._paint("2", text)

    def warn(self, text: str) -> str:
        """The text as something to look at."""
        return self._paint("33", text)

    @property
    def mark_open(self) -> str:
        """What stands before marked words."""
        return "\x1b[1;32m" if self.colour else "[["

    @property
    def mark_close(self) -> str:
        """What stands after marked words."""
        return "\x1b[0m" if self.colour else "]]"

    def mark(self, text: str) -> str:
        """The text marked; on a terminal each line for itself, as pagers want it.

        >>> Style(colour=False).mark("ten")
        '[[ten]]'
        """
        if not self.colour:
            return f"[[{text}]]"
        return "\n".join(f"{self.mark_open}{line}{self.mark_close}" for line in text.split("\n"))

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def style_for(stream: TextIO) -> Style:
    """Colours on a terminal unless NO_COLOR is set (no-color.org) or the terminal has none."""
    colour = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    columns = shutil.get_terminal_size((100, 24)).columns if stream.isatty() else 100
    return Style(colour, width=max(40, min(columns, 100)))


def harmless(text: str) -> str:
    r"""The text with control characters shown as visible signs.

    >>> harmless("a\x1b[2Jb")
    'a␛[2Jb'
    """
    return CONTROLS.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"


class ProgressBar:
    """A line on standard error that grows with the work; silent where that is no terminal."""

    INTERVAL_S = 0.1
    CELLS = 24

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._shown = self._stream.isatty()
        self._drawn_at = 0.0
        self._drawn = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Draws `done` of `total` steps of a stage, at most ten times a second."""
        now = time.monotonic()
        if not self._shown or (done < total and now - self._drawn_at < self.INTERVAL_S):
            return
        self._drawn_at, self._drawn = now, True
        filled = self.CELLS * done // total if total else self.CELLS
        bar = "#" * filled + "." * (self.CELLS - filled)
        self._stream.write(f"\r\x1b[K{stage} [{bar}] {done}/{total}")
        self._stream.flush()

    def __enter__(self) -> "ProgressBar":
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
