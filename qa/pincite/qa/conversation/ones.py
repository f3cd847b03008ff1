"""Which noun the word "one" stands for."""

from collections.abc import Sequence

from pincite.qa.conversation import lexicon
from pincite.qa.conversation.mentions import Kind, Mention, Parsed
from pincite.qa.conversation.past import Past

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI")


def chosen_noun(base: Parsed) -> Mention | None:
    """The noun that "one" takes up: rather a name, then one told apart from others, no property."""
    able = [m for m in base.mentions if m.kind in {Kind.NAME, Kind.NOUN} and not m.is_asked]
    named = [m for m in able if m.kind is Kind.NAME]
    told_apart = [m for m in able if len(m.tokens) > 1 and not _is_property(m)]
    things = [m for m in able if not _is_property(m)]
    return next(iter([*named, *told_apart, *things, *able]), None)


def _is_property(mention: Mention) -> bool:
    return mention.head.low in lexicon.PROPERTIES


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
        wanted = ORDINALS.get(adjective.casefold()) or (number + step if step else None)
        if wanted is None or not 0 < wanted < len(_ROMAN):
            return None
        written = _ROMAN[wanted] if word in _ROMAN else str(wanted)
        return " ".join([*words[:index], written, *words[index + 1 :]])
    return None


def noun_for_one(past: Sequence[Past]) -> Mention | None:
    """What "one" stands for in a whole question."""
    for turn in reversed(past):
        if (chosen := chosen_noun(turn.question)) is not None:
            return chosen
    return None
