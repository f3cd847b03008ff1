"""The training loop: steps, average of the weights, checkpoints, decay, measurements on the way."""

import logging
import os
import time
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

import torch

from pincite.qa.training.checkpoint import (
    Checkpoint,
    Progress,
    read_checkpoint,
    write_checkpoint,
)
from pincite.qa.training.losses import LossWeights, batch_loss
from pincite.qa.training.mixture import FeatureBatch, Mixture, Position
from pincite.qa.training.model import SpanReader, flat, state_of, tensor_batch
from pincite.qa.training.record import RunRecord
from pincite.qa.training.schedule import Schedule, asked_decay
from pincite.qa.training.settings import Settings

logger = logging.getLogger(__name__)

MEASURED_BATCHES = 12


@dataclass(slots=True)
class Meter:
    """Mean losses since the last report, by style and over all, and passages a second."""

    sums: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    since: float = field(default_factory=time.monotonic)

    def add(self, batch: FeatureBatch, losses: torch.Tensor) -> None:
        """Counts the loss of each passage of a batch."""
        for features, loss in zip(flat(batch), losses.tolist(), strict=True):
            self.sums[features.style].append(loss)

    def report(self) -> dict[str, float]:
        """The means; begins anew."""
        values = [loss for losses in self.sums.values() for loss in losses]
        speed = len(values) / (time.monotonic() - self.since)
        by_style = {style: sum(v) / len(v) for style, v in sorted(self.sums.items())}
        self.sums.clear()
        self.since = time.monotonic()
        return {"loss": sum(values) / len(values), "passages/s": speed} | by_style


class Training:
    """One run: goes on from its checkpoint if the run folder holds one."""

    def __init__(
        self,
        reader: SpanReader,
        training: Mixture,
        held_back: Mixture,
        run: Path,
    ) -> None:
        self._reader, self._training, self._held_back, self._run = (
            reader, training, held_back, run,
        )  # fmt: skip
        self._settings: Settings = training.settings
        self._record = RunRecord(run)
        self._progress = Progress()
        self._average = state_of(reader.trained)
        self._optimizer = torch.optim.AdamW(
            parameter_groups(reader, self._settings.weight_decay),
            lr=self._settings.learning_rate,
            fused=True,
        )
        if checkpoint := read_checkpoint(run):
            self._restore(checkpoint)

    def run(self, *, max_steps: int | None = None) -> Progress:
        """Trains until the decay is over, or `max_steps` are done; leaves a checkpoint."""
        settings, meter = self._settings, Meter()
        saved = measured = begun = time.monotonic()
        seconds = self._progress.seconds
        for position, batch in self._training.batches(self._progress.position):
            if self._progress.schedule.is_over or self._progress.step == max_steps:
                break
            torch.set_num_threads(fitting_threads(settings))
            meter.add(batch, self._step(batch))
            self._advance(position, len(flat(batch)), seconds + time.monotonic() - begun)
            if self._progress.step % settings.log_steps == 0:
                self._log(meter.report())
            now = time.monotonic()
            if now - saved > 60 * settings.checkpoint_minutes:
                self.checkpoint()
                saved = now
            if now - measured > 60 * settings.measure_minutes:
                self._log(self.measure() | {"held back": 1.0})
                measured = now
        self.checkpoint()
        return self._progress

    def checkpoint(self) -> None:
        """Writes the checkpoint and the record."""
        checkpoint = Checkpoint(
            progress=self._progress,
            weights=state_of(self._reader.trained),
            average=self._average,
            optimizer=self._optimizer.state_dict(),
        )
        write_checkpoint(self._run, checkpoint)
        self._record.note_progress(self._progress)

    def finish(self, folder: Path) -> dict[str, float]:
        """Saves the better of weights and average by the loss on articles held back; the losses."""
        losses = {"weights": self.measure()["loss"]}
        weights = state_of(self._reader.trained)
        self._reader.load(self._average)
        losses["average"] = self.measure()["loss"]
        if losses["weights"] < losses["average"]:
            self._reader.load(weights)
        self._reader.save(folder)
        self._record.note("held back losses", losses)
        return losses

    def measure(self) -> dict[str, float]:
        """Mean losses of the present weights on a fixed part of the articles held back."""
        meter = Meter()
        with torch.inference_mode():
            for _, batch in islice(self._held_back.batches(Position()), MEASURED_BATCHES):
                meter.add(batch, self._losses(batch)[1])
        return meter.report()

    def _losses(self, batch: FeatureBatch) -> tuple[torch.Tensor, torch.Tensor]:
        scheme = self._training.featurizer.scheme
        tensors = tensor_batch(batch, scheme).to(self._reader.device)
        start, end = self._reader.scores(tensors)
        settings = self._settings
        weights = LossWeights(settings.group_weight, settings.soft_weight, settings.temperature)
        return batch_loss(start, end, tensors, weights)

    def _step(self, batch: FeatureBatch) -> torch.Tensor:
        """One update; the loss of each passage."""
        rate = self._progress.schedule.rate(self._progress.step, self._settings)
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        loss, each = self._losses(batch)
        torch.autograd.backward(loss)
        parameters = list(self._reader.trained.values())
        torch.nn.utils.clip_grad_norm_(parameters, self._settings.clip_norm)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        # Early on a long average would remember the start weights: it grows with the steps.
        keep = min(self._settings.ema_decay, (1 + self._progress.step) / (10 + self._progress.step))
        averages = [self._average[name] for name in self._reader.trained]
        torch._foreach_lerp_(averages, [p.detach().cpu() for p in parameters], 1 - keep)
        return each

    def _advance(self, position: Position, passages: int, seconds: float) -> None:
        asked = asked_decay(self._run, self._settings)
        before = self._progress.schedule
        schedule = before.after(self._progress.step, self._settings, asked)
        self._progress = replace(
            self._progress,
            step=self._progress.step + 1,
            passages=self._progress.passages + passages,
            seconds=seconds,
            schedule=schedule,
            position=position,
        )
        if schedule.decay_steps != before.decay_steps:
            self._note_decay(schedule)

    def _note_decay(self, schedule: Schedule) -> None:
        logger.info("decay of %d steps from step %d", schedule.decay_steps, self._progress.step)
        self._record.note(f"decay at step {self._progress.step}", schedule.decay_steps)

    def _log(self, report: dict[str, float]) -> None:
        rate = self._progress.schedule.rate(self._progress.step, self._settings)
        values = {name: round(value, 4) for name, value in report.items()} | {"rate": rate}
        logger.info("step %d %s", self._progress.step, values)
        progress = self._progress
        self._record.point(progress.step, passages=progress.passages, **values)

    def _restore(self, checkpoint: Checkpoint) -> None:
        self._progress = checkpoint.progress
        self._reader.load(checkpoint.weights)
        self._average = checkpoint.average
        self._optimizer.load_state_dict(checkpoint.optimizer)
        logger.info("going on from step %d", self._progress.step)


def fitting_threads(settings: Settings) -> int:
    """How many threads the machine has room for at present."""
    return 1 if busy_threads() > settings.busy_threads else settings.threads


def busy_threads() -> int:
    """How many threads of other programs want a processor now.

    Where the system does not tell, the load average of the last minute.
    """
    try:
        running = Path("/proc/loadavg").read_text(encoding="ascii").split()[3]
        own = [path.read_text(encoding="ascii") for path in Path("/proc/self/task").glob("*/stat")]
    except OSError:
        return round(os.getloadavg()[0])
    # Its own threads wait for the next step by spinning, and count as running.
    spinning = sum(stat.rpartition(")")[2].split()[0] == "R" for stat in own)
    return int(running.partition("/")[0]) - spinning


def parameter_groups(reader: SpanReader, weight_decay: float) -> list[dict[str, object]]:
    """Parameters of AdamW: matrices decay, biases and normalisations do not."""
    matrices = [p for p in reader.trained.values() if p.ndim > 1]
    vectors = [p for p in reader.trained.values() if p.ndim <= 1]
    return [
        {"params": matrices, "weight_decay": weight_decay},
        {"params": vectors, "weight_decay": 0.0},
    ]
