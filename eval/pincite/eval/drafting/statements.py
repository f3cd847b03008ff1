"""The plain statements that a sentence makes: itself, and what it joins with "and" or ";"."""

from collections.abc import Iterator
from dataclasses import replace

from pincite.eval.drafting.clause_parse import Clause, parse_clause
from pincite.eval.drafting.complements import is_number
from pincite.eval.drafting.verb_forms import Form, readings
from pincite.eval.drafting.words_of_text import Sentence, Word
from pincite.qa.conversation import lexicon

_JOINING = {"and", "but"}
_LONGEST_LABEL = 6
"""Words before a colon that only name what follows."""


def clauses_of(sentence: Sentence) -> Iterator[Clause]:
    """The clauses of a sentence that can be understood by themselves, in order."""
    first = parse_clause(sentence)
    if first is not None:
        yield first
        for words in _further_predicates(sentence, first):
            yield from _parsed(sentence, words)
    for words in _further_sentences(sentence):
        yield from _parsed(sentence, words)


def _parsed(sentence: Sentence, words: tuple[Word, ...]) -> Iterator[Clause]:
    clause = parse_clause(replace(sentence, words=words))
    if clause is not None:
        yield clause


def _further_predicates(sentence: Sentence, first: Clause) -> Iterator[tuple[Word, ...]]:
    """The subject with each predicate that "and" adds: "Ada founded it and sold it in 1990"."""
    words = sentence.words
    begin = first.subject[-1].end
    if any(word.low in lexicon.MODALS for word in first.auxiliaries):
        return
    for place, word in enumerate(words[:-3]):
        if word.start < begin:
            continue
        if (
            word.text in {";", ":", ","}
            or word.low in lexicon.CLAUSE_OPENERS - lexicon.PREPOSITIONS
        ):
            return
        if word.low != "and":
            continue
        after = words[place + 1]
        forms = {form for _, form in readings(after.low)} if not after.is_capital else set()
        if after.low in ({"was", "is", "has"} if first.is_plural else {"were", "are", "have"}):
            continue
        if Form.PAST in forms or Form.THIRD in forms or after.low in lexicon.AUXILIARIES:
            yield (*first.subject, *words[place + 1 :])


def _further_sentences(sentence: Sentence) -> Iterator[tuple[Word, ...]]:
    """What stands behind a semicolon, or behind a comma with "and", with its own subject."""
    words = sentence.words
    for place in range(1, len(words) - 3):
        mark, after = words[place], words[place + 1]
        if mark.text == ";" or (mark.text == ":" and place < _LONGEST_LABEL):
            begin = place + 1 + (after.low in _JOINING)
        elif mark.text == "," and after.low in _JOINING:
            begin = place + 2
        else:
            continue
        opening = words[begin]
        names = opening.is_capital or opening.low in {"the", "a", "an"} or is_number(opening)
        if names:
            yield words[begin:]
