"""How likely a value worked out of a text is what was asked for: features and fitted weights."""

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pincite.qa.evidence import Evidence
from pincite.qa.network import Network, read_network
from pincite.qa.tables.asked_operations import likelihood
from pincite.qa.tables.operations import Operation
from pincite.qa.tables.prose.combining import Worked
from pincite.qa.tables.prose.gathering import Stretch
from pincite.qa.tables.table_question import TableQuestion
from pincite.qa.words import stem, stems

WEIGHTS = Path(__file__).parent / "weights.json"
NONE = "none of them"
_KINDS = (
    Operation.SUM, Operation.DIFFERENCE, Operation.SHARE, Operation.RATIO, Operation.CHANGE,
    Operation.PRODUCT,
)  # fmt: skip
PROSE_FEATURES = (
    *(f"is {kind}" for kind in _KINDS), "time", "cued", "whole", "backward",
    "log rank", "score", "coverage", "own coverage", "missing rarest", "missing years",
    "two sentences", "apart", "others", "between", "words between", "local", "local least",
    "local of all", "local alone", "noun asked", "unit asked", "unit unlike", "operand asked",
    "moves", "of which", "joined", "items", "pairs", "bare", "same noun",
    "likelihood", "likelihood of value", "number of question", "row", "rows", "unlike", "list",
    "clock", "sitting",
)  # fmt: skip
_MOVES = re.compile(r"\b(?:from|to|against|compared|than|before|up|down)\b", re.IGNORECASE)
_OF_WHICH = re.compile(r"\b(?:of (?:which|those|these|them|whom)|out of|of the)\b", re.IGNORECASE)
_JOINED = re.compile(r"^[^.;]*(?:,|\band\b|\bplus\b)[^.;]*$", re.IGNORECASE)
_MONEY = re.compile(r"[£€$]|\b(?:pounds?|euros?|dollars?|money|cost|price|pay|cash|bill)\b", re.I)
_PER_CENT = re.compile(r"\bper ?cent|%|\bpercent", re.IGNORECASE)


@lru_cache(maxsize=1)
def load_prose_model(path: Path = WEIGHTS) -> Network:
    """The network of the weights file, over PROSE_FEATURES and "none of them" beside them."""
    return read_network(path, (*PROSE_FEATURES, NONE))


def prose_features(
    evidence: Evidence, asked: TableQuestion, found: Sequence[Worked]
) -> NDArray[np.float64]:
    """The features of each value, shape (values, PROSE_FEATURES)."""
    rows = []
    for _, of_stretch in groupby(found, key=lambda worked: id(worked.stretch)):
        several = list(of_stretch)
        around = _of_stretch(evidence, asked, several[0].stretch)
        rows += [_of_value(evidence, asked, worked, around) for worked in several]
    return np.array(rows, np.float64).reshape(len(rows), len(PROSE_FEATURES))


def _of_value(
    evidence: Evidence, asked: TableQuestion, worked: Worked, around: Mapping[str, float]
) -> list[float]:
    found = {
        f"is {worked.operation}": 1.0,
        "time": float(worked.terms[0].is_time),
        "clock": float(worked.terms[0].minutes is not None),
        "cued": float(worked.is_cued),
        "whole": float(worked.is_whole),
        "backward": float(not worked.is_forward),
        **_of_operation(asked, worked),
        **around,
        **_of_terms(evidence, asked, worked),
        **_between(worked),
    }
    return [float(found.get(name, 0.0)) for name in PROSE_FEATURES]


def _of_operation(asked: TableQuestion, worked: Worked) -> Mapping[str, float]:
    kinds = {(term.dimension, term.unit) for term in worked.terms}
    is_time, has_unit = worked.terms[0].is_time, worked.unit is not None
    return {
        "likelihood": likelihood(asked.text, worked.operation, is_time=is_time, has_unit=has_unit),
        "likelihood of value": likelihood(asked.text, Operation.VALUE),
        "number of question": float(worked.asked is not None),
        "row": float(worked.stretch.rows == 1),
        "rows": float(worked.stretch.rows == 2),
        "unlike": float(len(kinds) > 1),
        "list": float(worked.stretch.is_list),
        "sitting": float(worked.stretch.is_sitting),
    }


def _of_stretch(evidence: Evidence, asked: TableQuestion, stretch: Stretch) -> Mapping[str, float]:
    weights = evidence.term_weights
    total = sum(weights.values()) or 1.0
    missing = [weight for term, weight in weights.items() if term not in stretch.words]
    years = [token.text for token in asked.tokens if token.is_year]
    return {
        "log rank": math.log(stretch.rank),
        "score": stretch.score,
        "coverage": 1 - sum(missing) / total,
        "own coverage": sum(w for t, w in weights.items() if t in stretch.own) / total,
        "missing rarest": max(missing, default=0.0),
        "missing years": float(any(year not in stretch.context for year in years)),
        "two sentences": float(len(stretch.sentences) > 1),
        "apart": float(stretch.is_apart),
    }


def _of_terms(evidence: Evidence, asked: TableQuestion, worked: Worked) -> Mapping[str, float]:
    terms, weights = worked.terms, evidence.term_weights
    said = stems(asked.text)
    arounds = [term.around for term in terms]
    local = [_weight(weights, around) for around in arounds]
    total = sum(weights.values()) or 1.0
    units = {term.unit for term in terms if term.unit}
    nouns = {term.noun for term in terms if term.noun}
    kin = [
        term
        for term in worked.stretch.terms
        if term.is_time == terms[0].is_time and term not in terms
    ]
    dimension = next((term.dimension for term in terms if term.dimension), "")
    return {
        "others": math.log1p(len(kin)),
        "local": sum(local) / total,
        "local least": min(local) / total,
        "local of all": _weight(weights, frozenset().union(*arounds)) / total,
        "local alone": min(_alone(weights, arounds, at) for at in range(len(terms))) / total,
        "noun asked": len(nouns & said) / len(nouns) if nouns else 0.0,
        "same noun": float(len(nouns) == 1 and len(terms) > 1),
        "unit asked": float(any(stem(unit.casefold()) in said for unit in units)),
        "unit unlike": float(_is_unlike(asked.text, dimension, worked.operation)),
        "operand asked": float(any(term.text in asked.text for term in terms)),
        "items": float(abs(_named_things(asked.text) - len(terms))),
        "pairs": math.log(len(terms)),
        "bare": float(not dimension and not nouns and not terms[0].is_time),
    }


def _weight(weights: Mapping[str, float], words: frozenset[str]) -> float:
    return sum(weights.get(word, 0.0) for word in words)


def _alone(weights: Mapping[str, float], arounds: Sequence[frozenset[str]], at: int) -> float:
    """The weight of what stands beside one number and beside none of the others."""
    others = frozenset().union(*(each for n, each in enumerate(arounds) if n != at))
    return _weight(weights, arounds[at] - others)


def _is_unlike(text: str, dimension: str, operation: Operation) -> bool:
    """Whether money is asked for and something else worked out, or the other way round."""
    if operation in (Operation.SHARE, Operation.RATIO, Operation.CHANGE):
        return dimension == "%"
    if dimension == "%":
        return _PER_CENT.search(text) is None
    return bool(_MONEY.search(text)) != (dimension == "money")


@lru_cache(maxsize=512)
def _named_things(text: str) -> int:
    """How many things a question sets beside one another: commas and "and" part them."""
    return 1 + len(re.findall(r",(?! and)|\band\b|\bthan\b|\bplus\b", text))


def _between(worked: Worked) -> Mapping[str, float]:
    stretch, terms = worked.stretch, worked.terms
    first, last = terms[0].span, terms[-1].span
    text = "" if stretch.is_apart else stretch.document.text[first.end : last.start]
    lead = stretch.document.text[max(0, first.start - 12) : first.start]
    return {
        "between": math.log1p(len(text)) / 5,
        "words between": math.log1p(len(text.split())),
        "moves": float(bool(_MOVES.search(text) or re.search(r"\bfrom\W*$", lead))),
        "of which": float(bool(_OF_WHICH.search(text) or re.search(r"\bof\W*$", lead, re.I))),
        "joined": float(bool(_JOINED.match(text))),
    }
