"""Small questions about complements that the rules for facts ask."""

import re
from itertools import pairwise

from pincite.eval.drafting.amounts import DURATIONS, MONTHS, Amount, amount_of
from pincite.eval.drafting.clause_parse import Clause
from pincite.eval.drafting.complements import Chunk, is_number
from pincite.eval.drafting.verb_forms import Form, readings
from pincite.eval.drafting.words_of_text import Word, said
from pincite.qa.conversation import lexicon

_HANGING = frozenset(
    {"in order", "as well", "as part", "in terms", "in addition", "with the aim", "in response"}
)
_LIMITS = frozenset(
    "target goal limit maximum minimum average deadline gap difference time ceiling".split()
)
MEASURES = lexicon.PROPERTIES | frozenset(
    "increase decrease rise fall drop growth load capacity investment penalty milestone loss gain "
    "surplus deficit mass bonus fine discount reduction ceiling grant loan donation area yield "
    "diameter thickness deposit rent pension dose share contribution".split()
)
"""Nouns that "of" gives an amount."""
_AT_END = frozenset("worldwide globally annually abroad together overall nationwide".split())
_ADDING = frozenset("in on at under during since until by".split())


def is_cut(clause: Clause, chunk: Chunk) -> bool:
    """Whether a complement is the last one of a clause that goes on with a list."""
    return clause.goes_on and chunk is clause.chunks[-1]


def added(chunks: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """What stood before the subject and can stand at the end: all of it or nothing."""
    return chunks if all(map(_can_be_added, chunks)) else ()


def _can_be_added(chunk: Chunk) -> bool:
    named = any(word.is_capital or word.text[:1].isdigit() for word in chunk.inner)
    return chunk.preposition in _ADDING and len(chunk.words) <= 6 and named


def belongs(clause: Clause, chunk: Chunk) -> bool:
    """Whether a date belongs to a noun or participle before it and not to the verb."""
    if chunk not in clause.chunks:
        return False
    before = clause.chunks[: clause.chunks.index(chunk)]
    if not before:
        return False
    return is_verbal(before[-1].words[-1]) or any(
        one.preposition in {"until", "after", "before", "since", "with", "to", "despite"}
        for one in before
    )


def holds_amount(chunk: Chunk) -> bool:
    """Whether a second amount stands in a complement: "and three days for the others"."""
    return any(
        before.low in {"and", "or"} and is_number(word) for before, word in pairwise(chunk.words)
    )


def hangs(chunk: Chunk) -> bool:
    """Whether a complement needs what came behind it: "in order", "vehicles starting"."""
    return is_verbal(chunk.words[-1]) or said(chunk.words).lower() in _HANGING


def is_verbal(word: Word) -> bool:
    """Whether a word can be a participle or gerund, which would own what follows it."""
    forms = {form for _, form in readings(word.low)}
    return not word.is_capital and (
        bool(forms & {Form.PARTICIPLE, Form.GERUND}) or word.low.endswith(("ing", "ated"))
    )


def is_clock(amount: Amount, preposition: str) -> bool:
    """Whether the number is a time of day or the day of a date."""
    text = amount.number[0].text
    dated = bool(amount.rest) and amount.rest[0].low in MONTHS
    timed = preposition != "" and re.fullmatch(r"\d{1,2}[:.]\d\d", text) is not None
    return dated or timed


def without_adverbs(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Chunk, ...]]:
    """The words without "worldwide" and its like at their end, and those as a chunk."""
    kept = list(words)
    while kept and kept[-1].low in _AT_END:
        kept.pop()
    moved = words[len(kept) :]
    return tuple(kept), (Chunk("", moved),) if moved else ()


def is_actor(words: tuple[Word, ...]) -> bool:
    """Whether a noun phrase can act: it has an article or is a name, and is no amount."""
    if not words or amount_of(words) or any(is_verbal(word) for word in words[:1]):
        return False
    opens = words[0].low in {"a", "an", "the"} or words[0].is_capital
    return opens and words[-1].low not in {"half", "quarter", "third", "hand", "law"}


def of_preposition(preposition: str, amount: Amount, rest: str) -> str | None:
    """The question words for an amount behind a preposition; None where they would not fit."""
    word = preposition.capitalize()
    if amount.has_determiner:
        return None
    if amount.is_per_cent:
        fits = preposition in {"to", "by", "at"} and (not rest or rest[:3] == "of ")
        return f"{word} what percentage {rest}".rstrip() if fits else None
    if amount.is_money:
        asked = "At what price" if preposition == "at" else f"{word} how much"
        return asked if not rest and preposition in {"for", "to", "by", "at"} else None
    if said(amount.number).lower() in {"one", "1"}:
        return None
    if not amount.rest or amount.rest[0].low in lexicon.PREPOSITIONS:
        return None
    if preposition == "for" and rest in DURATIONS:
        return "For how long"
    if (len(amount.rest) == 1 and amount.rest[0].low in DURATIONS) or preposition in {
        "within",
        "for",
    }:
        return f"{word} how many {rest}"
    return f"{word} how many {rest}" if preposition in {"to", "after"} else None


def of_being(clause: Clause, amount: Amount, rest: str) -> str | None:
    """The question word for "the ceiling is £45"; a plural subject counts something else."""
    if clause.auxiliaries[0].low not in {"is", "was", "will", "has"} or amount.has_determiner:
        return None
    if rest in DURATIONS and not any(word.low in _LIMITS for word in clause.subject):
        return "How long"
    return "What" if not rest or len(amount.rest) <= 3 else None


def lacks_article(clause: Clause) -> bool:
    """Whether the subject, a term set in bold perhaps, has its article elsewhere in the text."""
    first, text = clause.subject[0], said(clause.subject)
    if first.low in lexicon.DETERMINERS:
        return False
    return (
        re.search(rf"\b(?:[Tt]he|[Aa]n?) {re.escape(text)}\b", clause.sentence.document.text, re.I)
        is not None
    )


def article(rest: str) -> str:
    """The indefinite article of a noun.

    >>> article("investment")
    'an'
    """
    return "an" if rest[:1] in "aeiou" else "a"


def named(name: str) -> tuple[str, ...]:
    """A name with and without its article."""
    first, _, rest = name.partition(" ")
    return (name, rest) if first.lower() in {"the", "a", "an"} and rest else (name,)
