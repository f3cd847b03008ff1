from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pincite.corpus import Document, Paragraph, Span
from pincite.corpus.structure import find_blocks
from pincite.indexer.passages import Candidate, Passage, Piece
from pincite.qa.confidence import Logistic
from pincite.qa.disagreement import Conflict, find_conflict
from pincite.qa.disagreement.weighing import default_model
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import parse_question
from pincite.qa.retrieval import Ranked
from pincite.qa.words import stem

QUESTION = "How many service partners are there?"


def document(source: str, text: str, as_of: str | None) -> Document:
    return Document(source, text, (Paragraph(Span(0, len(text)), ()),), as_of=as_of)


def ranked(of: Document, rank: int) -> Ranked:
    whole = Span(0, len(of.text))
    passage = Passage(
        rank - 1, of.document_id, of.source, whole, of.text, (Piece(0, whole),), (), None, "text"
    )
    return Ranked(Candidate(passage, 1.0, 0.5), 1.0, rank)


def found(
    documents: Sequence[Document],
    texts: Sequence[str],
    question: str = QUESTION,
    as_of: str | None = None,
    model: Logistic | None = None,
) -> Conflict | None:
    parsed = parse_question(question)
    known = {each.document_id: each for each in documents}
    evidence = Evidence(
        parsed=parsed,
        ranked=tuple(ranked(each, rank) for rank, each in enumerate(documents, start=1)),
        readings=(),
        term_weights={stem(term): 1.0 for term in parsed.terms},
        document=known.__getitem__,
        similarity=lambda _, others: [0.0 for _ in others],
    )
    proposals = [
        Proposal(text, (Place(each.document_id, _span(each, text)),), 0.9 / len(texts), rank)
        for rank, (each, text) in enumerate(zip(documents, texts, strict=False), start=1)
    ]
    return find_conflict(evidence, proposals, as_of=as_of, model=model)


def _span(of: Document, text: str) -> Span:
    start = of.text.index(text)
    return Span(start, start + len(text))


OLD = document("old.txt", "There are 118 service partners in four regions.", "2022-05")
NEW = document("new.txt", "At the moment there are 147 service partners.", "2025-02")


def test_a_value_that_no_reader_proposed_is_weighed_where_its_sentence_is_about_the_question() -> (
    None
):
    conflict = found([OLD, NEW], ["118"])
    assert conflict is not None
    assert {side.proposal.text for side in conflict.sides} == {"118", "147"}


def test_different_values_for_the_same_thing_are_a_conflict_with_the_newest_first() -> None:
    conflict = found([OLD, NEW], ["118", "147"])
    assert conflict is not None
    assert [side.proposal.text for side in conflict.sides] == ["147", "118"]
    assert [side.as_of for side in conflict.sides] == ["2025-02", "2022-05"]
    assert "newest" in conflict.note


def test_the_same_value_in_other_words_is_none() -> None:
    same = document("same.txt", "There are about 147 service partners.", "2024")
    assert found([NEW, same], ["147", "147"]) is None


def test_values_of_other_things_are_none() -> None:
    other = document("other.txt", "There are 12 service vans.", "2025-02")
    assert found([NEW, other], ["147", "12"]) is None


def test_values_of_other_years_are_none_where_the_question_names_one() -> None:
    first = document("first.txt", "In 2022 there were 118 service partners.", None)
    second = document("second.txt", "In 2025 there were 147 service partners.", None)
    assert found([first, second], ["118", "147"]) is not None
    asked = "How many service partners were there in 2022?"
    assert found([first, second], ["118", "147"], asked) is None


def test_copies_of_a_document_count_as_one_source() -> None:
    copy = document("copy.txt", OLD.text, OLD.as_of)
    undated = document("a.txt", "There are 147 service partners.", "2022-05")
    third = document("b.txt", "Service partners: there are 147 of them.", "2022-05")
    conflict = found([OLD, copy, undated, third], ["118", "118", "147", "147"])
    assert conflict is not None
    assert [(side.proposal.text, side.sources) for side in conflict.sides] == [
        ("147", 2),
        ("118", 1),
    ]
    assert "independent sources" in conflict.note


def test_near_copies_of_a_document_count_as_one_source() -> None:
    edited = "Revised. There are 118 service partners in all four regions."
    first, copy = replace(OLD, kin="k"), replace(document("e.txt", edited, "2022-05"), kin="k")
    undated = document("a.txt", "There are 147 service partners.", "2022-05")
    third = document("b.txt", "Service partners: there are 147 of them.", "2022-05")
    conflict = found([first, copy, undated, third], ["118", "118", "147", "147"])
    assert conflict is not None
    assert [side.sources for side in conflict.sides] == [2, 1]


def test_one_proposal_alone_is_none() -> None:
    assert found([OLD], ["118"]) is None


def test_what_is_said_after_today_does_not_stand_first() -> None:
    conflict = found([OLD, NEW], ["118", "147"], as_of="2023")
    assert conflict is not None
    assert [side.proposal.text for side in conflict.sides] == ["118", "147"]


def test_cells_of_one_table_do_not_contradict_one_another():
    text = "| House | Power 2022 | Power 2023 |\n| --- | --- | --- |\n| Depot | 61 | 50 |\n"
    table = Document("power.md", text, find_blocks(text))
    question = "How much power did the depot use?"
    always = Logistic(default_model().names, np.zeros(len(default_model().names)), 9.0)
    assert found([table, table], ["50", "61"], question, model=always) is None
    other = document("b.txt", "The depot used 61 MWh of power.", None)
    assert found([table, other], ["50", "61"], question, model=always) is not None


def test_what_one_sentence_says_of_several_is_no_disagreement():
    text = "Adults pay £19, students £15, children from 4 to 12 £11."
    guide = document("guide.md", text, None)
    always = Logistic(default_model().names, np.zeros(len(default_model().names)), 9.0)
    assert found([guide, guide], ["£15", "£19"], "What does a student pay?", model=always) is None


def test_who_had_an_office_later_does_not_contradict_who_had_it_first():
    old = document("old.txt", "The first director was Jens Friis.", "2004")
    new = document("new.txt", "The director is Karin Lund.", "2023")
    always = Logistic(default_model().names, np.zeros(len(default_model().names)), 9.0)
    said = ["Jens Friis", "Karin Lund"]
    assert found([old, new], said, "Who was the first director?", model=always) is None
    assert found([old, new], said, "Who was the director?", model=always) is not None


def weighed(*sides: tuple[Document, str, float]) -> Conflict | None:
    """The conflict of values with the probabilities that they were proposed with."""
    known = {each.document_id: each for each, _, _ in sides}
    parsed = parse_question(QUESTION)
    evidence = Evidence(
        parsed=parsed,
        ranked=tuple(ranked(each, rank) for rank, (each, _, _) in enumerate(sides, start=1)),
        readings=(),
        term_weights={stem(term): 1.0 for term in parsed.terms},
        document=known.__getitem__,
        similarity=lambda _, others: [0.0 for _ in others],
    )
    proposals = [
        Proposal(text, (Place(each.document_id, _span(each, text)),), probability, rank)
        for rank, (each, text, probability) in enumerate(sides, start=1)
    ]
    return find_conflict(evidence, proposals)


def test_a_value_proposed_with_little_probability_is_weighed_like_one_that_nobody_proposed() -> (
    None
):
    conflict = weighed((NEW, "147", 0.9), (OLD, "118", 0.001))
    assert conflict is not None
    assert [side.proposal.text for side in conflict.sides] == ["147", "118"]


def test_the_newest_value_stands_first_only_where_it_is_likely_at_all() -> None:
    conflict = weighed((OLD, "118", 0.9), (NEW, "147", 0.05))
    assert conflict is not None
    assert [side.proposal.text for side in conflict.sides] == ["118", "147"]
    assert conflict.note.endswith("the first is the likeliest reading.")
    conflict = weighed((OLD, "118", 0.6), (NEW, "147", 0.3))
    assert conflict is not None
    assert [side.proposal.text for side in conflict.sides] == ["147", "118"]
