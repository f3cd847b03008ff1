"""Fits how likely a sentence decides a yes/no question, and decides it rightly.

    python -m pincite.qa.training.yes_no QUESTIONS=FOLDER [QUESTIONS=FOLDER ...]

Of each question file the rows of kind "yesno" and split "fit" are read whose evidence stands in
FOLDER; a row that names a "folder" is read for that one alone. A sentence is right when it holds
the evidence and its verdict is the row's. Prints how a model fitted on the other folders does on
each, then replaces the model "yes_no".
"""

import argparse
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pincite.indexer.build import update_index
from pincite.qa.answering import Assistant
from pincite.qa.answers import Question, Verdict
from pincite.qa.assembly import open_assistant
from pincite.qa.citing import plain
from pincite.qa.confidence import WEIGHTS, Logistic, load_models
from pincite.qa.evidence import Evidence
from pincite.qa.parsed_question import AnswerType
from pincite.qa.spans import propose_spans
from pincite.qa.training.confidence import fit_logistic, write_models
from pincite.qa.training.rows import read_json_lines
from pincite.qa.yes_no import YES_NO_FEATURES, found_deciders, verdict_of

RIDGE = 3.0
SHORTEST = 12  # characters of a sentence that may stand for a longer quote
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Decider:
    """A sentence that was weighed for a question."""

    features: tuple[float, ...]
    is_right: bool
    """Whether it holds the evidence and says what the row says."""
    has_verdict: bool
    """Whether its verdict is the row's, whatever it quotes."""


Weigh = Callable[[Assistant, Path, str], Iterable[list[Decider]]]
"""What may decide the rows of a question file about a folder, called by its name."""


def wanted_verdict(row: Row) -> Verdict:
    """The verdict of a yes/no row, which may name it by the answer."""
    return "denies" if row["verdict"] in ("no", "denies") else "supports"


def fitting_rows(questions: Path, sources: set[str], folder: str = "") -> list[Row]:
    """The yes/no rows of split "fit" about the folder whose evidence stands in its sources."""
    rows = read_json_lines(questions)
    return [
        row
        for row in rows
        if row.get("split") == "fit" and row["kind"] == "yesno" and "verdict" in row
        if all(place["source"] in sources for place in row["evidence"])
        if not folder or row.get("folder", folder) == folder
    ]


def weigh_all(assistant: Assistant, questions: Path, folder: str = "") -> Iterator[list[Decider]]:
    """For each row the sentences that may decide it."""
    sources = {record.source for record in assistant.index.documents()}
    model = load_models()["span"]
    for row in fitting_rows(questions, sources, folder):
        question = Question(str(row["question"]))
        evidence = assistant.read(question, assistant.candidates(question))
        if evidence.parsed.answer_type is AnswerType.YES_NO:
            yield weighed(evidence, row, model)


def weighed(evidence: Evidence, row: Row, model: Logistic) -> list[Decider]:
    """The sentences that may decide a row, with what is known of each."""
    wanted = wanted_verdict(row)
    found: list[Decider] = []
    for one, features in found_deciders(evidence, propose_spans(evidence, model)):
        agrees = verdict_of(evidence.parsed.text, one) == wanted
        found.append(Decider(tuple(features), agrees and holds_evidence(one.text, row), agrees))
    return found


def holds_evidence(text: str, row: Row) -> bool:
    """Whether a sentence holds a quote of the row's evidence, or is held by one."""
    places = row["evidence"]
    quotes = [plain(place["quote"]) for place in places] if isinstance(places, list) else []
    said = plain(text)
    return any(q in said or (said in q and len(said) >= SHORTEST) for q in quotes)


def fit(rows: Sequence[Sequence[Decider]], names: Sequence[str] = YES_NO_FEATURES) -> Logistic:
    """The model from all sentences, or whatever decides, of all rows."""
    known = [one for row in rows for one in row]
    features = np.array([one.features for one in known])
    right = np.array([one.is_right for one in known])
    return fit_logistic(names, features, right, ridge=RIDGE)


def tally(rows: Sequence[Sequence[Decider]], model: Logistic) -> tuple[int, int]:
    """How many rows get the right sentence with its verdict, and how many the right verdict."""
    first = [max(row, key=lambda one: model.probability(one.features)) for row in rows if row]
    return sum(one.is_right for one in first), sum(one.has_verdict for one in first)


def gather(arguments: Sequence[str], weigh: Weigh = weigh_all) -> dict[str, list[list[Decider]]]:
    """What was weighed for each folder's rows, by the folder."""
    gathered: dict[str, list[list[Decider]]] = {}
    for argument in arguments:
        questions, _, folder = argument.partition("=")
        with tempfile.TemporaryDirectory() as scratch:
            update_index(Path(scratch), [Path(folder)])
            with open_assistant(scratch) as assistant:
                rows = gathered.setdefault(folder, [])
                rows += weigh(assistant, Path(questions), Path(folder).name)
    return gathered


def folds(
    gathered: Mapping[str, list[list[Decider]]], names: Sequence[str] = YES_NO_FEATURES
) -> Iterator[tuple[str, list[list[Decider]], Logistic]]:
    """Each folder with its rows, and the model of the others; its own where it is the only one."""
    for folder, rows in gathered.items():
        others = [row for other, kept in gathered.items() if other != folder for row in kept]
        yield folder, rows, fit(others or rows, names)


def main() -> None:
    """Fits and writes the model."""
    parser = argparse.ArgumentParser(prog="python -m pincite.qa.training.yes_no")
    parser.add_argument("sets", nargs="+", metavar="QUESTIONS=FOLDER")
    gathered = gather(parser.parse_args().sets)
    for folder, rows, model in folds(gathered):
        right, verdicts = tally(rows, model)
        name = Path(folder).name
        print(f"{name}: {right} right, {verdicts} verdicts of {len(rows)}")  # noqa: T201
    write_models({"yes_no": fit([row for rows in gathered.values() for row in rows])}, WEIGHTS)


if __name__ == "__main__":
    main()
