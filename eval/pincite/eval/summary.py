"""The summary of a run: every figure, whole and by kind, domain and split."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from pincite.eval import calibration
from pincite.eval.calibration import Judgement
from pincite.eval.figures import figure_intervals, figure_values
from pincite.eval.marks import Marks
from pincite.eval.questions import HELD_OUT

Json = dict[str, Any]
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Scored:
    """A question's marks and what they are grouped by."""

    id: str
    kind: str
    domain: str
    split: str | None
    marks: Marks
    without_history: Marks | None = None
    """A follow-up asked as if nothing had gone before; None where that was not tried."""
    standalone: Marks | None = None
    """The same follow-up written out in full; None where that was not tried."""


def summarise(scored: Sequence[Scored]) -> Json:
    """The summary of all questions; figures are shares 0..1, null where nothing was counted."""
    summary = _figures(scored) | _calibration(scored) | _latency(scored)
    summary["by_kind"] = _grouped(scored, lambda one: one.kind, _figures)
    summary["by_domain"] = _grouped(scored, lambda one: one.domain, _figures)
    splits = _grouped(scored, lambda one: one.split or "all", _with_kinds)
    if len(splits) > 1 or HELD_OUT in splits:
        summary["by_split"] = splits
        summary["held_out_gap"] = _gap(scored)
    followups = [one for one in scored if one.standalone]
    if followups:
        summary["followups"] = _followups(followups)
    return summary


def judgements(marks: Sequence[Marks]) -> list[Judgement]:
    """Each question's confidence, and whether what it stands for was right."""
    return [(one.confidence, one.right) for one in marks]


def _figures(scored: Sequence[Scored]) -> Json:
    marks = [one.marks for one in scored]
    intervals = {
        name: [_rounded(interval.low), _rounded(interval.high)]
        for name, interval in figure_intervals(marks).items()
        if interval is not None
    }
    values = {name: _rounded(value) for name, value in figure_values(marks).items()}
    return {"n": len(marks)} | values | {"intervals": intervals}


def _with_kinds(scored: Sequence[Scored]) -> Json:
    grouped = _grouped(scored, lambda one: one.kind, _figures)
    ece = calibration.calibration_error(judgements([one.marks for one in scored]))
    return _figures(scored) | {"ece": _rounded(ece), "by_kind": grouped}


def _grouped(
    scored: Sequence[Scored],
    key: Callable[[Scored], str],
    figures: Callable[[Sequence[Scored]], Json],
) -> Json:
    names = sorted({key(one) for one in scored})
    return {name: figures([one for one in scored if key(one) == name]) for name in names}


def _calibration(scored: Sequence[Scored]) -> Json:
    marks = [one.marks for one in scored]
    judged = judgements(marks)
    answerable = [
        (one.confidence if one.answered else 1 - one.confidence, not one.unanswerable)
        for one in marks
    ]
    return {
        "ece": _rounded(calibration.calibration_error(judged)),
        "ece_n": len(judged),
        "auroc": _rounded(calibration.auroc(judged)),
        "answerable_auroc": _rounded(calibration.auroc(answerable)),
        "risk_coverage_area": _rounded(calibration.risk_coverage_area(judged)),
        "risk_coverage_area_plain_softmax": _plain_softmax_area(marks),
        "reliability": [
            {name: _rounded(value) for name, value in asdict(one).items()}
            for one in calibration.reliability(judged)
        ],
    }


def _plain_softmax_area(marks: Sequence[Marks]) -> float | None:
    """The same answers, ranked by the reader's own probability; None where it was not asked for."""
    judged = [
        (one.plain_softmax if one.answered else 1 - one.plain_softmax, one.right)
        for one in marks
        if one.plain_softmax is not None
    ]
    return _rounded(calibration.risk_coverage_area(judged)) if len(judged) == len(marks) else None


def _latency(scored: Sequence[Scored]) -> Json:
    p50, p95 = np.quantile([one.marks.ms for one in scored], [0.5, 0.95])
    return {"p50_ms": round(float(p50), 2), "p95_ms": round(float(p95), 2)}


def _gap(scored: Sequence[Scored]) -> Json | None:
    """How much higher the figures of the listed questions are than those of the held-out ones."""
    held_out = [one.marks for one in scored if one.split == HELD_OUT]
    others = [one.marks for one in scored if one.split != HELD_OUT]
    if not held_out or not others:
        return None
    there, here = figure_values(held_out), figure_values(others)
    return {
        name: None if value is None or there[name] is None else _rounded(value - (there[name] or 0))
        for name, value in here.items()
    }


def _followups(scored: Sequence[Scored]) -> Json:
    """Follow-ups as asked, without their history, and written out in full."""
    ways: dict[str, list[Marks]] = {
        "with_history": [one.marks for one in scored],
        "without_history": [one.without_history for one in scored if one.without_history],
        "standalone": [one.standalone for one in scored if one.standalone],
    }
    figures: Json = {name: _short(marks) for name, marks in ways.items() if marks}
    right_alone = [one for one in scored if one.standalone and one.standalone.right]
    kept = sum(one.marks.right for one in right_alone)
    figures["kept"] = _rounded(kept / len(right_alone)) if right_alone else None
    return {"n": len(scored)} | figures


def _short(marks: Sequence[Marks]) -> Json:
    values = figure_values(marks)
    return {name: _rounded(values[name]) for name in ("exact", "f1", "right")}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
