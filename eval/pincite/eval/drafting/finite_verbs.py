"""Which word of a statement is its finite verb, by what stands around it."""

from collections.abc import Sequence

from pincite.eval.drafting.complements import is_number
from pincite.eval.drafting.verb_forms import Form, readings
from pincite.eval.drafting.words_of_text import Word
from pincite.qa.conversation import lexicon

ENDS = frozenset({".", ";", ":", "–", "—", "!", "?", "“", "”", '"', "|", "/"})
OPENERS = lexicon.CLAUSE_OPENERS | {"that", "so", "however", "therefore"}
_PLURALS = frozenset("people staff women men children police crew".split())
_ACTED_ON = frozenset("held made left lost called named based connected signed entitled given "
                      "taken used required compared set put".split())  # fmt: skip
"""Forms that before a preposition are rarely what the subject did."""


def could_be_finite(words: Sequence[Word], place: int) -> bool:
    """Whether the word at a place can be the finite verb of its clause."""
    word, before = words[place], words[place - 1]
    after = words[place + 1] if place + 1 < len(words) else None
    if word.is_capital or before.low in lexicon.PREPOSITIONS | lexicon.DETERMINERS | {"to"}:
        return False
    if word.low in lexicon.AUXILIARIES:
        return True
    forms = {form for _, form in readings(word.low)}
    if not forms or after is None:
        return False
    if Form.PAST in forms:
        if _is_modifier(words, place):
            return False
        if after.low == "by" or (word.low in _ACTED_ON and after.low in lexicon.PREPOSITIONS):
            return False
        return Form.PARTICIPLE not in forms or not _finite_follows(words, place + 1)
    if _finite_follows(words, place + 1):
        return False
    if Form.THIRD in forms:
        return not _looks_plural(before) and _opens_complement(after)
    if Form.BASE in forms and _looks_plural(before):
        counts = is_number(words[0]) and after.low in lexicon.PREPOSITIONS | {"to"}
        return counts or after.low in lexicon.DETERMINERS or is_number(after)
    return False


def _is_modifier(words: Sequence[Word], place: int) -> bool:
    """Whether a word on -ed stands before its noun: "reported emissions"."""
    before = words[place - 1]
    return before.is_mark or before.low in lexicon.CONJUNCTIONS


def _looks_plural(word: Word) -> bool:
    low = word.low
    return low in _PLURALS or (low.endswith("s") and not low.endswith(("ss", "us", "is", "'s")))


def _opens_complement(word: Word) -> bool:
    return (
        word.low in lexicon.DETERMINERS | lexicon.PREPOSITIONS | lexicon.ADVERBS | {"to"}
        or is_number(word)
        or word.is_capital
    )


def _finite_follows(words: Sequence[Word], begin: int) -> bool:
    """Whether a sure finite verb stands later in the same stretch."""
    for place in range(begin, min(len(words), begin + 14)):
        word = words[place]
        joins = word.low in {"and", "or", "but"} and not _joins_names(words, place)
        if word.text in ENDS or word.text == "," or word.low in OPENERS or joins:
            return False
        if word.is_capital or words[place - 1].low in lexicon.PREPOSITIONS | lexicon.DETERMINERS:
            continue
        if word.low in lexicon.AUXILIARIES:
            return True
        forms = {form for _, form in readings(word.low)}
        if Form.PAST in forms and Form.PARTICIPLE not in forms:
            return True
    return False


def _joins_names(words: Sequence[Word], place: int) -> bool:
    after = words[place + 1 : place + 2]
    return bool(after) and (after[0].is_capital or after[0].text[:1].isdigit())
