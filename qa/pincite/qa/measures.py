"""What a question asks to be measured ("how deep", "top speed", "phone number"), and what fits."""

import re
from functools import lru_cache

from pincite.qa.values.amounts import amounts_in

_NOUNS = {
    "speed": r"(?:top |maximum |average )?speeds?|velocity",
    "length": r"heights?|depths?|widths?|lengths?|altitudes?|wingspan|diameter|distance",
    "mass": r"weights?|mass",
    "temperature": r"temperatures?",
    "loudness": r"noise level|loudness|volume in decibels",
    "pressure": r"pressure",
    "area": r"floor area|surface area|area in \w+",
    "power": r"power rating|horsepower",
    "phone": r"(?:tele)?phone numbers?|telephone|fax(?: number)?|number to (?:call|ring)",
    "mail": r"e-?mail(?: address)?",
    "site": r"website|web (?:site|address|page)|url",
}
_DEGREES = {
    "length": r"tall|deep|wide|broad",
    "speed": r"fast",
    "mass": r"heavy",
    "temperature": r"(?:hot|cold|warm|cool)",
    "loudness": r"loud",
}
_ASKED = tuple(
    (measure, re.compile(pattern, re.IGNORECASE))
    for measure, pattern in (
        *((name, rf"\bhow (?:{words})\b") for name, words in _DEGREES.items()),
        ("mass", r"\bhow much (?:\w+ ){0,4}?weighs?\b"),
        *(
            # What is asked for heads its phrase: "what speed", "the depth of", "pilot boat speed".
            (name, rf"\b(?:what|which)(?:['’]s| is| was| are)? (?:\w+ ){{0,3}}?(?:{words})\b"
                   rf"(?! (?:limit|camera|restriction|test|gauge|sensor|call|box))|"
                   rf"^(?:[\w'’-]+ ){{0,5}}(?:{words})\W*$|"
                   rf"^(?:[\w'’-]+ ){{0,2}}(?:{words}) (?:of|for|in|at)\b")
            for name, words in _NOUNS.items()
        ),
    )
)  # fmt: skip
_FITTING = {
    "length": frozenset(("length", "distance")),
    "speed": frozenset(("speed", "rate", "turns")),
    "mass": frozenset(("mass",)),
    "temperature": frozenset(("celsius", "fahrenheit", "degree", "kelvin")),
    "loudness": frozenset(("loudness",)),
    "pressure": frozenset(("pressure",)),
    "area": frozenset(("area",)),
    "power": frozenset(("power",)),
}
"""The dimensions of amounts that measure it."""
_AXES = {
    "width": r"wide|broad|width|across",
    "depth": r"deep|depth",
    "height": r"high|tall|height|elevation",
    "length": r"long|length",
    "thickness": r"thick|thickness",
}
_ASKED_AXIS = {
    axis: re.compile(
        rf"\bhow (?:{words})\b|\b(?:what|which)(?:['’]s| is| was)? (?:\w+ )?(?:{words})\b",
        re.IGNORECASE,
    )
    for axis, words in _AXES.items()
}
_SAID_AXIS = {
    axis: re.compile(rf"\d\S*(?: [^\W\d]+\.?){{0,2}} (?:in )?(?:{words})\b", re.IGNORECASE)
    for axis, words in _AXES.items()
}
FOLLOWING_CHARS = 16
"""Behind an amount, where its axis may be told: "412 metres" is "long"."""
_SAYS_NOTHING = {"", "time"}
"""Dimensions that stand beside any measure, as how fast something goes may be told in time."""
_WRITTEN = {
    "phone": re.compile(r"(?:\d[\s()/.-]{0,3}){6,}"),
    "mail": re.compile(r"\S@\S"),
    "site": re.compile(r"https?://|www\.|\w\.[a-z]{2,}\b"),
}


@lru_cache(maxsize=1024)
def asked_measure(question: str) -> str | None:
    """What is to be measured, or None where the question asks for no such thing.

    >>> asked_measure("How deep is the harbour?"), asked_measure("pilot boat speed")
    ('length', 'speed')
    >>> asked_measure("Who set the speed limit?") is None
    True
    """
    return next((measure for measure, rule in _ASKED if rule.search(question)), None)


@lru_cache(maxsize=4096)
def measure_agreement(question: str, text: str) -> float:
    """How well a text fits what is to be measured: 1 yes, 0 no, 0.5 no saying.

    >>> [measure_agreement("How deep is it?", text) for text in ("9 m", "62 litres", "9", "9 cows")]
    [1.0, 0.0, 0.5, 0.0]
    """
    measure = asked_measure(question)
    if measure is None:
        return 0.5
    if measure in _WRITTEN:
        return float(_WRITTEN[measure].search(text) is not None)
    amounts = [each.amount for each in amounts_in(text[:200])]
    found = {amount.dimension for amount in amounts}
    if found & _FITTING[measure]:
        return 1.0
    counts = bool(amounts) and all(each.noun and not each.dimension for each in amounts)
    return 0.0 if counts or found - _SAYS_NOTHING else 0.5


@lru_cache(maxsize=4096)
def is_of_another_axis(question: str, text: str) -> bool:
    """Whether one of width, height, length is asked for and a text tells another.

    >>> is_of_another_axis("How wide is it?", "9 m long"), is_of_another_axis("How wide?", "9 m")
    (True, False)
    """
    asked = {axis for axis, rule in _ASKED_AXIS.items() if rule.search(question)}
    said = {axis for axis, rule in _SAID_AXIS.items() if rule.search(text)}
    return bool(asked and said) and asked.isdisjoint(said)
