"""Values worked out from numbers that a text tells in its sentences, lists and rows."""

from pincite.qa.tables.prose.proposing import propose_from_prose

__all__ = ["propose_from_prose"]
