"""Conditional logit: which of several alternatives is right, judged beside one another."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pincite.qa.confidence import Logistic
from pincite.qa.network import beside_none

STEPS = 40
Matrix = NDArray[np.float64]
Question = tuple[Matrix, NDArray[np.bool_]]
"""Features of the alternatives, shape (alternatives, features), and which of them are right."""


def fit_conditional(
    names: Sequence[str], questions: Sequence[Question], *, ridge: float, or_none: bool = False
) -> Logistic:
    """Weights under which the right alternatives are likeliest among those of their question.

    Conditional logit (McFadden 1974): the probability of an alternative is its share of the sum of
    exp(weights @ features); the right ones of a question count together. `or_none` sets one more
    alternative beside them, that none is right, with exp(0), and fits the bias of the others
    against it; without it a question with no right alternative must not be given. By Newton steps
    whose curvature leaves out that of the right ones, so that every step is uphill, halved where
    it is too long.
    """
    stacked = np.concatenate([features for features, _ in questions])
    centre, scale = stacked.mean(0), stacked.std(0) + 1e-9
    scaled = [((features - centre) / scale, right) for features, right in questions]
    if or_none:
        scaled = [(beside_none(each), np.append(r, not r.any())) for each, r in scaled]
    weights = _highest(scaled, ridge)
    own = weights[: len(centre)] / scale
    bias = -float(weights[-1]) - float(own @ centre) if or_none else 0.0
    return Logistic(tuple(names), own, bias)


def _highest(questions: Sequence[Question], ridge: float) -> NDArray[np.float64]:
    """The weights of the highest penalised likelihood."""
    weights: NDArray[np.float64] = np.zeros(questions[0][0].shape[1])
    height = -np.inf
    step = np.zeros_like(weights)
    for _ in range(STEPS):
        likelihood, gradient, curvature = _slope(questions, weights, ridge)
        if likelihood < height:  # too far: half the way back
            step /= 2
            weights -= step
            continue
        if likelihood - height < 1e-6 * len(questions):
            break
        height = likelihood
        step = np.linalg.solve(curvature, gradient).astype(np.float64)
        weights += step
    return weights


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
