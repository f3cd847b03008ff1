"""Units that numbers come with, and what they are worth in one another."""

import re

PERCENT = "%"
CURRENCIES = {
    "€": "EUR", "euro": "EUR", "euros": "EUR",
    "$": "$", "us$": "USD", "dollar": "$", "dollars": "$", "us dollars": "USD", "bucks": "$",
    "a$": "AUD", "c$": "CAD", "hk$": "HKD", "s$": "SGD", "nz$": "NZD",
    "£": "£", "pound": "£", "pounds": "£", "pounds sterling": "GBP", "quid": "GBP",
    "¥": "¥", "yen": "JPY", "rmb": "CNY", "yuan": "CNY", "renminbi": "CNY",
    "franc": "franc", "francs": "franc", "fr": "franc", "sfr": "CHF",
    "₹": "INR", "rs": "rupee", "rupee": "rupee", "rupees": "rupee", "₽": "RUB",
    "kr": "krone", "krone": "krone", "kroner": "krone", "krona": "krone", "kronor": "krone",
    "crown": "crown", "crowns": "crown", "koruna": "CZK",
    "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "won": "KRW", "₩": "KRW",
    "r$": "BRL", "real": "BRL", "reais": "BRL", "rand": "ZAR", "peso": "peso", "pesos": "peso",
    "lira": "lira", "liras": "lira", "₺": "TRY", "zloty": "PLN", "zł": "PLN", "forint": "HUF",
    "baht": "THB", "฿": "THB", "₪": "ILS", "shekel": "ILS", "shekels": "ILS", "₦": "NGN",
    "naira": "NGN", "₴": "UAH", "hryvnia": "UAH", "dirham": "dirham", "dirhams": "dirham",
    "dinar": "dinar", "dinars": "dinar", "ringgit": "MYR", "rupiah": "IDR", "dong": "VND",
    "shilling": "shilling", "shillings": "shilling", "taka": "BDT", "riyal": "SAR", "riyals": "SAR",
    "guilder": "NLG", "guilders": "NLG", "deutschmark": "DEM", "deutschmarks": "DEM",
}  # fmt: skip
CODES = (
    "EUR USD GBP CHF JPY CNY RMB INR SEK NOK DKK ISK PLN CZK HUF RON BGN TRY RUB UAH AUD CAD NZD "
    "HKD SGD TWD KRW THB MYR IDR PHP VND PKR BDT LKR AED SAR ILS EGP ZAR NGN KES BRL MXN ARS CLP "
    "COP PEN DEM FRF ITL ATS NLG BEF ESP"
).split()
CURRENCIES.update({code.casefold(): code for code in CODES})
CURRENCIES["rmb"] = "CNY"
# What a word or sign that several currencies share can stand for.
_SHARED_NAMES = {
    "$": {"USD", "AUD", "CAD", "HKD", "SGD", "NZD", "TWD"},
    "£": {"GBP", "EGP"},
    "¥": {"JPY", "CNY"},
    "franc": {"CHF", "FRF", "BEF"},
    "rupee": {"INR", "PKR", "LKR"},
    "krone": {"NOK", "DKK", "SEK", "ISK"},
    "crown": {"NOK", "DKK", "SEK", "ISK", "CZK"},
    "peso": {"MXN", "ARS", "CLP", "COP", "PHP"},
    "lira": {"TRY", "ITL"},
    "dirham": {"AED"},
    "shilling": {"KES"},
}
# What a nation's adjective makes of a shared name.
NATIONS = {
    "us": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "hong kong": "HKD",
    "singapore": "SGD", "new zealand": "NZD", "danish": "DKK", "norwegian": "NOK",
    "swedish": "SEK", "icelandic": "ISK", "czech": "CZK", "swiss": "CHF", "french": "FRF",
    "belgian": "BEF", "indian": "INR", "pakistani": "PKR", "british": "GBP", "egyptian": "EGP",
    "mexican": "MXN", "turkish": "TRY", "italian": "ITL", "japanese": "JPY", "chinese": "CNY",
    "argentine": "ARS", "chilean": "CLP", "colombian": "COP", "philippine": "PHP",
    "sri lankan": "LKR", "kenyan": "KES",
}  # fmt: skip
SMALL_COINS = {
    "p": "£",
    "pence": "£",
    "penny": "£",
    "ct": "¢",
    "cent": "¢",
    "cents": "¢",
    "¢": "¢",
}

# unit: (dimension, worth in the dimension's base unit)
_MEASURES: dict[str, tuple[str, float]] = {
    "mile": ("length", 1609.344), "mi": ("length", 1609.344), "yd": ("length", 0.9144),
    "foot": ("length", 0.3048), "ft": ("length", 0.3048), "inch": ("length", 0.0254),
    "yard": ("length", 0.9144), "nautical mile": ("length", 1852.0), "nmi": ("length", 1852.0),
    "fathom": ("length", 1.8288), "furlong": ("length", 201.168), "micron": ("length", 1e-6),
    "light year": ("distance", 1.0), "light-year": ("distance", 1.0),
    "t": ("mass", 1e3), "kilo": ("mass", 1.0), "tonne": ("mass", 1e3), "ton": ("mass", 1e3),
    "metric ton": ("mass", 1e3), "kt": ("mass", 1e6), "kilotonne": ("mass", 1e6),
    "megatonne": ("mass", 1e9), "lb": ("mass", 0.45359237), "ounce": ("mass", 0.028349523),
    "oz": ("mass", 0.028349523), "stone": ("mass", 6.35029318), "hundredweight": ("mass", 50.8),
    "quintal": ("mass", 100.0), "carat": ("carat", 1.0),
    "gallon": ("volume", 3.785411784), "pint": ("volume", 0.473176), "barrel": ("volume", 158.987),
    "hl": ("volume", 100.0), "hectolitre": ("volume", 100.0),
    "m³": ("volume", 1e3), "m3": ("volume", 1e3), "cubic metre": ("volume", 1e3),
    "cu m": ("volume", 1e3), "cubic foot": ("volume", 28.3168), "cubic kilometre": ("volume", 1e12),
    "km³": ("volume", 1e12), "km3": ("volume", 1e12), "cm³": ("volume", 1e-3),
    "cc": ("volume", 1e-3),    "cm3": ("volume", 1e-3), "cubic centimetre": ("volume", 1e-3),
    "m²": ("area", 1.0), "m2": ("area", 1.0), "sqm": ("area", 1.0), "square metre": ("area", 1.0),
    "sq m": ("area", 1.0), "km²": ("area", 1e6), "km2": ("area", 1e6), "sq km": ("area", 1e6),
    "square kilometre": ("area", 1e6), "cm²": ("area", 1e-4), "cm2": ("area", 1e-4),
    "square centimetre": ("area", 1e-4), "square mile": ("area", 2589988.11),
    "sq mi": ("area", 2589988.11), "sq mile": ("area", 2589988.11),
    "ha": ("area", 1e4), "hectare": ("area", 1e4), "acre": ("area", 4046.8564224),
    "square foot": ("area", 0.09290304), "sq ft": ("area", 0.09290304),
    "square yard": ("area", 0.836127), "hp": ("power", 745.699872),
    "horsepower": ("power", 745.699872), "bhp": ("power", 745.699872), "ps": ("power", 735.49875),
    "kcal": ("energy", 1.163), "kilocalorie": ("energy", 1.163), "calorie": ("energy", 1.163),
    "joule": ("energy", 1 / 3600), "kj": ("energy", 1 / 3.6), "mj": ("energy", 1e3 / 3.6),
    "kilojoule": ("energy", 1 / 3.6), "megajoule": ("energy", 1e3 / 3.6),
    "byte": ("data", 1.0), "km/h": ("speed", 1.0), "kph": ("speed", 1.0), "kmh": ("speed", 1.0),
    "mph": ("speed", 1.609344), "knot": ("speed", 1.852), "m/s": ("speed", 3.6),
    "mile per hour": ("speed", 1.609344), "kilometre per hour": ("speed", 1.0),
    "metre per second": ("speed", 3.6), "km per hour": ("speed", 1.0),
    "mbit/s": ("rate", 1.0), "mbps": ("rate", 1.0), "gbit/s": ("rate", 1e3), "gbps": ("rate", 1e3),
    "kbps": ("rate", 1e-3), "kbit/s": ("rate", 1e-3),
    "°c": ("celsius", 1.0), "°f": ("fahrenheit", 1.0), "degree": ("degree", 1.0),
    "°": ("degree", 1.0), "degree celsius": ("celsius", 1.0), "degree centigrade": ("celsius", 1.0),
    "degree c": ("celsius", 1.0), "degree f": ("fahrenheit", 1.0), "celsius": ("celsius", 1.0),
    "fahrenheit": ("fahrenheit", 1.0), "degree fahrenheit": ("fahrenheit", 1.0),
    "k": ("kelvin", 1.0), "kelvin": ("kelvin", 1.0),
    "db(a)": ("loudness", 1.0), "db": ("loudness", 1.0), "decibel": ("loudness", 1.0),
    "bar": ("pressure", 1.0), "mbar": ("pressure", 1e-3), "psi": ("pressure", 0.0689476),
    "hpa": ("pressure", 1e-3), "kpa": ("pressure", 1e-2), "mpa": ("pressure", 10.0),
    "atm": ("pressure", 1.01325), "atmosphere": ("pressure", 1.01325), "rpm": ("turns", 1.0),
    "lumen": ("light", 1.0), "lm": ("light", 1.0), "ppm": ("ppm", 1.0),
    "pp": ("points", 1.0), "percentage point": ("points", 1.0), "point": ("points", 1.0),
    "basis point": ("points", 0.01), "bp": ("points", 0.01),
}  # fmt: skip
# symbol and word of a unit, its dimension, its worth, the prefixes it is used with
_METRIC = (
    ("m", "metre", "length", 1.0, "nµmcdk"),
    ("g", "gram", "mass", 1e-3, "µmk"),
    ("l", "litre", "volume", 1.0, "µmcd"),
    ("W", "watt", "power", 1.0, "mkMGT"),
    ("Wh", "watt hour", "energy", 1.0, "kMGT"),
    ("V", "volt", "voltage", 1.0, "mk"),
    ("A", "amp", "current", 1.0, "mk"),
    ("Ah", "amp hour", "charge", 1.0, "m"),
    ("Hz", "hertz", "frequency", 1.0, "kMG"),
    ("B", "byte", "data", 1.0, "kMGT"),
)
_PREFIXES = {
    "n": ("nano", 1e-9), "µ": ("micro", 1e-6), "m": ("milli", 1e-3), "c": ("centi", 1e-2),
    "d": ("deci", 1e-1), "k": ("kilo", 1e3), "M": ("mega", 1e6), "G": ("giga", 1e9),
    "T": ("tera", 1e12),
}  # fmt: skip
_CASED: dict[str, tuple[str, float]] = {}
for _symbol, _word, _dimension, _worth, _prefixes in _METRIC:
    for _prefix, (_name, _times) in {"": ("", 1.0), **_PREFIXES}.items():
        if _prefix and _prefix not in _prefixes:
            continue
        _known = (_dimension, _worth * _times)
        _CASED[f"{_prefix}{_symbol}"] = _known
        if _symbol != "B" or _prefix:
            _MEASURES[f"{_prefix}{_symbol}".casefold()] = _known
        _MEASURES[f"{_name}{_word}"] = _known
_MEASURES["μm"] = _MEASURES["um"] = _MEASURES["µm".casefold()]
_MEASURES["ampere"] = _MEASURES["amp"]
# In seconds at least and at most: a month has 28 to 31 days.
DURATIONS: dict[str, tuple[float, float]] = {
    "second": (1, 1), "sec": (1, 1), "s": (1, 1), "minute": (60, 60), "min": (60, 60),
    "hour": (3600, 3600), "hr": (3600, 3600), "h": (3600, 3600), "day": (86400, 86400),
    "night": (86400, 86400), "week": (604800, 604800), "fortnight": (1209600, 1209600),
    "wk": (604800, 604800), "mth": (28 * 86400, 31 * 86400),
    "month": (28 * 86400, 31 * 86400), "quarter": (90 * 86400, 92 * 86400),
    "year": (365 * 86400, 366 * 86400), "yr": (365 * 86400, 366 * 86400),
    "decade": (3652 * 86400, 3653 * 86400), "century": (36524 * 86400, 36525 * 86400),
}  # fmt: skip
_IN_MONTHS = {
    "month": 1, "mth": 1, "quarter": 3, "year": 12, "yr": 12, "decade": 120, "century": 1200,
}  # fmt: skip
_IRREGULAR = {
    "feet": "foot",
    "inches": "inch",
    "square feet": "square foot",
    "cubic feet": "cubic foot",
    "centuries": "century",
    "pence": "pence",
    "kilos": "kilo",
}
_AMERICAN = re.compile(
    r"^((?:nano|micro|milli|centi|deci|hecto|kilo|cubic |square |square kilo|cubic kilo|"
    r"square centi|cubic centi)?)(met|lit)er( per \w+)?$"
)
_PLURAL_FIRST = re.compile(r"^(\w+)s (per \w+|celsius|centigrade|fahrenheit|[cf])$")


def singular(word: str) -> str:
    """A unit word in its one form: `kilometers` and `kilometre` are one.

    >>> singular("Kilometers"), singular("feet"), singular("days"), singular("people")
    ('kilometre', 'foot', 'day', 'people')
    """
    folded = re.sub(r"^sq\.? ", "sq ", word.casefold().strip("."))
    folded = folded.replace(" an hour", " per hour").replace(" a second", " per second")
    folded = _IRREGULAR.get(folded, folded)
    if match := _PLURAL_FIRST.match(folded):
        folded = f"{match[1]} {match[2]}"
    if folded.endswith("s") and (folded[:-1] in _KNOWN or _AMERICAN.match(folded[:-1])):
        folded = folded[:-1]
    if american := _AMERICAN.match(folded):
        folded = f"{american[1]}{american[2]}re{american[3] or ''}"
    return folded


_KNOWN = {*_MEASURES, *DURATIONS, "working day", "business day", "working week"}


UNIT_WORDS = frozenset(
    form
    for word in _KNOWN
    if len(word) > 3 and word.replace(" ", "").isalpha() and word != "stone"
    for form in (word, word.replace("metre", "meter").replace("litre", "liter"))
)
"""Units written out, in the singular."""


def measure(unit: str, written: str = "") -> tuple[str, float] | None:
    """Dimension and worth of a measuring unit in its singular, None for other words.

    >>> measure("mw", "mW"), measure("mw", "MW")
    (('power', 0.001), ('power', 1000000.0))
    """
    return _CASED.get(written) or _MEASURES.get(unit)


def duration(unit: str) -> tuple[float, float] | None:
    """Seconds of a time unit in its singular, at least and at most; None for other words."""
    return DURATIONS.get(unit)


def months(unit: str) -> int | None:
    """Months of a time unit that is a whole number of them."""
    return _IN_MONTHS.get(unit)


def is_one_currency(first: str, second: str) -> bool:
    """Whether two currencies can be one: "$" may be any dollar, "kroner" any of the North.

    >>> is_one_currency("$", "AUD"), is_one_currency("USD", "AUD")
    (True, False)
    """
    return bool(_members(first) & _members(second))


def _members(currency: str) -> set[str]:
    return {currency} | _SHARED_NAMES.get(currency, set())


def is_unit(word: str) -> bool:
    """Whether a word is a unit of measure, a time unit aside, or a currency."""
    folded = singular(word)
    return (folded in _MEASURES and len(folded) > 1 and folded not in _WORDS_TOO) or (
        folded in _WRITTEN_CURRENCIES
    )


_WORDS_TOO = {"stone", "barrel", "atmosphere", "ps", "pint"}
_WRITTEN_CURRENCIES = {
    word
    for word in CURRENCIES
    if word.isalpha()
    and word not in {"won", "rand", "rs", "real", "fr", "crown", "crowns", "try", "dong", "all"}
}
