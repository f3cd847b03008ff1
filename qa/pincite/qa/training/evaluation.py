"""How well an exported reader answers the questions of a development set."""

import json
import random
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from pincite.qa.model_inputs import QUESTION_TOKENS
from pincite.qa.reading import best_token_ranges
from pincite.qa.training.answer_metric import exact_match, token_f1
from pincite.qa.training.decoding import BestSpan, windows
from pincite.qa.training.features import Scheme
from pincite.qa.training.rows import Row, read_rows

WINDOW_TOKENS = 256
WINDOW_STEP = 128
LONGEST_TOKENS = 30
WRONG_ABSTENTIONS = 0.08


class WindowReader(ABC):
    """A reader that is asked one window at a time, so that no score depends on its neighbours."""

    def __init__(self, tokenizer: Tokenizer, window_tokens: int = WINDOW_TOKENS) -> None:
        if tokenizer.truncation or tokenizer.padding:
            raise ValueError("the tokeniser truncates or pads; switch both off")
        self._tokenizer = tokenizer
        self._scheme = Scheme.of(tokenizer)
        self._window_tokens = window_tokens

    def read(self, question: str, passage: str) -> BestSpan:
        """The best span over all windows of the passage; an empty one when it has no token."""
        head = self._tokenizer.encode(question, add_special_tokens=False).ids
        head = [*self._scheme.first, *head[:QUESTION_TOKENS], *self._scheme.between]
        text = self._tokenizer.encode(passage, add_special_tokens=False)
        found = [BestSpan((0, 0), -np.inf)]
        for low, high in windows(len(text.ids), self._window_tokens, WINDOW_STEP):
            if low < high:
                start, end = self._scores(head, text.ids[low:high])
                ((i, j, score),) = best_token_ranges(
                    start[1:], end[1:], count=1, longest=LONGEST_TOKENS
                )
                margin = score - float(start[0] + end[0])
                place = (text.offsets[low + i][0], text.offsets[low + j - 1][1])
                found.append(BestSpan(place, margin))
        return max(found, key=lambda span: span.margin)

    @abstractmethod
    def _scores(
        self, head: Sequence[int], window: Sequence[int]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Start and end scores of the null token and of the window's tokens, shape (1 + t,)."""


class OnnxSpanReader(WindowReader):
    """An exported reader."""

    def __init__(
        self,
        model: Path,
        tokenizer: Tokenizer,
        *,
        threads: int = 1,
        window_tokens: int = WINDOW_TOKENS,
    ) -> None:
        super().__init__(tokenizer, window_tokens)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(str(model), options)
        self._inputs = [each.name for each in self._session.get_inputs()]

    def _scores(
        self, head: Sequence[int], window: Sequence[int]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        ids = np.array([[*head, *window, *self._scheme.last]], np.int64)
        types = np.zeros_like(ids)
        types[0, len(head) :] = 1
        known = {"ids": ids, "am": np.ones_like(ids), "tt": types}
        inputs = {name: known[name] for name in self._inputs}
        start, end = self._session.run(["s", "e"], inputs)
        kept = [0, *range(len(head), len(head) + len(window))]
        return start[0, kept], end[0, kept]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader said to one row: the margin over null, and how right its best span is."""

    margin: float
    exact: float
    f1: float
    answerable: bool


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of a set, in per cent; None where the set has no such questions.

    `span_*`: best span of the answerable questions, never abstaining. `em`, `f1`: all questions,
    abstaining at margin 0. `best_f1`: at the best threshold for this very set, an upper bound.
    """

    n: int
    span_em: float | None
    span_f1: float | None
    em: float
    f1: float
    best_f1: float
    best_threshold: float
    rightly_abstained: float | None
    wrongly_abstained: float | None


def readings(reader: WindowReader, rows: Sequence[Row]) -> Iterator[Reading]:
    """What the reader says to each row, in their order."""
    for row in rows:
        span = reader.read(row.question, row.context)
        answer = row.context[slice(*span.place)]
        golds = row.texts if row.places else ()
        yield Reading(span.margin, exact_match(answer, golds), token_f1(answer, golds), bool(golds))


def scores(said: Sequence[Reading]) -> Scores:
    """The scores of a set."""
    margin = np.array([r.margin for r in said])
    exact, f1 = np.array([r.exact for r in said]), np.array([r.f1 for r in said])
    has = np.array([r.answerable for r in said])
    thresholds = [0.0, *np.quantile(margin, np.linspace(0, 1, 101))]
    best, threshold = max((_with_abstention(f1, has, margin > t), t) for t in thresholds)
    return Scores(
        n=len(said),
        span_em=_percent(exact[has]),
        span_f1=_percent(f1[has]),
        em=_with_abstention(exact, has, margin > 0),
        f1=_with_abstention(f1, has, margin > 0),
        best_f1=best,
        best_threshold=round(float(threshold), 3),
        rightly_abstained=_percent(margin[~has] <= 0),
        wrongly_abstained=_percent(margin[has] <= 0),
    )


def _with_abstention(
    right: NDArray[np.float64], has: NDArray[np.bool_], answers: NDArray[np.bool_]
) -> float:
    return round(100 * float(np.where(has, right * answers, ~answers).mean()), 2)


def _percent(values: NDArray[np.float64] | NDArray[np.bool_]) -> float | None:
    return round(100 * float(values.mean()), 2) if len(values) else None


def abstention_at(said: Sequence[Reading], answerable: Sequence[Reading]) -> float:
    """Share of `said`, in per cent, refused at the threshold that refuses 8 % of `answerable`."""
    threshold = np.quantile([r.margin for r in answerable], WRONG_ABSTENTIONS)
    return round(100 * float(np.mean([r.margin <= threshold for r in said])), 2)


def sample(rows: Sequence[Row], n: int | None, *, seed: int = 3) -> Sequence[Row]:
    """All rows, or `n` of them drawn by `seed`."""
    return rows if n is None or n >= len(rows) else random.Random(seed).sample(list(rows), n)


def evaluate_sets(
    reader: WindowReader, data: Path, files: Sequence[str], n: int | None
) -> dict[str, dict[str, float | int | None]]:
    """The scores of each file, at most `n` rows of each; with both, clapnq at SQuAD's threshold."""
    said = {file: list(readings(reader, sample(list(read_rows(data / file)), n))) for file in files}
    report = {file: asdict(scores(each)) for file, each in said.items()}
    squad, clapnq = said.get("squad.v1.1.dev.jsonl"), said.get("clapnq.dev.jsonl")
    if squad and clapnq:
        report["clapnq.dev.jsonl"]["rightly_abstained_at_8"] = abstention_at(clapnq, squad)
    return report


def drift(one: OnnxSpanReader, other: OnnxSpanReader, rows: Sequence[Row]) -> Mapping[str, float]:
    """How far two exports of the same weights differ: shares of equal spans, margin distance."""
    pairs = [(one.read(r.question, r.context), other.read(r.question, r.context)) for r in rows]
    distance = [abs(a.margin - b.margin) for a, b in pairs]
    return {
        "same_span": float(np.mean([a.place == b.place for a, b in pairs])),
        "same_decision": float(np.mean([(a.margin > 0) == (b.margin > 0) for a, b in pairs])),
        "margin_distance_mean": float(np.mean(distance)),
        "margin_distance_p95": float(np.quantile(distance, 0.95)),
    }


def report_json(report: Mapping[str, object]) -> str:
    """The report as JSON lines that a person can read."""
    return "\n".join(f"{name} {json.dumps(value)}" for name, value in report.items())
