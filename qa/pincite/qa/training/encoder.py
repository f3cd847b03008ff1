"""Trains the sentence encoder on questions beside the passages that answer them.

`python -m pincite.qa.training.encoder --data DATA --start MODEL --to FOLDER` learns from the rows
of SOURCES; the same command goes on after a stop. FOLDER/mixed then holds the weights, a quarter
of them those of MODEL, of which the int8 file is made:
`python -m pincite.indexer.export_encoder OUT --model FOLDER/mixed`. Every vector of every index
comes from the encoder: after a change fit the ranking, and all models after it, anew.
"""

import argparse
import logging
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

import torch
from torch.nn.functional import cross_entropy, normalize
from transformers import AutoModel, AutoTokenizer

from pincite.indexer.sentence_vectors import sentences_of
from pincite.qa.training.rows import Row, read_rows
from pincite.qa.training.stepped import SteppedTraining, run_by_length

STEPS, WARMUP = 800, 40
LEARNING_RATE = 3e-5
SCALE = 20.0
"""Of cosines before the softmax, as the encoder was trained with before."""
QUESTION_TOKENS, PASSAGE_TOKENS = 48, 192
TOGETHER = 10
"""Texts encoded at once, of like length, so that little is padding."""
KEPT = 0.25
"""What remains of the first weights: of 0, 0.25 and 0.5 it kept most of both kinds of questions."""
TOKENIZER_FILES = (
    "tokenizer.json",
    "tokenizer_config.json",
    "vocab.txt",
    "special_tokens_map.json",
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file of rows: of how many titles a batch takes how many questions each."""

    file: str
    titles: int
    questions: int


SOURCES = (
    Source("own.train.jsonl", titles=3, questions=8),
    Source("squad.v1.1.train.jsonl", titles=1, questions=8),
    Source("nq_qed.train.jsonl", titles=6, questions=1),
)
"""Questions about one text beside one another: the passages of the others are near misses."""
Drawn = tuple[tuple[Source, tuple[Sequence[Row], ...]], ...]


def read_sources(data: Path, sources: Sequence[Source] = SOURCES) -> Drawn:
    """The answerable rows of each file by title, titles with too few questions left out."""
    read = []
    for source in sources:
        by_title: dict[str, list[Row]] = defaultdict(list)
        for row in read_rows(data / source.file):
            if row.places:
                by_title[row.title].append(row)
        enough = (rows for rows in by_title.values() if len(rows) >= source.questions)
        read.append((source, tuple(enough)))
    return tuple(read)


def batch_of(drawn: Drawn, chance: random.Random) -> tuple[list[Row], list[str]]:
    """The rows of a batch, and for each the passage or the sentence that answers it."""
    rows = [
        row
        for source, titles in drawn
        for title in chance.sample(titles, source.titles)
        for row in chance.sample(title, source.questions)
    ]
    return rows, [_answering(row, chance) for row in rows]


def _answering(row: Row, chance: random.Random) -> str:
    """The passage, or as often the sentence of it that holds the answer: both are searched."""
    if chance.random() < 0.5:
        return row.context
    at = row.places[0][0]
    inside = (s for s in sentences_of(row.context) if s.start <= at < s.end)
    found = next(inside, None)
    return row.context[found.start : found.end] if found else row.context


class EncoderTraining(SteppedTraining):
    """One run in a folder: goes on from its checkpoint if there is one."""

    def __init__(self, start: Path, run: Path, drawn: Drawn, *, steps: int = STEPS) -> None:
        self._start, self._drawn = start, drawn
        self._tokenizer = AutoTokenizer.from_pretrained(start)
        network = AutoModel.from_pretrained(start)
        network.embeddings.requires_grad_(requires_grad=False)
        network.eval()  # no dropout: a question is seen once or twice
        super().__init__(network, run, steps=steps, learning_rate=LEARNING_RATE, warmup=WARMUP)

    def encode(self, texts: Sequence[str], most_tokens: int = PASSAGE_TOKENS) -> torch.Tensor:
        """Unit vectors, shape (texts, width)."""
        lengths = [len(text) for text in texts]
        return run_by_length(
            lengths, TOGETHER, lambda some: self._vectors([texts[n] for n in some], most_tokens)
        )

    def _vectors(self, texts: list[str], most_tokens: int) -> torch.Tensor:
        tokens = self._tokenizer(
            texts, padding=True, truncation=True, max_length=most_tokens, return_tensors="pt"
        )
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.network(**tokens).last_hidden_state.float()
        mask = tokens["attention_mask"][..., None].float()
        return normalize((hidden * mask).sum(1) / mask.sum(1), dim=1)

    def loss(self, step: int, chance: random.Random) -> torch.Tensor:
        """Low where each question is nearest to its own passage of all in the batch."""
        rows, passages = batch_of(self._drawn, chance)
        questions = self.encode([row.question for row in rows], QUESTION_TOKENS)
        scores = SCALE * questions @ self.encode(passages).T
        same = [[a is not b and a.context == b.context for b in rows] for a in rows]
        return cross_entropy(scores.masked_fill(torch.tensor(same), -1e4), torch.arange(len(rows)))

    def write(self) -> None:
        """Writes RUN/encoder as transformers reads it."""
        self.network.save_pretrained(self._run / "encoder")
        self._copy_tokenizer(self._run / "encoder")

    def mix(self, kept: float = KEPT) -> None:
        """Writes the mean of the weights and those at the start, which weigh `kept`, 0..1."""
        first = AutoModel.from_pretrained(self._start).state_dict()
        weights = self.network.state_dict()
        for name, value in weights.items():
            if value.is_floating_point():
                value.mul_(1 - kept).add_(first[name], alpha=kept)
        self.network.save_pretrained(self._run / "mixed")
        self._copy_tokenizer(self._run / "mixed")

    def _copy_tokenizer(self, to: Path) -> None:
        for name in TOKENIZER_FILES:
            if (self._start / name).exists():
                copyfile(self._start / name, to / name)


def main() -> None:
    """Trains, or goes on training."""
    parser = argparse.ArgumentParser(description="Trains the sentence encoder.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the rows")
    parser.add_argument(
        "--start", type=Path, required=True, help="folder of the model to begin with"
    )
    parser.add_argument("--to", type=Path, required=True, help="folder of the run")
    parser.add_argument("--steps", type=int, default=STEPS)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    drawn = read_sources(options.data)
    training = EncoderTraining(options.start, options.to, drawn, steps=options.steps)
    settings = {"steps": options.steps, "kept": KEPT}
    training.record.begin(settings, options.data.glob("*.jsonl"))
    training.train()
    training.mix()


if __name__ == "__main__":
    main()
