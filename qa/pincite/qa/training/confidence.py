"""Fits how likely a proposal is the answer, on questions whose answers are known.

`python -m pincite.qa.training.confidence QUESTIONS=FOLDER [QUESTIONS=FOLDER ...] [TEXTS ...]`
replaces the fitted models among the weights; TEXTS is a folder of texts with questions as
pincite.qa.training.texts reads them. Use questions and folders made for fitting
(eval/questions/fitting-*.jsonl, eval/folders/fitting-*, qa/fitting-texts), never those that the
reader learned from or that figures are reported on.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pincite.corpus.plain_text import PlainTextReader
from pincite.indexer.build import update_index
from pincite.qa.answer_overlap import normalise
from pincite.qa.answering import Assistant
from pincite.qa.answers import Question
from pincite.qa.assembly import open_assistant
from pincite.qa.choosing import (
    CHOICE_FEATURES,
    SHORTLIST_FEATURES,
    choice_features,
    gather_choices,
    shortlist,
    shortlist_features,
)
from pincite.qa.confidence import WEIGHTS, Logistic, load_models
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.lists import LIST_FEATURES, found_lists, items_within
from pincite.qa.parsed_question import AnswerType
from pincite.qa.spans import SPAN_FEATURES, found_spans, propose_spans, span_features
from pincite.qa.tables.fit_rows import says
from pincite.qa.training.answer_metric import token_f1
from pincite.qa.training.conditional import fit_conditional
from pincite.qa.training.rows import read_json_lines
from pincite.qa.training.texts import AskedText, gold_spans, read_asked

Matrix = NDArray[np.float64]
AskedOf = tuple[Path, Path | None]
"""A question file and its folder, or a folder of texts with questions and None."""
PROCESSES = os.cpu_count() or 1
LIST_RIDGE = 3.0
STEEPNESS = 1.5
"""Above 1 a list that is right counts for more than several that are half right; of 1, 1.5 and 2
the best first lists on the half of `fitting-lists.jsonl` that nothing was fitted on."""
MOST_OF_A_TEXT = 30
"""Questions; so that no subject weighs more than another."""
RIGHT_FROM = 0.5
"""Token F1 from which on an answer counts as right, as in the evaluation."""
AS_GOOD = 0.15
"""What a proposal may lack of the score of the best one and still be chosen as well as that."""
WHOLE_STRETCH, LIST_FOR_ONE = 0.6, 0.8
"""What a stretch of all the items counts where a list is wanted, and a list where one thing is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what counts as a right answer to it; nothing does without answers."""

    question: str
    answers: tuple[str, ...]
    items: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    """The lines or sentences where the answer is known to stand."""

    def score(self, proposal: Proposal) -> float:
        """How right a proposal is, 0..1."""
        if not self.answers:
            return 0.0
        share = token_f1(proposal.text, self.answers)
        if self.items:
            given = proposal.items
            return item_f1(given, self.items) if given else WHOLE_STRETCH * share
        if proposal.computed is not None:
            return float(any(says(proposal.text, answer) for answer in self.answers))
        return LIST_FOR_ONE * share if proposal.items else share


def item_f1(given: Sequence[str], wanted: Sequence[str]) -> float:
    """F1 of a set of items, an item counting when it equals a wanted one once normalised."""
    shared = len({normalise(item) for item in given} & {normalise(item) for item in wanted})
    return 2 * shared / (len(given) + len(wanted))


Found = tuple[Evidence, Asked]


def read_questions(path: Path) -> list[Asked]:
    """The questions of a question file that stand alone and are not about yes or no."""
    return [
        Asked(
            row["question"],
            tuple(row["answers"]),
            tuple(row.get("items") or ()),
            tuple(place["quote"] for place in row.get("evidence") or () if "quote" in place),
        )
        for row in read_json_lines(path)
        if not row.get("history") and row["kind"] not in ("yesno", "twopart")
    ]


def read_texts(texts: Sequence[AskedText], to: Path, *, most: int = MOST_OF_A_TEXT) -> list[Asked]:
    """Writes the texts as documents to a folder; their questions, of each text at most so many."""
    to.mkdir()
    asked = []
    for each in texts:
        (to / f"{each.name}.md").write_text(each.text, encoding="utf-8")
        document = PlainTextReader().read(each.text.encode(), f"{each.name}.md")
        for question, answer in spread(each.questions, most):
            golds = gold_spans(document.text, question, answer)
            parts = items_within(document, golds[0]) if answer.startswith("L: ") else ()
            quotes = tuple(document.quote(gold) for gold in golds)
            items = tuple(document.quote(part) for part in parts) if len(parts) > 1 else ()
            asked.append(Asked(question, quotes, items))
    return asked


def spread(questions: Sequence[tuple[str, str]], most: int) -> Sequence[tuple[str, str]]:
    """At most so many of the questions, evenly over all of them."""
    if len(questions) <= most:
        return questions
    return [questions[n * len(questions) // most] for n in range(most)]


def ask_all(assistant: Assistant, asked: Sequence[Asked]) -> Iterator[Found]:
    """What is found for each question that is not about yes or no."""
    for one in asked:
        ranked = assistant.candidates(Question(one.question))
        evidence = assistant.read(Question(one.question), ranked) if ranked else None
        if evidence and evidence.parsed.answer_type is not AnswerType.YES_NO:
            yield evidence, one


def fit_logistic(
    names: Sequence[str],
    features: Matrix,
    right: NDArray[np.bool_] | Matrix,
    *,
    ridge: float = 1.0,
) -> Logistic:
    """Weights of highest likelihood with an L2 penalty, by Newton's method.

    `features` has shape (n, len(names)); `right` holds shares 0..1; the bias is not penalised.
    """
    centre, scale = features.mean(0), features.std(0) + 1e-9
    inputs = np.hstack([(features - centre) / scale, np.ones((len(features), 1))])
    penalty = np.diag([ridge] * len(names) + [0.0])
    weights = np.zeros(inputs.shape[1])
    for _ in range(50):
        probability = 1 / (1 + np.exp(-inputs @ weights))
        gradient = inputs.T @ (probability - right) + penalty @ weights
        curvature = (inputs * (probability * (1 - probability))[:, None]).T @ inputs + penalty
        step = np.linalg.solve(curvature + 1e-9 * np.eye(len(weights)), gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    scaled = weights[:-1] / scale
    return Logistic(tuple(names), scaled, float(weights[-1] - scaled @ centre))


Row = tuple[Sequence[float], float]
"""Features, and how right what they describe is, 0..1."""
Rows = Sequence[Row]
"""Those of one question."""


def span_rows(evidence: Evidence, asked: Asked, models: Mapping[str, Logistic]) -> Iterator[Row]:
    """Whether a span of the reader is the answer (SPAN_FEATURES)."""
    spans = list(found_spans(evidence))
    best = max((span.margin for span in spans), default=0.0)
    for span in spans:
        is_right = token_f1(span.text, asked.answers) >= RIGHT_FROM
        yield span_features(evidence, span, best), float(is_right)


def list_rows(evidence: Evidence, asked: Asked, models: Mapping[str, Logistic]) -> Iterator[Row]:
    """How many of the things that a question asks for a listing gives (LIST_FEATURES).

    What is fitted is the F1 of its items, so of two ways to bound one enumeration the better wins.
    """
    for found in found_lists(evidence, propose_spans(evidence, models["span"])):
        share = item_f1(found.proposal(0.0).items, asked.items) if asked.items else 0.0
        yield found.features, share**STEEPNESS


def shortlist_rows(
    evidence: Evidence, asked: Asked, models: Mapping[str, Logistic]
) -> Iterator[Row]:
    """Which of the proposals of all ways are right, before any is read (SHORTLIST_FEATURES)."""
    choices = gather_choices(evidence, propose_spans(evidence, models["span"]), models)
    yield from zip(shortlist_features(evidence, choices), _best(asked, choices), strict=True)


def choice_rows(evidence: Evidence, asked: Asked, models: Mapping[str, Logistic]) -> Iterator[Row]:
    """Which of the proposals that the reranker reads are right (CHOICE_FEATURES)."""
    gathered = gather_choices(evidence, propose_spans(evidence, models["span"]), models)
    choices = shortlist(evidence, gathered, models["shortlist"])
    yield from zip(choice_features(evidence, choices), _best(asked, choices), strict=True)


def _best(asked: Asked, choices: Sequence[Proposal]) -> list[float]:
    """1 for those that are right, none of the others better, else 0."""
    scores = [asked.score(choice) for choice in choices]
    least = max(RIGHT_FROM, max(scores, default=0.0) - AS_GOOD)
    return [float(score >= least) for score in scores]


def one_by_one(names: Sequence[str], found: Sequence[Rows], ridge: float) -> Logistic:
    """A model of each row by itself."""
    features, right = zip(*(row for rows in found for row in rows), strict=True)
    return fit_logistic(names, np.array(features), np.array(right), ridge=ridge)


def beside_one_another(names: Sequence[str], found: Sequence[Rows], ridge: float) -> Logistic:
    """A model of the rows of a question beside one another, and that none of them is right."""
    questions = [
        (np.array([f for f, _ in rows]), np.array([r > 0 for _, r in rows])) for rows in found
    ]
    return fit_conditional(names, questions, ridge=ridge, or_none=True)


@dataclass(frozen=True, slots=True)
class Fitted:
    """One of the models: its features, the rows it learns from, how, how strongly held back."""

    names: tuple[str, ...]
    rows: Callable[[Evidence, Asked, Mapping[str, Logistic]], Iterator[Row]]
    fit: Callable[[Sequence[str], Sequence[Rows], float], Logistic]
    ridge: float


FITTED = {
    "span": Fitted(SPAN_FEATURES, span_rows, one_by_one, 1.0),
    "list": Fitted(LIST_FEATURES, list_rows, one_by_one, LIST_RIDGE),
    "shortlist": Fitted(SHORTLIST_FEATURES, shortlist_rows, beside_one_another, 3.0),
    "choice": Fitted(CHOICE_FEATURES, choice_rows, beside_one_another, 3.0),
}
"""In the order in which they are fitted: each rests on those before it."""


def fit_over_folders(
    folders: Mapping[Path, Path], texts: Sequence[Path] = ()
) -> dict[str, Logistic]:
    """The models of FITTED from question files (keys) over folders (values).

    `texts` are folders of texts with questions. The questions are asked by as many processes as
    there are processors.
    """
    asked = [*folders.items(), *((folder, None) for folder in texts)]
    models = dict(load_models())
    with ExitStack() as opened:
        sharing = [
            opened.enter_context(_sharing(asked, share, PROCESSES)) for share in range(PROCESSES)
        ]
        for name, fitted in FITTED.items():
            for connection in sharing:
                connection.send((name, models))
            found: list[Rows] = [rows for connection in sharing for rows in connection.recv()]
            models[name] = fitted.fit(fitted.names, found, fitted.ridge)
    return models


@contextmanager
def _sharing(asked: Sequence[AskedOf], share: int, shares: int) -> Iterator[Any]:
    """A process that asks a share of the questions and then answers for rows."""
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_serve, args=(theirs, asked, share, shares))
    process.start()
    theirs.close()
    try:
        yield ours
        ours.send(None)
    finally:
        ours.close()
        process.join()


def _serve(connection: Any, asked: Sequence[AskedOf], share: int, shares: int) -> None:
    """Asks every `shares`-th question and sends the rows of each model that is named."""
    with ExitStack() as opened:
        scratch = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        found: list[Found] = []
        for number, (questions, folder) in enumerate(asked):
            rows, documents = _asked_of(questions, folder, scratch / f"texts-{number}")
            update_index(scratch / f"index-{number}", [documents])
            assistant = opened.enter_context(open_assistant(scratch / f"index-{number}"))
            found += ask_all(assistant, rows[share::shares])
        for name, models in iter(connection.recv, None):
            each = (list(FITTED[name].rows(*one, models)) for one in found)
            connection.send([rows for rows in each if rows])


def _asked_of(questions: Path, folder: Path | None, to: Path) -> tuple[list[Asked], Path]:
    """The questions and the folder that they ask about; a folder of texts is written to `to`."""
    if folder is not None:
        return read_questions(questions), folder
    return read_texts([read_asked(path) for path in sorted(questions.glob("*.txt"))], to), to


def write_models(models: Mapping[str, Logistic], path: Path) -> None:
    """Replaces the models of a weights file by those of the same names; others stay."""
    content = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"models": {}}
    for name, model in models.items():
        weights = zip(model.names, model.weights, strict=True)
        content["models"][name] = {
            "features": {feature: round(float(weight), 5) for feature, weight in weights},
            "bias": round(model.bias, 5),
        }
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Fits on the pairs `QUESTIONS=FOLDER` and folders of texts, and replaces the weights."""
    pairs = [argument.partition("=") for argument in arguments if "=" in argument]
    texts = [Path(argument) for argument in arguments if "=" not in argument]
    folders = {Path(questions): Path(folder) for questions, _, folder in pairs}
    models = fit_over_folders(folders, texts)
    write_models({name: models[name] for name in FITTED}, WEIGHTS)


if __name__ == "__main__":
    main(sys.argv[1:])
