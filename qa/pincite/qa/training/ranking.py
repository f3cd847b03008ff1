"""Fits the ranking of passages, on questions whose places are known.

`python -m pincite.qa.training.ranking QUESTIONS=FOLDER ... [TEXTS ...] [ROWS.jsonl ...]` replaces
the network among the weights. QUESTIONS is a question file with the places of the answers, FOLDER
its documents; TEXTS is a folder of texts with questions as pincite.qa.training.texts reads them,
all texts together one corpus; ROWS are questions with their passages, of which some articles are
taken, each file a corpus. To be run before `pincite.qa.training.confidence`.
"""

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from pincite.corpus import Span
from pincite.indexer.index import Index
from pincite.qa.network import write_network
from pincite.qa.retrieval import RANKING
from pincite.qa.retrieval_features import RANK_FEATURES, asked_of, rank_features
from pincite.qa.settings import Settings
from pincite.qa.training.network import Alternatives, fit_network
from pincite.qa.training.rows import occurrences, read_json_lines, read_rows
from pincite.qa.training.texts import AskedText, gold_spans, index_over, indexed, read_asked

Places = Sequence[tuple[str, Span]]
"""Documents by id, with a stretch of each."""
ARTICLES, QUESTIONS = 40, 1500
"""Taken of a file of rows, at most."""


def from_questions(file: Path, folder: Path) -> Iterator[Alternatives]:
    """The candidates of every question over a folder that stands alone and has known places."""
    with index_over(folder) as index:
        for row in read_json_lines(file):
            if not row.get("history"):
                yield from _question(index, row["question"], _places(index, row))


def _places(index: Index, row: Mapping[str, Any]) -> Places:
    """Where the evidence of a question stands."""
    places = []
    for each in row.get("evidence") or ():
        document = index.document(each["source"])
        if "start" in each:
            spans = [Span(each["start"], each["end"])]
        else:
            spans = [Span(*place) for place in occurrences(each["quote"], document.text)]
        places += [(document.document_id, span) for span in spans]
    return places


def from_texts(asked: Sequence[AskedText]) -> Iterator[Alternatives]:
    """The candidates of every question about texts whose passage retrieval finds."""
    with indexed({each.name: each.text for each in asked}) as index:
        for each in asked:
            document = index.document(f"{each.name}.md")
            for question, answer in each.questions:
                golds = gold_spans(document.text, question, answer)
                yield from _question(
                    index, question, [(document.document_id, gold) for gold in golds]
                )


def from_rows(path: Path) -> Iterator[Alternatives]:
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
            whole = Span(0, len(document.text))
            yield from _question(index, row.question, [(document.document_id, whole)])


def _question(index: Index, question: str, places: Places) -> Iterator[Alternatives]:
    """The candidates, where some of them hold a place of the answer and others do not."""
    found = index.candidates(question, k=Settings().candidates)
    right = np.array([
        any(one.passage.document_id == name and one.passage.span.overlaps(span)
            for name, span in places)
        for one in found
    ])  # fmt: skip
    if right.any() and not right.all():
        yield Alternatives(rank_features(found, asked_of(question, index)), right)


def main(arguments: Sequence[str]) -> None:
    """Fits on question files, folders of texts and files of rows, and replaces the weights."""
    files = [file for name in arguments for file in sorted(Path(name).glob("*.txt"))]
    questions = list(from_texts([read_asked(file) for file in files])) if files else []
    for name in arguments:
        file, _, folder = name.partition("=")
        if folder:
            questions += from_questions(Path(file), Path(folder))
        elif Path(name).is_file():
            questions += from_rows(Path(name))
    write_network(fit_network(questions), RANK_FEATURES, RANKING)


if __name__ == "__main__":
    main(sys.argv[1:])
