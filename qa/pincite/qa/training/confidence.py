"""Fits how likely a proposal is the answer, on questions whose answers are known.

`python -m pincite.qa.training.confidence QUESTIONS=FOLDER [QUESTIONS=FOLDER ...] [TEXTS ...]`
replaces the fitted models among the weights; TEXTS is a folder of texts with questions as
pincite.qa.training.texts reads them. Use questions and folders made for fitting
(eval/questions/fitting-*.jsonl, eval/folders/fitting-*, qa/fitting-texts), never those that the
reader learned from or that figures are reported on.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pincite.corpus.plain_text import PlainTextReader
from pincite.indexer.build import update_index
from pincite.qa.answering import Assistant
from pincite.qa.answers import Question
from pincite.qa.assembly import open_assistant
from pincite.qa.citing import plain
from pincite.qa.confidence import WEIGHTS, Logistic, load_models
from pincite.qa.deciding import (
    CHOICE_FEATURES,
    choice_features,
    gather_choices,
    way_of,
)
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.lists import LIST_FEATURES, found_lists, items_within
from pincite.qa.parsed_question import AnswerType
from pincite.qa.spans import SPAN_FEATURES, found_spans, propose_spans, span_features
from pincite.qa.training.answer_metric import token_f1
from pincite.qa.training.texts import AskedText, gold_spans, read_asked

Matrix = NDArray[np.float64]
LIST_RIDGE = 3.0
STEEPNESS = 1.5
"""Above 1 a list that is right counts for more than several that are half right; of 1, 1.5 and 2
the best first lists on the half of `fitting-lists.jsonl` that nothing was fitted on."""
RIGHT_FROM = 0.5
"""Token F1 from which on an answer counts as right, as in the evaluation."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what counts as a right answer to it; nothing does without answers."""

    question: str
    answers: tuple[str, ...]
    items: tuple[str, ...] = ()

    def is_right(self, proposal: Proposal) -> bool:
        """Whether a proposal says what an accepted answer says."""
        if self.items and proposal.items:
            return item_f1(proposal.items, self.items) >= RIGHT_FROM
        return token_f1(proposal.text, self.answers) >= RIGHT_FROM


def item_f1(given: Sequence[str], wanted: Sequence[str]) -> float:
    """F1 of a set of items, an item counting when it equals a wanted one once folded."""
    shared = len({plain(item) for item in given} & {plain(item) for item in wanted})
    return 2 * shared / (len(given) + len(wanted))


Found = tuple[Evidence, Asked]


def read_questions(path: Path) -> list[Asked]:
    """The questions of a question file that stand alone and are not about yes or no."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [
        Asked(row["question"], tuple(row["answers"]), tuple(row.get("items") or ()))
        for row in rows
        if not row.get("history") and row["kind"] not in ("yesno", "twopart")
    ]


def read_texts(texts: Sequence[AskedText], to: Path) -> list[Asked]:
    """Writes the texts as documents to a folder; their questions."""
    to.mkdir()
    asked = []
    for each in texts:
        (to / f"{each.name}.md").write_text(each.text, encoding="utf-8")
        document = PlainTextReader().read(each.text.encode(), f"{each.name}.md")
        for question, answer in each.questions:
            golds = gold_spans(document.text, question, answer)
            parts = items_within(document, golds[0]) if answer.startswith("L: ") else ()
            quotes = tuple(document.quote(gold) for gold in golds)
            items = tuple(document.quote(part) for part in parts) if len(parts) > 1 else ()
            asked.append(Asked(question, quotes, items))
    return asked


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


def fit_spans(found: Sequence[Found]) -> Logistic:
    """How likely a span of the reader is the answer (SPAN_FEATURES)."""
    features, right = [], []
    for evidence, asked in found:
        spans = list(found_spans(evidence))
        best = max((span.margin for span in spans), default=0.0)
        for span in spans:
            features.append(span_features(evidence, span, best))
            right.append(token_f1(span.text, asked.answers) >= RIGHT_FROM)
    return fit_logistic(SPAN_FEATURES, np.array(features), np.array(right))


def fit_lists(found: Sequence[Found], models: Mapping[str, Logistic]) -> Logistic:
    """How many of the things that a question asks for a listing gives (LIST_FEATURES).

    What is fitted is the F1 of its items, so of two ways to bound one enumeration the better wins.
    """
    features, right = [], []
    for evidence, asked in found:
        spans = propose_spans(evidence, models["span"])
        for proposal, row in found_lists(evidence, spans):
            features.append(row)
            right.append(item_f1(proposal.items, asked.items) ** STEEPNESS if asked.items else 0.0)
    return fit_logistic(LIST_FEATURES, np.array(features), np.array(right), ridge=LIST_RIDGE)


def fit_choice(found: Sequence[Found], models: Mapping[str, Logistic]) -> Logistic:
    """How likely the first proposal of the chosen way is right (CHOICE_FEATURES)."""
    features, right = [], []
    for evidence, asked in found:
        spans = propose_spans(evidence, models["span"])
        choices = gather_choices(evidence, spans, models)
        if choices:
            way = way_of(evidence, choices)
            at = next(n for n, choice in enumerate(choices) if choice.origin == way)
            features.append(choice_features(evidence, choices)[at])
            right.append(asked.is_right(choices[at]))
    return fit_logistic(CHOICE_FEATURES, np.array(features), np.array(right), ridge=10.0)


def fit_over_folders(
    folders: Mapping[Path, Path], texts: Sequence[Path] = ()
) -> dict[str, Logistic]:
    """The models "span", "list" and "choice" from question files (keys) over folders (values).

    `texts` are folders of texts with questions.
    """
    models = dict(load_models())
    with ExitStack() as opened:
        scratch = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        found: list[Found] = []
        for number, (questions, folder) in enumerate(folders.items()):
            update_index(scratch / str(number), [folder])
            assistant = opened.enter_context(open_assistant(scratch / str(number)))
            found += ask_all(assistant, read_questions(questions))
        for number, folder in enumerate(texts):
            documents = scratch / f"texts-{number}"
            asked = read_texts(
                [read_asked(path) for path in sorted(folder.glob("*.txt"))], documents
            )
            update_index(scratch / f"index-{number}", [documents])
            assistant = opened.enter_context(open_assistant(scratch / f"index-{number}"))
            found += ask_all(assistant, asked)
        models["span"] = fit_spans(found)
        models["list"] = fit_lists(found, models)
        models["choice"] = fit_choice(found, models)
    return models


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
    write_models({name: models[name] for name in ("span", "list", "choice")}, WEIGHTS)


if __name__ == "__main__":
    main(sys.argv[1:])
