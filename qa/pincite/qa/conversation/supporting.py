"""Which of several readings of a fragment the documents speak for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

GAIN = 0.5
"""Weight of words by which another reading must be better found to be preferred."""
LOSS = 0.05
"""Cosine by which its nearest sentence may be farther."""
TOPIC_GAIN = 0.25
TOPIC_LOSS = 0.02
"""The same where the last topic is added to a question that names none."""


@dataclass(frozen=True, slots=True)
class Support:
    """How well the documents speak of what a reading asks."""

    covered: float
    """Weights of its words in the passage that holds most of them, less those of the others."""
    cosine: float
    """Of the reading with the nearest sentence."""


Supports = Callable[[str], Support]


def best_supported(
    readings: Sequence[str], supports: Supports, *, gain: float = GAIN, loss: float = LOSS
) -> list[str]:
    """The readings, one that is far better found put first.

    >>> known = {"Fee for masters?": Support(1.0, 0.6), "Masters fee for a scull?": Support(2, 0.7)}
    >>> best_supported(list(known), known.__getitem__)[0]
    'Masters fee for a scull?'
    """
    if len(readings) < 2:
        return list(readings)
    found = [supports(reading) for reading in readings]
    able = [
        index
        for index, one in enumerate(found)
        if one.covered >= found[0].covered + gain and one.cosine >= found[0].cosine - loss
    ]
    if not able:
        return list(readings)
    best = max(able, key=lambda index: (found[index].covered, found[index].cosine))
    return [readings[best], *(r for index, r in enumerate(readings) if index != best)]
