from pincite.corpus import Document, Span
from pincite.corpus.structure import find_blocks
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import parse_question
from pincite.qa.workings import Found, operands_of, work_out

TEXT = (
    "A season ticket costs £145. A day ticket costs £12.50. The path is 14.5 km long.\n\n"
    "The mill was opened in 1962. The firm was founded in 1948."
)
DOCUMENT = Document("a.txt", TEXT, find_blocks(TEXT), "A")


def found(quote: str) -> Found:
    """An answer that quotes the text."""
    at = TEXT.index(quote)
    place = Place(DOCUMENT.document_id, Span(at, at + len(quote)))
    evidence = Evidence(
        parse_question("?"), (), (), {}, lambda _: DOCUMENT, lambda _, others: [0.0] * len(others)
    )
    return Found(evidence, Proposal(quote, (place,), 0.9, 1), 0.9)


def worked(question: str, one: str, other: str) -> str | None:
    asked = operands_of(question)
    assert asked is not None
    proposal = work_out(asked, found(one), found(other))
    return proposal.text if proposal is not None else None


def test_amounts_of_one_unit_are_subtracted() -> None:
    question = "How much more does a season ticket cost than a day ticket?"
    assert worked(question, "£145", "£12.50") == "£132.50"


def test_amounts_of_two_units_give_nothing() -> None:
    question = "How much more does a season ticket cost than a day ticket?"
    assert worked(question, "£145", "14.5 km") is None


def test_one_place_is_not_two_operands() -> None:
    question = "How much more does a season ticket cost than a day ticket?"
    assert worked(question, "£145", "£145") is None


def test_an_operand_that_is_not_named_beside_its_answer_gives_nothing() -> None:
    question = "How much more does a season ticket cost than a family ticket?"
    assert worked(question, "£145", "£12.50") is None


def test_the_years_between_two_dates_are_counted() -> None:
    question = "How many years after the firm was founded was the mill opened?"
    assert worked(question, "1948", "1962") == "14 years"
