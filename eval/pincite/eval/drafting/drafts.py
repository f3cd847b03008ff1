"""A drafted question, before and after its checks."""

from dataclasses import dataclass

from pincite.corpus import Document, Span
from pincite.eval.questions import EvidenceRow, QuestionRow


@dataclass(frozen=True, slots=True)
class Draft:
    """A question with its answer and the place that gives it."""

    question: str
    answers: tuple[str, ...]
    """Acceptable answers, the fullest first; empty when unanswerable."""
    kind: str
    document: Document
    evidence: Span
    """The sentence, row or list that gives the answer; unanswerable: what was changed."""
    answer: Span | None
    """Where the answer stands; None when unanswerable."""
    rule: str
    """Which rule made it."""
    items: tuple[str, ...] = ()
    context: Span | None = None
    """What a person needs beside the evidence to judge it: the names of a table's columns."""
    exchanged: str = ""
    """Of an unanswerable draft, what stands in it that its document does not say."""
    doubt: float = 0.0
    """0 for the surest rules; how much the rule takes off the draft's score."""

    @property
    def quote(self) -> str:
        """The evidence, character for character."""
        return self.document.quote(self.evidence)

    @property
    def is_answerable(self) -> bool:
        """Whether the documents give its answer."""
        return bool(self.answers)


def to_row(draft: Draft, name: str) -> QuestionRow:
    """The draft as a row of a question file; an unanswerable one has no evidence."""
    evidence = (
        (EvidenceRow(source=draft.document.source, quote=draft.quote),)
        if draft.is_answerable
        else ()
    )
    return QuestionRow(
        id=name,
        question=draft.question,
        kind=draft.kind,
        answers=draft.answers,
        items=draft.items,
        evidence=evidence,
        unanswerable=not draft.is_answerable,
    )
