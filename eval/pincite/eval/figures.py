"""The figures of a set of questions: each a sum of marks over another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pincite.eval.marks import Marks, RankMarks
from pincite.eval.statistics import Floats, Interval, bootstrap_ratios

Mark = Callable[[Marks], float | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """A share: the sum of `part` over the sum of `whole`, a question at a time."""

    name: str
    part: Mark
    """None where the question does not count."""
    whole: Mark = lambda marks: 1.0
    """How much a question that counts adds below the line."""
    higher_is_better: bool = True

    def terms(self, marks: Marks) -> tuple[float, float]:
        """What the question adds above and below the line; (0, 0) where it does not count."""
        part = self.part(marks)
        return (0.0, 0.0) if part is None else (float(part), float(self.whole(marks) or 0.0))


def _rank(name: str) -> Mark:
    def read(marks: Marks) -> float | None:
        ranks: RankMarks | None = marks.ranks
        return None if ranks is None else float(getattr(ranks, name))

    return read


def _abstained_rightly(marks: Marks) -> float:
    return float(marks.unanswerable and not marks.answered)


FIGURES: tuple[Figure, ...] = (
    Figure("exact", lambda marks: marks.exact),
    Figure("f1", lambda marks: marks.f1),
    Figure("right", lambda marks: marks.right),
    Figure("item_f1", lambda marks: marks.item_f1),
    Figure("item_partial_f1", lambda marks: marks.item_partial_f1),
    Figure("parts_f1", lambda marks: marks.parts_f1),
    Figure("verdicts", lambda marks: marks.verdict),
    Figure("recall_at_1", _rank("recall_at_1")),
    Figure("recall_at_5", _rank("recall_at_5")),
    Figure("recall_at_10", _rank("recall_at_10")),
    Figure("mrr", _rank("mrr")),
    Figure("ndcg_at_10", _rank("ndcg_at_10")),
    Figure("citation_precision", lambda marks: marks.precise, lambda marks: marks.citations),
    Figure("verbatim", lambda marks: marks.verbatim, lambda marks: marks.citations),
    Figure("abstention_precision", _abstained_rightly, lambda marks: not marks.answered),
    Figure("abstention_recall", _abstained_rightly, lambda marks: marks.unanswerable),
    Figure(
        "wrong_abstentions",
        lambda marks: not (marks.answered or marks.unanswerable),
        lambda marks: not marks.unanswerable,
        higher_is_better=False,
    ),
    Figure("conflicts_found", lambda marks: marks.conflict),
    Figure("conflict_false_alarms", lambda marks: marks.false_conflict, higher_is_better=False),
)
BY_NAME = {figure.name: figure for figure in FIGURES}


def figure_values(marks: Sequence[Marks]) -> dict[str, float | None]:
    """Each figure by name; None where nothing could be counted."""
    return {figure.name: _ratio([figure.terms(one) for one in marks]) for figure in FIGURES}


def figure_intervals(marks: Sequence[Marks], *, seed: int = 0) -> dict[str, Interval | None]:
    """The 95 % bootstrap interval of each figure, by name."""
    parts, wholes = _terms(marks)
    intervals = bootstrap_ratios(parts, wholes, seed=seed)
    return {figure.name: one for figure, one in zip(FIGURES, intervals, strict=True)}


def _ratio(terms: Sequence[tuple[float, float]]) -> float | None:
    whole = sum(below for _, below in terms)
    return sum(above for above, _ in terms) / whole if whole else None


def _terms(marks: Sequence[Marks]) -> tuple[Floats, Floats]:
    """Parts and wholes, each of shape (questions, figures)."""
    terms = np.array([[figure.terms(one) for figure in FIGURES] for one in marks], dtype=np.float64)
    return terms[:, :, 0], terms[:, :, 1]
