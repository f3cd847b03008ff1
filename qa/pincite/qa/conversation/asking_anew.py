"""A new question word on the earlier question: "why?", "since when?", "in which country?"."""

import re
from collections.abc import Sequence

from pincite.qa.conversation import lexicon
from pincite.qa.conversation.mentions import Kind, Parsed, parse
from pincite.qa.conversation.past import Past
from pincite.qa.conversation.tokens import Tag, Token
from pincite.qa.conversation.verbs import is_participle
from pincite.qa.parsed_question import AnswerType

_TIME_WORDS = re.compile(
    r"\b(?:when|what (?:year|date|day)|which (?:year|date|day|month))\b", re.IGNORECASE
)


def asked_anew(new: Parsed, past: Sequence[Past]) -> list[str]:
    """The last question asked with the new question phrase, best first.

    >>> from pincite.qa.conversation.past import past_turn
    >>> turn = past_turn("When was the Leaf launched?", "2010", frozenset())
    >>> asked_anew(parse("where"), [turn])
    ['Where was the Leaf launched?']
    """
    turn = past[-1]
    base = turn.question
    words = base.words
    if not words:
        return []
    new = parse(re.sub(r"\s+there$", "", new.text, flags=re.IGNORECASE))
    phrase = _completed(new, base)
    asked = _asked_range(base)
    if asked is None:
        if words[0].tag is Tag.AUX:
            return [_sentence(phrase, _lowered(base.text))]
        return [_sentence(phrase, f"for {base.text}")]
    begin, end = asked
    rest = base.text[end:].strip()
    follows = next((t for t in base.tokens if t.start >= end), None)
    if follows is not None and follows.tag is Tag.VERB:
        return [_about_subject(phrase, new, turn, follows)]
    rest = _with_object(base, end, rest, new)
    is_elsewhere = all(word.low != "where" for word in new.words)
    if is_elsewhere and turn.asked is AnswerType.PLACE and 0 < turn.answer_words <= 8:
        led = parse(turn.answer).tokens[0].tag is Tag.PREP
        rest = f"{rest.rstrip(' ?')} {turn.answer if led else f'in {turn.answer}'}"
    if (
        (
            follows is not None
            and follows.low in lexicon.BE
            and base.text[begin:end].casefold() == "who "
        )
        and turn.answer
        and turn.answer_words <= 5
        and parse(turn.answer).mentions
    ):
        rest = f"{follows.text} {turn.answer} {base.text[follows.end :].strip()}"
    lead = base.text[:begin].strip()
    if _TIME_WORDS.search(new.text):
        rest = _without_times(rest)
    return [_sentence(" ".join(filter(None, [lead, phrase])), rest)]


def _asked_range(base: Parsed) -> tuple[int, int] | None:
    """Where the question phrase of the base stands, its preposition and noun included."""
    for index, token in enumerate(base.tokens):
        if token.tag is not Tag.WH:
            continue
        if index and base.tokens[index - 1].tag not in {Tag.PREP, Tag.MARK, Tag.CONJ, Tag.ADV}:
            return None
        begin = token.start
        if index and base.tokens[index - 1].tag is Tag.PREP:
            begin = base.tokens[index - 1].start
        if "'" in token.low:
            return begin, token.start + token.low.index("'")
        stop = index + 1
        while stop < len(base.tokens) and base.tokens[stop].tag not in {
            Tag.AUX,
            Tag.VERB,
            Tag.MARK,
        }:
            stop += 1
        if stop == len(base.tokens) or base.tokens[stop].tag is Tag.MARK:
            return None
        return begin, base.tokens[stop].start
    return None


def _completed(new: Parsed, base: Parsed) -> str:
    """The question phrase; "how many" without a noun takes the noun that was asked for before."""
    words = new.words
    counted = next((m for m in base.mentions if m.is_asked), None)
    if counted is None or not words:
        return new.text
    lows = [word.low for word in words]
    if "many" in lows:
        at = lows.index("many")
        follows = words[at + 1] if at + 1 < len(words) else None
        if follows is None or follows.tag in {Tag.PREP, Tag.DET}:
            position = words[at].end
            return f"{new.text[:position]} {counted.core}{new.text[position:]}"
    if lows[-1] in {"one", "ones"}:
        return f"{new.text[: words[-1].start]}{counted.core}"
    return new.text


def _with_object(base: Parsed, end: int, rest: str, new: Parsed) -> str:
    """What was asked for as an object is put behind the verb: when did it sell cars."""
    asked = next((m for m in base.mentions if m.is_asked and m.end <= end), None)
    first = next((t for t in base.tokens if t.start >= end), None)
    second = next((t for t in base.tokens if first and t.start >= first.end), None)
    if asked is not None and second is not None and second.tag is Tag.VERB and first is not None:
        return f"{first.text} {asked.core} {base.text[second.start :]}"
    verb = next((t for t in base.tokens if t.start >= end and t.tag is Tag.VERB), None)
    replaces = any(m.is_asked or m.kind is Kind.NOUN for m in new.mentions) or any(
        word.low in {"many", "much", "what", "which"} for word in new.words
    )
    if asked is None or verb is None or replaces or asked.preposition or is_participle(verb.low):
        return rest
    position = verb.end - end - (len(base.text[end:]) - len(base.text[end:].lstrip()))
    return f"{rest[:position]} {asked.core}{rest[position:]}"


def _about_subject(phrase: str, new: Parsed, turn: Past, verb: Token) -> str:
    """After "who founded it?", "when?" asks when the one who answered founded it."""
    base = turn.question
    rest = base.text[verb.start :].rstrip(" ?.!")
    if new.words[-1].low in {"who", "what", "which"} or new.words[0].low in {"who", "which"}:
        return _sentence(phrase, rest)
    after = base.text[verb.end :].strip(" ?.!")
    named = turn.answer and turn.answer_words <= 5 and parse(turn.answer).mentions
    objects = [m for m in base.mentions if m.start >= verb.end]
    if is_participle(verb.low) and len(objects) == 1 and objects[0].text == after:
        be = "were" if objects[0].is_plural else "was"
        by = f" by {turn.answer}" if named else ""
        return _sentence(phrase, f"{be} {after} {verb.text}{by}")
    if named:
        be = "is" if verb.low.endswith("s") else "was"
        return _sentence(phrase, f"{be} it that {turn.answer} {rest}")
    return _sentence(phrase, rest)


def _without_times(rest: str) -> str:
    parsed = parse(rest)
    for mention in reversed(parsed.mentions):
        if mention.kind is Kind.TIME and mention.preposition in {"in", "on", "at", "during", "for"}:
            rest = rest[: mention.preposition_start].rstrip() + rest[mention.end :]
    return rest


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _sentence(phrase: str, rest: str) -> str:
    text = f"{phrase.strip()} {rest.strip()}".rstrip(" ?.!,")
    return f"{text[:1].upper()}{text[1:]}?"
