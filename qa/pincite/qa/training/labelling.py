"""The teacher at work: it scores every training passage once, file after file, resumable."""

import logging
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from pincite.qa.training.examples import Example
from pincite.qa.training.features import Features, Featurizer
from pincite.qa.training.label import Label
from pincite.qa.training.labels import (
    MAX_LABELLED_TOKENS,
    label_key,
    to_label,
    write_labels,
)
from pincite.qa.training.mixture import Mixture, packed
from pincite.qa.training.model import SpanReader, flat, tensor_batch

logger = logging.getLogger(__name__)

EXAMPLES_PER_FILE = 4096


def label_all(
    teacher: SpanReader, mixture: Mixture, folder: Path, *, negatives: int, files: int | None
) -> None:
    """Writes the labels of the mixture's rows to `folder`; files that are there are kept.

    In a random order that the seed decides, so that the first files are already a fair sample.
    `files` is how many to write at most, in this call.
    """
    folder.mkdir(parents=True, exist_ok=True)
    examples = list(to_label([source for _, source in mixture.sources], negatives=negatives))
    random.Random(mixture.settings.seed).shuffle(examples)
    starts = range(0, len(examples), EXAMPLES_PER_FILE)
    paths = [folder / f"labels-{number:04d}.npz" for number in range(len(starts))]
    missing = [
        (path, start) for path, start in zip(paths, starts, strict=True) if not path.exists()
    ]
    for path, start in missing[:files]:
        part = examples[start : start + EXAMPLES_PER_FILE]
        labels = label_part(teacher, mixture.featurizer, part, mixture.settings.batch_tokens)
        write_labels(path, labels)
        logger.info("%s: %d labels of %d passages", path.name, len(labels), len(part))


def label_part(
    teacher: SpanReader, featurizer: Featurizer, examples: Sequence[Example], batch_tokens: int
) -> dict[str, Label]:
    """The labels of some examples by key; passages of too many tokens get none."""
    keys: dict[int, str] = {}
    groups: list[tuple[Features]] = []
    for example in examples:
        features = featurizer.features(example, max_tokens=10_000, rng=random.Random(0))
        if features and features.passage[1] - features.passage[0] <= MAX_LABELLED_TOKENS:
            groups.append((features,))
            keys[id(features)] = label_key(example.question, example.passage)
    groups.sort(key=lambda group: len(group[0].ids))
    found: dict[str, Label] = {}
    for batch in packed(groups, batch_tokens):
        tensors = tensor_batch(batch, featurizer.scheme).to(teacher.device)
        with torch.inference_mode():
            start, end = (scores.cpu().numpy() for scores in teacher.scores(tensors))
        for row, features in enumerate(flat(batch)):
            kept = [0, *range(*features.passage)]
            found[keys[id(features)]] = Label(
                start[row, kept].astype(np.float16), end[row, kept].astype(np.float16)
            )
    return found
