"""A question understood with its history: written out so that it stands alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as replace_fields

from pincite.qa.answers import Turn
from pincite.qa.conversation.antecedents import GENDERS, groups, people, things
from pincite.qa.conversation.changes import replace
from pincite.qa.conversation.exchange import exchanged
from pincite.qa.conversation.fragments import find_fragment
from pincite.qa.conversation.lexicon import PROPERTIES
from pincite.qa.conversation.mentions import Kind, Parsed, parse
from pincite.qa.conversation.ones import counted_on, noun_for_one
from pincite.qa.conversation.past import Past, asked_noun, last_year, names_in, past_turn
from pincite.qa.conversation.references import Reference, fillings, find_references
from pincite.qa.conversation.relative_time import resolve_months, resolve_years
from pincite.qa.conversation.slots import WordCounts
from pincite.qa.conversation.supporting import (
    TOPIC_GAIN,
    TOPIC_LOSS,
    Supports,
    best_supported,
)
from pincite.qa.conversation.tokens import Tag
from pincite.qa.words import stem

TURNS_USED = 10
CANDIDATES = 3
LONGEST_NAME = 80
"""Characters of an answer that may be a name."""
LONGEST_BRIDGE = 9
"""Words of a question that may leave out what it speaks of."""
LONGEST_QUESTION = 600
"""Characters; a longer question says enough by itself."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A question as understood with its history."""

    text: str
    """The best reading, to be answered without the history."""
    candidates: tuple[str, ...]
    """Readings, best first, the first being `text`."""
    changed: bool
    """Whether `text` differs from the question as asked."""


def interpret(
    question: str,
    history: Sequence[Turn],
    *,
    known_words: WordCounts | None = None,
    supports: Supports | None = None,
) -> Interpretation:
    """The question written out so that it can be answered without the history.

    A question that stands on its own words comes back unchanged. `known_words` tells in how
    many passages words occur; it only settles ties. `supports` tells how well the documents speak
    of a reading; it chooses between readings of a fragment.

    >>> turns = [Turn("How many cars did Renault sell in 2014?", "2,712,432")]
    >>> interpret("And the year after?", turns).text
    'How many cars did Renault sell in 2015?'
    >>> interpret("Who heads Nissan?", turns).changed
    False
    """
    turns = [turn for turn in history[-TURNS_USED:] if _is_usable(turn)]
    if not turns or len(question) > LONGEST_QUESTION or not question.strip():
        return Interpretation(question, (question,), changed=False)
    spoken = [text for turn in turns for text in (turn.question, _short(turn.answer or ""))]
    names = names_in([*spoken, question])
    past: list[Past] = []
    for turn in turns:
        understood = _readings(turn.question, past, names, known_words)[0]
        past.append(past_turn(understood, turn.answer or "", names, asked_as=turn.question))
    readings = _readings(question, past, names, known_words)
    if supports is not None:
        readings = _supported(question, readings, past, supports)
    return Interpretation(readings[0], tuple(readings), changed=readings[0] != question)


_WHO_IT = re.compile(r"\bwho(?:['’]s| is| was| were| had been| will be)? (?P<it>it|that)\b", re.I)
_ENDS_BEFORE = re.compile(r"\b(?:before|after)\s*\??$", re.IGNORECASE)
_WHO_IS = re.compile(
    r"(?:and )?who(?:['’]s| is| was| are| were| became| will be) "
    r"(?P<role>(?!it\b|he\b|she\b|that\b)[^,?]+?)"
    r"(?:\s+(?:(?:in|since|until|from|at|before|after|of) (?:the )?(?:\w+ )?\d{4}|now|today|"
    r"currently|before .*|after .*))*\s*\??$",
    re.IGNORECASE,
)
"""A question for who holds a role."""


def _supported(
    question: str, readings: list[str], past: Sequence[Past], supports: Supports
) -> list[str]:
    """The readings, with that first which the documents speak for.

    Readings of a fragment are weighed against one another; a question that names nothing also
    against itself asked of what was spoken of last.
    """
    names = frozenset[str]()
    if find_fragment(question, names, past[-1].question):
        return best_supported(readings, supports)
    if readings[0] != question and not _counts_anew(question, readings[0]):
        return readings
    topical = [readings[0], *_with_topics(parse(readings[0], names), past)]
    best = best_supported(topical, supports, gain=TOPIC_GAIN, loss=TOPIC_LOSS)
    return list(dict.fromkeys([best[0], *readings]))[:CANDIDATES]


def _counts_anew(question: str, reading: str) -> bool:
    """Whether a reading only adds the noun that is counted: how many pupils passed."""
    return len(reading.split()) == len(question.split()) + 1 and "how many" in question.casefold()


def _with_topics(parsed: Parsed, past: Sequence[Past]) -> list[str]:
    """A question that names nothing, asked of each thing that was spoken of last."""
    if len(parsed.words) > LONGEST_BRIDGE or not parsed.is_clause:
        return []
    if any(token.tag in {Tag.NAME, Tag.NUMBER} for token in parsed.tokens):
        return []
    spoken = {stem(token.low) for token in parsed.tokens}
    topics = [
        topic
        for topic in things(past[-1:])
        if not {stem(word) for word in topic.casefold().split()[-1:]} & spoken
    ]
    body = parsed.text.rstrip(" ?.!")
    return [f"{body} {_joined_by(parsed)} {topic}?" for topic in topics]


def _joined_by(parsed: Parsed) -> str:
    """How a topic goes with what is asked: the price of it, the books at it."""
    if any(mention.head.low in PROPERTIES for mention in parsed.mentions):
        return "of"
    return "at" if any(token.low == "there" for token in parsed.tokens) else "for"


def _is_usable(turn: Turn) -> bool:
    return any(map(str.isalnum, turn.question)) and len(turn.question) <= LONGEST_QUESTION


def _short(answer: str) -> str:
    return answer if len(answer) <= LONGEST_NAME and len(answer.split()) <= 6 else ""


def _readings(
    question: str, past: Sequence[Past], names: frozenset[str], known: WordCounts | None
) -> list[str]:
    """The question's readings, best first; only itself when it stands alone."""
    if not past:
        return [question]
    found = _fragment_readings(question, past, names, known)
    if not found:
        found = _reference_readings(question, past, names)
    return list(dict.fromkeys(found))[:CANDIDATES] or [question]


def _fragment_readings(
    question: str, past: Sequence[Past], names: frozenset[str], known: WordCounts | None
) -> list[str]:
    fragment = find_fragment(question, names, past[-1].question)
    if fragment is None:
        return []
    resolved = resolve_years(fragment.text, last_year(past), is_fragment=True)
    resolved = resolve_months(resolved, past[-1].question.text)
    resolved = _related(resolved, past)
    resolved = _OWN.sub("the ", resolved)
    filled = _filled(parse(resolved, names), past)[0] if _can_point(resolved) else resolved
    fragment = replace_fields(fragment, text=filled)
    return [_asked(text) for text in exchanged(fragment, past, names, known) if text.strip()]


_OWN = re.compile(r"^(?:its|their|his|her)\s+(?=\w)", re.IGNORECASE)
"""In front of a fragment: "and its height?" asks for the height of what was asked for."""


_RELATED = re.compile(
    r"^(?P<whose>his|her|their)\s+(?=(?:(?:elder|younger|older|late|twin)\s+)?(?:brother|sister|wife|"
    r"husband|son|daughter|father|mother|parents?|children|partner|cousin|uncle|aunt|nephew|niece)\b)",
    re.IGNORECASE,
)


def _related(fragment: str, past: Sequence[Past]) -> str:
    """The fragment with whose relative it is: Marta Vey's brother."""
    match = _RELATED.match(fragment)
    if match is None:
        return fragment
    whose = next(iter(people(past, GENDERS.get(match["whose"].casefold(), ""))), None)
    return f"{whose}'s {fragment[match.end() :]}" if whose else fragment


def _can_point(fragment: str) -> bool:
    """Whether a fragment is long enough that a pronoun in it is to be filled."""
    if fragment.casefold() in {"he", "she", "him", "her", "they", "them"}:
        return True
    return len(fragment.split()) > 2 and not re.search(r"\bones?\b", fragment, re.IGNORECASE)


def _asked(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    return f"{text[:1].upper()}{text[1:]}" if text else text


def _reference_readings(question: str, past: Sequence[Past], names: frozenset[str]) -> list[str]:
    dated = resolve_years(question, last_year(past), is_fragment=False)
    parsed = parse(dated, names)
    filled = [_with_role(text, past) for text in _filled(parsed, past)]
    texts = [_with_counted_noun(text, parsed, past) for text in filled]
    if texts[0] == question:
        return [question, *_with_topic(parsed, past)]
    return [_cleaned(text) for text in texts]


def _with_role(question: str, past: Sequence[Past]) -> str:
    """The question with the role that was asked for as its "it": who was director before him."""
    match = _WHO_IT.search(question)
    roles = (_WHO_IS.match(turn.question.text) for turn in reversed(past))
    role = next((found["role"] for found in roles if found), None)
    if match is None or role is None:
        return question
    written = f"{question[: match.start('it')]}{role}{question[match.end('it') :]}"
    holder = next(iter(people(past)), "") if _ENDS_BEFORE.search(written) else ""
    return f"{written.rstrip(' ?')} {holder}?" if holder else written


def _with_topic(parsed: Parsed, past: Sequence[Past]) -> list[str]:
    """A question that names nothing ("what is the fee?") also asked of the last thing named."""
    if len(parsed.words) > LONGEST_BRIDGE or not parsed.is_clause:
        return []
    if any(token.tag in {Tag.NAME, Tag.YEAR, Tag.NUMBER} for token in parsed.tokens):
        return []
    topic = next(iter(things(past[-1:])), "")
    spoken = parsed.text.casefold()
    if not any(map(str.isupper, topic)) or topic.casefold() in spoken:
        return []
    return [f"{parsed.text.rstrip(' ?.!')} for {topic}?"]


def _cleaned(text: str) -> str:
    """The question without its lead-in, with a capital and its mark."""
    body = text
    lead = re.match(r"\s*(?:(?:and|but|so|ok|okay|then|also)\b[\s,]*)+", text, re.IGNORECASE)
    if lead and lead.end() < len(text):
        body = text[lead.end() :]
    return _asked(body)


def _filled(parsed: Parsed, past: Sequence[Past]) -> list[str]:
    """The text with what points back replaced: the best reading, then the next best."""
    references = find_references(parsed, past)
    options = [(reference, fillings(reference, past)) for reference in references]
    options = _differing([(reference, found) for reference, found in options if found])
    if any(r.needs_preposition for r, _ in options):
        options = [(r, f) for r, f in options if not (r.points == "group" and not r.noun)]
    changes = [(reference.start, reference.end, found[0]) for reference, found in options]
    texts = [_one_replaced(replace(parsed.text, changes), parsed, past)]
    for index, (reference, found) in enumerate(options):
        for other in found[1:]:
            varied = [
                *changes[:index],
                (reference.start, reference.end, other),
                *changes[index + 1 :],
            ]
            texts.append(replace(parsed.text, varied))
    return texts


def _differing(options: list[tuple[Reference, list[str]]]) -> list[tuple[Reference, list[str]]]:
    """Two words that point back in one question mean two things, where there are two."""
    used: list[str] = []
    settled = []
    for reference, found in options:
        fresh = [phrase for phrase in found if phrase not in used]
        if fresh:
            used.append(fresh[0])
            settled.append((reference, fresh))
    return settled


def _one_replaced(text: str, parsed: Parsed, past: Sequence[Past]) -> str:
    """The text with the noun in place of "one": how long is the second one."""
    for index, token in enumerate(parsed.tokens):
        if token.low not in {"one", "ones"} or token.tag is not Tag.PRON or index == 0:
            continue
        before = parsed.tokens[index - 1]
        if before.low == "there" and (kept := noun_for_one(past)) is not None:
            return _swap(text, f"{before.text} {token.text}", f"{before.text} a {kept.core}")
        if before.tag not in {Tag.NOUN, Tag.ADV, Tag.NAME} and before.low not in {
            "which",
            "the",
            "that",
            "this",
        }:
            continue
        target = noun_for_one(past)
        if before.low == "which" and target is not None and target.head.tag is not Tag.NOUN:
            return text
        if target is None or any(m.kind is Kind.NAME for m in parsed.mentions):
            return text
        if before.low in {"that", "this", "the"}:
            return _swap(text, before.text + " " + token.text, f"the {target.core}")
        counted = counted_on(target.core, before.low)
        noun = target.head.text if target.head.tag is Tag.NOUN else target.core
        new = counted or (f"{before.text} {noun}")
        return _swap(text, f"{before.text} {token.text}", new)
    return text


def _swap(text: str, old: str, new: str) -> str:
    return text.replace(old, new, 1)


def _with_counted_noun(text: str, parsed: Parsed, past: Sequence[Past]) -> str:
    """The text with the noun that it counts: how many were sold in 2015."""
    match = re.search(
        r"\bhow many(?=\s+(?:(?:a|an|per|each|in|were|was|are|is|did|do|does|can|could|will|have|"
        r"has|had)\b|\w+ed\b(?!\s+\w+s\b)))",
        text,
        re.IGNORECASE,
    )
    if match is None:
        return text
    own = [m for m in parsed.mentions if m.kind is Kind.NAME]
    noun = asked_noun(past[-2:], is_plural=True)
    if noun is None and not own:
        noun = next(iter(groups(past[-2:])), None)
        noun = noun.removeprefix("the ") if noun else None
    return f"{text[: match.end()]} {noun}{text[match.end() :]}" if noun else text
