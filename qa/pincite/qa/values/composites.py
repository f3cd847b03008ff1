"""Amounts at their places in a text, those told in two units as one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pincite.qa.values import units
from pincite.qa.values.readings import Amount


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount at its place in a text, unit and hedge included."""

    start: int
    end: int
    amount: Amount


def apart(found: Sequence[FoundAmount]) -> list[FoundAmount]:
    """The amounts in order, those within or over an earlier and longer one left out."""
    kept: list[FoundAmount] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


_JOINT = re.compile(r"(?:,?\s*(?:and\s+)?|-)", re.IGNORECASE)


def joined(text: str, found: Sequence[FoundAmount]) -> list[FoundAmount]:
    """The amounts, those told in two units as one: 2 hours and 9 minutes, 6 ft 2 in."""
    kept: list[FoundAmount] = []
    for each in found:
        between = text[kept[-1].end : each.start] if kept else "?"
        is_one = (
            kept
            and _JOINT.fullmatch(between)
            and (
                _continues(kept[-1].amount, each.amount)
                or (text[each.start].isalpha() and _is_change(kept[-1].amount, each.amount))
            )
        )
        if is_one:
            kept[-1] = FoundAmount(kept[-1].start, each.end, _sum(kept[-1].amount, each.amount))
        else:
            kept.append(each)
    return kept


def _worth(amount: Amount) -> float:
    seconds = units.duration(amount.unit) if amount.dimension == "time" else None
    return seconds[0] if seconds else amount.factor


def _continues(first: Amount, second: Amount) -> bool:
    """Whether the second tells the rest of the first in a smaller unit."""
    return (
        first.dimension == second.dimension not in ("", "%", "money", "rank")
        and not first.per
        and first.hedge != "range"
        and not second.hedge
        and second.high * _worth(second) < _worth(first)
        and first.number == int(first.number)
    )


def _is_change(first: Amount, second: Amount) -> bool:
    """Whether a bare number tells the cents behind a currency: two euros fifty."""
    return (
        first.dimension == "money"
        and first.factor == 1.0
        and not second.dimension
        and first.number == int(first.number)
        and 0 < second.number < 100
        and not (first.is_scaled or second.is_scaled or second.noun or first.per or second.per)
        and not (first.hedge == "range" or second.hedge)
    )


def _sum(first: Amount, second: Amount) -> Amount:
    if first.dimension == "money" and not second.dimension:
        number = first.number + second.number / 100
        whole = replace(first, step=0.01, is_scaled=True)
        return replace(whole, number=number, low=number, high=number)
    number = first.number * _worth(first) / _worth(second) + second.number
    return replace(second, number=number, low=number, high=number, hedge=first.hedge)
