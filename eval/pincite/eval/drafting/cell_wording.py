"""Questions for cells: what a row and a column are called, put as a person would ask it."""

import re
from dataclasses import dataclass

from pincite.eval.drafting.complements import YEAR
from pincite.eval.drafting.naming import Naming
from pincite.eval.drafting.units import Column, Unit, column_of, unit_of
from pincite.eval.drafting.verb_forms import Form, past_of, readings
from pincite.qa.conversation.lexicon import NUMBER_WORDS, PROPERTIES

_MONEY = re.compile(
    r"\b(?:income|spending|expenditure|revenues?|turnover|profits?|costs?|prices?|fees?|fares?|"
    r"budget|money|takings|salar\w+|wages|deposits|loans|grants?|surplus|tariffs?)\b",
    re.IGNORECASE,
)
_EARNED = frozenset({"income", "revenue", "revenues", "takings"})
_SPENT = frozenset({"spending", "expenditure", "expenses"})
_BALANCE = re.compile(r"\b(?:surplus|deficit|balance|result|profit|loss|income|spending)\b", re.I)
_SIMPLE_MEASURE = re.compile(
    r"^(?:[A-Z]?[a-z]+ ){0,2}(?:sales|income|spending|revenues?|turnover|profits?|population|"
    r"output|production|attendance|membership|costs?|prices?|capacity|consumption)(?: by \w+)?$"
)
_LOOSE = frozenset(
    "year name number total sum value use time office sales seat stake head boss staff chief goal "
    "people power size share status role aim output".split()
)
"""Nouns of PROPERTIES that name a column in many ways."""
_PEOPLE = frozenset({"staff", "crew", "people", "personnel"})
_OTHER = re.compile(r"^(?:others?|misc\w*|various|rest|sundry)\b", re.IGNORECASE)
_BY = re.compile(r"(?:,| by) (?:by )?\w+(?: and \w+)*(?: on .*)?$")
_NOUN_PHRASE = re.compile(
    r"[A-Z]?[a-z-]+(?: [a-z-]+){0,3}(?: (?:for|of) (?:one|an?|each|the) [a-z]+)?"
)
_PROPERTY = re.compile(
    rf"^[a-z ]*\b(?:{'|'.join(sorted(PROPERTIES - _LOOSE))}|description|telephone|extension|type|"
    r"class|grade|address|aperture|material|density|strength|width|turnout|altitude|radius|"
    r"capacity|term|humidity|interval|meaning|remedy|warranty|material|yield|share)$"
)
_HOLDERS = re.compile(r"\b\w+(?:er|or|ist|ian|keeper|head|chair)$")
_NO_HOLDER = frozenset("number order letter paper water power quarter remainder member other floor "
                       "corner under over colour color error factor sector".split())  # fmt: skip
_COUNTED = re.compile(r"\w+(?:$| \w+ed$| made$| sold$| sent )")
_NO_ANSWER = re.compile(r"^(?:yes|no|x|none|unknown|n/?a|all|any|same|other|own|\W*)$", re.I)
_BAD_NAME = re.compile(r"[?…:;|<>=]|\.\.\.|^\W*$|\b(?:if|you|your|we)\b", re.IGNORECASE)
_WHOLE = re.compile(r"\d+(?:[,. ']\d{3})*")
_DATE = re.compile(r"^(?:(?:\d{1,2} )?[A-Z][a-z]+ )?(?:1[0-9]|20)\d\d$|^\d{1,2} [A-Z][a-z]+$")
_ACTED = frozenset("make build write paint design compose found donate discover direct publish "
                   "invent draw print supply".split())  # fmt: skip
_OPENING = frozenset("open close begin start end".split())
_ASKING = frozenset("how what who when where which why".split())


@dataclass(frozen=True, slots=True)
class Place:
    """A cell's surroundings, as far as a question names them."""

    table: str
    """What the table is called."""
    unit: Unit
    """Of its numbers, where their own column says none."""
    corner: str
    """What stands above the names of the rows."""
    row: str
    column: str
    value: str


def cell_question(place: Place, naming: Naming) -> tuple[str, float] | None:
    """A question for a cell with its doubt; None where the names do not ask well."""
    if _NO_ANSWER.match(place.value) or _OTHER.match(place.row) or _BAD_NAME.search(place.column):
        return None
    row = naming.row(place.row)
    if YEAR.match(place.column):
        return _in_year(place, row, naming)
    column = column_of(place.column)
    found = _of_participle(column, place, row) or _of_noun(column, place, row, naming)
    return found if found and not _lacks_unit(found[0], column, place) else None


def _in_year(place: Place, row: str, naming: Naming) -> tuple[str, float] | None:
    """The measure of a row in a year."""
    measure = place.corner if _measures(place.corner) else _BY.sub("", place.table)
    money = _MONEY.search(measure) or _MONEY.search(place.row)
    if not measure or (money and _is_bare(place) and not place.unit.spoken):
        return None
    year, unit = place.column, _unit(place, place.unit)
    there = f" in the table “{place.table}”" if place.table else ""
    according = f", according to the table “{place.table}”" if place.table else ""
    if _BALANCE.fullmatch(place.row) or _SIMPLE_MEASURE.match(place.row):
        return f"{_was(place.row)} in {year}{unit}{according}?", 0.1
    if measure.casefold() in _EARNED | _SPENT:
        how = "was earned from" if measure.casefold() in _EARNED else "was spent on"
        return f"How much {how} {row} in {year}{unit}?", 0.05
    counted = (
        measure.split()[0] if re.match(r"\w+(?:$| \w+ed$| made$| sold$| sent )", measure) else ""
    )
    counts = _is_count(counted) or counted.casefold() in _PEOPLE
    if counts and _WHOLE.fullmatch(place.value):
        said = "" if measure == place.corner else there
        return f"How many {counted.lower()} were recorded for {row} in {year}{said}?", 0.05
    if _SIMPLE_MEASURE.match(measure):
        return f"{_was(measure)} of {row} in {year}{unit}?", 0.05
    head = measure.split(" for ")[0].split(" of ")[0].split()[-1]
    if _NOUN_PHRASE.fullmatch(measure) and " " in measure and naming.is_noun(head):
        return f"{_was(measure)} for {row} in {year}{unit}?", 0.1
    thing = "percentage" if "%" in place.value else "figure" if _is_bare(place) else "amount"
    asked = f"What {thing} is given for {row} in {year}{there}{unit}?"
    return (asked, 0.25) if place.table else None


def _was(measure: str) -> str:
    """The beginning of a question: "What was the annual income"."""
    verb = "were" if measure.endswith("s") and not measure.endswith(("ss", "us")) else "was"
    return f"What {verb} the {measure[0].lower()}{measure[1:]}"


def _measures(corner: str) -> bool:
    low = corner.casefold()
    return low in _EARNED | _SPENT or _is_count(corner)


def _is_count(name: str) -> bool:
    """Whether a name is one plural noun: things that are counted."""
    plural = re.fullmatch(r"[A-Z]?[a-z]{3,}(?<!s)s", name) is not None
    return plural and not _MONEY.search(name) and not unit_of(f"in {name}").spoken


def _is_number(word: str) -> bool:
    return word.isdigit() or word in NUMBER_WORDS


def _is_bare(place: Place) -> bool:
    """Whether a value is a number without a unit."""
    return re.fullmatch(r"[-−+]?[\d.,' ]+", place.value) is not None


def _unit(place: Place, unit: Unit) -> str:
    return f", {unit.spoken}" if unit.spoken and _is_bare(place) else ""


def _lacks_unit(question: str, column: Column, place: Place) -> bool:
    """Whether a sum of money would be answered by a number alone."""
    money = _MONEY.search(place.column) or _MONEY.search(place.table)
    told = column.unit.spoken or place.unit.spoken or question.startswith("How many")
    return bool(money) and _is_bare(place) and not told


def _of_participle(column: Column, place: Place, row: str) -> tuple[str, float] | None:
    """Who and when, for "Built by" and "Opened" of a row with a name."""
    words = column.name.casefold().split()
    bases = sorted(base for base, form in readings(words[0]) if form is Form.PARTICIPLE)
    if not bases or row.startswith("“"):
        return None
    if words[1:] == ["by"] and bases[0] in _ACTED and place.value[:1].isalpha():
        return f"Who {past_of(bases[0])} {row}?", 0.05
    if len(words) == 1 and _DATE.match(place.value):
        if bases[0] in _OPENING:
            return f"When did {row} {bases[0]}?", 0.05
        return f"When was {row} {words[0]}?", 0.05
    return None


def _of_noun(column: Column, place: Place, row: str, naming: Naming) -> tuple[str, float] | None:
    """What, who, how many or which, for "Weight", "Keeper", "Seats" and "Gallery"."""
    asked = column.asked
    words = asked.split()
    if asked in {"unit", "units"} or not re.fullmatch(r"[\w’' -]*", asked):
        return None
    if not words or not place.table or words[0] in _ASKING or len(words) > 4:
        return None
    if {"or", "and", "by", "on", "in", "per", "of", "to"} & set(words):
        return None
    there, unit = f"in the table “{place.table}”", _unit(place, _of(column, place))
    numeric = place.value[:1].isdigit() or place.value[:1] in "€$£¥-−+"
    holder = _HOLDERS.search(asked) and words[-1] not in _NO_HOLDER
    if holder and place.value[:1].isupper() and not numeric:
        return f"Who is the {asked} of {row}?", 0.1 if not row.startswith("“") else 0.2
    if _PROPERTY.match(asked) or (
        asked != "year" and _DATE.match(place.value) and naming.is_noun(words[-1])
    ):
        verb = "are" if asked.endswith("s") and not asked.endswith(("ss", "us", "is")) else "is"
        of = "for" if row.startswith("“") else "of"
        asked = f"{asked}{column.per} {of} {row}{unit}"
        return f"What {verb} the {asked}, according to the table “{place.table}”?", 0.05
    counts = (_is_count(words[-1]) or asked in _PEOPLE) and not any(map(_is_number, words))
    if counts and not column.is_measured and _WHOLE.fullmatch(place.value):
        return f"How many {asked} are recorded for {row} {there}?", 0.1
    if numeric and not _is_bare(place) and place.value[:1] in "€$£¥":
        return f"What amount is given for {row} under “{column.name}” {there}?", 0.2
    if naming.is_noun(words[-1]) and not asked.endswith("s"):
        wh = "What" if numeric else "Which"
        return f"{wh} {asked}{column.per} is given for {row} {there}{unit}?", 0.15
    return None


def _of(column: Column, place: Place) -> Unit:
    return column.unit if column.unit.spoken else place.unit
