"""Whether a sentence about what is asked supports the question or denies it."""

from pincite.qa.polarity.judging import verdict
from pincite.qa.polarity.quantities import mismatches

__all__ = ["mismatches", "verdict"]
