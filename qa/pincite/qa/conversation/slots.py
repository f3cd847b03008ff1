"""Which part of an earlier question a new word takes the place of."""

import re
from collections.abc import Callable, Mapping, Sequence

from pincite.qa.conversation import lexicon
from pincite.qa.conversation.mentions import Kind, Mention, Parsed
from pincite.qa.conversation.tokens import Tag
from pincite.qa.words import stem

WordCounts = Callable[[Sequence[str]], Mapping[str, int]]
"""In how many passages each word occurs, in any inflection."""
LOWEST_FIT = 2.5
"""Below it a fragment takes nothing's place and is added instead."""
PLACE_PREPOSITIONS = frozenset(
    {
        "in",
        "at",
        "on",
        "near",
        "from",
        "to",
        "outside",
        "inside",
        "over",
        "through",
        "across",
        "along",
        "under",
        "above",
        "below",
        "behind",
        "beside",
    }
)


def slots_for(
    new: Mention, base: Parsed, instead_of: str, known: WordCounts | None
) -> list[tuple[float, Mention]]:
    """The mentions of the base that the new one can replace, with how well, best first."""
    scored = [(_fit(new, old, instead_of, known), old) for old in base.mentions]
    return sorted(
        [pair for pair in scored if pair[0] > 0], key=lambda pair: (-pair[0], pair[1].start)
    )


def topics_first(slots: list[tuple[float, Mention]], before: str) -> list[tuple[float, Mention]]:
    """What was spoken of for two turns is what is set against something else now."""
    scored = [(score + 1.0 * (slot.core.casefold() in before), slot) for score, slot in slots]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].start))


def _fit(new: Mention, old: Mention, instead_of: str, known: WordCounts | None) -> float:
    """How well the new mention takes the old one's place; 0 when it cannot."""
    score = _fit_of_kinds(new, old)
    if score == 0 or (stem(new.core) == stem(old.core) and not instead_of):
        return 0.0
    if instead_of:
        return score + 20 if old.core.casefold() in instead_of.casefold() else score
    if new.kind is Kind.TIME:
        return score + 2 * (new.preposition == old.preposition) + 0.01 * old.start
    score += _fit_of_frames(new, old)
    score += _fit_of_words(new, old)
    if known is not None and {new.kind, old.kind} == {Kind.NOUN}:
        score += _fit_of_frequency(new, old, known)
    return score


def _fit_of_kinds(new: Mention, old: Mention) -> float:
    pair = (new.kind, old.kind)
    if pair == (Kind.TIME, Kind.TIME):
        return 10.0
    if Kind.TIME in pair:
        return 0.0
    if pair == (Kind.NUMBER, Kind.NUMBER):
        return 8.0
    if new.kind is Kind.NUMBER:
        has_number = any(token.tag is Tag.NUMBER for token in old.tokens[1:])
        return 7.0 if has_number else 0.0
    if old.kind is Kind.NUMBER:
        return 0.0
    if pair == (Kind.NAME, Kind.NAME):
        return 6.0
    if pair == (Kind.NOUN, Kind.NOUN):
        return 5.0
    return 3.0 if new.kind is Kind.NAME else 2.5


def _fit_of_frames(new: Mention, old: Mention) -> float:
    """Same preposition, same determiner, same number."""
    score = 0.0
    if new.preposition and new.preposition != "about":
        if new.preposition == old.preposition:
            score += 4.0
        elif new.preposition in PLACE_PREPOSITIONS and not old.preposition:
            score -= 4.5
        elif new.preposition in PLACE_PREPOSITIONS and old.preposition in PLACE_PREPOSITIONS:
            score += 2.0
        elif new.kind is Kind.NOUN and new.preposition not in {"of", "for"}:
            score -= 6.0
    if old.preposition and not new.preposition and {new.kind, old.kind} == {Kind.NOUN}:
        score -= 1.0 * (old.preposition in PLACE_PREPOSITIONS)
    score += 1.0 * (bool(new.determiner) == bool(old.determiner))
    score += 0.7 * (new.is_plural == old.is_plural)
    if old.is_asked and old.kind is Kind.NOUN:
        score -= 3.0 if new.kind is Kind.NAME or new.determiner else 0.8
        score -= 1.5 * (old.is_plural and not new.is_plural)
    return score


def _fit_of_words(new: Mention, old: Mention) -> float:
    """Shared words, same shape of code, both places."""
    new_words = {token.low for token in new.tokens}
    old_words = {token.low for token in old.tokens}
    score = 2.0 * bool(new_words & old_words)
    score += 3.0 * (is_count(new) and is_count(old))
    if new.kind is Kind.NOUN and old.kind is Kind.NOUN:
        same = (new.head.low in lexicon.PROPERTIES) == (old.head.low in lexicon.PROPERTIES)
        score += 0.7 if same else -0.7
    if new.name_tokens and old.name_tokens:
        score += 3.0 * (_shape(new.name_tokens[0].text) == _shape(old.name_tokens[0].text) != "Aa")
        if "Aa" == _shape(new.name_tokens[0].text) != _shape(old.name_tokens[0].text):
            score -= 1.0
    new_place, old_place = bool(new_words & lexicon.PLACES), bool(old_words & lexicon.PLACES)
    if new_place and old_place:
        return score + 3.0
    return score - 2.0 if new_place != old_place else score


def is_count(mention: Mention) -> bool:
    """Whether it begins with a number: ten, five years."""
    first = mention.tokens[0]
    return first.tag is Tag.NUMBER or first.low in lexicon.NUMBER_WORDS


def _shape(word: str) -> str:
    """The pattern of a word: E52 -> A0, TP-1203 -> A-0, Nissan -> Aa."""
    shape = re.sub(r"\d+", "0", word)
    shape = re.sub(r"[^\W\d_]+", lambda m: "A" if m.group().isupper() else "Aa", shape)
    return shape


def _fit_of_frequency(new: Mention, old: Mention, known: WordCounts) -> float:
    """Words about as frequent in the documents stand for things of one kind."""
    counts = known([new.head.text, old.head.text])
    a, b = counts.get(new.head.text, 0) + 1, counts.get(old.head.text, 0) + 1
    return min(a, b) / max(a, b)
