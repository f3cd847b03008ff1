"""How far two values lie apart."""

import math

from pincite.qa.disagreement.claims import Claim
from pincite.qa.values import Amount, Moment

NEAR_RATIO = 1.6
FARTHEST = 3.0  # of the logarithm of a ratio or of years, so that no single figure rules


def distance(first: Claim, second: Claim) -> tuple[float, bool, float]:
    """How far two values lie apart: logarithm of their ratio, whether near, log of the years."""
    one, other = first.value.readings[0], second.value.readings[0]
    if isinstance(one, Amount) and isinstance(other, Amount):
        if one.dimension == "clock":
            hours = abs(one.number - other.number) / 60
            return min(FARTHEST, hours / 3), hours <= 1, 0.0
        sizes = abs(one.number * one.factor), abs(other.number * other.factor)
        if min(sizes) > 0:
            ratio = abs(math.log(sizes[0] / sizes[1]))
            return min(FARTHEST, ratio), ratio < math.log(NEAR_RATIO), 0.0
    if isinstance(one, Moment) and isinstance(other, Moment):
        years = abs(one.first - other.first) / 365
        return 0.0, years < 2, min(FARTHEST, math.log1p(years))
    return 0.0, False, 0.0
