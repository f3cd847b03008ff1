"""Which blocks are searched for listings."""

from pincite.corpus import BulletList, Document, Span
from pincite.corpus.structure import find_blocks
from pincite.indexer.passages import Candidate, Passage, Piece
from pincite.qa.evidence import Evidence
from pincite.qa.parsed_question import parse_question
from pincite.qa.reading import Reading
from pincite.qa.retrieval import Ranked
from pincite.qa.several.searching import PASSAGES_SEARCHED, searched_blocks
from pincite.qa.words import stem

TEXT = "# Aims\n\nBy May the crew is to\n\n- mend the roof\n- paint the doors\n\nRain falls.\n"


def evidence(question, spans):
    """One passage a span, all of one document, in the order given."""
    document = Document("a.md", TEXT, find_blocks(TEXT), "A")
    ranked = []
    for rank, (start, end) in enumerate(spans, start=1):
        span = Span(start, end)
        passage = Passage(
            rank, "a", "a.md", span, TEXT[start:end], (Piece(0, span),), (), None, "text"
        )
        ranked.append(Ranked(Candidate(passage, 1.0, 0.5), 1.0, rank))
    parsed = parse_question(question)
    return Evidence(
        parsed,
        tuple(ranked),
        (Reading((), 0.0),),
        {stem(term): 1.0 for term in parsed.terms},
        lambda _: document,
        lambda text, others: [0.0] * len(others),
    )


def lists_searched(question, spans):
    found = searched_blocks(evidence(question, spans))
    return [b.rank for b in found if isinstance(b.document.blocks[b.position], BulletList)]


def at(words):
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_a_list_behind_a_passage_that_leads_to_it_is_searched():
    assert lists_searched("What must the crew do?", [at("By May the crew is to")]) == [1]


def test_a_list_far_down_is_searched_where_several_things_are_asked_for():
    spans = [at("Rain falls.")] * PASSAGES_SEARCHED + [at("mend the roof")]
    assert lists_searched("Which aims has the crew?", spans) == [PASSAGES_SEARCHED + 1]


def test_a_list_far_down_is_not_searched_for_one_thing():
    spans = [at("Rain falls.")] * PASSAGES_SEARCHED + [at("mend the roof")]
    assert lists_searched("When does the crew paint?", spans) == []
