"""The learning rate: a linear warm-up, a plateau of any length, a linear decay to nothing."""

from dataclasses import dataclass, replace
from pathlib import Path

from pincite.qa.training.settings import Settings


@dataclass(frozen=True, slots=True)
class Schedule:
    """How far the decay is: 0 on the plateau, 1 at the end; `began_at` is the step it began at."""

    decayed: float = 0.0
    began_at: int | None = None
    decay_steps: int = 0

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to learn."""
        return self.decayed >= 1

    def rate(self, step: int, settings: Settings) -> float:
        """The learning rate of step `step`, which counts from 0."""
        warm = min(1.0, (step + 1) / max(1, settings.warmup_steps))
        return settings.learning_rate * warm * max(0.0, 1 - self.decayed)

    def after(self, step: int, settings: Settings, asked: int | None) -> "Schedule":
        """The schedule after step `step`.

        `asked` is the length of the decay that somebody asks for now, in steps, or None; a new
        length in the middle of the decay changes its slope from here on.
        """
        planned = settings.decay_after_steps
        if asked is None and planned and step + 1 >= planned:
            asked = self.decay_steps or settings.decay_steps
        if asked is None:
            return self
        began_at = step if self.began_at is None else self.began_at
        return replace(self, decayed=self.decayed + 1 / asked, began_at=began_at, decay_steps=asked)


def asked_decay(run: Path, settings: Settings) -> int | None:
    """The steps of decay that the file DECAY in the run folder asks for; None without the file.

    An empty file asks for the length in the settings.
    """
    try:
        text = (run / "DECAY").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return int(text) if text else settings.decay_steps
