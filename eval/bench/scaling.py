r"""How an index grows: time, memory, disk, opening, retrieval and recall at several sizes.

    python eval/bench/scaling.py --data FOLDER --cache DIR [--sizes 1000 10000 100000 1000000]
        [--encoded 20000] [--questions 200] [--prepare] [--keep] [--out FILE]

FOLDER holds reading sets (JSON lines, also .gz). What is measured is a real generation, a hundred
passages a document, written by the same code as any (store, words, vectors, hashes, one rename),
but that the vectors are given to it: --encoded of them are the encoder's own, and the time of
encoding is told apart, from a sample. scaling_passages.py says where texts and vectors come from.
They are made once, in --cache, and used again; --prepare does no more than that. With --keep the
indexes stay there as well, with what writing them took.

Retrieval is `Index.candidates` as an answer uses it: the question encoded, sixty passages by words
and sixty by vectors, each with both scores, its text and the cosines of its sentences. Recall@10
compares the ten nearest vectors with those of an exact search over the same vectors; words are
looked up exactly at any size. Each size is built, and asked, in a process of its own.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from scaling_passages import read_real, read_texts, write_passages

from pincite.corpus import Document, Span
from pincite.indexer import Index
from pincite.indexer.derived import build_derived
from pincite.indexer.drafts import PassageDraft
from pincite.indexer.encoding import Vectors
from pincite.indexer.generation import (
    TRUTH,
    VECTORS,
    Current,
    Manifest,
    Root,
    building_folder,
    folder_of,
    publish,
    read_current,
    write_manifest,
)
from pincite.indexer.onnx_encoder import OnnxEncoder
from pincite.indexer.passages import Piece
from pincite.indexer.records import digest
from pincite.indexer.sentence_vectors import encode_passages
from pincite.indexer.store import EncodedPassage, Store
from pincite.indexer.store_writer import StoreWriter
from pincite.indexer.vector_index import VectorIndex
from pincite.indexer.versions import CHUNKING, FORMAT

PASSAGES_A_DOCUMENT = 100
CANDIDATES = 60
"""What an answer takes from words and from vectors each."""
COMPARED = 10
DIMENSION = 384
ROWS_AT_ONCE = 10_000
ENCODED_SAMPLE = 200
LIMIT_MS, LIMIT_RECALL = 20.0, 0.97


def main(arguments: Sequence[str] | None = None) -> int:
    """Prepares what is missing, measures each size, and prints the table."""
    args = _arguments(arguments)
    if args.task:
        result = {"build": build, "ask": ask}[args.task](args.cache, args.index, args.sizes[0])
        sys.stdout.write(json.dumps(result) + "\n")
        return 0
    prepare(args)
    if args.prepare and args.keep:
        for size in args.sizes:
            _measured(args, size)
    if not args.prepare:
        report = "\n".join(_report(args))
        sys.stdout.write(report + "\n")
        if args.out:
            args.out.write_text(report + "\n", encoding="utf-8")
    return 0


def prepare(args: argparse.Namespace) -> None:
    """Writes the passages of each size and the questions, where they are missing."""
    missing = [
        size for size in args.sizes if not (args.cache / str(size) / "sentences.npy").exists()
    ]
    if not missing and (args.cache / "questions.json").exists():
        return
    args.cache.mkdir(parents=True, exist_ok=True)
    real = read_real(args.data, args.cache, OnnxEncoder(), args.encoded, args.questions)
    told = {"contexts": real.contexts, "texts": len(real.texts), "encoded": len(real.vectors)}
    for size in missing:
        _say(f"preparing {size}")
        shutil.rmtree(args.cache / str(size), ignore_errors=True)
        write_passages(args.cache / str(size), real, size)
    (args.cache / "questions.json").write_text(
        json.dumps(told | {"questions": list(real.questions)}), encoding="utf-8"
    )


def build(cache: Path, index_dir: Path, size: int) -> dict[str, float]:
    """Writes an index of the passages; what it cost."""
    begun, cpu = time.perf_counter(), time.process_time()
    encoder = OnnxEncoder().name
    with building_folder(index_dir) as building:
        _write_truth(building / TRUTH, cache / str(size), size)
        written = time.perf_counter()
        store = Store(building / TRUTH)
        try:
            build_derived(building, store)
        finally:
            store.close()
        generation = digest(encoder, str(size))[:20]
        write_manifest(building, Manifest(generation, FORMAT, CHUNKING, encoder, {}))
        publish(index_dir, building, Current(generation, (Root(cache, is_file=False),)))
    held = sum(file.stat().st_size for file in index_dir.rglob("*") if file.is_file())
    return {
        "seconds": time.perf_counter() - begun,
        "cpu_s": time.process_time() - cpu,
        "truth_s": written - begun,
        "peak_mb": peak_mb(),
        "disk_mb": held / 1e6,
    }


def ask(cache: Path, index_dir: Path, size: int) -> dict[str, float]:
    """Opens the index and looks everything up; what it cost, and how much was found."""
    questions = json.loads((cache / "questions.json").read_text(encoding="utf-8"))["questions"]
    begun = time.perf_counter()
    with Index.open(index_dir) as index:
        opened = time.perf_counter()
        index.candidates(questions[-1], k=CANDIDATES)
        ready = time.perf_counter()
        spent = [_timed(index, question) for question in questions]
        peak = peak_mb()
        vectors = index.encoder.encode(questions)
    return {
        "open_s": opened - begun,
        "first_s": ready - begun,
        "p50_ms": statistics.median(spent),
        "p95_ms": float(np.quantile(spent, 0.95)),
        "peak_mb": peak,
        "recall": _recall(cache / str(size), index_dir, vectors),
    }


def peak_mb() -> float:
    """The most memory that this process has held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _write_truth(path: Path, passages: Path, size: int) -> None:
    writer = StoreWriter(path, None)
    texts = read_texts(passages)
    for number in range(-(-size // PASSAGES_A_DOCUMENT)):
        part = list(islice(texts, PASSAGES_A_DOCUMENT))
        document = Document(f"{number:06}.txt", "\n".join(part))
        writer.add(document, (0, document.source), digest(document.source), _split, bears=True)
    writer.add_vectors(enumerate(_encoded(passages, size)))
    writer.finish({"generation": str(size), "glossary": "{}"})


def _split(document: Document) -> list[PassageDraft]:
    """A passage a line."""
    drafts, at = [], 0
    for line in document.text.split("\n"):
        span = Span(at, at + len(line))
        drafts.append(PassageDraft(span, f"\n{line}", (Piece(1, span),), (), "text"))
        at = span.end + 1
    return drafts


def _encoded(passages: Path, size: int) -> Iterator[EncodedPassage]:
    """The vector of each passage; as those of its sentences the ones of the next passages."""
    counts = np.load(passages / "sentences.npy").tolist()
    width, most = 2 * DIMENSION, max(counts)
    with (passages / "vectors").open("rb") as file:
        for first in range(0, size, ROWS_AT_ONCE):
            file.seek(first * width)
            raw = file.read((ROWS_AT_ONCE + most) * width)
            raw += raw[: most * width]
            for row, count in enumerate(counts[first : first + ROWS_AT_ONCE]):
                at = row * width
                yield raw[at : at + width], raw[at + width : at + (1 + count) * width]


def _vectors(passages: Path, size: int) -> Any:
    return np.memmap(passages / "vectors", dtype="<f2", mode="r", shape=(size, DIMENSION))


def _timed(index: Index, question: str) -> float:
    begun = time.perf_counter()
    index.candidates(question, k=CANDIDATES)
    return 1000 * (time.perf_counter() - begun)


def _recall(passages: Path, index_dir: Path, asked: Vectors) -> float:
    """The share of the ten nearest that the index finds, over all questions."""
    held = _vectors(passages, held_rows(passages))
    folder = folder_of(index_dir, read_current(index_dir).generation)
    index = VectorIndex(folder / VECTORS, lambda rows: held[rows].astype(np.float32))
    found = [{row for row, _ in index.search(vector, COMPARED)} for vector in asked]
    nearest = _nearest(held, asked)
    hits = sum(len(one & set(best)) for one, best in zip(found, nearest, strict=True))
    return hits / sum(map(len, nearest))


def held_rows(passages: Path) -> int:
    """How many vectors were written."""
    return (passages / "vectors").stat().st_size // (2 * DIMENSION)


def _nearest(held: Any, asked: Vectors) -> list[list[int]]:
    """The rows nearest to each question by comparing all."""
    cosines = np.concatenate(
        [asked @ held[at : at + 50_000].astype(np.float32).T for at in range(0, len(held), 50_000)],
        axis=1,
    )
    best = np.argpartition(-cosines, min(COMPARED, len(held)) - 1, axis=1)[:, :COMPARED]
    nearest: list[list[int]] = best.tolist()
    return nearest


def _report(args: argparse.Namespace) -> Iterator[str]:
    known = json.loads((args.cache / "questions.json").read_text(encoding="utf-8"))
    rate = _encoding_rate(args.cache / str(args.sizes[0]))
    yield (
        "| passages | index written | CPU time | encoding would add | peak memory, writing | disk "
        "| opened | first question | retrieval p50 | p95 | peak memory, asking | recall@10 |"
    )
    yield "|" + " ---: |" * 12
    for size in args.sizes:
        built, asked = _measured(args, size)
        yield (
            f"| {size:,} | {built['seconds']:.1f} s | {built['cpu_s']:.1f} s | "
            f"{size / rate:,.0f} s | "
            f"{built['peak_mb']:,.0f} MB | {built['disk_mb']:,.0f} MB | {asked['open_s']:.2f} s | "
            f"{asked['first_s']:.2f} s | {asked['p50_ms']:.1f} ms | {asked['p95_ms']:.1f} ms | "
            f"{asked['peak_mb']:,.0f} MB | {asked['recall']:.3f} |"
        )
        if asked["p50_ms"] > LIMIT_MS or asked["recall"] < LIMIT_RECALL:
            _say(f"{size}: beyond the limits ({LIMIT_MS} ms, recall {LIMIT_RECALL})")
    yield (
        f"\n{len(known['questions'])} questions. Of the passages, {known['contexts']:,} are "
        f"contexts as they stand, up to {known['texts']:,} are contexts cut anew, the others "
        f"drawn; {known['encoded']:,} vectors are the encoder's own, the others moved copies. "
        f"Encoding, sentences included: {rate:.0f} passages/s ({ENCODED_SAMPLE} of them). "
        f"{len(os.sched_getaffinity(0))} cores ({platform.machine()}), "
        f"Python {platform.python_version()}, {time.strftime('%Y-%m-%d %H:%M')}, load "
        f"{os.getloadavg()[0]:.1f} at the end."
    )


def _encoding_rate(passages: Path) -> float:
    """Passages a second, each with its sentences."""
    encoder = OnnxEncoder()
    texts = [f"\n{text}" for text in islice(read_texts(passages), ENCODED_SAMPLE)]
    encode_passages(encoder, texts[:10])
    begun = time.perf_counter()
    encode_passages(encoder, texts)
    return len(texts) / (time.perf_counter() - begun)


def _measured(args: argparse.Namespace, size: int) -> tuple[dict[str, float], dict[str, float]]:
    """What building and asking cost; an index that --keep left is asked again, not built."""
    index_dir, record = args.cache / f"index-{size}", args.cache / f"built-{size}.json"
    if not (args.keep and record.exists()):
        shutil.rmtree(index_dir, ignore_errors=True)
        record.write_text(json.dumps(_apart(args, size, "build", index_dir)), encoding="utf-8")
    asked = {} if args.prepare else _apart(args, size, "ask", index_dir)
    built = json.loads(record.read_text(encoding="utf-8"))
    if not args.keep:
        shutil.rmtree(index_dir)
        record.unlink()
    return built, asked


def _apart(args: argparse.Namespace, size: int, task: str, index_dir: Path) -> dict[str, float]:
    """What a task cost, in a process of its own."""
    _say(f"{size}: {task}")
    shared = ["--data", str(args.data), "--cache", str(args.cache), "--index", str(index_dir)]
    command = [sys.executable, __file__, *shared, "--sizes", str(size), "--task", task]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    cost: dict[str, float] = json.loads(done.stdout)
    return cost


def _say(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--cache", type=Path, required=True, metavar="DIR")
    sizes = [1000, 10_000, 100_000, 1_000_000]
    parser.add_argument("--sizes", type=int, nargs="+", default=sizes, metavar="N")
    parser.add_argument("--encoded", type=int, default=20_000, metavar="N")
    parser.add_argument("--questions", type=int, default=200, metavar="N")
    parser.add_argument("--prepare", action="store_true", help="only make what --cache lacks")
    parser.add_argument("--keep", action="store_true", help="keep indexes there and use them again")
    parser.add_argument("--out", type=Path, metavar="FILE")
    parser.add_argument("--task", choices=["build", "ask"], help=argparse.SUPPRESS)
    parser.add_argument("--index", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
