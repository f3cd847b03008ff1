"""Drafts from lists: what a lead-in announces, in bullets or behind a colon."""

import re
from collections.abc import Iterator, Sequence

from pincite.corpus import BulletList, Document, Span
from pincite.eval.drafting.clause_parse import Clause, parse_clause
from pincite.eval.drafting.drafts import Draft
from pincite.eval.drafting.fact_words import added
from pincite.eval.drafting.folder import Folder
from pincite.eval.drafting.verb_forms import Form, readings
from pincite.eval.drafting.wording import Wording
from pincite.eval.drafting.words_of_text import (
    PLAIN_ADJECTIVES,
    Sentence,
    Word,
    inner_text,
    said,
    words_of,
)
from pincite.qa.conversation import lexicon
from pincite.qa.enumerations import enumeration_around, split_enumeration

_COUNT = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|following|several|various)\b",
    re.I,
)
_NOUN_PHRASE = re.compile(r"^(?:the|some|its|our)?\s*[\w’' -]{4,70}s:?$", re.IGNORECASE)
_VAGUE = {
    "they",
    "these",
    "this",
    "it",
    "following",
    "you",
    "your",
    "we",
    "our",
    "activities",
    "each",
    "other",
    "but",
}
_NEEDING = {
    "needs": "need", "includes": "include", "requires": "require", "covers": "cover",
    "contains": "contain", "comprises": "comprise", "offers": "offer", "means": "mean",
    "shows": "show",
}  # fmt: skip
"""Verbs that end a lead-in, with their base."""
_HOLDING = frozenset(
    "include cover comprise contain offer sell make build produce need require hold have bring "
    "protect provide grow record show teach use serve keep collect store assemble launch".split()
)
"""Verbs whose objects are often a row of things."""
_LONGEST_IN_A_ROW = 6
"""Words of an item."""
MOST_ITEMS = 12
LONGEST_ITEM = 120


def draft_lists(folder: Folder, wording: Wording) -> Iterator[Draft]:
    """Drafts for bulleted lists with a lead-in and for enumerations behind a colon."""
    for document in folder.documents:
        for block in document.blocks:
            if isinstance(block, BulletList):
                yield from _bulleted(document, block, wording)
    for sentence in folder.sentences:
        yield from _enumerated(sentence, wording)
        yield from _in_a_row(sentence, wording)


def _bulleted(document: Document, block: BulletList, wording: Wording) -> Iterator[Draft]:
    items = [_item(document, span) for span in block.items]
    if block.lead_in is None or not 2 <= len(items) <= MOST_ITEMS:
        return
    if any(len(item) > LONGEST_ITEM for item in items) or _speaks_of_itself(items):
        return
    lead = Sentence(document, block.lead_in, words_of(document.text, block.lead_in), block.path)
    question = _asked(lead, wording)
    if question is None:
        return
    evidence = Span(block.lead_in.start, block.span.end)
    answer = Span(block.items[0].start, block.items[-1].end)
    yield _draft(document, question, items, evidence, answer, "bullets")


def _enumerated(sentence: Sentence, wording: Wording) -> Iterator[Draft]:
    """A counted noun, a colon or dash, and as many things: "four rooms: A, B, C and D"."""
    parted = re.search(r"(?::| [–—])\s", sentence.text)
    if parted is None or not _COUNT.search(sentence.text[: parted.start()]):
        return
    start = sentence.span.start + parted.end()
    tail = sentence.document.text[start : sentence.span.end].rstrip(". ")
    if re.search(r"[;:.]\s", tail):
        return
    spans = split_enumeration(sentence.document.text, Span(start, start + len(tail)))
    items = [_item(sentence.document, span) for span in spans]
    lead_span = Span(sentence.span.start, sentence.span.start + parted.start())
    lead = Sentence(sentence.document, lead_span, words_of(sentence.document.text, lead_span))
    counted = _number_in(lead)
    if not 2 <= len(items) <= MOST_ITEMS or (counted and counted != len(items)):
        return
    if _speaks_of_itself(items):
        return
    question = _asked(lead, wording)
    if question:
        answer = Span(spans[0].start, spans[-1].end)
        yield _draft(sentence.document, question, items, sentence.span, answer, "enumeration")


def _in_a_row(sentence: Sentence, wording: Wording) -> Iterator[Draft]:
    """The objects of a statement, where they are a row: "The kit contains rope, oil and wax"."""
    clause = parse_clause(sentence)
    if clause is None or not clause.goes_on or len(clause.chunks) != 1 or clause.is_passive:
        return
    first = clause.chunks[0]
    if first.preposition or clause.base not in _HOLDING or any(w.low == "of" for w in first.words):
        return
    near = Span(first.words[0].start, first.words[-1].end)
    spans = enumeration_around(sentence.document.text, sentence.span, [near])
    items = [_item(sentence.document, span) for span in spans]
    fits = all(0 < len(item.split()) <= _LONGEST_IN_A_ROW for item in items)
    if not 3 <= len(items) <= MOST_ITEMS or not fits or spans[0].start != near.start:
        return
    if re.match(r",? (?:as well|and|plus|together|among)", sentence.document.text[spans[-1].end :]):
        return
    question = wording.inverted("What", clause, (), fronted=added(clause.fronted))
    answer = Span(spans[0].start, spans[-1].end)
    yield _draft(sentence.document, question, items, sentence.span, answer, "row")


def _asked(lead: Sentence, wording: Wording) -> str | None:
    words = [word for word in lead.words if word.text not in {":", "."}]
    text = said(words)
    if any(word.low in _VAGUE for word in words) or not 3 <= len(words) <= 16:
        return None
    clause = parse_clause(Sentence(lead.document, lead.span, tuple(words)))
    if clause is not None:
        return _of_clause(clause, wording) if not clause.goes_on else None
    if words[-1].low in _NEEDING:
        subject = inner_text(words[:-1], wording.spelling)
        return f"What does {subject} {_NEEDING[words[-1].low]}?" if len(words) > 2 else None
    if _NOUN_PHRASE.match(text) and _is_noun_phrase(words):
        inner = text[0].lower() + text[1:] if not words[0].text.isupper() else text
        named = inner if inner.startswith(("the ", "its ", "our ")) else f"the {inner}"
        distinct = [w for w in words if w.low not in PLAIN_ADJECTIVES | lexicon.DETERMINERS]
        return f"What are {named}?" if len(distinct) > 1 else None
    return None


def _is_noun_phrase(words: Sequence[Word]) -> bool:
    """Whether no word of a lead-in can be its verb, and none opens a clause."""
    if words[0].low in lexicon.CLAUSE_OPENERS | lexicon.PREPOSITIONS:
        return False
    finite = {Form.BASE, Form.PAST, Form.THIRD}
    return not any(
        word.low in lexicon.AUXILIARIES
        or (word.text.islower() and finite & {form for _, form in readings(word.low)})
        for word in words[:-1]
    )


def _of_clause(clause: Clause, wording: Wording) -> str | None:
    """A question for the counted things that close a statement: "has four rooms"."""
    subject = said(clause.subject)
    if _COUNT.match(subject) and clause.chunks and len(clause.subject) > 1:
        return wording.of_subject(f"Which {subject.lower()}", clause, clause.chunks)
    if not clause.chunks:
        return None
    last = clause.chunks[-1]
    counted = _COUNT.search(said(last.words)) is not None
    if not counted:
        return None
    others = clause.chunks[:-1]
    thing = said(last.inner)
    thing = re.sub(r"^(?:the|a|an) ", "", thing)
    wh = (
        f"Which {thing}"
        if not last.preposition
        else f"{last.preposition.capitalize()} which {thing}"
    )
    return wording.inverted(wh, clause, others, fronted=clause.fronted)


def _speaks_of_itself(items: Sequence[str]) -> bool:
    return any(re.search(r"\b(?:we|our|us|you|your|I|my)\b", item) for item in items)


def _draft(
    document: Document, question: str, items: list[str], evidence: Span, answer: Span, rule: str
) -> Draft:
    return Draft(
        question=question,
        answers=("; ".join(items), ", ".join(items)),
        kind="list",
        document=document,
        evidence=evidence,
        answer=answer,
        rule=rule,
        items=tuple(items),
        doubt=0.05,
    )


def _item(document: Document, span: Span) -> str:
    return " ".join(document.quote(span).strip().rstrip(".;,").strip("*_ ").split())


def _number_in(lead: Sentence) -> int | None:
    numbers = "two three four five six seven eight nine ten eleven twelve".split()
    for word in lead.words:
        if word.low in numbers:
            return numbers.index(word.low) + 2
    return None
