"""Two plain questions behind one, and what is done with their answers."""

from dataclasses import dataclass
from typing import Literal

Way = Literal["difference", "ratio", "sum", "change in per cent", "share", "time"]


@dataclass(frozen=True, slots=True)
class Operands:
    """Two questions and what is done with their answers."""

    way: Way
    one: str
    other: str
    unit: str = ""
    """Of a time between two dates the unit asked for; "" for any."""
    may_be_stated: bool = False
    """Whether the text may state the value itself, as in "the gap is 9 %"."""
    is_one_plain: bool = False
    """Whether nothing but the thing itself need stand by the first answer: not the word "cost"."""
