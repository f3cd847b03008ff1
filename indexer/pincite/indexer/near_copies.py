"""Which documents are near copies of one another, told by small sketches of their words.

A sketch holds, for each of 128 hash functions, the smallest hash of any three words in a row
(MinHash: Broder, On the resemblance and containment of documents, 1997). The share of places in
which two sketches agree estimates the share of three-word runs that the texts have in common.
"""

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

NEAR = 0.7
"""Common runs of all runs, from which on two texts count as one: some words in a hundred differ."""
FEWEST_RUNS = 24
"""A text with fewer different runs is too short to tell a copy from a form filled in anew."""
_HASHES = 128
_BANDS = 32
"""Texts whose sketches agree in a whole band are compared: all but 1 in 4,000 at NEAR are."""
_AT_ONCE = 512
"""Runs that are hashed together: 0.5 MB, which a cache holds (nearly twice as fast as 4 MB)."""

Numbers = NDArray[np.uint64]


def sketch(text: str) -> bytes:
    """The sketch of a text, empty where it is too short to have one.

    >>> sketch("Too short.")
    b''
    """
    runs = np.unique(_runs(text))
    if len(runs) < FEWEST_RUNS:
        return b""
    least = np.full(_HASHES, np.iinfo(np.uint64).max, dtype=np.uint64)
    for at in range(0, len(runs), _AT_ONCE):
        part = runs[at : at + _AT_ONCE, None] * _FACTORS + _OFFSETS
        least = np.minimum(least, part.min(axis=0))
    return (least >> np.uint64(32)).astype("<u4").tobytes()


def groups(sketches: Sequence[bytes]) -> list[int]:
    """For each sketch the position of the first one of its group of near copies."""
    leaders = list(range(len(sketches)))
    places = [place for place, each in enumerate(sketches) if each]
    rows = np.frombuffer(b"".join(filter(None, sketches)), dtype="<u4").reshape(-1, _HASHES)
    for one, other in _near_pairs(rows):
        _join(leaders, places[one], places[other])
    return [_leader(leaders, place) for place in range(len(sketches))]


def _near_pairs(rows: NDArray[np.uint32]) -> list[tuple[int, int]]:
    """Pairs of rows that agree in enough places, each with the first row of a common band."""
    width = _HASHES // _BANDS
    found: set[tuple[int, int]] = set()
    for at in range(0, _HASHES, width):
        band = np.ascontiguousarray(rows[:, at : at + width]).view(np.dtype((np.void, 4 * width)))
        _, first, group = np.unique(band.ravel(), return_index=True, return_inverse=True)
        leads = first[group]
        others = np.flatnonzero(leads != np.arange(len(rows)))
        agreement = (rows[others] == rows[leads[others]]).mean(axis=1)
        near = others[agreement >= NEAR]
        found.update(zip(leads[near].tolist(), near.tolist(), strict=True))
    return sorted(found)


def _runs(text: str) -> Numbers:
    """A number for each three words in a row."""
    words = [crc32(word.encode("utf-8", "replace")) for word in _WORD.findall(text.casefold())]
    numbers = np.asarray(words, dtype=np.uint64)
    if len(numbers) < 3:
        return numbers[:0]
    mixed = numbers[:-2] * _STEP + numbers[1:-1]
    return _mixed(mixed * _STEP + numbers[2:])


def _mixed(numbers: Numbers) -> Numbers:
    """Each number with its bits spread (the finaliser of SplitMix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _join(leaders: list[int], one: int, other: int) -> None:
    first, second = sorted((_leader(leaders, one), _leader(leaders, other)))
    leaders[second] = first


def _leader(leaders: list[int], place: int) -> int:
    while leaders[place] != place:
        leaders[place] = leaders[leaders[place]]
        place = leaders[place]
    return place


_WORD = re.compile(r"\w+")
_STEP = np.uint64(0x9E3779B97F4A7C15)
_FACTORS = _mixed(np.arange(1, _HASHES + 1, dtype=np.uint64) * _STEP) | np.uint64(1)
_OFFSETS = _mixed(np.arange(_HASHES + 1, 2 * _HASHES + 1, dtype=np.uint64) * _STEP)
