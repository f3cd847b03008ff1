"""Earlier turns as they were understood, and what they leave in mind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.qa.conversation import lexicon
from pincite.qa.conversation.mentions import Kind, Mention, Parsed, parse
from pincite.qa.conversation.tokens import Tag
from pincite.qa.parsed_question import AnswerType, parse_question

LONGEST_ANSWER = 200
"""Characters of an answer that are looked at for names and years."""
_TITLES = frozenset("mr mrs ms dr dame sir captain professor prof lord lady judge justice king".split())
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Past:
    """A turn: the question as understood, and its answer."""

    question: Parsed
    answer: str

    @property
    def asked(self) -> AnswerType:
        """The kind of thing its question asked for."""
        return parse_question(self.question.text).answer_type

    @property
    def answer_words(self) -> int:
        """How many words the answer has."""
        return len(self.answer.split())


def past_turn(question: str, answer: str, names: frozenset[str]) -> Past:
    """A turn taken apart."""
    return Past(parse(question, names), " ".join(answer.split())[:LONGEST_ANSWER])


def names_in(texts: Sequence[str]) -> frozenset[str]:
    """The words, folded, that the texts write as names."""
    found: set[str] = set()
    for text in texts:
        for token in parse(text).tokens:
            if token.tag is Tag.NAME and len(token.low) > 2:
                found.add(token.low.removesuffix("'s"))
    return frozenset(found)


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


def things(past: Sequence[Past]) -> list[str]:
    """What "it" may mean."""
    found: list[Antecedent] = []
    for age, turn in enumerate(reversed(past)):
        loss = AGE_PENALTY * age
        for mention in turn.question.mentions:
            found.extend(
                Antecedent(phrase, score - loss) for phrase, score in _as_thing(mention, turn)
            )
        if (score := _answer_as_thing(turn)) is not None:
            found.append(Antecedent(turn.answer, score - loss))
    return best_first(found)


def _as_thing(mention: Mention, turn: Past) -> list[tuple[str, float]]:
    if mention.kind in {Kind.TIME, Kind.NUMBER} or mention.head.low in {"name", "names"}:
        return []
    if mention.determiner in {"my", "your", "our", "another", "each", "every", "no"}:
        return [(_phrase(mention), 0.5)]
    score = 3.0 if mention.kind is Kind.NAME else 1.0 if mention.determiner else 0.0
    score += 2.0 * mention.is_subject - 2.5 * mention.is_asked
    score += 1.5 * (mention.preposition == "of")
    if mention.preposition and mention.preposition != "of":
        score -= 1.0
    if _has_complement(mention, turn.question):
        score -= 2.0
    if is_person(mention, turn):
        score -= 4.0
    found = [(_phrase(mention), score)]
    owner = mention.name_tokens
    if owner and owner[-1].is_possessive and owner[-1] is not mention.head:
        begin, end = owner[0].start, owner[-1].end
        found.append((turn.question.text[begin:end].removesuffix("'s").removesuffix("’s"), score + 0.3))
    return found


def _phrase(mention: Mention) -> str:
    """The mention as it is put into another question."""
    if mention.determiner in {"a", "an"} and mention.kind is Kind.NOUN:
        return f"the {mention.core}"
    keeps = mention.determiner in {"the", "a", "an", "my", "your", "our"}
    has_it = mention.text.casefold().startswith(mention.determiner + " ")
    return f"{mention.determiner} {mention.core}" if keeps and has_it else mention.core


def _has_complement(mention: Mention, question: Parsed) -> bool:
    """Whether the mention is a property of the next one: the price of the pump."""
    return any(
        other.preposition in {"of", "for"}
        and other.kind in {Kind.NAME, Kind.NOUN}
        and 0 <= other.preposition_start - mention.end <= 1
        for other in question.mentions
    )


def _answer_as_thing(turn: Past) -> float | None:
    """How well the answer itself is what "it" means; None when it is no thing."""
    if not turn.answer or turn.answer_words > 6:
        return None
    if turn.asked not in {AnswerType.OTHER, AnswerType.PLACE, AnswerType.DEFINITION}:
        return None
    mentions = parse(turn.answer).mentions
    if len(mentions) != 1 or mentions[0].kind is not Kind.NAME:
        return 2.0 if turn.asked is AnswerType.PLACE and mentions else None
    asks_identity = any(
        mention.is_asked and mention.head.low not in lexicon.GENERIC_PLACES
        for mention in turn.question.mentions
    )
    if turn.asked is AnswerType.PLACE:
        return 2.5
    return 4.5 if asks_identity else 3.0 if not turn.question.mentions else 1.5


def is_person(mention: Mention, turn: Past) -> bool:
    """Whether a mention is a person, as far as titles and the question's form tell."""
    if mention.kind is not Kind.NAME or any(t.tag is Tag.NUMBER for t in mention.tokens):
        return False
    if mention.tokens[0].low.rstrip(".") in _TITLES:
        return True
    words = turn.question.words
    who_is = len(words) > 2 and words[0].low in {"who", "who's"} and words[-1] is mention.head
    return who_is and not mention.determiner and not _has_role(mention)


def _has_role(mention: Mention) -> bool:
    return any(token.low == "of" for token in mention.tokens) or mention.head.tag is Tag.NOUN


def people(past: Sequence[Past]) -> list[str]:
    """What "he" and "she" may mean."""
    found: list[Antecedent] = []
    for age, turn in enumerate(reversed(past)):
        loss = AGE_PENALTY * age
        if turn.asked is AnswerType.PERSON and _is_name(turn.answer):
            found.append(Antecedent(turn.answer, 5.0 - loss))
        for mention in turn.question.mentions:
            if (score := _as_person(mention, turn)) is not None:
                found.append(Antecedent(_phrase(mention), score - loss))
    return best_first(found)


def _as_person(mention: Mention, turn: Past) -> float | None:
    if mention.kind is Kind.NAME:
        if is_person(mention, turn):
            return 5.5
        looks = len(mention.tokens) in {2, 3} and not mention.determiner and not mention.preposition
        looks = looks and all(token.tag is Tag.NAME and token.text.istitle() for token in mention.tokens)
        return 2.5 + mention.is_subject if looks else 0.5
    if mention.kind is Kind.NOUN and mention.determiner:
        return 1.0 if mention.is_subject else 0.2
    return None


def _is_name(text: str) -> bool:
    mentions = parse(text).mentions
    return (
        len(mentions) == 1
        and mentions[0].kind is Kind.NAME
        and len(text.split()) <= 5
        and mentions[0].head.tag is Tag.NAME
    )


def groups(past: Sequence[Past]) -> list[str]:
    """What "they" may mean."""
    found: list[Antecedent] = []
    for age, turn in enumerate(reversed(past)):
        loss = AGE_PENALTY * age
        if (score := _answer_as_group(turn)) is not None:
            found.append(Antecedent(turn.answer, score - loss))
        for mention in turn.question.mentions:
            if (pair := _as_group(mention, turn)) is not None:
                found.append(Antecedent(pair[0], pair[1] - loss))
    return best_first(found)


def _as_group(mention: Mention, turn: Past) -> tuple[str, float] | None:
    if mention.kind in {Kind.TIME, Kind.NUMBER}:
        return None
    if mention.is_plural:
        lost = 2.0 if mention.preposition not in {"", "of"} else 0.0
        return _phrase(mention), 3.5 + 0.5 * mention.is_subject - lost - 0.5 * mention.is_asked
    if mention.kind is Kind.NAME:
        person = is_person(mention, turn)
        return _phrase(mention), (0.0 if person else 2.0) + mention.is_subject
    if mention.determiner in {"a", "an", "the"} and not _has_complement(mention, turn.question):
        return f"the {plural(mention.core)}", 1.0 + mention.is_subject
    return None


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
                found.append(Antecedent(_phrase(mention), score - loss))
    return best_first(found)


_SITES = frozenset(
    "plant factory office site works school shop store warehouse station hospital hotel museum "
    "building terminal centre center harbour port lake island yard lab laboratory campus".split()
)


def _as_place(mention: Mention) -> float | None:
    if mention.kind in {Kind.TIME, Kind.NUMBER}:
        return None
    score = 0.0
    if mention.head.low in _SITES:
        score += 3.0
    if any(token.low.removesuffix("'s") in lexicon.PLACES for token in mention.tokens):
        score += 3.5
    if mention.preposition in {"in", "at", "near", "to", "from", "for"}:
        score += 1.5 if mention.kind is Kind.NAME else 0.7
    if mention.kind is Kind.NAME:
        score += 1.0
    return score or None


def last_year(past: Sequence[Past]) -> int | None:
    """The year that was spoken of last: in a question, else in its answer."""
    for turn in reversed(past):
        years = _YEAR.findall(turn.question.text) or _YEAR.findall(turn.answer)
        if years:
            return int(years[-1])
    return None


def last_time(past: Sequence[Past]) -> str | None:
    """The time that was spoken of last, as it was written: an asked-for date, else one named."""
    for turn in reversed(past):
        if turn.asked in {AnswerType.DATE, AnswerType.YEAR} and _YEAR.search(turn.answer):
            if turn.answer_words <= 4:
                return turn.answer
            return str(_YEAR.findall(turn.answer)[-1])
        times = [m.core for m in turn.question.mentions if m.kind is Kind.TIME]
        if times:
            return times[-1]
    return None


def asked_noun(past: Sequence[Past], *, is_plural: bool) -> str | None:
    """The noun that was counted or chosen from last: "cars" in "how many cars"."""
    for turn in reversed(past):
        for mention in turn.question.mentions:
            if mention.is_asked and mention.kind is not Kind.TIME and (
                mention.is_plural or not is_plural
            ):
                return mention.core
    return None
