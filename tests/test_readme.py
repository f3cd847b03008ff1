"""Every command in the README runs, and what the README shows is what they print.

PINCITE_WRITE_README=1 writes the outputs into the README and lets the test fail.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.api.cli_arguments import build_parser

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
WRITING = bool(os.environ.get("PINCITE_WRITE_README"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What differs between runs and processors: seconds and the last digits of scores.
VARYING = (
    (re.compile(r"\d+\.\d s\)"), "0.0 s)"),
    (re.compile(r"\d+ %"), "0 %"),
    (re.compile(r"\d+\.\d+ \(words \d+\.\d, meaning -?\d\.\d+\)"), "0 (words 0, meaning 0)"),
)
# Runners-up and nearest places change their order with the last digits.
AFTER_THE_ANSWER = re.compile(r"\n(Also possible|Closest places):\n.*", re.DOTALL)


def blocks(kind: str) -> list[str]:
    return [
        text for name, text in BLOCK.findall(README.read_text(encoding="utf-8")) if name == kind
    ]


def steps(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block with the output shown under it."""
    for step in block.split("$ ")[1:]:
        command, _, output = step.partition("\n")
        yield command, output


def steady(text: str) -> str:
    """The text without what may differ between machines."""
    for pattern, replacement in VARYING:
        text = pattern.sub(replacement, text)
    return AFTER_THE_ANSWER.sub("", text).rstrip()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the README's paths hold."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    return folder


def output_of(command: str, folder: Path) -> str:
    words = shlex.split(command)
    assert words[0] == "pincite"
    process = subprocess.run(
        [sys.executable, "-m", "pincite.api.cli", *words[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "100", "PINCITE_INDEX": ""},
    )
    assert process.returncode == 0, process.stderr
    return process.stdout


def test_the_readme_shows_what_its_commands_print(folder):
    fresh = README.read_text(encoding="utf-8")
    for block in blocks("console"):
        ran = [(command, output_of(command, folder)) for command, _ in steps(block)]
        if WRITING:
            written = "\n".join(f"$ {command}\n{output.rstrip()}\n" for command, output in ran)
            fresh = fresh.replace(block, written)
        for (command, shown), (_, printed) in zip(steps(block), ran, strict=True):
            assert WRITING or steady(shown) == steady(printed), command
    if WRITING:
        README.write_text(fresh, encoding="utf-8")
    assert not WRITING, "the README was written; look at it"


def test_the_readme_python_runs(folder, monkeypatch, capsys):
    if not (folder / ".pincite").exists():
        output_of("pincite index corpus/documents", folder)
    monkeypatch.chdir(folder)
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), {})
    assert "Span(" in capsys.readouterr().out


def test_every_command_named_in_passing_is_one(folder):
    text = README.read_text(encoding="utf-8")
    known = set(build_parser().format_help().split())
    for command in re.findall(r"`pincite (\w+)", text):
        assert command in known


def test_every_make_target_named_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set()
    for page in (README, ROOT / "CONTRIBUTING.md"):
        named |= set(re.findall(r"(?:`|^)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE))
    assert {"demo", "test", "check"} <= named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
