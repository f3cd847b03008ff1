"""Where answers are lost: for each kind of question at which stage the right one falls out.

    python eval/bench/lost_where.py [QUESTIONS=FOLDER ...]

Without arguments the dev halves of the bundled folders are asked. Yes/no questions, follow-ups and
held-out rows are left out. A proposal is right from F1 0.5 on, a value worked out where it is the
same amount.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pincite.eval.bundled import bundled_sets
from pincite.indexer.build import update_index
from pincite.qa import Question, open_assistant
from pincite.qa.answering import Assistant
from pincite.qa.choosing import gather_choices
from pincite.qa.confidence import load_models
from pincite.qa.evidence import Proposal
from pincite.qa.spans import propose_spans
from pincite.qa.tables.fit_rows import says
from pincite.qa.training.answer_metric import token_f1
from pincite.qa.training.rows import read_json_lines

STAGES = ("right", "withheld", "not first", "not read", "not proposed")
"""Given; first but withheld; read again and not first; proposed and not read again; nowhere."""
RIGHT_FROM = 0.5
Row = dict[str, Any]


def stage_of(assistant: Assistant, row: Row) -> str:
    """Where the right answer of a row is lost, or "right"."""
    models = load_models()
    question = Question(row["question"], as_of=row.get("as_of"))
    answer = assistant.ask(question)
    if answer.answer is not None and _is_right(answer.answer, row):
        return "right"
    evidence = assistant.read(question, assistant.candidates(question))
    proposed = gather_choices(evidence, propose_spans(evidence, models["span"]), models)
    read = assistant.decide(evidence).proposals
    if answer.answer is None and _is_among(read[:1], row):
        return "withheld"
    if _is_among(read, row):
        return "not first"
    return "not read" if _is_among(proposed, row) else "not proposed"


def _is_among(proposals: Sequence[Proposal], row: Row) -> bool:
    return any(_is_right(each.text, row) for each in proposals)


def _is_right(text: str, row: Row) -> bool:
    if row["kind"] == "computed":
        return any(says(text, answer) for answer in row["answers"])
    return token_f1(text, row["answers"]) >= RIGHT_FROM


def asked(questions: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """The kind and the stage of each question of a file."""
    with tempfile.TemporaryDirectory() as index:
        update_index(Path(index), [folder])
        with open_assistant(index) as assistant:
            for row in read_json_lines(questions):
                is_left_out = row.get("history") or row["kind"] == "yesno" or not row["answers"]
                if row.get("split") != "heldout" and not is_left_out:
                    yield row["kind"], stage_of(assistant, row)


def main(arguments: Sequence[str]) -> None:
    """Prints one line a kind: how many questions, and the share lost at each stage."""
    pairs = [(Path(one), Path(other)) for one, _, other in (a.partition("=") for a in arguments)]
    bundled = [(each.questions, each.documents) for each in bundled_sets()]
    counts: Counter[tuple[str, str]] = Counter()
    for questions, folder in pairs or bundled:
        counts.update(asked(questions, folder))
    kinds = Counter(kind for kind, _ in counts.elements())
    sys.stdout.write(f"| kind | n | {' | '.join(STAGES)} |\n|---|--:|{'--:|' * len(STAGES)}\n")
    for kind, total in kinds.most_common():
        shares = " | ".join(f"{counts[kind, stage] / total:.2f}" for stage in STAGES)
        sys.stdout.write(f"| {kind} | {total} | {shares} |\n")


if __name__ == "__main__":
    main(sys.argv[1:])
