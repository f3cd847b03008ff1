"""What can be set about answering."""

from dataclasses import dataclass

from pincite.corpus import InputError


@dataclass(frozen=True, slots=True)
class Settings:
    """How answers are found; the defaults are what is measured and shipped."""

    candidates: int = 60
    """Passages taken from words and from vectors each, before fusion."""
    passages_read: int = 10
    """Passages that the reader reads at most."""
    fewest_read: int = 4
    """And at least, where there are so many."""
    read_until: float = 0.95
    """It reads no more once the passages read hold the answer as surely as that, 0..1, if any of
    those found does."""
    abstain_below: float = 0.46
    """Withheld where the probability of a right answer is a smaller part of it and of the
    probability that there is none; 0..1, higher is stricter."""

    def __post_init__(self) -> None:
        if self.candidates < 1 or self.passages_read < 1:
            raise InputError("candidates and passages_read must be at least 1")
        if not 0 <= self.abstain_below <= 1 or not 0 <= self.read_until <= 1:
            raise InputError("abstain_below and read_until must lie between 0 and 1")
