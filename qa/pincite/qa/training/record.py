"""The run record: what a run was made from and how it went, as JSON beside the weights."""

import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import torch

from pincite.qa.training.checkpoint import Progress
from pincite.qa.training.rows import file_hash

FILE = "record.json"


class RunRecord:
    """The record of one run folder; entries are added and the file replaced each time."""

    def __init__(self, run: Path) -> None:
        self._path = run / FILE
        old = self._path.read_text(encoding="utf-8") if self._path.exists() else "{}"
        self._entries: dict[str, Any] = json.loads(old)

    def begin(self, settings: Mapping[str, object], files: Iterable[Path]) -> None:
        """Notes settings, hashes of all input files, versions and the start of this session."""
        self._entries["settings"] = dict(settings)
        self._entries["files"] = {path.name: file_hash(path) for path in sorted(set(files))}
        sessions = self._entries.setdefault("sessions", [])
        sessions.append(
            {"begun": _now(), "torch": torch.__version__, "machine": platform.machine()}
        )
        self._write()

    def point(self, step: int, **values: float) -> None:
        """Adds a point to the curve."""
        self._entries.setdefault("curve", []).append({"step": step, **values})
        self._write()

    def note(self, name: str, value: object) -> None:
        """Sets an entry: scores, the begin of the decay, the end."""
        self._entries[name] = value
        self._write()

    def note_progress(self, progress: Progress) -> None:
        """Sets how far the run is, the decay included."""
        self.note("progress", asdict(progress))

    def _write(self) -> None:
        aside = self._path.with_suffix(".new")
        aside.write_text(json.dumps(self._entries, indent=1, default=list), encoding="utf-8")
        aside.replace(self._path)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
