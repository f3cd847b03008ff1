"""What an update of an index did, file by file."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

State = Literal["added", "changed", "unchanged", "removed", "skipped", "failed"]


class Progress(Protocol):
    """Hears how far long work has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` steps of the stage are done."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Hears and says nothing."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file."""

    source: str
    state: State
    reason: str | None
    """A sentence, or None."""
    passages: int
    """How many passages it has in the index now."""
    copy_of: str | None = None
    """The source with the same text that bears its passages, or None where it bears its own."""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What became of all of them, sorted by source."""

    files: tuple[FileReport, ...]
    generation: str
    seconds: float

    @property
    def passages(self) -> int:
        """How many passages these files have in the index, those of copies counted once."""
        return sum(file.passages for file in self.files if file.copy_of is None)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many files are in each state; states that no file is in are left out."""
        return Counter(file.state for file in self.files)
