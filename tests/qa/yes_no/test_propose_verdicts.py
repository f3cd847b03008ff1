from collections.abc import Sequence

from pincite.corpus import Document, Paragraph, Span
from pincite.corpus.structure import find_blocks
from pincite.indexer.passages import Candidate, Passage, Piece
from pincite.qa.confidence import load_models
from pincite.qa.evidence import Evidence, Judge, Proposal
from pincite.qa.parsed_question import parse_question
from pincite.qa.retrieval import Ranked
from pincite.qa.words import stem
from pincite.qa.yes_no import found_deciders, propose_verdicts


def proposed(text: str, question: str, judge: Judge | None = None) -> list[Proposal]:
    return propose_verdicts(evidence_over(text, question, judge), [], load_models()["yes_no"])


def evidence_over(text: str, question: str, judge: Judge | None) -> Evidence:
    blocks = find_blocks(text) if "\n- " in text else (Paragraph(Span(0, len(text)), ()),)
    document = Document("faq.txt", text, blocks)
    whole = Span(0, len(text))
    passage = Passage(
        0, document.document_id, document.source, whole, text, (Piece(0, whole),), (), None, "text"
    )
    parsed = parse_question(question)
    return Evidence(
        parsed=parsed,
        ranked=(Ranked(Candidate(passage, 1.0, 0.5), 1.0, 1),),
        readings=(),
        term_weights={stem(term): 1.0 for term in parsed.terms},
        document={document.document_id: document}.__getitem__,
        similarity=lambda _, others: [0.5 for _ in others],
        judge=judge,
    )


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


def test_each_sentence_is_read_marked_and_the_best_ones_only() -> None:
    asked: list[str] = []

    def judge(texts: Sequence[str]) -> list[float]:
        asked.extend(texts)
        return [0.0 for _ in texts]

    text = " ".join(f"Tent {number} can be washed." for number in range(20))
    proposed(text, "Can the tent be washed?", judge)
    assert len(asked) == 8
    assert all(each.count("« Tent ") == 1 for each in asked)


def test_a_sentence_leads_by_what_it_is_better_than_every_other() -> None:
    text = "Tent one can be washed. Tent two can be washed. Tent three can be washed."
    judged = [4.0, 4.0, 1.0]
    evidence = evidence_over(text, "Can a tent be washed?", lambda _: judged)
    leads = [features[-1] for _, features in found_deciders(evidence, [])]
    assert leads == [0.0, 0.0, -3.0]


def test_an_item_of_a_list_says_what_its_announcement_says_of_it() -> None:
    rules = "# Rules\n\nIt is forbidden to:\n\n- feed the seals\n- swim in the basin\n"
    best = proposed(rules, "May I feed the seals?")[0]
    assert (best.text, best.verdict) == ("feed the seals", "denies")
