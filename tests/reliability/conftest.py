"""An index that is to be updated, and a station that updates it under faults."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
collect_ignore = ["station.py", "crowd.py", "one_update.py"]
BEFORE = {
    "rain.txt": "Rain\n\nIt rained in Lisbon on Monday. The river rose by two metres.\n",
    "trains.md": "# Trains\n\nThe night train to Vienna left at nine.\n\n- rye\n- wheat\n",
    "old.txt": "This file goes away.\n",
}
AFTER = {
    "rain.txt": "Rain\n\nIt rained in Lisbon on Friday. The river rose by three metres.\n",
    "trains.md": BEFORE["trains.md"],
    "copy.md": BEFORE["trains.md"],
    "new.txt": "This file is new. It says little.\n",
}


@dataclass
class Station:
    """Gives orders to the process of station.py."""

    process: subprocess.Popen[str]
    has_faults: bool

    def __call__(self, **order: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(json.dumps(order, default=str), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="session")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """Kills at any moment; with a C compiler on Linux also faults at any call."""
    shim = _compiled(tmp_path_factory.mktemp("shim") / "faults.so")
    quiet = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    preloaded = {"LD_PRELOAD": str(shim)} if shim else {}
    with subprocess.Popen(
        [sys.executable, str(HERE / "station.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **quiet, **preloaded},
    ) as process:
        yield Station(process, has_faults=shim is not None)
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def faulty_station(station: Station) -> Station:
    """Where faults at any call can be ordered."""
    if not station.has_faults:
        pytest.skip("needs a C compiler and Linux")
    return station


def _compiled(shim: Path) -> Path | None:
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        return None
    source = str(HERE / "faults.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"], check=True)
    return shim


def write_files(folder: Path, files: dict[str, str]) -> Path:
    """Makes the folder hold these files and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@dataclass
class Case:
    """A folder that has changed since its index was made."""

    place: Path
    before: dict[str, str]
    """What the index answers as it is."""
    after: dict[str, str]
    """What it answers once it is brought up to date."""

    @property
    def index(self) -> Path:
        return self.place / "ix"

    @property
    def paths(self) -> dict[str, Path]:
        return {"index": self.index, "folder": self.place / "docs"}

    @property
    def remains(self) -> list[str]:
        """What lies in the folder of generations."""
        return sorted(path.name for path in (self.index / "generations").iterdir())

    def again(self) -> None:
        """Puts the index back to what it was before the change."""
        shutil.rmtree(self.index)
        shutil.copytree(self.place / "kept", self.index)


@pytest.fixture
def case(station: Station, tmp_path: Path) -> Case:
    folder = write_files(tmp_path / "docs", BEFORE)
    station(do="update", index=tmp_path / "kept", folder=folder)
    before = station(do="look", index=tmp_path / "kept")
    write_files(folder, AFTER)
    station(do="update", index=tmp_path / "fresh", folder=folder)
    after = station(do="look", index=tmp_path / "fresh")
    shutil.copytree(tmp_path / "kept", tmp_path / "ix")
    return Case(tmp_path, before, after)
