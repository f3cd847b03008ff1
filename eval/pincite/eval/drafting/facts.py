"""Drafts from a statement: its date, its amounts, who acts, what a thing is, where it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from pincite.eval.drafting.amounts import (
    MONTHS,
    Amount,
    amount_of,
    is_date,
    names_year,
)
from pincite.eval.drafting.clause_parse import Clause
from pincite.eval.drafting.complements import YEAR, Chunk, is_number, without
from pincite.eval.drafting.drafts import Draft
from pincite.eval.drafting.fact_words import (
    DIMENSIONS,
    EXCEEDING,
    FELT,
    FULL_DEFINITION,
    MEASURES,
    added,
    article,
    belongs,
    counts_things,
    hangs,
    hangs_open,
    has_clock,
    holds_amount,
    holds_and,
    is_actor,
    is_aim,
    is_bare_past,
    is_body,
    is_clock,
    is_cut,
    is_empty,
    is_needed,
    is_verbal,
    lacks_article,
    lacks_year,
    named,
    needs_article,
    of_being,
    of_preposition,
    spoils,
    tells_amount,
    without_adverbs,
)
from pincite.eval.drafting.people import People, is_place
from pincite.eval.drafting.wording import Wording
from pincite.eval.drafting.words_of_text import Word, inner_text, said, span_of
from pincite.qa.conversation import lexicon

_WHEN = {"in": "When", "on": "When", "since": "Since when", "by": "By when", "until": "Until when"}
_SPENDING = frozenset("cost pay spend invest charge save commit earn raise generate borrow".split())
_COMPLETE = frozenset(
    "begin start end open close happen die retire resign arrive leave expire sink fall rise "
    "return finish merge collapse meet graduate marry".split()
)
"""Verbs that need no object."""
_BEFALLING = frozenset("cost begin start end open close last fall rise become weigh".split())
"""Verbs with which things that do not act are asked for."""
_SPOILING = frozenset("and or than each every such as more other others further".split())
_HAPPENING = frozenset(
    "open build hold launch sell release produce introduce sign inaugurate make found establish "
    "create manufacture locate base house meet begin start publish keep store bury bear die".split()
)
"""Verbs whose place is where it happens, not part of their object."""


@dataclass(frozen=True, slots=True)
class FactDrafter:
    """Drafts questions from clauses, with what is known of the folder's spelling and people."""

    wording: Wording
    people: People
    most_words: int = 14
    """Of complements; what is longer loses its last adjuncts."""

    def drafts(self, clause: Clause) -> Iterator[Draft]:
        """Every question that the rules can ask of a clause."""
        told = clause.base in {"report", "present"} and self.people.is_person(said(clause.subject))
        if clause.base in FELT or told:
            return
        yield from self._dates(clause)
        yield from self._amounts(clause)
        yield from self._measures(clause)
        yield from self._agent(clause)
        yield from self._subject(clause)
        yield from self._what_is(clause)
        yield from self._places(clause)
        yield from self._objects(clause)

    def _dates(self, clause: Clause) -> Iterator[Draft]:
        for chunk in (*clause.fronted, *clause.chunks):
            if not is_date(chunk) or chunk.preposition not in _WHEN or belongs(clause, chunk):
                continue
            if clause.base == "be" and chunk.preposition in {"in", "on", "by"}:
                continue
            if is_cut(clause, chunk) or lacks_year(clause, chunk) or has_clock(clause.chunks):
                continue
            kept = self._whole(clause, without(clause.chunks, chunk))
            if kept is None or not (kept or clause.is_passive or clause.base in _COMPLETE):
                continue
            fronted = added(without(clause.fronted, chunk))
            question = self.wording.inverted(
                _WHEN[chunk.preposition], clause, kept, fronted=fronted
            )
            answers = (said(chunk.inner), inner_text(chunk.words, self.wording.spelling))
            doubt = 0.0 if names_year(chunk) else 0.2
            doubt += 0.3 if tells_amount(kept) or amount_of(clause.subject) else 0.0
            yield _draft(clause, question, answers, "date", chunk.inner, "date", doubt)

    def _amounts(self, clause: Clause) -> Iterator[Draft]:
        yield from self._counted_subject(clause)
        for place, chunk in enumerate(clause.chunks):
            amount = amount_of(chunk.inner)
            if amount is None or is_date(chunk) or is_cut(clause, chunk):
                continue
            if is_clock(amount, chunk.preposition) or (place and hangs(clause.chunks[place - 1])):
                continue
            kept = self._whole(clause, without(clause.chunks, chunk))
            if kept is None or any(map(holds_amount, kept)):
                continue
            asked = self._asked_amount(clause, chunk, amount, first=place == 0)
            if asked is None:
                continue
            rest, moved = without_adverbs(amount.rest)
            question = self.wording.inverted(
                asked, clause, (*moved, *kept), fronted=added(clause.fronted)
            )
            nouns = len(tuple(takewhile(lambda word: word.low != "of", rest)))
            named = 0 < nouns <= 2 and not amount.has_determiner and not amount.is_per_cent
            unit = tuple(takewhile(lambda word: word.low != "of", rest)) if named else ()
            unit = unit[:-1] if unit and unit[-1].low in DIMENSIONS else unit
            full = (*amount.words, *unit)
            answers = dict.fromkeys((said(full), said(amount.words), said(amount.number)))
            yield _draft(clause, question, tuple(answers), "number", amount.words, "amount", 0.05)

    def _measures(self, clause: Clause) -> Iterator[Draft]:
        """Objects like "a maximum capacity of 350 cars": what maximum capacity does it have?"""
        for chunk in clause.chunks:
            parts = [place for place, word in enumerate(chunk.words) if word.low == "of"]
            if chunk.preposition or len(parts) != 1 or clause.base == "be":
                continue
            if parts[0] < 2 or is_verbal(chunk.words[-1]) or holds_and(chunk):
                continue
            named, measure = chunk.words[: parts[0]], chunk.words[parts[0] + 1 :]
            amount = amount_of(measure)
            kept = self._whole(clause, without(clause.chunks, chunk))
            if amount is None or amount.has_determiner or kept is None or is_cut(clause, chunk):
                continue
            noun = named[1:] if named[0].low in {"a", "an", "the"} else ()
            if not 0 < len(noun) <= 4 or noun[-1].low not in MEASURES:
                continue
            if any(map(is_number, noun)) or any(map(is_number, amount.rest)):
                continue
            question = self.wording.inverted(
                f"What {said(noun)}", clause, kept, fronted=added(clause.fronted)
            )
            answers = tuple(dict.fromkeys((said(measure), said(amount.words))))
            yield _draft(clause, question, answers, "number", measure, "measure", 0.05)

    def _asked_amount(
        self, clause: Clause, chunk: Chunk, amount: Amount, *, first: bool
    ) -> str | None:
        rest = said(without_adverbs(amount.rest)[0])
        measured = bool(amount.rest) and amount.rest[-1].low in DIMENSIONS
        if spoils(amount.rest, _SPOILING) and not (measured and clause.base == "be"):
            return None
        if any(is_verbal(word) for word in amount.rest):
            return None
        if chunk.preposition:
            return of_preposition(chunk.preposition, amount, rest, clause.base)
        if clause.base in EXCEEDING and not amount.is_money:
            return None
        if clause.base == "be":
            return of_being(clause, amount, rest) if first else None
        if amount.is_per_cent and rest.startswith("of "):
            return f"What percentage {rest}"
        if amount.is_per_cent or (amount.is_money and rest):
            singular = amount.rest and amount.has_determiner
            return f"How large {article(rest)} {rest}" if singular else None
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
        if not counts_things(amount):
            return
        if amount.is_per_cent:
            if not rest.startswith("of "):
                return
            wh = f"What percentage {rest}"
        elif amount.is_money or any(map(is_number, amount.rest)) or rest.startswith("of "):
            return
        else:
            wh = f"How many {rest}"
        kept = self._whole(clause, clause.chunks)
        if kept is None or len(kept) < len(clause.chunks):
            return
        question = self.wording.of_subject(wh, clause, kept, fronted=added(clause.fronted))
        answers = tuple(dict.fromkeys((said(amount.words), said(amount.number))))
        yield _draft(clause, question, answers, "number", amount.words, "counted subject", 0.1)

    def _agent(self, clause: Clause) -> Iterator[Draft]:
        if not clause.is_passive:
            return
        for chunk in clause.chunks:
            inner = chunk.inner
            if chunk.preposition != "by" or is_date(chunk) or not is_actor(inner):
                continue
            if belongs(clause, chunk):
                continue
            kept = self._whole(clause, without(clause.chunks, chunk))
            if kept is None or is_cut(clause, chunk):
                continue
            name = inner_text(inner, self.wording.spelling)
            wh = self.people.word_for_actor(name, clause.base)
            if wh is None:
                continue
            question = self.wording.active(wh, clause, (*kept, *added(clause.fronted)))
            if question:
                place = inner[inner[0].low == "the" :]
                yield _draft(clause, question, named(name), "factoid", place, "agent", 0.0)

    def _subject(self, clause: Clause) -> Iterator[Draft]:
        name = inner_text(clause.subject, self.wording.spelling)
        if clause.is_plural or not self._is_name(clause.subject) or amount_of(clause.subject):
            return
        kept = self._whole(clause, clause.chunks)
        if kept is None or not kept:
            return
        wh = self.people.word_for(name)
        has_object = any(not chunk.preposition for chunk in clause.chunks)
        befalls = clause.base in _BEFALLING and not (has_object and clause.base != "cost")
        if wh == "What" and not (clause.is_passive or befalls):
            return
        if wh == "What" and all(map(is_date, kept)):
            return
        fronted = () if any(map(is_aim, kept)) else added(clause.fronted)
        question = self.wording.of_subject(wh, clause, kept, fronted=fronted)
        known = 0.05 if self.people.is_person(name) else 0.3 if is_body(clause.subject) else 0.15
        place = clause.subject[clause.subject[0].low == "the" :]
        yield _draft(clause, question, named(name), "factoid", place, "subject", known)

    def _what_is(self, clause: Clause) -> Iterator[Draft]:
        if clause.base != "be" or clause.main or len(clause.auxiliaries) > 1 or not clause.chunks:
            return
        first = clause.chunks[0]
        if first.preposition or clause.goes_on or amount_of(first.words) or is_empty(first):
            return
        name = said(first.words)
        is_named = first.words[0].is_capital or name.startswith(("the ", "a ", "an "))
        whole = tuple(word for chunk in clause.chunks for word in chunk.words)
        if not is_named or clause.auxiliaries[0].low not in {"is", "was"} or len(whole) > 14:
            return
        subject = said(clause.subject)
        if any(is_verbal(word) for word in clause.subject[:-1]) or lacks_article(clause):
            return
        if any(word.low in MONTHS or YEAR.match(word.text) for word in clause.subject):
            return
        if needs_article(clause, name) or is_bare_past(clause):
            return
        asks_who = self.people.is_person(subject) or self.people.is_person(name)
        wh = "Who" if asks_who or self.people.names_role(subject, first.words) else "What"
        fronted = added(clause.fronted)
        question = self.wording.inverted(wh, clause, (), fronted=fronted)
        doubt = 0.1 if first.words[0].is_capital else 0.3
        if name.startswith(("a ", "an ")) and len(whole) < FULL_DEFINITION:
            return
        answers = tuple(dict.fromkeys((said(whole), name)))
        yield _draft(clause, question, answers, "definition", whole, "what is", doubt)

    def _places(self, clause: Clause) -> Iterator[Draft]:
        for chunk in clause.chunks:
            inner = chunk.inner
            known = chunk.preposition in {"in", "at"} and inner and inner[0].is_capital
            if not known or not is_place(inner) or is_cut(clause, chunk):
                continue
            if clause.base not in _HAPPENING or belongs(clause, chunk):
                continue
            if tells_amount(clause.chunks):
                continue
            kept = self._whole(clause, without(clause.chunks, chunk))
            if kept is None:
                continue
            question = self.wording.inverted("Where", clause, kept, fronted=added(clause.fronted))
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
        if not words or is_verbal(words[-1]):
            return
        if not opens or not complete or len(words) > 10 or any(w.low == "to" for w in words):
            return
        if not dates and not any(is_date(chunk) for chunk in clause.fronted):
            return
        name = said(whole)
        wh = "Who" if self.people.is_person(name) else "What"
        question = self.wording.inverted(wh, clause, dates, fronted=added(clause.fronted))
        yield _draft(clause, question, named(name), "factoid", whole, "object", 0.35)

    def _whole(self, clause: Clause, chunks: tuple[Chunk, ...]) -> tuple[Chunk, ...] | None:
        """The chunks that a question keeps; None where one that is cut short cannot be left out.

        Long complements lose their last adjuncts: a question names a thing, it does not retell it.
        """
        if any(map(hangs_open, clause.chunks)):
            return None
        if clause.goes_on and clause.chunks:
            last = clause.chunks[-1]
            if not last.preposition or (last in chunks and len(chunks) < 2):
                return None
            chunks = without(chunks, last)
        while len(chunks) > 1 and self._is_too_long(chunks):
            if is_needed(chunks[-1], chunks[-2]):
                return None
            chunks = chunks[:-1]
        while chunks and len(chunks) < len(clause.chunks) and hangs(chunks[-1]):
            if len(chunks) == 1:
                return None
            chunks = chunks[:-1]
        return chunks

    def _is_too_long(self, chunks: tuple[Chunk, ...]) -> bool:
        count = sum(len(chunk.words) for chunk in chunks)
        return count > self.most_words and chunks[-1].preposition != "" and not is_date(chunks[-1])

    def _is_name(self, words: tuple[Word, ...]) -> bool:
        """Whether a noun phrase is a name: every word but small ones has a capital of its own."""
        inner = words[1:] if words[0].low in {"the", "a", "an"} else words
        small = {"of", "and", "for", "the", "de", "von", "&", "in"}
        if not inner or not all(word.is_capital or word.low in small for word in inner):
            return False
        return len(inner) > 1 or self.wording.spelling.is_name(inner[0])


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
