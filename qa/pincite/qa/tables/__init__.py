"""Answers from tables: cells looked up, and values worked out from cells."""

from pincite.qa.tables.proposing import propose_from_tables

__all__ = ["propose_from_tables"]
