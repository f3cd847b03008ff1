"""Fits whether two claims with other values speak of one thing.

    python -m pincite.qa.training.value_pairs PAIRS [PAIRS ...] [--only MODEL]

PAIRS are files of labelled pairs (eval/questions/value_pairs.*.jsonl), never a held-out one. Prints
how pairs are judged by models fitted on the pairs of other questions, then replaces the weights by
those fitted on all, or those of one model.
"""

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pincite.qa.confidence import Logistic
from pincite.qa.disagreement.judging import LIKE_FROM, given_claim
from pincite.qa.disagreement.likeness import (
    LIKENESS_FEATURES,
    WEIGHTS,
    WORD_FEATURES,
    is_same_over_a_year,
    likeness_features,
)
from pincite.qa.disagreement.weighing import compare_claims
from pincite.qa.parsed_question import parse_question
from pincite.qa.training.confidence import fit_logistic
from pincite.qa.training.rows import read_json_lines

RIDGE = 3.0
FOLDS = 10
MODELS = {"same_thing": LIKENESS_FEATURES, "by_words": WORD_FEATURES}
"""What is fitted, and upon which features; conflicts.json rests on "by_words"."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled pair as the model sees it."""

    label: str
    fold: int
    """By its question, so that pairs of one question are never on both sides of a fit."""
    is_same: bool
    """Whether its values are the same, whatever they are values of."""
    features: tuple[float, ...]


def read_pair(row: Mapping[str, Any]) -> Judged:
    """A row as the model sees it."""
    parsed = parse_question(row["question"])
    first, second = (given_claim(parsed, row[side]) for side in ("a", "b"))
    is_same = compare_claims(first, second) == "same"
    return Judged(
        label=row["label"],
        fold=int(hashlib.sha256(row["question"].encode()).hexdigest(), 16) % FOLDS,
        is_same=is_same or is_same_over_a_year(parsed, first, second),
        features=tuple(likeness_features(parsed, first, second)),
    )


def fit(pairs: Sequence[Judged], names: Sequence[str] = LIKENESS_FEATURES) -> Logistic:
    """The model over the first features, as many as named, from the pairs whose values differ."""
    known = [pair for pair in pairs if not pair.is_same and pair.label != "same"]
    features = np.array([pair.features[: len(names)] for pair in known])
    labels = np.array([pair.label == "conflict" for pair in known])
    return fit_logistic(names, features, labels, ridge=RIDGE)


def label_of(pair: Judged, model: Logistic) -> str:
    """How a pair is judged."""
    if pair.is_same:
        return "same"
    is_like = model.probability(pair.features) >= LIKE_FROM
    return "conflict" if is_like else "different_things"


def right_in_folds(pairs: Sequence[Judged]) -> list[bool]:
    """For each pair whether a model fitted on the other folds judges it as labelled."""
    models = [fit([pair for pair in pairs if pair.fold != fold]) for fold in range(FOLDS)]
    return [label_of(pair, models[pair.fold]) == pair.label for pair in pairs]


def main() -> None:
    """Fits and writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m pincite.qa.training.value_pairs")
    parser.add_argument("files", nargs="+", metavar="PAIRS", type=Path)
    parser.add_argument("--only", choices=MODELS, help="the model to fit; else both")
    options = parser.parse_args()
    files: list[Path] = options.files
    read = [(file.name, read_pair(row)) for file in files for row in read_json_lines(file)]
    pairs = [pair for _, pair in read]
    right = right_in_folds(pairs)
    for file in files:
        own = [
            is_right for (name, _), is_right in zip(read, right, strict=True) if name == file.name
        ]
        print(f"{file.name}: {sum(own)} of {len(own)} right in folds")  # noqa: T201
    content = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    for name, features in MODELS.items():
        if options.only in (None, name):
            content["models"][name] = _written(fit(pairs, features))
    WEIGHTS.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _written(model: Logistic) -> dict[str, object]:
    weights = {name: round(float(w), 3) for name, w in zip(model.names, model.weights, strict=True)}
    return {"features": weights, "bias": round(model.bias, 3)}


if __name__ == "__main__":
    main()
