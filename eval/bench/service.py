"""What the service bears on this machine, as a Markdown table.

    python eval/bench/service.py FOLDER [--requests 5000] [--more 5000] [--rounds 5]

Indexes FOLDER, starts `pincite serve` over it as a process of its own, and asks it questions that
are all different, made from sentences of its documents, over 16 connections that each send the
next question as soon as the last is answered. Throughput is compared in rounds: the same questions
to the assistant in a loop and over HTTP, in turn, so that both meet the same machine.
"""

import argparse
import asyncio
import json
import os
import platform
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pincite.qa import Assistant, open_assistant
from pincite.qa.answers import Question

CONNECTIONS = 16
WARM_UP = 40
OVERLOAD = 10 * 64
"""Ten times the questions that may wait."""
OVERLOAD_S = 10.0
COMMAND = (sys.executable, "-m", "pincite.api.cli")
FORMS = (
    "What is said about {}?",
    "When was {} mentioned?",
    "Who is named together with {}?",
    "How many are there of {}?",
    "Why does {} matter?",
    "Where does {} take place?",
    "What came after {}?",
    "Which year belongs to {}?",
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What one request met; status 0: no answer, or that of another question."""

    status: int
    seconds: float


@dataclass
class Load:
    """What many requests met."""

    replies: list[Reply] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def statuses(self) -> dict[int, int]:
        """How many of each status."""
        return dict(sorted(Counter(reply.status for reply in self.replies).items()))

    def percentile(self, share: float) -> float:
        """The time below which that share of the answered requests lies."""
        times = sorted(reply.seconds for reply in self.replies if reply.status == 200)
        return times[min(len(times) - 1, int(share * len(times)))]

    @property
    def per_second(self) -> float:
        """Requests a second."""
        return len(self.replies) / self.seconds


class Served:
    """`pincite serve` as a process."""

    def __init__(self, index_dir: Path) -> None:
        words = ["--index", str(index_dir), "serve", "--port", "0"]
        begun = time.perf_counter()
        self.log = (index_dir.parent / "serve.log").open("w+", encoding="utf-8")
        self.process = subprocess.Popen([*COMMAND, *words], stderr=self.log)
        self.port = self._port()
        while asyncio.run(request(self.port, "GET", "/readyz")).status != 200:
            time.sleep(0.01)
        self.ready_s = time.perf_counter() - begun

    def _port(self) -> int:
        while True:
            said = Path(self.log.name).read_text(encoding="utf-8").partition("\n")[0]
            if found := re.search(r":(\d+)$", said):
                return int(found[1])
            if self.process.poll() is not None:
                raise SystemExit(f"pincite serve ended: {said}")
            time.sleep(0.01)

    @property
    def resident_mb(self) -> float:
        """Memory that the process holds."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def stop(self) -> float:
        """Tells it to end; the seconds it took."""
        begun = time.perf_counter()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        self.log.close()
        return time.perf_counter() - begun


async def request(port: int, method: str, path: str, value: object = None) -> Reply:
    """One request over a connection of its own."""
    begun = time.perf_counter()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        status, _ = await exchanged(reader, writer, method, path, value)
        writer.close()
    except (OSError, asyncio.IncompleteReadError):
        status = 0
    return Reply(status, time.perf_counter() - begun)


async def exchanged(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    method: str,
    path: str,
    value: object = None,
) -> tuple[int, bytes]:
    """Status and body of one request over an open connection."""
    body = b"" if value is None else json.dumps(value).encode()
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    await writer.drain()
    told = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(re.search(r"content-length: (\d+)", told)[1])
    return int(told.split(" ", 2)[1]), await reader.readexactly(length)


async def asked(port: int, questions: Sequence[str], connections: int = CONNECTIONS) -> Load:
    """All questions over so many connections, each taking the next one when it is free."""
    load, rest = Load(), iter(questions)

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for question in rest:
            begun = time.perf_counter()
            status, body = await exchanged(
                reader, writer, "POST", "/v1/ask", {"question": question}
            )
            own = status != 200 or json.loads(body)["question"] == question
            load.replies.append(Reply(status if own else 0, time.perf_counter() - begun))
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(connections)))
    load.seconds = time.perf_counter() - begun
    return load


async def overloaded(port: int, questions: Iterator[str]) -> Load:
    """Ten times as many clients as may wait, each asking again at once, for some seconds."""
    load, end = Load(), time.perf_counter() + OVERLOAD_S

    async def client() -> None:
        while time.perf_counter() < end:
            row = {"question": next(questions)}
            load.replies.append(await request(port, "POST", "/v1/ask", row))

    await asyncio.gather(*(client() for _ in range(OVERLOAD)))
    load.seconds = OVERLOAD_S
    return load


async def recovered(port: int, questions: Iterator[str], usual_s: float) -> float:
    """Seconds until three questions in a row take at most twice as long as usual."""
    begun, good = time.perf_counter(), 0
    while good < 3 and time.perf_counter() - begun < 60:
        reply = await request(port, "POST", "/v1/ask", {"question": next(questions)})
        good = good + 1 if reply.status == 200 and reply.seconds <= 2 * usual_s else 0
    return time.perf_counter() - begun


async def stopped_under_load(served: Served, questions: Iterator[str]) -> float:
    """Seconds from the signal to the end of the process while every connection asks."""
    over = False

    async def client() -> None:
        while not over:
            await request(served.port, "POST", "/v1/ask", {"question": next(questions)})

    clients = [asyncio.create_task(client()) for _ in range(CONNECTIONS)]
    await asyncio.sleep(1)
    took = await asyncio.to_thread(served.stop)
    over = True
    await asyncio.gather(*clients)
    return took


def different_questions(assistant: Assistant) -> Iterator[str]:
    """Questions about stretches of the documents, in an order that is always the same."""
    sentences = [
        sentence.split()
        for record in assistant.index.documents()
        for sentence in re.split(r"[.!?|\n]+", assistant.index.document(record.source).text)
    ]
    subjects = {
        " ".join(words[first : first + size])
        for words in sentences
        for size in (2, 3, 4, 5)
        for first in range(len(words) - size + 1)
    }
    rows = sorted(subjects)
    random.Random(7).shuffle(rows)
    for form in FORMS:
        for number, subject in enumerate(rows):
            yield FORMS[(FORMS.index(form) + number) % len(FORMS)].format(subject)


def in_a_loop(assistant: Assistant, questions: Sequence[str]) -> float:
    """Questions a second without HTTP."""
    begun = time.perf_counter()
    for question in questions:
        assistant.ask(Question(question))
    return len(questions) / (time.perf_counter() - begun)


def measured(index_dir: Path, args: argparse.Namespace) -> Iterator[tuple[str, str, str]]:
    """The rows of the table: what, how much, and what it should be."""
    assistant = open_assistant(index_dir)
    questions = different_questions(assistant)

    def some(count: int) -> list[str]:
        return [next(questions) for _ in range(count)]

    served = Served(index_dir)
    yield "ready after", f"{served.ready_s:.2f} s", "2 s"
    in_a_loop(assistant, some(WARM_UP))
    asyncio.run(asked(served.port, some(WARM_UP)))
    usual_s = statistics.median(
        asyncio.run(request(served.port, "POST", "/v1/ask", {"question": each})).seconds
        for each in some(20)
    )
    yield "one question alone, median of 20", f"{1000 * usual_s:.0f} ms", ""
    yield throughput(assistant, served, [some(args.round) for _ in range(args.rounds)])
    assistant.close()
    load = asyncio.run(overloaded(served.port, questions))
    back_s = asyncio.run(recovered(served.port, questions, usual_s))
    yield f"{OVERLOAD} clients for {OVERLOAD_S:.0f} s", f"{load.statuses}", "only 200 and 503"
    yield "back to normal after", f"{back_s:.1f} s", "5 s"
    yield from loaded(served, some(args.requests), some(args.more))
    ended_s = asyncio.run(stopped_under_load(served, questions))
    yield "ended under load after", f"{ended_s:.1f} s", "5 s"


def throughput(
    assistant: Assistant, served: Served, rounds: Sequence[Sequence[str]]
) -> tuple[str, str, str]:
    """How much of the loop's speed is left over HTTP, round by round."""
    shares = []
    for each in rounds:
        alone = in_a_loop(assistant, each)
        shares.append(asyncio.run(asked(served.port, each)).per_second / alone)
    told = f"{statistics.median(shares):.2f} ({min(shares):.2f} to {max(shares):.2f})"
    return f"share of the loop's speed, {len(rounds)} rounds of {len(rounds[0])}", told, "0.8"


def loaded(
    served: Served, first: Sequence[str], more: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """Failures, times and memory over many requests."""
    before = served.resident_mb
    load = asyncio.run(asked(served.port, first))
    p50, p99 = load.percentile(0.5), load.percentile(0.99)
    after_first = served.resident_mb
    yield f"{len(first)} questions, statuses", f"{load.statuses}", "only 200"
    yield "questions a second", f"{load.per_second:.1f}", ""
    yield "p50, p99", f"{1000 * p50:.0f} ms, {1000 * p99:.0f} ms", ""
    yield "p99 / p50", f"{p99 / p50:.2f}", "4"
    yield "memory before and after them", f"{before:.0f} MB, {after_first:.0f} MB", "flat"
    if more:
        again = asyncio.run(asked(served.port, more))
        yield f"{len(more)} more, statuses", f"{again.statuses}", "only 200"
        memory = f"{after_first:.0f} MB, {served.resident_mb:.0f} MB"
        yield f"memory after {len(first)} and {len(first) + len(more)}", memory, "flat"


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--requests", type=int, default=5000)
    parser.add_argument("--more", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--round", type=int, default=160, help="questions of a round")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        index_dir = Path(scratch) / "index"
        folders = [str(folder) for folder in args.folders]
        subprocess.run([*COMMAND, "--index", str(index_dir), "index", *folders], check=True)
        load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
        _tell(f"{platform.machine()}, {os.cpu_count()} cores, load {load} before\n")
        _tell("| what | measured | at most / at least |\n| --- | --- | --- |")
        for what, value, limit in measured(index_dir, args):
            _tell(f"| {what} | {value} | {limit} |")
    return 0


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
