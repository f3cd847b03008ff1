"""Fits which operation the words of a question ask for.

`python -m pincite.qa.training.operations QUESTIONS [QUESTIONS ...]` replaces
qa/tables/asked_operations.json. A .tsv file holds wordings, each behind the name of what it asks
for (SAID). Rows of kind "computed" do not say how their answer is worked out: it is found by trying
what two numbers of the evidence, or one of it and one of the question, give. A row that several
operations fit counts for each in part, one that none fits is left out. Of the many rows that ask
for a quote every fourth counts: whether "the largest hall" stands in the text or has to be found
among several, its words do not say.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pincite.qa.tables.asked_operations import CLASSES, EXTREME, TIME, WEIGHTS, word_features
from pincite.qa.tables.operations import Operation
from pincite.qa.tables.prose.terms import terms_in
from pincite.qa.training.rows import read_json_lines

Matrix = NDArray[np.float32]
SAID = {
    **dict.fromkeys(("max", "min", "nth", "first", "last", "compare"), EXTREME),
    "change": str(Operation.CHANGE),
    "time": TIME,
}
"""What wordings name otherwise than the model does."""
VALUES_KEPT = 4
"""Of so many rows that ask for a quote one counts."""
FEWEST = 3
"""Questions that a word has to stand in."""
MOST_NUMBERS = 45
"""Numbers of the evidence that are tried in twos, the smallest first."""
MOST_SUMMED = 12
"""Numbers of the evidence of which several are tried together."""
RIDGE, ROUNDS, RATE = 1e-4, 300, 0.03
LEAST = 0.1
"""Weights of a word of which none is larger are left out."""
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_COUNTED = re.compile(r"\bhow (?:many|often)\b|\bnumber\b", re.IGNORECASE)
_TIME = re.compile(
    r"\bhow (?:many|much) (?:\w+ )?(?:years|months|weeks|days|hours|minutes)\b|"
    r"\bhow (?:long|old)\b",
    re.IGNORECASE,
)


def operations_of(row: Mapping[str, Any]) -> frozenset[str]:
    """The classes that a row may ask for; empty where none is found.

    >>> asked = {"kind": "computed", "question": "How many are left?", "answers": ["5"]}
    >>> sorted(operations_of({**asked, "evidence": [{"quote": "Of 12 only 7 came."}]}))
    ['difference']
    """
    if row["kind"] != "computed":
        return frozenset({str(Operation.VALUE)})
    answer = next((m[0] for text in row["answers"] if (m := _NUMBER.search(text))), None)
    if answer is None:
        return frozenset({EXTREME})
    found = {str(operation) for operation in _operations(row, answer)}
    question = row["question"]
    if _TIME.search(question) and not found - {Operation.DIFFERENCE, Operation.RATIO}:
        return frozenset({TIME} | (found & {Operation.DIFFERENCE}))
    if not found and _COUNTED.search(question) and _number(answer) < 40:
        return frozenset({str(Operation.COUNT)})
    return frozenset(found)


def _operations(row: Mapping[str, Any], answer: str) -> Iterator[Operation]:
    """The operations by which numbers of the row give the answer."""
    wanted, slack = _number(answer), 0.51 * 10 ** -len(answer.partition(".")[2])
    quotes = [place.get("quote") or "" for place in row.get("evidence", ())]
    told = sorted({number for quote in quotes for number in _numbers(quote)})[:MOST_NUMBERS]
    asked = [number for number in _numbers(row["question"]) if number not in (0, 1)]
    is_share = any("%" in text or "per cent" in text for text in row["answers"])

    def gives(value: float) -> bool:
        return bool(abs(abs(value) - abs(wanted)) <= slack)

    for one, other in permutations(told, 2):
        if is_share and other:
            yield from [Operation.SHARE] * gives(100 * one / other)
            yield from [Operation.CHANGE] * gives(100 * (one - other) / other)
        yield from [Operation.DIFFERENCE] * (one > other and gives(one - other))
        if not is_share:
            yield from [Operation.SUM] * (one < other and gives(one + other))
            yield from [Operation.RATIO] * (other != 0 and gives(one / other))
    if is_share:
        return
    for one in told:
        for other in asked:
            yield from [Operation.PRODUCT] * gives(one * other)
            yield from [Operation.RATIO] * gives(one / other)
    if len(told) <= MOST_SUMMED:
        for size in range(2, 7):
            for several in combinations(told, size):
                yield from [Operation.SUM] * (size > 2 and gives(sum(several)))
                yield from [Operation.AVERAGE] * gives(sum(several) / size)


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _numbers(text: str) -> set[float]:
    """The numbers of a text in digits and words, with and without their magnitudes."""
    found = {_number(match[0]) for match in _NUMBER.finditer(text)}
    amounts = [term.amount for term in terms_in(text) if term.amount is not None]
    found.update(amount.value for amount in amounts)
    return found | {amount.value / amount.magnitude for amount in amounts}


def fit_operations(texts: Sequence[str], wanted: Matrix) -> tuple[list[str], Matrix]:
    """The words that count, and their weights with the bias last, shape (words + 1, CLASSES).

    `wanted`, shape (texts, CLASSES), says which share of each text each class has.
    """
    each = [word_features(text) for text in texts]
    counts = Counter(name for names in each for name in names)
    words = sorted(name for name, count in counts.items() if count >= FEWEST)
    places = {name: at for at, name in enumerate(words)}
    inputs = np.zeros((len(texts), len(words) + 1), np.float32)
    inputs[:, -1] = 1.0
    for at, names in enumerate(each):
        inputs[at, [places[name] for name in names if name in places]] = 1.0
    weights = np.zeros((len(words) + 1, wanted.shape[1]), np.float32)
    pace, past = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, ROUNDS + 1):
        logits = inputs @ weights
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares = odds / odds.sum(axis=1, keepdims=True)
        slope = inputs.T @ (shares - wanted) / len(texts) + RIDGE * weights
        past = 0.9 * past + 0.1 * slope
        pace = 0.99 * pace + 0.01 * slope**2
        steady = np.sqrt(pace / (1 - 0.99**step)) + 1e-8
        weights -= (RATE * past / (1 - 0.9**step) / steady).astype(np.float32)
    return words, weights


def examples_of(files: Sequence[Path]) -> tuple[list[str], Matrix]:
    """The questions that tell what they ask for, with the share of each class."""
    texts, shares = [], []
    names = [str(name) for name in CLASSES]
    for text, found in _asked_in(files):
        texts.append(text)
        shares.append([(name in found) / len(found) for name in names])
    return texts, np.array(shares, np.float32)


def _asked_in(files: Sequence[Path]) -> Iterator[tuple[str, frozenset[str]]]:
    """Each question with the classes that it may ask for."""
    for file in files:
        if file.suffix == ".tsv":
            for line in file.read_text(encoding="utf-8").splitlines():
                said, _, text = line.partition("\t")
                yield text, frozenset({SAID.get(said, said)})
    rows = (row for file in files if file.suffix != ".tsv" for row in read_json_lines(file))
    values = 0
    for row in rows:
        if row.get("split") == "heldout" or row.get("history") or row.get("unanswerable"):
            continue
        found = operations_of(row) if row["kind"] != "yesno" else frozenset()
        if found == {Operation.VALUE}:
            values += 1
            if values % VALUES_KEPT:
                continue
        if found:
            yield row["question"], found


def write_weights(words: Sequence[str], weights: Matrix, path: Path = WEIGHTS) -> None:
    """Writes the model, without the words that weigh nothing."""
    kept = (at for at in range(len(words)) if np.abs(weights[at]).max() > LEAST)
    rounded = np.round(weights.astype(float), 2)
    rows = {words[at]: rounded[at].tolist() for at in kept}
    lines = [f"  {json.dumps(word)}: {json.dumps(row)}" for word, row in rows.items()]
    bias = json.dumps(rounded[-1].tolist())
    body = ",\n".join(lines)
    path.write_text(f'{{"bias": {bias},\n "features": {{\n{body}\n}}}}\n', encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Fits on question files and replaces the weights."""
    texts, wanted = examples_of([Path(argument) for argument in arguments])
    write_weights(*fit_operations(texts, wanted))


if __name__ == "__main__":
    main(sys.argv[1:])
