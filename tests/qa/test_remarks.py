"""The note of an answer says what a person should know of how it came about."""

from dataclasses import replace

from pincite.corpus import Document, Paragraph, Span
from pincite.qa.answers import Answer, Timings
from pincite.qa.citing import cite
from pincite.qa.contract import answer_to_json
from pincite.qa.remarks import RECOGNISED, with_remarks

TEXT = "It rained on Monday."
SCAN = Document(
    "a.pdf", TEXT, (Paragraph(Span(0, 20), ()),), pages=(Span(0, 20),), recognised_pages=(1,)
)


def answer(question="When did it rain?", *, document=SCAN, note=None):
    citation = cite(document, Span(13, 19))
    return Answer(
        question=question,
        interpreted_question=None,
        status="answered",
        answer=citation.quote,
        confidence=0.9,
        reason=None,
        note=note,
        citations=(citation,),
        generation="g",
        timings=Timings(0, 0, 0),
    )


def test_words_recognised_in_a_picture_are_told_as_such():
    told = answer_to_json(with_remarks(answer(note="The newest one.")))
    assert told["citations"][0]["recognised"] is True
    assert told["note"] == f"The newest one. {RECOGNISED}"


def test_words_that_were_read_need_no_remark():
    told = with_remarks(answer(document=replace(SCAN, recognised_pages=())))
    assert told.note is None
    assert not told.citations[0].recognised


def test_a_question_in_another_language_gets_a_note():
    read = replace(SCAN, recognised_pages=())
    told = with_remarks(answer("Wann hat es geregnet?", document=read))
    assert told.note is not None
    assert "German" in told.note
