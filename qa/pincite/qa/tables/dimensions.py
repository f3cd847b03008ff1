"""What a column measures, by its name and its units: money, weight, time."""

import re
from functools import lru_cache

from pincite.qa.tables.tokens import keys_of
from pincite.qa.words import stem

_NAMES = {
    "money": "price cost fee charge rate tariff fare salary wage pay income revenue turnover "
    "budget "
             "spending expenditure profit value amount worth rent tax",
    "weight": "weight mass load",
    "height": "height elevation altitude",
    "length": "length distance range reach duration term period stay",
    "width": "width breadth",
    "depth": "depth",
    "time": "time duration period term wait stay interval minutes hours days",
    "speed": "speed velocity pace",
    "size": "size area capacity surface volume population extent",
    "warmth": "temperature",
    "noise": "noise sound loudness",
    "age": "age",
    "date": "year date opened founded built completed launched since established introduced born "
            "founding opening bought started",
    "strength": "power strength output force",
    "distance": "distance length",
}  # fmt: skip
_UNITS = {
    "money": r"[€£$¥₹]|eur|euros?|usd|gbp|chf|pounds?|dollars?|kroner|kronor|nok|sek|dkk|francs?|"
    "yen",
    "weight": r"kg|g|t|tonnes?|tons?|kilos?|grams?|lbs?|mg",
    "height": r"m|metres?|meters?|ft|feet|cm|mm",
    "length": r"m|km|cm|mm|metres?|meters?|miles?|ft|feet|days?|weeks?|months?|years?|hours?|min|"
    "minutes?",
    "width": r"m|cm|mm|metres?|meters?",
    "depth": r"m|cm|mm|metres?|meters?|ft|feet",
    "time": r"s|sec|seconds?|min|minutes?|mins|h|hrs?|hours?|days?|weeks?|months?|years?|min:s|ms",
    "speed": r"km/h|mph|kph|knots?|m/s|rpm",
    "size": r"ha|hectares?|acres?|m²|m2|km²|km2|sq ?m|m³|m3|l|litres?|liters?|hl|gb|mb|tb",
    "warmth": r"°\s?[cf]?|degrees?",
    "noise": r"db|decibels?",
    "distance": r"km|miles?|m|metres?",
    "strength": r"kw|w|watts?|hp|mw|bar|nm",
    "share": r"%|per ?cent|pct",
}  # fmt: skip
_NAME_KEYS = {measures: keys_of(words) for measures, words in _NAMES.items()}
_UNIT_RULES = {
    measures: re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE)
    for measures, words in _UNITS.items()
}
_IN_BRACKETS = re.compile(r"\(([^)]{1,24})\)|\[([^\]]{1,24})\]|\bin ([\w°%€£$]+)$")
_LAST_WORD = re.compile(r"[\s_]([a-zµ°%€£$]{1,4}[²³]?|km/h|EUR|USD|GBP|CHF|kWh|pct)$")

_ASKS = {
    "heavy": "weight", "weigh": "weight", "light": "weight", "tall": "height", "high": "height",
    "long": "length", "wide": "width", "broad": "width", "deep": "depth", "old": "age",
    "expensive": "money", "cheap": "money", "dear": "money", "cost": "money", "costly": "money",
    "pay": "money", "paid": "money", "spend": "money", "spent": "money", "price": "money",
    "charge": "money", "far": "distance", "big": "size", "large": "size", "fast": "speed",
    "quick": "speed", "loud": "noise", "hot": "warmth", "warm": "warmth", "cold": "warmth",
    "euro": "money", "pound": "money", "dollar": "money", "earn": "money", "powerful": "strength",
    "strong": "strength", "save": "money", "afford": "money", "much": "",
}  # fmt: skip
_ASKED = {stem(word): measures for word, measures in _ASKS.items() if measures}
KINDRED = {
    "length": frozenset(("length", "time", "distance")),
    "speed": frozenset(("speed", "time")),
    "age": frozenset(("age", "date")),
    "height": frozenset(("height",)),
    "distance": frozenset(("distance", "length")),
}
"""What words of degree measure besides what they are called after."""


def kindred(measures: str) -> frozenset[str]:
    """The dimensions that a word of degree may mean."""
    return KINDRED.get(measures, frozenset((measures,)) if measures else frozenset())


def asked_dimension(key: str) -> str | None:
    """The dimension that a word asks for ("how heavy", "cost"); None for most words."""
    return _ASKED.get(key)


@lru_cache(maxsize=8192)
def dimensions_of(name: str, sample: str) -> frozenset[str]:
    """What a column measures, by its name and one of its cells.

    >>> sorted(dimensions_of("Avg. stay (days)", "5.2")), sorted(dimensions_of("Paid", "€ 4"))
    (['length', 'time'], ['money'])
    """
    keys = keys_of(name)
    units = [part for match in _IN_BRACKETS.finditer(name) for part in match.groups() if part]
    last = _LAST_WORD.search(name)
    units += [last[1]] if last else []
    found = {measures for measures, words in _NAME_KEYS.items() if keys & words}
    found |= {
        measures
        for measures, rule in _UNIT_RULES.items()
        if any(rule.search(unit) for unit in units)
        or (len(sample) < 24 and any(c.isdigit() for c in sample) and rule.search(sample))
    }
    return frozenset(found)
