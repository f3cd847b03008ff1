"""Which words of a question stand where in a table: in rows, column names, the words around it."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeVar, cast

from pincite.qa.synonyms import groups
from pincite.qa.tables.dimensions import asked_dimension, kindred
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.nearness import NOTHING, Nearness
from pincite.qa.tables.operations import inside
from pincite.qa.tables.spelling import nearest
from pincite.qa.tables.table_question import TableQuestion
from pincite.qa.tables.tokens import Token, keys_of, number_key, tokens_of
from pincite.qa.tables.values import Kind, date_key
from pincite.qa.times import dates_in
from pincite.qa.words import stem

T = TypeVar("T")
_INEXACT = 0.7
"""What a word found with a typo, or by its beginning, counts of one found as it stands."""

_SYNONYM = 0.5
"""What a word found by one that means the same counts."""

_OF_ANY_TABLE = keys_of(
    "unit figure number value amount data table list row column entry according given record item"
)
_PERIODS = keys_of("year season date period month quarter week day time when term session")
_WORDS_OF_CODE = re.compile(r"[^\W\d_]+")
_SHORTENED = re.compile(r"([^\W\d_]+)\.(?=[\s)/,-]|$)")
KNOWN = "all|the|these|those|its|their|our"
"""Before a number: it says how many of something known there are."""
_OF_KNOWN = re.compile(rf"\b(?:{KNOWN}|last|past)\s+$", re.IGNORECASE)
_PLAIN = 0.6
"""What a word in small letters counts of one that is written like a name."""
_ASKED_FOR = {
    "when": "date year month day time period season released launched opened founded since",
    "where": "place location venue city country site town state region address station stadium",
    "who": "name person player driver winner author director owner artist responsible holder "
           "champion "
    "candidate member president chair coach head contact rider athlete",
    "heavy": "weight mass", "weigh": "weight mass", "tall": "height", "high": "height altitude "
    "elevation",
    "long": "length duration term period time", "wide": "width", "deep": "depth", "old": "age",
    "often": "frequency interval times", "expensive": "price cost", "cheap": "price cost",
    "dear": "price cost", "cost": "price fee", "far": "distance",
    "big": "size area", "large": "size area",
    "fast": "speed time", "loud": "noise sound", "hot": "temperature", "warm": "temperature",
    "year": "date season", "country": "nation nationality", "nation": "country nationality",
    "much": "amount price cost value", "pay": "price salary wage fee",
    "people": "population", "person": "name", "sell": "sales", "sold": "sales",
    "earn": "earnings income",
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
    """For each content token the key it is looked up by, and how surely it is that."""
    elsewhere: set[int] = field(default_factory=set)
    """The tokens that stand in other tables that were reached."""
    found: dict[Callable[["Links"], object], object] = field(default_factory=dict)
    """What was worked out of these links once: see `once`."""
    near: Nearness = NOTHING
    """How near the rows and columns are in meaning."""

    def once(self, work: "Callable[[Links], T]") -> T:
        """What a function makes of these links, worked out the first time it is asked for."""
        if work not in self.found:
            self.found[work] = work(self)
        return cast("T", self.found[work])

    def weight(self, index: int) -> float:
        """How much a token of the question says, 0..1."""
        return self._token_weights[index]

    @cached_property
    def _token_weights(self) -> tuple[float, ...]:
        return tuple(self._weigh(index) for index in range(len(self.asked.tokens)))

    def _weigh(self, index: int) -> float:
        token = self.asked.tokens[index]
        if token.is_number:
            return 1.0
        if token.key in _OF_ANY_TABLE:
            return 0.1
        plain = self.asked.is_cased and not self.is_name(index)
        return max(0.1, self.weights.get(token.key, 0.6)) * (_PLAIN if plain else 1.0)

    def total(self, indices: Iterable[int]) -> float:
        """The weight of several tokens."""
        weights = self._token_weights
        return sum(weights[index] for index in indices)

    @cached_property
    def whole(self) -> float:
        """The weight of all words that say something; never 0."""
        return self.total(self.asked.content) or 1.0

    @cached_property
    def heaviest(self) -> float:
        """The weight of the question's most telling word."""
        words = [at for at in self.asked.content if not self.asked.tokens[at].is_number]
        return max((self.weight(at) for at in words), default=1.0)

    @cached_property
    def header(self) -> tuple[frozenset[int], ...]:
        """For each column the tokens that stand in its name."""
        return tuple(
            frozenset(at for at, (key, _) in self.keys.items() if key in own)
            for own in self.grid.column_keys
        )

    @cached_property
    def asks_for(self) -> tuple[bool, ...]:
        """For each column whether its name is what a word of the question asks for."""
        wanted = frozenset().union(
            *(ASKED_FOR.get(token.key, frozenset()) for token in self.asked.tokens)
        )
        dimensions = frozenset().union(*map(_dimensions_asked, self.asked.tokens))
        return tuple(
            name is not None and bool(name.keys & wanted or self.grid.dimensions(at) & dimensions)
            for at, name in enumerate(self.grid.names)
        )

    @cached_property
    def dimensions_asked(self) -> frozenset[str]:
        """What the question's words of degree measure, and what it asks for as "heavy", "cost"."""
        degrees = (kindred(each.degree.measures) for each in self.asked.superlatives)
        return frozenset().union(*degrees, *map(_dimensions_asked, self.asked.tokens))

    @cached_property
    def context(self) -> frozenset[int]:
        """The tokens that stand in caption, headings, title or file name."""
        known = keys_of(self.grid.context)
        return frozenset(at for at, (key, _) in self.keys.items() if key in known)

    @cached_property
    def rows(self) -> dict[int, dict[int, set[int]]]:
        """For each row the tokens that stand in it, and in which columns (-1: loose)."""
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
            if name is not None
            and (
                ASKED_FOR.get(token.key, frozenset()) & name.keys
                or _dimensions_asked(token) & self.grid.dimensions(column)
            )
        )

    def named_beside(self, row: int, tokens: Iterable[int]) -> frozenset[int]:
        """The tokens in the names of the columns in which a row holds some of the tokens."""
        held = self.rows.get(row, {})
        columns = {column for at in tokens for column in held.get(at, ()) if column >= 0}
        return frozenset().union(*(self.header[column] for column in columns))

    def is_name(self, index: int) -> bool:
        """Whether a token looks like a name or a code: a capital or a digit within a sentence."""
        token = self.asked.tokens[index]
        if token.is_number or any(character.isdigit() for character in token.text):
            return True
        return index > 0 and token.text[0].isupper() and not self.asked.text.isupper()

    def has_phrase(self, row: int, column: int) -> bool:
        """Whether a cell of several words stands in the question word for word."""
        cell = self.grid.cell(row, column)
        if cell is None or len(cell.keys) < 2 or len(cell.text) > 80:
            return False
        return _joined(cell.text) in _joined(self.asked.text)

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
    def said(self) -> frozenset[str]:
        """The keys of all words of the question, and of the words they were taken for."""
        return self.known | {token.key for token in self.asked.tokens}

    @cached_property
    def has_years(self) -> bool:
        """Whether the table tells years apart, in a column or by the names of columns.

        Not where dates are only known of its things, as when each was built.
        """
        if any(self._holds_years(column) for column in range(self.grid.width)):
            return True
        years = [n for n in self.grid.names if n is not None and n.value.kind is Kind.DATE]
        return len(years) > 1

    def _holds_years(self, column: int) -> bool:
        """Whether a column's dates name years, not only months or days."""
        name = self.grid.names[column]
        is_told_of_things = name is not None and column > 0 and not name.keys & _PERIODS
        if self.grid.kinds[column] is not Kind.DATE or is_told_of_things:
            return False
        return any((cell.value.order or 0) >= 1000 for cell in self.grid.column(column))

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


def _dimensions_asked(token: Token) -> frozenset[str]:
    """What a word asks for the measure of: "heavy" for a weight."""
    return kindred(asked_dimension(token.key) or "")


def _joined(text: str) -> str:
    return " " + " ".join(token.key for token in tokens_of(text)) + " "


def link(
    grid: Grid, asked: TableQuestion, weights: Mapping[str, float], meaning: Nearness = NOTHING
) -> Links:
    """Looks up a question's words in a grid; words that stand nowhere may be there misspelt."""
    context = keys_of(grid.context)
    names = frozenset().union(*grid.column_keys)
    keys: dict[int, tuple[str, float]] = {}
    for at in asked.content:
        key = asked.tokens[at].key
        if _tells_how_many(asked, at):
            continue
        if key in grid.postings or key in names or key in context:
            keys[at] = (key, 1.0)
        elif asked.tokens[at].is_number:
            scaled = number_key(asked.tokens[at].value / grid.table_scale)
            if scaled in grid.postings:
                keys[at] = (scaled, 1.0)
        elif len(key) >= 4:
            near = _asked_name(key, grid) or nearest(key, grid.postings, names)
            if near is not None:
                keys[at] = (near, _INEXACT)
                continue
        if at not in keys and not asked.tokens[at].is_number:
            short = _abbreviation(asked.tokens[at].text, grid)
            if short is not None:
                keys[at] = (short, _INEXACT)
                continue
            synonym = _synonym(key, grid, names, context)
            if synonym is not None:
                keys[at] = (synonym, _SYNONYM)
    keys.update(_dates(grid, asked))
    return Links(grid, asked, weights, keys, near=meaning)


def _tells_how_many(asked: TableQuestion, at: int) -> bool:
    """Whether a number says how many things are meant: "the four years 2021 to 2024"."""
    token = asked.tokens[at]
    return (
        token.is_number
        and token.text.isalpha()
        and _OF_KNOWN.search(asked.text[: token.start]) is not None
    )


def _dates(grid: Grid, asked: TableQuestion) -> dict[int, tuple[str, float]]:
    """The tokens of whole dates that the table has too, however it writes them."""
    found: dict[int, tuple[str, float]] = {}
    for start, end, iso in dates_in(asked.text):
        key = date_key(iso)
        if key is not None and key in grid.postings:
            found.update((at, (key, 1.0)) for at in inside(asked.tokens, start, end))
    return found


def _abbreviation(word: str, grid: Grid) -> str | None:
    """A word of a column's name that shortens the word: "Pts" of points, "germ_pct", "Ins. due"."""
    folded = word.casefold()
    for name in grid.names:
        for short in _short_words(name.text) if name is not None else ():
            if len(folded) > len(short) + 1 and _shortens(short, folded):
                return stem(short)
    return None


@lru_cache(maxsize=4096)
def _short_words(name: str) -> tuple[str, ...]:
    """The words of a name that may be shortened ones: with a full stop, of a code, or alone."""
    folded = name.casefold().strip()
    alone = folded.strip(" .")
    if 2 <= len(alone) <= 5 and alone.isalpha():
        return (alone,)
    words = _WORDS_OF_CODE.findall(folded) if "_" in folded else _SHORTENED.findall(folded)
    return tuple(word for word in words if 2 <= len(word) <= 7)


def _shortens(short: str, word: str) -> bool:
    letters = iter(word)
    is_bare = word[0] == short[0] and not set(short) & set("aeiou")
    if word.startswith(short):
        return len(short) > 2 or len(word) < 8
    return is_bare and len(short) > 1 and all(each in letters for each in short)


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


def _synonym(key: str, grid: Grid, names: frozenset[str], context: frozenset[str]) -> str | None:
    """A word of the names of columns and rows, else of the context, that means the same.

    The rarest of several.
    """
    meant = groups(key)
    if not meant:
        return None
    for words in ((*names, *grid.row_names), context):
        found = [word for word in words if not meant.isdisjoint(groups(word))]
        if found:
            return min(found, key=lambda word: (len(grid.postings.get(word, ())), word))
    return None
