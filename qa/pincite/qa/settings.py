"""What can be set about answering."""

from dataclasses import dataclass

from pincite.corpus import InputError


@dataclass(frozen=True, slots=True)
class Settings:
    """How answers are found; the defaults are what is measured and shipped."""

    candidates: int = 60
    """Passages taken from words and from vectors each, before fusion."""
    passages_read: int = 6
    """Passages that the reader reads."""
    abstain_below: float = 0.5
    """Withheld where the probability of a right answer is a smaller part of it and of the
    probability that there is none; 0..1, higher is stricter."""

    def __post_init__(self) -> None:
        if self.candidates < 1 or self.passages_read < 1:
            raise InputError("candidates and passages_read must be at least 1")
        if not 0 <= self.abstain_below <= 1:
            raise InputError("abstain_below must lie between 0 and 1")
