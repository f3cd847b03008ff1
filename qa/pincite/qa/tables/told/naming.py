"""What the parallel parts of a sentence, or the items of a list, are called."""

import re
from collections.abc import Sequence

from pincite.qa.tables.told.parts import VERBS, Part, bare, behind_lead

MOST_NAME_WORDS = 6
_VERB = re.compile(rf"\b(?:{VERBS})\b", re.IGNORECASE)
PREPOSITION = re.compile(r"\b(?:in|at|on|for|from|to|by|of|with|per)\s+", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:who|which|whom|that|it|they|he|she|we|this|these)\b", re.IGNORECASE)
_THEY = re.compile(r"(?:it|they|we|he|she)\s+\w+\s+(?=\w)", re.IGNORECASE)
_NO_END = re.compile(r"the|an?|our|its|their|his|her|and|of|&|or", re.IGNORECASE)
_LABEL_END = re.compile(r"\s*(?::|\s[–—-]\s|\()")
WORD = re.compile(r"\S+")


def names_of(text: str, rows: Sequence[Part]) -> list[tuple[int, int]] | None:
    """Where each row is named: before its numbers, behind them, or by its one date.

    Last rows that have no name before their numbers, where the others have, are left out.
    """
    befores = [bare(text, *row.lead) for row in rows]
    befores[0] = _behind_pronoun(text, befores[0])
    while len(befores) > 2 and not _is_name(text, befores[-1]):
        befores.pop()
    if len(befores) > len(rows) / 2 and all(_is_name(text, each) for each in befores[1:]):
        first = _first_name(text, befores[0], befores[1:], rows[0].lead[1])
        named = [bare(text, *first), *befores[1:]]
        return named if are_names(text, named) else None
    behind = [name_behind(text, row.terms[-1].span.end, row.end) for row in rows]
    if all(start < end for start, end in behind):
        behind[-1] = _no_longer(text, behind[-1], behind[:-1])
        return behind if are_names(text, behind) else None
    dated = [at for at in range(len(rows[0].terms)) if all(row.terms[at].iso for row in rows)]
    if len(dated) == 1 and len(rows[0].terms) > 1:
        spans = [row.terms[dated[0]].span for row in rows]
        return [(span.start, span.end) for span in spans]
    return None


def _is_name(text: str, place: tuple[int, int]) -> bool:
    return place[0] < place[1] and not _PRONOUN.match(text[slice(*place)])


def _behind_pronoun(text: str, place: tuple[int, int]) -> tuple[int, int]:
    """What is named behind "it got" or "they reopened"."""
    match = _THEY.match(text, *place)
    return (match.end(), place[1]) if match else place


def _first_name(
    text: str, place: tuple[int, int], others: Sequence[tuple[int, int]], until: int
) -> tuple[int, int]:
    """The name of the first row, which words up to `until` part from its number, by the others'.

    Where these are proper names it is the last one before the number; else it has at most as many
    words as the longest of them, and two more where a verb ends it.
    """
    words = list(WORD.finditer(text, *place))
    if not words:
        return place
    if 2 * sum(_is_proper(text[slice(*other)]) for other in others) > len(others):
        capital = [word.group()[:1].isupper() for word in words]
        last = max((at for at, is_capital in enumerate(capital) if is_capital), default=0)
        first = last
        while first and capital[first - 1]:
            first -= 1
        return words[first].start(), _without_comma(text, words[last].end())
    most = max(len(text[start:end].split()) for start, end in others)
    if len(words) <= most + 2 and _VERB.search(text[place[1] : until]):
        return place
    return place[0], _without_comma(text, _end_of_name(words, most))


def _is_proper(name: str) -> bool:
    """Whether all words of a name but articles have capital letters."""
    words = [word for word in name.split() if not _NO_END.fullmatch(word)]
    return bool(words) and all(word[:1].isupper() for word in words)


def _without_comma(text: str, end: int) -> int:
    return end - 1 if text[end - 1] in ",;:" else end


def _end_of_name(words: Sequence[re.Match[str]], most: int) -> int:
    """Where a name of about so many words ends: never at an article or "and"."""
    last = min(most, len(words)) - 1
    while last + 1 < len(words) and _NO_END.fullmatch(words[last].group()):
        last += 1
    return words[last].end()


def name_behind(text: str, start: int, end: int) -> tuple[int, int]:
    """The name behind a number: "5 km in Molenwijk", "6 engineers"."""
    while end > start and text[end - 1] in " .;,:)":
        end -= 1
    found = PREPOSITION.search(text, start, end)
    start = found.end() if found is not None else start
    return behind_lead(text, start, end), end


def _no_longer(
    text: str, place: tuple[int, int], others: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """The last name without what goes on behind it: of at most as many words as the others."""
    most = max(len(text[start:end].split()) for start, end in others)
    return bare(text, place[0], _end_of_name(list(WORD.finditer(text, *place)), most))


def are_names(text: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether the rows are called by short and different names."""
    said = [text[start:end].casefold() for start, end in places]
    return len(set(said)) == len(said) and all(
        0 < len(name.split()) <= MOST_NAME_WORDS and any(c.isalpha() for c in name) for name in said
    )


def item_name(text: str, row: Part) -> tuple[int, int]:
    """The words of an item before its colon, dash or first number, else those behind the number."""
    first = row.terms[0].span
    end = _LABEL_END.search(text, row.start, row.end)
    if end is not None and row.start < end.start() <= first.start:
        return bare(text, row.start, end.start())
    start, stop = bare(text, row.start, first.start)
    return (start, stop) if start < stop else name_behind(text, row.terms[-1].span.end, row.end)
