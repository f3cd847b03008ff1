"""Questions that make sense only after others: what they mean, written out."""

from pincite.qa.conversation.interpretation import Interpretation, interpret

__all__ = ["Interpretation", "interpret"]
