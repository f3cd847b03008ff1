"""Fits the ranking of passages, on texts with questions whose places are known.

`python -m pincite.qa.training.ranking TEXTS [TEXTS ...] [ROWS.jsonl ...]` replaces the model
"rank" among the weights; TEXTS is a folder of texts with questions as pincite.qa.training.texts
reads them, all texts together one corpus; ROWS are questions with their passages, of which some
articles are taken, each file a corpus. To be run before `pincite.qa.training.confidence`.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from pincite.corpus import Span
from pincite.indexer.index import Index
from pincite.qa.confidence import WEIGHTS
from pincite.qa.retrieval import RANK_FEATURES, rank_features
from pincite.qa.settings import Settings
from pincite.qa.training.conditional import Question, fit_conditional
from pincite.qa.training.confidence import write_models
from pincite.qa.training.rows import read_rows
from pincite.qa.training.texts import AskedText, gold_spans, indexed, read_asked

RIDGE = 3.0
ARTICLES, QUESTIONS = 40, 1500
"""Taken of a file of rows, at most."""
COUNTED = 2
"""How often a question of such a file counts: there are fewer than about texts."""


def from_texts(asked: Sequence[AskedText]) -> Iterator[Question]:
    """The candidates of every question about texts whose passage retrieval finds."""
    with indexed({each.name: each.text for each in asked}) as index:
        for each in asked:
            document = index.document(f"{each.name}.md")
            for question, answer in each.questions:
                golds = gold_spans(document.text, question, answer)
                yield from _question(index, question, document.document_id, golds)


def from_rows(path: Path) -> Iterator[Question]:
    """The same of a sample of questions with passages, each passage a document."""
    rows = [row for row in read_rows(path) if row.places]
    titles = sorted({row.title for row in rows}, key=lambda title: sha256(title.encode()).digest())
    chosen = set(titles[:ARTICLES])
    rows = [row for row in rows if row.title in chosen]
    names = {
        text: str(number) for number, text in enumerate(dict.fromkeys(r.context for r in rows))
    }
    with indexed({name: text for text, name in names.items()}) as index:
        for row in random.Random(0).sample(rows, min(QUESTIONS, len(rows))):
            document = index.document(f"{names[row.context]}.md")
            golds = [Span(0, len(document.text))]
            yield from _question(index, row.question, document.document_id, golds)


def _question(
    index: Index, question: str, document_id: str, golds: Sequence[Span]
) -> Iterator[Question]:
    found = index.candidates(question, k=Settings().candidates)
    right = [
        one.passage.document_id == document_id and any(map(one.passage.span.overlaps, golds))
        for one in found
    ]
    if any(right):
        yield rank_features(found), np.array(right)


def main(arguments: Sequence[str]) -> None:
    """Fits on folders of texts and files of rows, and replaces the weights."""
    paths = [Path(argument) for argument in arguments]
    files = [file for path in paths if path.is_dir() for file in sorted(path.glob("*.txt"))]
    questions = list(from_texts([read_asked(file) for file in files]))
    for path in paths:
        if path.is_file():
            questions += COUNTED * list(from_rows(path))
    write_models({"rank": fit_conditional(RANK_FEATURES, questions, ridge=RIDGE)}, WEIGHTS)


if __name__ == "__main__":
    main(sys.argv[1:])
