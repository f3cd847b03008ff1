"""Drafts from a statement: its date, its amounts, who acts, what a thing is, where it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from pincite.eval.drafting.amounts import (
    DURATIONS,
    MONTHS,
    Amount,
    amount_of,
    is_date,
    names_year,
)
from pincite.eval.drafting.clause_parse import YEAR, Chunk, Clause, is_number, without
from pincite.eval.drafting.drafts import Draft
from pincite.eval.drafting.people import People, is_place
from pincite.eval.drafting.verb_forms import Form, readings
from pincite.eval.drafting.wording import Wording
from pincite.eval.drafting.words_of_text import Word, inner_text, said, span_of
from pincite.qa.conversation import lexicon

_WHEN = {"in": "When", "on": "When", "since": "Since when", "by": "By when", "until": "Until when"}
_SPENDING = frozenset("cost pay spend invest charge save commit earn raise generate borrow".split())
_BEFALLING = frozenset("cost begin start end open close last fall rise become weigh".split())
"""Verbs with which things that do not act are asked for."""
MOST_COMPLEMENT_WORDS = 10
_SPOILING = frozenset("and or than each every such as more other others further".split())
_AT_END = frozenset("worldwide globally annually abroad together overall nationwide".split())
_HAPPENING = frozenset(
    "open build hold launch sell release produce introduce sign inaugurate make found establish "
    "create manufacture locate base house meet begin start publish keep store bury bear die".split()
)
"""Verbs whose place is where it happens, not part of their object."""
_ADDING = frozenset("in on at for from with through under during since until by".split())


@dataclass(frozen=True, slots=True)
class FactDrafter:
    """Drafts questions from clauses, with what is known of the folder's spelling and people."""

    wording: Wording
    people: People

    def drafts(self, clause: Clause) -> Iterator[Draft]:
        """Every question that the rules can ask of a clause."""
        yield from self._dates(clause)
        yield from self._amounts(clause)
        yield from self._agent(clause)
        yield from self._subject(clause)
        yield from self._what_is(clause)
        yield from self._places(clause)
        yield from self._objects(clause)

    def _dates(self, clause: Clause) -> Iterator[Draft]:
        for chunk in (*clause.fronted, *clause.chunks):
            if not is_date(chunk) or chunk.preposition not in _WHEN or _belongs(clause, chunk):
                continue
            if clause.base == "be" and chunk.preposition in {"in", "on", "by"}:
                continue
            kept = _whole(clause, without(clause.chunks, chunk))
            if kept is None:
                continue
            fronted = _added(without(clause.fronted, chunk))
            question = self.wording.inverted(
                _WHEN[chunk.preposition], clause, kept, fronted=fronted
            )
            answers = (said(chunk.inner), inner_text(chunk.words, self.wording.spelling))
            doubt = 0.0 if names_year(chunk) else 0.2
            yield _draft(clause, question, answers, "date", chunk.inner, "date", doubt)

    def _amounts(self, clause: Clause) -> Iterator[Draft]:
        yield from self._counted_subject(clause)
        for place, chunk in enumerate(clause.chunks):
            amount = amount_of(chunk.inner)
            if amount is None or is_date(chunk) or _is_cut(clause, chunk):
                continue
            if _is_clock(amount, chunk.preposition):
                continue
            kept = _whole(clause, without(clause.chunks, chunk))
            if kept is None:
                continue
            asked = self._asked_amount(clause, chunk, amount, first=place == 0)
            if asked is None:
                continue
            rest, moved = _without_adverbs(amount.rest)
            question = self.wording.inverted(
                asked, clause, (*moved, *kept), fronted=_added(clause.fronted)
            )
            nouns = len(tuple(takewhile(lambda word: word.low != "of", rest)))
            named = 0 < nouns <= 2 and not amount.has_determiner and not amount.is_per_cent
            unit = tuple(takewhile(lambda word: word.low != "of", rest)) if named else ()
            full = (*amount.words, *unit)
            answers = dict.fromkeys((said(full), said(amount.words), said(amount.number)))
            yield _draft(clause, question, tuple(answers), "number", amount.words, "amount", 0.05)

    def _asked_amount(
        self, clause: Clause, chunk: Chunk, amount: Amount, *, first: bool
    ) -> str | None:
        rest = said(_without_adverbs(amount.rest)[0])
        if any(is_number(word) or word.low in _SPOILING for word in amount.rest):
            return None
        if any(_is_verbal(word) for word in amount.rest):
            return None
        if chunk.preposition:
            return _of_preposition(chunk.preposition, amount, rest)
        if clause.base == "be":
            return _of_being(clause, amount, rest) if first else None
        if amount.is_per_cent and rest.startswith("of "):
            return f"What percentage {rest}"
        if amount.is_per_cent or (amount.is_money and rest):
            singular = amount.rest and amount.has_determiner
            return f"How large {_article(rest)} {rest}" if singular else None
        if amount.is_money:
            return "How much money" if clause.base in _SPENDING - {"cost"} else "How much"
        if not rest or amount.has_determiner or amount.rest[0].low in lexicon.PREPOSITIONS:
            return None
        return f"How many {rest}"

    def _counted_subject(self, clause: Clause) -> Iterator[Draft]:
        amount = amount_of(clause.subject)
        if amount is None or amount.has_determiner or not amount.rest or clause.goes_on:
            return
        rest = said(amount.rest)
        if amount.is_per_cent:
            if not rest.startswith("of "):
                return
            wh = f"What percentage {rest}"
        elif amount.is_money or any(map(is_number, amount.rest)) or rest.startswith("of "):
            return
        else:
            wh = f"How many {rest}"
        question = self.wording.of_subject(
            wh, clause, clause.chunks, fronted=_added(clause.fronted)
        )
        answers = tuple(dict.fromkeys((said(amount.words), said(amount.number))))
        yield _draft(clause, question, answers, "number", amount.words, "counted subject", 0.1)

    def _agent(self, clause: Clause) -> Iterator[Draft]:
        if not clause.is_passive:
            return
        for chunk in clause.chunks:
            inner = chunk.inner
            if chunk.preposition != "by" or is_date(chunk) or not _is_actor(inner):
                continue
            kept = _whole(clause, without(clause.chunks, chunk))
            if kept is None or _is_cut(clause, chunk):
                continue
            name = said(inner)
            question = self.wording.active(
                self.people.word_for(name), clause, (*kept, *_added(clause.fronted))
            )
            if question:
                yield _draft(clause, question, _named(name), "factoid", inner, "agent", 0.0)

    def _subject(self, clause: Clause) -> Iterator[Draft]:
        name = said(clause.subject)
        if clause.is_plural or not _is_name(clause.subject) or amount_of(clause.subject):
            return
        kept = _whole(clause, clause.chunks)
        if kept is None or not kept:
            return
        wh = self.people.word_for(name)
        if wh == "What" and not (clause.is_passive or clause.base in _BEFALLING):
            return
        question = self.wording.of_subject(wh, clause, kept, fronted=_added(clause.fronted))
        known = 0.05 if self.people.is_person(name) else 0.15
        yield _draft(clause, question, _named(name), "factoid", clause.subject, "subject", known)

    def _what_is(self, clause: Clause) -> Iterator[Draft]:
        if clause.base != "be" or clause.main or len(clause.auxiliaries) > 1 or not clause.chunks:
            return
        first = clause.chunks[0]
        if first.preposition or clause.goes_on or amount_of(first.words):
            return
        name = said(first.words)
        is_named = first.words[0].is_capital or name.startswith(("the ", "a ", "an "))
        whole = tuple(word for chunk in clause.chunks for word in chunk.words)
        if not is_named or clause.auxiliaries[0].low not in {"is", "was"} or len(whole) > 14:
            return
        subject = said(clause.subject)
        if any(_is_verbal(word) for word in clause.subject[:-1]):
            return
        if any(word.low in MONTHS or YEAR.match(word.text) for word in clause.subject):
            return
        asks_who = self.people.is_person(subject) or self.people.is_person(name)
        wh = "Who" if asks_who or self.people.names_role(subject, first.words) else "What"
        fronted = _added(clause.fronted)
        question = self.wording.inverted(wh, clause, (), fronted=fronted)
        doubt = 0.1 if first.words[0].is_capital else 0.25
        answers = tuple(dict.fromkeys((said(whole), name)))
        yield _draft(clause, question, answers, "definition", whole, "what is", doubt)

    def _places(self, clause: Clause) -> Iterator[Draft]:
        for chunk in clause.chunks:
            inner = chunk.inner
            known = chunk.preposition in {"in", "at"} and inner and inner[0].is_capital
            if not known or not is_place(inner) or _is_cut(clause, chunk):
                continue
            if clause.base not in _HAPPENING or _belongs(clause, chunk):
                continue
            kept = _whole(clause, without(clause.chunks, chunk))
            if kept is None:
                continue
            question = self.wording.inverted("Where", clause, kept, fronted=_added(clause.fronted))
            answers = (said(inner), said(chunk.words))
            yield _draft(clause, question, answers, "factoid", inner, "place", 0.1)

    def _objects(self, clause: Clause) -> Iterator[Draft]:
        if clause.is_passive or clause.base in {"be", "have", ""} or not clause.chunks:
            return
        if clause.chunks[0].preposition or amount_of(clause.chunks[0].words) or clause.goes_on:
            return
        words = [
            word for chunk in takewhile(lambda one: not is_date(one), clause.chunks)
            for word in chunk.words
        ]  # fmt: skip
        dates = tuple(chunk for chunk in clause.chunks if is_date(chunk))
        whole = tuple(words)
        later = len(words) + sum(len(date.words) for date in dates)
        complete = later == sum(len(chunk.words) for chunk in clause.chunks)
        opens = words[0].low in {"a", "an", "the"} or words[0].is_capital
        if not opens or not complete or len(words) > 10 or any(w.low == "to" for w in words):
            return
        if not dates and not any(is_date(chunk) for chunk in clause.fronted):
            return
        name = said(whole)
        wh = "Who" if self.people.is_person(name) else "What"
        question = self.wording.inverted(wh, clause, dates, fronted=_added(clause.fronted))
        yield _draft(clause, question, _named(name), "factoid", whole, "object", 0.2)


def _draft(
    clause: Clause,
    question: str,
    answers: tuple[str, ...],
    kind: str,
    place: tuple[Word, ...],
    rule: str,
    doubt: float,
) -> Draft:
    sentence = clause.sentence
    return Draft(
        question, answers, kind, sentence.document, sentence.span, span_of(place), rule, doubt=doubt
    )


def _whole(clause: Clause, chunks: tuple[Chunk, ...]) -> tuple[Chunk, ...] | None:
    """The chunks that a question keeps; None where one that is cut short cannot be left out.

    Long complements lose their last adjuncts: a question names a thing, it does not retell it.
    """
    if clause.goes_on and clause.chunks:
        last = clause.chunks[-1]
        if not last.preposition or (last in chunks and len(chunks) < 2):
            return None
        chunks = without(chunks, last)
    while len(chunks) > 1 and _too_long(chunks):
        chunks = chunks[:-1]
    while chunks and len(chunks) < len(clause.chunks) and _is_verbal(chunks[-1].words[-1]):
        if len(chunks) == 1:
            return None
        chunks = chunks[:-1]
    return chunks


def _too_long(chunks: tuple[Chunk, ...]) -> bool:
    return (
        sum(len(chunk.words) for chunk in chunks) > MOST_COMPLEMENT_WORDS
        and chunks[-1].preposition != ""
        and not is_date(chunks[-1])
    )


def _is_cut(clause: Clause, chunk: Chunk) -> bool:
    return clause.goes_on and chunk is clause.chunks[-1]


def _added(chunks: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """What stood before the subject and can stand at the end."""
    return tuple(
        chunk
        for chunk in chunks
        if chunk.preposition in _ADDING
        and len(chunk.words) <= 6
        and any(word.is_capital or word.text[:1].isdigit() for word in chunk.inner)
    )


def _belongs(clause: Clause, chunk: Chunk) -> bool:
    """Whether a date belongs to a noun or participle before it and not to the verb."""
    if chunk not in clause.chunks:
        return False
    before = clause.chunks[: clause.chunks.index(chunk)]
    if not before:
        return False
    return _is_verbal(before[-1].words[-1]) or any(
        one.preposition in {"until", "after", "before", "since", "with", "to", "despite"}
        for one in before
    )


def _is_verbal(word: Word) -> bool:
    """Whether a word can be a participle or gerund, which would own what follows it."""
    forms = {form for _, form in readings(word.low)}
    return not word.is_capital and (
        bool(forms & {Form.PARTICIPLE, Form.GERUND}) or word.low.endswith(("ing", "ated"))
    )


def _is_clock(amount: Amount, preposition: str) -> bool:
    """Whether the number is a time of day or the day of a date."""
    text = amount.number[0].text
    dated = bool(amount.rest) and amount.rest[0].low in MONTHS
    timed = preposition != "" and re.fullmatch(r"\d{1,2}[:.]\d\d", text) is not None
    return dated or timed


def _without_adverbs(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Chunk, ...]]:
    """The words without "worldwide" and its like at their end, and those as a chunk."""
    kept = list(words)
    while kept and kept[-1].low in _AT_END:
        kept.pop()
    moved = words[len(kept) :]
    return tuple(kept), (Chunk("", moved),) if moved else ()


def _is_actor(words: tuple[Word, ...]) -> bool:
    """Whether a noun phrase can act: it has an article or is a name, and is no amount."""
    if not words or amount_of(words) or any(_is_verbal(word) for word in words[:1]):
        return False
    opens = words[0].low in {"a", "an", "the"} or words[0].is_capital
    return opens and words[-1].low not in {"half", "quarter", "third", "hand", "law"}


def _of_preposition(preposition: str, amount: Amount, rest: str) -> str | None:
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


def _of_being(clause: Clause, amount: Amount, rest: str) -> str | None:
    """The question word for "the ceiling is £45"; a plural subject counts something else."""
    if clause.auxiliaries[0].low not in {"is", "was", "will", "has"} or amount.has_determiner:
        return None
    return "What" if not rest or len(amount.rest) <= 3 else None


def _article(rest: str) -> str:
    return "an" if rest[:1] in "aeiou" else "a"


def _is_name(words: tuple[Word, ...]) -> bool:
    """Whether a noun phrase is a name: every word but small ones has a capital."""
    inner = words[1:] if words[0].low in {"the", "a", "an"} else words
    small = {"of", "and", "for", "the", "de", "von", "&", "in"}
    return bool(inner) and all(word.is_capital or word.low in small for word in inner)


def _named(name: str) -> tuple[str, ...]:
    """A name with and without its article."""
    first, _, rest = name.partition(" ")
    return (name, rest) if first.lower() in {"the", "a", "an"} and rest else (name,)
