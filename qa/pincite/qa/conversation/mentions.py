"""What a question speaks of: names, nouns, years and numbers, with their place and their part."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pincite.qa.conversation import lexicon
from pincite.qa.conversation.tagging import tokenize
from pincite.qa.conversation.tokens import CONTENT, Tag, Token


class Kind(StrEnum):
    """What sort of thing is mentioned."""

    TIME = "time"
    NUMBER = "number"
    NAME = "name"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase, time or number of a question: `text[start:end]`, determiner included."""

    text: str
    start: int
    end: int
    kind: Kind
    tokens: tuple[Token, ...]
    """Its words, the determiner left out."""
    determiner: str
    """The determiner, folded; empty when it has none."""
    preposition: str
    """The preposition before it, folded; empty when it has none."""
    outer_start: int
    """Where it begins with determiner and leading year: the 2024 report."""
    preposition_start: int
    """Where the phrase begins with its preposition."""
    is_asked: bool
    """Whether it follows the question word: which mesh, how many cars."""
    is_subject: bool
    """Whether it stands where the subject stands: right after an auxiliary or before the verb."""

    @property
    def core(self) -> str:
        """The phrase without determiner and possessive ending."""
        begin, end = self.tokens[0].start, self.tokens[-1].end
        core = self.text[begin - self.start : end - self.start]
        return core[:-2] if core.endswith(("'s", "’s")) else core.rstrip("'’")

    @property
    def head(self) -> Token:
        """Its last word."""
        return self.tokens[-1]

    @property
    def is_plural(self) -> bool:
        """Whether its head looks like a plural."""
        low = self.head.low
        ends = low.endswith("s") and not low.endswith(("ss", "us", "is"))
        return self.kind is Kind.NOUN and (ends or low in lexicon.IRREGULAR_PLURALS)

    @property
    def name_tokens(self) -> tuple[Token, ...]:
        """The words of the first name in it, with the number that goes with it."""
        chosen: list[Token] = []
        for token in self.tokens:
            if token.tag is Tag.NAME or (chosen and token.tag is Tag.NUMBER):
                chosen.append(token)
            elif chosen:
                break
        return tuple(chosen)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A question with its words and what it mentions."""

    text: str
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]

    @property
    def words(self) -> tuple[Token, ...]:
        """The tokens without marks."""
        return tuple(token for token in self.tokens if token.tag is not Tag.MARK)

    @property
    def is_clause(self) -> bool:
        """Whether it has a verb or an auxiliary, so is more than a fragment."""
        return any(token.tag in {Tag.VERB, Tag.AUX} for token in self.tokens) or any(
            token.low.endswith("'s") and token.tag is Tag.WH for token in self.tokens
        )


@lru_cache(maxsize=512)
def parse(text: str, names: frozenset[str] = frozenset()) -> Parsed:
    """The words and mentions of a question; `names` are words (folded) known to be names.

    >>> [m.text for m in parse("What is the capacity of the Tangier plant in 2014?").mentions]
    ['the capacity', 'the Tangier plant', '2014']
    """
    tokens = tokenize(text, names)
    return Parsed(text, tokens, tuple(_mentions(text, tokens)))


def _mentions(text: str, tokens: Sequence[Token]) -> list[Mention]:
    found: list[Mention] = []
    index = 0
    while index < len(tokens):
        if tokens[index].tag not in CONTENT:
            index += 1
            continue
        end = _phrase_end(tokens, index)
        for begin, stop in _without_times(tokens, index, end):
            found.append(_mention(text, tokens, begin, stop))
        index = end
    return found


def _phrase_end(tokens: Sequence[Token], begin: int) -> int:
    """Where the noun phrase that begins at a content word ends."""
    end = begin
    while end < len(tokens):
        if tokens[end].tag in CONTENT:
            end += 1
        elif _joins_names(tokens, end):
            end += 2
        else:
            break
    return end


def _joins_names(tokens: Sequence[Token], index: int) -> bool:
    """Whether a small word stands inside a name: Head of Engineering, Johnson & Johnson."""
    if index == 0 or index + 1 >= len(tokens) or tokens[index].low not in {"of", "&", "de", "von"}:
        return False
    before, after = tokens[index - 1], tokens[index + 1]
    return before.tag is Tag.NAME and after.tag is Tag.NAME and before.text[0].isupper()


def _without_times(tokens: Sequence[Token], begin: int, end: int) -> list[tuple[int, int]]:
    """Ranges of the phrase: times that close it are mentions of their own."""
    split = end
    while split > begin and tokens[split - 1].tag in {Tag.YEAR, Tag.MONTH}:
        split -= 1
        if split > begin and tokens[split].tag is Tag.MONTH and tokens[split - 1].tag is Tag.NUMBER:
            split -= 1
        if split > begin and tokens[split - 1].low in {"fy", "q1", "q2", "q3", "q4"}:
            split -= 1
    ranges = [(begin, split), (split, end)]
    lead = begin
    if split > begin and tokens[begin].tag is Tag.YEAR:
        lead = begin + 1
        ranges = [(begin, lead), (lead, split), (split, end)]
    return [(start, stop) for start, stop in ranges if start < stop]


def _mention(text: str, tokens: Sequence[Token], begin: int, end: int) -> Mention:
    before, first, outer, determiner = begin - 1, begin, begin, ""
    if before >= 0 and tokens[before].tag is Tag.YEAR and tokens[begin].tag is not Tag.YEAR:
        before -= 1
    if before >= 0 and tokens[before].tag is Tag.DET:
        determiner = tokens[before].low
        first, outer = (before if before == begin - 1 else begin), before
        before -= 1
    preposition, start = "", tokens[outer].start
    if before >= 0 and tokens[before].tag is Tag.PREP:
        preposition, start = tokens[before].low, tokens[before].start
    words = tuple(tokens[begin:end])
    return Mention(
        text=text[tokens[first].start : tokens[end - 1].end],
        start=tokens[first].start,
        end=tokens[end - 1].end,
        kind=Kind.TIME if _is_time_of(words, preposition) else _kind(words),
        tokens=words,
        determiner=determiner,
        preposition=preposition,
        outer_start=tokens[outer].start,
        preposition_start=start,
        is_asked=_is_asked(tokens, before),
        is_subject=_is_subject(tokens, before, end),
    )


def _is_time_of(words: Sequence[Token], preposition: str) -> bool:
    """Whether a noun with its preposition tells when: at night, during the holidays."""
    return words[-1].low in lexicon.TIMES_OF_DAY and preposition in {
        "at", "in", "on", "during", "over", "by", "after", "before",
    }  # fmt: skip


def _kind(words: Sequence[Token]) -> Kind:
    if all(word.tag in {Tag.YEAR, Tag.MONTH} for word in words[-1:]):
        return Kind.TIME
    if any(word.tag is Tag.NAME for word in words):
        return Kind.NAME
    return Kind.NUMBER if words[0].tag is Tag.NUMBER else Kind.NOUN


def _is_asked(tokens: Sequence[Token], before: int) -> bool:
    if before < 0:
        return False
    if tokens[before].low in {"which", "what", "whose", "what's"}:
        return tokens[before].low != "what's"
    return (
        before > 0 and tokens[before].low in lexicon.QUANTIFIERS and tokens[before - 1].low == "how"
    )


def _is_subject(tokens: Sequence[Token], before: int, end: int) -> bool:
    if (
        before > 0
        and tokens[before].low in lexicon.HAVE
        and tokens[before - 1].tag in CONTENT | {Tag.WH}
    ):
        return False
    after_auxiliary = before >= 0 and (
        tokens[before].tag is Tag.AUX
        or tokens[before].low in {"what's", "who's", "where's", "there"}
    )
    verb_follows = end < len(tokens) and tokens[end].tag in {Tag.VERB, Tag.AUX}
    after_preposition = before >= 0 and tokens[before].tag is Tag.PREP
    return after_auxiliary or (
        verb_follows and not after_preposition and not _is_asked(tokens, before)
    )
