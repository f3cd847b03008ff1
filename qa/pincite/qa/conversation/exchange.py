"""Putting a fragment into the earlier question that it leans on."""

import re
from collections.abc import Sequence
from dataclasses import replace as fields_replaced

from pincite.qa.conversation import lexicon
from pincite.qa.conversation.asking_anew import asked_anew
from pincite.qa.conversation.changes import change, replace, with_added
from pincite.qa.conversation.fragments import Fragment
from pincite.qa.conversation.mentions import Kind, Mention, Parsed, parse
from pincite.qa.conversation.ones import ORDINALS, chosen_noun, counted_on
from pincite.qa.conversation.past import Past
from pincite.qa.conversation.slots import LOWEST_FIT, WordCounts, slots_for, topics_first
from pincite.qa.conversation.tokens import Tag, Token
from pincite.qa.conversation.verbs import is_inflected_past, is_participle, looks_like_verb

_OPPOSITES = {
    "with": "without", "without": "with", "before": "after", "after": "before", "above": "below",
    "below": "above", "inside": "outside", "outside": "inside", "over": "under", "under": "over",
    "within": "outside",
}  # fmt: skip
_ORDER = frozenset({*ORDINALS, "last", "next", "previous", "final"})


def exchanged(
    fragment: Fragment, past: Sequence[Past], names: frozenset[str], known: WordCounts | None
) -> list[str]:
    """The last question with the fragment in it, best first."""
    base = past[-1].question
    new = parse(fragment.text, names)
    if fragment.is_verb:
        verb = next(token for token in base.tokens if token.tag is Tag.VERB)
        return [replace(base.text, [(verb.start, verb.end, fragment.text)])]
    if fragment.only_adds:
        return [with_added(base.text, [new.text])]
    if opposite := _opposite_preposition(new, base):
        return [opposite]
    if new.words and _is_wh_phrase(new):
        return asked_anew(new, past)
    if any(word.low in {"one", "ones"} for word in new.words):
        return _with_one(new, past)
    if ordinal := _ordinal_exchanged(new, base):
        return [ordinal]
    if not new.mentions:
        return _verb_exchanged(new, base)
    if verbs := _base_verb_exchanged(new, base):
        return [*verbs, *mentions_exchanged(new, past, fragment.instead_of, known)]
    if fragment.compares and not _has_frame(new, base):
        return [with_added(base.text, [new.text])]
    return mentions_exchanged(new, past, fragment.instead_of, known)


def _is_wh_phrase(parsed: Parsed) -> bool:
    tags = [word.tag for word in parsed.words[:3]]
    first = next((index for index, tag in enumerate(tags) if tag is not Tag.PREP), 0)
    return tags[first] is Tag.WH


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
    """The base with another ordinal: "and the second?" after "her first prize"."""
    words = [word for word in new.words if word.tag not in {Tag.DET, Tag.PREP}]
    if len(words) != 1 or words[0].low not in _ORDER:
        return None
    for token in base.tokens:
        if token.low in _ORDER and token.low != words[0].low:
            return replace(base.text, [(token.start, token.end, words[0].low)])
    return None


def _opposite_preposition(new: Parsed, base: Parsed) -> str | None:
    """The base with its preposition turned round: "and with it?" after "without registration"."""
    words = [word for word in new.words if word.low not in {"it", "them", "that", "one"}]
    if len(words) != 1 or words[0].tag is not Tag.PREP:
        return None
    for token in base.tokens:
        if token.low == _OPPOSITES.get(words[0].low):
            return replace(base.text, [(token.start, token.end, words[0].low)])
    return None


def mentions_exchanged(
    new: Parsed, past: Sequence[Past], instead_of: str, known: WordCounts | None
) -> list[str]:
    """The last question with each mention in the place that fits it best, then next best."""
    base = _without_agent(past)
    before = past[-2].question.text.casefold() if len(past) > 1 else ""
    mentions = _joined(new)
    first: list[tuple[int, int, str]] = []
    second: list[tuple[int, int, str]] = []
    added: list[str] = []
    taken: set[int] = set()
    for mention in mentions:
        slots = slots_for(mention, base, instead_of, known)
        slots = topics_first(slots, before)
        slots = [(score, slot) for score, slot in slots if slot.start not in taken]
        if not slots or slots[0][0] < LOWEST_FIT:
            added.append(_added(mention))
            continue
        taken.add(slots[0][1].start)
        first.append(change(mention, slots[0][1], base))
        other = slots[1] if len(slots) > 1 and slots[1][0] >= LOWEST_FIT else slots[0]
        second.append(change(mention, other[1], base))
    inner = [
        _inner_change(mention, slots_for(mention, base, instead_of, known)) for mention in mentions
    ]
    third = [one for one in inner if one is not None]
    ways = [first, second]
    if third and len(third) == len(first):
        ways.insert(0 if _counts_kinds(mentions[0], base) else 2, third)
    texts = [with_added(replace(base.text, changes), added) for changes in ways]
    return list(dict.fromkeys(texts))


def _counts_kinds(new: Mention, base: Parsed) -> bool:
    """Whether the new word names another kind of what was counted: gold medals, silver."""
    counted = next((m for m in base.mentions if m.is_asked and m.is_plural), None)
    return counted is not None and not (new.is_plural or new.determiner or new.preposition)


def _without_agent(past: Sequence[Past]) -> Parsed:
    """The last question without the agent that only the answer before it gave: by Otto Brand."""
    base = past[-1].question
    agent = f" by {past[-2].answer}" if len(past) > 1 and past[-2].answer else ""
    body = base.text.rstrip(" ?")
    return parse(f"{body.removesuffix(agent)}?") if agent and body.endswith(agent) else base


def _inner_change(
    new: Mention, slots: Sequence[tuple[float, Mention]]
) -> tuple[int, int, str] | None:
    """Only the first word of a longer phrase changes: a senior single scull -> a masters ..."""
    if not slots or new.kind is not Kind.NOUN or len(new.tokens) > 1:
        return None
    old = slots[0][1]
    if old.kind is not Kind.NOUN or len(old.tokens) < 2:
        return None
    return old.tokens[0].start, old.tokens[0].end, new.core


def _joined(new: Parsed) -> list[Mention]:
    """The mentions of a fragment; two joined by "and" are one: wages and pensions."""
    if len(new.mentions) != 2:
        return list(new.mentions)
    one, two = new.mentions
    if two.preposition == "of" and 0 <= two.preposition_start - one.end <= 1 and one.preposition:
        return [fields_replaced(one, text=new.text[one.start : two.end], end=two.end)]
    if new.text[one.end : two.start].strip().casefold() not in {"and", "&"} or one.kind != two.kind:
        return [one, two]
    text = new.text[one.start : two.end]
    return [fields_replaced(one, text=text, end=two.end, tokens=(*one.tokens, *two.tokens))]


def _added(mention: Mention) -> str:
    if mention.preposition:
        return f"{mention.preposition} {mention.text}"
    return f"in {mention.text}" if mention.kind is Kind.TIME else f"for {mention.text}"


def _verb_exchanged(new: Parsed, base: Parsed) -> list[str]:
    """The base with another verb: "and exported?" after "how many were sold"."""
    words = [word for word in new.words if word.tag is not Tag.ADV]
    if len(words) != 1 or words[0].tag not in {Tag.NOUN, Tag.VERB}:
        return []
    verbs = [t for t in base.tokens if t.tag is Tag.VERB]
    fitting = [t for t in verbs if is_participle(t.low) == is_participle(words[0].low)]
    if not fitting:
        return []
    return [replace(base.text, [(fitting[-1].start, fitting[-1].end, words[0].low)])]


def _base_verb_exchanged(new: Parsed, base: Parsed) -> list[str]:
    """The base with another verb after do or a modal: "and close?" after "when does it open"."""
    words = new.words
    if len(words) != 1 or not looks_like_verb(words[0].low) or words[0].low.endswith("s"):
        return []
    verbs = [token for token in base.tokens if token.tag is Tag.VERB]
    if is_inflected_past(words[0].low):
        past = [token for token in verbs if is_inflected_past(token.low)]
        return [replace(base.text, [(past[0].start, past[0].end, words[0].low)])] if past else []
    helped = any(token.tag is Tag.AUX and token.low not in lexicon.BE for token in base.tokens)
    if len(verbs) != 1 or not helped or is_participle(verbs[0].low):
        return []
    return [replace(base.text, [(verbs[0].start, verbs[0].end, words[0].low)])]


def _with_one(new: Parsed, past: Sequence[Past]) -> list[str]:
    """The base with "the cheaper one" or "the one for the 9" in it, "one" by its noun."""
    base = past[-1].question
    if any(token.tag is Tag.YEAR for token in new.tokens):
        years = parse(next(token.text for token in new.tokens if token.tag is Tag.YEAR))
        return mentions_exchanged(years, past, "", None)
    inner = [m for m in new.mentions if m.preposition and m.head.low not in {"one", "ones"}]
    if inner and all(m.start > _one(new).start for m in inner):
        only = parse(" ".join(f"{m.preposition} {m.text}" for m in inner))
        return mentions_exchanged(only, past, "", None)
    target = chosen_noun(base)
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


def _one(parsed: Parsed) -> Token:
    return next(word for word in parsed.words if word.low in {"one", "ones"})
