"""Trains the reranker: which of the proposals for a question answers it, if any.

`python -m pincite.qa.training.reranker --rows FOLDER --start MODEL --to RUN` learns from the
files that pincite.qa.training.proposals wrote; the same command goes on after a stop. RUN/model
then holds the weights, of which the int8 file is made:
`python -m pincite.qa.training export RUN/model reranker.int8.onnx`. The proposals come from the
retrieval, the reader and the lists of the day: after a change of these they may be written anew.
"""

import argparse
import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import AutoModelForSequenceClassification

from pincite.qa.model_inputs import pair_inputs, question_ids, shared_tokenizer
from pincite.qa.onnx_reranker import TEXT_TOKENS
from pincite.qa.training.rows import read_json_lines
from pincite.qa.training.stepped import SteppedTraining, run_by_length

STEPS = 2_100
QUESTIONS = 8
"""Of a step."""
MOST_RIGHT, MOST = 2, 6
"""Proposals of a question that are weighed in a step: right ones, and all."""
RIGHT_FROM = 0.3
"""Score from which on a proposal is kept out of those taken for wrong."""
LEFT_OUT = 0.12
"""Share of the answerable questions that are shown without their right proposals."""
LEARNING_RATE, WARMUP = 4e-5, 60
FROZEN_LAYERS = 2
"""The first; they read the words, and a step costs a fifth less without them."""
TOGETHER = 24
"""Texts read at once, of like length, so that little is padding."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question with its proposals as they are read, and how right each is, 0..1."""

    question: str
    texts: tuple[str, ...]
    scores: tuple[float, ...]


def read_weighed(folder: Path) -> list[Weighed]:
    """All questions of the files of a folder that have a proposal."""
    read = []
    for path in sorted(folder.glob("*.jsonl")):
        for row in read_json_lines(path):
            if row["texts"]:
                scores = tuple(row["scores"])
                read.append(Weighed(row["question"], tuple(row["texts"]), scores))
    return read


def drawn(weighed: Weighed, chance: random.Random) -> Weighed:
    """The proposals of a step: the best, and others by chance, the first likelier."""
    order = sorted(range(len(weighed.texts)), key=lambda n: -weighed.scores[n])
    right = [n for n in order if weighed.scores[n] >= RIGHT_FROM]
    wrong = [n for n in range(len(weighed.texts)) if weighed.scores[n] < RIGHT_FROM]
    if wrong and chance.random() < LEFT_OUT:
        right = []
    kept = right[:MOST_RIGHT]
    wrong.sort(key=lambda n: n * chance.random())
    kept += wrong[: MOST - len(kept)]
    return Weighed(
        weighed.question,
        tuple(weighed.texts[n] for n in kept),
        tuple(weighed.scores[n] for n in kept),
    )


def loss_of(logits: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
    """Minus the log of the expected score, where none of them has a logit of 0.

    That none is right scores 1 where none is, else 0.
    """
    shares = torch.softmax(torch.cat([logits.new_zeros(1), logits]), dim=0)
    none = 1.0 if float(scores.max()) < RIGHT_FROM else 0.0
    return -torch.log(shares[0] * none + (shares[1:] * scores).sum() + 1e-6)


class RerankerTraining(SteppedTraining):
    """One run in a folder: goes on from its checkpoint if there is one."""

    def __init__(self, start: Path, run: Path, rows: Sequence[Weighed], *, steps: int) -> None:
        torch.manual_seed(0)
        network = AutoModelForSequenceClassification.from_pretrained(
            start, num_labels=1, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        base = network.base_model
        for module in (base.embeddings, *base.encoder.layer[:FROZEN_LAYERS]):
            module.requires_grad_(requires_grad=False)
        self._rows = rows
        super().__init__(network, run, steps=steps, learning_rate=LEARNING_RATE, warmup=WARMUP)

    def logits(self, pairs: Sequence[tuple[str, str]]) -> torch.Tensor:
        """How well each text answers its question, shape (pairs,); 0 is as likely as none."""
        tokens = [self._tokens(*pair) for pair in pairs]
        lengths = [len(ids) for ids, _ in tokens]
        return run_by_length(lengths, TOGETHER, lambda some: self._read([tokens[n] for n in some]))

    def _tokens(self, question: str, text: str) -> tuple[list[int], list[int]]:
        """Ids and types of a pair, as the shipped model is given them."""
        read = shared_tokenizer().encode(text, add_special_tokens=False).ids[:TEXT_TOKENS]
        inputs = pair_inputs(question_ids(question), read)
        return inputs["ids"][0].tolist(), inputs["tt"][0].tolist()

    def _read(self, tokens: Sequence[tuple[list[int], list[int]]]) -> torch.Tensor:
        longest = max(len(ids) for ids, _ in tokens)
        ids = torch.tensor([ids + [0] * (longest - len(ids)) for ids, _ in tokens])
        types = torch.tensor([types + [0] * (longest - len(types)) for _, types in tokens])
        known = torch.tensor([[1] * len(i) + [0] * (longest - len(i)) for i, _ in tokens])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            output = self.network(input_ids=ids, attention_mask=known, token_type_ids=types)
        return output.logits[:, 0].float()

    def loss(self, step: int, chance: random.Random) -> torch.Tensor:
        """That of the questions of a step; every question comes once an epoch."""
        epoch, at = divmod(step * QUESTIONS, len(self._rows))
        order = list(range(len(self._rows)))
        random.Random(f"epoch/{epoch}").shuffle(order)
        rows = [drawn(self._rows[n], chance) for n in order[at : at + QUESTIONS]]
        logits = self.logits([(row.question, text) for row in rows for text in row.texts])
        each = logits.split([len(row.texts) for row in rows])
        losses = [
            loss_of(own, torch.tensor(row.scores)) for own, row in zip(each, rows, strict=True)
        ]
        return torch.stack(losses).mean()

    def write(self) -> None:
        """Writes RUN/model as transformers reads it."""
        self.network.save_pretrained(self._run / "model")


def main() -> None:
    """Trains, or goes on training."""
    parser = argparse.ArgumentParser(description="Trains the reranker.")
    parser.add_argument("--rows", type=Path, required=True, help="folder of the proposals")
    parser.add_argument(
        "--start", type=Path, required=True, help="folder of the model to begin with"
    )
    parser.add_argument("--to", type=Path, required=True, help="folder of the run")
    parser.add_argument("--steps", type=int, default=STEPS)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    rows = read_weighed(options.rows)
    training = RerankerTraining(options.start, options.to, rows, steps=options.steps)
    settings = {
        "steps": options.steps,
        "questions": QUESTIONS,
        "proposals": MOST,
        "right_proposals": MOST_RIGHT,
        "warmup": WARMUP,
        "left_out": LEFT_OUT,
        "learning_rate": LEARNING_RATE,
        "frozen_layers": FROZEN_LAYERS,
    }
    start = options.start / "model.safetensors"
    training.record.begin(settings, [*options.rows.glob("*.jsonl"), start])
    training.train()


if __name__ == "__main__":
    main()
