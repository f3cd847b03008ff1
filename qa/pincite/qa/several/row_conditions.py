"""Which rows of a table a question picks out, by the words and numbers it says of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pincite.qa.evidence import Evidence
from pincite.qa.tables.dimensions import dimensions_of
from pincite.qa.tables.table_question import Bound, TableQuestion, parse_table_question
from pincite.qa.tables.values import read_value
from pincite.qa.words import stem, stems

_YES = re.compile(r"\W*(?:yes|y|x|true|included?|✓|✔|•|●)\W*$|[✓✔•●]$", re.IGNORECASE)
_NO = re.compile(
    r"\W*(?:no|n|none|nil|false|not included|nothing|free)\W*$|[-–—✗✘]?$|0$", re.IGNORECASE
)
_YEAR = re.compile(r"(?:.*\D)?(?:1[5-9]|20)\d\d(?!\d)")
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_HAS_DIGIT = re.compile(r"\d")
_AUXILIARY = "do|does|did|can|could|will|would|may|must|is|are|was|were"
_RESTRICTS = re.compile(
    rf"\b(?:which|what)\s+(?:(?!(?:{_AUXILIARY})\b)[\w'’-]+\s+){{1,6}}?"
    r"(?:have|has|had|needs?|requires?|accepts?|takes?|contains?|allows?|supports?|lacks?|missed|"
    r"failed|(?:are|is|was|were)(?:n['’]t|\s+not))\s+"
    r"(?!(?:the|this|our|its|his|her|their|it|they|we|he|she|you|to)\b)\w",
    re.IGNORECASE,
)
_UNIT_BEFORE = re.compile(r"([$€£¥])\s?\d")
_UNIT_BEHIND = re.compile(r"\s?([^\W\d_]{1,12}|[°%€£$])")
_PREFIXED = re.compile(r"\b(?:non-?|un|il|im|in|ir)(\w{3,})", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:no|not|without|cannot|can['’]t|don['’]t|doesn['’]t|aren['’]t|isn['’]t|never|lacks?|"
    r"lacking)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Condition:
    """Rows that a question picks out, by the words it says of them."""

    rows: frozenset[int]
    stems: frozenset[str]
    column: int
    is_told: bool = False
    """Whether the question names the column, and says what its cells must say or reach."""


def conditions_of(
    evidence: Evidence, names: Sequence[str], columns: Sequence[Mapping[int, str]]
) -> Iterator[Condition]:
    """The conditions of a question on the rows of a table.

    `columns` has for each column but the first, which names the rows, its texts by row; `names`
    what the columns are called.
    """
    asked = {*evidence.term_weights, *_spelled(evidence.parsed.text)}
    denied = _DENIES.search(evidence.parsed.text) is not None
    wanted = parse_table_question(evidence.parsed.text)
    bounds = [(each, stems(_said_of(wanted, each))) for each in wanted.bounds]
    bounding = frozenset().union(*(said for _, said in bounds))
    for column, (name, texts) in enumerate(zip(names, columns, strict=True), start=1):
        named = frozenset(stems(name) & asked)
        yield from _said_yes(texts, named, denied, column)
        opposite = _opposites(evidence.parsed.text) & stems(name)
        yield from _said_yes(texts, frozenset(opposite), not denied, column)
        yield from _bounded(texts, named, [*_of_unit(wanted, bounds, name, texts)], column)
        yield from _holding(texts, asked - named, named, bounding, column)


@lru_cache(maxsize=512)
def is_restricted(question: str) -> bool:
    """Whether a question wants only some things of a kind, so that all of them answer it wrongly.

    >>> is_restricted("Which models have a child lock?"), is_restricted("Which models are there?")
    (True, False)
    >>> is_restricted("Which models does the firm have in stock?")
    False
    """
    bounds = parse_table_question(question).bounds
    return _RESTRICTS.search(question) is not None or any(not each.is_year for each in bounds)


def _of_unit(
    wanted: TableQuestion,
    bounds: Sequence[tuple[Bound, frozenset[str]]],
    name: str,
    texts: Mapping[int, str],
) -> Iterator[tuple[Bound, frozenset[str], bool]]:
    """The bounds that a column may be held to, each with whether its unit is the column's.

    "Over 60 dB" says nothing of euros.
    """
    sample = next((text for text in texts.values() if _HAS_DIGIT.search(text)), "")
    measured = dimensions_of(name, sample)
    for bound, said in bounds:
        asked = _measured(wanted, bound)
        if asked & measured or not asked or not measured:
            yield bound, said, bool(asked & measured)


def _measured(wanted: TableQuestion, bound: Bound) -> frozenset[str]:
    """What the unit before or behind a bound's number measures; nothing where it has none."""
    tokens = [wanted.tokens[at] for at in bound.tokens]
    start, end = min(token.start for token in tokens), max(token.end for token in tokens)
    before = _UNIT_BEFORE.search(wanted.text, max(0, start - 2), end)
    unit = before or _UNIT_BEHIND.match(wanted.text, end)
    return dimensions_of("", f"1 {unit[1]}") if unit is not None else frozenset()


def _spelled(text: str) -> set[str]:
    """The digits of the small numbers that a question writes in words."""
    text = re.sub(r"\bhalf a dozen\b", "six", re.sub(r"\b(?<!half )a dozen\b", "twelve", text))
    return {
        str(number)
        for number, word in enumerate(_NUMBERS, start=1)
        if re.search(rf"\b{word}\b", text, re.IGNORECASE)
    }


def _opposites(text: str) -> set[str]:
    """The stems of what words deny by their beginning: "illegal", "unpaid"."""
    return {stem(match.group(1)) for match in _PREFIXED.finditer(text)}


def _said_yes(
    texts: Mapping[int, str], named: frozenset[str], denies: bool, column: int
) -> Iterator[Condition]:
    """The rows where a column says yes, or no where the question denies it."""
    if not named:
        return
    no = frozenset(at for at, text in texts.items() if _NO.match(text))
    yes = frozenset(at for at, text in texts.items() if _YES.match(text))
    if no and len(no) < len(texts):
        rest = frozenset(texts) - no
        if denies or len(yes | no) == len(texts):
            yield Condition(no if denies else rest, named, column, is_told=True)
        elif not any(read_value(texts[at]).order is not None for at in rest):
            yield Condition(rest, named, column, is_told=True)


def _bounded(
    texts: Mapping[int, str],
    named: frozenset[str],
    bounds: Sequence[tuple[Bound, frozenset[str], bool]],
    column: int,
) -> Iterator[Condition]:
    """The rows whose number fits a bound of the question.

    The bounds are given with their stems and with whether their unit is the column's.
    """
    for bound, said, has_unit in bounds[:2]:
        orders = {at: read_value(text).order for at, text in texts.items()}
        known = {at: order for at, order in orders.items() if order is not None}
        if 2 * len(known) < len(texts):
            continue
        rows = frozenset(at for at, order in known.items() if _fits(order, bound))
        years = sum(_YEAR.match(text) is not None for text in texts.values())
        is_fitting = bound.is_year == (2 * years > len(texts))
        is_told = (bool(named) or has_unit) and is_fitting
        yield Condition(rows, named | said | {"<bound>"}, column, is_told=is_told)


def _said_of(asked: TableQuestion, bound: Bound) -> str:
    return " ".join(asked.tokens[at].text for at in sorted(bound.tokens))


def _fits(order: float, bound: Bound) -> bool:
    return bound.holds(float(int(order)) if bound.is_year else order)


def _holding(
    texts: Mapping[int, str],
    asked: set[str],
    named: frozenset[str],
    bounding: frozenset[str],
    column: int,
) -> Iterator[Condition]:
    """The rows whose cell holds words of the question, the same words each.

    A name or year that the question says in full, but as a bound, is told: others do not fit.
    """
    said = {
        at: stems(text[:200])
        for at, text in texts.items()
        if any(map(str.isalpha, text)) or _YEAR.fullmatch(text)
    }
    full = frozenset(at for at, words in said.items() if words and words <= asked - bounding)
    if 0 < len(full) < len(texts):
        words = frozenset().union(*(said[at] for at in full))
        yield Condition(full, words | named, column, is_told=True)
    held: dict[frozenset[str], set[int]] = {}
    for at, text in texts.items():
        words = frozenset(stems(text[:200]) & asked)
        if words - named:
            held.setdefault(words, set()).add(at)
    for words in list(held):
        rows = frozenset(at for each, found in held.items() if words <= each for at in found)
        if len(rows) < len(texts):
            yield Condition(rows, words | named, column)
