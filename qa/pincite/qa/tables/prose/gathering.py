"""The numbers of what retrieval found, in sentences, lists and rows, each among its words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice, pairwise

from pincite.corpus import BulletList, Document, Span, Table
from pincite.corpus.sentences import sentence_spans
from pincite.qa.evidence import Evidence
from pincite.qa.retrieval import Ranked
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.prose.terms import Term, shifted, terms_in
from pincite.qa.tables.values import Kind
from pincite.qa.tables.working import unit_beside
from pincite.qa.words import stems

PASSAGES = 8
MOST_PAIRED = 6
NEAR_CHARS = 4
MOST_NUMBERS = 12
"""Numbers in a stretch from which it is a table of figures rather than a sentence."""
MOST_ENDINGS, MOST_CHARS = 3, 300_000
"""Ends of an event that a document tells, and how far they are looked for: minutes are short."""
_ENDED_AT = re.compile(
    r"\b(?:closed|ended|finished|concluded|adjourned|dispersed|rose|wound up|(?:was|were) over)\b"
    r"[^.;\d]{0,40}\bat (?=\d{1,2}[.:]\d\d|\d{1,2} ?[ap]\.?m)",
    re.IGNORECASE,
)
MOST_TABLES, MOST_ROWS, MOST_ROWS_SEEN, MOST_COLUMNS = 4, 6, 200, 30
"""Tables and rows of each that are worked with, and sizes from which on a table is not."""


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
    is_sitting: bool = False
    """Whether its sentences tell when an event of its document began and when it ended."""

    @property
    def context(self) -> str:
        """Its text with its headings and the names of its document."""
        return " ".join((self.text, *self.path, self.document.title, self.document.source))


def stretches_of(
    evidence: Evidence,
    grids: Sequence[Grid] = (),
    ranks: Sequence[int] = (),
    *,
    with_sittings: bool = False,
) -> Iterator[Stretch]:
    """Every sentence or row with a number, alone and with another that may hold the other number.

    `ranks` has for each of the tables the rank of the passage that it was reached by; with sittings
    also what tells when the event of a document began and when it ended.
    """
    seen: set[tuple[str, int, int]] = set()
    units = [unit for ranked in evidence.ranked[:PASSAGES] for unit in _units(evidence, ranked)]
    yield from _lists(units)
    if with_sittings:
        yield from _sittings(units)
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


def _sittings(units: Sequence["_Unit"]) -> Iterator[Stretch]:
    """The first sentence of a document that tells a time of day, with those that tell an end.

    Minutes of a meeting open with the one and close with the other.
    """
    first: dict[str, _Unit] = {}
    for unit in sorted(units, key=lambda unit: unit.span.start):
        if any(term.minutes is not None for term in unit.terms):
            first.setdefault(unit.document.document_id, unit)
    for unit in first.values():
        for end in _endings(unit):
            if unit.span.end <= end.span.start:
                yield from (replace(each, is_sitting=True) for each in _stretch((unit, end)))


def _endings(unit: "_Unit") -> Iterator["_Unit"]:
    """The sentences of a unit's document that say when something ended, as units of its rank."""
    document = unit.document
    ended = _ENDED_AT.finditer(document.text, 0, MOST_CHARS)
    for match in islice(ended, MOST_ENDINGS):
        at = document.block_at(match.start())
        spans = sentence_spans(document.text, document.blocks[at].span) if at >= 0 else ()
        for span in spans:
            if span.start <= match.start() < span.end:
                text, terms = _told(document, span)
                yield replace(unit, span=span, text=text, terms=terms)


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
        text, terms = _told(document, span)
        yield _unit(evidence, ranked, span, text, terms, None)


def _told(document: Document, span: Span) -> tuple[str, tuple[Term, ...]]:
    """The words of a stretch, and its numbers and times at their places in the document."""
    text = document.quote(span)
    return text, tuple(replace(t, span=shifted(t.span, span.start)) for t in terms_in(text))


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
