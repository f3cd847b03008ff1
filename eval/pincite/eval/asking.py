"""Asks a system every question of a set and marks what comes back."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pincite.corpus import InputError
from pincite.eval.marks import Marks, RankMarks, mark, mark_failure, rank_marks
from pincite.eval.places import Evidence, Place, is_relevant, locate
from pincite.eval.questions import QuestionRow
from pincite.eval.summary import Scored
from pincite.eval.system import System
from pincite.qa.answers import Answer, Question

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What is measured beyond the answers themselves; each costs time."""

    followups: bool = False
    """Ask follow-ups also without their history and written out in full."""
    plain_softmax: bool = False
    """Compare confidence with the reader's own probability."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question with its answer and its marks."""

    row: QuestionRow
    scored: Scored
    evidence: tuple[Evidence, ...]
    answer: Answer | None
    """None where the system refused the question; `error` then says why."""
    ranking: tuple[Place, ...] = ()
    error: str | None = None


class Examiner:
    """Asks one system questions about its documents."""

    def __init__(self, system: System, options: Options | None = None) -> None:
        self._system = system
        self._options = options or Options()
        self.passages = _by_source(system.passages)

    def examine(
        self, rows: Sequence[QuestionRow], *, domain: str, progress: Progress | None = None
    ) -> list[Outcome]:
        """An outcome a row, in their order.

        The first question is asked once more before, so that no time counts the warming up.
        """
        self._timed(rows[0].to_question())
        outcomes = []
        for done, row in enumerate(rows, start=1):
            outcomes.append(self._outcome(row, domain))
            if progress:
                progress(done, len(rows))
        return outcomes

    def _outcome(self, row: QuestionRow, domain: str) -> Outcome:
        evidence = tuple(locate(one, self._system.documents) for one in row.evidence)
        answer, error, ms = self._timed(row.to_question())
        ranking = self._ranking(row, answer, evidence)
        marks = self._marks(row, answer, evidence, ms, ranking)
        alone, written_out = self._followup_marks(row, evidence)
        scored = Scored(
            id=row.id,
            kind=row.kind,
            domain=row.domain or domain,
            split=row.split,
            marks=marks,
            without_history=alone,
            standalone=written_out,
        )
        return Outcome(row, scored, evidence, answer, ranking, error)

    def _timed(self, question: Question) -> tuple[Answer | None, str | None, float]:
        """The answer or why there is none, and how many milliseconds it took."""
        begin = time.perf_counter()
        try:
            answer, error = self._system.ask(question), None
        except InputError as refusal:
            answer, error = None, str(refusal)
        return answer, error, 1000 * (time.perf_counter() - begin)

    def _ranking(
        self, row: QuestionRow, answer: Answer | None, evidence: Sequence[Evidence]
    ) -> tuple[Place, ...]:
        """The ranking for the question as it was understood; () without evidence to look for."""
        if answer is None or not any(one.places for one in evidence):
            return ()
        question = row.to_question()
        understood = answer.interpreted_question or question.text
        return tuple(self._system.ranking(replace(question, text=understood)))

    def _marks(
        self,
        row: QuestionRow,
        answer: Answer | None,
        evidence: Sequence[Evidence],
        ms: float,
        ranking: Sequence[Place] = (),
    ) -> Marks:
        if answer is None:
            return mark_failure(row, ms=ms)
        softmax = None
        if self._options.plain_softmax:
            softmax = self._system.plain_softmax(row.to_question())
        ranks = self._rank_marks(ranking, evidence)
        return mark(row, answer, evidence, self._text_of, ms=ms, ranks=ranks, plain_softmax=softmax)

    def _rank_marks(
        self, ranking: Sequence[Place], evidence: Sequence[Evidence]
    ) -> RankMarks | None:
        if not any(one.places for one in evidence):
            return None
        return rank_marks(ranking, evidence, len(relevant_passages(evidence, self.passages)))

    def _followup_marks(
        self, row: QuestionRow, evidence: Sequence[Evidence]
    ) -> tuple[Marks | None, Marks | None]:
        """The marks without history, and of the question written out; None where not tried."""
        if not (self._options.followups and row.history and row.standalone):
            return None, None
        question = replace(row.to_question(), history=())
        marks = []
        for text in (row.question, row.standalone):
            answer, _, ms = self._timed(replace(question, text=text))
            marks.append(self._marks(row, answer, evidence, ms))
        return marks[0], marks[1]

    def _text_of(self, source: str) -> str | None:
        document = self._system.documents.get(source)
        return None if document is None else document.text


def relevant_passages(
    evidence: Iterable[Evidence], passages: Mapping[str, Sequence[Place]]
) -> list[Place]:
    """The passages, given by source, that overlap the evidence."""
    wanted = list(evidence)
    sources = sorted({place.source for one in wanted for place in one.places})
    return [
        passage
        for source in sources
        for passage in passages.get(source, ())
        if is_relevant(passage, wanted)
    ]


def _by_source(passages: Iterable[Place]) -> Mapping[str, Sequence[Place]]:
    grouped: defaultdict[str, list[Place]] = defaultdict(list)
    for passage in passages:
        grouped[passage.source].append(passage)
    return grouped
