"""Putting a fragment into the earlier question that it leans on."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace as fields_replaced

from pincite.qa.conversation import lexicon
from pincite.qa.conversation import past as in_mind
from pincite.qa.conversation.fragments import Fragment
from pincite.qa.conversation.mentions import Kind, Mention, Parsed, parse
from pincite.qa.conversation.past import Past
from pincite.qa.conversation.references import replace
from pincite.qa.conversation.tokens import Tag, is_participle
from pincite.qa.words import stem

WordCounts = Callable[[Sequence[str]], Mapping[str, int]]
LOWEST_FIT = 2.5
"""Below it a fragment takes nothing's place and is added instead."""
_PLACE_PREPOSITIONS = frozenset({"in", "at", "on", "near", "from", "to", "outside", "inside"})
_OPPOSITES = {
    "with": "without", "without": "with", "before": "after", "after": "before", "above": "below",
    "below": "above", "inside": "outside", "outside": "inside", "over": "under", "under": "over",
    "within": "outside",
}  # fmt: skip
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_ORDER = frozenset({*_ORDINALS, "last", "next", "previous", "final"})
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI")


def exchanged(
    fragment: Fragment, past: Sequence[Past], names: frozenset[str], known: WordCounts | None
) -> list[str]:
    """The last question with the fragment in it, best first."""
    base = past[-1].question
    new = parse(fragment.text, names)
    if fragment.only_adds:
        return [_with_added(base.text, [new.text])]
    if opposite := _opposite_preposition(new, base):
        return [opposite]
    if new.words and _is_wh_phrase(new):
        from pincite.qa.conversation.asking_anew import asked_anew

        return asked_anew(new, past)
    if any(word.low in {"one", "ones"} for word in new.words):
        return _with_one(new, past)
    if ordinal := _ordinal_exchanged(new, base):
        return [ordinal]
    if not new.mentions:
        return _verb_exchanged(new, base)
    if fragment.compares and not _has_frame(new, base):
        return [_with_added(base.text, [new.text])]
    return _mentions_exchanged(new, past, fragment.instead_of, known)


def _is_wh_phrase(parsed: Parsed) -> bool:
    tags = [word.tag for word in parsed.words[:2]]
    return tags[0] is Tag.WH or (tags[0] is Tag.PREP and tags[-1] is Tag.WH)


def _has_frame(new: Parsed, base: Parsed) -> bool:
    """Whether the base has a place for each mention: a time, or the same preposition."""
    return all(
        any(
            mention.preposition == old.preposition or mention.kind is old.kind is Kind.TIME
            for old in base.mentions
        )
        for mention in new.mentions
    )


def _ordinal_exchanged(new: Parsed, base: Parsed) -> str | None:
    """ "and the second?" after "her first prize"."""
    words = [word for word in new.words if word.tag is not Tag.DET]
    if len(words) != 1 or words[0].low not in _ORDER:
        return None
    for token in base.tokens:
        if token.low in _ORDER and token.low != words[0].low:
            return replace(base.text, [(token.start, token.end, words[0].low)])
    return None


def _opposite_preposition(new: Parsed, base: Parsed) -> str | None:
    """ "and with it?" after "... without registration" turns the preposition round."""
    words = [word for word in new.words if word.low not in {"it", "them", "that", "one"}]
    if len(words) != 1 or words[0].tag is not Tag.PREP:
        return None
    for token in base.tokens:
        if token.low == _OPPOSITES.get(words[0].low):
            return replace(base.text, [(token.start, token.end, words[0].low)])
    return None


def _mentions_exchanged(
    new: Parsed, past: Sequence[Past], instead_of: str, known: WordCounts | None
) -> list[str]:
    base = past[-1].question
    before = past[-2].question.text.casefold() if len(past) > 1 else ""
    mentions = _joined(new)
    first: list[tuple[int, int, str]] = []
    second: list[tuple[int, int, str]] = []
    added: list[str] = []
    taken: set[int] = set()
    for mention in mentions:
        slots = _slots(mention, base, instead_of, known)
        slots = _topics_first(slots, before)
        slots = [(score, slot) for score, slot in slots if slot.start not in taken]
        if not slots or slots[0][0] < LOWEST_FIT:
            added.append(_added(mention))
            continue
        taken.add(slots[0][1].start)
        first.append(_change(mention, slots[0][1], base))
        other = slots[1] if len(slots) > 1 and slots[1][0] >= LOWEST_FIT else slots[0]
        second.append(_change(mention, other[1], base))
    texts = [_with_added(replace(base.text, changes), added) for changes in (first, second)]
    return list(dict.fromkeys(texts))


def _joined(new: Parsed) -> list[Mention]:
    """The mentions of a fragment; two joined by "and" are one: wages and pensions."""
    if len(new.mentions) != 2:
        return list(new.mentions)
    one, two = new.mentions
    if new.text[one.end : two.start].strip().casefold() not in {"and", "&"} or one.kind != two.kind:
        return [one, two]
    text = new.text[one.start : two.end]
    return [fields_replaced(one, text=text, end=two.end, tokens=(*one.tokens, *two.tokens))]


def _added(mention: Mention) -> str:
    if mention.preposition:
        return f"{mention.preposition} {mention.text}"
    return f"in {mention.text}" if mention.kind is Kind.TIME else f"for {mention.text}"


def _with_added(text: str, added: Sequence[str]) -> str:
    if not added:
        return text
    body = text.rstrip()
    mark = body[-1] if body.endswith(("?", ".", "!")) else ""
    return f"{body[: len(body) - len(mark)].rstrip()} {' '.join(added)}{mark}"


def _slots(
    new: Mention, base: Parsed, instead_of: str, known: WordCounts | None
) -> list[tuple[float, Mention]]:
    scored = [(_fit(new, old, instead_of, known), old) for old in base.mentions]
    return sorted(
        [pair for pair in scored if pair[0] > 0], key=lambda pair: (-pair[0], pair[1].start)
    )


def _topics_first(slots: list[tuple[float, Mention]], before: str) -> list[tuple[float, Mention]]:
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
        elif new.preposition in _PLACE_PREPOSITIONS and not old.preposition:
            score -= 4.5
        elif new.preposition in _PLACE_PREPOSITIONS and old.preposition in _PLACE_PREPOSITIONS:
            score += 2.0
        elif new.kind is Kind.NOUN and new.preposition not in {"of", "for"}:
            score -= 6.0
    score += 1.0 * (bool(new.determiner) == bool(old.determiner))
    score += 0.7 * (new.is_plural == old.is_plural)
    if old.is_asked and old.kind is Kind.NOUN:
        score -= 3.0 if new.kind is Kind.NAME or new.determiner else 0.3
        score -= 1.5 * (old.is_plural and not new.is_plural)
    return score


def _fit_of_words(new: Mention, old: Mention) -> float:
    """Shared words, same shape of code, both places."""
    new_words = {token.low for token in new.tokens}
    old_words = {token.low for token in old.tokens}
    score = 2.0 * bool(new_words & old_words)
    score += 3.0 * (_is_count(new) and _is_count(old))
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


def _is_count(mention: Mention) -> bool:
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


def _change(new: Mention, old: Mention, base: Parsed) -> tuple[int, int, str]:
    """The replacement of the old mention by the new one, keeping what only the old one has."""
    if len(new.tokens) == 1 and len(old.tokens) > 1 and _is_count(new) and _is_count(old):
        return old.tokens[0].start, old.tokens[0].end, new.core
    if new.kind is Kind.NUMBER and old.kind in {Kind.NAME, Kind.NOUN}:
        number = next(token for token in old.tokens[1:] if token.tag is Tag.NUMBER)
        return number.start, number.end, new.core
    if new.kind is Kind.TIME:
        return _time_change(new, old)
    own_name = old.name_tokens
    adds_noun = len(old.tokens) > len(own_name) > 0
    if new.kind is Kind.NAME and adds_noun and len(new.name_tokens) == len(new.tokens):
        return _name_change(new, old, base)
    if (kept := _kept_head(new, old, base)) is not None:
        return kept
    possessive = "'s" if old.head.is_possessive and not new.head.is_possessive else ""
    keeps = old.determiner and not new.determiner and old.determiner in {"the", "my", "our", "your"}
    keeps = keeps and old.text.casefold().startswith(old.determiner)
    start = old.tokens[0].start if keeps else old.start
    text = new.text + possessive
    if new.preposition in _PLACE_PREPOSITIONS and old.preposition in _PLACE_PREPOSITIONS:
        return old.preposition_start, old.end, f"{new.preposition} {text}"
    return start, old.end, text


def _kept_head(new: Mention, old: Mention, base: Parsed) -> tuple[int, int, str] | None:
    """Only what comes before the head changes: freight income -> harbour income, X sales."""
    if len(old.tokens) < 2 or new.kind is not Kind.NOUN or old.kind is not Kind.NOUN:
        return None
    properties = lexicon.PROPERTIES
    if not base.is_clause and len(new.tokens) == 1 and new.head.low not in properties:
        return old.tokens[0].start, old.tokens[0].end, new.core
    if old.head.low in properties and new.head.low not in properties and not new.determiner:
        return old.tokens[0].start, old.tokens[-2].end, new.core
    return None


def _name_change(new: Mention, old: Mention, base: Parsed) -> tuple[int, int, str]:
    """Only the name in a longer phrase changes: the Northern region -> the Coastal region."""
    name = old.name_tokens
    shared = [token for token in name if token.low == new.tokens[0].low]
    start = shared[0].start if shared else name[0].start
    possessive = "'s" if name[-1].is_possessive else ""
    del base
    return start, name[-1].end, new.core + possessive


def _time_change(new: Mention, old: Mention) -> tuple[int, int, str]:
    changes_preposition = new.preposition not in {"", "in", old.preposition} and old.preposition
    if changes_preposition and new.preposition in {
        "since",
        "before",
        "after",
        "until",
        "by",
        "from",
    }:
        return old.preposition_start, old.end, f"{new.preposition} {new.core}"
    has_year = any(token.tag is Tag.YEAR for token in new.tokens)
    calendar = [token for token in old.tokens if token.tag is Tag.MONTH]
    if calendar and not has_year and len(calendar) < len(old.tokens):
        return calendar[0].start, calendar[-1].end, new.core
    return old.tokens[0].start, old.end, new.core


def _verb_exchanged(new: Parsed, base: Parsed) -> list[str]:
    """ "and exported?" for "how many were sold", "and to rent?" for "to buy"."""
    words = [word for word in new.words if word.tag is not Tag.ADV]
    if len(words) != 1 or words[0].tag not in {Tag.NOUN, Tag.VERB}:
        return []
    verbs = [t for t in base.tokens if t.tag is Tag.VERB]
    fitting = [t for t in verbs if is_participle(t.low) == is_participle(words[0].low)]
    if not fitting:
        return []
    return [replace(base.text, [(fitting[-1].start, fitting[-1].end, words[0].low)])]


def _with_one(new: Parsed, past: Sequence[Past]) -> list[str]:
    """ "the cheaper one", "the one for the 9": the noun meant stands for "one"."""
    base = past[-1].question
    inner = [m for m in new.mentions if m.preposition and m.head.low not in {"one", "ones"}]
    if inner and all(m.start > _one(new).start for m in inner):
        only = parse(" ".join(f"{m.preposition} {m.text}" for m in inner))
        return _mentions_exchanged(only, past, "", None)
    target = _chosen(base)
    if target is None:
        return []
    adjective = new.text[: _one(new).start].strip()
    adjective = re.sub(r"^(?:the|a|an|that|this)\b\s*", "", adjective, flags=re.IGNORECASE)
    if not adjective:
        return []
    counted = counted_on(target.core, adjective)
    noun = (
        counted or f"{adjective} {target.head.text if target.head.tag is Tag.NOUN else target.core}"
    )
    begin = target.start
    return [replace(base.text, [(begin, target.end, f"the {noun.strip()}")])]


def _one(parsed: Parsed):  # type: ignore[no-untyped-def]
    return next(word for word in parsed.words if word.low in {"one", "ones"})


def _chosen(base: Parsed) -> Mention | None:
    able = [m for m in base.mentions if m.kind in {Kind.NAME, Kind.NOUN} and not m.is_asked]
    named = [m for m in able if m.kind is Kind.NAME]
    return (named or able or [None])[0]


def counted_on(phrase: str, adjective: str) -> str | None:
    """The phrase with its number moved: ("Lumo I course", "second") -> "Lumo II course".

    >>> counted_on("part 1", "next"), counted_on("Lumo I course", "second")
    ('part 2', 'Lumo II course')
    """
    words = phrase.split()
    for index, word in enumerate(words):
        number = _ROMAN.index(word) if word in _ROMAN[1:] and index else None
        if number is None and word.isdigit() and index and len(word) < 3:
            number = int(word)
        if number is None:
            continue
        step = {"next": 1, "following": 1, "previous": -1}.get(adjective.casefold())
        wanted = _ORDINALS.get(adjective.casefold()) or (number + step if step else None)
        if wanted is None or not 0 < wanted < len(_ROMAN):
            return None
        written = _ROMAN[wanted] if word in _ROMAN else str(wanted)
        return " ".join([*words[:index], written, *words[index + 1 :]])
    return None


def noun_for_one(past: Sequence[Past]) -> Mention | None:
    """What "one" stands for in a whole question."""
    for turn in reversed(past):
        if (chosen := _chosen(turn.question)) is not None:
            return chosen
    return None


__all__ = ["WordCounts", "counted_on", "exchanged", "in_mind", "noun_for_one"]
