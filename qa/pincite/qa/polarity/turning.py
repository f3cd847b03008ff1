"""The words of a text that turn it around: not, forbidden, unpaid, waterless."""

import re
from functools import lru_cache

from pincite.qa.parsed_question import STOP_WORDS
from pincite.qa.polarity.lexicon import FAMILY, PHRASES, TURNING
from pincite.qa.words import stem

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NEGATED_VERB = re.compile(r"n['’]t$")
_UN = re.compile(
    r"^(?:un(?!der|i(?:t|on|que|form|vers|son|f)|til|less|cle|anim|ear)|non-?)"
    r"(?P<base>\w{3,}(?:ed|able|ible|ing|ful|al|ary|ent|ant|en|own|aid|old|known|clear|fit|like))$"
)
_UNABLE = re.compile(r"^(?:im|in|ir|il|dis)(?P<base>\w{3,}(?:able|ible))$")
_IN = re.compile(r"^(?:un|in|im|il|ir|dis|mis|non-?|de)(?P<base>\w{4,})$")
_ATTRIBUTE = re.compile(
    r"(?<!is )(?<!was )(?<!be )\b(?P<a>an?|any|each|every) (?P<of>\w+ed|lost|broken|torn|missing) "
    r"(?=\w+ (?:is|are|was|were|may|must|can|cannot|will|has|have|shall|should|does|costs)\b)",
    re.IGNORECASE,
)
"""What only tells of which things something is said: a lost key is replaced."""
_MISS = re.compile(r"\bMiss (?=[A-Z])")
_LESS = re.compile(r"^(?P<base>\w{3,})less$")
_HOMOGRAPHS = frozenset("lift lifts".split())
"""Forms of turning words that mostly mean something else: a ban is lifted, a crane lifts."""
_NO_NEGATION = frozenset("unless nevertheless nonetheless regardless bless doubtless".split())


def with_bases(text: str) -> set[str]:
    """The stems of a text's words, and of those that a prefix denies: heat beside unheated."""
    found = set(tokens(text))
    for word in _WORD.findall(text.casefold()):
        match = _UN.match(word) or _UNABLE.match(word)
        if match:
            found.add(stem(match["base"]))
    return found


def said_plainly(text: str) -> str:
    """The text with ways of saying no ("ruled out") read as one word."""
    text = _MISS.sub("Ms ", text)
    for pattern, word in PHRASES:
        text = pattern.sub(word, text)
    return text


def without_attributes(said: str, asked: str) -> str:
    """The sentence without what only tells of which things it speaks, where nobody asked for those.

    >>> without_attributes("A lost key is replaced.", "May I have a new key?")
    'A key is replaced.'
    """
    known = set(tokens(asked))
    return _ATTRIBUTE.sub(
        lambda m: m.group() if stem(m["of"].casefold()) in known else f"{m['a']} ", said
    )


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """The stems of a text's words in order."""
    return tuple(stem(word) for word in _WORD.findall(text.casefold()))


def content(text: str) -> set[str]:
    """The stems of the words that carry meaning."""
    return set(content_in_order(text))


def content_in_order(text: str) -> list[str]:
    """The stems of the words that carry meaning, as they follow one another."""
    return [
        stem(word)
        for word in _WORD.findall(text.casefold())
        if word not in STOP_WORDS and len(word) > 1
    ]


def turning(text: str, other: str = "") -> dict[str, int]:
    """The turning words of a text with how often each occurs.

    A prefix or ending of negation counts where the word is an adjective or participle by its
    form, or where the other text has the word without it.

    >>> turning("The fee is not refunded"), turning("Is it non-refundable?")
    ({'not': 1}, {'non-refund': 1})
    """
    found: dict[str, int] = {}
    elsewhere = set(tokens(other))
    for word in _WORD.findall(text.casefold()):
        turned = "not" if _NEGATED_VERB.search(word) else stem(word)
        if word in _HOMOGRAPHS:
            continue
        if turned in TURNING or _is_negated(word, elsewhere):
            turned = FAMILY.get(turned, turned)
            found[turned] = found.get(turned, 0) + 1
    return found


def _is_negated(word: str, elsewhere: set[str]) -> bool:
    if word in _NO_NEGATION or "-" in word.removeprefix("non-"):
        return False
    if _UN.match(word) or _LESS.match(word) or _UNABLE.match(word):
        return True
    match = _IN.match(word)
    return match is not None and stem(match["base"]) in elsewhere
