"""What a question asks for, read off its words: the kind of answer, the terms, the times."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pincite.qa.several.asking import NOT_SEVERAL, Asking, asking
from pincite.qa.whether import whether

WORD = re.compile(r"[^\W_]+(?:(?:[.'’&]|-(?!(?<=[^\W\d_]{3}-)[^\W\d_]{3}))[^\W_]+)*")
"""A word as words are compared: "W-25", "co-op" and "O'Neill" are one, "Renault-Nissan" is two."""
YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")

STOP_WORDS = frozenset(
    "a about all also am an and any are as at be been being but by can could did do does doing "
    "done each for from give given had has have he her him his how i if in into is it its let "
    "many may me might more most much must my name no not now of off on one or our out over own "
    "please s say says she should so some such t tell than that the their them then there these "
    "they this those through to too under up us was we were what when where which while who whom "
    "whose why will with would you your".split()
)
FUNCTION_WORDS = STOP_WORDS | frozenset(
    "after again although among amongst around because before between both during ever exactly "
    "here just only onto per since still though throughout till toward towards until upon very via "
    "whether within yet".split()
)
"""Words that say nothing of what a text is about; some of the further ones say when."""

_BOUNDING = re.compile(
    r"\b(?:before|after|prior to|(?:earlier|later|older|newer) than)\s+(?:the year )?"
    rf"{YEAR.pattern}",
    re.IGNORECASE,
)


class AnswerType(StrEnum):
    """The kind of thing a question asks for."""

    DATE = "date"
    YEAR = "year"
    CLOCK = "time of day"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"
    DEFINITION = "definition"
    YES_NO = "yes/no"
    OTHER = "other"


UNTYPED = (AnswerType.OTHER, AnswerType.REASON, AnswerType.DEFINITION)
"""Kinds of which no answer tells by its form that it is one."""


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """A question with what its words say about the answer."""

    text: str
    answer_type: AnswerType
    terms: tuple[str, ...]
    """Its content words as they stand, in order, each once."""
    years: tuple[str, ...]
    """The years it speaks of, in order; those that only bound a time ("before 1990") are none."""
    wants_list: bool
    """Whether it asks for several things by its words."""
    asking: Asking
    """How far it asks for several things."""
    is_clipped: bool
    """Whether it is typed like a search ("renault sales 2014") instead of asked."""


_PRICE = (
    r"(?:price|cost|fee|salary|budget|amount of money|fine|premium|rent|charge|toll|deposit|fare|"
    r"wage|surcharge|penalty|reward)s?"
)
_ASKS_WHO = (
    r"(?:^|[,;:.!–—(\"“-]\s*|\b(?:and|so|but|then|or|now|exactly|by|to|for|from|with|of|on|in|at|"
    r"is|are|was|were|me|us|know|say|see|also|else)\s+|\d\s+|(?-i:\b[A-Z][\w'’]*)\s+)(?:who|whom|whose)"
    r"(?:['’]s)?\b"
)
"""Not "who" of "an adult who comes", which asks for no one."""
_TYPE_RULES: tuple[tuple[AnswerType, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            AnswerType.PERCENT,
            r"\b(?:what|which|how (?:many|much|big|large|high)) (?:\w+ ){0,3}?"
            r"(?:per ?cent|percentage|share|stake|proportion|%)|\bper ?cent(?:age)?\b|"
            r"\bby how much\b.*%",
        ),
        (
            AnswerType.MONEY,
            r"\bhow (?:expensive|costly)\b|\bhow much (?:money|does .* cost|did .* cost|"
            r"is .* worth|"
            r"(?:was|were|is|are|did|do|does|will|has|have) .*(?:pa(?:y|id)|invest|spen[dt]|charge|"
            r"earn|cost|save|worth|price|raise[ds]?))|"
            rf"\b(?:what|which)(?:['’]s)? (?:\w+ ){{0,3}}?{_PRICE}\b|"
            rf"^(?:the )?(?:[\w-]+ ){{0,2}}?{_PRICE} (?:of|for|to|on)\b|"
            r"\b(?:do|does|did|will|would|can|could|might|should|must) .*\b"
            r"(?:cost|set (?:me|us|you|one) back)\b|"
            r"\bwhat (?:do|does|did|will|would|must|should) .*"
            r"\b(?<!\bno )(?<!\bof )(?:pay|charge)\b|"
            r"\bcosts?\s*\??$",
        ),
        (
            AnswerType.NUMBER,
            r"\bhow old (?:must|should|need|do|does|have|has|can|may|to|be)\b|\bwhat age\b|"
            r"\b(?:minimum|lowest|youngest) age\b",
        ),
        (
            AnswerType.DURATION,
            r"\bhow long\b|\b(?:what|which) (?:\w+ ){0,3}?(?:duration|period)\b|"
            r"\bhow many (?:years|months|weeks|days|hours|minutes|seconds)\b",
        ),
        (
            AnswerType.NUMBER,
            r"\bhow many\b|\bhow often\b|\b(?:what|which|total) (?:\w+ ){0,3}?number\b",
        ),
        (
            AnswerType.YEAR,
            r"\b(?:what|which|in what|in which) (?:\w+ ){0,2}?"
            r"(?<!\blast )(?<!\bnext )(?<!\bthis )(?<!\bper )(?<!\beach )(?<!\bevery )"
            r"(?<!\ba )year\b|"
            r"\byear of\b",
        ),
        (
            AnswerType.CLOCK,
            r"(?<!\bin )(?<!\bwithin )(?<!\bafter )\b(?:what|which) (?:time|hour)\b"
            r"(?! of (?:the )?year)|"
            r"\b(?:till|until|from) when\b.*\bopen\b|"
            r"\bopening (?:hours|times?)\b|"
            r"\bwhen\b.*\b(?:open|close|shut)s?\b.*\bon (?:an? )?"
            r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?)\b",
        ),
        (
            AnswerType.DATE,
            r"^(?:(?!\b(?:what|which|who|whom|whose|where|why|how)\b).)*\bwhen\b|"
            r"\b(?:what|which|on what|on which) (?:\w+ ){0,2}?(?:date|day|month|time|"
            r"deadline)\b|"
            r"\bsince when\b|\bhow (?:old|soon|recently)\b|\bby when\b|\buntil when\b",
        ),
        (
            AnswerType.PERSON,
            rf"{_ASKS_WHO}|\b(?:what|which) (?:person|man|woman|people)\b|"
            r"\bname of the (?:person|man|woman|ceo|chair\w*|head|president|director|founder|"
            r"manager)\b",
        ),
        (
            AnswerType.PLACE,
            r"\bwhere\b|\b(?:what|which|in what|in which) (?:\w+ ){0,2}?"
            r"(?:country|city|town|place|location|region|state|continent|village)\b",
        ),
        (AnswerType.REASON, r"\bwhy\b|\bwhat (?:\w+ )?(?:reason|caused?)\b|\bhow come\b"),
        (
            AnswerType.NUMBER,
            r"\bhow (?:much|big|large|high|heavy|tall|fast|deep|wide|far|strong|warm|hot|cold|"
            r"loud)\b",
        ),
        (
            AnswerType.DEFINITION,
            r"^(?:so |and )?(?:what|who) (?:exactly )?(?:is|are|was|were) (?:meant by |an? |"
            r"the )?[^?]{1,40}\??$|"
            r"\bwhat does .* (?:mean|stand for)\b|\bdefin(?:e|ition)\b|\bmeaning of\b|"
            r"\bshort for\b|\babbreviation\b",
        ),
    )
)

_POLITE = re.compile(
    r"^(?:(?:hi|hello|hey|please|ok|okay|so|and|but|well|also|then|just|"
    r"quick question)\b[\s,:!.–-]*)*"
    r"(?:(?:can|could|would|will|do|did) (?:you|someone|anyone|anybody|i)(?: please| kindly)? "
    r"(?:tell|know|say|explain|remind|help|find|ask|have any idea|happen to know|give)(?: me| us|"
    r" out)?|"
    r"i(?:['’]d| would) (?:like|love|want) to know|i (?:want|need|wish) to know|i wonder|"
    r"i['’]?m wondering|any idea|(?:please )?tell (?:me|us)|do we know|"
    r"is it known)\b[\s,:]*(?=\w+)",
    re.IGNORECASE,
)
_LEFT_WHETHER = re.compile(r"^(?:if|whether)\b", re.IGNORECASE)
"""What asking politely leaves of "tell me if it is open"."""
_ASKING = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how|list|name|tell|give|explain|describe)\b"
    r"|^(?:is|are|was|were|do|does|did|has|have|had|can|could|may|must|will|would|should)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def parse_question(text: str) -> ParsedQuestion:
    """What the question asks for.

    >>> parsed = parse_question("How many cars did Renault sell in 2014?")
    >>> parsed.answer_type.value, parsed.terms, parsed.years
    ('number', ('cars', 'Renault', 'sell', '2014'), ('2014',))
    >>> parse_question("Which brands belong to the group?").wants_list
    True
    """
    asked = _POLITE.sub("", text.strip())
    is_whether = whether(text if _LEFT_WHETHER.match(asked) else asked) is not None
    kind = AnswerType.YES_NO if is_whether else _kind_of(asked)
    several = asking(asked) if kind is not AnswerType.YES_NO else NOT_SEVERAL
    return ParsedQuestion(
        text=text,
        answer_type=kind,
        terms=content_words(asked),
        years=tuple(dict.fromkeys(YEAR.findall(_BOUNDING.sub(" ", text)))),
        wants_list=several.named,
        asking=several,
        is_clipped=_ASKING.search(text) is None,
    )


def _kind_of(asked: str) -> AnswerType:
    return next((kind for kind, rule in _TYPE_RULES if rule.search(asked)), AnswerType.OTHER)


def content_words(text: str) -> tuple[str, ...]:
    """The words of a text that carry meaning, as they stand, each once (case aside).

    >>> content_words("Who is the head of the Renault plant?")
    ('head', 'Renault', 'plant')
    """
    seen: dict[str, str] = {}
    for word in WORD.findall(text):
        folded = word.casefold()
        if folded not in FUNCTION_WORDS and (len(folded) > 1 or folded.isdigit()):
            seen.setdefault(folded, word)
    return tuple(seen.values())
