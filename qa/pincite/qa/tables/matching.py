"""Which words of a question stand where in a table: in rows, column names, the words around it."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from pincite.qa.tables.grid import Grid
from pincite.qa.tables.table_question import TableQuestion
from pincite.qa.tables.tokens import keys_of, tokens_of
from pincite.qa.tables.values import Kind
from pincite.qa.words import stem

_SHORTEST_TYPO = 5
_INEXACT = 0.7
"""What a word found with a typo, or by its beginning, counts of one found as it stands."""

_ASKED_FOR = {
    "when": "date year month day time period season released launched opened founded since",
    "where": "place location venue city country site town state region address station stadium",
    "who": "name person player driver winner author director owner artist responsible holder champion "
    "candidate member president chair coach head contact rider athlete",
    "heavy": "weight mass", "weigh": "weight mass", "tall": "height", "high": "height altitude elevation",
    "long": "length duration term period time", "wide": "width", "deep": "depth", "old": "age",
    "often": "frequency interval times", "expensive": "price cost", "cheap": "price cost",
    "dear": "price cost", "cost": "price fee", "far": "distance", "big": "size area", "large": "size area",
    "fast": "speed time", "loud": "noise sound", "hot": "temperature", "warm": "temperature",
    "year": "date season", "country": "nation nationality", "nation": "country nationality",
    "much": "amount price cost value", "pay": "price salary wage fee",
    "people": "population", "person": "name", "sell": "sales", "sold": "sales", "earn": "earnings income",
    "spend": "spending expenditure", "spent": "spending expenditure",
}  # fmt: skip
ASKED_FOR = {stem(word): keys_of(names) for word, names in _ASKED_FOR.items()}


@dataclass(frozen=True, eq=False)
class Links:
    """Where each of a question's words stands in a grid."""

    grid: Grid
    asked: TableQuestion
    weights: Mapping[str, float]
    keys: dict[int, tuple[str, float]] = field(default_factory=dict)
    """For each content token the key it is looked up by, and how surely it is that word."""
    similarity: dict[int, float] = field(default_factory=dict)
    """For columns the cosine of name and question, where an encoder was asked."""

    def weight(self, index: int) -> float:
        """How much a token of the question says, 0..1."""
        token = self.asked.tokens[index]
        return 1.0 if token.is_number else max(0.1, self.weights.get(token.key, 0.6))

    def total(self, indices: Iterable[int]) -> float:
        """The weight of several tokens."""
        return sum(self.weight(index) for index in indices)

    @cached_property
    def header(self) -> tuple[frozenset[int], ...]:
        """For each column the tokens that stand in its name."""
        return tuple(
            frozenset(at for at, (key, _) in self.keys.items() if key in name.keys)
            if name is not None
            else frozenset()
            for name in self.grid.names
        )

    @cached_property
    def asks_for(self) -> tuple[bool, ...]:
        """For each column whether its name is what a word of the question asks for."""
        wanted = frozenset().union(
            *(ASKED_FOR.get(token.key, frozenset()) for token in self.asked.tokens)
        )
        return tuple(name is not None and bool(name.keys & wanted) for name in self.grid.names)

    @cached_property
    def context(self) -> frozenset[int]:
        """The tokens that stand in caption, headings, title or file name."""
        known = keys_of(self.grid.context)
        return frozenset(at for at, (key, _) in self.keys.items() if key in known)

    @cached_property
    def rows(self) -> dict[int, dict[int, set[int]]]:
        """For each row that has one the tokens that stand in it, and in which columns (-1: loose)."""
        found: dict[int, dict[int, set[int]]] = {}
        for at, (key, _) in self.keys.items():
            for row, columns in self.grid.postings.get(key, {}).items():
                found.setdefault(row, {})[at] = columns
        return found

    @cached_property
    def rarity(self) -> dict[int, float]:
        """For each token how much it tells the rows apart: 1 stands in one row, 0 in all."""
        rows = max(2, len(self.grid.rows))
        return {
            at: math.log(rows / len(self.grid.postings[key])) / math.log(rows)
            for at, (key, _) in self.keys.items()
            if key in self.grid.postings
        }

    def asking(self, column: int) -> frozenset[int]:
        """The tokens that ask for a column of this name without naming it."""
        name = self.grid.names[column]
        return frozenset(
            at
            for at, token in enumerate(self.asked.tokens)
            if name is not None and ASKED_FOR.get(token.key, frozenset()) & name.keys
        )

    def named_beside(self, row: int, tokens: Iterable[int]) -> frozenset[int]:
        """The tokens in the names of the columns in which a row holds some of the tokens."""
        held = self.rows.get(row, {})
        columns = {column for at in tokens for column in held.get(at, ()) if column >= 0}
        return frozenset().union(*(self.header[column] for column in columns))

    @cached_property
    def best_header(self) -> float:
        """The most weight that one column's name has."""
        return max((self.total(found) for found in self.header), default=0.0)

    def name_coverage(self, column: int) -> float:
        """The share of the words of a column's name that stand in the question."""
        name = self.grid.names[column]
        if name is None or not name.keys:
            return 0.0
        return len(name.keys & self.known) / len(name.keys)

    @cached_property
    def known(self) -> frozenset[str]:
        """The keys that the question's words were found by."""
        return frozenset(key for key, _ in self.keys.values())

    @cached_property
    def has_years(self) -> bool:
        """Whether the table tells years apart: by a column of dates or by columns named by years."""
        if Kind.DATE in self.grid.kinds:
            return True
        years = [n for n in self.grid.names if n is not None and n.value.kind is Kind.DATE]
        return len(years) > 1

    @cached_property
    def plain_cues(self) -> frozenset[int]:
        """Tokens that only say which operation is meant, and need to stand nowhere."""
        return frozenset().union(*self.asked.cues.values()) if self.asked.cues else frozenset()

    def row_score(self, tokens: Iterable[int]) -> float:
        """How much the tokens say for a row that has them."""
        return sum(
            self.weight(at) * self.keys[at][1] * (0.15 + self.rarity.get(at, 0.0)) for at in tokens
        )

    def cell_coverage(self, row: int, column: int) -> float:
        """The share of a cell's words that stand in the question."""
        cell = self.grid.cell(row, column)
        if cell is None or not cell.keys:
            return 0.0
        known = self.known
        telling = {token.key for token in tokens_of(cell.text[:2000]) if not token.is_stop}
        telling = telling or set(cell.keys)
        return len(telling & known) / len(telling)


def link(grid: Grid, asked: TableQuestion, weights: Mapping[str, float]) -> Links:
    """Looks up a question's words in a grid; words that stand nowhere may be there misspelt."""
    context = keys_of(grid.context)
    names = frozenset().union(*(name.keys for name in grid.names if name is not None))
    keys: dict[int, tuple[str, float]] = {}
    for at in asked.content:
        key = asked.tokens[at].key
        if key in grid.postings or key in names or key in context:
            keys[at] = (key, 1.0)
        elif not asked.tokens[at].is_number and len(key) >= 4:
            near = _asked_name(key, grid) or _nearest(key, grid.postings, names)
            if near is not None:
                keys[at] = (near, _INEXACT)
    return Links(grid, asked, weights, keys)


def _asked_name(key: str, grid: Grid) -> str | None:
    """Of a word like "heavy" the name of a row that it asks for: "weight"."""
    return next(
        (
            name
            for name in sorted(ASKED_FOR.get(key, ()))
            if any(grid.key_column in columns for columns in grid.postings.get(name, {}).values())
        ),
        None,
    )


def _nearest(key: str, *vocabularies: Iterable[str]) -> str | None:
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
    """How far two words are apart, or None where they are different words."""
    if any(character.isdigit() for character in key + word):
        return None
    shared = 0
    while shared < min(len(key), len(word)) and key[shared] == word[shared]:
        shared += 1
    if shared >= 4 and shared >= 0.65 * max(len(key), len(word)) or shared >= 6:
        return 3
    shortest = min(len(key), len(word))
    allowed = 0 if shortest < _SHORTEST_TYPO else 1 if shortest < 8 else 2
    distance = _edits(key, word) if abs(len(key) - len(word)) <= allowed else allowed + 1
    return distance if distance <= allowed else None


def _edits(one: str, other: str) -> int:
    """Insertions, deletions, exchanges and swaps of neighbours between two words.

    >>> _edits("renualt", "renault"), _edits("nisan", "nissan")
    (1, 1)
    """
    before, last = [], list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        current = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]
