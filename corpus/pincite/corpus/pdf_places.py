"""Where the words of a text stand among the letters of a page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pincite.corpus.documents import Span

_STRETCH = 6
_MOST_COMPARED = 4_000_000
"""Letters of the text times letters of the page up to which a gap is compared letter by letter."""


def find_letters(words: str, marked: Span, page: str) -> list[int]:
    """The positions in `page`, letters without white space, that the marked words stand for.

    What reading changed (hyphens of line ends, bullets, running heads, the order of cells) is
    stepped over; nothing is found for words that do not stand on the page.

    >>> find_letters("a remarkable mill", Span(2, 12), "Page1aremark-ablemill")
    [6, 7, 8, 9, 10, 11, 13, 14, 15, 16]
    """
    text = _squeezed(words)
    start, end = text.at(marked.start), text.at(marked.end)
    wanted = text.letters[start:end]
    if not wanted:
        return []
    standing = dict(_aligned(text.letters, page))
    standing |= _moved(text.letters, page, standing)
    found = sorted(standing[at] for at in range(start, end) if at in standing)
    if 2 * len(found) < len(wanted):
        return _nearest(wanted, page, standing.get(start, start))
    return found


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """A text without its white space."""

    letters: str
    places: Sequence[int]
    """How many letters stand before each position of the text."""

    def at(self, offset: int) -> int:
        return self.places[offset]


def _squeezed(text: str) -> _Squeezed:
    places, letters = [0], []
    for character in text:
        if not character.isspace():
            letters.append(character)
        places.append(len(letters))
    return _Squeezed("".join(letters), places)


def _aligned(text: str, page: str) -> Iterator[tuple[int, int]]:
    """Pairs of positions in both that hold the same letter, in the order of both."""
    at = on = 0
    for ours, theirs, length in _long_matches(text, page):
        seen = max(at - ours, on - theirs, 0)
        if seen < length:
            yield from _within(text, page, (at, ours + seen), (on, theirs + seen))
            yield from ((ours + step, theirs + step) for step in range(seen, length))
            at, on = ours + length, theirs + length
    yield from _within(text, page, (at, len(text)), (on, len(page)))


def _moved(text: str, page: str, standing: Mapping[int, int]) -> dict[int, int]:
    """Pairs among what is left, such as a note or a cell that stands elsewhere in the order."""
    taken = frozenset(standing.values())
    ours = [at for at in range(len(text)) if at not in standing]
    theirs = [at for at in range(len(page)) if at not in taken]
    left, other = (
        "".join(of[at] for at in places) for of, places in ((text, ours), (page, theirs))
    )
    return {
        ours[at + step]: theirs[on + step]
        for at, on, length in _long_matches(left, other)
        for step in range(length)
    }


def _long_matches(text: str, page: str) -> Iterator[tuple[int, int, int]]:
    """Where both have the same stretch of letters, and its length; neighbours may overlap.

    Stretches of a few letters are compared as one, because single letters come back too often.
    """
    matcher = SequenceMatcher(None, _stretches(text), _stretches(page), autojunk=False)
    for block in matcher.get_matching_blocks():
        if block.size:
            yield block.a, block.b, block.size + _STRETCH - 1


def _stretches(letters: str) -> list[str]:
    return [letters[at : at + _STRETCH] for at in range(len(letters) - _STRETCH + 1)]


def _within(
    text: str, page: str, ours: tuple[int, int], theirs: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Pairs within a gap between longer matches; in wide ones a single letter says nothing."""
    if (ours[1] - ours[0]) * (theirs[1] - theirs[0]) > _MOST_COMPARED:
        return
    matcher = SequenceMatcher(None, text[slice(*ours)], page[slice(*theirs)], autojunk=False)
    for block in matcher.get_matching_blocks():
        if block.size == 1 and ours[1] - ours[0] > _STRETCH:
            continue
        yield from ((ours[0] + block.a + n, theirs[0] + block.b + n) for n in range(block.size))


def _nearest(wanted: str, page: str, expected: int) -> list[int]:
    """The place where the wanted letters stand together that is nearest to the expected one."""
    starts = []
    at = page.find(wanted)
    while at >= 0:
        starts.append(at)
        at = page.find(wanted, at + 1)
    if not starts:
        return []
    best = min(starts, key=lambda start: abs(start - expected))
    return list(range(best, best + len(wanted)))
