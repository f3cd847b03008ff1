import re
import shlex
from pathlib import Path

import pytest

from pincite.eval.cli import build_parser
from pincite.eval.compare import MARGINS
from pincite.eval.figures import FIGURES
from pincite.eval.questions import read_questions

ROOT = Path(__file__).parents[2]
README = (ROOT / "eval" / "README.md").read_text(encoding="utf-8")
FIGURES_PAGE = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")


def test_the_example_rows_are_a_question_file(tmp_path):
    rows = re.findall(r'^ *(\{"id".*\})$', README, flags=re.MULTILINE)
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    assert len(read_questions(path)) == 3


@pytest.mark.parametrize("command", re.findall(r"^ *pincite eval (.+)$", README, re.MULTILINE))
def test_the_commands_shown_can_be_called(command):
    assert build_parser().parse_args(shlex.split(command)).eval_command


@pytest.mark.parametrize("name", [figure.name for figure in FIGURES])
def test_every_figure_is_explained(name):
    family = re.sub(r"_at_\d+$", "_at_k", name) if name.startswith("recall") else name
    assert family in FIGURES_PAGE


@pytest.mark.parametrize("name", MARGINS)
def test_every_margin_stands_on_the_page(name):
    margins = FIGURES_PAGE.partition("| figure | margin |")[2]
    row = next(line for line in margins.splitlines() if re.search(rf"\b{name}\b", line))
    assert float(row.split("|")[2]) == MARGINS[name]
