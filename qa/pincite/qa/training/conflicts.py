"""Fits what makes two claims a conflict.

    python -m pincite.qa.training.conflicts QUESTIONS=FOLDER [QUESTIONS=FOLDER ...]

Of each question file only the rows of split "fit" are read, over an index of its folder. A row of
kind "conflict" gives the values that its sources hold ("values"); every other pair of claims that
could conflict does not. Prints how a model fitted on the other folders does on each, then
replaces the weights by those fitted on all.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pincite.indexer.build import update_index
from pincite.qa.answering import Assistant
from pincite.qa.answers import Question
from pincite.qa.assembly import open_assistant
from pincite.qa.citing import plain
from pincite.qa.confidence import Logistic, load_models
from pincite.qa.deciding import Decision
from pincite.qa.disagreement import with_further
from pincite.qa.disagreement.claims import Claim
from pincite.qa.disagreement.conflicts import CONFLICT_FROM, gather_clusters
from pincite.qa.disagreement.weighing import (
    CONFLICT_FEATURES,
    WEIGHTS,
    conflict_features,
    may_conflict,
)
from pincite.qa.evidence import Evidence
from pincite.qa.parsed_question import AnswerType
from pincite.qa.settings import Settings
from pincite.qa.spans import propose_spans
from pincite.qa.training.confidence import fit_logistic
from pincite.qa.training.rows import read_json_lines
from pincite.qa.values import compare, parse_value
from pincite.qa.withholding import Bar

Row = Mapping[str, object]
RIDGE = 30.0


@dataclass(frozen=True, slots=True)
class Pair:
    """The first claim beside another one that could conflict with it."""

    features: tuple[float, ...]
    conflicts: bool | None
    """None where the row leaves it open."""
    text: str
    """What the other claim says."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the pairs of claims that were found for it."""

    values: tuple[str, ...]
    """What the sources give, where they disagree; else empty."""
    kind: AnswerType
    first: str
    is_withheld: bool
    pairs: tuple[Pair, ...]


def fitting_rows(questions: Path) -> list[Row]:
    """The rows of split "fit" that stand on their own."""
    rows = read_json_lines(questions)
    return [row for row in rows if row.get("split") == "fit" and not row.get("history")]


def ask_all(assistant: Assistant, rows: Sequence[Row]) -> Iterator[Asked]:
    """What is found for each row, and which of it conflicts."""
    models = load_models()
    for row in rows:
        question = Question(str(row["question"]))
        evidence = assistant.read(question, assistant.candidates(question))
        decision = assistant.decide(evidence)
        if decision.proposals:
            spans = propose_spans(evidence, models["span"])
            proposals = with_further(decision.proposals, spans)
            yield _asked(evidence, row, decision, gather_clusters(evidence, proposals))


def _asked(
    evidence: Evidence, row: Row, decision: Decision, clusters: Sequence[Sequence[Claim]]
) -> Asked:
    given = row.get("values") if row["kind"] == "conflict" else None
    values = tuple(map(str, given)) if isinstance(given, list) else ()
    kind = evidence.parsed.answer_type
    is_quote = not decision.proposals[0].items and decision.proposals[0].computed is None
    pairs = [
        Pair(
            tuple(conflict_features(evidence, clusters[0][0], other)),
            _label(values, clusters[0][0], other, kind),
            other.proposal.text,
        )
        for cluster in clusters[1:]
        for other in cluster
        if is_quote and may_conflict(evidence.parsed, clusters[0][0], other, None)
    ]
    is_withheld = not Bar(Settings().abstain_below, by_sureness=False).is_reached(decision)
    return Asked(values, kind, decision.proposals[0].text, is_withheld, tuple(pairs))


def _label(values: Sequence[str], first: Claim, second: Claim, kind: AnswerType) -> bool | None:
    """Whether both claims give values of the row; None where only the second one does."""
    if not values:
        return False
    said = [
        {value for value in values if says(claim.proposal.text, value, kind)}
        for claim in (first, second)
    ]
    if said[0] and said[1] and len(said[0] | said[1]) > 1:
        return True
    return None if said[1] else False


def says(text: str, value: str, kind: AnswerType) -> bool:
    """Whether a text gives a value, in its own words or others."""
    if plain(value) == plain(text):
        return True
    return compare(parse_value(text, kind), parse_value(value, kind)) == "same"


def fit(asked: Sequence[Asked]) -> Logistic:
    """The model from the pairs of the questions that get an answer."""
    known = [
        pair
        for one in asked
        for pair in one.pairs
        if not one.is_withheld and pair.conflicts is not None
    ]
    features = np.array([pair.features for pair in known])
    labels = np.array([bool(pair.conflicts) for pair in known])
    return fit_logistic(CONFLICT_FEATURES, features, labels, ridge=RIDGE)


def tally(asked: Sequence[Asked], model: Logistic) -> tuple[int, int, int, int]:
    """Conflicts found and known, false alarms and other questions answered."""
    found = known = alarms = others = 0
    for one in asked:
        rivals = [
            pair.text for pair in one.pairs if model.probability(pair.features) >= CONFLICT_FROM
        ]
        shown = [] if one.is_withheld or not rivals else [one.first, *rivals]
        if one.values:
            known += 1
            seen = {v for v in one.values if any(says(text, v, one.kind) for text in shown)}
            found += len(seen) > 1
        elif not one.is_withheld:
            others += 1
            alarms += bool(shown)
    return found, known, alarms, others


def gather(arguments: Sequence[str]) -> dict[str, list[Asked]]:
    """What is found for the rows of each question file, by its name."""
    gathered = {}
    for argument in arguments:
        questions, _, folder = argument.partition("=")
        with tempfile.TemporaryDirectory() as scratch:
            update_index(Path(scratch), [Path(folder)])
            with open_assistant(scratch) as assistant:
                rows = fitting_rows(Path(questions))
                gathered[Path(questions).stem] = list(ask_all(assistant, rows))
    return gathered


def main() -> None:
    """Fits and writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m pincite.qa.training.conflicts")
    parser.add_argument("sets", nargs="+", metavar="QUESTIONS=FOLDER")
    gathered = gather(parser.parse_args().sets)
    for name, asked in gathered.items():
        others = [one for other, rows in gathered.items() if other != name for one in rows]
        found, known, alarms, answered = tally(asked, fit(others or asked))
        print(f"{name}: {found} of {known} found, {alarms} false alarms in {answered}")  # noqa: T201
    model = fit([one for rows in gathered.values() for one in rows])
    weights = {name: round(float(w), 3) for name, w in zip(model.names, model.weights, strict=True)}
    content = {"models": {"conflict": {"features": weights, "bias": round(model.bias, 3)}}}
    WEIGHTS.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
