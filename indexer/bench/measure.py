"""Speed of indexing and recall of retrieval, on any file of questions with their paragraphs.

    python indexer/bench/measure.py FILE [--paragraphs N] [--questions N]

FILE: JSON lines with `context` and `question`. Each paragraph becomes a file, all of them one
index; a question counts as found at rank r when its paragraph is the r-th file of the ranking.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pincite.indexer import Candidate, Index, update_index

CANDIDATES = 20
RANKS = (1, 5, 10)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description="speed of indexing and recall of retrieval")
    parser.add_argument("file", type=Path)
    parser.add_argument("--paragraphs", type=int, help="how many, drawn by chance (default: all)")
    parser.add_argument("--questions", type=int, default=500)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines()]
    paragraphs = list(dict.fromkeys(row["context"] for row in rows))
    if options.paragraphs:
        paragraphs = random.Random(0).sample(paragraphs, options.paragraphs)
    names = {paragraph: f"{number:05d}.txt" for number, paragraph in enumerate(paragraphs)}
    asked = [(row["question"], names[row["context"]]) for row in rows if row["context"] in names]
    with tempfile.TemporaryDirectory() as folder:
        index_files(Path(folder), names)
        measure_recall(Path(folder), random.Random(1).sample(asked, options.questions))


def index_files(folder: Path, names: dict[str, str]) -> None:
    """Writes and indexes the paragraphs."""
    (folder / "files").mkdir()
    for paragraph, name in names.items():
        (folder / "files" / name).write_text(paragraph, encoding="utf-8")
    for run in ("first", "again"):
        begun, cpu = time.perf_counter(), time.process_time()
        report = update_index(folder / "index", [folder / "files"])
        wall, cpu = time.perf_counter() - begun, time.process_time() - cpu
        passages = sum(file.passages for file in report.files)
        say(f"{run}: {len(names)} files, {passages} passages, {wall:.2f} s, {cpu:.2f} CPU-s")


def measure_recall(folder: Path, asked: Sequence[tuple[str, str]]) -> None:
    """Ranks the candidates of each question in four ways."""
    ranks: dict[str, list[int]] = {name: [] for name in SCORES}
    spent = []
    with Index.open(folder / "index") as index:
        for question, source in asked:
            begun = time.process_time()
            found = index.candidates(question, k=CANDIDATES)
            spent.append(1000 * (time.process_time() - begun))
            for name, score in SCORES.items():
                ranks[name].append(rank_of(source, found, score(found)))
    for name, places in ranks.items():
        shares = " / ".join(f"{100 * sum(p <= r for p in places) / len(places):.1f}" for r in RANKS)
        say(f"{name}: recall at {RANKS} {shares}")
    say(f"candidates: {statistics.median(spent):.1f} CPU-ms p50 of {len(spent)} questions")


def rank_of(source: str, found: Sequence[Candidate], scores: Sequence[float]) -> int:
    """The rank of a file when its best passage counts; beyond all ranks where it is missing."""
    order = sorted(range(len(found)), key=lambda place: -scores[place])
    files = list(dict.fromkeys(found[place].passage.source for place in order))
    return files.index(source) + 1 if source in files else sys.maxsize


def words(found: Sequence[Candidate]) -> list[float]:
    """BM25."""
    return [candidate.bm25 for candidate in found]


def passages(found: Sequence[Candidate]) -> list[float]:
    """Cosine of the passage."""
    return [candidate.cosine for candidate in found]


def sentences(found: Sequence[Candidate]) -> list[float]:
    """Mean cosine of the passage and of its nearest sentence."""
    return [(c.cosine + max(c.sentence_cosines)) / 2 for c in found]


def both(found: Sequence[Candidate]) -> list[float]:
    """Words and sentences, each scaled to 0..1, with equal weight."""
    return [a + b for a, b in zip(scaled(words(found)), scaled(sentences(found)), strict=True)]


def scaled(scores: Sequence[float]) -> list[float]:
    """The scores between the lowest, 0, and the highest, 1."""
    low, high = min(scores), max(scores)
    return [(score - low) / ((high - low) or 1.0) for score in scores]


SCORES: dict[str, Callable[[Sequence[Candidate]], list[float]]] = {
    "words": words,
    "passage vectors": passages,
    "passage and sentence vectors": sentences,
    "words and vectors": both,
}


def say(line: str) -> None:
    """Prints a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
