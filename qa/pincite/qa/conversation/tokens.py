"""A question cut into words with their parts of speech, as far as small words tell them."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from pincite.qa.conversation import lexicon
from pincite.qa.words import stem

_TOKEN = re.compile(
    r"(?P<word>[^\W_]+(?:(?:[.’'/&-]|(?<=\d),(?=\d\d\d))[^\W_]+)*(?:['’](?=\W|$))?)|(?P<mark>[^\w\s]|_)"
)
_YEAR = re.compile(r"(?:1[5-9]\d\d|20\d\d)$")
_NUMBER = re.compile(r"\d[\d.,]*$")
_ADJECTIVE = re.compile(
    r"(?:ive|able|ible|ous|ful|less)$|^(?:open|closed|ready|valid|due|empty|full|alive|dead|able|"
    r"free|new|old|safe|high|low|big|small|long|short|true|false|wrong|right|late|early|best|worst|worth|good|bad)$"
)
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_CONTRACTED = {
    "what's": "is", "who's": "is", "where's": "is", "when's": "is", "how's": "is",
    "it's": "is", "that's": "is", "there's": "is", "whats": "is", "whos": "is",
}  # fmt: skip


class Tag(StrEnum):
    """What a word does in a question."""

    WH = "wh"
    AUX = "aux"
    DET = "det"
    PREP = "prep"
    CONJ = "conj"
    PRON = "pron"
    ADV = "adv"
    YEAR = "year"
    MONTH = "month"
    NUMBER = "number"
    NAME = "name"
    NOUN = "noun"
    VERB = "verb"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of a question."""

    text: str
    low: str
    start: int
    end: int
    tag: Tag

    @property
    def is_possessive(self) -> bool:
        """Whether it ends with 's or s'."""
        return _POSSESSIVE.search(self.low) is not None


_ADJECTIVES_ASKED = frozenset(
    ["long", "far", "old", "big", "large", "high", "often", "warm", "hot", "cold", "fast", "slow", "deep", "wide", "thick", "strong", "heavy", "tall", "loud", "expensive", "costly", "soon", "early", "late", "quickly", "good", "bad", "safe", "dangerous", "small", "low", "hard"]
)
CONTENT = frozenset({Tag.NAME, Tag.NOUN, Tag.NUMBER, Tag.YEAR, Tag.MONTH})
_VERB_STEMS = frozenset(stem(verb) for verb in lexicon.VERBS)
_PASTS = lexicon.IRREGULAR_PARTICIPLES | lexicon.IRREGULAR_PASTS


def looks_like_verb(low: str) -> bool:
    """Whether the word is a form of a frequent verb."""
    return low in _PASTS or stem(low) in _VERB_STEMS


def is_participle(low: str) -> bool:
    """Whether the word can be a past participle."""
    return low in lexicon.IRREGULAR_PARTICIPLES or (
        len(low) > 4 and low.endswith("ed") and not low.endswith("eed")
    )


@lru_cache(maxsize=512)
def tokenize(text: str, names: frozenset[str] = frozenset()) -> tuple[Token, ...]:
    """The words and marks of a question, tagged; `names` are words (folded) known to be names.

    >>> [(t.text, t.tag.value) for t in tokenize("How many cars did Renault sell in 2014?")][2:6]
    [('cars', 'noun'), ('did', 'aux'), ('Renault', 'name'), ('sell', 'verb')]
    """
    tokens: list[Token] = []
    shouting = text.isupper()
    for match in _TOKEN.finditer(text):
        word = match.group()
        low = word.casefold().replace("’", "'")
        first = not any(token.tag is not Tag.MARK for token in tokens)
        tag = Tag.MARK if match["mark"] else _plain_tag(word, low, first=first, names=names)
        if low in {"it", "us"} and word.isupper() and not shouting:
            tag = Tag.NAME
        if word in {"A", "I"} and tokens and _can_be_numbered(word, tokens[-1].tag):
            tag = Tag.NAME
        if low in _ADJECTIVES_ASKED and tokens and tokens[-1].low == "how":
            tag = Tag.ADV
        tokens.append(Token(word, low, match.start(), match.end(), tag))
    return tuple(_with_verbs(_without_predicates(_settled_first(tokens))))


def _can_be_numbered(letter: str, before: Tag) -> bool:
    """Whether a letter after such a word is its number: Lumo I, company A."""
    return before is Tag.NAME or (letter == "A" and before is Tag.NOUN)


def _plain_tag(word: str, low: str, *, first: bool, names: frozenset[str]) -> Tag:
    if _YEAR.match(low):
        return Tag.YEAR
    if _NUMBER.match(low):
        return Tag.NUMBER
    if low in _CONTRACTED or low in lexicon.WH_WORDS:
        return Tag.WH
    shouted = word.isupper() and len(word) > 1
    if (word[0].isupper() or any(map(str.isdigit, word)) or shouted) and not first:
        if low not in lexicon.CALENDAR_WORDS:
            return Tag.NAME if not _is_small(low) or (shouted and len(low) > 2) else _small(low)
        return Tag.MONTH
    if low in lexicon.CALENDAR_WORDS and low != "march":
        return Tag.MONTH
    if _is_small(low):
        return _small(low)
    if first and (word[0].isupper() or any(map(str.isdigit, word))):
        return Tag.NAME
    return Tag.NAME if low.removesuffix("'s") in names else Tag.NOUN


def _is_small(low: str) -> bool:
    return (
        low in lexicon.AUXILIARIES
        or low in lexicon.DETERMINERS
        or low in lexicon.PREPOSITIONS
        or low in lexicon.CONJUNCTIONS
        or low in lexicon.PRONOUNS
        or low in lexicon.ADVERBS
    )


def _small(low: str) -> Tag:
    for words, tag in (
        (lexicon.AUXILIARIES, Tag.AUX),
        (lexicon.DETERMINERS, Tag.DET),
        (lexicon.PREPOSITIONS, Tag.PREP),
        (lexicon.CONJUNCTIONS, Tag.CONJ),
        (lexicon.PRONOUNS, Tag.PRON),
    ):
        if low in words:
            return tag
    return Tag.ADV


def _settled_first(tokens: list[Token]) -> list[Token]:
    """A capital at the beginning makes no name of a common word that goes on in lower case."""
    words = [index for index, token in enumerate(tokens) if token.tag is not Tag.MARK]
    if len(words) < 2 or tokens[words[0]].tag is not Tag.NAME:
        return tokens
    first, second = tokens[words[0]], tokens[words[1]]
    is_code = any(map(str.isdigit, first.text)) or first.text[1:].lower() != first.text[1:]
    if is_code or second.tag in {Tag.NAME, Tag.AUX} or first.is_possessive:
        return tokens
    if second.tag in {Tag.NUMBER, Tag.CONJ} and not looks_like_verb(first.low):
        return tokens
    tokens[words[0]] = Token(first.text, first.low, first.start, first.end, Tag.NOUN)
    return tokens


def _without_predicates(tokens: list[Token]) -> list[Token]:
    """Adjectives that close a clause are no nouns; "one" before a noun is a determiner."""
    for index, token in enumerate(tokens[:]):
        after = tokens[index + 1].tag if index + 1 < len(tokens) else Tag.MARK
        if token.low == "one" and after in {Tag.NOUN, Tag.NAME}:
            tokens[index] = replace(token, tag=Tag.DET)
        elif token.tag is Tag.NOUN and index and _is_predicate(tokens, index, after):
            tokens[index] = replace(token, tag=Tag.ADV)
        elif token.low == "going" and index + 1 < len(tokens) and tokens[index + 1].low == "to":
            tokens[index] = replace(token, tag=Tag.VERB)
    return tokens


def _is_predicate(tokens: list[Token], index: int, after: Tag) -> bool:
    token, before = tokens[index], tokens[index - 1]
    auxiliaries = [t.low for t in tokens[:index] if t.tag is Tag.AUX or t.low in _CONTRACTED]
    if not auxiliaries or auxiliaries[-1] not in lexicon.BE | set(_CONTRACTED):
        return False
    if after not in {Tag.MARK, Tag.PREP} or before.tag in {Tag.DET, Tag.PREP}:
        return False
    if before.tag is Tag.AUX and token.low.endswith("er"):
        return True
    return _ADJECTIVE.search(token.low) is not None or (
        before.tag is Tag.PRON and not looks_like_verb(token.low)
    )


def _with_verbs(tokens: list[Token]) -> list[Token]:
    awaiting: str | None = None
    seen_subject = False
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.tag is Tag.AUX or token.low in _CONTRACTED:
            awaiting = "participle" if token.low in lexicon.BE | lexicon.HAVE else "base"
            awaiting = "participle" if token.low in _CONTRACTED else awaiting
            seen_subject = False
            index += 1
            continue
        if token.tag not in CONTENT:
            if token.tag is Tag.PRON and token.low not in {"one", "ones"}:
                seen_subject = True
            index += 1
            continue
        end = index
        while end < len(tokens) and tokens[end].tag in CONTENT:
            end += 1
        found = _verb_in(tokens, index, end, awaiting=awaiting, seen_subject=seen_subject)
        if found is not None:
            old = tokens[found]
            tokens[found] = Token(old.text, old.low, old.start, old.end, Tag.VERB)
            awaiting = None
        seen_subject = True
        index = end
    return tokens


def _verb_in(
    tokens: list[Token], begin: int, end: int, *, awaiting: str | None, seen_subject: bool
) -> int | None:
    """Which word of the run of content words [begin, end) is a verb."""
    before = tokens[begin - 1] if begin else None
    plain = [i for i in range(begin, end) if tokens[i].tag is Tag.NOUN]
    if not plain or before is None:
        return None
    if before.low == "to":
        return begin if begin in plain and looks_like_verb(tokens[begin].low) else None
    if before.low == "who" and begin in plain:
        return begin
    opens_np = before.tag in {Tag.DET, Tag.PREP} or before.low in {"many", "much", "whose"}
    if awaiting == "base":
        return _base_verb(tokens, begin, end, plain, opens_np=opens_np, seen_subject=seen_subject)
    if awaiting == "participle":
        later = [i for i in plain if is_participle(tokens[i].low) and not (opens_np and i == begin)]
        return later[-1] if later else None
    follows = tokens[end].tag if end < len(tokens) else Tag.MARK
    if before.low in {"what", "that"} and begin in plain and awaiting is None:
        is_noun = before.low == "what" and (follows is Tag.AUX or not _is_inflected(tokens[begin]))
        return begin if looks_like_verb(tokens[begin].low) and not is_noun else None
    if before.tag is Tag.PRON and begin in plain and looks_like_verb(tokens[begin].low):
        speaks = before.low in {"i", "you", "we", "they"}
        return begin if speaks or _is_inflected(tokens[begin]) else None
    if before.low in {"which", "what", "many"}:
        inner = [i for i in plain if begin < i < end - 1 and _is_inflected(tokens[i])]
        inner = [i for i in inner if looks_like_verb(tokens[i].low)]
        if inner and follows is not Tag.AUX:
            return inner[-1]
    last = plain[-1]
    acts = tokens[last].low.endswith(("ed", "s")) or tokens[last].low in _PASTS
    if (
        before.low in {"which", "what", "many", "much"}
        and last > begin
        and last == end - 1
        and acts
    ) and (follows in {Tag.PRON, Tag.DET} or (
        follows is Tag.PREP and (tokens[last].low.endswith("ed") or tokens[last].low == "goes")
    )):
        return last
    if last == end - 1 and last > begin and looks_like_verb(tokens[last].low):
        has_wh = any(token.tag is Tag.WH for token in tokens[:begin])
        if (
            has_wh
            and (_is_inflected(tokens[last]) or follows in {Tag.DET, Tag.PREP})
            and follows is not Tag.MARK
        ):
            return last
    return None


def _opens_later(tokens: list[Token], index: int) -> bool:
    """Whether a verb can stand at a later place, after the phrase in hand."""
    before = tokens[index - 1].tag
    return (
        tokens[index].tag is Tag.NOUN
        and before not in {Tag.DET, Tag.PREP, Tag.WH, Tag.MARK}
        and looks_like_verb(tokens[index].low)
    )


def _is_inflected(token: Token) -> bool:
    return token.low.endswith(("s", "ed")) or token.low in _PASTS


def _base_verb(
    tokens: list[Token],
    begin: int,
    end: int,
    plain: list[int],
    *,
    opens_np: bool,
    seen_subject: bool,
) -> int | None:
    """The main verb after do or a modal: the last that can be one, else the last word."""
    first_free = begin + 1 if (opens_np or not seen_subject) else begin
    able = [
        i
        for i in plain
        if i >= first_free and (looks_like_verb(tokens[i].low) or is_participle(tokens[i].low))
    ]
    bases = [i for i in able if not tokens[i].low.endswith(("ing", "ed"))]
    able = bases or able
    follows = tokens[end].tag if end < len(tokens) else Tag.MARK
    if follows is Tag.AUX:
        return None
    alone = end == begin + 1 and tokens[begin - 1].low in {"that", "this", "it"}
    if alone and looks_like_verb(tokens[begin].low) and follows in {Tag.PREP, Tag.MARK}:
        return begin
    if not able and ((opens_np and begin + 1 == end) or follows is Tag.ADV):
        return None
    if not able and any(_opens_later(tokens, i) for i in range(end, len(tokens))):
        return None
    if able:
        if not opens_np and tokens[able[0] - 1].low.endswith("s"):
            return able[0]
        plural_object = len(able) > 1 and tokens[able[-1]].low.endswith("s")
        return able[-2] if plural_object else able[-1]
    if seen_subject and not opens_np and begin in plain:
        return begin
    return plain[-1] if plain[-1] >= first_free and plain[-1] == end - 1 else None
