"""Questions that set a thing against its plan, what is left of it, or a part against the whole.

"How far over budget did the bridge end up?" asks what it cost and what its budget was; "What was
left of the income after wages?" and "What share of the guests were children?" ask for two amounts
as well.
"""

import re

from pincite.qa.parsed_question import YEAR
from pincite.qa.workings.operands import Operands, Way

_PLAN = r"budget(?:ed)?|plan(?:ned)?|estimate[ds]?|target|forecast|goal|quote|quota|allowance"
_PER_CENT = re.compile(r",?\s*\b(?:in|by what|by how many|what) per ?cent(?:age)?\b|%", re.I)
_BY_PER_CENT = re.compile(r"\bby (?:what|how many) per ?cent(?:age)?\b", re.IGNORECASE)
_IN_THE_END = (
    r"(?:(?:in the end|end(?:ed)? up|c[oa]me out(?: at)?|turn(?:ed)? out|finish(?:ed)?|go|be|run|"
    r"prove)\b\s*)+"
)
_OVER = re.compile(
    r"^.*?\b(?:how (?:far|much)|by (?:how much|what|how many \w+))\b[^,]*?\b"
    r"(?:over|above|under|below|beyond)\s+"
    rf"(?P<plan>(?:(?:the|its|their|our)\s+)?(?:\w+\s+){{0,2}}?(?:{_PLAN}))\s+"
    rf"(?:did|was|were|is|are|has|have)\s+(?P<what>.+?)\s*(?:{_IN_THE_END})?$",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"^.*?\b(?:how (?:far|much)|by (?:how much|what|how many [\w ]+?))\s+did\s+(?P<what>.+?)\s+"
    r"(?:over(?:shoot|run|step)|under(?:shoot|spend)|overspend|exceed|beat|miss|surpass|top|"
    r"fall short of|(?:go|come in|end up) (?:over|above|under|below))\s+"
    r"(?P<plan>(?:(?:the|its|their|our|his|her|what)\s+)?(?:(?:had been|was|were)\s+)?"
    rf"(?:\w+\s+){{0,2}}?(?:{_PLAN}))\b(?P<tail>.*)$",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"^(?:what|how much)\s+(?:was|is|were|are|remained)\s+(?:still\s+)?"
    r"(?:left|over|remaining)(?: over)?\s+"
    r"(?:of|from)\s+(?P<whole>.+?)\s+(?:once|after|when)\s+(?P<part>.+?)"
    r"(?:\s+(?:(?:was|were|is|are|had been|have been|has been)\s+)?"
    r"(?:paid(?: for)?|taken off|deducted|met|covered|settled))?$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"^(?:what|which)\s+(?:share|proportion|percentage|per ?cent|fraction|part)\s+of\s+"
    r"(?P<whole>.+?)\s+"
    r"(?P<rest>(?:was|were|is|are|came|comes|went|goes|found|had|has|have|got|paid|used|took|did|"
    r"belong\w*|consist\w*|live[sd]?|work(?:s|ed)?|chose|voted|passed|failed)\b.+)$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r",?\s+in (?:pounds|euros|dollars|money|cash|total|all)\b|"
    r",\s*(?:going by|according to|by|as per)\s.*$",
    re.IGNORECASE,
)
_POINTING = re.compile(r"(?:it|they|we|i|you|he|she|this|that|those|these)\b", re.IGNORECASE)
_TIME = re.compile(r"\b(?:days|weeks|months|years|hours|minutes)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:(?:[^\W\d_]{3,}s|people|sheep|children|men|women|staff|fish|cattle)\b)", re.IGNORECASE
)
_YEAR_BEFORE = re.compile(
    r"(?P<article>(?:the|our|their|its)\s+)?(?P<year>(?:1[5-9]|20)\d\d(?:[-/]\d\d)?)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_HEAD_ENDS = re.compile(
    r"\s+(?:of|in|at|from|on|to|for|with|\w+ed|brought|bought|sold|made)\s+", re.IGNORECASE
)
_SINGULAR = re.compile(r"(?:ss|us|is)\b")


def against_plan(asked: str) -> Operands | None:
    """The operands of what something came to and what was planned of it.

    >>> found = against_plan("How far over budget did the new bridge end up")
    >>> found.one, found.other
    ('What did the new bridge cost?', 'What was the budget for the new bridge?')
    """
    way: Way = "change in per cent" if _PER_CENT.search(asked) else "difference"
    asked = _BY_PER_CENT.sub("by how much", asked)
    asked = _PER_CENT.sub("", asked).strip(" ,")
    asked = _ASIDE.sub("", asked)
    match = _OVER.match(asked) or _BEYOND.match(asked)
    if match is None or _POINTING.match(match["what"]) or _TIME.search(asked):
        return None
    if match.re is _OVER:
        what, plan = match["what"], _named(match["plan"])
        return _planned(way, f"What did {what} cost?", f"What was {plan} for {what}?")
    what, plan = match["what"], _named(match["plan"])
    tail = re.sub(r"^\s*for it\b", "", match["tail"])
    when = f" {tail.strip()}" if YEAR.search(tail) else ""
    is_dear = re.search(r"budget|estimate|quote", plan) is not None and not _COUNTED.search(what)
    one = f"What did {what} cost{when}?" if is_dear else f"What was {what}{when}?"
    return _planned(way, one, f"What was {plan} for {what}{when}?")


def _planned(way: Way, one: str, other: str) -> Operands:
    return Operands(way, one, other, is_one_plain=True)


def _named(plan: str) -> str:
    """The plan as a noun, or as what was done: "the budget", "planned"."""
    plan = re.sub(r"^(?:its|their|our|his|her)\s+", "the ", plan, flags=re.IGNORECASE)
    plan = re.sub(r"^what\s+(?:had been|was|were)\s+", "", plan, flags=re.IGNORECASE)
    is_noun = not plan.endswith("ed") and not plan.startswith("the ")
    return f"the {plan}" if is_noun else plan


def left_of(asked: str) -> Operands | None:
    """The operands of what is left of an amount once another is taken off.

    >>> found = left_of("What was left of the 2024 income once running costs were paid")
    >>> found.one, found.other
    ('What was the income in 2024?', 'How much were running costs in 2024?')
    """
    match = _LEFT.match(_ASIDE.sub("", asked))
    if match is None:
        return None
    (whole, when), part = _dated(match["whole"]), match["part"]
    own = "" if YEAR.search(part) else when
    be = "were" if part.endswith("s") else "was"
    return Operands("difference", f"What was {whole}{when}?", f"How much {be} {part}{own}?")


def share_of(asked: str) -> Operands | None:
    """The operands of a part of something and of all of it.

    >>> found = share_of("What share of the 2024 guests were children")
    >>> found.one, found.other
    ('How many guests were children in 2024?', 'How many guests were there in 2024?')
    """
    match = _SHARE.match(_ASIDE.sub("", asked))
    if match is None:
        return None
    (whole, when), rest = _dated(match["whole"]), match["rest"]
    head = _HEAD_ENDS.split(whole)[0].split()[-1]
    things = re.sub(r"^the\s+", "", whole)
    if _COUNTED.fullmatch(head) and not _SINGULAR.search(head):
        one = f"How many {things} {rest}{when}?" if when else f"How many of {whole} {rest}?"
        return _of_whole(one, f"How many {things} were there{when}?")
    return _of_whole(f"How much of {whole} {rest}{when}?", f"What was {whole}{when}?")


def _dated(phrase: str) -> tuple[str, str]:
    """A phrase without the year that stands before its noun, and that year: "the 2024 income"."""
    match = _YEAR_BEFORE.match(phrase)
    if match is None:
        return phrase, ""
    return f"{match['article'] or 'the '}{match['rest']}", f" in {match['year']}"


def _of_whole(one: str, other: str) -> Operands:
    return Operands("share", one, other, may_be_stated=True)
