"""Rows of a table that a question may speak of, and what in the question selects them."""

from dataclasses import dataclass
from enum import StrEnum


class By(StrEnum):
    """How rows were selected."""

    ALL = "all"
    WORDS = "words"
    NAMES = "names"
    BOUND = "bound"
    RANGE = "range"
    TOTAL = "total"
    CONTRAST = "contrast"
    MEANING = "meaning"
    DURING = "during"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows, and the words of the question that select them."""

    rows: tuple[int, ...]
    tokens: frozenset[int]
    by: By
    score: float = 0.0
    margin: float = 0.0
    """How much more the words say for these rows than for the best others."""
    bound_column: int | None = None
    """The column that a condition was tested on."""
    outside: bool = False
    """Whether a bound names a value that the column does not reach."""
