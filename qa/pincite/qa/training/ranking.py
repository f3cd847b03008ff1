"""Fits the ranking of passages, on texts with questions whose places are known.

`python -m pincite.qa.training.ranking TEXTS [TEXTS ...]` replaces the model "rank" among the
weights; TEXTS is a folder of texts with questions as pincite.qa.training.texts reads them. All
texts together are one corpus. To be run before `pincite.qa.training.confidence`.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from pincite.corpus import Span
from pincite.indexer.build import update_index
from pincite.indexer.index import Index
from pincite.indexer.passages import Candidate
from pincite.qa.confidence import WEIGHTS, Logistic
from pincite.qa.retrieval import RANK_FEATURES, rank_features
from pincite.qa.settings import Settings
from pincite.qa.training.confidence import write_models
from pincite.qa.training.texts import AskedText, gold_spans, read_asked

RIDGE = 3.0
STEPS = 40
Matrix = NDArray[np.float64]
Question = tuple[Matrix, NDArray[np.bool_]]
"""The features of a question's candidates, shape (candidates, features), and which are right."""


def ranked_questions(asked: Sequence[AskedText]) -> Iterator[Question]:
    """The candidates of every question whose passage retrieval finds."""
    with TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        for each in asked:
            (texts / f"{each.name}.md").write_text(each.text, encoding="utf-8")
        update_index(Path(folder) / "index", [texts])
        with Index.open(Path(folder) / "index") as index:
            for each in asked:
                document = index.document(f"{each.name}.md")
                for question, answer in each.questions:
                    golds = gold_spans(document.text, question, answer)
                    found = index.candidates(question, k=Settings().candidates)
                    right = [_holds(one, document.document_id, golds) for one in found]
                    if any(right):
                        yield rank_features(found), np.array(right)


def _holds(candidate: Candidate, document_id: str, golds: Sequence[Span]) -> bool:
    passage = candidate.passage
    return passage.document_id == document_id and any(map(passage.span.overlaps, golds))


def fit_ranking(questions: Sequence[Question], *, ridge: float = RIDGE) -> Logistic:
    """Weights under which the right passages are likeliest among a question's candidates.

    Conditional logit (McFadden 1974): the probability of a passage is its share of the sum of
    exp(weights @ features); the right ones of a question count together. By Newton steps whose
    curvature leaves out that of the right ones, so that every step is uphill, halved where it is
    too long.
    """
    stacked = np.concatenate([features for features, _ in questions])
    centre, scale = stacked.mean(0), stacked.std(0) + 1e-9
    scaled = [((features - centre) / scale, right) for features, right in questions]
    weights: NDArray[np.float64] = np.zeros(len(centre))
    height = -np.inf
    step: NDArray[np.float64] = np.zeros(len(centre))
    for _ in range(STEPS):
        likelihood, gradient, curvature = _slope(scaled, weights, ridge)
        if likelihood < height:  # too far: half the way back
            step /= 2
            weights -= step
            continue
        if likelihood - height < 1e-6 * len(scaled):
            break
        height = likelihood
        step = np.linalg.solve(curvature, gradient).astype(np.float64)
        weights += step
    return Logistic(RANK_FEATURES, weights / scale, 0.0)


def _slope(
    questions: Sequence[Question], weights: NDArray[np.float64], ridge: float
) -> tuple[float, NDArray[np.float64], Matrix]:
    """The penalised log likelihood of the right passages, its gradient, and its curvature."""
    likelihood = -ridge * float(weights @ weights) / 2
    gradient, curvature = -ridge * weights, ridge * np.eye(len(weights))
    for features, right in questions:
        every, mean, spread = _moments(features, weights)
        own, mean_right, _ = _moments(features[right], weights)
        likelihood += own - every
        gradient += mean_right - mean
        curvature += spread
    return likelihood, gradient, curvature


def _moments(
    features: Matrix, weights: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64], Matrix]:
    """Log of the summed exponentials, mean and covariance of the features under the model."""
    logits = features @ weights
    highest = logits.max()
    share = np.exp(logits - highest)
    total = share.sum()
    share /= total
    mean = share @ features
    apart = features - mean
    return float(highest + np.log(total)), mean, (apart * share[:, None]).T @ apart


def main(arguments: Sequence[str]) -> None:
    """Fits on folders of texts and replaces the weights."""
    files = [path for folder in arguments for path in sorted(Path(folder).glob("*.txt"))]
    questions = list(ranked_questions([read_asked(path) for path in files]))
    write_models({"rank": fit_ranking(questions)}, WEIGHTS)


if __name__ == "__main__":
    main(sys.argv[1:])
