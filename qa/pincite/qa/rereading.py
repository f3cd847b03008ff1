"""Reading a passage twice: its best spans are read once more, each marked in its sentence.

`ask` rereads the proposals of all passages in the same form and weighs them by a fitted model
(pincite.qa.choosing); here the passage is all there is, and one weight serves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pincite.corpus import Document, Paragraph, Span
from pincite.qa.confidence import bounded
from pincite.qa.evidence import Place
from pincite.qa.reading import Reader, Reading, SpanScore
from pincite.qa.reranking import Reranker, text_at

SPANS_READ = 4
"""Of a passage, the best by the reader."""


@dataclass(frozen=True, slots=True)
class Rereader:
    """A reader whose best spans are weighed again by what the reranker says of each."""

    reader: Reader
    reranker: Reranker
    weight: float
    """Of the reranker's log-odds beside the reader's scores."""

    @property
    def name(self) -> str:
        """The reader's."""
        return self.reader.name

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """One reading a passage, in order; a passage's scores do not depend on the others."""
        return [
            reweighed(reading, self.judge(question, passage, reading), self.weight)
            for passage, reading in zip(passages, self.reader.read(question, passages), strict=True)
        ]

    def judge(self, question: str, passage: str, reading: Reading) -> list[float]:
        """What the reranker says of the best spans of a reading."""
        document = Document("", passage, (Paragraph(Span(0, len(passage)), ()),))
        spans = (Span(each.start, each.end) for each in reading.spans[:SPANS_READ])
        places = (Place(document.document_id, span) for span in spans)
        return self.reranker.judge(question, [text_at(document, [place]) for place in places])


def reweighed(reading: Reading, judged: Sequence[float], weight: float) -> Reading:
    """A reading whose first spans are judged; the others count as the worst of them does.

    >>> one, other = SpanScore(0, 3, 5.0), SpanScore(4, 9, 4.0)
    >>> reading = reweighed(Reading((one, other), 0.0), [-2.0, 2.0], 0.5)
    >>> [span.score for span in reading.spans]
    [5.0, 4.0]
    """
    said = [bounded(answers) for answers in judged]
    said += [min(said, default=0.0)] * (len(reading.spans) - len(said))
    spans = (
        replace(span, score=span.score + weight * answers)
        for span, answers in zip(reading.spans, said, strict=True)
    )
    return Reading(tuple(sorted(spans, key=_best_first)), reading.null_score)


def _best_first(span: SpanScore) -> float:
    return -span.score
