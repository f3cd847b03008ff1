"""The figures of SQuAD 2.0 over a whole set, re-implemented from their definition.

What counts (Rajpurkar, Jia and Liang 2018, and the evaluation published with the set): golds that
are empty once normalised do not count; without any left, only the empty answer is right; a question
is unanswerable when it has no gold at all; an answer is withheld when its no-answer score lies
strictly above the threshold. The tests compare every figure with the published evaluation's rules.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pincite.eval import answer_metrics
from pincite.qa.answer_overlap import normalise


@dataclass(frozen=True, slots=True)
class Judged:
    """The answer given to one question, beside the gold ones."""

    golds: tuple[str, ...]
    """Empty when the question has no answer."""
    answer: str
    """The best answer, even where it would be withheld; "" is no answer."""
    no_answer_score: float
    """Higher means less likely to have an answer; any scale."""

    @property
    def has_answer(self) -> bool:
        """Whether the question has a gold answer."""
        return bool(self.golds)

    @property
    def exact(self) -> float:
        """1 when the answer equals a gold one, were it given."""
        return self._against(answer_metrics.exact_match)

    @property
    def f1(self) -> float:
        """The best overlap with a gold answer, were it given."""
        return self._against(answer_metrics.f1)

    def _against(self, measure: Callable[[str, str], float]) -> float:
        golds = [gold for gold in self.golds if normalise(gold)]
        return answer_metrics.best(measure, self.answer, golds or [""])


@dataclass(frozen=True, slots=True)
class SquadFigures:
    """The figures of a set, in per cent; None where nothing could be counted."""

    n: int
    exact: float
    f1: float
    has_answer_f1: float | None
    no_answer_f1: float | None
    best_exact: float
    best_exact_threshold: float
    best_f1: float
    best_f1_threshold: float


def squad_figures(judged: Sequence[Judged], *, threshold: float) -> SquadFigures:
    """The figures with answers withheld above the threshold, and with the best one.

    Raises:
        ValueError: there is no question.
    """
    if not judged:
        raise ValueError("no question was judged")
    exact = [row.exact for row in judged]
    f1 = [row.f1 for row in judged]
    decided_exact = _decided(judged, exact, threshold)
    decided_f1 = _decided(judged, f1, threshold)
    best_exact, exact_threshold = best_threshold(judged, exact)
    best_f1, f1_threshold = best_threshold(judged, f1)
    return SquadFigures(
        n=len(judged),
        exact=_percent(decided_exact),
        f1=_percent(decided_f1),
        has_answer_f1=_percent_of(decided_f1, [row.has_answer for row in judged]),
        no_answer_f1=_percent_of(decided_f1, [not row.has_answer for row in judged]),
        best_exact=best_exact,
        best_exact_threshold=exact_threshold,
        best_f1=best_f1,
        best_f1_threshold=f1_threshold,
    )


def best_threshold(judged: Sequence[Judged], scores: Sequence[float]) -> tuple[float, float]:
    """The highest total that a threshold reaches, in per cent, and that threshold.

    Starts with every answer withheld (threshold 0.0 by convention) and gives them one by one, the
    surest first: an answerable question then adds its score, an unanswerable one takes 1 away
    unless its answer is empty anyway. Of equal totals the first stands.
    """
    total = best = float(sum(not row.has_answer for row in judged))
    threshold = 0.0
    for score, row in sorted(
        zip(scores, judged, strict=True), key=lambda pair: pair[1].no_answer_score
    ):
        total += score if row.has_answer else -float(bool(row.answer))
        if total > best:
            best, threshold = total, row.no_answer_score
    return 100 * best / len(judged), threshold


def _decided(judged: Sequence[Judged], scores: Sequence[float], threshold: float) -> list[float]:
    return [
        float(not row.has_answer) if row.no_answer_score > threshold else score
        for score, row in zip(scores, judged, strict=True)
    ]


def _percent(scores: Sequence[float]) -> float:
    return 100 * sum(scores) / len(scores)


def _percent_of(scores: Sequence[float], which: Sequence[bool]) -> float | None:
    chosen = [score for score, wanted in zip(scores, which, strict=True) if wanted]
    return _percent(chosen) if chosen else None
