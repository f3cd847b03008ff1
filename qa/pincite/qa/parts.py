"""Several questions asked at once, parted so that each stands alone."""

import re
from collections.abc import Sequence

from pincite.qa.answers import Turn
from pincite.qa.conversation import interpret
from pincite.qa.conversation.mentions import Kind, Parsed, parse
from pincite.qa.conversation.tokens import Tag, Token
from pincite.qa.words import stem

MOST_PARTS = 4
LONGEST_QUESTION = 600
"""Characters; a longer text is taken as one question."""

_SENTENCE = re.compile(r"(?<=[?])\s+(?=\S)")
_JOINT = re.compile(
    r"[,;]?\s+(?:and|as well as|plus|but)(?:\s+(?:also|then|if so|if not))?,?\s+|\s*;\s+|,\s+",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"^(?P<lead>(?:(?:so|and|ok|okay|please)[,\s]+)*)(?P<one>who|when|where|why|how)\s+(?:and|or)\s+"
    r"(?P<two>who|when|where|why|how|by whom|with whom|since when)\s+(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_EMBEDDING = re.compile(
    r"\b(?:know|knows|tell|say|says|said|explain|decide[sd]?|wonder|ask(?:ed)?|understand|describe[sd]?|"
    r"state[sd]?|determine[sd]?|define[sd]?|show[sn]?|specif(?:y|ies|ied)|deciding|saying|knowing|on|about|of)\s+"
    r"(?:who|what|when|where|which|why|how|whether)\b[^,;]*$",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"^\s*(?:(?:do|does|can|could|would|will)\s+(?:you|anyone|anybody|somebody)\s+(?:please\s+)?"
    r"(?:know|tell\s+me|say|explain(?:\s+to\s+me)?)|(?:please\s+)?tell\s+me|i(?:['’]d|\s+would)?\s+"
    r"(?:like|want|need)\s+to\s+know)\s+(?=(?:\w+\s+)?(?:who|what|when|where|which|why|how)\b)",
    re.IGNORECASE,
)


def split_question(text: str) -> tuple[str, ...]:
    """The questions in a text, each written out to stand alone; a single one comes back as it is.

    >>> split_question("When was AESC founded and who heads it now?")
    ('When was AESC founded?', 'Who heads AESC now?')
    >>> split_question("How many cars did Renault and Nissan sell?")
    ('How many cars did Renault and Nissan sell?',)
    """
    if len(text) > LONGEST_QUESTION or not text.strip():
        return (text,)
    pieces = [
        piece for sentence in _sentences(text) for piece in _clauses(_POLITE.sub("", sentence))
    ]
    if len(pieces) < 2 or len(pieces) > MOST_PARTS:
        return (text,)
    return _written_out(pieces)


def _sentences(text: str) -> list[str]:
    """The text cut behind question marks; what is no question stays with its neighbour."""
    pieces = [piece.strip() for piece in _SENTENCE.split(text.strip()) if piece.strip()]
    questions: list[str] = []
    for piece in pieces:
        if questions and not piece.endswith("?"):
            questions[-1] = f"{questions[-1]} {piece}"
        else:
            questions.append(piece)
    return questions


def _clauses(sentence: str) -> list[str]:
    """A sentence cut before each further question that it joins on."""
    if pair := _PAIR.match(sentence):
        return [
            f"{pair['lead']}{pair['one']} {pair['rest']}",
            f"{pair['two']} {pair['rest']}",
        ]
    pieces: list[str] = []
    begin = 0
    for joint in _JOINT.finditer(sentence):
        left, right = sentence[begin : joint.start()], sentence[joint.end() :]
        is_plain_comma = joint.group().strip() == ","
        if _ends_question(left, is_first=not pieces) and _begins_question(
            right, after_comma=is_plain_comma
        ):
            pieces.append(left)
            begin = joint.end()
    return [*pieces, sentence[begin:]]


def _ends_question(left: str, *, is_first: bool) -> bool:
    """Whether the words before a joint make a question by themselves."""
    parsed = parse(left)
    if _EMBEDDING.search(left) or not parsed.words:
        return False
    asks = parsed.words[0].tag is Tag.AUX or any(t.tag is Tag.WH for t in parsed.tokens)
    return asks and (parsed.is_clause or not is_first)


def _asks(words: Sequence[Token]) -> bool:
    """Whether a question begins at the first words: a question word, or an inverted auxiliary."""
    if not words:
        return False
    if words[0].tag is Tag.WH or words[0].tag is Tag.AUX:
        return True
    return len(words) > 1 and words[0].tag is Tag.PREP and words[1].tag is Tag.WH


def _begins_question(right: str, *, after_comma: bool) -> bool:
    parsed = parse(right)
    words = parsed.words
    if not _asks(words):
        return False
    if words[0].tag is Tag.AUX:
        return not after_comma and _is_inverted(words)
    if words[0].low in {"who", "which", "where", "when"} and after_comma:
        # "..., when was it opened" asks; "..., when it was opened" and "..., who is old" tell
        return words[0].low in {"where", "when"} and _is_inverted(words[1:])
    if words[0].low == "that":
        return False
    return not after_comma or right.rstrip().endswith("?")


def _is_inverted(words: Sequence[Token]) -> bool:
    """Whether a subject follows an auxiliary: does it stop, is the fee due."""
    if len(words) < 3 or words[0].tag is not Tag.AUX:
        return False
    return words[1].tag in {Tag.DET, Tag.NAME} or words[1].low in {
        "it", "they", "he", "she", "i", "we", "you", "there",
    }  # fmt: skip


def _leaning(asked: str, turns: Sequence[Turn]) -> str:
    """A later piece written out; "when it opened" asks and is no condition here."""
    words = parse(asked).words
    if len(words) > 2 and words[0].low == "when" and words[1].tag is Tag.PRON:
        return asked
    return interpret(asked, turns).text


def _at_same_time(later: str, first: str) -> str:
    """The later question with the time of the first, where both ask the same of two things."""
    mine, other = parse(later), parse(first)
    times = [m for m in other.mentions if m.kind is Kind.TIME and m.preposition]
    if len(times) != 1 or any(m.kind is Kind.TIME for m in mine.mentions):
        return later
    if not _verbs(mine) & _verbs(other):
        return later
    return f"{later.rstrip('? ')} {first[times[0].preposition_start : times[0].end]}?"


def _verbs(parsed: Parsed) -> set[str]:
    return {stem(token.low) for token in parsed.tokens if token.tag is Tag.VERB}


def _written_out(pieces: Sequence[str]) -> tuple[str, ...]:
    """Each piece as a question of its own: what it leans on is taken from those before."""
    turns: list[Turn] = []
    parts: list[str] = []
    for piece in pieces:
        asked = f"{piece.strip(' ,;?').removesuffix('.')}?"
        if turns:
            asked = _at_same_time(_leaning(asked, turns), parts[0])
        asked = f"{asked[:1].upper()}{asked[1:]}"
        parts.append(asked)
        turns.append(Turn(asked, ""))
    return tuple(dict.fromkeys(parts))
