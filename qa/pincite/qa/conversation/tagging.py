"""A question cut into words with their parts of speech, as far as small words tell them."""

import re
from dataclasses import replace
from functools import lru_cache

from pincite.qa.conversation import lexicon
from pincite.qa.conversation.tokens import Tag, Token
from pincite.qa.conversation.verbs import (
    CONTRACTED_BE,
    is_inflected_past,
    looks_like_verb,
    with_verbs,
)

_TOKEN = re.compile(
    r"(?P<word>[^\W_]+(?:(?:[.’'/&-]|(?<=\d),(?=\d\d\d))[^\W_]+)*(?:['’](?=\W|$))?)|(?P<mark>[^\w\s]|_)"
)
_YEAR = re.compile(r"(?:1[5-9]\d\d|20\d\d)$")
_NUMBER = re.compile(r"\d[\d.,]*$")
_ORDERS = frozenset("last next first second latest previous main only earlier later".split())
_ADJECTIVE = re.compile(
    r"(?:ive|able|ible|ous|ful|less)$|^(?:open|closed|ready|valid|due|empty|full|alive|dead|able|"
    r"free|new|old|safe|high|low|big|small|long|short|true|false|wrong|right|late|early|best|worst|worth|good|bad)$"
)


@lru_cache(maxsize=512)
def tokenize(text: str, names: frozenset[str] = frozenset()) -> tuple[Token, ...]:
    """The words and marks of a question, tagged; `names` are words (folded) known to be names.

    >>> [(t.text, t.tag.value) for t in tokenize("How many cars did Renault sell in 2014?")][2:6]
    [('cars', 'noun'), ('did', 'aux'), ('Renault', 'name'), ('sell', 'verb')]
    """
    tokens: list[Token] = []
    shouting = text.isupper()
    first = True
    for match in _TOKEN.finditer(text):
        word = match.group()
        low = word.casefold().replace("’", "'")
        tag = Tag.MARK if match["mark"] else _plain_tag(word, low, first=first, names=names)
        if low in {"it", "us"} and word.isupper() and not shouting:
            tag = Tag.NAME
        if word in {"A", "I"} and tokens and _can_be_numbered(word, tokens[-1].tag):
            tag = Tag.NAME
        if low in lexicon.ASKED_ADJECTIVES and tokens and tokens[-1].low == "how":
            tag = Tag.ADV
        tokens.append(Token(word, low, match.start(), match.end(), tag))
        first = first and tag is Tag.MARK
    return tuple(with_verbs(_without_predicates(_settled_first(tokens, names))))


def _can_be_numbered(letter: str, before: Tag) -> bool:
    """Whether a letter after such a word is its number: Lumo I, company A."""
    return before is Tag.NAME or (letter == "A" and before is Tag.NOUN)


def _plain_tag(word: str, low: str, *, first: bool, names: frozenset[str]) -> Tag:
    if _YEAR.match(low):
        return Tag.YEAR
    if _NUMBER.match(low):
        return Tag.NUMBER
    if low in CONTRACTED_BE or low in lexicon.WH_WORDS:
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


def _settled_first(tokens: list[Token], names: frozenset[str]) -> list[Token]:
    """A capital at the beginning makes no name of a common word that goes on in lower case."""
    words = [index for index, token in enumerate(tokens) if token.tag is not Tag.MARK]
    if len(words) < 2 or tokens[words[0]].tag is not Tag.NAME:
        return tokens
    first, second = tokens[words[0]], tokens[words[1]]
    is_code = any(map(str.isdigit, first.text)) or first.text[1:].lower() != first.text[1:]
    if first.low in names or is_code or second.tag in {Tag.NAME, Tag.AUX} or first.is_possessive:
        return tokens
    if second.tag in {Tag.NUMBER, Tag.CONJ} and not looks_like_verb(first.low):
        return tokens
    tokens[words[0]] = Token(first.text, first.low, first.start, first.end, Tag.NOUN)
    return tokens


def _without_predicates(tokens: list[Token]) -> list[Token]:
    """Adjectives that close a clause are no nouns; "one" before a noun is a determiner."""
    for index, token in enumerate(tokens[:]):
        after = tokens[index + 1].tag if index + 1 < len(tokens) else Tag.MARK
        if _stands_for_things(tokens, index):
            tokens[index] = replace(token, tag=Tag.PRON)
        elif token.low == "one" and after in {Tag.NOUN, Tag.NAME}:
            tokens[index] = replace(token, tag=Tag.DET)
        elif (
            token.low in _ORDERS and after in {Tag.NOUN, Tag.NAME} and _is_in_phrase(tokens, index)
        ):
            tokens[index] = replace(token, tag=Tag.NOUN)
        elif token.tag is Tag.NOUN and index and _is_predicate(tokens, index, after):
            tokens[index] = replace(token, tag=Tag.ADV)
        elif token.low == "going" and index + 1 < len(tokens) and tokens[index + 1].low == "to":
            tokens[index] = replace(token, tag=Tag.VERB)
    return tokens


def _is_in_phrase(tokens: list[Token], index: int) -> bool:
    """Whether a determiner stands before the word and no time behind: the last audit."""
    return (
        index > 0
        and tokens[index - 1].tag is Tag.DET
        and tokens[index + 1].low not in lexicon.TIME_NOUNS
    )


def _stands_for_things(tokens: list[Token], index: int) -> bool:
    """Whether a verb follows "that one", or "those" after "of": how many of those take beds."""
    token, following = tokens[index], tokens[index + 1 : index + 2]
    before = tokens[index - 1].low if index else ""
    points = token.low == "one" and before in {"that", "this", "which", "the"}
    points = points or (token.low in {"those", "these", "them"} and before == "of")
    if not points or not following or following[0].tag is not Tag.NOUN:
        return False
    is_base = not following[0].low.endswith(("s", "ing")) and looks_like_verb(following[0].low)
    return is_base or is_inflected_past(following[0].low)


def _is_predicate(tokens: list[Token], index: int, after: Tag) -> bool:
    token, before = tokens[index], tokens[index - 1]
    auxiliaries = [t.low for t in tokens[:index] if t.tag is Tag.AUX or t.low in CONTRACTED_BE]
    if not auxiliaries or auxiliaries[-1] not in lexicon.BE | set(CONTRACTED_BE):
        return False
    if after not in {Tag.MARK, Tag.PREP} or before.tag in {Tag.DET, Tag.PREP}:
        return False
    if before.tag is Tag.AUX and token.low.endswith("er"):
        return True
    return _ADJECTIVE.search(token.low) is not None or (
        before.tag is Tag.PRON and not looks_like_verb(token.low)
    )
