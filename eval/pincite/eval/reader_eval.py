"""The reader alone: every question is read in its own passage."""

import json
import math
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files

from pincite.eval import calibration
from pincite.eval.calibration import Judgement
from pincite.eval.multispan_metrics import partial_match
from pincite.eval.reading_sets import ReadingRow
from pincite.eval.squad_metrics import Judged, squad_figures
from pincite.eval.summary import Json
from pincite.indexer.onnx_session import usable_cores
from pincite.qa.reading import Reader, Reading, SpanScore

NO_SPAN = 1e9
"""The no-answer score of a passage without any span."""


@dataclass(frozen=True, slots=True)
class Decision:
    """When the reader's best span is withheld, and how sure each decision is."""

    threshold: float = 0.0
    """A best span whose margin over no answer is not above this is withheld."""
    weight: float = 1.0
    bias: float = 0.0
    """Probability that there is an answer: logistic in weight * margin + bias."""
    right_weight: float = 1.0
    right_bias: float = 0.0
    """The same for the given span being the right one."""

    def withholds(self, margin: float) -> bool:
        """Whether the reader says that there is no answer."""
        return margin <= self.threshold

    def confidence(self, margin: float) -> float:
        """The probability that the decision is right, 0..1."""
        if self.withholds(margin):
            return 1 - _logistic(self.weight * margin + self.bias)
        return _logistic(self.right_weight * margin + self.right_bias)


def shipped_decision() -> Decision:
    """The decision that the card of the shipped reader names; the defaults where it names none."""
    card = json.loads((files("pincite.qa") / "weights" / "reader.json").read_text("utf-8"))
    return Decision(**card.get("decision", {}))


def evaluate_reader(reader: Reader, rows: Sequence[ReadingRow], decision: Decision) -> Json:
    """The figures of a reading set; per cent but for `ece`, null where nothing was counted."""
    reader.read(rows[0].question, [rows[0].context])
    begin = time.perf_counter()
    readings = _read_all(reader, rows)
    seconds = time.perf_counter() - begin
    judged = [_judged(row, reading) for row, reading in zip(rows, readings, strict=True)]
    figures = _squad(judged, decision)
    judgements = [_judgement(one, decision) for one in judged]
    several = [pair for pair in zip(rows, readings, strict=True) if pair[0].multi]
    return figures | {
        "ece": calibration.calibration_error(judgements),
        "auroc": calibration.auroc(judgements),
        "passages_per_s": round(len(rows) / seconds, 1),
        "reader": reader.name,
        "several": _several(several, decision) if several else None,
    }


def spans_apart(reading: Reading, decision: Decision) -> list[SpanScore]:
    """The best spans above the threshold that do not overlap a better one, best first."""
    chosen: list[SpanScore] = []
    for span in reading.spans:
        if decision.withholds(span.score - reading.null_score):
            break
        if all(span.end <= other.start or other.end <= span.start for other in chosen):
            chosen.append(span)
    return chosen


def _read_all(reader: Reader, rows: Sequence[ReadingRow]) -> list[Reading]:
    """The reading of each row; as many at once as there are cores, each passage by itself."""

    def read(row: ReadingRow) -> Reading:
        return reader.read(row.question, [row.context])[0]

    with ThreadPoolExecutor(usable_cores()) as pool:
        return list(pool.map(read, rows))


def _judged(row: ReadingRow, reading: Reading) -> Judged:
    if not reading.spans:
        return Judged(row.golds, "", NO_SPAN)
    best = reading.spans[0]
    return Judged(row.golds, row.context[best.start : best.end], -reading.margin)


def _squad(judged: Sequence[Judged], decision: Decision) -> Json:
    """The official figures; the best threshold is looked for among the answers as not withheld."""
    given = [_as_decided(one, decision) for one in judged]
    figures = squad_figures(given, threshold=math.inf)
    free = squad_figures(judged, threshold=-decision.threshold)
    answerable = [one for one in judged if one.has_answer]
    return {
        "n": figures.n,
        "exact": figures.exact,
        "f1": figures.f1,
        "has_answer_f1": figures.has_answer_f1,
        "no_answer_f1": figures.no_answer_f1,
        "best_exact": free.best_exact,
        "best_f1": free.best_f1,
        "best_f1_margin": -free.best_f1_threshold,
        "span_exact": _percent([one.exact for one in answerable]),
        "span_f1": _percent([one.f1 for one in answerable]),
    }


def _as_decided(one: Judged, decision: Decision) -> Judged:
    """The answer that is given: "" where the decision withholds it."""
    withheld = decision.withholds(-one.no_answer_score)
    return Judged(one.golds, "" if withheld else one.answer, one.no_answer_score)


def _judgement(one: Judged, decision: Decision) -> Judgement:
    """A decision's confidence, and whether it was right: a span when its F1 is at least 0.5."""
    margin = -one.no_answer_score
    if decision.withholds(margin):
        return decision.confidence(margin), not one.has_answer
    return decision.confidence(margin), one.has_answer and one.f1 >= 0.5


def _several(pairs: Sequence[tuple[ReadingRow, Reading]], decision: Decision) -> Json:
    """Precision, recall and F1 of sets of answers with partial matches, in per cent."""
    given = [
        ([row.context[span.start : span.end] for span in spans_apart(reading, decision)], row.golds)
        for row, reading in pairs
    ]
    figures = partial_match(given)
    return {
        "n": len(pairs),
        "partial_precision": 100 * figures.precision,
        "partial_recall": 100 * figures.recall,
        "partial_f1": 100 * figures.f1,
    }


def _percent(values: Sequence[float]) -> float | None:
    return 100 * sum(values) / len(values) if values else None


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
