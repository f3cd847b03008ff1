"""Settings of a training run, read from TOML; every one is used, and unknown ones are refused."""

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

KINDS = ("rows", "table-questions", "table-templates")


class SettingsError(ValueError):
    """A configuration file asks for something that does not exist or cannot be."""


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """One source: its file, its share (0..1) of the groups, and shares of its own groups.

    `negative_share` gets `wrong_passages` wrong passages beside it (rows alone; else one),
    `prefix_share` a line of title and heading. `labelled_only` keeps to the
    rows whose passage a teacher labelled.
    """

    style: str
    file: str
    share: float
    kind: str = "rows"
    negative_share: float = 0.0
    wrong_passages: int = 1
    prefix_share: float = 0.0
    labelled_only: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise SettingsError(f"source {self.style}: kind {self.kind!r} is none of {KINDS}")
        for name in ("share", "negative_share", "prefix_share"):
            if not 0 <= getattr(self, name) <= 1:
                raise SettingsError(f"source {self.style}: {name} is not within 0..1")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides what a run learns, apart from the data files and start weights.

    `soft_weight` (0..1) is a teacher's part of the loss where it labelled, at `temperature`.
    `threads` work while at most `busy_threads` of other programs run, else one: on a crowded
    machine threads wait for one another longer than they work (a step takes 2 to 10 times longer).
    Lengths count tokens of the passage, `batch_tokens` padded tokens. `decay_after_steps` 0 means:
    when a file DECAY appears in the run folder (it may hold the number of steps of the decay).
    """

    name: str
    sources: tuple[SourceSettings, ...]
    seed: int = 7
    learning_rate: float = 8e-5
    weight_decay: float = 0.01
    warmup_steps: int = 150
    decay_after_steps: int = 0
    decay_steps: int = 1200
    ema_decay: float = 0.999
    clip_norm: float = 1.0
    group_weight: float = 0.5
    soft_weight: float = 0.0
    temperature: float = 1.0
    batch_tokens: int = 6144
    chunk_groups: int = 1024
    window_tokens: int = 192
    long_window_tokens: int = 256
    long_share: float = 0.15
    short_share: float = 0.12
    short_window_tokens: tuple[int, int] = (32, 112)
    held_back_share: float = 0.05
    negatives_per_question: int = 8
    freeze_embeddings: bool = True
    freeze_layers: int = 0
    attention: str = "sdpa"
    threads: int = 2
    busy_threads: int = 0
    log_steps: int = 50
    checkpoint_minutes: float = 4.0
    measure_minutes: float = 12.0

    def __post_init__(self) -> None:
        total = sum(source.share for source in self.sources)
        if abs(total - 1) > 1e-6:
            raise SettingsError(f"the shares of the sources sum to {total:.4f}, expected 1")

    def as_json(self) -> dict[str, Any]:
        """The settings for a run record."""
        return asdict(self)


def read_settings(path: Path) -> Settings:
    """The settings in a TOML file.

    Raises:
        SettingsError: an unknown name, or a value that cannot be.
    """
    record = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        sources = tuple(SourceSettings(**source) for source in record.pop("source"))
        if "short_window_tokens" in record:
            record["short_window_tokens"] = tuple(record["short_window_tokens"])
        return Settings(sources=sources, **record)
    except (KeyError, TypeError) as error:
        raise SettingsError(f"{path}: {error}") from error
