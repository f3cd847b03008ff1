"""What earlier turns leave in mind: things, people, groups and places that a word may mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.qa.conversation import lexicon
from pincite.qa.conversation.mentions import Kind, Mention, Parsed, parse
from pincite.qa.conversation.past import Past
from pincite.qa.conversation.tokens import Tag
from pincite.qa.parsed_question import AnswerType

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Something in mind that a word of a later question may mean."""

    phrase: str
    score: float


def best_first(found: list[Antecedent], limit: int = 3) -> list[str]:
    """The phrases, best first, each once."""
    ordered = sorted(found, key=lambda antecedent: -antecedent.score)
    return list(dict.fromkeys(antecedent.phrase for antecedent in ordered))[:limit]


AGE_PENALTY = 3.0
SAME_GENDER = 3.0
LOWEST_PERSON = -4.0
"""A person of the last turns is meant by "he" sooner than a thing of the last turn."""


def things(past: Sequence[Past], *, is_object: bool = False) -> list[str]:
    """What "it" may mean; an object is rather taken up by an object."""
    found: list[Antecedent] = []
    persons = {
        turn.answer for turn in past if turn.asked is AnswerType.PERSON and _is_name(turn.answer)
    }
    for age, turn in enumerate(reversed(past)):
        loss = AGE_PENALTY * age
        for mention in turn.question.mentions:
            if mention.core in persons:
                continue
            found.extend(
                Antecedent(phrase, score - loss)
                for phrase, score in _as_thing(mention, turn, is_object=is_object)
            )
        if (score := _answer_as_thing(turn)) is not None:
            found.append(Antecedent(turn.answer, score - loss))
    return best_first(found)


def _as_thing(mention: Mention, turn: Past, *, is_object: bool) -> list[tuple[str, float]]:
    if mention.kind in {Kind.TIME, Kind.NUMBER} or mention.head.low in {"name", "names"}:
        return []
    if mention.determiner in {"my", "your", "our", "another", "each", "every", "no"}:
        return [(_phrase(mention, turn.question), 0.5)]
    score = 2.5 if mention.kind is Kind.NAME else 1.5 if mention.determiner else 0.0
    score += (-1.0 if is_object else 2.0) * mention.is_subject
    if mention.is_asked:
        score += 1.0 if _acts(mention, turn.question) else -2.5
    score += 2.0 * (mention.preposition == "of")
    score -= 2.5 * mention.is_plural
    score -= 3.0 * _is_role(mention, turn)
    if mention.preposition == "for" and _completes_property(mention, turn.question):
        score += 2.0
    elif mention.preposition not in {"", "of"} and not (is_object and mention.preposition == "for"):
        score -= 1.0
    is_property = mention.head.low.removesuffix("'s") in lexicon.PROPERTIES
    if is_property or _has_complement(mention, turn.question):
        score -= 2.0
    if is_person(mention, turn):
        score -= 4.0
    found = [(_phrase(mention, turn.question), score)]
    place = _name_beside(mention, turn.question)
    if place is not None and not is_property:
        found.append((turn.question.text[mention.start : place.end], score + 1.0))
    if mention.determiner and not is_property and (whole := _with_field(mention, turn.question)):
        found.append((whole, score + 0.2))
    owners = [token for token in mention.tokens[:-1] if token.is_possessive]
    if owners:
        begin, end = mention.outer_start, owners[-1].end
        owner = turn.question.text[begin:end].removesuffix("'s").removesuffix("’s")
        found.append((owner.rstrip("'’"), score + (2.0 if is_property else -0.3)))
    return found


def _acts(mention: Mention, question: Parsed) -> bool:
    """Whether a verb follows at once: which bus goes to the airport."""
    following = next((t for t in question.tokens if t.start >= mention.end), None)
    return following is not None and following.tag is Tag.VERB


def _phrase(mention: Mention, question: Parsed) -> str:
    """The mention as it is put into another question."""
    is_single = mention.is_asked and not mention.is_plural and not mention.determiner
    if mention.kind is Kind.NOUN and (mention.determiner in {"a", "an"} or is_single):
        return f"the {mention.core}"
    keeps = mention.determiner in {"the", "a", "an", "my", "your", "our"}
    if not keeps:
        return mention.core
    lead = question.text[mention.outer_start : mention.tokens[0].start]
    return f"{lead}{mention.core}"


def _has_complement(mention: Mention, question: Parsed) -> bool:
    """Whether the mention is a property of the next one: the price of the pump."""
    return any(
        other.preposition in {"of", "for"}
        and other.kind in {Kind.NAME, Kind.NOUN}
        and 0 <= other.preposition_start - mention.end <= 1
        for other in question.mentions
    )


def _is_role(mention: Mention, turn: Past) -> bool:
    """Whether it names who is asked for: the librarian, after "who is the librarian"."""
    words = turn.question.words
    asks = len(words) > 1 and words[0].low in {"who", "who's"} and turn.asked is AnswerType.PERSON
    return asks and mention.kind is Kind.NOUN and mention.is_subject


def _completes_property(mention: Mention, question: Parsed) -> bool:
    """Whether it follows a property: the fee for a passport."""
    return any(
        0 <= mention.preposition_start - other.end <= 1 and other.head.low in lexicon.PROPERTIES
        for other in question.mentions
    )


def _with_field(mention: Mention, question: Parsed) -> str | None:
    """The phrase with the thing that it is in or for: the record in the hammer."""
    for other in question.mentions:
        follows = 0 <= other.preposition_start - mention.end <= 1
        if follows and other.preposition in {"in", "for"} and other.kind is Kind.NOUN:
            return question.text[mention.start : other.end]
    return None


def _name_beside(mention: Mention, question: Parsed) -> Mention | None:
    """The name that tells which: the plant in Tangier, the venture with Daimler."""
    if mention.kind is not Kind.NOUN or not mention.determiner or mention.text == mention.core:
        return None
    for other in question.mentions:
        if other.kind is Kind.NAME and 0 <= other.preposition_start - mention.end <= 1:
            return other if other.preposition in {"in", "at", "with", "from", "near"} else None
    return None


def _answer_as_thing(turn: Past) -> float | None:
    """How well the answer itself is what "it" means; None when it is no thing."""
    if not turn.answer or turn.answer_words > 6 or parse(turn.answer).tokens[0].tag is Tag.PREP:
        return None
    plain = {AnswerType.OTHER, AnswerType.PLACE, AnswerType.DEFINITION}
    if turn.asked not in plain and any(map(str.isdigit, turn.answer)):
        return None
    mentions = parse(turn.answer).mentions
    is_noun = len(mentions) == 1 and mentions[0].kind is Kind.NOUN and turn.answer_words <= 3
    if is_noun and turn.asked is AnswerType.OTHER:
        return 3.5 if any(mention.is_asked for mention in turn.question.mentions) else None
    if len(mentions) != 1 or mentions[0].kind is not Kind.NAME:
        return 1.0 if turn.asked is AnswerType.PLACE and mentions else None
    asks_identity = any(
        mention.is_asked and mention.head.low not in lexicon.GENERIC_PLACES
        for mention in turn.question.mentions
    )
    if turn.asked in {AnswerType.PLACE, AnswerType.PERSON}:
        return 1.0
    return 4.5 if asks_identity else 3.0 if not turn.question.mentions else 1.5


def is_person(mention: Mention, turn: Past) -> bool:
    """Whether a mention is a person, as far as titles and the question's form tell."""
    if mention.kind is not Kind.NAME or any(t.tag is Tag.NUMBER for t in mention.tokens):
        return False
    if mention.tokens[0].low.rstrip(".") in lexicon.TITLES:
        return True
    words = turn.question.words
    who_is = (
        len(words) > 1
        and words[-1] is mention.head
        and (words[0].low == "who's" or (words[0].low == "who" and words[1].tag is Tag.AUX))
    )
    who_is = who_is and len(words) - len(mention.tokens) == 1 + (words[0].low == "who")
    return who_is and not mention.determiner and not _has_role(mention)


def _has_role(mention: Mention) -> bool:
    return any(token.low == "of" for token in mention.tokens) or mention.head.tag is Tag.NOUN


GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}


def _genders(past: Sequence[Past]) -> dict[str, str]:
    """Whom earlier questions called he or she: the mentions that a pronoun became."""
    known: dict[str, str] = {}
    for turn in past:
        words = turn.asked_as.casefold().replace("?", " ").split()
        gender = next((GENDERS[word] for word in words if word in GENDERS), None)
        if gender is None:
            continue
        for mention in turn.question.mentions:
            if mention.kind is Kind.NAME and mention.core not in turn.asked_as:
                known[mention.core] = gender
    return known


def people(past: Sequence[Past], gender: str = "") -> list[str]:
    """What "he" and "she" may mean; `gender` is m or f."""
    found = _all_people(past)
    known = _genders(past)
    other = {name for name, its in known.items() if gender and its != gender}
    same = {name for name, its in known.items() if gender and its == gender}
    return best_first(
        [
            Antecedent(person.phrase, person.score + SAME_GENDER * (person.phrase in same))
            for person in found
            if person.score >= LOWEST_PERSON and person.phrase not in other
        ]
    )


def _all_people(past: Sequence[Past]) -> list[Antecedent]:
    found: list[Antecedent] = []
    for age, turn in enumerate(reversed(past)):
        loss = AGE_PENALTY * age
        if turn.asked is AnswerType.PERSON and _is_name(turn.answer):
            found.append(Antecedent(turn.answer, 5.0 - loss))
        for mention in turn.question.mentions:
            if (score := _as_person(mention, turn)) is not None:
                found.append(Antecedent(_phrase(mention, turn.question), score - loss))
    return found


def _as_person(mention: Mention, turn: Past) -> float | None:
    if mention.kind is Kind.NAME:
        if is_person(mention, turn):
            return 5.5
        looks = len(mention.tokens) in {2, 3} and not mention.determiner and not mention.preposition
        looks = looks and all(
            token.tag is Tag.NAME and token.text.istitle() for token in mention.tokens
        )
        return (
            2.5 + mention.is_subject if looks else 1.0 if turn.asked is AnswerType.PERSON else None
        )
    if mention.kind is Kind.NOUN and mention.determiner and turn.asked is AnswerType.PERSON:
        return 1.0 + mention.is_subject
    return None


def _is_name(text: str) -> bool:
    mentions = parse(text).mentions
    return (
        len(mentions) == 1
        and mentions[0].kind is Kind.NAME
        and len(text.split()) <= 5
        and mentions[0].head.tag is Tag.NAME
    )


def groups(past: Sequence[Past], *, is_object: bool = False) -> list[str]:
    """What "they" may mean; an object is rather taken up by an object."""
    found: list[Antecedent] = []
    for age, turn in enumerate(reversed(past)):
        loss = AGE_PENALTY * age
        if (score := _answer_as_group(turn)) is not None:
            found.append(Antecedent(turn.answer, score - loss))
        for mention in turn.question.mentions:
            if (pair := _as_group(mention, turn)) is not None:
                moved = 1.0 * mention.is_subject if is_object else 0.0
                found.append(Antecedent(pair[0], pair[1] - loss - moved))
    return best_first(found)


def _as_group(mention: Mention, turn: Past) -> tuple[str, float] | None:
    if mention.kind in {Kind.TIME, Kind.NUMBER}:
        return None
    if mention.is_plural:
        lost = 2.0 if mention.preposition not in {"", "of"} else 0.0
        return _with_of(
            mention, turn.question
        ), 3.5 + 0.5 * mention.is_subject - lost - 0.5 * mention.is_asked
    if mention.kind is Kind.NAME:
        person = is_person(mention, turn)
        score = (
            (0.0 if person else 2.0) + mention.is_subject + (not person and _is_several(mention))
        )
        return _phrase(mention, turn.question), score
    if mention.determiner in {"a", "an", "the"} and not _has_complement(mention, turn.question):
        return f"the {plural(mention.core)}", 1.0 + mention.is_subject
    return None


def _is_several(mention: Mention) -> bool:
    """Whether a name of several words ends like a plural: Corran Voices, the Harriers."""
    low = mention.head.low
    return low.endswith("s") and not mention.head.is_possessive and not low.endswith(("ss", "us"))


def _with_of(mention: Mention, question: Parsed) -> str:
    """The phrase with what it is of: days of leave."""
    for other in question.mentions if mention.is_asked else ():
        is_next = other.preposition == "of" and 0 <= other.preposition_start - mention.end <= 1
        if is_next and other.kind in {Kind.NAME, Kind.NOUN}:
            return question.text[mention.start : other.end]
    return _phrase(mention, question)


def plural(noun: str) -> str:
    """The plural of an English noun, roughly."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    return noun + "s"


def _answer_as_group(turn: Past) -> float | None:
    if not turn.answer or turn.answer_words > 12 or _YEAR.search(turn.answer):
        return None
    mentions = parse(turn.answer).mentions
    if len(mentions) == 1 and turn.answer_words <= 4:
        if mentions[0].is_plural and not any(map(str.isdigit, turn.answer)):
            return 4.0
        if turn.asked is AnswerType.PERSON and mentions[0].kind is Kind.NAME:
            return 2.5
    several = " and " in turn.answer or "," in turn.answer
    if turn.asked not in {AnswerType.OTHER, AnswerType.PERSON, AnswerType.DEFINITION}:
        return None
    return 4.2 if several and any(map(str.isupper, turn.answer)) else None


def places(past: Sequence[Past]) -> list[str]:
    """What "there" may mean."""
    found: list[Antecedent] = []
    for age, turn in enumerate(reversed(past)):
        loss = AGE_PENALTY * age
        if turn.asked is AnswerType.PLACE and 0 < turn.answer_words <= 6:
            found.append(Antecedent(turn.answer, 3.5 - loss))
        for mention in turn.question.mentions:
            if (score := _as_place(mention)) is not None:
                found.append(Antecedent(_phrase(mention, turn.question), score - loss))
    return best_first(found)


def _as_place(mention: Mention) -> float | None:
    if mention.kind in {Kind.TIME, Kind.NUMBER}:
        return None
    score = 0.0
    if mention.head.low in lexicon.SITES:
        score += 3.0
    if any(token.low.removesuffix("'s") in lexicon.PLACES for token in mention.tokens):
        score += 3.5
    if mention.preposition in {"in", "at", "near", "to", "from", "for"}:
        score += 1.5 if mention.kind is Kind.NAME else 0.7
    if mention.kind is Kind.NAME:
        score += 1.0
    return score or None
