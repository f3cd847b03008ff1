"""Training by steps of like size in a folder, stopped and gone on with at any step."""

import logging
import random
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from pincite.qa.training.record import RunRecord

logger = logging.getLogger(__name__)

LEAST_RATE = 0.02
"""Of the learning rate, at the end of its linear decay."""
SAVED_EVERY = 50


def run_by_length(
    lengths: Sequence[int], together: int, run: Callable[[Sequence[int]], torch.Tensor]
) -> torch.Tensor:
    """One row an item, in order, of items run so many together, those of like length.

    `run` is given the numbers of some items and returns a row for each; so little is padding.
    """
    order = sorted(range(len(lengths)), key=lambda n: lengths[n])
    parts = [order[at : at + together] for at in range(0, len(order), together)]
    found = {n: row for part in parts for n, row in zip(part, run(part), strict=True)}
    return torch.stack([found[n] for n in range(len(lengths))])


class SteppedTraining(ABC):
    """One run in a folder: goes on from its checkpoint if there is one."""

    def __init__(
        self, network: torch.nn.Module, run: Path, *, steps: int, learning_rate: float, warmup: int
    ) -> None:
        self.network = network
        self.record = RunRecord(run)
        self._run, self._steps = run, steps
        self._learning_rate, self._warmup = learning_rate, warmup
        self._learning = [p for p in network.parameters() if p.requires_grad]
        self._optimizer = torch.optim.AdamW(self._learning, lr=learning_rate)
        self._step = 0
        run.mkdir(parents=True, exist_ok=True)
        if (run / "checkpoint.pt").exists():
            self._restore()

    def train(self, *, max_steps: int | None = None) -> list[float]:
        """Trains to the end, or until `max_steps` are done; the loss of each step."""
        losses: list[float] = []
        last = self._steps if max_steps is None else max_steps
        while self._step < last:
            losses.append(self._learn())
            self._step += 1
            if self._step % SAVED_EVERY == 0 or self._step == last:
                recent: Sequence[float] = losses[-SAVED_EVERY:]
                loss = sum(recent) / len(recent)
                logger.info("step %d loss %.3f", self._step, loss)
                self._save()
                self.record.point(self._step, loss=round(loss, 4))
        return losses

    @abstractmethod
    def loss(self, step: int, chance: random.Random) -> torch.Tensor:
        """The loss of the rows of a step, the same whenever it is worked out."""

    @abstractmethod
    def write(self) -> None:
        """Writes the weights into the folder of the run, as they are shipped."""

    def _learn(self) -> float:
        loss = self.loss(self._step, random.Random(f"{type(self).__name__}/{self._step}"))
        rate = min(1.0, (self._step + 1) / self._warmup)
        for group in self._optimizer.param_groups:
            group["lr"] = self._learning_rate * rate * max(LEAST_RATE, 1 - self._step / self._steps)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self._learning, 1.0)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        return float(loss.detach())

    def _save(self) -> None:
        self.write()
        state = {
            "step": self._step,
            "weights": self.network.state_dict(),
            "optimizer": self._optimizer.state_dict(),
        }
        torch.save(state, self._run / "checkpoint.new")
        (self._run / "checkpoint.new").replace(self._run / "checkpoint.pt")

    def _restore(self) -> None:
        state = torch.load(self._run / "checkpoint.pt", map_location="cpu", weights_only=True)
        self.network.load_state_dict(state["weights"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._step = state["step"]
