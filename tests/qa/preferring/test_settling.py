from collections.abc import Sequence

from pincite.corpus import Document, Paragraph, Span
from pincite.indexer.passages import Candidate, Passage, Piece
from pincite.qa.dating import section_date
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import parse_question
from pincite.qa.preferring import prefer, settle
from pincite.qa.retrieval import Ranked
from pincite.qa.words import stem


def document(source: str, text: str, as_of: str | None) -> Document:
    return Document(source, text, (Paragraph(Span(0, len(text)), ()),), as_of=as_of)


def ranked(of: Document, rank: int) -> Ranked:
    whole = Span(0, len(of.text))
    passage = Passage(
        rank - 1, of.document_id, of.source, whole, of.text, (Piece(0, whole),), (), None, "text"
    )
    return Ranked(Candidate(passage, 1.0, 0.5), 1.0, rank)


def first_of(
    question: str, said: Sequence[tuple[Document, str, float]], as_of: str | None = None
) -> str:
    """The answer to a question, given places with the reader's probabilities, likeliest first."""
    parsed = parse_question(question)
    known = {each.document_id: each for each, _, _ in said}
    evidence = Evidence(
        parsed=parsed,
        ranked=tuple(ranked(each, rank) for rank, (each, _, _) in enumerate(said, start=1)),
        readings=(),
        term_weights={stem(term): 1.0 for term in parsed.terms},
        document=known.__getitem__,
        similarity=lambda _, others: [0.0 for _ in others],
    )
    proposals = [
        Proposal(text, (Place(each.document_id, _span(each, text)),), probability, rank, margin=4.0)
        for rank, (each, text, probability) in enumerate(said, start=1)
    ]
    preferred = prefer(evidence, proposals, as_of=as_of)
    return settle(evidence, preferred, proposals, as_of=as_of)[0].text


def _span(of: Document, text: str) -> Span:
    start = of.text.index(text)
    return Span(start, start + len(text))


OLD = document("old.txt", "The warden of the reserve is Edda Holt.", "2016-04")
NEW = document("new.txt", "The warden of the reserve is Ruben Sand.", "2024-02")
WARDENS = [(OLD, "Edda Holt", 0.95), (NEW, "Ruben Sand", 0.3)]


def test_today_takes_the_newest_however_sure_the_reader_is_of_an_older_one() -> None:
    assert first_of("Who is the warden of the reserve today?", WARDENS) == "Ruben Sand"


def test_a_named_year_takes_what_is_said_of_that_year() -> None:
    turned = [(NEW, "Ruben Sand", 0.95), (OLD, "Edda Holt", 0.3)]
    assert first_of("Who was the warden of the reserve in 2016?", turned) == "Edda Holt"
    assert first_of("Who was the warden of the reserve before 2020?", turned) == "Edda Holt"


def test_a_question_without_a_time_keeps_what_the_reader_prefers() -> None:
    assert first_of("Who is the warden of the reserve?", WARDENS) == "Edda Holt"


def test_what_came_after_today_is_not_said_of_now() -> None:
    assert first_of("Who is the warden now?", WARDENS, as_of="2018-01") == "Edda Holt"


def test_another_things_value_of_the_right_time_does_not_take_its_place() -> None:
    said = [
        (document("a.txt", "The reserve has 14 ponds.", "2019"), "14", 0.9),
        (document("b.txt", "The museum shop sold 90,000 stamps.", "2024"), "90,000", 0.2),
    ]
    assert first_of("How many ponds does the reserve have today?", said) == "14"


def test_a_plan_is_taken_only_where_a_plan_is_asked_for() -> None:
    said = [
        (document("a.txt", "The reserve has 14 ponds.", None), "14", 0.6),
        (document("b.txt", "The reserve aims for 20 ponds by 2030.", None), "20", 0.55),
    ]
    assert first_of("How many ponds does the reserve have?", said) == "14"
    assert first_of("How many ponds does the reserve hope for?", said) == "20"


def test_a_dated_heading_dates_what_stands_below_it() -> None:
    text = "Log\n\n## 2.1 (5 May 2023)\n\nThe limit is 9.\n\n## Plans for 2031\n\nNone."
    paths = {"The limit is 9.": ("2.1 (5 May 2023)",), "None.": ("Plans for 2031",)}
    blocks = tuple(
        Paragraph(Span(text.index(said), text.index(said) + len(said)), path)
        for said, path in paths.items()
    )
    log = Document("log.md", text, blocks, as_of="2024-01")
    assert section_date(log, _span(log, "9")) == "2023-05-05"
    assert section_date(log, _span(log, "None")) == "2024-01"


def test_who_has_left_an_office_is_not_who_holds_it() -> None:
    text = "Director Ann Orr retired in May; her successor is Ben Lund, once of the museum."
    report = document("report.txt", text, None)
    said = [(report, "Ann Orr", 0.5), (report, "Ben Lund", 0.2)]
    assert first_of("Who is the director?", said) == "Ben Lund"
    assert first_of("Who was the director?", said) == "Ann Orr"
