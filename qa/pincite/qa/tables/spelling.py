"""Words of a table that a question misspells, or has in another form."""

from collections.abc import Iterable
from functools import lru_cache

_SHORTEST_TYPO = 5
_ENDINGS = frozenset(
    (
        "",
        *"s i e y ed er or al an ian ic ing ion ation ment ive ist ism ish ese ar ary ory ance "
        "enc ence "
        "ent ant ity iti ness ly ial ical age ful able ibl abl ator at ate".split(),
    )
)


def nearest(key: str, *vocabularies: Iterable[str]) -> str | None:
    """A word of the table that the key may be a misspelling or another form of."""
    best: tuple[int, str] | None = None
    for vocabulary in vocabularies:
        for word in vocabulary:
            if word[0] != key[0] or word[0] == "#" or abs(len(word) - len(key)) > 4:
                continue
            distance = _difference(key, word)
            if distance is not None and (best is None or (distance, word) < best):
                best = (distance, word)
    return best[1] if best is not None else None


@lru_cache(maxsize=16384)
def _difference(key: str, word: str) -> int | None:
    """How far two words are apart, or None where they are different words.

    A letter exchanged for another makes another name as easily as a misspelling: "Iceland" is not
    "Ireland". So short words may only have letters swapped, doubled, left out or put in.

    >>> _difference("renualt", "renault"), _difference("iceland", "ireland")
    (1, None)
    >>> _difference("italian", "itali")
    3
    """
    if any(character.isdigit() for character in key + word):
        return None
    shared = 0
    while shared < min(len(key), len(word)) and key[shared] == word[shared]:
        shared += 1
    if shared >= 4 and key[shared:] in _ENDINGS and word[shared:] in _ENDINGS:
        return 3
    shortest = min(len(key), len(word))
    allowed = 0 if shortest < _SHORTEST_TYPO else 1 if shortest < 10 else 2
    if abs(len(key) - len(word)) > allowed:
        return None
    if len(key) == len(word) and shortest < 8 and sorted(key) != sorted(word):
        return None
    distance = _edits(key, word)
    return distance if distance <= allowed else None


def _edits(one: str, other: str) -> int:
    """Insertions, deletions, exchanges and swaps of neighbours between two words.

    >>> _edits("renualt", "renault"), _edits("nisan", "nissan")
    (1, 1)
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        current = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]
