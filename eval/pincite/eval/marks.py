"""The marks of one answer: everything that later sums are made of, and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pincite.eval import answer_metrics, ranking_metrics
from pincite.eval.citation_metrics import overlapping_citations, verbatim_citations
from pincite.eval.multispan_metrics import partial_f1
from pincite.eval.places import Evidence, Place, is_relevant
from pincite.eval.questions import QuestionRow
from pincite.qa.answers import Answer

RIGHT_FROM = 0.5
"""An answer counts as right from this F1 on: at half the words people mostly agree."""


@dataclass(frozen=True, slots=True)
class RankMarks:
    """How high the evidence stands in the ranking that the answer was read from."""

    recall_at_1: float
    recall_at_5: float
    recall_at_10: float
    mrr: float
    ndcg_at_10: float


@dataclass(frozen=True, slots=True)
class Marks:
    """Shares 0..1 where nothing else is said; None where the question does not ask for it."""

    exact: float
    f1: float
    right: bool
    """What confidence is compared with."""
    answered: bool
    unanswerable: bool
    confidence: float
    ms: float
    """Wall time of the whole answer, in milliseconds."""
    citations: int
    verbatim: int
    """How many citations quote the document character for character."""
    precise: int | None = None
    """How many citations overlap evidence."""
    item_f1: float | None = None
    item_partial_f1: float | None = None
    parts_f1: float | None = None
    verdict: bool | None = None
    """Whether a yes/no question got its verdict."""
    conflict: bool | None = None
    """Whether a question that finds a conflict was shown it."""
    false_conflict: bool | None = None
    """Whether an answered question without a conflict was shown one."""
    ranks: RankMarks | None = None
    plain_softmax: float | None = None
    """The reader's own probability, for comparison."""


def mark_failure(row: QuestionRow, *, ms: float) -> Marks:
    """The marks of a question that the system gave up on: nothing is right."""
    return Marks(
        exact=0.0, f1=0.0, right=False, answered=False, unanswerable=row.unanswerable,
        confidence=0.0, ms=ms, citations=0, verbatim=0,
    )  # fmt: skip


def mark(
    row: QuestionRow,
    answer: Answer,
    evidence: Sequence[Evidence],
    text_of: Callable[[str], str | None],
    *,
    ms: float,
    ranks: RankMarks | None = None,
    plain_softmax: float | None = None,
) -> Marks:
    """The marks of an answer.

    `text_of` gives the text of a source, None for an unknown one.
    """
    found = [one for one in evidence if one.places]
    exact, f1 = overlap(row, answer)
    items = _items_given(answer)
    is_answered = answer.status != "no_answer"
    return Marks(
        exact=exact,
        f1=f1,
        right=_is_right(row, answer, f1),
        answered=is_answered,
        unanswerable=row.unanswerable,
        confidence=answer.confidence,
        ms=ms,
        citations=len(answer.citations),
        verbatim=verbatim_citations(answer, text_of),
        precise=overlapping_citations(answer, found) if found else None,
        item_f1=answer_metrics.item_f1(items, row.items) if row.items else None,
        item_partial_f1=partial_f1(items, row.items) if row.items else None,
        parts_f1=_parts_f1(row, answer) if row.parts else None,
        verdict=answer.verdict == row.verdict if row.verdict else None,
        conflict=_shows_conflict(row, answer) if finds_conflict(row) else None,
        false_conflict=_is_false_conflict(row, answer),
        ranks=ranks,
        plain_softmax=plain_softmax,
    )


def overlap(row: QuestionRow, answer: Answer) -> tuple[float, float]:
    """Exact match and F1 against the best acceptable answer.

    An unanswerable question counts 1 for no answer, else 0; no answer to any other counts 0.
    Values worked out are compared whatever the form of their numbers.
    """
    if row.unanswerable or answer.answer is None:
        both = float(row.unanswerable and answer.status == "no_answer")
        return both, both
    exact, f1 = answer_metrics.exact_match, answer_metrics.f1
    if row.kind == "computed":
        exact, f1 = answer_metrics.computed_exact, answer_metrics.computed_f1
    return (
        answer_metrics.best(exact, answer.answer, row.answers),
        answer_metrics.best(f1, answer.answer, row.answers),
    )


def rank_marks(ranking: Sequence[Place], evidence: Sequence[Evidence], relevant: int) -> RankMarks:
    """The marks of a ranking; `relevant` is how many passages of the index meet the evidence."""
    hits = [is_relevant(place, evidence) for place in ranking]
    return RankMarks(
        recall_at_1=ranking_metrics.success_at(1, hits),
        recall_at_5=ranking_metrics.success_at(5, hits),
        recall_at_10=ranking_metrics.success_at(10, hits),
        mrr=ranking_metrics.reciprocal_rank(hits),
        ndcg_at_10=ranking_metrics.ndcg_at(10, hits, max(relevant, sum(hits))),
    )


def finds_conflict(row: QuestionRow) -> bool:
    """Whether the documents give different values for what is asked."""
    return row.kind == "conflict" or len(row.values) > 1


def _is_right(row: QuestionRow, answer: Answer, f1: float) -> bool:
    if row.verdict and not row.unanswerable:
        return answer.verdict == row.verdict
    if row.items and answer.items:
        return answer_metrics.item_f1(answer.items, row.items) >= RIGHT_FROM
    return f1 >= RIGHT_FROM


def _items_given(answer: Answer) -> Sequence[str]:
    """What the answer lists; an answer that lists nothing is one item."""
    return answer.items or ((answer.answer,) if answer.answer else ())


def _parts_f1(row: QuestionRow, answer: Answer) -> float:
    """The mean F1 of the parts, in their order; a part that is not answered counts 0."""
    given = [part.answer for part in answer.parts] or [answer.answer]
    scores = [
        answer_metrics.best(answer_metrics.f1, text, part.answers) if text else 0.0
        for text, part in zip(given, row.parts, strict=False)
    ]
    return sum(scores) / len(row.parts)


def _shows_conflict(row: QuestionRow, answer: Answer) -> bool:
    if answer.status != "conflicting":
        return False
    shown = [answer.answer or "", *(other.answer for other in answer.alternatives)]
    return answer_metrics.values_shown(shown, row.values) if row.values else True


def _is_false_conflict(row: QuestionRow, answer: Answer) -> bool | None:
    if finds_conflict(row) or answer.status == "no_answer":
        return None
    return answer.status == "conflicting"
