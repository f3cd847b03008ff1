"""The noun phrases of a sentence, told apart by the little words and verbs between them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pincite.corpus.written_dates import MONTHS
from pincite.qa.parsed_question import STOP_WORDS
from pincite.qa.values.units import is_unit
from pincite.qa.words import stem

_TOKEN = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s?$")
_VERBS = frozenset(
    stem(verb)
    for verb in (
        "have hold take run last lie cover employ sell make produce reach rise weigh melt open "
        "close "
        "begin start end found establish build write compose discover invent train lead chair "
        "head own belong pay cost charge earn live visit attend operate sign acquire buy come go "
        "enter "
        "leave keep delete retain store stand serve carry offer give get become remain stay fall "
        "grow increase decrease hire need use require require mean say state announce report name "
        "appoint elect set consist comprise include contain seat amount total number count score "
        "account "
        "win receive award launch introduce release appear deliver ship move change replace wash "
        "clean "
        "put spend invest finance fund raise save merge join unite link connect meet gather plan "
        "aim "
        "expect intend follow drive travel fly sail allow permit bear apply hand submit choose "
        "see show "
        "find know call think believe claim expire settle lower drop boil freeze own maintain "
        "manage "
        "sold bought took began came went held led built made paid wrote won put ran rose fell "
        "grew kept "
        "met stood lay left spent lent wore drew drove flew sang spoke taught brought chose gave "
        "sat has had "
        "present direct issue publish print add date dedicate design develop enrol register "
        "borrow lend "
        "hit exceed measure stretch span generate consume yield dominate share reside inhabit"
    ).split()
)
_NOUN_TOO = frozenset(
    stem(word)
    for word in "cost charge share head run name number count total score award plan report "
    "claim store seat "
    "design issue work visit change train ship move link call print hand end start rise fall "
    "drive need use "
    "lead aim date show find close head chair state offer add measure span range yield bear set "
    "cover".split()
)
_BEFORE_NOUN = frozenset(
    "the a an its their his her our your my this that these those each every all of in on at for "
    "to by with from "
    "per no any some 's ’s one two three four five six seven eight nine ten".split()
)
# Adjectives that do not tell one thing from another.
PLAIN_ADJECTIVES = frozenset(
    "new old large larger largest big great small main whole entire total overall current "
    "present final official "
    "famous own latest recent former full actual exact original oldest biggest smallest highest "
    "tall "
    "modern early late long-standing leading major important only several various many more most "
    "other "
    "further additional respective said given approximate average different recommended average "
    "named called".split()
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A noun phrase: its last word and what stands before it, as stems."""

    head: str
    modifiers: tuple[str, ...]
    is_first: bool
    """Whether it opens the sentence, and so is likely its subject."""
    is_named: bool
    """Whether it holds a capital that its place does not explain."""

    @property
    def words(self) -> tuple[str, ...]:
        """All its stems."""
        return (*self.modifiers, self.head)


@dataclass(frozen=True, slots=True)
class Parse:
    """What a sentence is made of."""

    chunks: tuple[Chunk, ...]
    verbs: frozenset[str]


@lru_cache(maxsize=4096)
def parse(text: str) -> Parse:
    """The noun phrases and verbs of a text, both as stems.

    >>> parsed = parse("The audit committee is chaired by her.")
    >>> [(c.modifiers, c.head) for c in parsed.chunks], sorted(parsed.verbs)
    ([(('audit',), 'committe')], ['chair'])
    """
    found: list[Chunk] = []
    verbs: set[str] = set()
    group: list[str] = []
    previous, opens = "", False
    tokens = [*_TOKEN.findall(text), "."]
    for word, following in zip(tokens, [*tokens[1:], ""], strict=True):
        folded = word.casefold()
        base = _POSSESSIVE.sub("", folded)
        is_verb = _is_verb(base, previous, bool(group))
        if is_verb or not _carries(base):
            if group:
                found.append(_chunk(group, not found and not verbs, opens=opens))
            group = []
        elif base not in PLAIN_ADJECTIVES and (not base.endswith("ly") or base in _NO_ADVERBS):
            opens = opens if group else previous == ""
            group.append(_POSSESSIVE.sub("", word))
        if folded.endswith(("'s", "’s")) and group and not following[:1].isupper():
            found.append(_chunk(group, not found and not verbs, opens=opens))
            group = []
            previous = "the"
            continue
        if is_verb:
            verbs.add(stem(base))
        previous = folded
    return Parse(tuple(found), frozenset(verbs))


_NO_ADVERBS = frozenset(
    "monthly daily weekly yearly hourly family assembly supply italy july".split()
)
_NO_VERBS = frozenset("speed breed hundred indeed seed weed creed embed".split())


def _carries(base: str) -> bool:
    return (
        base[:1].isalpha()
        and base not in STOP_WORDS
        and base not in _LITTLE
        and base not in _MEASURING
        and not is_unit(base)
    )


_MEASURING = frozenset(
    "million billion trillion thousand hundred bn mn per-cent cent percent half dozen number "
    "many amount zero one two three four five six seven eight nine ten eleven twelve much long far "
    "often high large big tall deep wide thick heavy fast".split()
) | {month for month in MONTHS if month != "may"}
_LITTLE = frozenset(
    "than then when while since until within without under between among after before during "
    "against through "
    "per via upon along across above below near beside next than least most both either neither "
    "because "
    "although though however moreover still yet already just only also even ever never once "
    "twice every "
    "across around according due such like worth whose not around without".split()
)


def _is_verb(base: str, previous: str, inside: bool) -> bool:
    if base in STOP_WORDS:
        return False
    stemmed = stem(base)
    if stemmed not in _VERBS and not (
        base.endswith("ed") and len(base) > 4 and base not in _NO_VERBS
    ):
        return False
    if previous in _BEFORE_NOUN and previous not in {"to", "that"}:
        return False
    if base.endswith("ed") and previous == "":
        return False  # "Checked luggage may weigh ..."
    return not (stemmed in _NOUN_TOO and not inside and previous == "")


def _chunk(group: list[str], is_first: bool, *, opens: bool) -> Chunk:
    words = [stem(word) for word in group]
    named = any(word[:1].isupper() for word in group[1:]) or (group[0][:1].isupper() and not opens)
    return Chunk(words[-1], tuple(words[:-1]), is_first, named)
