"""Complements: the preposition phrases and objects behind a verb."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.eval.drafting.verb_forms import Form, readings
from pincite.eval.drafting.words_of_text import Word
from pincite.qa.conversation import lexicon

YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")
_DIGITS = re.compile(r"(?:[€$£¥₹₽]\s?)?\d+(?:[.,]\d+)*(?:\s?%)?p?\Z")
APPROXIMATING = frozenset(
    "about around over under nearly almost approximately roughly some only least most than more "
    "less up to at just exactly".split()
)
PREPOSITIONS = (lexicon.PREPOSITIONS | {"to"}) - {"of", "than", "like", "off", "out", "per"}


@dataclass(frozen=True, slots=True)
class Chunk:
    """A complement: a preposition with its noun phrase, or a noun phrase alone."""

    preposition: str
    """Folded; empty for an object, "to" also before an infinitive."""
    words: tuple[Word, ...]
    """The preposition included."""

    @property
    def inner(self) -> tuple[Word, ...]:
        """The words behind the preposition."""
        return self.words[1:] if self.preposition else self.words


def is_number(word: Word) -> bool:
    """Whether a word is a number, in digits or letters, but no year."""
    return (
        bool(_DIGITS.match(word.text)) and not YEAR.match(word.text)
    ) or word.low in lexicon.NUMBER_WORDS


def chunks_of(words: Sequence[Word]) -> tuple[Chunk, ...]:
    """Complements: each preposition but "of" opens one, unless it belongs to a number."""
    found: list[Chunk] = []
    group: list[Word] = []
    for place, word in enumerate(words):
        if group and _opens_chunk(words, place, found, group):
            found.append(_chunk(group))
            group = []
        group.append(word)
    if group:
        found.append(_chunk(group))
    return tuple(found)


def _opens_chunk(
    words: Sequence[Word], place: int, found: Sequence[Chunk], group: Sequence[Word]
) -> bool:
    word = words[place]
    if word.low not in PREPOSITIONS or word.is_capital:
        return False
    if _is_approximating(words, place) or _is_compound(words, place):
        return False
    first = group[0].low
    if first == "from" and word.low in {"to", "until", "till"}:
        return False
    in_infinitive = len(group) > 1 and first == "to" and _is_base(group[1])
    return not (in_infinitive and word.low not in {"in", "by", "for", "at", "during", "until"})


def _is_approximating(words: Sequence[Word], place: int) -> bool:
    """Whether the preposition is part of an amount: "about 30", "up to 7", "at least 4"."""
    if place + 1 >= len(words):
        return False
    word, after = words[place].low, words[place + 1]
    if word in {"up", "at"} and after.low in {"to", "least", "most"}:
        return not (place and words[place - 1].low in {"by"})
    if word == "to" and place and (words[place - 1].low == "up" or is_number(words[place - 1])):
        return is_number(after)
    return word in {"about", "around", "over", "under"} and is_number(after)


def _is_compound(words: Sequence[Word], place: int) -> bool:
    """Whether the word is the second of two prepositions: "as of", "out of", "from within"."""
    return place > 0 and words[place - 1].low in PREPOSITIONS | {"according", "out", "off"}


def _is_base(word: Word) -> bool:
    return Form.BASE in {form for _, form in readings(word.low)}


def _chunk(group: Sequence[Word]) -> Chunk:
    first = group[0].low
    number = [word for word in group if word.low not in APPROXIMATING]
    opens_number = (
        first in APPROXIMATING
        and len(group) > 1
        and bool(number)
        and is_number(number[0])
        and (first not in {"to", "under", "at", "over"} or _is_approximating(group, 0))
    )
    preposition = first if first in PREPOSITIONS and not opens_number else ""
    kept = tuple(group)
    while len(kept) > 1 and kept[-1].is_mark:
        kept = kept[:-1]
    return Chunk(preposition, kept)


def without(chunks: Sequence[Chunk], dropped: Chunk) -> tuple[Chunk, ...]:
    """The chunks but one."""
    return tuple(chunk for chunk in chunks if chunk is not dropped)
