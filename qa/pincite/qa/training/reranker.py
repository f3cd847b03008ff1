"""Trains the reranker: which of the proposals for a question answers it, if any.

`python -m pincite.qa.training.reranker --rows FOLDER --start MODEL --to RUN` learns from the
files that pincite.qa.training.proposals wrote; the same command goes on after a stop. RUN/model
then holds the weights, of which the int8 file is made:
`python -m pincite.qa.training export RUN/model reranker.int8.onnx`. The proposals come from the
retrieval, the reader and the lists of the day: after a change of these they may be written anew.

A larger model is trained the same way (`--tokenizer`, `--frozen-layers`); where it has labelled
the rows (pincite.qa.training.rerank_labels), they teach what it says of each proposal, too.
"""

import argparse
import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn.functional import kl_div, log_softmax

from pincite.qa.training.pairs import PairModel
from pincite.qa.training.proposals import RIGHT_FROM
from pincite.qa.training.rows import read_json_lines
from pincite.qa.training.stepped import SteppedTraining

STEPS = 2_100
QUESTIONS = 8
"""Of a step."""
MOST_RIGHT, MOST = 2, 6
"""Proposals of a question that are weighed in a step: right ones, and all."""
LEFT_OUT = 0.12
"""Share of the answerable questions that are shown without their right proposals."""
LEARNING_RATE, WARMUP = 4e-5, 60
FROZEN_LAYERS = 2
"""The first; they read the words, and a step costs a fifth less without them."""
TOGETHER = 16
"""Texts read at once."""
TAUGHT = 0.7
"""Share of the loss that a teacher's labels have, where there are any."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question with its proposals as they are read, and how right each is, 0..1.

    `taught` is what a teacher says of each: log-odds against none of them; empty without one.
    """

    question: str
    texts: tuple[str, ...]
    scores: tuple[float, ...]
    taught: tuple[float, ...] = ()

    def of(self, kept: Sequence[int]) -> "Weighed":
        """Only the proposals of these numbers."""
        return Weighed(
            self.question,
            tuple(self.texts[n] for n in kept),
            tuple(self.scores[n] for n in kept),
            tuple(self.taught[n] for n in kept) if self.taught else (),
        )


def read_weighed(folder: Path) -> list[Weighed]:
    """All questions of the files of a folder that have a proposal."""
    read = []
    for path in sorted(folder.glob("*.jsonl")):
        for row in read_json_lines(path):
            if row["texts"]:
                each = (row["texts"], row["scores"], row.get("taught", ()))
                read.append(Weighed(row["question"], *map(tuple, each)))
    return read


def parted(scores: Sequence[float]) -> tuple[list[int], list[int]]:
    """The numbers of the right proposals, best first, and of the others as they came.

    >>> parted((0.0, 0.4, 0.1, 1.0))
    ([3, 1], [0, 2])
    """
    numbers = range(len(scores))
    right = [n for n in numbers if scores[n] >= RIGHT_FROM]
    wrong = [n for n in numbers if scores[n] < RIGHT_FROM]
    return sorted(right, key=lambda n: -scores[n]), wrong


def drawn(weighed: Weighed, chance: random.Random) -> Weighed:
    """The proposals of a step: the best, and others by chance, the first likelier."""
    right, wrong = parted(weighed.scores)
    if wrong and chance.random() < LEFT_OUT:
        right = []
    kept = right[:MOST_RIGHT]
    wrong.sort(key=lambda n: n * chance.random())
    return weighed.of([*kept, *wrong[: MOST - len(kept)]])


def loss_of(logits: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
    """Minus the log of the expected score, where none of them has a logit of 0.

    That none is right scores 1 where none is, else 0.
    """
    shares = torch.softmax(_beside_none(logits), dim=0)
    none = 1.0 if float(scores.max()) < RIGHT_FROM else 0.0
    return -torch.log(shares[0] * none + (shares[1:] * scores).sum() + 1e-6)


def distance_of(logits: torch.Tensor, taught: torch.Tensor) -> torch.Tensor:
    """How far the shares of the proposals and of none are from the teacher's, in nats."""
    given, wanted = (log_softmax(_beside_none(each), dim=0) for each in (logits, taught))
    return kl_div(given, wanted, reduction="sum", log_target=True)


def _beside_none(logits: torch.Tensor) -> torch.Tensor:
    return torch.cat([logits.new_zeros(1), logits])


class RerankerTraining(SteppedTraining):
    """One run in a folder: goes on from its checkpoint if there is one."""

    def __init__(
        self,
        start: Path,
        run: Path,
        rows: Sequence[Weighed],
        *,
        steps: int,
        learning_rate: float = LEARNING_RATE,
        frozen_layers: int = FROZEN_LAYERS,
        tokenizer: Path | None = None,
    ) -> None:
        torch.manual_seed(0)
        self._rows = rows
        self.model = PairModel(
            start, frozen_layers=frozen_layers, together=TOGETHER, tokenizer=tokenizer
        )
        network = self.model.network
        super().__init__(network, run, steps=steps, learning_rate=learning_rate, warmup=WARMUP)

    def loss(self, step: int, chance: random.Random) -> torch.Tensor:
        """That of the questions of a step; every question comes once an epoch."""
        epoch, at = divmod(step * QUESTIONS, len(self._rows))
        order = list(range(len(self._rows)))
        random.Random(f"epoch/{epoch}").shuffle(order)
        rows = [drawn(self._rows[n], chance) for n in order[at : at + QUESTIONS]]
        logits = self.model.logits([(row.question, text) for row in rows for text in row.texts])
        each = logits.split([len(row.texts) for row in rows])
        return torch.stack([_loss_of(row, own) for row, own in zip(rows, each, strict=True)]).mean()

    def write(self) -> None:
        """Writes RUN/model as transformers reads it."""
        self.network.save_pretrained(self._run / "model")


def _loss_of(row: Weighed, logits: torch.Tensor) -> torch.Tensor:
    told = loss_of(logits, torch.tensor(row.scores))
    if not row.taught:
        return told
    return (1 - TAUGHT) * told + TAUGHT * distance_of(logits, torch.tensor(row.taught))


def main() -> None:
    """Trains, or goes on training."""
    parser = argparse.ArgumentParser(description="Trains the reranker.")
    parser.add_argument("--rows", type=Path, required=True, help="folder of the proposals")
    parser.add_argument(
        "--start", type=Path, required=True, help="folder of the model to begin with"
    )
    parser.add_argument("--to", type=Path, required=True, help="folder of the run")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--learning-rate", type=float, default=LEARNING_RATE)
    parser.add_argument("--frozen-layers", type=int, default=FROZEN_LAYERS)
    parser.add_argument("--tokenizer", type=Path, help="folder of another tokenizer.json")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    rows = read_weighed(options.rows)
    training = RerankerTraining(
        options.start,
        options.to,
        rows,
        steps=options.steps,
        learning_rate=options.learning_rate,
        frozen_layers=options.frozen_layers,
        tokenizer=options.tokenizer,
    )
    settings = {
        "steps": options.steps,
        "questions": QUESTIONS,
        "proposals": MOST,
        "right_proposals": MOST_RIGHT,
        "warmup": WARMUP,
        "left_out": LEFT_OUT,
        "learning_rate": options.learning_rate,
        "frozen_layers": options.frozen_layers,
        "taught": TAUGHT,
    }
    start = options.start / "model.safetensors"
    training.record.begin(settings, [*options.rows.glob("*.jsonl"), start])
    training.train()


if __name__ == "__main__":
    main()
