"""Fits which value worked out of sentences was asked for.

`python -m pincite.qa.training.prose QUESTIONS=FOLDER [QUESTIONS=FOLDER ...]` replaces
qa/tables/prose/weights.json. Held-out rows are left out. Of each question the values compete with
one another and with "none of them".
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from pincite.indexer.build import update_index
from pincite.qa.answers import Question
from pincite.qa.assembly import open_assistant
from pincite.qa.evidence import Evidence
from pincite.qa.network import beside_none, write_network
from pincite.qa.tables.fit_rows import says
from pincite.qa.tables.prose.proposing import worked_out_of
from pincite.qa.tables.prose.weighing import NONE, PROSE_FEATURES, WEIGHTS, prose_features
from pincite.qa.tables.reaching import grids_near
from pincite.qa.tables.table_question import parse_table_question
from pincite.qa.training.network import Alternatives, Settings, fit_network
from pincite.qa.training.rows import read_json_lines

ROUNDS = 20


def competing(
    evidence: Evidence, answers: Sequence[str], sources: Sequence[str]
) -> Alternatives | None:
    """The values that a question's evidence gives; right ones say an answer, from its source.

    None of them stands beside them, and is right where no other is; None where there are no values.
    """
    asked = parse_table_question(evidence.parsed.text)
    grids, ranks = grids_near(evidence)
    found = list(worked_out_of(evidence, asked, grids, ranks))
    right = [
        (not sources or worked.stretch.document.source in sources)
        and any(says(worked.text, answer) for answer in answers)
        for worked in found
    ]
    if not found:
        return None
    features = beside_none(prose_features(evidence, asked, found))
    return Alternatives(features, np.array([*right, not any(right)]))


def _asked(questions: Path, folder: Path) -> Iterator[Alternatives]:
    rows = read_json_lines(questions)
    with TemporaryDirectory() as work:
        update_index(Path(work), [folder])
        with open_assistant(work) as assistant:
            for row in rows:
                if row.get("split") == "heldout" or row.get("history") or row["kind"] == "yesno":
                    continue
                question = Question(row["question"])
                evidence = assistant.unread(question, assistant.candidates(question))
                answers = () if row.get("items") else row["answers"]
                sources = [place["source"] for place in row.get("evidence") or ()]
                if (found := competing(evidence, answers, sources)) is not None:
                    yield found


def main(arguments: Sequence[str]) -> None:
    """Fits on the pairs `QUESTIONS=FOLDER` and replaces the weights."""
    pairs = [argument.partition("=") for argument in arguments]
    items = [each for one, _, other in pairs for each in _asked(Path(one), Path(other))]
    network = fit_network(items, Settings(rounds=ROUNDS))
    write_network(network, (*PROSE_FEATURES, NONE), WEIGHTS)


if __name__ == "__main__":
    main(sys.argv[1:])
