"""How a mention is put into the place of another."""

from collections.abc import Sequence

from pincite.qa.conversation import lexicon
from pincite.qa.conversation.mentions import Kind, Mention, Parsed
from pincite.qa.conversation.slots import PLACE_PREPOSITIONS, is_count
from pincite.qa.conversation.tokens import Tag


def replace(text: str, changes: Sequence[tuple[int, int, str]]) -> str:
    """The text with each [start, end) replaced; the changes do not overlap."""
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def with_added(text: str, added: Sequence[str]) -> str:
    """The question with phrases added at its end, before the mark."""
    if not added:
        return text
    body = text.rstrip()
    mark = body[-1] if body.endswith(("?", ".", "!")) else ""
    return f"{body[: len(body) - len(mark)].rstrip()} {' '.join(added)}{mark}"


def change(new: Mention, old: Mention, base: Parsed) -> tuple[int, int, str]:
    """The replacement of the old mention by the new one, keeping what only the old one has."""
    if len(new.tokens) == 1 and len(old.tokens) > 1 and is_count(new) and is_count(old):
        return old.tokens[0].start, old.tokens[0].end, new.core
    if new.kind is Kind.NUMBER and old.kind in {Kind.NAME, Kind.NOUN}:
        number = next(token for token in old.tokens[1:] if token.tag is Tag.NUMBER)
        return number.start, number.end, new.core
    if new.kind is Kind.TIME:
        return _time_change(new, old)
    owners = [token for token in old.tokens[:-1] if token.is_possessive]
    if new.head.is_possessive and owners:
        return old.tokens[0].start, owners[-1].end, f"{new.core}{_ending(new)}"
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
    if new.preposition in PLACE_PREPOSITIONS and old.preposition in PLACE_PREPOSITIONS:
        return old.preposition_start, old.end, f"{new.preposition} {text}"
    return start, old.end, text


def _ending(new: Mention) -> str:
    return "'" if new.core.endswith("s") else "'s"


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
