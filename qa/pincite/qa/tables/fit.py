"""Fits the weights of the table answers: `python -m pincite.qa.tables.fit WTQ_FILE`.

`--rows QUESTIONS FOLDER`, as often as wanted, adds questions over documents; `--others` such
questions that are not about tables, so that a table learns to keep silent.

WTQ_FILE holds questions over tables as JSON lines (question, context, answers): the context is a
table written out, first the column names, then a line a row of `Name: cell`, parted by ` | `.
A fifth of the tables is kept back to measure on.
"""

import argparse
import json
import math
import random
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pincite.corpus import Cell, Document, Span, Table
from pincite.qa.citing import plain
from pincite.qa.tables.amounts import parse_amount
from pincite.qa.tables.candidates import Candidate
from pincite.qa.tables.drafting import Example, TableText, draft
from pincite.qa.tables.fit_rows import Prepared, prepare_rows
from pincite.qa.tables.grid_reading import read_grid
from pincite.qa.tables.proposing import Scored, candidates_of, score, surenesses
from pincite.qa.tables.record_drafts import draft_records, name_lists
from pincite.qa.tables.scoring import RANK_FEATURES, SURE_FEATURES, rank_features
from pincite.qa.tables.table_model import WEIGHTS, TableModel, write_table_model
from pincite.qa.tables.table_question import parse_table_question
from pincite.qa.tables.tokens import keys_of
from pincite.qa.training.network import Alternatives, fit_network

Matrix = NDArray[np.float64]
_MOST_CELLS = 600
ROWS_COUNT = 3
"""How often a question over documents counts: they are few, and what it is all for."""


def is_kept_back(example: Example) -> bool:
    """Whether it is measured on; one table's questions stay together."""
    return zlib.crc32(example.title.encode()) % 5 == 0


def read_examples(path: Path) -> list[Example]:
    """The examples of a file whose tables can be parted into cells again."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        lines = row["context"].split("\n")
        names = tuple(lines[0].split(" | "))
        cells = [_cells(line, names) for line in lines[1:]]
        rows = tuple(cell for cell in cells if cell is not None)
        if len(rows) == len(cells) and len(rows) >= 2 and len(rows) * len(names) <= _MOST_CELLS:
            table = TableText(names, rows)
            found.append(Example(row["question"], row["title"], table, row["answers"][0]["text"]))
    return found


def _cells(line: str, names: Sequence[str]) -> tuple[str, ...] | None:
    cells = []
    rest = line
    for place, name in enumerate(names):
        if not rest.startswith(name + ":"):
            return None
        rest = rest[len(name) + 1 :]
        if place + 1 < len(names):
            cut = rest.find(" | " + names[place + 1] + ":")
            if cut < 0:
                return None
            cells.append(rest[:cut].strip())
            rest = rest[cut + 3 :]
        else:
            cells.append(rest.strip())
    return tuple(cells)


def document_of(tables: Sequence[TableText]) -> Document:
    """A document that holds nothing but tables."""
    text = ""
    blocks = []
    for table in tables:
        start = len(text)
        text += table.caption + "\n"
        lines: list[tuple[Cell, ...]] = []
        for number, row in enumerate((table.names, *table.rows), start=-1):
            cells = []
            for column, words in enumerate(row):
                cells.append(Cell(Span(len(text), len(text) + len(words)), number, column))
                text += words + (" | " if column + 1 < len(row) else "\n")
            lines.append(tuple(cells))
        caption = Span(start, start + len(table.caption)) if table.caption else None
        blocks.append(Table(Span(start, len(text)), (), lines[0], tuple(lines[1:]), caption))
    return Document("table.txt", text, tuple(blocks))


def word_weights(examples: Sequence[Example]) -> dict[str, float]:
    """Inverse document frequencies of words over tables and questions, 0..1."""
    seen: dict[str, int] = {}
    for example in examples:
        for key in _keys(example.table) | keys_of(example.question):
            seen[key] = seen.get(key, 0) + 1
    most = math.log(len(examples))
    return {key: math.log(len(examples) / (1 + count)) / most for key, count in seen.items()}


def _keys(table: TableText) -> frozenset[str]:
    return keys_of(table.caption) | frozenset().union(
        *(keys_of(cell) for row in (table.names, *table.rows) for cell in row)
    )


def broken(example: Example) -> Example | None:
    """The example without the row that holds its answer; None where that is not one row."""
    answer = plain(example.answer or "")
    holding = [
        place
        for place, row in enumerate(example.table.rows)
        if any(plain(cell) == answer for cell in row)
    ]
    if len(holding) != 1 or len(example.table.rows) < 4:
        return None
    rows = tuple(row for place, row in enumerate(example.table.rows) if place != holding[0])
    return replace(example, table=replace(example.table, rows=rows), answer=None)


def foreign(example: Example, tables: Sequence[TableText], chance: random.Random) -> Example:
    """The question over two other tables: those of some that hold the most of its words."""
    asked = keys_of(example.question)
    drawn = [table for table in chance.sample(tables, 40) if table != example.table]
    nearest = sorted(drawn, key=lambda table: -len(asked & _keys(table)))
    return replace(example, table=nearest[0], others=(nearest[1],), answer=None)


def captioned(example: Example, chance: random.Random) -> Example:
    """The example with a caption of some of the words that stand nowhere in the table."""
    asked = parse_table_question(example.question)
    known = _keys(example.table)
    loose = [asked.tokens[at] for at in asked.content if asked.tokens[at].key not in known]
    words = [token.text for token in loose if not token.is_number and chance.random() < 0.5]
    return replace(example, table=replace(example.table, caption=" ".join(words)))


def prepare(example: Example, weights: dict[str, float]) -> Prepared:
    """An example's candidates from all its tables."""
    asked = parse_table_question(example.question)
    chance = random.Random(example.question)
    local = {
        token.key: max(0.05, weights.get(token.key, 1.0)) * chance.uniform(0.5, 1.0)
        for token in asked.tokens
    }
    document = document_of((example.table, *example.others))
    found: list[Candidate] = []
    right: list[bool] = []
    grids = [read_grid(document, table) for table in document.blocks if isinstance(table, Table)]
    for candidate, place in candidates_of(grids, asked, local):
        found.append(candidate)
        right.append(place == 0 and _is_right(candidate, example))
    features = np.array([rank_features(candidate) for candidate in found])
    scored = tuple(
        Scored(candidate, row, 0.0, 1) for candidate, row in zip(found, features, strict=True)
    )
    return Prepared(
        features.reshape(len(found), len(RANK_FEATURES)),
        np.array(right, bool),
        example.answer is not None,
        scored,
    )


def _is_right(candidate: Candidate, example: Example) -> bool:
    if example.answer is None:
        return False
    if plain(candidate.text) == plain(example.answer):
        return True
    amount = parse_amount(candidate.text) if example.number is not None else None
    if amount is None or example.number is None:
        return False
    scale = max(abs(example.number), 1e-9)
    return abs(abs(amount.value / amount.magnitude) - abs(example.number)) <= 0.004 * scale


def alternatives(prepared: Sequence[Prepared], weight: float) -> list[Alternatives]:
    """The candidates of the examples from which a ranking can learn."""
    return [
        Alternatives(item.features, item.right, weight)
        for item in prepared
        if item.right.any() and not item.right.all()
    ]


def fit_sureness(rows: Matrix, right: NDArray[np.bool_]) -> tuple[Matrix, float]:
    """A logistic model by Newton's method, with a little ridge."""
    width = rows.shape[1] + 1
    inputs = np.hstack([rows, np.ones((len(rows), 1))])
    weights = np.zeros(width)
    for _ in range(30):
        share = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (right - share) - weights
        bend = (inputs * (share * (1 - share))[:, None]).T @ inputs + np.eye(width)
        weights += np.linalg.solve(bend, slope)
    return weights[:-1], float(weights[-1])


def sure_rows(
    prepared: Sequence[Prepared], model: TableModel, *, first: int
) -> Iterator[tuple[list[float], bool]]:
    """For the `first` candidates of each example what their probability is worked out from."""
    for item in prepared:
        ranked = score([(scored.candidate, 1) for scored in item.scored], model)
        right = {id(s.candidate): bool(r) for s, r in zip(item.scored, item.right, strict=True)}
        for scored, row in list(zip(ranked, surenesses(ranked), strict=True))[:first]:
            yield row, right[id(scored.candidate)]


def sets_of(path: Path, limit: int, drafts: int) -> dict[str, list[tuple[Example, Prepared]]]:
    """Prepared examples: "asked" by people, "broken" and "foreign" ones of these, "drafted"."""
    examples = read_examples(path)
    random.Random(3).shuffle(examples)
    weights = word_weights(examples)
    chance = random.Random(5)
    tables = list({example.title: example.table for example in examples}.values())
    asked = [captioned(example, chance) for example in examples[:limit]]
    drafted = [
        *draft(name_lists(tables), chance, drafts),
        *draft_records(tables, chance, drafts // 2),
    ]
    groups = {
        "asked": asked,
        "broken": [
            item for example in asked[: limit // 2] if (item := broken(example)) is not None
        ],
        "foreign": [foreign(example, tables, chance) for example in asked[: limit // 2]],
        "drafted": drafted,
    }
    return {
        name: [(example, prepare(example, weights)) for example in group]
        for name, group in groups.items()
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Fits and writes the weights, and prints what they are worth on the tables kept back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, default=4000, help="questions asked by people")
    parser.add_argument("--drafts", type=int, default=5000, help="drafted questions")
    for name in ("--rows", "--others"):
        parser.add_argument(
            name, nargs=2, type=Path, action="append", default=[], metavar=("QUESTIONS", "FOLDER")
        )
    parser.add_argument("--out", type=Path, default=WEIGHTS.parent, help="a folder")
    options = parser.parse_args(arguments)
    sets = sets_of(options.file, options.limit, options.drafts)
    fitted = {name: [p for e, p in found if not is_kept_back(e)] for name, found in sets.items()}
    asked = [p for pair in options.rows for _, p in prepare_rows(*pair)]
    others = [p for pair in options.others for _, p in prepare_rows(*pair)]
    drawn = alternatives([*fitted["asked"], *fitted["drafted"]], 1.0)
    ranking = fit_network([*drawn, *alternatives(asked, ROWS_COUNT)])
    model = TableModel(ranking, np.zeros(len(SURE_FEATURES)), 0.0)
    drafted = [row for found in fitted.values() for row in sure_rows(found, model, first=3)]
    over_documents = [row for found in (asked, others) for row in sure_rows(found, model, first=3)]
    rows = [*drafted, *over_documents * ROWS_COUNT]
    sure, bias = fit_sureness(np.array([row for row, _ in rows]), np.array([r for _, r in rows]))
    model = TableModel(ranking, sure, bias)
    write_table_model(model, options.out)
    for name, found in sets.items():
        kept = [prepared for example, prepared in found if is_kept_back(example)]
        sys.stdout.write(f"{name}: {json.dumps(measure(kept, model))}\n")


def measure(prepared: Sequence[Prepared], model: TableModel) -> dict[str, float]:
    """What the model is worth: shares of the questions, "sure" from a probability of 0.5."""
    found = []
    for item in prepared:
        first = next(sure_rows([item], model, first=1), None)
        found.append((model.probability(first[0]), first[1]) if first else (0.0, False))
    sure = [(p, right) for p, right in found if p >= 0.5]
    answerable = [
        right for (_, right), item in zip(found, prepared, strict=True) if item.is_answerable
    ]
    other = [p for (p, _), item in zip(found, prepared, strict=True) if not item.is_answerable]
    shares = {
        "questions": float(len(found)),
        "reachable": sum(bool(item.right.any()) for item in prepared) / max(1, len(answerable)),
        "right": sum(answerable) / max(1, len(answerable)),
        "sure": len(sure) / len(found),
        "right of sure": sum(right for _, right in sure) / max(1, len(sure)),
        "unanswerable": float(len(other)),
        "unanswerable sure": sum(p >= 0.5 for p in other) / max(1, len(other)),
    }
    return {name: round(value, 3) for name, value in shares.items()}


if __name__ == "__main__":
    main()
