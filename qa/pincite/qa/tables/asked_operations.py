"""How likely a question asks for each operation, by its words: a fitted model."""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pincite.qa.network import softmax
from pincite.qa.parsed_question import parse_question
from pincite.qa.tables.operations import Operation, cues_in, hints_in
from pincite.qa.tables.tokens import tokens_of
from pincite.qa.values.numerals import numerals_in

WEIGHTS = Path(__file__).parent / "asked_operations.json"
EXTREME, TIME = "extreme", "time between"
CLASSES: tuple[Operation | str, ...] = (
    Operation.VALUE, Operation.DIFFERENCE, Operation.SUM, Operation.RATIO, Operation.SHARE,
    Operation.CHANGE, Operation.PRODUCT, Operation.AVERAGE, Operation.COUNT, EXTREME, TIME,
)  # fmt: skip
"""What may be asked for: a value that stands in the text, an operation, the place of the largest,
smallest, first or last of several, the time between two dates."""
WORKED = (
    Operation.DIFFERENCE, Operation.SUM, Operation.RATIO, Operation.SHARE, Operation.CHANGE,
    Operation.PRODUCT, Operation.AVERAGE,
)  # fmt: skip
"""Operations that give a number which stands nowhere."""
FOR_EACH = (Operation.RATIO, Operation.AVERAGE)
"""What so much for each of so many is asked for as."""
_NUMBER = re.compile(r"\d[\d,.]*")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|#")


@dataclass(frozen=True, eq=False)
class OperationModel:
    """A softmax over CLASSES by the words of a question."""

    weights: Mapping[str, Sequence[float]]
    """For each word, pair of words or cue one weight a class."""
    bias: NDArray[np.float64]

    def shares(self, text: str) -> Mapping[str, float]:
        """For each class how likely it is asked for, 0..1."""
        known = (self.weights[name] for name in sorted(word_features(text) & self.weights.keys()))
        logits = np.array([self.bias, *known]).sum(axis=0)
        return dict(zip(map(str, CLASSES), softmax(logits).tolist(), strict=True))


def word_features(text: str) -> frozenset[str]:
    """The words of a question, its pairs of neighbours, and what rules find in it.

    >>> sorted(word_features("Cost of 3 kg?"))[3:]
    ['cost', 'cost of', 'kg', 'kg $', 'number: money', 'of', 'of #', 'type: money']
    """
    words = _WORD.findall(_NUMBER.sub("#", text.casefold()))
    pairs = (f"{one} {other}" for one, other in zip(["^", *words], [*words, "$"], strict=True))
    return frozenset((*words, *pairs, *_found_by_rules(text)))


def _found_by_rules(text: str) -> Iterator[str]:
    kind = parse_question(text).answer_type
    yield f"type: {kind}"
    numbers = [numeral for numeral in numerals_in(text) if not _YEAR.match(text, numeral.start)]
    if numbers:
        yield f"number: {kind}"
    if len(numbers) > 1:
        yield f"numbers: {kind}"
    for operation in cues_in(text, tokens_of(text), frozenset()):
        yield f"cue: {operation}"
    for operation in hints_in(text):
        yield f"hint: {operation}"


@lru_cache(maxsize=1)
def load_operation_model(path: Path = WEIGHTS) -> OperationModel:
    """The model of the weights file."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return OperationModel(content["features"], np.array(content["bias"]))


@lru_cache(maxsize=512)
def asked_operations(text: str) -> Mapping[str, float]:
    """For each of CLASSES how likely the question asks for it."""
    return load_operation_model().shares(text)


def likely_operations(text: str, least: float) -> frozenset[Operation]:
    """The operations on numbers that are asked for with a probability of `least` or more."""
    shares = asked_operations(text)
    return frozenset(each for each in WORKED if shares[each] >= least)


def likelihood(
    text: str, operation: Operation, *, is_time: bool = False, has_unit: bool = False
) -> float:
    """The logarithm of how likely a question asks for an operation; `is_time` between two dates.

    A ratio that has a unit is so much for each, which is asked for as an average, too.
    """
    if has_unit and operation is Operation.RATIO:
        return max(likelihood(text, each, is_time=is_time) for each in FOR_EACH)
    shares = asked_operations(text)
    name = TIME if is_time else operation if operation in shares else EXTREME
    return math.log(max(1e-4, shares[name]))


def likelihoods(text: str, operation: Operation) -> dict[str, float]:
    """The likelihood of an operation, and beside it that of a quote where it is another."""
    found = {"likelihood": likelihood(text, operation)}
    if operation is not Operation.VALUE:
        found["likelihood of value"] = likelihood(text, Operation.VALUE)
    return found
