"""Trains the reranker: which of the proposals for a question answers it, if any.

`python -m pincite.qa.training.reranker --rows FOLDER --start MODEL --to RUN` learns from the
files that pincite.qa.training.proposals wrote; the same command goes on after a stop. RUN/model
then holds the weights, of which the int8 file is made:
`python -m pincite.qa.training export RUN/model reranker.int8.onnx`. The proposals come from the
retrieval, the reader and the lists of the day: after a change of these they may be written anew.
"""

import argparse
import json
import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForSequenceClassification

from pincite.indexer.onnx_encoder import WEIGHTS as ENCODER_WEIGHTS

logger = logging.getLogger(__name__)

QUESTION_TOKENS, TEXT_TOKENS = 40, 160
QUESTIONS = 8
"""Of a step."""
MOST_RIGHT, MOST = 2, 6
"""Proposals of a question that are weighed in a step: right ones, and all."""
RIGHT_FROM = 0.3
"""Score from which on a proposal is kept out of those taken for wrong."""
LEFT_OUT = 0.12
"""Share of the answerable questions that are shown without their right proposals."""
LEARNING_RATE, LEAST_RATE, WARMUP = 4e-5, 0.02, 60
FROZEN_LAYERS = 2
"""The first; they read the words, and a step costs a fifth less without them."""
TOGETHER = 24
"""Texts read at once, of like length, so that little is padding."""
SAVED_EVERY = 50


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
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
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


class RerankerTraining:
    """One run in a folder: goes on from its checkpoint if there is one."""

    def __init__(self, start: Path, run: Path, rows: Sequence[Weighed], *, steps: int) -> None:
        self._run, self._rows, self._steps = run, rows, steps
        self._tokenizer = Tokenizer.from_file(str(ENCODER_WEIGHTS / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        torch.manual_seed(0)
        self.network = AutoModelForSequenceClassification.from_pretrained(
            start, num_labels=1, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        self.network.base_model.embeddings.requires_grad_(requires_grad=False)
        self._learning = [p for p in self.network.parameters() if p.requires_grad]
        self._optimizer = torch.optim.AdamW(self._learning, lr=LEARNING_RATE)
        for layer in self.network.base_model.encoder.layer[:FROZEN_LAYERS]:
            layer.requires_grad_(requires_grad=False)
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
                recent = losses[-SAVED_EVERY:]
                logger.info("step %d loss %.3f", self._step, sum(recent) / len(recent))
                self._save()
        return losses

    def logits(self, pairs: Sequence[tuple[str, str]]) -> torch.Tensor:
        """How well each text answers its question, shape (pairs,); 0 is as likely as none."""
        tokens = [self._tokens(*pair) for pair in pairs]
        order = sorted(range(len(pairs)), key=lambda n: len(tokens[n][0]))
        found: dict[int, torch.Tensor] = {}
        for at in range(0, len(order), TOGETHER):
            chosen = order[at : at + TOGETHER]
            found |= dict(zip(chosen, self._read([tokens[n] for n in chosen]), strict=True))
        return torch.stack([found[n] for n in range(len(pairs))])

    def _tokens(self, question: str, text: str) -> tuple[list[int], list[int]]:
        asked = self._tokenizer.encode(question, add_special_tokens=False).ids[:QUESTION_TOKENS]
        read = self._tokenizer.encode(text, add_special_tokens=False).ids[:TEXT_TOKENS]
        cls, sep = (self._tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]"))
        return [cls, *asked, sep, *read, sep], [0] * (len(asked) + 2) + [1] * (len(read) + 1)

    def _read(self, tokens: Sequence[tuple[list[int], list[int]]]) -> torch.Tensor:
        longest = max(len(ids) for ids, _ in tokens)
        ids = torch.tensor([ids + [0] * (longest - len(ids)) for ids, _ in tokens])
        types = torch.tensor([types + [0] * (longest - len(types)) for _, types in tokens])
        known = torch.tensor([[1] * len(i) + [0] * (longest - len(i)) for i, _ in tokens])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            output = self.network(input_ids=ids, attention_mask=known, token_type_ids=types)
        return output.logits[:, 0].float()

    def _learn(self) -> float:
        chance = random.Random(f"reranker/{self._step}")
        epoch, at = divmod(self._step * QUESTIONS, len(self._rows))
        order = list(range(len(self._rows)))
        random.Random(f"reranker/epoch/{epoch}").shuffle(order)
        rows = [drawn(self._rows[n], chance) for n in order[at : at + QUESTIONS]]
        logits = self.logits([(row.question, text) for row in rows for text in row.texts])
        each = logits.split([len(row.texts) for row in rows])
        losses = [
            loss_of(own, torch.tensor(row.scores)) for own, row in zip(each, rows, strict=True)
        ]
        loss = torch.stack(losses).mean()
        for group in self._optimizer.param_groups:
            group["lr"] = LEARNING_RATE * self._rate()
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self._learning, 1.0)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        return float(loss.detach())

    def _rate(self) -> float:
        return min(1.0, (self._step + 1) / WARMUP) * max(LEAST_RATE, 1 - self._step / self._steps)

    def _save(self) -> None:
        self.network.save_pretrained(self._run / "model")
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


def main() -> None:
    """Trains, or goes on training."""
    parser = argparse.ArgumentParser(description="Trains the reranker.")
    parser.add_argument("--rows", type=Path, required=True, help="folder of the proposals")
    parser.add_argument(
        "--start", type=Path, required=True, help="folder of the model to begin with"
    )
    parser.add_argument("--to", type=Path, required=True, help="folder of the run")
    parser.add_argument("--steps", type=int, default=2_500)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    rows = read_weighed(options.rows)
    RerankerTraining(options.start, options.to, rows, steps=options.steps).train()


if __name__ == "__main__":
    main()
