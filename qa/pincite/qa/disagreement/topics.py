"""Whether two statements are about one subject and measure, by their noun phrases and verbs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pincite.corpus import Span
from pincite.qa.disagreement.chunks import Chunk, Parse, parse
from pincite.qa.parsed_question import AnswerType, ParsedQuestion
from pincite.qa.synonyms import are_synonyms, groups, plain_phrases
from pincite.qa.values.amounts import amounts_in
from pincite.qa.words import stem, stems

_EVENTFUL = {
    AnswerType.DATE,
    AnswerType.YEAR,
    AnswerType.CLOCK,
    AnswerType.PERSON,
    AnswerType.PLACE,
    AnswerType.OTHER,
}
_UNIT_ROOM = 15
_OTHERNESS = re.compile(
    r"\b(?:rivals?|neighbou?r(?:s|ing)?|competitors?|another|the other|other|elsewhere|next door|"
    r"sister|similar|counterpart)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:it|its|they|their|he|his|she|her|we|our)\b", re.IGNORECASE)
_LIGHT = frozenset(
    stem(word)
    for word in "number amount year time day total figure level rate value size kind type way "
    "name part unit date "
    "name people person thing place month week hour today now present moment end beginning "
    "maximum minimum".split()
)
_TIME_WORDS = frozenset(
    stem(word)
    for word in "spring summer autumn winter season start monday tuesday wednesday thursday "
    "friday saturday "
    "sunday weekday weekend".split()
)
_WEAK_VERBS = frozenset(
    stem(word)
    for word in "have has had hold take run last lie cover go come give get become remain stay "
    "stand need use require "
    "mean say state announce report name amount total number count include contain seat made "
    "make present find "
    "took taken went gone came held given got became stood needs rose reached "
    "show put set carry know call think believe based place located situate estimate expect "
    "plan".split()
)
_REPORTING = frozenset(
    stem(word)
    for word in "count say said put estimate report find found announce state show give gave "
    "claim record "
    "list speak spoke quote believe".split()
)
_ASIDE = re.compile(
    r"\baccording to (?:the |a |an |its |their )?(?:\w+ ?){1,3}|\bper [a-z]+\b", re.IGNORECASE
)
_RESTRICTING = frozenset(
    stem(word)
    for word in "night part-time women woman female child children seasonal temporary overseas "
    "junior apprentice trainee student pensioner urgent express emergency premium rural".split()
)
_OF = re.compile(r"^\s*(?:of|for|in|on|at)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source says: a value in its sentence, and what stands around it."""

    text: str
    sentence: str
    as_of: str | None = None
    context: str = ""
    """Headings and title, which speak for the sentence."""
    span: Span | None = None
    """Where the text stands in the sentence."""

    @property
    def masked(self) -> str:
        """The sentence with a mark in place of the answer."""
        if self.span is None:
            return self.sentence
        return f"{self.sentence[: self.span.start]}#{self.sentence[self.span.end :]}"


@dataclass(frozen=True, slots=True)
class _Side:
    statement: Statement
    parse: Parse
    words: frozenset[str]
    """All stems that the sentence, the answer and the context have."""
    meant: frozenset[int]
    """The groups of synonyms that its words belong to."""

    def has(self, term: str) -> bool:
        """Whether it says a term, in this or another word."""
        return term in self.words or not self.meant.isdisjoint(groups(term))


def topics_differ(parsed: ParsedQuestion, first: Statement, second: Statement) -> frozenset[str]:
    """Which parts of their subject or measure differ, by the names of the checks."""
    question = parse(plain_phrases(parsed.text))
    one, other = _side(first), _side(second)
    found: set[str] = set()
    for side, partner in ((one, other), (other, one)):
        checks = {
            "subset": _is_subset(side) and not _is_subset(partner),
            "counted": counts_something_else(parsed, side.statement),
            "modifier": _has_other_modifiers(question, side, partner),
            "term": _replaces_term(parsed, question, side, partner),
            "part": _is_part_of_it(question, side, partner),
            "others": _is_of_others(question, side, partner),
            "restricted": _is_restricted(question, side, partner),
            "office": _has_other_office(question, side, partner),
        }
        found.update(name for name, differs in checks.items() if differs)
    if _roles_reversed(parsed, one, other):
        found.add("roles")
    return frozenset(found)


def covered(weights: Mapping[str, float], statement: Statement) -> dict[str, bool]:
    """For each weighted stem whether the statement says it, in this or another word."""
    side = _side(statement)
    return {term: side.has(term) for term in weights}


@lru_cache(maxsize=1024)
def _side(statement: Statement) -> _Side:
    masked = plain_phrases(_ASIDE.sub("", statement.masked))
    parsed = parse(masked)
    words = stems(f"{masked} {statement.text} {statement.context}")
    words |= _parts(words)
    return _Side(statement, parsed, words, frozenset().union(*map(groups, words)))


def _parts(words: frozenset[str]) -> set[str]:
    """The parts of hyphenated words."""
    return {
        stem(part) for word in words if "-" in word for part in word.split("-") if len(part) > 2
    }


def _question_terms(question: Parse, *, with_verbs: bool) -> set[str]:
    found = {word for chunk in question.chunks for word in chunk.words}
    return found | (set(question.verbs - _WEAK_VERBS) if with_verbs else set())


def counts_something_else(parsed: ParsedQuestion, statement: Statement) -> bool:
    """Whether "how many plants" is answered by a number of something else, or of money."""
    match = _HOW_MANY.search(parsed.text)
    if match is None:
        return False
    side = _side(statement)
    asked = parse(parsed.text[match.end() :]).chunks
    if not asked or side.has(asked[0].head):
        return False
    span = statement.span
    if span is None:
        return False
    sentence = statement.sentence
    after = parse(f"a {sentence[span.end :]}").chunks
    terms = _question_terms(parse(plain_phrases(parsed.text)), with_verbs=True)
    if after and any(are_synonyms(after[0].head, term) for term in terms):
        return False
    measured = amounts_in(sentence[span.start : span.end + _UNIT_ROOM])[:1]
    return bool(after and after[0].is_first) or any(found.amount.dimension for found in measured)


def _has_other_modifiers(question: Parse, side: _Side, partner: _Side) -> bool:
    """Whether the same head word is another thing: audit committee, safety committee."""
    for chunk in side.parse.chunks:
        if not chunk.modifiers:
            continue
        asked = [c for c in question.chunks if c.head == chunk.head and c.modifiers]
        if any(not _share_word(chunk, c) and not _says_all(side, c.modifiers) for c in asked):
            return True
        if asked:
            continue
        rivals = [c for c in partner.parse.chunks if c.head == chunk.head and c.modifiers]
        if any(not _share_word(chunk, c) and not _says_all(side, c.modifiers) for c in rivals):
            return True
    return False


def _share_word(first: Chunk, second: Chunk) -> bool:
    return any(are_synonyms(a, b) for a in first.modifiers for b in second.modifiers)


def _says_all(side: _Side, words: tuple[str, ...]) -> bool:
    return all(side.has(word) for word in words)


def _strangers(question: Parse, side: _Side, partner: _Side, *, with_verbs: bool) -> set[str]:
    """What a statement is about that neither the question nor its partner says."""
    asked = _question_terms(question, with_verbs=True)
    chunks = side.parse.chunks
    if chunks and chunks[0].is_first and side.parse.verbs & _REPORTING:
        chunks = chunks[1:]  # who says so is not what it is about
    own = {chunk.head for chunk in chunks} - _LIGHT - _TIME_WORDS - _WEAK_VERBS
    if with_verbs:
        own |= side.parse.verbs - _WEAK_VERBS
    return {
        word
        for word in own
        if not any(are_synonyms(word, term) for term in asked) and not partner.has(word)
    }


def _replaces_term(parsed: ParsedQuestion, question: Parse, side: _Side, partner: _Side) -> bool:
    """Whether one lacks a term of the question that its partner has, for something else."""
    eventful = parsed.answer_type in _EVENTFUL
    missing = {
        term
        for term in _question_terms(question, with_verbs=True) - _LIGHT
        if not side.has(term) and partner.has(term) and not _named_otherwise(question, side, term)
    }
    if not missing:
        return False
    lacks_verb = bool(missing & question.verbs)
    if len(missing) == 1 and not lacks_verb and _PRONOUN.search(side.statement.masked):
        return False
    return bool(_strangers(question, side, partner, with_verbs=eventful or lacks_verb))


def _named_otherwise(question: Parse, side: _Side, term: str) -> bool:
    """Whether a statement says the rest of the noun phrase: "Hollin" for the Hollin brewery."""
    return any(
        term in chunk.words
        and chunk.is_named
        and any(side.has(w) for w in chunk.words if w != term)
        for chunk in question.chunks
    )


_OF_THEM = re.compile(r"\s+of (?:the|its|their|these|those|them|our)\b", re.IGNORECASE)
_SHARE = re.compile(r"%|cent|half|third|quarter", re.IGNORECASE)


def _is_subset(side: _Side) -> bool:
    """Whether it counts only some of them: "nine of the islands"."""
    span, text = side.statement.span, side.statement.text
    if span is None or not _OF_THEM.match(side.statement.sentence, span.end):
        return False
    is_count = re.fullmatch(r"[\w ,.-]+", text) is not None and _SHARE.search(text) is None
    return is_count and not any(found.amount.dimension for found in amounts_in(text)[:1])


def _is_part_of_it(question: Parse, side: _Side, partner: _Side) -> bool:
    """Whether its subject is something of what is asked about: "the capital of Lirren"."""
    chunks = side.parse.chunks
    if len(chunks) < 2 or not chunks[0].is_first or side.parse.verbs & _REPORTING:
        return False
    head = chunks[0].head
    masked = side.statement.masked
    at = re.search(rf"\b{re.escape(head[: max(3, len(head) - 1)])}\w*", masked, re.IGNORECASE)
    if at is None or not _OF.match(masked[at.end() :]) or "#" in masked[: at.end()]:
        return False
    asked = _question_terms(question, with_verbs=True)
    is_stranger = not any(are_synonyms(head, term) for term in asked) and not partner.has(head)
    return is_stranger and head not in _LIGHT and any(word in asked for word in chunks[1].words)


def _is_of_others(question: Parse, side: _Side, partner: _Side) -> bool:
    """Whether it says itself that it is of another one: a rival, a neighbour."""
    match = _OTHERNESS.search(side.statement.masked)
    if match is None or _OTHERNESS.search(partner.statement.masked):
        return False
    return stem(match.group()) not in _question_terms(question, with_verbs=True)


def _is_restricted(question: Parse, side: _Side, partner: _Side) -> bool:
    """Whether it holds only of a part (at night, for children) that nobody asked about."""
    asked = _question_terms(question, with_verbs=True)
    return any(
        word in _RESTRICTING and word not in asked and not partner.has(word) for word in side.words
    )


def _has_other_office(question: Parse, side: _Side, partner: _Side) -> bool:
    """Whether the role asked for is one of something else: "head of restoration"."""
    asked = _question_terms(question, with_verbs=True)
    for chunk, following in zip(side.parse.chunks, side.parse.chunks[1:], strict=False):
        if not any(are_synonyms(chunk.head, term) for term in asked):
            continue
        pattern = (
            rf"\b{re.escape(chunk.head[:4])}\w*\s+(?:of|for)\s+(?:the\s+)?(?:\w+\s+){{0,2}}"
            rf"{re.escape(following.head[:4])}"
        )
        if re.search(pattern, side.statement.masked, re.IGNORECASE) and not any(
            are_synonyms(word, term) for word in following.words for term in asked
        ):
            return not any(partner.has(word) for word in following.words)
    return False


_DIRECTED = frozenset(
    stem(w)
    for w in "hold own stake invest buy sell lend owe export supply pay sue acquire share".split()
)


def _roles_reversed(parsed: ParsedQuestion, one: _Side, other: _Side) -> bool:
    """Whether who does it to whom is turned around: A holds B, B holds A."""
    if not stems(parsed.text) & _DIRECTED:
        return False
    names = re.findall(r"(?<!^)\b[A-Z][\w-]+", parsed.text)[:2]
    if len(names) < 2:
        return False
    agents = [_agent(side.statement.sentence, names) for side in (one, other)]
    return None not in agents and agents[0] != agents[1]


def _agent(sentence: str, names: list[str]) -> str | None:
    places = sorted((sentence.find(name), name) for name in names)
    if places[0][0] < 0:
        return None
    second = places[1][0]
    if re.search(r"\b(?:by|belongs? to|belonging to)\s+(?:the\s+)?$", sentence[:second]):
        return places[1][1]
    return places[0][1]


__all__ = ["Statement", "counts_something_else", "covered", "topics_differ"]
