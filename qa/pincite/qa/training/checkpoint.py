"""Checkpoints: weights, their average, the optimiser and the place in the data, in one file."""

import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch

from pincite.qa.training.mixture import Position
from pincite.qa.training.schedule import Schedule

FILE = "checkpoint.pt"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: steps and passages done, seconds spent, schedule and place in the data."""

    step: int = 0
    passages: int = 0
    seconds: float = 0.0
    schedule: Schedule = field(default_factory=Schedule)
    position: Position = field(default_factory=Position)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a run needs to go on as if it had not stopped."""

    progress: Progress
    weights: dict[str, torch.Tensor]
    average: dict[str, torch.Tensor]
    optimizer: dict[str, Any]


def write_checkpoint(run: Path, checkpoint: Checkpoint) -> None:
    """Replaces the checkpoint of a run: written aside, synced, renamed."""
    aside = run / f"{FILE}.new"
    state = {
        "progress": asdict(checkpoint.progress),
        "weights": checkpoint.weights,
        "average": checkpoint.average,
        "optimizer": checkpoint.optimizer,
    }
    with aside.open("wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(run / FILE)


def read_checkpoint(run: Path) -> Checkpoint | None:
    """The checkpoint of a run, or None when it has not written one."""
    if not (run / FILE).exists():
        return None
    state = torch.load(run / FILE, map_location="cpu", weights_only=True)
    progress = state["progress"]
    return Checkpoint(
        progress=Progress(
            step=progress["step"],
            passages=progress["passages"],
            seconds=progress["seconds"],
            schedule=Schedule(**progress["schedule"]),
            position=Position(**progress["position"]),
        ),
        weights=state["weights"],
        average=state["average"],
        optimizer=state["optimizer"],
    )
