"""Telling a fragment ("and in 2015?", "no, I meant Nissan") from a question that stands alone."""

import re
from dataclasses import dataclass

from pincite.qa.conversation.mentions import Kind, Parsed, parse
from pincite.qa.conversation.relative_time import has_relative_year
from pincite.qa.conversation.tokens import Tag
from pincite.qa.words import stem

LONGEST_FRAGMENT = 10
"""Words; what is longer says enough by itself."""

_LEAD = re.compile(
    r"""\s*(?:(?:and|but|so|or|ok|okay|well|also|alright|right|then|now|hm+|thanks|thank\ you|
    great|yes|yeah|please)\b[\s,.!:;-]*)+""",
    re.IGNORECASE | re.VERBOSE,
)
_ABOUT = re.compile(
    r"""\s*(?:what|how)\s+(?:about|of)\b\s*
    |\s*(?:(?:the\s+)?same(?:\s+(?:question|thing|one|again))?|now|as)\s+(?=for\b|in\b|with\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_SORRY = (
    r"(?:no|nope|sorry|oh|oops|wait|actually|hang\ on|hold\ on|correction|rather|pardon|"
    r"my\ mistake)"
)
_CORRECTION = re.compile(
    rf"""\s*(?:{_SORRY}\b[\s,.!:;-]*)*
    (?:(?:i|we)\s+(?:meant?|was\s+asking\s+(?:about|for)|was\s+thinking\s+of|wanted|
        am\s+asking\s+about)(?:\s+to\s+(?:say|ask)(?:\s+about)?)?
      |make\s+(?:that|it)|that\s+should\s+be|it\s+should\s+(?:say|be)|read)\b[\s,:]*
    |\s*(?:{_SORRY}\b[\s,.!:;-]*)+""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_BUT = re.compile(
    r"""not\s+(?P<old1>.+?)\s*(?:,|but)\s*(?:but\s+)?(?P<new1>.+)
    |(?P<new2>.+?)\s*,?\s+(?:and\s+)?(?:not|instead\s+of|rather\s+than)\s+(?P<old2>.+)""",
    re.IGNORECASE | re.VERBOSE,
)
_TAIL = re.compile(
    r"(?:[\s,]+(?:then|please|instead|too|though|again|as well|thanks))*[\s?.!…]*$", re.IGNORECASE
)
_SAME = re.compile(
    r"""(?:is|was|were|are|did|does|do|has|had|have|will)\s+(?:it|that|this|they|there)\s+
    (?:\w+\s+)?(?:(?:any|much|even|still|also|already)\s+)*
    (?:the\s+same|less|more|fewer|higher|lower|different|bigger|smaller|larger|cheaper|longer|
    shorter|better|worse|dearer|faster|slower|so|like\s+that)\s+
    (?=(?:in|for|at|before|after|with|last|the)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_IN_UNIT = re.compile(
    r"""(?:what(?:['’]s|\s+(?:is|was|are|would)(?:\s+be)?)|how\s+much\s+(?:is|was|are|would))\s+
    (?:it|that|this|they|those)(?:\s+be)?\s+(?=in\s+[\w$€£¥\ ]+$)""",
    re.IGNORECASE | re.VERBOSE,
)
_EVENT = re.compile(
    r"""(?P<wh>(?:(?:in|on|at|for|from|since|until|by|with|to)\s+)?
    (?:when|where|why|how|who|which|what)(?:\s+[\w-]+){0,2}?)\s+
    (?:is|was|were|are|did|does)\s+(?:that|this|it)
    (?:\s+(?:so|happen|happened|take\s+place|be|done|the\s+case))?$""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNTS_DONE = re.compile(r"how many (?:\w+ed|won|lost|came|went|left|died|fell|sold)$", re.I)
"""How many did it: the noun counted before goes with it."""
_COMPARED = re.compile(
    r"(?:is it |even |any )?(?:longer|shorter|more|less|fewer|cheaper|dearer|earlier|later|higher|"
    r"lower|bigger|smaller)\s+(?=(?:in|for|at|on|during|with|after|before)\b)",
    re.IGNORECASE,
)
"""More or less than before, elsewhere: longer in winter."""
_BARE_THING = re.compile(r"^(?:what|how|who)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fragment:
    """What is left of a question that leans on an earlier one."""

    text: str
    """Without lead-in and closing mark."""
    instead_of: str = ""
    """What it corrects, when it says so: "Nissan, not Renault"."""
    only_adds: bool = False
    """Whether it takes nothing's place: "what is that in dollars"."""
    is_verb: bool = False
    """Whether it is another verb for the same subject: "who lost" after "who won the cup"."""
    compares: bool = False
    """Whether it asks if the same holds elsewhere: "is it less for children"."""


def without_lead(text: str) -> str:
    """The text without "and", "so", "OK" in front and the mark at its end."""
    return _TAIL.sub("", _LEAD.sub("", text, count=1) if _LEAD.match(text) else text).strip()


def find_fragment(
    question: str, names: frozenset[str], base: Parsed | None = None
) -> Fragment | None:
    """The fragment a question is, or None when it is a question in its own right.

    A bare noun phrase is one where it shares its last word with the question before (`base`).

    >>> find_fragment("And in 2015?", frozenset()).text
    'in 2015'
    >>> find_fragment("And where is its seat?", frozenset()) is None
    True
    """
    bare = without_lead(question)
    led = bool(_LEAD.match(question))
    corrected = _CORRECTION.match(bare)
    if corrected and corrected.end() < len(bare):
        bare, led = without_lead(bare[corrected.end() :]), True
    if about := _ABOUT.match(bare):
        bare, led = bare[about.end() :].strip(), True
    bare = without_lead(bare)
    if swapped := _NOT_BUT.fullmatch(bare) if led else None:
        new, old = swapped["new1"] or swapped["new2"], swapped["old1"] or swapped["old2"]
        if not parse(new, names).is_clause:
            return Fragment(new.strip(), old.strip())
    if _COUNTS_DONE.match(bare):
        return None
    if compared := _COMPARED.match(bare):
        return Fragment(bare[compared.end() :])
    if base is not None and (verb := _other_verb(parse(bare, names), base)):
        return Fragment(verb, is_verb=True)
    for pattern in (_SAME, _IN_UNIT):
        if (match := pattern.match(bare)) and match.end() < len(bare):
            rest = _without_there(bare[match.end() :])
            return Fragment(rest, only_adds=pattern is _IN_UNIT, compares=pattern is _SAME)
    if _is_condition(parse(bare, names)):
        return Fragment(bare, only_adds=True)
    if (event := _EVENT.match(bare)) and not _BARE_THING.match(event["wh"] + " "):
        return Fragment(event["wh"])
    ends_as_question = question.rstrip().endswith("?")
    leans = led or ends_as_question
    return (
        Fragment(bare)
        if bare
        and (
            _is_fragment(parse(bare, names), led=led, asks=leans)
            or _is_another(parse(bare, names), base)
        )
        else None
    )


def _is_another(parsed: Parsed, base: Parsed | None) -> bool:
    """Whether it is a noun phrase with the head of one before: freight trains."""
    if base is None or parsed.is_clause or len(parsed.mentions) != 1 or len(parsed.words) > 4:
        return False
    mention = parsed.mentions[0]
    is_whole = mention.end - mention.start == len(parsed.text.strip())
    heads = {stem(one.head.low) for one in base.mentions if len(one.tokens) > 1}
    return is_whole and len(mention.tokens) > 1 and stem(mention.head.low) in heads


def _other_verb(parsed: Parsed, base: Parsed) -> str | None:
    """The verb of a question that is only "who" and a verb, asked of the base's object."""
    words, before = parsed.words, base.words
    is_bare = len(words) == 2 and words[0].low == "who" and words[1].tag is Tag.VERB
    if not is_bare or len(before) < 3 or before[0].low != "who" or before[1].tag is not Tag.VERB:
        return None
    return words[1].low


def _is_condition(parsed: Parsed) -> bool:
    """Whether it is a subordinate clause and nothing more: "when it rains", "if I sell it"."""
    words = parsed.words
    if len(words) < 3 or words[0].low not in {"if", "when", "while", "unless", "once"}:
        return False
    return words[1].tag in {Tag.PRON, Tag.DET} and "," not in parsed.text


def _without_there(text: str) -> str:
    return re.sub(r"\s+(?:there|then|too|as well)$", "", text, flags=re.IGNORECASE)


def _is_fragment(parsed: Parsed, *, led: bool, asks: bool) -> bool:
    words = parsed.words
    if not words or len(words) > LONGEST_FRAGMENT or parsed.is_clause:
        return False
    if led or has_relative_year(parsed.text):
        return True
    if _asks_by_itself(parsed):
        return _is_bare_question(parsed)
    if words[0].low in {"list", "name", "give", "tell", "show", "explain", "describe", "define"}:
        return False
    if words[0].tag is Tag.PREP:
        return len(parsed.mentions) <= 2 and len(words) <= 5
    if len(parsed.mentions) > 1:
        return False
    return len(words) <= 4 and _is_bare_mention(parsed, asks=asks)


def _asks_by_itself(parsed: Parsed) -> bool:
    words = parsed.words
    before = [word.tag for word in words[:3]]
    first = next((index for index, tag in enumerate(before) if tag is not Tag.PREP), 0)
    return before[first] is Tag.WH


def _is_bare_question(parsed: Parsed) -> bool:
    """Whether nothing but a question phrase is there: why, since when, how many people a year."""
    named = [m for m in parsed.mentions if m.kind in {Kind.NAME, Kind.TIME} and not m.is_asked]
    if any(
        word.tag is Tag.PRON and word.low not in {"one", "ones", "there"} for word in parsed.words
    ):
        return False
    return len(parsed.words) <= 6 and len(parsed.mentions) <= 2 and not named


def _is_bare_mention(parsed: Parsed, *, asks: bool) -> bool:
    """Whether the words are one thing that could stand in another's place."""
    if not parsed.mentions:
        return any(word.low in {"one", "ones", "it", "them", "him", "her"} for word in parsed.words)
    mention = parsed.mentions[0]
    if mention.kind in {Kind.TIME, Kind.NUMBER}:
        return True
    if mention.kind is Kind.NAME:
        return asks or len(mention.tokens) == len(mention.name_tokens)
    return asks and (bool(mention.determiner) or len(mention.tokens) == 1)
