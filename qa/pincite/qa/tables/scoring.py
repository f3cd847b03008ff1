"""How likely a candidate is right: the features of the two models of table_model."""

import math
import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pincite.qa.answer_types import type_agreement
from pincite.qa.parsed_question import AnswerType
from pincite.qa.tables.asked_operations import likelihoods
from pincite.qa.tables.candidates import Candidate
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.matching import KNOWN, Links
from pincite.qa.tables.near_features import NEAR_FEATURES, near_features
from pincite.qa.tables.selection import By
from pincite.qa.tables.table_question import Operation
from pincite.qa.tables.tokens import keys_of, number_key
from pincite.qa.tables.values import Kind
from pincite.qa.tables.wanted_features import WANTED_FEATURES, wanted_features
from pincite.qa.values.clocks import times_of_day

_EXTREMES = (Operation.LARGEST, Operation.SMALLEST)
_OF_ROWS = (*_EXTREMES, Operation.FIRST, Operation.LAST)
"""What names a row: "which maker sold most" asks for one whatever the rows are called."""
_OF_ONE_ROW = (By.WORDS, By.MEANING, By.DURING, By.WITHIN)
_CELLS = (
    Operation.VALUE, Operation.LARGEST, Operation.SMALLEST, Operation.FIRST, Operation.LAST,
    Operation.NEXT, Operation.PREVIOUS,
)  # fmt: skip

RANK_FEATURES = (
    *(f"is {operation}" for operation in Operation),
    *(f"unused {operation}" for operation in Operation if operation is not Operation.VALUE),
    *(f"value unused {operation}" for operation in Operation if operation is not Operation.VALUE),
    *(f"by {by}" for by in By),
    *(f"{name} by {by}" for name in ("count", "extreme", "order", "worked out") for by in By),
    "turned value", "turned value number", "value wanted measure", "thing wanted measure",
    "value wanted key", "thing wanted key",
    "coverage", "missing rarest", "missing number", "missing count", "missing name",
    "all missing", "missing elsewhere", "only numbers", "context only", "inexact",
    "row score", "row margin", "row behind", "key coverage", "cell coverage", "key share", "rows",
    "column share", "column best", "column coverage", "column asked", "column focus", "column key",
    "column agrees", "column disagrees", "column used", "column number for count", "column rank",
    "measure share", "measure best", "measure coverage", "measure focus", "measure alone",
    "measure is answer", "measure total", "bound column share", "tied", "by date", "turned",
    "total row",
    "extreme of year", "answer in question", "first column", "cue words", "in named column",
    "phrase", "count of one", "hinted", "measure fits", "measure strange", "column fits",
    "column strange", "group coverage", "of whole table", "time between", "asks for time",
    "number for time", "contrast", "measure sums", "pair covered", "of average",
    "likelihood", "likelihood of value", *WANTED_FEATURES, *NEAR_FEATURES,
)  # fmt: skip
_OF_ALL = re.compile(rf"\b(?:of|{KNOWN})\s+$", re.IGNORECASE)
_MEANS = keys_of("average avg mean median rate per")
_INDEX = {name: at for at, name in enumerate(RANK_FEATURES)}
SURE_FEATURES = (
    "score", "share", "behind", "coverage", "missing rarest", "missing number", "missing count",
    "missing name", "all missing", "missing elsewhere", "only numbers", "phrase", "by words",
    "cell coverage", "in named column", "column share", "column coverage", "key coverage",
    "row behind", "tied", "inexact", "is value", "is extreme", "is order", "is count",
    "is worked out", "agrees", "disagrees", "row near", "row nearest", "table near",
    "column near", "measure near", "likelihood", "likelihood of value",
)  # fmt: skip

Vector = NDArray[np.float64]


def covered_tokens(candidate: Candidate) -> frozenset[int]:
    """The question's words that a candidate accounts for, the words around the table aside."""
    links = candidate.links
    covered = candidate.selection.tokens | links.asked.cues.get(candidate.operation, frozenset())
    for column in (
        candidate.column, candidate.measure, candidate.selection.bound_column, candidate.beside,
    ):  # fmt: skip
        if column is not None:
            covered |= links.header[column]
            if links.asks_for[column]:
                covered |= links.asking(column)
    if candidate.operation is Operation.VALUE and candidate.selection.by in _OF_ONE_ROW:
        row = candidate.cells[0][0]
        held = links.rows.get(row, {})
        covered |= frozenset(held)
        covered |= links.named_beside(row, candidate.selection.tokens)
        if row in links.grid.total_rows:
            covered |= links.asked.cues.get(Operation.SUM, frozenset())
    if candidate.operation in _OF_ROWS and candidate.column == links.grid.key_column:
        covered |= links.asked.focus
    if candidate.measure is not None and _sums_up(links.grid, candidate.measure):
        covered |= links.asked.cues.get(Operation.SUM, frozenset())
    if candidate.selection.by in (By.ALL, By.CONTRAST, By.BOUND):
        covered |= _how_many_there_are(links)
    return covered


def _how_many_there_are(links: Links) -> frozenset[int]:
    """The token that says how many rows there are in all: "of the five routes"."""
    own, text = number_key(len(links.grid.items)), links.asked.text
    return frozenset(
        at
        for at, token in enumerate(links.asked.tokens)
        if token.key == own and _OF_ALL.search(text[: token.start])
    )


def _sums_up(grid: Grid, column: int) -> bool:
    """Whether a column of a turned table is the total row of the table as written."""
    return grid.base is not None and column > 0 and column - 1 in grid.base.total_rows


def missing_year(candidate: Candidate) -> bool:
    """Whether the question names a year that the candidate's rows and columns do not."""
    links = candidate.links
    covered = covered_tokens(candidate)
    return any(
        links.asked.tokens[at].is_year
        and at not in covered
        and (links.has_years or at not in links.once(_told_around))
        for at in links.asked.content
    )


def _told_around(links: Links) -> frozenset[int]:
    """The tokens around a table; of one that a sentence tells also years anywhere in the text."""
    if not links.grid.is_told:
        return links.context
    text, tokens = links.grid.document.text, links.asked.tokens
    years = (at for at in links.asked.content if tokens[at].is_year)
    return links.context | {at for at in years if tokens[at].text in text}


def missing_name(candidate: Candidate) -> bool:
    """Whether the question has a name that neither the candidate nor what stands around bears."""
    links = candidate.links
    covered = covered_tokens(candidate)
    return any(
        links.is_name(at) and at not in covered and at not in links.context
        for at in links.asked.content
    )


def rank_features(candidate: Candidate) -> Vector:
    """The features of RANK_FEATURES, in order."""
    vector = np.zeros(len(RANK_FEATURES))
    found: dict[str, float] = {
        f"is {candidate.operation}": 1.0,
        f"by {candidate.selection.by}": 1.0,
    }
    covered = covered_tokens(candidate)
    _add_cues(found, candidate, covered)
    _add_coverage(found, candidate.links, covered)
    _add_rows(found, candidate)
    if candidate.column is not None:
        _add_column(found, candidate, candidate.column)
    if candidate.measure is not None:
        _add_measure(found, candidate, candidate.measure)
    if candidate.selection.by is By.ALL:
        found["all missing"] = found["missing rarest"]
    found["count of one"] = float(candidate.text == "1" and candidate.operation is Operation.COUNT)
    found["tied"] = float(candidate.is_tied)
    found["by date"] = float(candidate.by_date)
    found.update(wanted_features(candidate))
    found["turned"] = float(candidate.links.grid.is_turned)
    found[f"{_class_of(candidate.operation)} by {candidate.selection.by}"] = 1.0
    _add_wanted(found, candidate)
    _add_kind(found, candidate)
    found.update(near_features(candidate))
    for name, value in found.items():
        if name in _INDEX:
            vector[_INDEX[name]] = value
    return vector


def _add_kind(found: dict[str, float], candidate: Candidate) -> None:
    """Whether measure and answer are of the kind that the question's words measure."""
    links, operation = candidate.links, candidate.operation
    grid = links.grid
    found["hinted"] = float(operation is not Operation.VALUE and operation not in links.asked.cues)
    found.update(likelihoods(links.asked.text, operation))
    found["contrast"] = float(candidate.selection.by is By.CONTRAST or candidate.beside is not None)
    wanted = links.dimensions_asked
    for name, column in (("measure", candidate.measure), ("column", candidate.column)):
        if column is None or not wanted or grid.is_turned:
            continue
        dimensions = grid.dimensions(column)
        found[f"{name} fits"] = float(bool(dimensions & wanted))
        found[f"{name} strange"] = float(bool(dimensions) and not dimensions & wanted)
    if candidate.measure is not None:
        is_time = operation not in _CELLS and _tells_time(candidate, candidate.measure)
        found["time between"] = float(is_time)
        found["number for time"] = float(
            links.asked.time_unit is not None and operation is Operation.DIFFERENCE and not is_time
        )
        found["measure sums"] = float(_sums_up(grid, candidate.measure))
    found["asks for time"] = float(
        links.asked.time_unit is not None and operation is not Operation.DIFFERENCE
    )
    _add_groups(found, candidate)


def _tells_time(candidate: Candidate, column: int) -> bool:
    """Whether it is worked out from dates or times of day."""
    grid = candidate.links.grid
    if grid.kinds[column] is Kind.DATE:
        return True
    text = grid.text(candidate.cells[-1][0], column)
    return candidate.operation is Operation.DIFFERENCE and bool(times_of_day(text))


def _add_groups(found: dict[str, float], candidate: Candidate) -> None:
    """How well the selected rows are a group: all that hold the same words in one column."""
    links, selection = candidate.links, candidate.selection
    items = len(links.grid.rows) - len(links.grid.total_rows)
    found["of whole table"] = float(len(selection.rows) >= max(2, items))
    if selection.by is not By.WORDS or len(selection.rows) < 2:
        return
    shared: set[int] = set(range(links.grid.width))
    for row in selection.rows:
        shared &= {c for c in shared if links.cell_coverage(row, c) == 1.0}
    found["group coverage"] = float(bool(shared))


def _class_of(operation: Operation) -> str:
    if operation in _EXTREMES:
        return "extreme"
    if operation in (Operation.FIRST, Operation.LAST):
        return "order"
    if operation is Operation.COUNT:
        return "count"
    return "value" if operation in _CELLS else "worked out"


def _add_wanted(found: dict[str, float], candidate: Candidate) -> None:
    """Whether a number is wanted, or the thing that has it; and which of them answers."""
    links = candidate.links
    wanted = "value" if links.asked.wants_value else "thing"
    if candidate.column is not None and candidate.measure == candidate.column:
        found[f"{wanted} wanted measure"] = 1.0
    elif candidate.column == links.grid.key_column:
        found[f"{wanted} wanted key"] = 1.0
    if links.grid.is_turned and candidate.operation is Operation.VALUE:
        found["turned value"] = 1.0
        found["turned value number"] = float(links.asked.wants_value)


def _add_cues(found: dict[str, float], candidate: Candidate, covered: frozenset[int]) -> None:
    links = candidate.links
    found["cue words"] = len(links.asked.cues.get(candidate.operation, ())) / 3
    for operation, tokens in links.asked.cues.items():
        if operation is candidate.operation:
            continue
        if tokens <= covered and any(not links.asked.tokens[at].is_stop for at in tokens):
            continue
        found[f"unused {operation}"] = 1.0
        if candidate.operation is Operation.VALUE:
            found[f"value unused {operation}"] = 1.0


def _add_coverage(found: dict[str, float], links: Links, covered: frozenset[int]) -> None:
    content = [at for at in links.asked.content if at not in links.plain_cues or at in covered]
    total = links.total(content) or 1.0
    beside = [at for at in content if at not in covered and at in links.context]
    missing = [at for at in content if at not in covered and at not in links.context]
    found["coverage"] = 1.0 - links.total(missing) / total
    heaviest = links.heaviest
    found["missing rarest"] = max((links.weight(at) for at in missing), default=0.0) / heaviest
    away = [links.weight(at) for at in missing if at in links.elsewhere]
    found["missing elsewhere"] = max(away, default=0.0) / heaviest
    found["missing number"] = float(any(links.asked.tokens[at].is_number for at in missing))
    found["missing count"] = math.log1p(len(missing))
    found["missing name"] = float(any(links.is_name(at) for at in missing))
    found["context only"] = links.total(beside) / total
    inexact = [at for at in content if at in covered and at in links.keys and links.keys[at][1] < 1]
    found["inexact"] = links.total(inexact) / total


def _add_rows(found: dict[str, float], candidate: Candidate) -> None:
    links, selection = candidate.links, candidate.selection
    grid = links.grid
    is_looked_up = candidate.operation is Operation.VALUE
    row = candidate.cells[0][0] if is_looked_up else selection.rows[0]
    total = links.whole
    found["row score"] = selection.score / total
    found["row margin"] = max(0.0, selection.margin) / total
    found["row behind"] = min(0.0, selection.margin) / total if selection.by is By.WORDS else 0.0
    found["rows"] = math.log(len(selection.rows))
    found["total row"] = float(row in grid.total_rows)
    is_near = selection.by in (By.MEANING, By.WITHIN)
    if selection.by is By.WORDS or (is_near and links.rows.get(row)):
        columns = {
            c for at in selection.tokens for c in links.rows.get(row, {}).get(at, ()) if c >= 0
        }
        coverage = {column: links.cell_coverage(row, column) for column in columns}
        found["key coverage"] = coverage.get(grid.key_column, 0.0)
        found["cell coverage"] = max(coverage.values(), default=0.0)
        in_key = [at for at in selection.tokens if grid.key_column in links.rows[row].get(at, ())]
        tokens = [links.asked.tokens[at] for at in selection.tokens]
        found["only numbers"] = float(all(token.is_number for token in tokens))
        found["phrase"] = float(any(links.has_phrase(row, column) for column in columns))
        named = links.named_beside(row, selection.tokens)
        found["in named column"] = links.total(named) / total
        found["key share"] = links.total(in_key) / (links.total(selection.tokens) or 1.0)
    if selection.bound_column is not None:
        found["bound column share"] = links.total(links.header[selection.bound_column]) / total


def _add_column(found: dict[str, float], candidate: Candidate, column: int) -> None:
    links, grid = candidate.links, candidate.links.grid
    total = links.whole
    weight = links.total(links.header[column])
    found["column share"] = weight / total
    found["column best"] = float(weight > 0 and weight >= links.best_header)
    found["column coverage"] = links.name_coverage(column)
    found["column asked"] = float(links.asks_for[column])
    found["column focus"] = float(bool(links.header[column] & links.asked.focus))
    found["column key"] = float(column == grid.key_column)
    found["first column"] = float(column == 0)
    found["column rank"] = float(grid.is_rank(column))
    kind = links.asked.answer_type
    agreement = _agreement(kind, candidate.text)
    found["column agrees"] = float(agreement >= 0.9)
    found["column disagrees"] = float(agreement < 0.5)
    counts = kind in (AnswerType.NUMBER, AnswerType.MONEY, AnswerType.PERCENT)
    found["column number for count"] = float(counts and grid.kinds[column] is Kind.NUMBER)
    row = candidate.cells[0][0]
    used = [at for at in candidate.selection.tokens if links.rows.get(row, {}).get(at) == {column}]
    if candidate.selection.by is By.WORDS and candidate.selection.tokens:
        found["column used"] = links.total(used) / (links.total(candidate.selection.tokens) or 1.0)
    cell = grid.cell(*candidate.cells[0])
    if cell is not None:
        own = cell.keys
        found["answer in question"] = len(own & links.known) / len(own) if own else 0.0


@lru_cache(maxsize=8192)
def _agreement(kind: AnswerType, text: str) -> float:
    if kind in (AnswerType.OTHER, AnswerType.REASON, AnswerType.DEFINITION, AnswerType.YES_NO):
        return 0.5
    return type_agreement(kind, text)


def _add_measure(found: dict[str, float], candidate: Candidate, measure: int) -> None:
    links, grid = candidate.links, candidate.links.grid
    total = links.whole
    weight = links.total(links.header[measure])
    found["measure share"] = weight / total
    found["measure best"] = float(weight > 0 and weight >= links.best_header)
    found["measure coverage"] = links.name_coverage(measure)
    found["measure focus"] = float(bool(links.header[measure] & links.asked.focus))
    numeric = sum(kind is Kind.NUMBER for kind in grid.kinds)
    found["measure alone"] = float(numeric == 1)
    found["measure is answer"] = float(measure == candidate.column)
    name = grid.names[measure]
    found["measure total"] = float(name is not None and "total" in name.keys)
    if candidate.selection.by is By.NAMES:
        found["pair covered"] = min(
            links.cell_coverage(row, grid.key_column) for row, _ in candidate.cells
        )
    is_mean = name is not None and bool(name.keys & _MEANS)
    found["of average"] = float(is_mean or "share" in grid.dimensions(measure))
    if candidate.operation in _EXTREMES:
        found["extreme of year"] = float(grid.kinds[measure] is Kind.DATE)


def sure_features(
    features: Vector, score: float, share: float, behind: float, operation: Operation
) -> list[float]:
    """The features of SURE_FEATURES, in order.

    `share` is the candidate's part of the softmax over all of them, `behind` its score less that
    of the best other one that says something else.
    """
    bounded = min(1 - 1e-4, max(1e-4, share))
    named = {
        "score": max(-10.0, min(20.0, score)),
        "share": math.log(bounded / (1 - bounded)),
        "behind": max(-6.0, min(6.0, behind)),
        "is value": float(operation is Operation.VALUE),
        "is extreme": float(operation in _EXTREMES),
        "is order": float(
            operation in (Operation.FIRST, Operation.LAST, Operation.NEXT, Operation.PREVIOUS)
        ),
        "is count": float(operation is Operation.COUNT),
        "is worked out": float(operation not in _CELLS and operation is not Operation.COUNT),
        "agrees": features[_INDEX["column agrees"]],
        "disagrees": features[_INDEX["column disagrees"]],
    }
    return [
        float(named[name]) if name in named else float(features[_INDEX[name]])
        for name in SURE_FEATURES
    ]
