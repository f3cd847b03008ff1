"""How the files of any folder are read: what became of them, how fast, with how much memory.

    python eval/bench/reading.py FOLDER... [--most 200] [--seed 1] [--told]

Prints a table by ending: files read, skipped and failed, megabytes, pages, CPU seconds, megabytes
of file a second and the peak memory of the largest process. With --most only that many files of an
ending are drawn at random; --told names each file that was not read, with its reason. Each ending
has a fresh process, whose start counts too, and within it the readers work as they do for an index.
"""

import argparse
import json
import os
import random
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile

from pincite.corpus import DocumentError, SkippedError, find_files, load_document


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    path: str
    state: str
    reason: str
    bytes: int
    characters: int
    pages: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading the files of an ending took."""

    cpu_s: float
    peak_mb: float


def read_one(path: Path) -> Outcome:
    """Reads a file as a folder of its own would be read."""
    size = path.lstat().st_size
    try:
        (found,) = find_files([path])
        document = load_document(found)
    except SkippedError as error:
        return Outcome(str(path), "skipped", str(error), size, 0, 0)
    except DocumentError as error:
        return Outcome(str(path), "failed", str(error), size, 0, 0)
    except Exception as error:  # noqa: BLE001 - what ends a reader is what this looks for
        return Outcome(str(path), "CRASHED", repr(error), size, 0, 0)
    sound = all(block.span.end <= len(document.text) for block in document.blocks)
    state = "read" if sound else "UNSOUND"
    return Outcome(str(path), state, "", size, len(document.text), len(document.pages))


def chosen(folders: Sequence[Path], most: int, seed: int) -> dict[str, list[Path]]:
    """The files under the folders by ending, at most so many of each."""
    by_ending: dict[str, list[Path]] = defaultdict(list)
    for folder in folders:
        for file in find_files([folder]):
            if file.problem is None:
                by_ending[file.path.suffix.lower()].append(file.path)
    draw = random.Random(seed)
    return {
        ending: sorted(draw.sample(paths, most)) if len(paths) > most else paths
        for ending, paths in sorted(by_ending.items())
    }


def read_apart(paths: Sequence[Path]) -> tuple[list[Outcome], Cost]:
    """Reads the files in a fresh process, and measures it with all that it starts."""
    with TemporaryFile("w+", encoding="utf-8") as told:
        child = subprocess.Popen(
            [sys.executable, __file__, "--here"],
            stdin=subprocess.PIPE,
            stdout=told,
            text=True,
            encoding="utf-8",
        )
        if child.stdin:
            child.stdin.write(json.dumps([str(path) for path in paths]))
            child.stdin.close()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        outcomes = [Outcome(**json.loads(line)) for line in told]
    lost = [Outcome(str(path), "CRASHED", "the program ended", 0, 0, 0) for path in paths]
    cost = Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
    return outcomes + lost[len(outcomes) :], cost


def read_here() -> None:
    """Reads the files named on standard input and tells of each on standard output."""
    for path in json.load(sys.stdin):
        sys.stdout.write(json.dumps(asdict(read_one(Path(path)))) + "\n")
        sys.stdout.flush()


def row(ending: str, outcomes: Sequence[Outcome], cost: Cost) -> str:
    """A row of the table."""
    states = Counter(outcome.state for outcome in outcomes)
    others = ", ".join(f"{states[name]} {name}" for name in ("CRASHED", "UNSOUND") if states[name])
    megabytes = sum(outcome.bytes for outcome in outcomes) / 1e6
    pages = sum(outcome.pages for outcome in outcomes)
    counts = f"{len(outcomes)} | {states['read']} | {states['skipped']} | {states['failed']}"
    speed = megabytes / max(cost.cpu_s, 0.01)
    return (
        f"| {ending or 'none'} | {counts} | {megabytes:.1f} | {pages or ''} | {cost.cpu_s:.1f} |"
        f" {speed:.1f} | {cost.peak_mb:.0f} | {others}"
    )


def reasons(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A line for each file that was not read."""
    for outcome in outcomes:
        if outcome.state != "read":
            yield f"    {outcome.state}: {outcome.path}: {outcome.reason}"


def main() -> None:
    """Reads the files and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--most", type=int, default=10**9, help="files of an ending")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--told", action="store_true", help="name the files that were not read")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.here:
        read_here()
        return
    head = (
        "ending",
        "files",
        "read",
        "skipped",
        "failed",
        "MB",
        "pages",
        "CPU s",
        "MB/s",
        "peak MB",
    )
    sys.stdout.write(f"| {' | '.join(head)} |\n|{' --- |' * len(head)}\n")
    for ending, paths in chosen(args.folders, args.most, args.seed).items():
        outcomes, cost = read_apart(paths)
        sys.stdout.write(row(ending, outcomes, cost) + "\n")
        if args.told:
            sys.stdout.write("".join(f"{line}\n" for line in reasons(outcomes)))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
