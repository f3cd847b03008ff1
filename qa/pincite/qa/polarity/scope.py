"""Which part of a sentence a question is about."""

import re

from pincite.qa.polarity.turning import content, content_in_order
from pincite.qa.whether import SENTENCE, whether

MARK = "¤"
"""Stands where a quantity was compared."""
SHORT = 8  # words up to which a sentence is one clause
NAMED = r"(?:(?!(?:is|are|was|were|may|must|can|will|has|have|had|do|does|to|by)\b)[\w’'-]+\s?)"
_ONLY_AFTER = re.compile(rf"\b(?:only|solely|exclusively) (?P<what>{NAMED}{{1,5}})", re.IGNORECASE)
_ONLY_BEFORE = re.compile(
    rf"(?<![\w’'-])(?P<what>{NAMED}{{1,3}})\b(?:only|alone)\b(?=\s*(?:[,;.:)]|$))", re.IGNORECASE
)
_NUMBERED = re.compile(r"\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|half)\b")
# What such words introduce matters only where the question speaks of it.
ASIDE = re.compile(
    r"\b(?:without|except(?: for| in| on)?|unless|apart from|other than|instead of|rather than|"
    rf"with the exception of|and not|but not)\s+(?P<what>{NAMED}{{1,6}})",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"instead of|rather than", re.IGNORECASE)
"""Name what the question is not about."""
_BRACKETS = re.compile(r"\([^()]*\)")
_BREAK = re.compile(r"[,;.!?]\s|\s[–—]\s|\b(?:because|but|while|whereas|although|though)\b")
_STRONG_BREAK = re.compile(
    r"\b(?:but|while|whereas|although|though)\b|"
    r"\band(?= \w+ (?:no|not|never)\b)|"
    r"\band(?= (?:was|were|is|are|has|had|did|does|can|cannot|will|may|must|never|then)\b)"
)
_RELATIVE = re.compile(r",\s*((?:who|which|whose|where)\b[^,;.]*),")
_CONDITION = re.compile(r"\bif\b[^,;.]*|(?<=[^,] )(?:when|once|as soon as)\b[^,;.]*", re.IGNORECASE)
_SUBJECT = re.compile(r"\W*(?:it|they|this|that|these|there|he|she|we|you)\b", re.IGNORECASE)
_REFERS_BACK = re.compile(
    r"\W*(?:is|are|was|would|will|can|could|may|should|does|do)\w*\W+(?:that|this|it|they|these)"
    r"(?:\W+(?:be|still|also|really|all|quite|count|done|as))*"
    r"(?:\W+(?:a|an|the|any|against))?(?:\W+\w+){0,2}\W*$",
    re.IGNORECASE,
)
_REFERS = re.compile(r"\b(?:it|they|he|she|which|who)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\W*(?:it|they|this|that|these|there|he|she|we|you|was|were|is|are|has|had|did|does|can|"
    r"cannot|will|may|must|never|then)\b",
    re.IGNORECASE,
)


def asides_that_count(asked: str, said: str, *, is_negative: bool = False) -> int:
    """How many asides ("without a vote") of one text only bear on what is asked.

    Those of the question do; those of the sentence where the question speaks of what they hold,
    or denies something itself (`is_negative`): "unannounced" is "without notice".
    """
    own, others = list(ASIDE.finditer(asked)), list(ASIDE.finditer(said))
    shared = {
        (i, j)
        for i, one in enumerate(own)
        for j, other in enumerate(others)
        if content(one["what"]) & content(other["what"])
    }
    bearing = {i for i, one in enumerate(own) if not _INSTEAD.match(one.group())}
    alone = len(bearing - {i for i, _ in shared})
    left = [other for j, other in enumerate(others) if j not in {j for _, j in shared}]
    known, main = content(ASIDE.sub(" ", asked)), content(ASIDE.sub(" ", said))
    # "No dogs, apart from guide dogs": the aside is about guide dogs, whatever dogs are asked for.
    named = [content(other["what"]) for other in left]
    counted = sum(_speaks_of(known, own - main or own) for own in named)
    lacks = any(other.group().casefold().startswith("without") for other in left)
    if lacks and not counted and (alone + is_negative) % 2:
        counted = 1
    return alone + counted


def _speaks_of(known: set[str], named: set[str]) -> bool:
    """Whether words share a stem, or one is another cut short: exam, examination."""
    return any(
        one == other
        or (min(len(one), len(other)) >= 4 and (one.startswith(other) or other.startswith(one)))
        for one in known
        for other in named
    )


def only_others(asked: str, clauses: list[str]) -> int:
    """Whether it holds only of something that the question does not name."""
    known = content(asked)
    return int(any(not _is_named(only, known) for clause in clauses for only in _only_in(clause)))


def _only_in(clause: str) -> list[str]:
    """What "only" goes with: the words after it, else those before it."""
    after = [
        match["what"]
        for match in _ONLY_AFTER.finditer(clause)
        if MARK not in clause[match.end() : match.end() + 30]
    ]
    return after or [match["what"].split()[-1] for match in _ONLY_BEFORE.finditer(clause)]


def _is_named(what: str, known: set[str]) -> bool:
    """Whether the question names it; of "only guide dogs" the first word counts."""
    named = [word for word in content_in_order(what) if not _NUMBERED.match(word)]
    return not named or named[0] in known


def deciding_clauses(asked: str, said: str) -> list[str]:
    """The clauses that hold a compared quantity, share a word with the question or go on.

    All of them where none does. A clause goes on with a pronoun or a verb; conditions ("if it
    is broken") decide nothing.
    """
    whole = _BRACKETS.sub(" ", without_condition(said))
    main, asides = _RELATIVE.sub(" ", whole), _RELATIVE.findall(whole)
    strong = [*_STRONG_BREAK.split(main), *asides]
    parts = [
        p for one in strong for p in (_BREAK.split(one) if len(one.split()) > SHORT else [one])
    ]
    holding = [p for p in parts if MARK in p]
    return holding or _nearest(asked, parts)


def _nearest(asked: str, parts: list[str]) -> list[str]:
    """The clauses that share a word with the question or go on, or those with its last word.

    What is said of a thing stands with the last words of a question; a clause that only names
    the same thing may say something else of it.
    """
    known = content(asked)
    last = content_in_order(asked)[-1:]
    with_last = [p for p in parts if last and last[0] in content(p)]
    if with_last and len(known) > 1:
        most = max(2, *(len(known & content(p)) for p in with_last))
        held = set().union(*(content(p) for p in with_last))
        refers = any(_PRONOUN.match(p) or _REFERS.search(p) for p in with_last)
        return [
            p
            for p in parts
            if p in with_last
            or len(known & content(p)) >= most
            or _SUBJECT.match(p)
            or (not refers and known & content(p) - held)
        ]
    return [p for p in parts if known & content(p) or _PRONOUN.match(p)] or parts


def told_and_asked(question: str) -> tuple[str, str]:
    """What leads up to a question and what asks; "is that allowed" asks what was told last.

    >>> told_and_asked("I own a dog. May I bring it?")
    ('I own a dog.', 'May I bring it?')
    >>> told_and_asked("Ann has a dog. It barks. Is that allowed?")
    ('Ann has a dog.', 'It barks. Is that allowed?')
    """
    parts = whether(question)
    if parts is None:
        return "", question
    if not parts.given or not _REFERS_BACK.match(parts.asked):
        return parts.given, parts.asked
    *before, last = SENTENCE.split(parts.given)
    return " ".join(before), f"{last} {parts.asked}"


def without_condition(said: str) -> str:
    """The text without its conditions ("if it is broken"), unless only those were compared."""
    rest = _CONDITION.sub(" ", said)
    return rest if MARK in rest or MARK not in said else said
