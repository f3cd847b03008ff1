"""Units that numbers come with, and what they are worth in one another."""

import re

PERCENT = "%"
CURRENCIES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "us dollars": "USD",
    "a$": "AUD", "aud": "AUD", "c$": "CAD", "cad": "CAD", "hk$": "HKD", "s$": "SGD", "nz$": "NZD",
    "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "pounds sterling": "GBP",
    "¥": "JPY", "jpy": "JPY", "yen": "JPY", "cny": "CNY", "rmb": "CNY", "yuan": "CNY",
    "chf": "CHF", "franc": "CHF", "francs": "CHF", "swiss francs": "CHF",
    "₹": "INR", "inr": "INR", "rs": "INR", "rupee": "INR", "rupees": "INR",
    "sek": "SEK", "nok": "NOK", "dkk": "DKK", "kroner": "NOK", "kronor": "SEK", "pln": "PLN",
    "₽": "RUB", "rub": "RUB", "roubles": "RUB", "rubles": "RUB", "krw": "KRW", "won": "KRW",
    "brl": "BRL", "r$": "BRL", "reais": "BRL", "zar": "ZAR", "rand": "ZAR", "mxn": "MXN",
}  # fmt: skip
SMALL_COINS = {
    "p": "GBP",
    "pence": "GBP",
    "penny": "GBP",
    "ct": "¢",
    "cent": "¢",
    "cents": "¢",
    "¢": "¢",
}

# unit: (dimension, worth in the dimension's base unit)
_MEASURES: dict[str, tuple[str, float]] = {
    "mm": ("length", 1e-3), "cm": ("length", 1e-2), "m": ("length", 1.0), "km": ("length", 1e3),
    "metre": ("length", 1.0), "millimetre": ("length", 1e-3), "centimetre": ("length", 1e-2),
    "kilometre": ("length", 1e3), "mile": ("length", 1609.344), "mi": ("length", 1609.344),
    "foot": ("length", 0.3048), "ft": ("length", 0.3048), "inch": ("length", 0.0254),
    "yard": ("length", 0.9144), "nautical mile": ("length", 1852.0),
    "mg": ("mass", 1e-6), "g": ("mass", 1e-3), "kg": ("mass", 1.0), "t": ("mass", 1e3),
    "gram": ("mass", 1e-3), "kilogram": ("mass", 1.0), "kilo": ("mass", 1.0),
    "tonne": ("mass", 1e3), "lb": ("mass", 0.45359237), "ounce": ("mass", 0.028349523),
    "ml": ("volume", 1e-3), "cl": ("volume", 1e-2), "l": ("volume", 1.0), "litre": ("volume", 1.0),
    "millilitre": ("volume", 1e-3), "gallon": ("volume", 3.785411784), "m³": ("volume", 1e3),
    "m3": ("volume", 1e3), "cubic metre": ("volume", 1e3),
    "m²": ("area", 1.0), "m2": ("area", 1.0), "sqm": ("area", 1.0), "square metre": ("area", 1.0),
    "km²": ("area", 1e6), "km2": ("area", 1e6), "square kilometre": ("area", 1e6),
    "ha": ("area", 1e4), "hectare": ("area", 1e4), "acre": ("area", 4046.8564224),
    "square foot": ("area", 0.09290304),
    "w": ("power", 1.0), "kw": ("power", 1e3), "mw": ("power", 1e6), "gw": ("power", 1e9),
    "watt": ("power", 1.0), "kilowatt": ("power", 1e3), "megawatt": ("power", 1e6),
    "hp": ("power", 745.699872), "horsepower": ("power", 745.699872),
    "wh": ("energy", 1.0), "kwh": ("energy", 1e3), "mwh": ("energy", 1e6), "gwh": ("energy", 1e9),
    "kilowatt hour": ("energy", 1e3),
    "kb": ("data", 1e3), "mb": ("data", 1e6), "gb": ("data", 1e9), "tb": ("data", 1e12),
    "km/h": ("speed", 1.0), "kph": ("speed", 1.0), "mph": ("speed", 1.609344),
    "knot": ("speed", 1.852), "m/s": ("speed", 3.6),
    "°c": ("celsius", 1.0), "°f": ("fahrenheit", 1.0), "degree": ("degree", 1.0),
    "k": ("kelvin", 1.0),
    "db(a)": ("loudness", 1.0), "db": ("loudness", 1.0), "decibel": ("loudness", 1.0),
    "v": ("voltage", 1.0), "kv": ("voltage", 1e3), "a": ("current", 1.0), "ah": ("charge", 1.0),
    "bar": ("pressure", 1.0), "mbar": ("pressure", 1e-3), "hz": ("frequency", 1.0),
    "ghz": ("frequency", 1e9), "mhz": ("frequency", 1e6), "rpm": ("turns", 1.0),
    "pp": ("points", 1.0),
    "percentage point": ("points", 1.0), "point": ("score", 1.0),
}  # fmt: skip
# In seconds at least and at most: a month has 28 to 31 days.
DURATIONS: dict[str, tuple[float, float]] = {
    "second": (1, 1), "sec": (1, 1), "s": (1, 1), "minute": (60, 60), "min": (60, 60),
    "hour": (3600, 3600), "hr": (3600, 3600), "h": (3600, 3600), "day": (86400, 86400),
    "night": (86400, 86400), "week": (604800, 604800), "fortnight": (1209600, 1209600),
    "month": (28 * 86400, 31 * 86400), "quarter": (90 * 86400, 92 * 86400),
    "year": (365 * 86400, 366 * 86400), "yr": (365 * 86400, 366 * 86400),
    "decade": (3652 * 86400, 3653 * 86400), "century": (36524 * 86400, 36525 * 86400),
}  # fmt: skip
_IN_MONTHS = {"month": 1, "quarter": 3, "year": 12, "yr": 12, "decade": 120, "century": 1200}
_IRREGULAR = {
    "feet": "foot",
    "inches": "inch",
    "centuries": "century",
    "pence": "pence",
    "kilos": "kilo",
}
_AMERICAN = re.compile(r"^((?:milli|centi|kilo|cubic |square |square kilo)?)(met|lit)er$")


def singular(word: str) -> str:
    """A unit word in its one form: `kilometers` and `kilometre` are one.

    >>> singular("Kilometers"), singular("feet"), singular("days"), singular("people")
    ('kilometre', 'foot', 'day', 'people')
    """
    folded = word.casefold().strip(".")
    folded = _IRREGULAR.get(folded, folded)
    if folded.endswith("s") and (folded[:-1] in _KNOWN or _AMERICAN.match(folded[:-1])):
        folded = folded[:-1]
    if american := _AMERICAN.match(folded):
        folded = f"{american[1]}{american[2]}re"
    return folded


_KNOWN = {*_MEASURES, *DURATIONS, "working day", "business day", "working week"}


def measure(unit: str) -> tuple[str, float] | None:
    """Dimension and worth of a measuring unit in its singular, None for other words."""
    return _MEASURES.get(unit)


def duration(unit: str) -> tuple[float, float] | None:
    """Seconds of a time unit in its singular, at least and at most; None for other words."""
    return DURATIONS.get(unit)


def months(unit: str) -> int | None:
    """Months of a time unit that is a whole number of them."""
    return _IN_MONTHS.get(unit)


def is_unit(word: str) -> bool:
    """Whether a word is a unit of measure, a time unit aside, or a currency."""
    folded = singular(word)
    return (folded in _MEASURES and len(folded) > 1) or folded in _WRITTEN_CURRENCIES


_WRITTEN_CURRENCIES = {
    word for word in CURRENCIES if word.isalpha() and word not in {"won", "rand", "rs"}
}
