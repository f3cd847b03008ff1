"""What a value can be: an amount, a moment, a name, a set of names, or a phrase."""

from dataclasses import dataclass
from typing import Literal

Hedge = Literal["", "about", "nearly", "over", "at_least", "at_most", "range"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit; `low` and `high` differ from `number` only in a range."""

    number: float
    low: float
    high: float
    step: float
    """The worth of the last digit that counts, in the unit as written."""
    is_scaled: bool
    """Whether its step is explicit (decimals, million) and not guessed from trailing zeros."""
    dimension: str = ""
    """"" for a bare number or a count, else "%", "money", "time", "work time", "length" ..."""
    unit: str = ""
    """The unit within its dimension as written, in the singular; a currency for money."""
    factor: float = 1.0
    """What one unit is worth in its dimension's base unit."""
    hedge: Hedge = ""
    per: str = ""
    """The unit it is counted by ("month" in 10 a month), or empty."""
    noun: str = ""
    """Stem of the thing counted ("plant"), or empty."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of days, as long as its precision leaves open."""

    first: int
    last: int
    """Proleptic ordinals of its first and last day."""
    iso: str
    """YYYY, YYYY-MM or YYYY-MM-DD, as precise as it is; empty without a year."""
    has_year: bool = True
    """Without one, `first` and `last` lie in the year 2000."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name by its folded words, without titles and legal forms."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameSet:
    """Several names in no order."""

    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Free words, by their stems."""

    stems: frozenset[str]


Reading = Amount | Moment | Name | NameSet | Phrase


@dataclass(frozen=True, slots=True)
class Value:
    """A text as a value; several readings where it can be read, or says the same, in two ways."""

    text: str
    readings: tuple[Reading, ...]

    @property
    def precision(self) -> float:
        """How precise it is, higher for more: minus the logarithm of its relative width."""
        return max((_precision(reading) for reading in self.readings), default=0.0)


def _precision(reading: Reading) -> float:
    match reading:
        case Amount():
            loose = {"": 0.0, "range": -2.0}.get(reading.hedge, -1.0)
            return loose + (reading.step < abs(reading.number) / 100) + reading.is_scaled / 2
        case Moment():
            days = reading.last - reading.first + 1
            return 3.0 if days == 1 else 2.0 if days <= 31 else 1.0 if days <= 366 else 0.0
        case Name():
            return float(len(reading.words))
        case _:
            return 0.0
