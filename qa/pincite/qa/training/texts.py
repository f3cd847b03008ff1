"""Texts with questions of our own, made into training rows with the passages our index makes.

A file holds a text, a line `---`, and a question a line: `question => answer`. Answers are words
of the text; several that do as well are parted by ` || `; `L: first words ... last words` is the
stretch from one to the other; `-` says that the text does not answer; ` @ words` at the end names
the stretch of the text that an answer stands in where it stands in several.


    python -m pincite.qa.training.texts FOLDER --to FILE.jsonl
"""

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pincite.corpus import Document, Span
from pincite.indexer.build import update_index
from pincite.indexer.index import Index
from pincite.indexer.passages import Passage
from pincite.qa.retrieval import fuse, load_ranking
from pincite.qa.retrieval_features import asked_of
from pincite.qa.training.rows import BadRowError, occurrences
from pincite.qa.words import stems

AROUND_CHARS = 150
WRONG_PASSAGES = 6
CANDIDATES = 40
FOLDER_TEXTS = 8


@dataclass(frozen=True, slots=True)
class AskedText:
    """A text, and the questions asked of it with their answers as written."""

    name: str
    text: str
    questions: tuple[tuple[str, str], ...]


def read_asked(path: Path) -> AskedText:
    """The text and the questions of a file.

    Raises:
        BadRowError: a line after the text is not `question => answer`.
    """
    text, _, below = path.read_text(encoding="utf-8").rpartition("\n---\n")
    questions = []
    for number, line in enumerate(below.splitlines(), start=text.count("\n") + 3):
        question, arrow, answer = line.partition(" => ")
        if not arrow:
            raise BadRowError(f"{path}:{number}: not `question => answer`")
        questions.append((question.strip(), answer.strip()))
    return AskedText(path.stem, text + "\n", tuple(questions))


def gold_spans(text: str, question: str, answer: str) -> list[Span]:
    """Where the answers stand; empty for `-`.

    Raises:
        BadRowError: an answer does not stand in the text.
    """
    if answer == "-":
        return []
    answer, _, inside = answer.partition(" @ ")
    within = Span(0, len(text))
    if inside:
        at = text.index(inside)
        within = Span(at, at + len(inside))
    found = [_stretches(text, each, within) for each in answer.split(" || ")]
    if not all(found):
        raise BadRowError(f"no such answer in the text: {answer!r} ({question!r})")
    longest = max(found, key=lambda spans: len(spans[0]))
    main = max(longest, key=lambda span: (_shared(text, span, question), -span.start))
    near = Span(max(0, main.start - AROUND_CHARS), main.end + AROUND_CHARS)
    others = {span for spans in found if spans is not longest for span in spans}
    return sorted({main, *(span for span in others if span.overlaps(near))})


def _stretches(text: str, answer: str, within: Span) -> list[Span]:
    if answer.startswith("L: "):
        first, _, last = answer[3:].partition(" ... ")
        return _shortest(text, first, last)
    part = text[within.start : within.end]
    return [Span(within.start + a, within.start + b) for a, b in occurrences(answer, part)]


def _shortest(text: str, first: str, last: str) -> list[Span]:
    """The shortest stretch from the one to the other."""
    starts = [at for at, _ in occurrences(first, text)] or [text.find(first)]
    found = [
        Span(at, end + len(last))
        for at in starts
        if 0 <= at < (end := text.find(last, at + len(first)))
    ]
    return [min(found, key=len)] if found else []


def _shared(text: str, span: Span, question: str) -> int:
    before = text[max(0, span.start - AROUND_CHARS) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + AROUND_CHARS].partition("\n")[0]
    return len(stems(question) & stems(f"{before} {after}"))


def rows_of(asked: Sequence[AskedText]) -> Iterator[dict[str, Any]]:
    """Training rows: each question beside each passage that holds its answer.

    `wrong` holds the passages that our retrieval brings for it and that hold no answer. The texts
    are searched in small folders put together by chance, as one person's documents are: among
    hundreds of texts of like subjects another text often answers what was asked of one.
    """
    order = random.Random(len(asked)).sample(asked, len(asked))
    for at in range(0, len(order), FOLDER_TEXTS):
        folder = order[at : at + FOLDER_TEXTS]
        with indexed({each.name: each.text for each in folder}) as index:
            for each in folder:
                document = index.document(f"{each.name}.md")
                for number, (question, answer) in enumerate(each.questions):
                    key = f"{each.name}-{number:03d}"
                    yield from _rows(index, document, key, question, answer)


@contextmanager
def indexed(texts: Mapping[str, str]) -> Iterator[Index]:
    """An index over texts by their names, for as long as it is used."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "texts"
        folder.mkdir()
        for name, text in texts.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
        with index_over(folder) as index:
            yield index


@contextmanager
def index_over(folder: Path) -> Iterator[Index]:
    """An index over a folder of documents, for as long as it is used."""
    with TemporaryDirectory() as scratch:
        update_index(Path(scratch), [folder])
        with Index.open(Path(scratch)) as index:
            yield index


def _rows(
    index: Index, document: Document, key: str, question: str, answer: str
) -> Iterator[dict[str, Any]]:
    golds = gold_spans(document.text, question, answer)
    found_by = index.candidates(question, k=CANDIDATES)
    ranked = fuse(found_by, asked_of(question, index), load_ranking())
    found = [item.passage for item in ranked]
    own = index.passages_of(document.source)
    held = {passage.passage_id: _places(passage, golds) for passage in own}
    parts = {p.passage_id for p in own if any(p.span.overlaps(gold) for gold in golds)}
    wrong = [p.text for p in found if p.passage_id not in parts][:WRONG_PASSAGES]
    right = [passage for passage in own if held[passage.passage_id]]
    if not golds:
        wrong, right = [p.text for p in found[1:WRONG_PASSAGES]], found[:1]
    for passage in right:
        places = held.get(passage.passage_id, [])
        yield {
            "id": f"{key}-{passage.passage_id}",
            "title": document.source,
            "context": passage.text,
            "question": question,
            "answers": [{"text": passage.text[a:b], "answer_start": a} for a, b in places],
            "is_impossible": not places,
            "wrong": wrong,
        }


def _places(passage: Passage, golds: Sequence[Span]) -> list[tuple[int, int]]:
    """The golds in the passage's text, whole ones only."""
    places = []
    for gold in golds:
        start, end = (_at(passage, place) for place in (gold.start, gold.end - 1))
        if start is not None and end is not None and start <= end:
            places.append((start, end + 1))
    return places


def _at(passage: Passage, place: int) -> int | None:
    """Where a character of the document stands in the passage's text."""
    for piece in passage.pieces:
        if piece.span.start <= place < piece.span.end:
            return piece.at + place - piece.span.start
    return None


def write_rows(folder: Path, to: Path) -> int:
    """Writes the rows of all texts in a folder as JSON Lines; how many there are."""
    asked = [read_asked(path) for path in sorted(folder.glob("*.txt"))]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows_of(asked)]
    to.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def main() -> None:
    """Makes the rows of a folder."""
    parser = argparse.ArgumentParser(description="Makes training rows of texts with questions.")
    parser.add_argument("folder", type=Path, help="folder of the .txt files")
    parser.add_argument("--to", type=Path, required=True, help="the .jsonl file to write")
    arguments = parser.parse_args()
    print(f"{write_rows(arguments.folder, arguments.to)} rows")  # noqa: T201


if __name__ == "__main__":
    main()
