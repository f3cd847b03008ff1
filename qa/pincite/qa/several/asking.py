"""Whether a question asks for several things, read off its grammar."""

import re
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_COUNTS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve".split(), start=2
    )
}
_AUXILIARIES = frozenset(
    "is are was were be been am do does did has have had can could may might must will would "
    "shall should can't don't doesn't didn't isn't aren't wasn't weren't won't cannot".split()
)
_PREPOSITIONS = frozenset(
    "of in on at for to from with by under about between among during after before since until "
    "into through over without within than as besides beside against along across behind above "
    "below near per except".split()
)
_STARTERS = frozenset(
    "the a an i you he she it we they me him her them us my your his its our their this that "
    "these those there who which where when if not".split()
)
_NO_PLURAL = frozenset(
    "sales series status news means hours days years months weeks minutes seconds headquarters "
    "address always does was is has this its his as plus process access business class loss "
    "illness success basis analysis crisis thesis bus gas glass grass boss census bonus virus "
    "campus focus progress perhaps less across us yes versus gross cross press express mass pass "
    "kilometres metres miles euros dollars pounds francs crowns degrees litres tonnes".split()
)
_COUNTED = frozenset("days hours years months weeks minutes means".split())
_TIMES = frozenset("days years months weeks".split())
_OF_TIMES = frozenset("with without when in".split())
"""Behind times of which several are asked for: "months with more than 20 accidents"."""
_IRREGULAR = frozenset(
    "people men women children criteria staff feet teeth mice geese phenomena media data dice "
    "alumni fungi nuclei stimuli bacteria analyses bases crises theses series species".split()
) - {"series", "data"}
_DETERMINERS = frozenset("my your our its his her their these those some any".split())
_BEFORE_COUNTS = _DETERMINERS | frozenset(
    "the what which who list name give me us tell mention state all first last other of and are "
    "were".split()
)
_COLLECTIVE = frozenset(
    "equipment kit gear clothing evidence material information furniture food luggage crew cast "
    "team family range set collection range paperwork training work help advice".split()
)
_VERBS = frozenset(
    "happens belongs comes goes stands remains lies becomes follows applies differs counts "
    "matters works depends helps exists makes keeps causes costs means needs takes gives brings "
    "shows stops starts burns counts includes contains consists speaks gets lets puts sets "
    "changes drives holds leads plays runs sells says stays tells turns wins".split()
)
_DEGREES = frozenset("best most worst least more less better".split())
_PARTICIPLES = frozenset(
    "put made held sold given found kept left taken built paid named said set known seen used "
    "run sent brought bought written read drawn".split()
)
_LISTING = re.compile(
    r"^(?:please\s+)?(?:list|name|enumerate|mention|state|identify|give|show|tell|outline)\b"
    r"(?!\s+of\b)(?:\s+(?:me|us))?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NAMES_ONE = re.compile(
    r"^(?:please\s+)?(?:name|state|identify|give me|tell me) the \w+", re.IGNORECASE
)
_LISTS_ANYWAY = re.compile(r"^(?:please\s+)?(?:list|enumerate)\b", re.IGNORECASE)
_ARE = re.compile(
    r"\b(?:what|which|who)(?:['’]re| all)?\s+(?:are|were)\b(?!\s+(?:you|we|they|the odds)\b)"
    r"(?!.*\b(?:number|share|value|total|sales|average)\b)",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:what|which|who) (?:all|else)\b|\ball (?:of )?the\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:how|why|when|where|who)\b", re.IGNORECASE)
_WH = re.compile(r"\b(?:which|what|whose)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\bwhom\b|\bwho\b(?!(?:['’]s| is| was) (?:the|a|an|our|your|their|its|his|her)\b)|"
    r"\bwhere (?:are|were)\b|(?:^|[.;:,!?] )where (?:\w+ ){1,4}(?:are|were) (?:the|all|your)\b|"
    r"\bwhy\b|\bhow (?:do|does|did|can|could|is|are|was|were|should|"
    r"must|may|will|would)\b|\bwhat (?!(?:is|was|time|year|day|date|number|share|percentage)\b)|"
    r"\bwhat (?:is|was)(?! (?:the|a|an|its|his|her|their|our|my|your|this|that)\b)|\bdescribe\b|"
    r"\b(?:what|where)\b.*\b(?:for|of|with|from|by|into|about|against|on)\s*\?*$|"
    r"^(?:in|into|of|from|by|with|for|on|to|about|under) what (?:is|was|are|were|do|does|did)\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\bhow (?:many|much|long|often|old|far|big|large|high|heavy|tall|fast|deep|wide|soon|late|"
    r"near|strong|warm|hot|cold|likely)\b|\bwhich (?:one|of the (?:two|three|four|five))\b|"
    r"^(?:since |until |by )?when\b|^(?:the )?name of\b|"
    r"\bwho (?:now |currently |presently )?(?:chairs|heads|leads|presides|captains|commands)\b",
    re.IGNORECASE,
)
_EXTREME = (
    r"(?:the|its|their|our) (?:(?!(?:inter|for|requ|t|gu|arr|prot|cont|harv|conqu)est\b)\w{2,}est|"
    r"most|least|fewest)\b"
)
_ONE_OF = re.compile(
    rf"\bwhich of\b(?!.* (?:are|were|have)\b).*\b{_EXTREME}"
    r"(?! (?:\w+ )?(?:two|three|four|five)\b)|^(?:please )?count\b|\bspecies (?:is|was|has)\b",
    re.IGNORECASE,
)
"""One of several is asked for, or how many they are."""
_FOREMOST = re.compile(
    rf"\b(?:which|what|who|whose)\b.*\b{_EXTREME}(?! (?:\w+ )?(?:two|three|four|five)\b)",
    re.IGNORECASE,
)
_STEPS = re.compile(
    r"\bstep by step\b|\bwhat (?:does it take|do i (?:have|need) to|must (?:i|one|we|you))\b|"
    r"\bwhat should (?:i|one|we|you)\b|\bone by one\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how|explain|describe)\b|"
    r"(?:^|[:;,.–—-]\s+)(?:is|are|was|were|do|does|did|has|have|had|can|could|may|must|will|"
    r"would|should)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asking:
    """How far a question asks for several things."""

    named: bool
    """It says so: by a plural ("which brands"), by "list", "who are", "what two"."""
    is_open: bool
    """It names no single thing, so several may answer ("what did she bring", "who founded it")."""
    count: int | None
    """How many things it asks for, where it says."""
    noun: str | None
    """The plural noun that it asks for."""
    is_one: bool = False
    """It asks which one is foremost: no list answers it."""


NOT_SEVERAL = Asking(named=False, is_open=False, count=None, noun=None)
"""Of a question about yes or no."""


@lru_cache(maxsize=1024)
def asking(text: str) -> Asking:
    """How far a question asks for several things.

    >>> asking("Which three brands belong to the group?")
    Asking(named=True, is_open=False, count=3, noun='brands', is_one=False)
    >>> asking("What did she bring home?").is_open, asking("Which brand is oldest?").named
    (True, False)
    """
    listing = _LISTING.match(text)
    noun = _plural_after_wh(text)
    if noun is None and listing is not None and _WH.search(text) is None:
        noun = _first_plural(listing["rest"])
    are = _ARE.search(text)
    if noun is None and are is not None:
        noun = next(filter(_is_plural, _phrase_behind(text[are.end() :])), None)
    is_clipped = _ASKS.search(text) is None
    if noun is None and is_clipped and listing is None:
        noun = _head_plural(text)
    single = _SINGLE.search(text) is not None or _ONE_OF.search(text) is not None
    named = not single and (
        noun is not None
        or _LISTS_ANYWAY.match(text) is not None
        or are is not None
        or _ALL.search(text) is not None
    )
    is_open = not single and not named and (_OPEN.search(text) is not None or is_clipped)
    is_open = (is_open and not _asks_for_one(text)) or (not named and _is_collective(text))
    is_open = is_open or _STEPS.search(text) is not None
    is_one = not named and not is_open and _FOREMOST.search(text) is not None
    return Asking(named, is_open, _count(text), noun, is_one)


def _is_plural(word: str) -> bool:
    folded = word.casefold()
    if folded in _IRREGULAR:
        return True
    ends_so = len(folded) > 3 and folded.endswith("s") and not folded.endswith(("ss", "us", "is"))
    return ends_so and folded not in _NO_PLURAL and not folded.endswith(("'s", "’s"))


def _words(text: str) -> list[str]:
    return [match.group().casefold() for match in _WORD.finditer(text)]


def _phrase(words: list[str]) -> list[str]:
    """The words before the first that cannot stand inside a noun phrase."""
    ends = _AUXILIARIES | _PREPOSITIONS | _STARTERS
    phrase: list[str] = []
    for word in words[:7]:
        if word in ends and not (not phrase and word in ("of", "the")):
            break
        phrase.append(word)
    return [word for word in phrase if word not in ("of", "the")]


def _phrase_behind(text: str) -> list[str]:
    """The noun phrase that a text begins with, without what determines it."""
    words = _words(text)[:8]
    while words and words[0] in ("the", "a", "all", "of", *_DETERMINERS):
        words = words[1:]
    return _phrase(words)


def _plural_after_wh(text: str) -> str | None:
    """The plural noun after "which" or "what", if the question asks for one."""
    first = _FIRST.search(text)
    for match in _WH.finditer(text):
        if first is not None and first.start() < match.start():
            return None
        words = _words(text[match.end() :])
        if words[:1] == ["of"]:
            return _plural_of(words[1:])
        phrase = _phrase(words)
        for place, word in enumerate(phrase):
            after = words[place + 1] if place + 1 < len(words) else ""
            if _is_plural(word) or word in _COUNTED:
                if place == 0 and _is_verb(word, after, match.group()):
                    break
                if place == 0 or not _is_verb_behind(word, after):
                    return word
    return None


def _plural_of(words: list[str]) -> str | None:
    """The plural in "of the rooms" if the verb behind it is one of several things."""
    while words and words[0] in ("the", "all", *_DETERMINERS, *_COUNTS):
        words = words[1:]
    for place, word in enumerate(_phrase(words)):
        if _is_plural(word):
            after = words[place + 1] if place + 1 < len(words) else ""
            is_one = after in ("is", "was", "has", "does") or (_is_plural(after) and place < 6)
            return None if is_one else word
    return None


def _is_verb(word: str, after: str, asked: str) -> bool:
    """Whether a word that looks plural is a verb: "what makes her ..."."""
    if asked.casefold() == "whose" or after in _AUXILIARIES or after == "of":
        return after == "of" and word in ("consists", "speaks", "becomes")
    return word in _VERBS or (asked.casefold() == "what" and after in _STARTERS - {"that", "who"})


def _is_collective(text: str) -> bool:
    """Whether "which" or "what" is followed by a noun for several things: "which equipment"."""
    match = _WH.search(text)
    phrase = _phrase(_words(text[match.end() :])) if match is not None else []
    return bool(phrase) and phrase[-1] in _COLLECTIVE


def _is_verb_behind(word: str, after: str) -> bool:
    """Whether a word that looks plural is the verb of a noun: "which firm insures the ..."."""
    if after in _DEGREES:
        return True
    return after in _STARTERS - {"that", "who"} or (word in _VERBS and after not in _AUXILIARIES)


def _asks_for_one(text: str) -> bool:
    """Whether "which" or "what" is followed by a noun in the singular."""
    match = _WH.search(text)
    if match is None:
        return _NAMES_ONE.match(text) is not None and _first_plural(text) is None
    words = _words(text[match.end() :])
    phrase = _phrase(words)
    if not phrase or phrase[-1] in _COLLECTIVE:
        return False
    if match.group().casefold() == "which":
        return True
    following = words[len(phrase)] if len(phrase) < len(words) else ""
    is_verb = phrase[0].endswith("ed") or phrase[0] in _VERBS or phrase[0] in _PARTICIPLES
    return following in _AUXILIARIES and not is_verb


def _first_plural(text: str) -> str | None:
    return next((word for word in _words(text)[:8] if _is_plural(word)), None)


def _head_plural(text: str) -> str | None:
    """The plural that heads a question typed like a search: "uses of bronze"."""
    words = _words(text)
    if words and words[0] in _TIMES and not _OF_TIMES.isdisjoint(words[1:2]):
        return words[0]
    for place, word in enumerate(words[:5]):
        if word in _PREPOSITIONS:
            return None
        after = words[place + 1] if place + 1 < len(words) else ""
        ends = after in (_PREPOSITIONS - {"per"}) | _STARTERS | _PARTICIPLES | _AUXILIARIES
        if _is_plural(word) and word not in _VERBS and (not after or ends or after.endswith("ed")):
            return word
    return None


def _count(text: str) -> int | None:
    before = "the"
    for word in _words(text):
        number = _COUNTS.get(word) or (int(word) if word.isdecimal() else 0)
        if 2 <= number <= 20 and before in _BEFORE_COUNTS:
            return number
        before = word
    return None
