"""Fits how likely a span is the answer, on questions whose answers are known.

Articles are written to files and indexed as a user's would be; every question is asked of all of
them. A share of the questions is asked with its own passages taken away: nothing then answers.
"""

import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pincite.corpus import Span
from pincite.indexer.build import update_index
from pincite.qa.answers import Question
from pincite.qa.answering import Assistant
from pincite.qa.assembly import open_assistant
from pincite.qa.citing import plain
from pincite.qa.confidence import Logistic
from pincite.qa.deciding import ANSWER_FEATURES, answer_features
from pincite.qa.evidence import Evidence
from pincite.qa.retrieval import Ranked
from pincite.qa.spans import SPAN_FEATURES, found_spans, propose_spans, span_features
from pincite.qa.training.rows import Row, is_held_back, read_rows

Matrix = NDArray[np.float64]
HELD_BACK = 0.05
"""Share of the articles that no reader was trained on; as in the training settings."""
TAKEN_AWAY = 0.25
"""Share of the answerable questions that are asked without the passages that answer them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, where its answers stand, and what is to be found for it."""

    question: str
    source: str | None
    """The file that answers it; None when nothing does."""
    places: tuple[Span, ...]
    texts: frozenset[str]


def write_articles(rows: Sequence[Row], folder: Path) -> list[Asked]:
    """Writes one file an article, title and paragraphs, and gives the questions with their places."""
    articles: dict[str, dict[str, int]] = defaultdict(dict)
    texts: dict[str, str] = {}
    for row in rows:
        if row.context not in articles[row.title]:
            text = texts.get(row.title, f"# {row.title.replace('_', ' ')}\n\n")
            articles[row.title][row.context] = len(text)
            texts[row.title] = text + row.context + "\n\n"
    names = {title: f"{number:05d}.md" for number, title in enumerate(articles)}
    for title, text in texts.items():
        (folder / names[title]).write_text(text, encoding="utf-8", newline="")
    return [_asked(row, names[row.title], articles[row.title][row.context]) for row in rows]


def _asked(row: Row, source: str, offset: int) -> Asked:
    places = tuple(Span(start + offset, end + offset) for start, end in row.places)
    texts = frozenset(plain(text) for text in row.texts)
    return Asked(row.question, source if places else None, places, texts)


def gather(
    assistant: Assistant, asked: Sequence[Asked], rng: random.Random
) -> Iterator[tuple[Evidence, Asked]]:
    """What is found for each question; for some with everything that answers it taken away."""
    for one in asked:
        ranked = assistant.candidates(Question(one.question))
        if one.source and rng.random() < TAKEN_AWAY:
            ranked = _without(ranked, one)
            one = replace(one, source=None, places=())
        if ranked:
            yield assistant.read(Question(one.question), ranked), one


def _without(ranked: Sequence[Ranked], asked: Asked) -> list[Ranked]:
    kept = [
        item
        for item in ranked
        if not any(text and text in plain(item.passage.text) for text in asked.texts)
    ]
    return [replace(item, rank=rank) for rank, item in enumerate(kept, start=1)]


def is_right(asked: Asked, source: str, span: Span, text: str) -> bool:
    """Whether a span says what an accepted answer says: its words, or most of its very place."""
    if asked.source is None:
        return False
    if plain(text) in asked.texts:
        return True
    return source == asked.source and any(_mostly(span, place) for place in asked.places)


def _mostly(span: Span, place: Span) -> bool:
    shared = min(span.end, place.end) - max(span.start, place.start)
    return shared > 0 and 2 * shared / (len(span) + len(place)) >= 0.7


def fit_logistic(
    names: Sequence[str], features: Matrix, right: NDArray[np.bool_], *, ridge: float = 1.0
) -> Logistic:
    """Weights of highest likelihood with an L2 penalty, by Newton's method.

    `features` has shape (n, len(names)); the bias is not penalised.
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


def fit(rows: Sequence[Row], *, seed: int) -> Mapping[str, Logistic]:
    """The models "span" and "answer" from questions that the reader was not trained on."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder, index = Path(scratch) / "articles", Path(scratch) / "index"
        folder.mkdir()
        asked = write_articles(rows, folder)
        update_index(index, [folder])
        with open_assistant(index) as assistant:
            found = list(gather(assistant, asked, rng))
            span_model = _fit_spans(found)
            return {"span": span_model, "answer": _fit_answers(found, span_model)}


def _fit_spans(found: Sequence[tuple[Evidence, Asked]]) -> Logistic:
    features, right = [], []
    for evidence, asked in found:
        spans = list(found_spans(evidence))
        best = max((span.margin for span in spans), default=0.0)
        for span in spans:
            features.append(span_features(evidence, span, best))
            right.append(is_right(asked, span.ranked.passage.source, span.place.span, span.text))
    return fit_logistic(SPAN_FEATURES, np.array(features), np.array(right))


def _fit_answers(found: Sequence[tuple[Evidence, Asked]], span_model: Logistic) -> Logistic:
    features, right = [], []
    for evidence, asked in found:
        proposals = propose_spans(evidence, span_model)
        if not proposals:
            continue
        best = proposals[0]
        source = evidence.document(best.places[0].document_id).source
        features.append(answer_features(evidence, proposals))
        right.append(is_right(asked, source, best.places[0].span, best.text))
    return fit_logistic(ANSWER_FEATURES, np.array(features), np.array(right))


def held_back_rows(data: Path, *, questions: int, seed: int) -> list[Row]:
    """Questions of held-back training articles: SQuAD with its unanswerable ones, and NQ."""
    rows: list[Row] = []
    for name, share in (
        ("squad.v1.1.train.jsonl", 0.5),
        ("squad.v2.0.train_unanswerable.jsonl", 0.25),
        ("nq_qed.train.jsonl", 0.25),
    ):
        own = [row for row in read_rows(data / name) if is_held_back(row.title, HELD_BACK)]
        random.Random(seed).shuffle(own)
        rows += own[: int(share * questions)]
    return rows


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
