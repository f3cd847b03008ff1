"""Answers as values that can be compared: amounts, dates, names and sets of names."""

from pincite.qa.values.comparing import Comparison, compare
from pincite.qa.values.parsing import is_name, is_phrase, parse_value
from pincite.qa.values.readings import Amount, Moment, Name, NameSet, Phrase, Value

__all__ = [
    "Amount",
    "Comparison",
    "Moment",
    "Name",
    "NameSet",
    "Phrase",
    "Value",
    "compare",
    "is_name",
    "is_phrase",
    "parse_value",
]
