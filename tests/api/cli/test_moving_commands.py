"""export, import and index --watch."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

EXPORTED = "2 documents written to a.index (1.5 MB in one file)\n"


def test_export_takes_the_index_first_or_by_option(call, engine):
    assert call("export", "ix", "a.index").out == EXPORTED
    assert call("export", "--index", "ix", "a.index").out == EXPORTED
    assert engine.calls == [("export", Path("ix"), Path("a.index"))] * 2


def test_import_says_where_the_index_is_now(call, engine):
    outcome = call("import", "a.index", "--index", "ix")
    assert outcome.out == "1 document now in ix (0.0 MB in one file)\n"
    assert engine.calls == [("import", Path("a.index"), Path("ix"))]


@pytest.mark.parametrize("command", ["export", "import"])
def test_moving_can_be_told_as_json(call, command):
    facts = call(command, "a.index", "--json").json
    assert facts["generation"] == "g1"
    assert set(facts) == {"generation", "documents", "bytes"}


def test_exporting_no_index_is_exit_code_3(call, engine):
    engine.missing = True
    assert call("export", "a.index").exit_code == 3


def test_watching_no_index_without_a_folder_is_exit_code_3(call, tmp_path):
    assert call("index", "--watch", "--index", str(tmp_path / "ix")).exit_code == 3


def until(stream: IO[str], words: str) -> str:
    """The first line that holds the words."""
    return next(line for line in stream if words in line)


def test_a_watched_folder_is_followed_until_an_interrupt(tmp_path: Path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("It rained in Lisbon on Monday.\n", encoding="utf-8")
    command = [sys.executable, "-m", "pincite.api", "index", "--watch", str(folder)]
    # A run of the tests in the background ignores interrupts, and so would what it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PINCITE_INDEX": ""},
    ) as watching:
        until(watching.stdout, "1 added")
        (folder / "noise.txt").write_bytes(bytes(range(256)) * 20)
        (folder / "b.txt").write_text("The river rose by two metres.\n", encoding="utf-8")
        until(watching.stdout, "1 added, 1 unchanged")
        (folder / "a.txt").unlink()
        until(watching.stdout, "1 removed")
        watching.send_signal(signal.SIGINT)
        said = watching.stderr.read()
    assert watching.returncode in (0, -signal.SIGINT)  # between two updates, or within one
    assert "Traceback" not in said
    assert list((tmp_path / ".pincite" / "generations").glob(".*")) == []
