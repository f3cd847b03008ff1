from pincite.corpus import Document, Paragraph, Span
from pincite.indexer.passages import Candidate, Passage, Piece
from pincite.qa.confidence import load_models
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.parsed_question import parse_question
from pincite.qa.retrieval import Ranked
from pincite.qa.words import stem
from pincite.qa.yes_no import propose_verdicts


def proposed(text: str, question: str) -> list[Proposal]:
    document = Document("faq.txt", text, (Paragraph(Span(0, len(text)), ()),))
    whole = Span(0, len(text))
    passage = Passage(
        0, document.document_id, document.source, whole, text, (Piece(0, whole),), (), None, "text"
    )
    parsed = parse_question(question)
    evidence = Evidence(
        parsed=parsed,
        ranked=(Ranked(Candidate(passage, 1.0, 0.5), 1.0, 1),),
        readings=(),
        term_weights={stem(term): 1.0 for term in parsed.terms},
        document={document.document_id: document}.__getitem__,
        similarity=lambda _, others: [0.5 for _ in others],
    )
    return propose_verdicts(evidence, [], load_models()["yes_no"])


FAQ = "Can the tent be washed?\nNo, use a brush.\n\nIs there a warranty?\nYes, two years."


def test_a_no_answers_the_question_before_it() -> None:
    best = proposed(FAQ, "Can I wash my tent?")[0]
    assert (best.text, best.verdict) == ("No, use a brush.", "denies")


def test_a_no_to_the_opposite_supports() -> None:
    text = "Must the gate stay open?\nNo, our goats run away."
    assert proposed(text, "Should the gate be shut?")[0].verdict == "supports"


def test_a_question_decides_nothing() -> None:
    assert all(not proposal.text.endswith("?") for proposal in proposed(FAQ, "Is it washable?"))


def test_other_questions_get_no_verdict() -> None:
    assert proposed(FAQ, "How long is the warranty?") == []
