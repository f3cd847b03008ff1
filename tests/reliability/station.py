"""Runs updates and looks of an index in children that can be killed or made to fail.

A process of its own, started once (with the shim loaded where faults are wanted): everything is
imported before it forks, so that a child costs milliseconds. Reads an order a line from standard
input, a JSON object {"do": ..., ...}, and writes what came of it as a line of JSON.
"""

import ctypes
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from zlib import crc32

import crowd
import numpy as np

from pincite.api.cli_failures import failure_of
from pincite.indexer import Index, export_index, import_index, update_index
from pincite.indexer.records import digest

for _engine in ("vector_index", "word_index"):  # loaded before the first fork
    import_module(f"pincite.indexer.{_engine}")
_NAMES = ("count", "kill before", "kill after", "fail once", "fail from", "power cut")
KINDS = {name: number for number, name in enumerate(_NAMES)}


class WordCountEncoder:
    """A text's vector counts its words, each in one of 32 places."""

    name, dimension = "word-count@1", 32

    def encode(self, texts):
        vectors = np.full((len(texts), self.dimension), 0.01, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row, crc32(word.encode()) % self.dimension] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


ENCODER = WordCountEncoder()


def update(order: dict) -> dict:
    """Brings an index up to date."""
    roots = [Path(order["folder"])]
    return {"generation": update_index(Path(order["index"]), roots, encoder=ENCODER).generation}


def export(order: dict) -> dict:
    """Writes an index into a file."""
    return {"generation": export_index(Path(order["index"]), Path(order["file"])).generation}


def take_in(order: dict) -> dict:
    """Makes an index of a file."""
    return {"generation": import_index(Path(order["file"]), Path(order["index"])).generation}


def look(order: dict) -> dict:
    """What the index answers: its generation, and a mark of all that is read from it."""
    with Index.open(order["index"], encoder=ENCODER) as index:
        found = index.candidates("When did the night train leave?", k=1000)
        texts = [index.document(record.source).text for record in index.documents()]
        held = digest(repr(index.documents()), repr(found), *texts)
        return {"generation": index.generation, "held": held}


def with_fault(work: Callable[[dict], dict], order: dict) -> dict:
    """What comes of the work with the fault that is ordered, and how many calls it made."""
    fault = order.get("fault")
    if fault is None:
        return work(order)
    shim = ctypes.CDLL(None)
    place = str(Path(order["index"]).parent).encode()
    number = ctypes.c_long(fault["at"])
    shim.fault_arm(place, number, KINDS[fault["kind"]], fault.get("errno", 0))
    try:
        return {**work(order), "calls": shim.fault_calls()}
    finally:
        shim.fault_disarm()


def take_part(order: dict) -> dict:
    """Reads or writes an index among others for a while."""
    return crowd.PARTS[order["part"]](order, ENCODER)


WORK = {"update": update, "look": look, "export": export, "import": take_in}


def _in_child(work: Callable[[dict], dict], order: dict) -> tuple[int, int]:
    """A child that does the work and tells what came of it; its id, and where it tells."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)
    try:
        told = with_fault(work, order)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        failure = failure_of(error)
        told = {"error": failure.type, "message": failure.message, "exit_code": failure.exit_code}
    os.write(writing, json.dumps(told).encode())
    os._exit(0)


def _result(child: int, reading: int) -> dict:
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    return {"signal": status & 0x7F, **(json.loads(told) if told else {})}


def run(order: dict) -> dict | list[dict]:
    """What comes of an order."""
    if order["do"] == "crowd":
        return [_result(*each) for each in [_in_child(take_part, p) for p in order["parts"]]]
    child, reading = _in_child(WORK[order["do"]], order)
    if order.get("kill_after_s") is not None:
        time.sleep(order["kill_after_s"])
        os.kill(child, signal.SIGKILL)
    return _result(child, reading)


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # that something was damaged and is rebuilt is the point
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(json.loads(line))) + "\n")
        sys.stdout.flush()
