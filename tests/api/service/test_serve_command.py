"""`pincite serve` as a process, over an index that is made and changed beside it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from .conftest import PATIENCE_S, wait_until

QUESTION = "When does the works council meet?"


@dataclass
class Served:
    """A running process and what it serves."""

    process: subprocess.Popen[str]
    port: int
    folder: Path

    def request(self, method: str, path: str, value: object = None) -> tuple[int, dict]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        body = None if value is None else json.dumps(value)
        connection.request(method, path, body, {"content-type": "application/json"})
        response = connection.getresponse()
        said = response.status, json.loads(response.read())
        connection.close()
        return said


def pincite(folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "pincite.api.cli", "--index", str(folder / "index"), *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "texts").mkdir()
    text = "The works council meets on Mondays in the canteen.\n"
    (folder / "texts" / "note.txt").write_text(text, encoding="utf-8")
    pincite(folder, "index", str(folder / "texts"))
    process = start(folder, "--port", "0")
    address = process.stderr.readline()
    assert address.startswith("pincite: serving on http://127.0.0.1:")
    started = Served(process, int(address.rsplit(":", 1)[1]), folder)
    assert started.request("GET", "/healthz")[0] == 200
    wait_until(lambda: answers(started))
    yield started
    process.kill()
    process.communicate()


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pincite.api.cli", "--index", str(folder / "index"), "serve"]
    return subprocess.Popen([*command, *words], stderr=subprocess.PIPE, text=True, env=os.environ)


def answers(served: Served) -> bool:
    try:
        return served.request("GET", "/readyz")[0] == 200
    except OSError:
        return False


def test_the_service_answers_as_the_command_line_does(served):
    _, answer = served.request("POST", "/v1/ask", {"question": QUESTION})
    printed = json.loads(pincite(served.folder, "ask", QUESTION, "--json"))
    del answer["timings_ms"], printed["timings_ms"]
    assert answer == printed


def test_a_new_generation_is_taken_up_without_a_restart(served):
    before = served.request("GET", "/readyz")[1]["generation"]
    text = "The paint shop opened in 1987.\n"
    (served.folder / "texts" / "paint.txt").write_text(text, encoding="utf-8")
    pincite(served.folder, "index")
    wait_until(lambda: served.request("GET", "/readyz")[1]["generation"] != before)
    row = {"query": "paint shop", "top_k": 1}
    _, found = served.request("POST", "/v1/search", row)
    assert found["results"][0]["source"] == "paint.txt"


def test_a_port_in_use_is_told(served):
    process = start(served.folder, "--port", str(served.port))
    _, said = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 4
    assert "cannot be listened on" in said


def test_a_missing_index_is_told(tmp_path):
    process = start(tmp_path)
    _, said = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 3
    assert "there is no index" in said


def test_it_ends_when_told_to(served):
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(PATIENCE_S) == 0
