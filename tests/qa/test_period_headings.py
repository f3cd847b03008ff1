"""The years that a heading sets behind its words are no answer to when something happened."""

from pincite.corpus import Document, Span
from pincite.corpus.structure import find_blocks
from pincite.indexer.passages import Candidate, Passage, Piece
from pincite.qa.evidence import Evidence
from pincite.qa.parsed_question import parse_question
from pincite.qa.reading import Reading, SpanScore
from pincite.qa.retrieval import Ranked
from pincite.qa.spans import found_spans

TEXT = (
    "The firm grew well in all of its markets.\nEarly days with Tarn (2011-2019)\n"
    "In 2016 the firm bought a third of Tarn, see 2011-2014 too."
)


def texts_for(question: str, *said: str) -> list[str]:
    document = Document("a.txt", TEXT, find_blocks(TEXT))
    whole = Span(0, len(TEXT))
    passage = Passage(
        0, document.document_id, "a.txt", whole, TEXT, (Piece(0, whole),), (), None, "text"
    )
    starts = [TEXT.index(each) for each in said]
    spans = tuple(
        SpanScore(start, start + len(each), 5.0 - n)
        for n, (start, each) in enumerate(zip(starts, said, strict=True))
    )
    evidence = Evidence(
        parse_question(question),
        (Ranked(Candidate(passage, 1.0, 0.5, (0.5, 0.5)), 1.0, 1),),
        (Reading(spans, 0.0),),
        {},
        lambda _: document,
        lambda _, others: [0.0] * len(others),
    )
    return [span.text for span in found_spans(evidence)]


def test_the_years_behind_a_heading_do_not_tell_when_something_happened() -> None:
    asked = "When did the firm join Tarn?"
    assert texts_for(asked, "2011-2019", "2016") == ["2016"]
    assert texts_for(asked, "2011-2014") == ["2011-2014"]


def test_they_tell_the_period_that_a_question_asks_for() -> None:
    assert texts_for("Which years were the early days?", "2011-2019") == ["2011-2019"]
