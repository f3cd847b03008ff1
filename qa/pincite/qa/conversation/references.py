"""Words that point back - it, they, there, that plant - and what is put in their place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pincite.qa.conversation import antecedents, lexicon
from pincite.qa.conversation.mentions import Kind, Mention, Parsed
from pincite.qa.conversation.past import Past, last_time
from pincite.qa.conversation.tokens import CONTENT, Tag
from pincite.qa.words import stem


class Points(StrEnum):
    """What a word points back to."""

    THING = "thing"
    PERSON = "person"
    GROUP = "group"
    PLACE = "place"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Reference:
    """A stretch of a question that points back, and how it is filled."""

    start: int
    end: int
    points: Points
    is_possessive: bool = False
    noun: str = ""
    """The noun after "that" or "this"; empty for a pronoun."""
    needs_preposition: bool = False
    """Whether the filling is an adverbial: there, then."""
    is_object: bool = False
    """Whether it follows a verb or a preposition."""
    gender: str = ""
    """m for he, f for she."""


_PRONOUNS: dict[str, tuple[Points, bool]] = {
    "it": (Points.THING, False), "its": (Points.THING, True), "he": (Points.PERSON, False),
    "she": (Points.PERSON, False), "him": (Points.PERSON, False), "his": (Points.PERSON, True),
    "they": (Points.GROUP, False), "them": (Points.GROUP, False), "their": (Points.GROUP, True),
}  # fmt: skip
_EXPLETIVE = re.compile(
    r"""\bit(?:['’]s)?\b(?=\s+(?:\w+\s+){0,3}?(?:take|takes|took|taken|cost|costs|possible|necessary|
        allowed|permitted|forbidden|true|correct|compulsory|mandatory|okay|ok|safe|better|best|
        worth|important|clear|likely|legal|illegal|required|normal|wise|enough|time|meant|late|
        early|difficult|hard|easy|usual)\b(?:\s+[\w-]+){0,4}?
        \s+(?:to\s+[\w-]+\s+\w|(?:that|if|for|until|before|when)\s))
    |\bit(?=\s+(?:rains?|snows?|freezes|gets\ (?:dark|cold|late|warm)|is\ (?:dark|cold|hot|late))\b)
    |\bhow\ far\ is\ it\b|\bwho\ (?:is|was)\ it\b|\bwhat\ time\ is\ it\b
    |\bit(?=\s+to\s)|\bit(?=\s+\w+\s+from\s)|\bit(?=['’]s\s+(?:\w+\s+)?\d)""",
    re.IGNORECASE | re.VERBOSE,
)
"""An "it" that means nothing: how long does it take to bake bread."""


def find_references(parsed: Parsed, past: Sequence[Past]) -> list[Reference]:
    """The words of a question that point back to earlier turns, in order, one of each kind."""
    found: dict[tuple[Points, bool, bool], Reference] = {}
    expletive = {start for match in _EXPLETIVE.finditer(parsed.text) for start in _its(match)}
    by_start = {mention.start: mention for mention in parsed.mentions}
    for index, token in enumerate(parsed.tokens):
        reference = _pronoun(parsed, index, expletive)
        if reference is None and token.start in by_start:
            reference = _noun_phrase(parsed, by_start[token.start], past)
        if reference is None:
            reference = _bare_that(parsed, index)
        if reference is not None:
            is_that = reference.points is Points.THING and token.low in {"that", "this"}
            acts = reference.points is Points.GROUP and not reference.is_object
            found.setdefault((reference.points, is_that, acts), reference)
    return sorted(found.values(), key=lambda reference: reference.start)


def _its(match: re.Match[str]) -> list[int]:
    """Where "it" begins in the matched words."""
    return [match.start() + it.start() for it in re.finditer(r"(?i)\bit\b", match.group())]


def _pronoun(parsed: Parsed, index: int, expletive: set[int]) -> Reference | None:
    token = parsed.tokens[index]
    low = token.low
    if token.tag is Tag.NAME or token.start in expletive:
        return None
    if low in {"it's", "they're", "he's", "she's"}:
        low = low.split("'")[0]
    end = token.start + len(low) if "'" in token.low else token.end
    if low == "there":
        return _there(parsed, index)
    if low == "then":
        return _then(parsed, index)
    if low == "her":
        possessive = _next_tag(parsed, index) in {Tag.NOUN, Tag.NAME}
        points = Points.PERSON
    elif low in _PRONOUNS:
        points, possessive = _PRONOUNS[low]
    else:
        return None
    if _has_own_antecedent(parsed, index, points, is_possessive=possessive):
        return None
    return Reference(
        token.start, end, points, is_possessive=possessive,
        is_object=_follows_verb(parsed, index), gender=antecedents.GENDERS.get(low, ""),
    )  # fmt: skip


def _follows_verb(parsed: Parsed, index: int) -> bool:
    return index > 0 and parsed.tokens[index - 1].tag in {Tag.VERB, Tag.PREP}


def _there(parsed: Parsed, index: int) -> Reference | None:
    tokens = parsed.tokens
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before is None or before.tag in {Tag.AUX, Tag.WH} or before.low in {"out", "over"}:
        return None
    if after is not None and after.tag is Tag.AUX:
        return None
    if any(m.preposition in {"in", "at"} and m.kind is Kind.NAME for m in _before(parsed, index)):
        return None
    token = tokens[index]
    return Reference(token.start, token.end, Points.PLACE, needs_preposition=True)


def _then(parsed: Parsed, index: int) -> Reference | None:
    tokens = parsed.tokens
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    ends = after is None or (after.tag is Tag.MARK and after.text != ",")
    if not ends or index < 2 or any(m.kind is Kind.TIME for m in parsed.mentions):
        return None
    previous = tokens[index - 1].tag is Tag.PREP
    return Reference(
        tokens[index].start, tokens[index].end, Points.TIME, needs_preposition=not previous
    )


def _bare_that(parsed: Parsed, index: int) -> Reference | None:
    """A "that" or "this" that stands alone: how much of that is borrowed."""
    tokens = parsed.tokens
    token = tokens[index]
    if token.low not in {"that", "this", "these", "those"} or index == 0:
        return None
    before, after = tokens[index - 1], _next_tag(parsed, index)
    closes = after in {Tag.MARK, Tag.AUX, Tag.PREP, None}
    closes = closes or (after is Tag.VERB and (before.tag is Tag.AUX or before.low == "of"))
    if before.tag not in {Tag.PREP, Tag.AUX, Tag.VERB} or not closes:
        return None
    if before.tag is Tag.VERB and after is Tag.AUX:
        return None
    points = Points.GROUP if token.low in {"these", "those"} else Points.THING
    if _earlier_clause(parsed, index) and _before(parsed, index):
        return None
    return Reference(token.start, token.end, points, is_object=_follows_verb(parsed, index))


def _noun_phrase(parsed: Parsed, mention: Mention, past: Sequence[Past]) -> Reference | None:
    """A noun that points back: that plant; the course, when an earlier turn says which."""
    noun = mention.head.low
    span = mention.start, mention.end
    if mention.determiner in {"that", "this", "these", "those"}:
        index = next(i for i, t in enumerate(parsed.tokens) if t.start >= mention.start)
        if _earlier_clause(parsed, index) and noun not in lexicon.TIME_NOUNS:
            return None
        if mention.determiner in {"that", "this"} and _opens_clause(parsed, index, mention):
            return None
        if len(mention.tokens) > 2 or mention.kind is not Kind.NOUN:
            return None
        if noun in lexicon.TIME_NOUNS:
            return _that_time(parsed, mention)
        if mention.determiner == "this" and noun in lexicon.DEICTIC_NOUNS:
            return None
        points = _pointed(noun, mention)
        return Reference(*span, points, noun=mention.core, is_possessive=mention.head.is_possessive)
    if mention.determiner != "the" or len(mention.tokens) > 1 or not past:
        return None
    if any(m.kind is Kind.NAME for m in parsed.mentions):
        return None
    if _was_named(noun, past[-2:]):
        possessive = mention.head.is_possessive
        return Reference(
            *span, _pointed(noun, mention), noun=mention.core, is_possessive=possessive
        )
    return None


def _opens_clause(parsed: Parsed, index: int, mention: Mention) -> bool:
    """Whether "that" joins a clause on: it is true that visitors may park."""
    return mention.is_plural or (index > 0 and parsed.tokens[index - 1].tag is Tag.ADV)


def _that_time(parsed: Parsed, mention: Mention) -> Reference | None:
    own = [t for t in parsed.tokens if t.tag is Tag.YEAR and t.start < mention.start]
    if mention.determiner != "that" or own:
        return None
    return Reference(
        mention.start, mention.end, Points.TIME, needs_preposition=not mention.preposition
    )


def _pointed(noun: str, mention: Mention) -> Points:
    if noun in lexicon.GENERIC_PERSONS:
        return Points.PERSON
    if noun in lexicon.GENERIC_PLACES:
        return Points.PLACE
    return Points.GROUP if mention.is_plural else Points.THING


def _was_named(noun: str, past: Sequence[Past]) -> bool:
    """Whether an earlier question called something by this noun and more: the Tangier plant."""
    wanted = stem(noun)
    return any(
        stem(mention.head.low) == wanted and len(mention.tokens) > 1 and not mention.is_asked
        for turn in past
        for mention in turn.question.mentions
    )


def _has_own_antecedent(parsed: Parsed, index: int, points: Points, *, is_possessive: bool) -> bool:
    """Whether the question itself says before the pronoun what it means."""
    earlier = [
        mention
        for mention in _before(parsed, index)
        if mention.kind in {Kind.NAME, Kind.NOUN} and _agrees(mention, points)
    ]
    if not earlier:
        return False
    if _earlier_clause(parsed, index):
        return True
    if points is Points.GROUP and any(m.kind is Kind.NAME for m in earlier):
        return True
    if not is_possessive:
        return False
    if any(m.is_asked and _is_followed_by_verb(parsed, m) for m in earlier):
        return True
    return any(
        mention.kind is Kind.NAME or mention.is_subject or mention.determiner in {"a", "an"}
        for mention in earlier
        if not mention.is_asked and not _contains_reference(parsed, mention, index)
    )


def _is_followed_by_verb(parsed: Parsed, mention: Mention) -> bool:
    following = next((t for t in parsed.tokens if t.start >= mention.end), None)
    return following is not None and following.tag is Tag.VERB


def _contains_reference(parsed: Parsed, mention: Mention, index: int) -> bool:
    """Whether the pronoun stands inside the phrase: the head of its board."""
    between = [t for t in parsed.tokens[:index] if t.start >= mention.end]
    return len(between) == 1 and between[0].low == "of"


def _agrees(mention: Mention, points: Points) -> bool:
    if points is Points.GROUP:
        return mention.is_plural or mention.kind is Kind.NAME
    if points is Points.THING:
        return not mention.is_plural
    return True


def _before(parsed: Parsed, index: int) -> list[Mention]:
    start = parsed.tokens[index].start
    return [mention for mention in parsed.mentions if mention.end <= start]


def _earlier_clause(parsed: Parsed, index: int) -> bool:
    """Whether a clause that names something ends before the word."""
    if index > 1 and parsed.tokens[index - 1].tag in CONTENT:
        return any(m.end < parsed.tokens[index - 1].start for m in parsed.mentions)
    named = False
    for position, token in enumerate(parsed.tokens[:index]):
        opens = (
            token.low in lexicon.CLAUSE_OPENERS
            and position > 0
            and not _is_phrase(parsed, position)
        )
        opens = opens or token.text in {",", ";", ":", ".", "-", "–", "—", "?"}
        opens = opens or (
            token.low in {"and", "but", "or"} and _clause_follows(parsed, position, index)
        )
        if opens and named:
            return True
        if token.tag in {Tag.NAME, Tag.NOUN} or token.tag is Tag.PRON:
            named = True
    return False


def _is_phrase(parsed: Parsed, position: int) -> bool:
    """Whether a preposition that could open a clause stands before a noun only."""
    token = parsed.tokens[position]
    if token.tag is not Tag.PREP:
        return False
    following = parsed.tokens[position + 1 :]
    return not any(t.tag in {Tag.VERB, Tag.AUX, Tag.PRON} for t in following)


def _clause_follows(parsed: Parsed, position: int, index: int) -> bool:
    between = parsed.tokens[position + 1 : index]
    return any(token.tag in {Tag.WH, Tag.AUX, Tag.VERB} for token in between)


def _next_tag(parsed: Parsed, index: int) -> Tag | None:
    return parsed.tokens[index + 1].tag if index + 1 < len(parsed.tokens) else None


def fillings(reference: Reference, past: Sequence[Past]) -> list[str]:
    """What may stand in place of a reference, best first; empty when nothing is in mind."""
    match reference.points:
        case Points.TIME:
            time = last_time(past)
            found = [time] if time else []
        case Points.PERSON:
            found = antecedents.people(past, reference.gender) or (
                [] if reference.noun else antecedents.things(past)
            )
        case Points.GROUP:
            found = antecedents.groups(past, is_object=reference.is_object)
        case Points.PLACE:
            found = antecedents.places(past) or antecedents.things(past)
        case _:
            found = antecedents.things(past, is_object=reference.is_object)
    if reference.noun:
        found = _named_first(reference.noun, found)
        if (asked := _answer_for(reference.noun, past)) is not None:
            found = [asked, *(phrase for phrase in found if phrase != asked)]
        found = [_with_noun(phrase, reference.noun) for phrase in found]
    return [_as_written(reference, phrase) for phrase in found]


def _answer_for(noun: str, past: Sequence[Past]) -> str | None:
    """The last answer where its question asked which of these: that company."""
    turn = past[-1]
    wanted = stem(noun.split()[-1])
    asked = any(m.is_asked and stem(m.head.low) == wanted for m in turn.question.mentions)
    is_name = turn.answer[:1].isupper() and 0 < turn.answer_words <= 5
    return turn.answer if asked and is_name else None


def _named_first(noun: str, phrases: list[str]) -> list[str]:
    wanted = stem(noun.split()[-1])
    return sorted(phrases, key=lambda phrase: stem(phrase.split()[-1]) != wanted)


def _with_noun(phrase: str, noun: str) -> str:
    """The phrase, followed by the noun where that says more: Chennai -> the Chennai plant."""
    head = noun.split()[-1].casefold()
    generic = (
        lexicon.GENERIC_ORGANISATIONS | lexicon.GENERIC_PLACES | lexicon.GENERIC_PERSONS
        | frozenset({"thing", "one", "body", "amount", "number", "figure", "event"})
    )  # fmt: skip
    words = {stem(word) for word in re.findall(r"\w+", phrase)}
    if head in generic or stem(head) in words or not phrase[:1].isupper() or "," in phrase:
        return phrase
    return f"the {phrase} {head}" if len(phrase.split()) == 1 else phrase


def _as_written(reference: Reference, phrase: str) -> str:
    bare_plural = (
        reference.points is Points.GROUP and phrase[:1].islower() and phrase.split()[0][-1:] == "s"
    )
    if bare_plural and reference.is_object and not reference.noun:
        phrase = f"the {phrase}"
    if reference.is_possessive:
        return phrase + ("'" if phrase.endswith("s") else "'s")
    if not reference.needs_preposition:
        return phrase
    if reference.points is Points.TIME:
        return f"in {phrase}"
    return f"at {phrase}" if phrase.startswith("the ") else f"in {phrase}"
