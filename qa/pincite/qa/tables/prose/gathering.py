"""The numbers of what retrieval found, in sentences, lists and rows, each among its words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, islice, pairwise

from pincite.corpus import BulletList, Document, Span, Table
from pincite.corpus.sentences import sentence_spans
from pincite.qa.answers import CellName
from pincite.qa.evidence import Evidence
from pincite.qa.retrieval import Ranked
from pincite.qa.tables.amounts import Amount, parse_amount
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.values import Kind
from pincite.qa.tables.working import unit_beside
from pincite.qa.values.amounts import amounts_in
from pincite.qa.values.composites import FoundAmount
from pincite.qa.values.moments import moments_in
from pincite.qa.values.numerals import numerals_in
from pincite.qa.words import stems

PASSAGES = 8
MOST_PAIRED = 6
NEAR_CHARS = 4
MOST_NUMBERS = 12
"""Numbers in a stretch from which it is a table of figures rather than a sentence."""
LOCAL_CHARS = 45
MOST_TABLES, MOST_ROWS, MOST_ROWS_SEEN, MOST_COLUMNS = 4, 6, 200, 30
"""Tables and rows of each that are worked with, and sizes from which on a table is not."""
_YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")
_LABEL = re.compile(
    r"(?:\b(?:no|nr|number|page|chapter|section|item|room|form|version|step|table|figure|part|"
    r"rule|article|week|day|year|class|type|model)\.?|[#§])\s*$",
    re.IGNORECASE,
)
_THE_ONE = re.compile(r"\b(?:the|this|that|which|each|every|another|any|no)\s$", re.IGNORECASE)
_RIGHT_OF_LABEL = re.compile(r"^(?:[-/:]\w|\w*\d\w*-|(?:st|nd|rd|th)\b)")
_MARKER = re.compile(r"\s*\(?\d{1,2}(?:\.\d{1,2})?[.)]?\s+(?=[A-Z])|\s*\(?\d{1,2}[.)]\s")
_CURRENCY = re.compile(r"(?:[A-Z]{0,2}[$€£¥]|\b[A-Z]{3}) ?$")
_CLAUSE = re.compile(r"[.;:,()]")
_COUNT = re.compile(r"(?<!\d)(?!(?:1[5-9]|20)\d\d(?!\d))\d")
_TWO_UNITS = re.compile(r"\d+ ?[^\W\d_]+\.?,?(?: and)? ?\d+ ?[^\W\d_]+")
_UNIT_AFTER = re.compile(r" ?(?:%|(?!(?:to|and|or|until|till|through)\b)[^\W\d_][^\d.,;:()]*)")


@dataclass(frozen=True, slots=True)
class Term:
    """A number or a date of a text."""

    span: Span
    text: str
    sentence: int
    """Which sentence of its stretch it stands in."""
    around: frozenset[str]
    """Stems of the words beside it."""
    amount: Amount | None
    """None for a date."""
    dimension: str = ""
    unit: str = ""
    """Of a cell the one that its names give."""
    noun: str = ""
    iso: str = ""
    """Of a date YYYY, YYYY-MM or YYYY-MM-DD."""
    cell: CellName | None = None
    """Of a cell its names; None in a sentence."""
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, item or row or two of them, with the numbers they tell."""

    document: Document
    rank: int
    score: float
    """Of its passage, 0..1."""
    sentences: tuple[Span, ...]
    text: str
    words: frozenset[str]
    """Stems of its own words, and of those of its headings and title."""
    own: frozenset[str]
    terms: tuple[Term, ...]
    path: tuple[str, ...] = ()
    """The headings above, and the name of the table."""
    is_apart: bool = False
    """Whether other sentences stand between its two."""
    rows: int = 0
    """How many of its parts are rows of tables."""
    is_list: bool = False
    """Whether it is a list of items, of which any may be worked with."""

    @property
    def context(self) -> str:
        """Its text with its headings and the names of its document."""
        return " ".join((self.text, *self.path, self.document.title, self.document.source))


def stretches_of(
    evidence: Evidence, grids: Sequence[Grid] = (), ranks: Sequence[int] = ()
) -> Iterator[Stretch]:
    """Every sentence or row with a number, alone and with another that may hold the other number.

    `ranks` has for each of the tables the rank of the passage that it was reached by.
    """
    seen: set[tuple[str, int, int]] = set()
    units = [unit for ranked in evidence.ranked[:PASSAGES] for unit in _units(evidence, ranked)]
    yield from _lists(units)
    for grid, rank in zip(grids[:MOST_TABLES], ranks[:MOST_TABLES], strict=True):
        units += _row_units(evidence, grid, evidence.ranked[rank - 1])
    pairs = [*((unit,) for unit in units), *pairwise(units), *_best_pairs(units)]
    for chosen in pairs:
        several = sorted(chosen, key=lambda unit: unit.span.start)
        spans = [unit.span for unit in several]
        mark = (several[0].document.document_id, spans[0].start, spans[-1].end)
        if _go_together(several) and mark not in seen and len(set(spans)) == len(spans):
            seen.add(mark)
            yield from _stretch(several)


def _go_together(units: Sequence["_Unit"]) -> bool:
    """Whether they stand in one document, and those that are rows in one table."""
    documents = {unit.document.document_id for unit in units}
    tables = {unit.table for unit in units if unit.table is not None}
    return len(documents) == 1 and len(tables) < 2


def _lists(units: Sequence["_Unit"]) -> Iterator[Stretch]:
    """The lists with a number in three items or more, each as a whole."""
    items: dict[tuple[str, Span], dict[Span, _Unit]] = {}
    for unit in units:
        at = unit.document.block_at(unit.span.start)
        block = unit.document.blocks[at] if at >= 0 and unit.terms else None
        if isinstance(block, BulletList):
            of_list = items.setdefault((unit.document.document_id, block.span), {})
            of_list.setdefault(unit.span, unit)
    for of_list in items.values():
        if len(of_list) > 2:
            several = [of_list[span] for span in sorted(of_list)]
            yield from (replace(stretch, is_list=True) for stretch in _stretch(several))


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, an item of a list or a row of a table in a passage."""

    document: Document
    span: Span
    text: str
    """As it stands; of a row with the names of its columns."""
    terms: tuple[Term, ...]
    """At their places in the document."""
    table: Span | None
    rank: int
    score: float
    coverage: float
    """The weight of the question's words that it holds."""


def _units(evidence: Evidence, ranked: Ranked) -> Iterator[_Unit]:
    document = evidence.document(ranked.passage.document_id)
    for span in units_of(document, ranked.passage.span):
        text = document.quote(span)
        terms = tuple(replace(t, span=shifted(t.span, span.start)) for t in terms_in(text))
        yield _unit(evidence, ranked, span, text, terms, None)


def _unit(
    evidence: Evidence,
    ranked: Ranked,
    span: Span,
    text: str,
    terms: tuple[Term, ...],
    table: Span | None,
) -> _Unit:
    document, held = evidence.document(ranked.passage.document_id), stems(text)
    coverage = sum(w for term, w in evidence.term_weights.items() if term in held)
    return _Unit(document, span, text, terms, table, ranked.rank, ranked.score, coverage)


def _row_units(evidence: Evidence, grid: Grid, ranked: Ranked) -> list[_Unit]:
    """The rows of a table that hold most of the question's words."""
    if grid.width > MOST_COLUMNS or len(grid.rows) > MOST_ROWS_SEEN:
        return []
    over = " ".join(name.text for name in grid.names if name is not None)
    found = []
    for row, cells in enumerate(grid.rows):
        spans = [cell.span for cell in cells if cell is not None]
        terms = tuple(_cell_terms(grid, row))
        if terms:
            text = " ".join((over, *(cell.text for cell in cells if cell is not None)))
            start, end = min(s.start for s in spans), max(s.end for s in spans)
            found.append(_unit(evidence, ranked, Span(start, end), text, terms, grid.table.span))
    found.sort(key=lambda unit: (-unit.coverage, unit.span.start))
    return sorted(found[:MOST_ROWS], key=lambda unit: unit.span.start)


def _cell_terms(grid: Grid, row: int) -> Iterator[Term]:
    """The numbers and dates of a row, each among the words of its row and column."""
    for column in range(grid.width):
        cell = grid.cell(row, column)
        if cell is None or column == grid.key_column or grid.is_rank(column):
            continue
        name, amount = grid.name_of(row, column), cell.value.amount
        around = frozenset(stems(f"{name.row or ''} {name.column or ''}"))
        if grid.kinds[column] is Kind.NUMBER and amount is not None:
            unit = unit_beside(grid, (row, column)) or ""
            dimension = "%" if amount.unit == "%" else min(grid.dimensions(column), default="")
            yield Term(
                cell.span, cell.text, 0, around, amount, dimension, unit,
                cell=name, column=column,
            )  # fmt: skip
        elif grid.kinds[column] is Kind.DATE:
            dated = (term for term in terms_in(cell.text) if term.iso)
            for term in islice(dated, 1):
                span = shifted(term.span, cell.span.start)
                if grid.document.quote(span) == term.text:
                    yield replace(term, span=span, around=around, cell=name, column=column)


def _best_pairs(units: Sequence[_Unit]) -> Iterator[tuple[_Unit, _Unit]]:
    """Pairs of the units with a number that hold most of the question's words."""
    telling = [unit for unit in units if unit.coverage > 0]
    telling.sort(key=lambda unit: (-unit.coverage, unit.rank))
    numbered = (unit for unit in telling if unit.terms)
    yield from combinations(list(islice(numbered, MOST_PAIRED)), 2)


def units_of(document: Document, within: Span) -> list[Span]:
    """The sentences, and the items of lists, that a stretch of a document touches."""
    found: list[Span] = []
    for block in document.blocks_over(within):
        if isinstance(block, Table):
            continue
        spans = block.items if isinstance(block, BulletList) else (block.span,)
        for span in spans:
            if span.overlaps(within):
                found += sentence_spans(document.text, span)
    return [span for span in found if span.overlaps(within)]


def _stretch(units: Sequence[_Unit]) -> Iterator[Stretch]:
    document = units[0].document
    sentences = tuple(unit.span for unit in units)
    terms = tuple(
        replace(term, sentence=at) for at, unit in enumerate(units) for term in unit.terms
    )
    held = {term.sentence for term in terms}
    if not terms or len(terms) > MOST_NUMBERS or len(held) < len(sentences):
        return
    text = " ".join(unit.text for unit in units)
    block = next(iter(document.blocks_over(sentences[0])), None)
    path = block.path if block is not None else ()
    if isinstance(block, Table) and block.caption is not None:
        path = (*path, document.quote(block.caption))
    own = frozenset(stems(text))
    words = own | frozenset(stems(" ".join((document.title or "", *path))))
    is_apart = len(units) > 1 and sentences[1].start - sentences[0].end > NEAR_CHARS
    yield Stretch(
        document, min(unit.rank for unit in units), max(unit.score for unit in units),
        sentences, text, words, own, terms, path, is_apart,
        sum(unit.table is not None for unit in units),
    )  # fmt: skip


def shifted(span: Span, by: int) -> Span:
    """The span further on in a text."""
    return Span(span.start + by, span.end + by)


@lru_cache(maxsize=2048)
def terms_in(text: str) -> tuple[Term, ...]:
    """The amounts and dates of a sentence, in order.

    >>> [term.text for term in terms_in("Of 38 people, eleven left in 1919.")]
    ['38', 'eleven', '1919']
    >>> [term.text for term in terms_in("It fell from £9 million in 1990 to £7 million.")]
    ['£9 million', '1990', '£7 million']
    >>> terms_in("It took 5 hours 40 minutes.")[0].amount.value
    340.0
    """
    moments = moments_in(text)
    found = [
        _date(text, each.start, each.end, each.moments[0].iso)
        for each in moments
        if each.moments[0].has_year
    ]
    taken = [(each.start, each.end) for each in moments]
    for each in amounts_in(text):
        if (whole := _compound(text, each)) is not None:
            found.append(whole)
            continue
        for start, end in _numbers(text, each, taken):
            term = _amount(text, start, end, each)
            if term is not None:
                found.append(term)
    return tuple(sorted(found, key=lambda term: term.span.start))


def _date(text: str, start: int, end: int, iso: str) -> Term:
    return Term(Span(start, end), text[start:end], 0, _around(text, start, end), None, iso=iso)


def _compound(text: str, each: FoundAmount) -> Term | None:
    """A length of time told in two units, as so many of the smaller: "5 hours 40 minutes"."""
    amount, written = each.amount, text[each.start : each.end]
    if amount.dimension != "time" or amount.hedge or not _TWO_UNITS.fullmatch(written):
        return None
    read = Amount(float(round(amount.number)), unit=f"{amount.unit}s", space=" ")
    around = _around(text, each.start, each.end)
    span = Span(each.start, each.end)
    return Term(span, written, 0, around, read, amount.dimension, amount.unit, amount.noun)


def _numbers(
    text: str, each: FoundAmount, taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Where an amount writes its number, or its two, without hedges and dates."""
    end_at = min((first for first, _ in taken if each.start < first < each.end), default=each.end)
    for numeral in numerals_in(text[each.start : end_at]):
        start = each.start + numeral.start
        end = each.start + numeral.start + len(text[start : each.start + numeral.end].rstrip(" .,"))
        if any(first < end and start < last for first, last in taken):
            continue
        before = _CURRENCY.search(text, max(0, start - 5), start)
        start = before.start() if before is not None else start
        unit = _UNIT_AFTER.match(text, end, max(end, end_at))
        yield start, (unit.end() if unit is not None and each.amount.dimension else end)


def _amount(text: str, start: int, end: int, each: FoundAmount) -> Term | None:
    written, amount = text[start:end], each.amount
    is_pronoun = written.casefold() == "one" and _THE_ONE.search(text, 0, start)
    is_label = is_pronoun or _LABEL.search(text, 0, start) or _RIGHT_OF_LABEL.match(text[end:])
    is_bare = not amount.dimension and not amount.noun
    marker = _MARKER.match(text)
    if (is_bare and (is_label or _YEAR.match(written))) or (marker and end <= marker.end()):
        return None
    read = parse_amount(written) or Amount(amount.number)
    if read.magnitude != 1.0 and abs(read.value - amount.number) > 1e-6 * abs(read.value):
        read = replace(read, value=amount.number, magnitude=1.0, magnitude_word="")
    around = _around(text, start, end)
    span = Span(start, end)
    return Term(span, written, 0, around, read, amount.dimension, amount.unit, amount.noun)


def _around(text: str, start: int, end: int) -> frozenset[str]:
    """The stems of the words beside a number, as far as the nearest other clause or number.

    What stands between two numbers goes with the first: "6 engineers and 5 stewards".
    """
    before = _CLAUSE.split(text[max(0, start - LOCAL_CHARS) : start])[-1]
    after = _CLAUSE.split(text[end : end + LOCAL_CHARS])[0]
    own = "" if _COUNT.search(before) else before
    return frozenset(stems(f"{own} {_COUNT.split(after)[0]}"))
