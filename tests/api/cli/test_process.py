"""The command as a process: pipes, signals and what starting it costs."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("numpy", "faiss", "onnxruntime", "tantivy", "fastapi", "pydantic", "torch", "logging")


def run(code: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, **options)


def test_help_imports_nothing_heavy():
    code = f"""
import sys
from pincite.api.cli import main
assert main(["--help"]) == 0
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    assert run(code).stderr.strip() == "[]"


def test_a_closed_pipe_is_silent():
    code = "import sys\nfrom pincite.api.cli import main\nsys.exit(main(['--help']))"
    read_end, write_end = os.pipe()
    os.close(read_end)
    process = subprocess.run(
        [sys.executable, "-c", code],
        stdout=write_end,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
    )
    os.close(write_end)
    assert process.stderr == ""
    assert process.returncode == 141


INTERRUPTED = """
import sys
from pincite.api.cli import main
class Engine:
    def library(self, index_dir):
        raise KeyboardInterrupt
sys.argv = ["pincite", "list"]
sys.exit(main({argv}engine=Engine()))
"""


def test_an_interrupt_is_one_word():
    process = run(INTERRUPTED.format(argv="['list'], "))
    assert process.returncode == 130
    assert process.stderr.strip() == "pincite: interrupted"


def test_an_interrupted_command_ends_by_the_signal_itself():
    process = run(INTERRUPTED.format(argv=""))
    assert process.returncode == -signal.SIGINT
    assert process.stderr.strip() == "pincite: interrupted"


INTERRUPTED_EARLY = """
import sys
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "pincite.api.cli_arguments":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupting())
from pincite.api.__main__ import main
sys.exit(main())
"""


def test_an_interrupt_while_the_command_line_is_imported_is_one_word_too():
    process = run(INTERRUPTED_EARLY)
    assert process.returncode == -signal.SIGINT
    assert process.stderr.strip() == "pincite: interrupted"


INTERRUPTED_IN_A_CALLBACK = """
import signal, sys, weakref
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "pincite.api.cli_arguments":
            class Thing: pass
            thing = Thing()
            kept.append(weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT)))
kept = []
sys.meta_path.insert(0, Interrupting())
from pincite.api.__main__ import main
sys.exit(main())
"""


def test_an_interrupt_in_a_callback_of_the_import_system_is_not_lost():
    process = run(INTERRUPTED_IN_A_CALLBACK)
    assert process.returncode == -signal.SIGINT
    assert process.stderr.strip() == "pincite: interrupted"


@pytest.mark.parametrize("words", [["list"], ["status", "--json"]])
def test_an_index_that_is_not_there_is_exit_code_3(words, tmp_path: Path):
    script = Path(sys.executable).with_name("pincite")
    process = subprocess.run([script, *words], cwd=tmp_path, capture_output=True, text=True)
    assert process.returncode == 3
    assert "Traceback" not in process.stderr
    assert not list(tmp_path.iterdir())
