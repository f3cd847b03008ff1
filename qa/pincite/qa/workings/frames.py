"""Questions that set two amounts against each other, parted into two plain questions.

"How much more does A cost than B?" asks for the difference of "How much does A cost?" and "How
much does B cost?". The second question is the first with B in A's place, as a follow-up "And B?"
is written out.
"""

import re
from collections.abc import Callable

from pincite.qa.answers import Turn
from pincite.qa.conversation import interpret
from pincite.qa.tables.amounts import asks_per_cent
from pincite.qa.tables.degrees import COMPARATIVE, COMPARATIVES, PLAIN
from pincite.qa.workings.operands import Operands, Way
from pincite.qa.workings.parts import against_plan, left_of, share_of

_YEAR = (
    r"(?:(?:(?:the )?(?:start|beginning|end|middle|close) of |(?:early|late|mid)[- ])?"
    r"(?:(?:jan|febr)uary |march |april |may |june |july |august |(?:sept|nov|dec)ember |october )?"
    r"(?:1[5-9]|20)\d\d)"
)
_BE = r"is|are|was|were"
_DO = r"does|do|did"
_AUX = rf"{_BE}|{_DO}|has|have|had|will|would|can|could|should|must|may"
_UNITS = "years|months|weeks|days|hours|minutes"
_PLAIN_OF = {
    form: word
    for word in PLAIN
    for form, degree in COMPARATIVES.items()
    if degree == PLAIN[word] and form.startswith(word[: max(3, len(word) - 1)])
}
_MEASURES = (
    "metres|meters|kilometres|kilometers|km|miles|feet|cm|kilos|kilograms|kg|tonnes|tons|grams|litres|"
    "liters|hectares|acres|degrees|euros|dollars|pounds|francs|kroner|crowns|yen|per ?cent|"
    "percentage points|"
    f"{_UNITS}"
)


def operands_of(question: str) -> Operands | None:
    """The two plain questions behind a question; None where it is not of that kind.

    >>> found = operands_of("How much more does a shirt cost than a medal?")
    >>> found.way, found.one, found.other
    ('difference', 'How much does a shirt cost?', 'How much does a medal cost?')
    >>> operands_of("How much does a shirt cost?") is None
    True
    """
    asked = re.sub(r"\s+", " ", question.strip()).rstrip(" ?.!")
    for frame in _FRAMES:
        found = frame(asked)
        if found is not None and found.one.casefold() != found.other.casefold():
            return found
    return None


_THAN = re.compile(
    rf"^(?P<lead>.*?)\b(?:by )?how (?P<many>much|many)\s+"
    rf"(?:(?:{_MEASURES})\s+)?(?P<degree>{COMPARATIVE})\b(?P<rest>.*?)"
    r"\s+(?:than|compared (?:to|with))\s+(?P<other>.+)$",
    re.IGNORECASE,
)


def _than(asked: str) -> Operands | None:
    match = _THAN.match(asked)
    if match is None or re.search(r"\btimes\b", asked, re.IGNORECASE):
        return None
    degree, rest = match["degree"].casefold(), match["rest"].strip()
    is_share = asks_per_cent(asked)
    way: Way = "change in per cent" if is_share else "difference"
    many = "much" if is_share else match["many"]
    rest = _IN_PER_CENT.sub("", rest)
    if (before := _year_before(f"How {many} {rest}?", match["other"])) is not None:
        return Operands(way, f"How {many} {rest}?", before)
    if re.search(rf"\b(?:{_AUX})\b", rest, re.IGNORECASE) is None:
        return _of_kinds(way, many, rest, match["other"])
    return _of_two(way, _measured(many, degree, rest), match["other"])


_BEFORE = re.compile(
    r"(?:(?:in|it was|they were)\s+)?the (?:year|one) before\b|(?:in )?the previous year\b",
    re.IGNORECASE,
)


def _year_before(one: str, other: str) -> str | None:
    """A question about a year asked of the year before it."""
    years = re.findall(r"\b(?:1[5-9]|20)\d\d\b(?![/–-]\d)", one)
    if _BEFORE.match(other) is None or len(years) != 1:
        return None
    return one.replace(years[0], str(int(years[0]) - 1))


_IN_PER_CENT = re.compile(r"\s*\b(?:in|as a) (?:per ?cent(?:age)?|%)", re.IGNORECASE)
_KIND = re.compile(
    rf"^(?P<other>[\w-]+(?: [\w-]+)?)\s+(?P<rest>(?:{_AUX})\b.*)$|^(?P<word>[\w-]+)\s+(?P<end>.+)$",
    re.IGNORECASE,
)


def _of_kinds(way: Way, many: str, kind: str, after: str) -> Operands | None:
    """The operands of "how many more nurses than doctors work here"."""
    match = _KIND.match(after)
    if match is None or not kind:
        return None
    other, rest = match["other"] or match["word"], match["rest"] or match["end"]
    return Operands(way, f"How {many} {kind} {rest}?", f"How {many} {other} {rest}?")


def _measured(many: str, degree: str, rest: str) -> str:
    """The plain question for how much of a degree something has."""
    words = degree.split()
    if words[0] in ("more", "less", "fewer") and len(words) == 1:
        return f"How {many} {rest}?"
    plain = words[1] if len(words) == 2 else _PLAIN_OF.get(degree, degree)
    if plain in PLAIN and PLAIN[plain].measures == "money":
        priced = re.match(rf"(?:{_BE})\s+(?P<what>.+)$", rest, re.IGNORECASE)
        if priced is not None and not re.match(r"(?:it|there)\b", priced["what"]):
            past = re.match(r"(?:was|were)\b", rest, re.IGNORECASE) is not None
            return f"How much {'did' if past else 'does'} {priced['what']} cost?"
        return f"How much {rest}?"
    if plain in ("late", "early", "old", "young", "new", "recent"):
        return f"When {rest}?"
    if PLAIN.get(plain) is not None and PLAIN[plain].sign < 0:
        plain = next(
            (w for w, d in PLAIN.items() if d.measures == PLAIN[plain].measures and d.sign > 0),
            plain,
        )
    return f"How {plain} {rest}?"


_POINTING = re.compile(
    r"^(?:that|those|the ones?|it|the figure|the number)\s+(?P<how>\w+)\s+(?P<what>.+)$",
    re.IGNORECASE,
)
_AGAIN = re.compile(rf"^(?:it |they |he |she )?(?:{_AUX})\s+(?=\w)", re.IGNORECASE)


def _of_two(way: Way, one: str, other: str) -> Operands | None:
    """The operands of a first question and what stands in the second one instead."""
    second = _exchanged(one, other.strip())
    if second is None or second.casefold() == one.casefold():
        return None
    return Operands(way, one, second)


def _exchanged(one: str, other: str) -> str | None:
    pointing = _POINTING.match(other)
    if pointing is not None:
        how = re.escape(pointing["how"])
        place = re.search(
            rf"\b{how}\s+(?P<what>[^?]+?)(?=\s+(?:in|on|at|during)\s+{_YEAR}|\s+cost\?|\?|$)",
            one,
            re.IGNORECASE,
        )
        if place is not None:
            return one[: place.start("what")] + pointing["what"] + one[place.end("what") :]
        other = f"{pointing['how']} {pointing['what']}"
    again = _AGAIN.sub("", other)
    year = re.fullmatch(rf"(?:in |at |by )?(?P<year>{_YEAR})", again, re.IGNORECASE)
    if year is not None and re.search(_YEAR, one, re.IGNORECASE):
        return re.sub(_YEAR, year["year"], one, count=1, flags=re.IGNORECASE)
    understood = interpret(f"And {again}?", [Turn(one, "")])
    return understood.text if understood.changed else None


_TIMES = re.compile(
    rf"^(?:.*?)\b(?:how many times|by what factor)\s+(?:as )?(?P<degree>\w+)(?P<noun> "
    rf".+?)??\s+as\s+(?P<other>.+?)\s+"
    rf"(?P<aux>{_AUX})\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_TIMES_MORE = re.compile(
    rf"^(?:.*?)\bhow many times (?P<degree>{COMPARATIVE})(?P<rest>.*?)\s+than\s+(?P<other>.+)$",
    re.IGNORECASE,
)


def _times(asked: str) -> Operands | None:
    match = _TIMES.match(asked)
    if match is not None:
        rest = f"{match['noun'] or ''} {match['aux']} {match['rest']}".strip()
        degree = match["degree"].casefold()
        if degree in ("many", "much"):
            return _of_two("ratio", f"How {degree} {rest}?", match["other"])
        if degree in PLAIN:
            return _of_two("ratio", _measured("much", f"more {degree}", rest), match["other"])
    match = _TIMES_MORE.match(asked)
    if match is not None:
        one = _measured("many", match["degree"].casefold(), match["rest"].strip())
        return _of_two("ratio", one, match["other"])
    return None


_BETWEEN = re.compile(
    r"^(?:(?:and |so |please )?(?:what(?:'s| is| was| are)|tell me|give me|state)\s+)?(?:the )?"
    r"(?P<before>(?:[\w-]+ ){0,3}?)(?P<way>difference|gap|ratio|discrepancy)\s*"
    r"(?:(?:in|of)\s+(?P<what>.+?)\s+)?(?:between)\s+(?P<one>.+?)\s+and\s+(?P<other>.+)$",
    re.IGNORECASE,
)


def _between(asked: str) -> Operands | None:
    match = _BETWEEN.match(asked)
    if match is None:
        return None
    what = (match["what"] or match["before"] or "").strip()
    if not what or re.match(r"(?:the )?(?:two|three|both)\b", match["one"], re.IGNORECASE):
        return None
    if re.search(rf"^{_YEAR}$", match["one"].strip()):
        one, other = (
            f"What was the {what} in {match['one']}?",
            f"What was the {what} in {match['other']}?",
        )
    else:
        what = re.sub(r"^the ", "", what)
        one, other = (
            f"What is the {what} of {match['one']}?",
            f"What is the {what} of {match['other']}?",
        )
    way: Way = "ratio" if match["way"].casefold() == "ratio" else "difference"
    return Operands(way, one, other, may_be_stated=True)


_MOVED = re.compile(
    rf"^(?:.*?)\b(?:by (?:how (?:much|many(?: [\w-]+){{1,3}}?)|what (?P<share>percentage(?! "
    rf"points)|per ?cent)|what \w+)|"
    rf"how (?:much|many(?P<noun>(?: [\w-]+){{1,3}}?))|how many (?P<cent>per ?cent))\s+(?:{_DO}|has|"
    rf"have)\s+(?P<what>.+?)\s+"
    r"(?:gr[eo]w\w*|increase\w*|r[io]se|risen|fall\w*|fell|drop\w*|decrease\w*|decline\w*|shrink|shrunk|change\w*|"
    r"go up|gone up|go down|gone down|climb\w*|jump\w*|improve\w*|(?P<had>lose|gain))\b(?P<in> "
    r"in [\w ]+?)?"
    rf"[, ]+(?:from|between)\s+(?:{_YEAR}\s*)?(?P<first>{_YEAR})?\s*(?:to|and|until|"
    rf"till)\s+(?P<last>{_YEAR})(?P<tail>.*)$",
    re.IGNORECASE,
)


def _moved(asked: str) -> Operands | None:
    years = re.findall(_YEAR, asked, re.IGNORECASE)
    match = _MOVED.match(asked)
    if match is None or len(years) != 2:
        return None
    is_share = match["share"] or match["cent"] or asks_per_cent(asked)
    way: Way = "change in per cent" if is_share else "difference"
    noun = (match["noun"] or "").strip() if match["had"] else ""
    one, other = (_state(match["what"], noun, f"in {year}") for year in years)
    return Operands(way, one, other, may_be_stated=True)


def _state(what: str, noun: str, when: str) -> str:
    """The question for how much something was, or how many it had, at a time."""
    return f"How many {noun} did {what} have {when}?" if noun else f"What was {what} {when}?"


_TIME_BETWEEN = re.compile(
    rf"^(?:.*?)\bhow (?:(?:many|much) (?:full |whole )?(?P<unit>{_UNITS}|time)|"
    rf"long)\b.*?\bbetween\s+(?P<one>.+?)\s+and\s+(?P<other>.+)$",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(
    rf"^(?:.*?)\bhow (?:(?:many|much) (?:full |whole )?(?P<unit>{_UNITS})|long)\s+(?P<how>after|"
    rf"before)\s+(?P<one>.+?)\s+"
    rf"(?P<aux>{_AUX})\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_TIME_THAN = re.compile(
    rf"^(?:.*?)\bhow (?:many (?P<unit>{_UNITS})|much)\s+(?:later|earlier|sooner|older|"
    rf"younger)\s+(?P<rest>.+?)\s+than\s+(?P<other>.+)$",
    re.IGNORECASE,
)


def _time(asked: str) -> Operands | None:
    match = _TIME_THAN.match(asked)
    if match is not None:
        found = _of_two("time", f"When {match['rest']}?", match["other"])
        return _timed(found, match["unit"])
    match = _TIME_AFTER.match(asked)
    if match is not None:
        other = f"When {match['aux']} {match['rest']}?"
        return _timed(Operands("time", _when(match["one"], other), other), match["unit"])
    match = _TIME_BETWEEN.match(asked)
    if match is None:
        return None
    one = _when(match["one"], "")
    other = _when(_pointed(match["other"], match["one"]), one)
    return _timed(Operands("time", one, other), match["unit"])


def _timed(found: Operands | None, unit: str | None) -> Operands | None:
    if found is None:
        return None
    named = (unit or "").casefold()
    return Operands("time", found.one, found.other, "" if named == "time" else named)


def _when(event: str, beside: str) -> str:
    """The question for the date of an event that a phrase names: "the founding of X"."""
    clause = re.match(rf"(?P<who>.+?)\s+(?P<did>{_BE}|\w+ed)\b(?P<rest>.*)$", event)
    if clause is not None and clause["did"].casefold() in _BE.split("|"):
        return f"When {clause['did']} {clause['who']}{clause['rest']}?"
    if not re.match(r"(?:the|its|his|her|their|a|an)\b|\w+ing\b", event) and beside.startswith(
        "When"
    ):
        understood = interpret(f"And {event}?", [Turn(beside, "")])
        if understood.changed:
            return understood.text
    return f"When was {event}?"


def _pointed(phrase: str, before: str) -> str:
    """A phrase with "that of X" and "its" filled from the phrase before."""
    that = re.match(r"(?:that|those) of (?P<what>.+)$", phrase, re.IGNORECASE)
    head = re.match(r"(?P<head>.+?) of (?P<what>.+)$", before)
    if that is not None and head is not None:
        return f"{head['head']} of {that['what']}"
    own = re.match(r"(?:its|their|his|her) (?P<what>.+)$", phrase, re.IGNORECASE)
    if own is not None and head is not None:
        return f"the {own['what']} of {head['what']}"
    return phrase


_TOGETHER = re.compile(
    r"\b(?:altogether|together|combined|in total|taken together|put together|all told|in all|"
    r"jointly|between them)\b,?",
    re.IGNORECASE,
)
_SUM_OF = re.compile(
    r"^(?:what(?:'s| is| was| are| were)\s+)?(?:the )?(?:total|combined|overall|aggregate|summed|"
    r"sum of the)\s+(?P<what>.+?)\s+of\s+"
    r"(?P<one>.+?)\s+(?:and|plus)\s+(?P<other>.+)$",
    re.IGNORECASE,
)
_HOW_MANY_BOTH = re.compile(
    rf"^(?P<how>how (?:many|much)\s+(?:[\w-]+ ){{0,2}}?)(?P<one>[\w-]+)\s+and\s+"
    rf"(?P<other>[\w-]+)\s+(?P<rest>(?:{_AUX}|work|live)\b.*)$",
    re.IGNORECASE,
)
_PREPOSITIONS = "for|of|at|in|on|by|with|from|to"
_BOTH = re.compile(
    rf"^(?P<how>(?:how (?:many|much)|what)\b.*\b(?:{_AUX}|{_PREPOSITIONS})\s+)"
    rf"(?P<one>(?:(?!\b(?:{_PREPOSITIONS}|{_AUX})\b)[^,])+?)\s+and\s+"
    rf"(?P<other>(?:(?!\b(?:{_PREPOSITIONS})\b)[^,])+?)"
    rf"(?P<rest>(?<!\w)|(?:\s+(?:{_PREPOSITIONS}|during|per)\s.*)|$)$",
    re.IGNORECASE,
)
_BOTH_DO = re.compile(
    rf"^(?P<how>(?:how (?:many|much)|what)\b.*?\b(?:{_DO}|can|will)\s+)"
    rf"(?P<one>(?:(?!\b(?:{_PREPOSITIONS})\b)[^,])+?)\s+and\s+"
    rf"(?P<other>(?:(?!\b(?:{_PREPOSITIONS})\b)[^,])+?)"
    rf"(?P<rest>\s+[a-z]+(?: up)?(?:\s+(?:{_PREPOSITIONS}|during|per)\s.*)?)$",
    re.IGNORECASE,
)


def _sum(asked: str) -> Operands | None:
    match = _SUM_OF.match(asked)
    if match is not None:
        return Operands(
            "sum",
            f"What is the {match['what']} of {match['one']}?",
            f"What is the {match['what']} of {match['other']}?",
        )
    if not _TOGETHER.search(asked):
        return None
    plain = re.sub(r"\s+", " ", _TOGETHER.sub("", asked)).strip(" ,")
    for rule in (_HOW_MANY_BOTH, _BOTH_DO, _BOTH):
        match = rule.match(plain)
        if match is not None:
            one, other = (
                re.sub(r"\s+", " ", f"{match['how']}{match[which]} {match['rest']}").strip() + "?"
                for which in ("one", "other")
            )
            return Operands("sum", one, other)
    return None


_FRAMES: tuple[Callable[[str], Operands | None], ...] = (
    _time,
    _times,
    _than,
    _between,
    _moved,
    against_plan,
    left_of,
    share_of,
    _sum,
)
