"""Fitting which cell decides a yes/no question."""

import json
from pathlib import Path

from pincite.qa.tables.verdicts import CELL_FEATURES
from pincite.qa.training.cell_verdicts import tally, weigh_all
from pincite.qa.training.yes_no import fit, gather

HALLS = """# Halls

| Hall | Seats | Kitchen |
| --- | --- | --- |
| Larch | 120 | yes |
| Rowan | 80 | no |
| Hazel | 45 | yes |
"""


def row(question: str, verdict: str, quote: str, split: str = "fit") -> str:
    evidence = [{"source": "halls.md", "quote": quote}]
    asked = {"kind": "yesno", "question": question, "verdict": verdict, "split": split}
    return json.dumps(asked | {"evidence": evidence})


def test_the_cells_of_the_evidence_are_right_where_their_verdict_is(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "halls.md").write_text(HALLS, encoding="utf-8")
    rows = [
        row("Does Rowan have a kitchen?", "no", "| Rowan | 80 | no |"),
        row("Has Larch more than 100 seats?", "yes", "| Larch | 120 | yes |"),
        row("Does Hazel have a cellar kitchen?", "no", "| Hazel | 45 | yes |"),
        row("Does Larch have a kitchen?", "yes", "| Larch | 120 | yes |", split="heldout"),
    ]
    (tmp_path / "q.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (found,) = gather([f"{tmp_path / 'q.jsonl'}={tmp_path / 'docs'}"], weigh_all).values()
    assert len(found) == 3
    first, second, wrong = (cells[0] for cells in found)
    assert first.is_right
    assert second.is_right
    assert not wrong.has_verdict
    likely, right = tally(found * 20, fit(found * 20, CELL_FEATURES))
    assert likely == right > 0
