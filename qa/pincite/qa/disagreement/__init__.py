"""Disagreement: claims, whether two of them are about one thing, and what to say where they are."""

from pincite.qa.disagreement.claims import Claim, claim_of, fits_kind, is_single, sort_of
from pincite.qa.disagreement.conflicts import (
    Conflict,
    Side,
    find_conflict,
    with_further,
)
from pincite.qa.disagreement.judging import judge_pair
from pincite.qa.disagreement.weighing import conflict_probability, may_differ

__all__ = [
    "Claim",
    "Conflict",
    "Side",
    "claim_of",
    "conflict_probability",
    "find_conflict",
    "fits_kind",
    "is_single",
    "judge_pair",
    "may_differ",
    "sort_of",
    "with_further",
]
