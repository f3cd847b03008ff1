"""Counting what turns a sentence around against a question."""

import re

from pincite.qa.answers import Verdict
from pincite.qa.polarity.changes import change_turns
from pincite.qa.polarity.lexicon import NO_CHANGES, OPPOSITES, TURNING, Opposites
from pincite.qa.polarity.names import is_about_another
from pincite.qa.polarity.quantifiers import parts_of_a_whole
from pincite.qa.polarity.quantities import compared
from pincite.qa.polarity.scope import (
    ASIDE,
    asides_that_count,
    deciding_clauses,
    only_others,
    told_and_asked,
    without_condition,
)
from pincite.qa.polarity.turning import said_plainly, turning, with_bases, without_attributes

_ASKS_NOW = re.compile(r"^\W*(?:is|are|does|do|has|have|can|may)\b|\bstill\b", re.IGNORECASE)
_ASKS_ONCE = re.compile(r"\b(?:once|ever|formerly|former|before|used to|originally)\b", re.I)
_ONCE = re.compile(
    r"\bused to\b|\b(?:formerly|previously|originally|at one time)\b|"
    r"(?:^|\s)once (?!a\b|in\b|every\b)|"
    r"\b(?:was|were|been) (?:overtaken|superseded|replaced|succeeded|believed|thought)\b",
    re.IGNORECASE,
)
_TOO = re.compile(r"\btoo \w+ (?:for|to)\b", re.IGNORECASE)
_GREATER = re.compile(r"\b(?:is|are) there (?:an? |any |no )?(?P<word>\w{3,}er)\b", re.IGNORECASE)
_GREATEST = re.compile(r"\b\w{2,}est\b", re.IGNORECASE)
_FIRST_WORD = re.compile(r"^[\W_]*(?:A:\s*)?(?:sorry,\s+)?(?P<word>yes|no)\b[,.;:!]", re.I)


def verdict(question: str, sentence: str) -> Verdict:
    """Whether a sentence about what is asked supports it or denies it.

    It denies when an odd number of things turns it around: negations, words of the opposite
    sense, another number or year, "only" something else, part of a whole.

    >>> verdict("Is the group a merger?", "The group is not a merger.")
    'denies'
    >>> verdict("Is selling leave impossible?", "Leave cannot be sold.")
    'supports'
    >>> verdict("Must one pay for parking?", "Parking is free of charge.")
    'denies'
    """
    return "denies" if sum(turns(question, sentence).values()) % 2 else "supports"


def turns(question: str, sentence: str) -> dict[str, int]:
    """How often each way of turning a sentence around is found."""
    told, question = told_and_asked(question)
    told, asked, said = said_plainly(told), said_plainly(question), said_plainly(sentence)
    said = without_attributes(said, f"{told} {asked}")
    first = _FIRST_WORD.match(said)
    if first:
        no = int(first["word"].casefold() == "no")
        return {"first word": no, "asked": sum(turning(asked, said).values())}
    quantity = compared(f"{told} {asked}".strip(), said)
    found = {"quantity": quantity.turns}
    everything, said = quantity.asked, quantity.said
    asked = compared(asked, said).asked if told else everything
    found["parts"] = parts_of_a_whole(asked, said)
    is_negative = any(word not in TURNING for word in turning(without_condition(asked), said))
    found["asides"] = asides_that_count(asked, said, is_negative=is_negative)
    clauses = deciding_clauses(everything, ASIDE.sub(" ", said))
    full = asked
    asked, said = ASIDE.sub(" ", without_condition(asked)), ASIDE.sub(" ", said)
    found["words"] = _unshared_turns(asked, said, clauses, known=ASIDE.sub(" ", everything))
    change = change_turns(question, sentence)
    if change is not None:
        found["change"] = change
    else:
        opposites = OPPOSITES if quantity.turns % 2 == 0 else NO_CHANGES
        found["opposites"] = _is_opposite(full, " , ".join(clauses), opposites)
    found["superlative"] = _is_outdone(question, sentence)
    if not found["parts"]:
        found["only"] = only_others(everything, clauses)
    found["too"] = int(bool(_TOO.search(said)) and not _TOO.search(asked))
    found["past"] = _is_past(question, clauses)
    found["names"] = is_about_another(question, sentence)
    return found


def _unshared_turns(asked: str, said: str, clauses: list[str], *, known: str) -> int:
    """Turns that only the question makes, and one more where a clause of the sentence makes any.

    "Nobody has left, and there was no quarrel" denies once, not twice. What is `known` from what
    leads up to the question turns nothing, in the sentence either.
    """
    one, shared = turning(asked, said), turning(known, said)
    everywhere = turning(said, known)
    alone = sum(max(0, count - everywhere.get(word, 0)) for word, count in one.items())
    return alone + any(
        sum(max(0, n - shared.get(word, 0)) for word, n in turning(clause, known).items()) % 2
        for clause in clauses
    )


def _is_opposite(asked: str, said: str, opposites: Opposites) -> int:
    one, other = with_bases(asked), with_bases(said)
    return int(
        any(
            bool(one & left and not one & right and other & right and not other & left)
            or bool(one & right and not one & left and other & left and not other & right)
            for left, right in opposites
        )
    )


def _is_past(question: str, clauses: list[str]) -> int:
    """Whether the present is asked about and what is said was so once: it used to be open."""
    is_now = _ASKS_NOW.search(question) is not None and not _ASKS_ONCE.search(question)
    return int(is_now and any(_ONCE.search(clause) for clause in clauses))


def _is_outdone(question: str, sentence: str) -> int:
    """Whether a greater one is asked for where the greatest is named."""
    match = _GREATER.search(question)
    most = {word.casefold()[:-3].rstrip("i") for word in _GREATEST.findall(sentence)}
    return int(match is not None and match["word"].casefold()[:-2].rstrip("i") in most)
