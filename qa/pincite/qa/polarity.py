"""Whether a sentence about what is asked supports the question or denies it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pincite.qa.answers import Verdict
from pincite.qa.parsed_question import STOP_WORDS, YEAR
from pincite.qa.values import Amount, Value, compare
from pincite.qa.values.amounts import amounts_in
from pincite.qa.words import stem

SHORT = 8  # words up to which a sentence is one clause
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PLAIN = (
    (r"(?:at no|without|no) (?:extra )?(?:charge|cost|fee)|free of charge", "free"),
    (r"out of the question", "impossible"),
    (r"left out(?: of)?|kept out(?: of)?", "excluded"),
    (r"keeps? from|kept from|refrains? from", "refuses"),
    (r"waiting for|awaiting|awaits?", "lacking"),
    (r"no longer", "ended"),
    (r"(?:has|have|had) to|need(?:s|ed)? to|obliged to", "must"),
)
_PHRASES = tuple((re.compile(rf"\b(?:{said})\b", re.IGNORECASE), word) for said, word in _PLAIN)
# Each word turns what is said around; those that question and sentence share do not count.
_TURNING = frozenset(
    stem(word)
    for word in "not no never none nobody nothing neither nor cannot hardly impossible unable "
    "excluded excludes exclude excluding barred bars forbidden forbids forbid prohibited prohibits "
    "banned bans refuse refused refuses reject rejected rejects lack lacks lacking lacked missing "
    "fail failed fails deny denies denied void insufficient unsupported unproven untouched "
    "unpaid unlimited unavailable unsafe unknown unlikely absent ended ends "
    "end closed closes ceased ceases stopped stops abolished withdrawn withdrew retired left "
    "missed cancelled dropped scrapped abandoned exempt waived".split()
)
_NEGATED_VERB = re.compile(r"n['’]t$")
_OPPOSITES = tuple(
    (frozenset(map(stem, left.split())), frozenset(map(stem, right.split())))
    for left, right in (
        (
            "increase increased rise rose grow grew gain gained more higher larger up expand",
            "decrease fall fell shrink shrinks drop dropped decline less fewer lower smaller down "
            "cut reduce reduced lowered",
        ),
        ("before earlier", "after later"),
        ("largest biggest highest longest", "smallest lowest shortest"),
        ("allowed permitted", "impossible"),
        ("mandatory compulsory obligatory required must", "optional voluntary"),
        ("open opened opens", "shut shuts"),
        ("start started begin began", "finish finished"),
        ("buy bought acquire acquired", "sell sold"),
        ("included includes include", "added extra"),
        ("free", "pay pays paid cost costs charge charged fee"),
        ("same identical equal", "different unequal"),
        ("inside indoors internal", "outdoors outside external"),
        ("surplus profit profitable", "loss lose lost deficit"),
        ("win won", "lose lost"),
        ("kept keep unchanged fixed", "changed change lowered raised"),
        ("stay stays", "sent leave"),
        ("merger acquisition fused", "independent separate partnership"),
    )
)  # fmt: skip
_WHOLE = re.compile(r"\b(?:all|every|each|whole|entire(?:ly)?|everybody|everyone)\b", re.I)
_PART = re.compile(
    r"\b(?:of which|remaining|the rest|partly|some|half|most|two thirds|except)\b", re.I
)
_NAMED = r"(?:(?!(?:is|are|was|were|may|must|can|will|has|have|had|do|does|to|by)\b)[\w’'-]+\s?)"
_ONLY = re.compile(
    rf"\bonly (?P<after>{_NAMED}{{1,5}})|(?P<before>{_NAMED}{{1,3}})\bonly\b", re.IGNORECASE
)
# What such words introduce matters only where the question speaks of it.
_ASIDE = re.compile(
    r"\b(?:without|except(?: for| in| on)?|unless|apart from|other than|instead of|rather than|"
    rf"with the exception of|and not|but not)\s+(?P<what>{_NAMED}{{1,6}})",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)")
_BREAK = re.compile(r"[,;:.!?]\s|\s[–—]\s|\b(?:because|but|while|whereas|although|though)\b")
_PRONOUN = re.compile(r"\W*(?:it|they|this|that|these|there|he|she|we|you)\b", re.IGNORECASE)
_FIRST_WORD = re.compile(r"^[\W_]*(?:A:\s*)?(?:sorry,\s+)?(?P<word>yes|no)\b[,.;:!\s]", re.I)


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
    if mismatches(question, sentence):
        return "denies"
    asked, said = _said_plainly(question), _said_plainly(sentence)
    turns = _asides_that_count(asked, said) + _parts_of_a_whole(asked, said)
    asked, said = _ASIDE.sub(" ", asked), _ASIDE.sub(" ", said)
    first = _FIRST_WORD.match(said)
    if first:
        turns += first["word"].casefold() == "no"
        turns += sum(_turning(asked).values())
        return "denies" if turns % 2 else "supports"
    turns += _unshared_turns(asked, said) + _is_opposite(asked, said) + _only_others(asked, said)
    return "denies" if turns % 2 else "supports"


def mismatches(question: str, sentence: str) -> bool:
    """Whether the question names an amount or year where the sentence names only others.

    >>> mismatches("Does it hold 40 %?", "It holds 15 % of the shares.")
    True
    >>> mismatches("Did it shrink in 4.2?", "It shrinks to 44 MB.")
    False
    """
    asked, said = set(YEAR.findall(question)), set(YEAR.findall(sentence))
    if asked and said and not asked & said:
        return True
    amounts = [found.amount for found in amounts_in(sentence)]
    return any(_is_another(amount, amounts) for amount in _measured(question))


def _measured(question: str) -> Iterator[Amount]:
    """The question's amounts of something: with a unit, or counting things."""
    for found in amounts_in(question):
        if found.amount.dimension or found.amount.noun:
            yield found.amount


def _is_another(asked: Amount, said: list[Amount]) -> bool:
    """Whether amounts of the same thing are said and none of them is the one asked about."""
    alike = [
        amount
        for amount in said
        if amount.dimension == asked.dimension and (asked.dimension or amount.noun == asked.noun)
    ]
    return bool(alike) and not any(_holds(amount, asked) for amount in alike)


def _holds(said: Amount, asked: Amount) -> bool:
    if said.hedge in {"at_most", "at_least", "over", "range"}:
        return True
    return compare(Value("", (said,)), Value("", (asked,))) != "different"


def _said_plainly(text: str) -> str:
    for pattern, word in _PHRASES:
        text = pattern.sub(word, text)
    return text


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(stem(word.casefold()) for word in _WORD.findall(text))


def _content(text: str) -> set[str]:
    return {
        stem(word.casefold())
        for word in _WORD.findall(text)
        if word.casefold() not in STOP_WORDS and len(word) > 1
    }


def _turning(text: str) -> dict[str, int]:
    """The turning words of a text with how often each occurs."""
    found: dict[str, int] = {}
    for word in _WORD.findall(text):
        folded = word.casefold()
        turned = "not" if _NEGATED_VERB.search(folded) else stem(folded)
        if turned in _TURNING:
            found[turned] = found.get(turned, 0) + 1
    return found


def _unshared_turns(asked: str, said: str) -> int:
    """Turns that only the question makes, and one more where a clause of the sentence makes any.

    "Nobody has left, and there was no quarrel" denies once, not twice.
    """
    one = _turning(asked)
    clauses = [_turning(clause) for clause in _deciding_clauses(asked, said)]
    everywhere = _turning(said)
    alone = sum(max(0, count - everywhere.get(word, 0)) for word, count in one.items())
    return alone + any(
        sum(max(0, count - one.get(word, 0)) for word, count in clause.items()) % 2
        for clause in clauses
    )


def _is_opposite(asked: str, said: str) -> int:
    one, other = set(_tokens(asked)), set(_tokens(said))
    return int(
        any(
            bool(one & left and other & right and not other & left)
            or bool(one & right and other & left and not other & right)
            for left, right in _OPPOSITES
        )
    )


def _asides_that_count(asked: str, said: str) -> int:
    """How many asides of one text only ("without a vote") hold something that both speak of."""
    return sum(
        sum(
            bool(_content(aside["what"]) & _content(_ASIDE.sub(" ", other)))
            for aside in _ASIDE.finditer(text)
        )
        for text, other in ((asked, said), (said, asked))
    )


def _parts_of_a_whole(asked: str, said: str) -> int:
    """Whether all is asked about and a part is said, or whether a part is not."""
    if not _PART.search(said):
        return 0
    is_negated_part = bool(_PART.search(asked) and _turning(asked))
    return int(bool(_WHOLE.search(asked)) or is_negated_part)


def _only_others(asked: str, said: str) -> int:
    """Whether it holds only of something that the question does not name."""
    known = _content(asked)
    for match in _ONLY.finditer(said):
        named = _content(match["after"] or match["before"])
        if named and not named & known:
            return 1
    return 0


def _deciding_clauses(asked: str, said: str) -> list[str]:
    """The clauses that share a word with the question or go on with a pronoun; else all."""
    known = _content(asked)
    whole = _BRACKETS.sub(" ", said)
    parts = _BREAK.split(whole) if len(whole.split()) > SHORT else [whole]
    return [p for p in parts if known & _content(p) or _PRONOUN.match(p)] or parts


__all__ = ["mismatches", "verdict"]
