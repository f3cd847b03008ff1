"""What an acronym stands for is proposed where the documents define it."""

from pincite.corpus import Document, Span
from pincite.indexer.passages import Candidate, Passage, Piece
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.expansions import led_by_expansion, propose_expansions
from pincite.qa.parsed_question import parse_question
from pincite.qa.reading import Reading
from pincite.qa.retrieval import Ranked

TEXT = (
    "The Joint Test Bench (JTB) opened in May. The JTB tests pumps. "
    "The small one, JTB-A (Joint Test Bench, Annexe), follows. "
    "It is let by Halden Ltd, Wexcombe (hereinafter the “Owner”) to Ann Orr (the Tenant)."
)


def evidence_of(question):
    document = Document("a.txt", TEXT)
    whole = Span(0, len(TEXT))
    passage = Passage(
        0, document.document_id, "a.txt", whole, TEXT, (Piece(0, whole),), (), None, "text"
    )
    return Evidence(
        parse_question(question),
        (Ranked(Candidate(passage, 1.0, 0.5), 1.0, 1),),
        (Reading((), 0.0),),
        {},
        lambda _: document,
        lambda _, others: [0.0] * len(others),
    )


def proposed(question):
    evidence = evidence_of(question)
    found = propose_expansions(evidence)
    document = evidence.document("")
    assert all(document.quote(one.places[0].span) == one.text for one in found)
    return [one.text for one in found]


def test_the_long_form_answers_what_an_acronym_is():
    assert proposed("What is the JTB?") == ["Joint Test Bench"]
    assert proposed("what does jtb stand for") == []  # written small it is a word like others
    assert proposed("What does JTB stand for?") == ["Joint Test Bench"]


def test_other_questions_about_an_acronym_are_not_for_its_long_form():
    assert proposed("When did the JTB open?") == []
    assert proposed("What is the task of the JTB?") == []


def led(question, probability):
    at = TEXT.index("tests pumps")
    other = Proposal("tests pumps", (Place("a", Span(at, at + 11)),), probability, rank=1)
    return [one.text for one in led_by_expansion(evidence_of(question), [other])]


def test_the_long_form_leads_unless_another_answer_is_clear():
    assert led("What is the JTB?", 0.2) == ["Joint Test Bench", "tests pumps"]
    assert led("What is the JTB?", 0.6) == ["tests pumps"]
    assert led("When did the JTB open?", 0.2) == ["tests pumps"]


def test_a_term_stands_for_who_is_called_by_it():
    assert proposed("Who is the owner?") == ["Halden Ltd"]
    assert proposed("Who is the Tenant?") == ["Ann Orr"]
    assert proposed("Who pays the owner?") == []


def test_the_long_form_of_another_acronym_is_no_answer():
    said = "Joint Test Bench, Annexe"
    at = TEXT.index(said)
    document = evidence_of("What is the JTB?").document("")
    place = Place(document.document_id, Span(at, at + len(said)))
    other = Proposal(said, (place,), 0.9, rank=1)
    found = led_by_expansion(evidence_of("What is the JTB?"), [other])
    assert [one.text for one in found] == ["Joint Test Bench"]
