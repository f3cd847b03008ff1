"""The words of a question and what each does in it."""

import re
from dataclasses import dataclass
from enum import StrEnum

_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")


class Tag(StrEnum):
    """What a word does in a question."""

    WH = "wh"
    AUX = "aux"
    DET = "det"
    PREP = "prep"
    CONJ = "conj"
    PRON = "pron"
    ADV = "adv"
    YEAR = "year"
    MONTH = "month"
    NUMBER = "number"
    NAME = "name"
    NOUN = "noun"
    VERB = "verb"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of a question."""

    text: str
    low: str
    start: int
    end: int
    tag: Tag

    @property
    def is_possessive(self) -> bool:
        """Whether it ends with 's or s'."""
        return _POSSESSIVE.search(self.low) is not None


CONTENT = frozenset({Tag.NAME, Tag.NOUN, Tag.NUMBER, Tag.YEAR, Tag.MONTH})
