"""A value worked out from the answers to two plain questions."""

import re
from dataclasses import dataclass, replace

from pincite.qa.answers import Computed
from pincite.qa.choosing import sentence_of
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.parsed_question import YEAR
from pincite.qa.tables.amounts import (
    Amount,
    common_style,
    format_amount,
    parse_amount,
    per_cent_text,
    ratio_text,
)
from pincite.qa.tables.elapsed import elapsed
from pincite.qa.words import stem, stems
from pincite.qa.workings.operands import Operands

UNLIKE = 100
"""How many times as large a number is that without a unit is hardly in that of the other one."""
_NUMBER = re.compile(r"\d")
_MEASURE = re.compile(
    r"^(?:[€£$¥₹%°]|k?m|cm|mm|k?g|t|l|h|min|s|bar|k?w|ha|eur|usd|gbp|chf|nok|sek|dkk|km/h)$",
    re.IGNORECASE,
)
_SIGNS = {
    "euro": "€",
    "eur": "€",
    "pound": "£",
    "gbp": "£",
    "dollar": "$",
    "usd": "$",
    "percent": "%",
}
_AROUND = re.compile(
    r"(?:[€£$¥]\s?)?\d[\d,.’' \u00a0]*(?:\s?(?:thousand|million|billion|bn|m|k)\b)?(?:\s?(?:%|"
    r"[^\W\d_]+))?"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one of the plain questions."""

    evidence: Evidence
    proposal: Proposal
    right: float
    """0..1: that it is right."""


def work_out(asked: Operands, one: Found, other: Found) -> Proposal | None:
    """The value that two answers give; None where an operand is missing or they do not compare."""
    if not _are_two(asked, one, other):
        return None
    texts = one.proposal.text, other.proposal.text
    if asked.way == "time":
        text = elapsed(*texts, asked.unit)
        return _proposal("difference", text, None, one, other) if text is not None else None
    amounts = [_amount(found) for found in (one, other)]
    if amounts[0] is None or amounts[1] is None or not _compare(amounts[0], amounts[1]):
        return None
    return _of_amounts(asked, amounts[0], amounts[1], one, other)


def _of_amounts(
    asked: Operands, one: Amount, other: Amount, first: Found, second: Found
) -> Proposal | None:
    low, high = sorted((one.value, other.value))
    if asked.way == "ratio":
        return _proposal("ratio", ratio_text(high / low), None, first, second) if low > 0 else None
    if asked.way == "share":
        if not 0 < one.value < other.value:
            return None
        return _proposal("share", f"{per_cent_text(one.value / other.value)} %", "%", first, second)
    if asked.way == "change in per cent":
        if one.value <= 0 or other.value <= 0:
            return None
        before = one.value if _is_earlier(asked.one, asked.other) else low
        if asked.is_one_plain:
            before = other.value
        if _is_earlier(asked.other, asked.one):
            before = other.value
        change = abs(one.value + other.value - 2 * before) / before
        return _proposal(asked.way, f"{per_cent_text(change)} %", "%", first, second)
    style = common_style([one, other]) or common_style(
        [replace(one, unit=None), replace(other, unit=None)]
    )
    if style is None:
        return None
    value = one.value + other.value if asked.way == "sum" else high - low
    if value == 0:
        return None
    return _proposal(asked.way, format_amount(value, style), style.unit, first, second)


def _proposal(operation: str, text: str, unit: str | None, one: Found, other: Found) -> Proposal:
    places = (one.proposal.places[0], other.proposal.places[0])
    return Proposal(
        text=text,
        places=places,
        probability=min(one.right, other.right),
        rank=one.proposal.rank,
        origin="table" if all(place.cell for place in places) else "span",
        computed=Computed(operation, text, unit, (0, 1)),
    )


def _is_earlier(question: str, other: str) -> bool:
    """Whether a question asks about an earlier year than another."""
    years = [YEAR.findall(text) for text in (question, other)]
    return bool(years[0] and years[1]) and years[0][0] < years[1][0]


def _amount(found: Found) -> Amount | None:
    """The amount that an answer is, or the only one that it holds."""
    text = found.proposal.text.strip().rstrip(".,;")
    whole = parse_amount(text)
    if whole is not None:
        return whole
    held = [match[0].strip() for match in _AROUND.finditer(text) if _NUMBER.search(match[0])]
    return parse_amount(held[0]) if len(held) == 1 else None


def _compare(one: Amount, other: Amount) -> bool:
    """Whether two amounts are of one unit, or count things of two kinds."""
    units = [_unit(amount) for amount in (one, other)]
    if None in units and max(one.value, other.value) > UNLIKE * abs(min(one.value, other.value)):
        return False
    if units[0] == units[1] or None in units:
        return True
    return not any(unit is not None and _MEASURE.match(unit) for unit in units)


def _unit(amount: Amount) -> str | None:
    if amount.unit is None:
        return None
    word = stem(amount.unit.strip(" ."))
    return _SIGNS.get(word, word)


def _are_two(asked: Operands, one: Found, other: Found) -> bool:
    """Whether the answers stand in two places, each beside the words that only its question has."""
    if one.proposal.items or other.proposal.items:
        return False
    places = one.proposal.places[0], other.proposal.places[0]
    if places[0].document_id == places[1].document_id and places[0].span.overlaps(places[1].span):
        return False
    words = stems(asked.one), stems(asked.other)
    is_one_meant = asked.is_one_plain or _stands_by(one, words[0] - words[1])
    return is_one_meant and _stands_by(other, words[1] - words[0])


def _stands_by(found: Found, words: frozenset[str]) -> bool:
    """Whether the words that set a question apart stand around its answer."""
    held = stems(sentence_of(found.evidence, found.proposal))
    return len(words & held) >= 0.6 * len(words)
