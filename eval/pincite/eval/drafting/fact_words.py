"""Small questions about complements that the rules for facts ask."""

import re
from itertools import pairwise, takewhile

from pincite.eval.drafting.amounts import DURATIONS, MONTHS, Amount, amount_of
from pincite.eval.drafting.clause_parse import Clause
from pincite.eval.drafting.complements import YEAR, Chunk, is_number
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
EXCEEDING = frozenset("exceed pass surpass top overtake hit".split())
"""Verbs whose amount is a mark and not a number of things."""
FULL_DEFINITION = 6
"""Words of "a museum object": fewer tell little of what a thing is."""
_CHANGING = frozenset("rise fall increase decrease grow drop reduce raise cut limit amount climb "
                      "lower extend shorten shrink".split())  # fmt: skip
FELT = frozenset(
    "welcome thank apologise apologize prefer hope want wish think believe fear "
    "doubt feel note remark agree say promise seem appear tend try".split()
)
"""Verbs of what is thought or said, or that say little."""
_PRICED = frozenset("sell buy offer price value trade purchase auction".split())
_UNITS = frozenset(
    "m km cm mm kg g t mb gb tb kb metres meters kilometres kilometers miles feet "
    "inches centimetres millimetres tonnes kilograms megabytes hectares".split()
)
DIMENSIONS = frozenset("long high wide deep thick tall large heavy old broad".split())
_ALONE = frozenset("only mainly mostly usually often always".split())
_PAST = frozenset({"was", "were", "did", "had"})
_CONNECTING = frozenset("in of to with for at by from on during under through".split())
_CERTAIN = frozenset("the its his her their our this that each every".split())
_OWNED = frozenset("for of against between".split())
_RANKS = frozenset("first last best worst most least only same second third".split())
_PLURALS = frozenset("people men women children staff police crew cattle fish sheep feet teeth "
                     "data media mice geese personnel".split())  # fmt: skip
_MOVED = frozenset("a an the per each every ago early late earlier later before after all wrong "
                   "old long high large deep wide if when".split())  # fmt: skip
_AT_END = frozenset("worldwide globally annually abroad together overall nationwide".split())
_ADDING = frozenset("in on at under during since until by".split())


def lacks_year(clause: Clause, chunk: Chunk) -> bool:
    """Whether something past is dated by a bare month: of which year nobody can tell."""
    past = clause.form is Form.PAST or any(word.low in _PAST for word in clause.auxiliaries)
    words = [word for word in chunk.inner if word.low != "of"]
    return past and not any(YEAR.match(word.text) or word.text.isdigit() for word in words)


def tells_amount(chunks: tuple[Chunk, ...]) -> bool:
    """Whether an object is an amount: a question for its date or place asks the wrong way round."""
    return any(
        one.preposition in {"", "at", "to"} and amount_of(one.inner) is not None for one in chunks
    )


def has_clock(chunks: tuple[Chunk, ...]) -> bool:
    """Whether a time of day stands beside a day: "on Tuesdays at 10:00"."""
    return any(
        one.preposition in {"at", "from", "between"}
        and len(one.words) > 1
        and re.match(r"\d{1,2}(?:[:.]\d\d)?$", one.words[1].text) is not None
        for one in chunks
    )


def needs_article(clause: Clause, name: str) -> bool:
    """Whether a role stands without article: "Top scorer of the team was the winger"."""
    first = clause.subject[0]
    owned = any(word.low.endswith("'s") for word in clause.subject)
    bare = first.low not in lexicon.DETERMINERS and not clause.subject[-1].is_capital and not owned
    return bare and name.startswith("the ")


def hangs_open(chunk: Chunk) -> bool:
    """Whether a word has lost what it belongs to: "a film of 90 seconds in which", "only"."""
    if len(chunk.words) == 1 and not chunk.preposition and chunk.words[0].low in _ALONE:
        return True
    return len(chunk.words) == 1 and chunk.preposition in _CONNECTING


def is_needed(chunk: Chunk, before: Chunk) -> bool:
    """Whether leaving a complement out would make the one before it something wider.

    An aim always belongs to its noun; a place or partner does where the noun is not yet a
    certain one: "a number of projects with Daimler".
    """
    if is_aim(chunk):
        return True
    first = before.inner[0] if before.inner else chunk.words[0]
    certain = first.is_capital or first.low in _CERTAIN or first.low.endswith("'s")
    return not certain or (not before.preposition and chunk.preposition in _OWNED)


def is_bare_past(clause: Clause) -> bool:
    """Whether "the variety was" speaks of one thing that an earlier sentence has named."""
    words = [word.low for word in clause.subject]
    plain = len(words) == 2 and words[0] == "the" and not clause.subject[1].is_capital
    return plain and clause.auxiliaries[0].low == "was" and not words[1].endswith("est")


def is_aim(chunk: Chunk) -> bool:
    """Whether a complement is an infinitive: "to build a quay"."""
    return (
        chunk.preposition == "to"
        and len(chunk.words) > 1
        and Form.BASE in {form for _, form in readings(chunk.words[1].low)}
    )


def is_body(words: tuple[Word, ...]) -> bool:
    """Whether a name is "the" and one word: the Board, the Society."""
    return len(words) == 2 and words[0].low == "the"


def is_empty(chunk: Chunk) -> bool:
    """Whether a predicate has no noun of its own: "the largest in private hands"."""
    words = [word.low for word in chunk.words]
    if words[0] != "the" or len(words) < 2:
        return words == ["the"]
    alone = len(words) == 2 or words[2] in lexicon.PREPOSITIONS | {"to", "of"}
    return alone and (words[1].endswith("est") or words[1] in _RANKS)


def spoils(words: tuple[Word, ...], spoiling: frozenset[str]) -> bool:
    """Whether what a number counts is not plain: "9 million a year", "12 and more"."""
    noun = takewhile(lambda word: word.low not in lexicon.PREPOSITIONS | {"of"}, words)
    return any(word.low in _MOVED for word in noun) or any(
        is_number(word) or word.low in spoiling for word in words
    )


def counts_things(amount: Amount) -> bool:
    """Whether the words behind a number are what it counts: a plural that nothing spoils."""
    first, last = amount.rest[0], amount.rest[-1]
    if amount.is_per_cent or amount.is_money:
        return True
    noun = tuple(takewhile(lambda word: word.low not in lexicon.PREPOSITIONS | {"of"}, amount.rest))
    last = noun[-1] if noun else first
    many = last.low.endswith("s") or last.low in _PLURALS or len(last.low) <= 3
    begins = first.is_capital or first.low in lexicon.DETERMINERS | _MOVED
    return many and not begins and not any(word.low in _MOVED for word in amount.rest)


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
    nominal = before[-1].words[-1].low.endswith(("tion", "ment", "al", "quest"))
    if chunk.preposition in {"by", "until"} and before[-1].preposition and nominal:
        return True
    return is_verbal(before[-1].words[-1]) or any(
        one.preposition in {"until", "after", "before", "since", "with", "to", "despite"}
        for one in before
    )


def holds_amount(chunk: Chunk) -> bool:
    """Whether a second amount stands in a complement: "and three days for the others"."""
    return any(
        before.low in {"and", "or"} and is_number(word) for before, word in pairwise(chunk.words)
    )


def holds_and(chunk: Chunk) -> bool:
    """Whether a complement names several things."""
    return any(word.low in {"and", "or", "plus"} for word in chunk.words)


def hangs(chunk: Chunk) -> bool:
    """Whether a complement needs what came behind it: "in order", "vehicles starting"."""
    return is_verbal(chunk.words[-1]) or said(chunk.words).lower() in _HANGING


def is_verbal(word: Word) -> bool:
    """Whether a word can be a participle or gerund, which would own what follows it."""
    forms = {form for _, form in readings(word.low)}
    return not word.is_capital and (
        bool(forms & {Form.PARTICIPLE, Form.GERUND})
        or (word.low.endswith(("ing", "ed")) and len(word.low) > 4)
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


def of_preposition(preposition: str, amount: Amount, rest: str, base: str) -> str | None:
    """The question words for an amount behind a preposition; None where they would not fit."""
    word = preposition.capitalize()
    if amount.has_determiner or (preposition == "to" and base not in _CHANGING):
        return None
    if amount.is_per_cent:
        fits = preposition in {"to", "by"} and (not rest or rest[:3] == "of ")
        return f"{word} what percentage {rest}".rstrip() if fits else None
    if amount.is_money:
        if preposition == "at" and base not in _PRICED:
            return None
        asked = "At what price" if preposition == "at" else f"{word} how much"
        return asked if not rest and preposition in {"for", "to", "by", "at"} else None
    if said(amount.number).lower() in {"one", "1"}:
        return None
    if not amount.rest or amount.rest[0].low in lexicon.PREPOSITIONS | {"until"}:
        return None
    if preposition not in {"for", "within", "after", "in", "to", "by"}:
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
    bare = clause.subject[0].low not in lexicon.DETERMINERS and len(clause.subject) == 1
    if bare and clause.auxiliaries[0].low == "was" and not clause.fronted:
        return None
    if amount.rest and amount.rest[-1].low in DIMENSIONS:
        measured = len(amount.rest) == 2 and amount.rest[0].low in _UNITS | DURATIONS
        return f"How {amount.rest[-1].low}" if measured else None
    if not any(word.low in MEASURES | _LIMITS for word in clause.subject) and rest not in DURATIONS:
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
