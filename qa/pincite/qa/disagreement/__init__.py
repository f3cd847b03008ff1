"""Disagreement: claims, whether two of them are about one thing, and what to say where they are."""

from pincite.qa.disagreement.claims import Claim, claim_of, fits_kind, is_single, sort_of
from pincite.qa.disagreement.conflicts import (
    Conflict,
    Side,
    find_conflict,
    judge_pair,
    with_further,
)

__all__ = [
    "Claim",
    "Conflict",
    "Side",
    "claim_of",
    "find_conflict",
    "fits_kind",
    "is_single",
    "judge_pair",
    "sort_of",
    "with_further",
]
