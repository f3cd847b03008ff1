"""The units that headings of tables and columns give, as they are said in a question."""

import re
from dataclasses import dataclass

_CURRENCIES = {
    "£": "pounds", "€": "euros", "$": "dollars", "gbp": "pounds", "eur": "euros", "usd": "dollars",
    "pounds": "pounds", "euros": "euros", "dollars": "dollars", "crowns": "crowns", "chf": "francs",
    "francs": "francs", "marks": "marks", "thalers": "thalers", "florins": "florins",
    "fl": "florins", "yen": "yen", "kroner": "kroner",
}  # fmt: skip
_SCALES = {
    "thousand": "thousands of ", "thousands": "thousands of ", "000": "thousands of ",
    "k": "thousands of ", "million": "millions of ", "millions": "millions of ",
    "m": "millions of ", "billion": "billions of ", "bn": "billions of ",
}  # fmt: skip
_BRACKET = re.compile(r"\s*\(([^()]{1,30})\)\s*:?$")
_SAID = re.compile(
    r"\bin ((?:thousands?|millions?) of )?(pounds|euros|dollars|crowns|francs|marks|florins|"
    r"per cent|kilograms|tonnes|litres|metres|kilometres|hours|days|minutes|mm|cm|kg|km|°C)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"[A-Za-zµ°%²³/0-9·]{1,8}(?: (?:years|days|a year|a day))?|[a-z]{3,12}s")
_TAIL = re.compile(r"\s(EUR|GBP|USD|kWh|MWh|km|kg|m3|m2|mm|cm|%|°C)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a question says it; empty where nothing gives one."""

    spoken: str = ""
    """Such as "in thousands of pounds"."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name without its unit."""

    name: str
    unit: Unit
    per: str = ""
    """For how much, where the name says it: "per kg" behind a space."""
    is_measured: bool = False
    """Whether brackets or a unit stood behind the name."""

    @property
    def asked(self) -> str:
        """The name as it stands inside a sentence."""
        first = self.name.split()[0] if self.name else ""
        keeps = first[:2].isupper() or any(letter.isupper() for letter in first[1:])
        return self.name if keeps else self.name[:1].lower() + self.name[1:]


def unit_of(heading: str) -> Unit:
    """The unit in the brackets or words of a heading.

    >>> unit_of("Income (£ thousand)").spoken, unit_of("Fares in euros").spoken
    ('in thousands of pounds', 'in euros')
    """
    bracket = _BRACKET.search(heading)
    if bracket:
        return _spoken(bracket[1])
    said = _SAID.search(heading)
    return Unit(f"in {said[1] or ''}{said[2]}".lower().replace("°c", "°C")) if said else Unit()


def column_of(name: str) -> Column:
    """A column's name parted from its unit.

    >>> column_of("Cost (thousand marks)").unit.spoken, column_of("Price (per kg)").per
    ('in thousands of marks', ' per kg')
    """
    bracket, tail = _BRACKET.search(name), _TAIL.search(name)
    if bracket and bracket[1].startswith("per "):
        return Column(name[: bracket.start()], Unit(), f" {bracket[1]}")
    if bracket:
        return Column(name[: bracket.start()], _spoken(bracket[1]), is_measured=True)
    if tail:
        return Column(name[: tail.start()], _spoken(tail[1]), is_measured=True)
    return Column(name, unit_of(name))


def _spoken(text: str) -> Unit:
    """The unit that a bracket holds; none where it holds something else."""
    words = re.findall(r"[£€$]|[A-Za-z]+|000", text.replace("kEUR", "k EUR"))
    low = [word.casefold() for word in words]
    money = [_CURRENCIES[word] for word in low if word in _CURRENCIES]
    others = [word for word in low if word not in _CURRENCIES]
    if money and all(word in _SCALES for word in others):
        return Unit(f"in {''.join(_SCALES[word] for word in others)}{money[0]}")
    if text in {"%", "per cent"}:
        return Unit("in per cent")
    return Unit(f"in {text}") if _MEASURED.fullmatch(text) else Unit()
