"""What every peer is asked to do, as a process of its own: a JSON job in, a JSON result out.

    python PEER.py JOB.json RESULT.json

Nothing but the standard library, so that each peer's environment holds that peer alone. A job says
`task`: "index" (make an index in `folder` and keep it there), "ask" (open it and answer all
questions) or "cold" (open it and answer one). With `wait` the peer says "ready" once all is loaded
and a question has been answered, and begins at the next line on its input.
"""

import json
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

WARM_UP = "Who was the first to do it?"
"""Asked before anything is timed, and not again."""


@dataclass(frozen=True)
class Job:
    """What is to be done, with local folders alone."""

    task: str
    folder: str
    documents: str
    """A folder, for who reads files itself."""
    passages: str
    """JSON lines with `id` and `text`, for all others."""
    encoder: str
    reader: str
    questions: Sequence[str]
    threads: int
    ranks: int
    """How many passages a ranking has."""
    read: int
    """How many of them are read for an answer."""
    wait: bool
    repeats: int
    """How often an index is made."""

    def texts(self) -> list[tuple[str, str]]:
        """(id, text) of every passage."""
        lines = Path(self.passages).read_text(encoding="utf-8").splitlines()
        return [(row["id"], row["text"]) for row in map(json.loads, lines)]


class Peer(Protocol):
    """A system to be measured; its constructor gets the job."""

    packages: Sequence[str]

    def prepare(self) -> None:
        """Loads what indexing needs."""

    def index(self) -> int:
        """Makes and keeps the index; returns how many passages it holds."""

    def open(self) -> None:
        """Opens the index that was kept."""

    def ask(self, question: str) -> str:
        """The answer; "" where there is none."""

    def rank(self, question: str) -> list[Any]:
        """The best passages, best first: their ids, or [source, start, end]."""


def run(make: Any) -> None:
    """Does the job named on the command line with the peer that `make(job)` gives."""
    job = Job(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    peer = make(job)
    done = {"index": _index, "ask": _ask, "cold": _cold}[job.task](peer, job)
    done |= {"peak_mb": peak_mb(), "versions": {name: version(name) for name in peer.packages}}
    Path(sys.argv[2]).write_text(json.dumps(done), encoding="utf-8")


def _index(peer: Peer, job: Job) -> dict[str, Any]:
    peer.prepare()
    seconds = []
    for _ in range(job.repeats):
        shutil.rmtree(job.folder, ignore_errors=True)
        begun = time.perf_counter()
        count = peer.index()
        seconds.append(time.perf_counter() - begun)
    return {"seconds": seconds, "passages": count}


def _cold(peer: Peer, job: Job) -> dict[str, Any]:
    peer.open()
    peer.ask(job.questions[0])
    return {"answered_at": time.monotonic()}


def _ask(peer: Peer, job: Job) -> dict[str, Any]:
    peer.open()
    peer.ask(WARM_UP)
    if job.wait:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        begun = time.perf_counter()
        for question in job.questions:
            peer.ask(question)
        return {"seconds": time.perf_counter() - begun}
    asked = [_timed(peer.ask, question) for question in job.questions]
    peak = peak_mb()
    ranked = [_timed(peer.rank, question) for question in job.questions]
    return {
        "answers": [answer for answer, _ in asked],
        "ms": [ms for _, ms in asked],
        "rankings": [ranking for ranking, _ in ranked],
        "rank_ms": [ms for _, ms in ranked],
        "asking_mb": peak,
    }


def _timed(call: Any, question: str) -> tuple[Any, float]:
    begun = time.perf_counter()
    given = call(question)
    return given, 1000 * (time.perf_counter() - begun)


def peak_mb() -> float:
    """The most memory this process held, without what its parent held before it began."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
