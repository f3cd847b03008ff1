r"""pincite beside other systems: the same machine, documents, questions and weights.

    python eval/bench/beside.py --environments DIR --encoder FOLDER --reader FOLDER \
        [--squad FILE] [--folder FOLDER --questions FILE] [--sample 200] [--out FILE]

Writes Markdown: what was measured of each system, how far pincite is ahead or behind with 95 %
intervals, and a list of the lines where it is behind. Each system lives in an environment of its
own, made below --environments where it is missing (peers/requirements), and is a process that
reads a JSON job and writes a JSON result; nothing is loaded from a network. --encoder and --reader
are folders as transformers writes them; pincite has the same weights in int8 in its package.
docs/peers.md says how they are made and how each system is set up.
"""

import argparse
import contextlib
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from beside_data import Corpus, folder, squad
from beside_figures import Measured, aims, behind, leads, lines, table

from pincite.corpus import PinciteError

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PEERS = HERE / "peers"
OURS = "pincite"
NAMES = {
    OURS: OURS,
    "haystack": "Haystack",
    "txtai": "txtai",
    "llamaindex": "LlamaIndex",
    "plain": "plain chain",
}
RANKS, READ = 10, 5
FEW_PASSAGES = 500
"""A smaller corpus is indexed several times, so that its rate has an interval."""


@dataclass(frozen=True, slots=True)
class Setup:
    """How the systems are run."""

    environments: Path
    encoder: Path
    reader: Path
    runs: int
    load: int
    work: Path

    @property
    def cores(self) -> list[int]:
        """The cores that may be used, two at most."""
        return sorted(os.sched_getaffinity(0))[:2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and writes the tables."""
    args = _arguments(arguments)
    systems = [name for name in NAMES if name == OURS or name in args.peers]
    with TemporaryDirectory(prefix="beside-") as work:
        setup = Setup(
            args.environments.absolute(),
            args.encoder.absolute(),
            args.reader.absolute(),
            args.runs,
            args.load,
            Path(work),
        )
        try:
            for system in systems:
                make_environment(setup, system)
            report = "\n".join(_report(setup, systems, _corpora(args, Path(work))))
        except (PinciteError, subprocess.CalledProcessError, PeerError) as error:
            sys.stderr.write(f"{error}\n")
            return 2
    if args.out:
        args.out.write_text(report + "\n", encoding="utf-8")
    sys.stdout.write(report + "\n")
    return 0


class PeerError(Exception):
    """A system did not do what it was asked for."""


def make_environment(setup: Setup, system: str) -> None:
    """An environment with the system in it; pincite's is brought to this checkout each time."""
    place = setup.environments / system
    if not (place / "bin/python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    done = place / "installed"
    pip = [str(place / "bin/python"), "-m", "pip", "-q", "--disable-pip-version-check", "install"]
    if system != OURS and not done.exists():
        subprocess.run([*pip, "-r", str(PEERS / f"requirements/{system}.txt")], check=True)
    elif system == OURS:
        bounds = ["-c", str(ROOT / "constraints/base.txt")]
        if not done.exists():
            subprocess.run([*pip, *bounds, str(ROOT)], check=True)
        subprocess.run([*pip, "--no-deps", "--force-reinstall", str(ROOT)], check=True)
    done.touch()


def _corpora(args: argparse.Namespace, work: Path) -> Iterator[Corpus]:
    if args.squad:
        yield squad(args.squad, work / "squad-data", args.sample)
    if args.folder:
        yield folder(args.folder.absolute(), args.questions, work / "folder-data", args.sample)


def _report(setup: Setup, systems: Sequence[str], corpora: Iterator[Corpus]) -> Iterator[str]:
    versions: dict[str, str] = {}
    names = [NAMES[system] for system in systems]
    cold_starts = setup.runs
    for corpus in corpora:
        measured = {NAMES[each]: measure(setup, each, corpus, cold_starts) for each in systems}
        cold_starts = 1
        versions |= {name: _told(one.versions) for name, one in measured.items()}
        found = lines(measured)
        yield f"### {corpus.name}: {len(corpus.questions)} questions, {_held(corpus)}\n"
        yield from table(found, names)
        yield ""
        yield from leads(found, NAMES[OURS], names[1:])
        yield "\nBehind:\n"
        yield from list(behind(found, NAMES[OURS], names[1:])) or ["nowhere."]
        yield "\nAims:\n"
        yield from aims(found, NAMES[OURS])
        yield ""
    yield _machine(setup)
    yield from (f"- {name}: {told}" for name, told in versions.items())


def measure(setup: Setup, system: str, corpus: Corpus, cold_starts: int) -> Measured:
    """Everything about one system on one corpus."""
    _say(f"{corpus.name}: {system}")
    measured = Measured(reads=system != "llamaindex", installed_mb=_installed(setup, system))
    _measure_indexing(setup, system, corpus, measured)
    answered = _do(setup, system, corpus, "ask")
    measured.ms, measured.rank_ms = answered["ms"], answered["rank_ms"]
    pairs = list(zip(corpus.questions, answered["answers"], strict=True))
    measured.exact = [asked.exact(answer) for asked, answer in pairs]
    measured.f1 = [asked.f1(answer) for asked, answer in pairs]
    measured.ranks = [
        corpus.found_at(asked, ranking)
        for asked, ranking in zip(corpus.questions, answered["rankings"], strict=True)
    ]
    measured.asking_mb, measured.versions = answered["asking_mb"], answered["versions"]
    for _ in range(cold_starts):
        begun = time.monotonic()
        measured.cold_s.append(_do(setup, system, corpus, "cold")["answered_at"] - begun)
    if measured.reads:
        measured.answers_a_second = _under_load(setup, system, corpus)
    return measured


def _measure_indexing(setup: Setup, system: str, corpus: Corpus, measured: Measured) -> None:
    """Characters a second, as systems cut documents differently; the last index is kept."""
    held = sum(place.span.end - place.span.start for place in corpus.places.values()) / 1000
    done = _do(setup, system, corpus, "index")
    measured.characters_a_second = [held / seconds for seconds in done["seconds"]]
    measured.indexing_mb = done["peak_mb"]


def _under_load(setup: Setup, system: str, corpus: Corpus) -> float:
    """Answers a second of a process a core, each with its own questions, begun together."""
    asked = [question.text for question in corpus.questions][: setup.load * len(setup.cores)]
    parts = [asked[place :: len(setup.cores)] for place in range(len(setup.cores))]
    with contextlib.ExitStack() as stack:
        running = [
            stack.enter_context(_Running(setup, system, corpus, part, core))
            for part, core in zip(parts, setup.cores, strict=True)
        ]
        for one in running:
            one.await_ready()
        for one in running:
            one.begin()
        seconds = [one.finish()["seconds"] for one in running]
    return len(asked) / max(seconds)


class _Running:
    """A system that waits, loaded, on one core."""

    def __init__(
        self, setup: Setup, system: str, corpus: Corpus, questions: Sequence[str], core: int
    ) -> None:
        job = _job(setup, system, corpus, "ask", questions=questions, threads=1, wait=True)
        self._command, self._result = _command(setup, system, job, str(core))
        self._core = core

    def __enter__(self) -> "_Running":
        self._process = subprocess.Popen(
            self._command,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            preexec_fn=lambda: os.sched_setaffinity(0, {self._core}),
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def await_ready(self) -> None:
        """Returns when it has loaded everything; others may print before."""
        for line in self._process.stdout or ():
            if line == "ready\n":
                return
        raise PeerError(f"{' '.join(self._command)}: ended before it was ready")

    def begin(self) -> None:
        """Lets it begin."""
        if self._process.stdin:
            self._process.stdin.write("\n")
            self._process.stdin.flush()

    def finish(self) -> Mapping[str, Any]:
        """Its result."""
        self._process.wait()
        return _read(self._command, self._result)


def _do(setup: Setup, system: str, corpus: Corpus, task: str) -> Mapping[str, Any]:
    """The result of a task done alone on all cores."""
    questions = [question.text for question in corpus.questions]
    job = _job(setup, system, corpus, task, questions=questions, threads=len(setup.cores))
    command, result = _command(setup, system, job, task)
    log = setup.work / "log"
    with log.open("wb") as file:
        subprocess.run(command, env=_environment(), stdout=file, stderr=file)
    if not result.exists():
        raise PeerError(f"{' '.join(command)}:\n{log.read_text(errors='replace')[-3000:]}")
    return _read(command, result)


def _job(
    setup: Setup,
    system: str,
    corpus: Corpus,
    task: str,
    *,
    questions: Sequence[str],
    threads: int,
    wait: bool = False,
) -> dict[str, object]:
    return {
        "task": task,
        "folder": str(_index(setup, system, corpus)),
        "documents": str(corpus.documents),
        "passages": str(corpus.passages),
        "encoder": str(setup.encoder),
        "reader": str(setup.reader),
        "questions": questions,
        "threads": threads,
        "ranks": RANKS,
        "read": READ,
        "wait": wait,
        "repeats": setup.runs if len(corpus.places) < FEW_PASSAGES else 1,
    }


def _command(
    setup: Setup, system: str, job: Mapping[str, object], name: str
) -> tuple[list[str], Path]:
    """The command of a job, and where its result will lie."""
    given, result = setup.work / f"job-{name}.json", setup.work / f"result-{name}.json"
    given.write_text(json.dumps(job), encoding="utf-8")
    result.unlink(missing_ok=True)
    python = setup.environments / system / "bin/python"
    return [str(python), str(PEERS / f"{system}_peer.py"), str(given), str(result)], result


def _read(command: Sequence[str], result: Path) -> Mapping[str, Any]:
    if not result.exists():
        raise PeerError(f"{' '.join(command)}: left no result")
    read: Mapping[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return read


def _index(setup: Setup, system: str, corpus: Corpus) -> Path:
    return setup.work / f"index-{system}-{corpus.name}"


def _environment() -> dict[str, str]:
    """Ours without Python's own settings, and with every way to a network shut."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "HAYSTACK_TELEMETRY_ENABLED": "False",
        "TOKENIZERS_PARALLELISM": "false",
    }


def _installed(setup: Setup, system: str) -> float:
    """Megabytes of what is installed without pip and caches, and of the weights used with it."""
    (packages,) = (setup.environments / system).glob("lib/python*/site-packages")
    weights = {OURS: [], "llamaindex": [setup.encoder]}.get(system, [setup.encoder, setup.reader])
    files = [
        file
        for file in packages.rglob("*")
        if file.is_file()
        and "__pycache__" not in file.parts
        and file.relative_to(packages).parts[0].partition("-")[0] != "pip"
    ]
    files += [path / name for path in weights for name in ("model.safetensors", "tokenizer.json")]
    return sum(file.stat().st_size for file in files) / 1e6


def _held(corpus: Corpus) -> str:
    documents = len({place.source for place in corpus.places.values()})
    return f"{documents} documents, {len(corpus.places)} passages for the others"


def _told(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in versions.items())


def _machine(setup: Setup) -> str:
    with contextlib.suppress(OSError):
        cpu = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        model = cpu.partition("model name")[2].partition("\n")[0].strip("\t: ")
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    )
    when = time.strftime("%Y-%m-%d %H:%M")
    return (
        f"{len(setup.cores)} cores of {model or platform.machine()}, Python "
        f"{platform.python_version()}, commit {commit.stdout.strip() or 'unknown'}, {when}, load "
        f"{os.getloadavg()[0]:.1f} at the end. Cold starts: median of {setup.runs} on the first "
        "set, one on the other. Indexing is told in characters, as systems cut texts differently.\n"
    )


def _say(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--environments", type=Path, required=True, metavar="DIR")
    parser.add_argument("--encoder", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--reader", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--squad", type=Path, metavar="FILE", help="a reading set, also .gz")
    parser.add_argument("--folder", type=Path, metavar="FOLDER", help="documents of any kind")
    parser.add_argument("--questions", type=Path, metavar="FILE", help="questions over FOLDER")
    parser.add_argument("--sample", type=int, default=200, metavar="N", help="questions of a set")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="cold starts")
    parser.add_argument("--load", type=int, default=20, metavar="N", help="questions a core")
    parser.add_argument("--peers", nargs="*", default=list(NAMES)[1:], choices=list(NAMES)[1:])
    parser.add_argument("--out", type=Path, metavar="FILE", help="the report goes there, too")
    args = parser.parse_args(arguments)
    if not (args.squad or args.folder) or bool(args.folder) != bool(args.questions):
        parser.error("--squad FILE, or --folder FOLDER with --questions FILE, or both")
    return args


if __name__ == "__main__":
    sys.exit(main())
