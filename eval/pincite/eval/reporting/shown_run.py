"""A run file as the report shows it: its summary and the questions it lists."""

import json
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pincite.corpus import InputError
from pincite.eval.calibration import Judgement
from pincite.eval.questions import HELD_OUT
from pincite.eval.run_file import Run, read_run

Json = dict[str, Any]


@dataclass(frozen=True)
class ShownRun:
    """A run with the name that the page calls it by."""

    name: str
    run: Run
    content: Json
    """The file as it stands."""

    @property
    def summary(self) -> Json:
        """Its figures."""
        return self.run.summary

    @cached_property
    def rows(self) -> list[Json]:
        """The questions that may be shown: none that is held out, whoever wrote the file."""
        return [row for row in self.content["rows"] if row.get("split") != HELD_OUT]

    @cached_property
    def judgements(self) -> list[Judgement]:
        """Each shown question's confidence, and whether what it stands for was right."""
        return [(row["marks"]["confidence"], row["marks"]["right"]) for row in self.rows]

    @cached_property
    def wrong(self) -> list[Json]:
        """The shown questions that were not answered rightly, surest first."""
        wrong = [row for row in self.rows if not row["marks"]["right"]]
        return sorted(wrong, key=lambda row: -row["marks"]["confidence"])

    @cached_property
    def times_ms(self) -> list[float]:
        """How long each shown question took, shortest first."""
        return sorted(row["marks"]["ms"] for row in self.rows)


def read_runs(paths: list[Path]) -> list[ShownRun]:
    """The runs, each with a name of its own.

    Raises:
        InputError: a file is no run, or lists no question.
    """
    names = _names(paths)
    runs = []
    for name, path in zip(names, paths, strict=True):
        shown = ShownRun(name, read_run(path), json.loads(path.read_text(encoding="utf-8")))
        listed = {row["id"] for row in shown.rows}
        kept = tuple(row for row in shown.run.rows if row.id in listed)
        shown = replace(shown, run=replace(shown.run, rows=kept))
        if not shown.rows:
            raise InputError(f"{path}: lists no question; held-out ones are never listed")
        runs.append(shown)
    return runs


def _names(paths: list[Path]) -> list[str]:
    """The files' names without ending, with their folder where two are called the same."""
    stems = [path.stem for path in paths]
    names = [
        path.stem if stems.count(path.stem) == 1 else f"{path.parent.name}/{path.stem}"
        for path in paths
    ]
    return [
        name if names.count(name) == 1 else f"{name} ({number})"
        for number, name in enumerate(names, start=1)
    ]
