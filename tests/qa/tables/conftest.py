"""Evidence over tables that are made here, without an index or a reader."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from pincite.corpus import Document, Span
from pincite.corpus.structure import find_blocks
from pincite.indexer.passages import Candidate, Passage, Piece
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.parsed_question import parse_question
from pincite.qa.retrieval import Ranked
from pincite.qa.tables import propose_from_tables
from pincite.qa.words import stem


def evidence_over(document: Document, question: str) -> Evidence:
    whole = Span(0, len(document.text))
    passage = Passage(
        0,
        document.document_id,
        document.source,
        whole,
        document.text,
        (Piece(0, whole),),
        (),
        None,
        "text",
    )
    parsed = parse_question(question)
    return Evidence(
        parsed,
        (Ranked(Candidate(passage, 1.0, 0.5), 1.0, 1),),
        (),
        {stem(term): 0.6 for term in parsed.terms},
        lambda _: document,
        lambda text, others: [0.0] * len(others),
    )


@pytest.fixture(name="evidence_over")
def evidence_over_fixture() -> Callable[[Document, str], Evidence]:
    """Makes the evidence of a question over one document."""
    return evidence_over


Ask = Callable[[str, str], list[Proposal]]


@pytest.fixture
def ask() -> Ask:
    """Proposals for a question over a text; each place is checked against the text."""

    def proposals(text: str, question: str) -> list[Proposal]:
        document = Document("a.txt", text, find_blocks(text), "A")
        found = propose_from_tables(evidence_over(document, question))
        for proposal in found:
            assert proposal.places
            assert 0.0 <= proposal.probability <= 1.0
            quotes = tuple(document.quote(place.span) for place in proposal.places)
            if proposal.items:
                assert proposal.items == quotes
            elif proposal.computed is None:
                assert quotes[0] == proposal.text
            else:
                assert set(proposal.computed.operands) <= set(range(len(proposal.places)))
        return found

    return proposals


@pytest.fixture
def row_evidence() -> Callable[..., Evidence]:
    """Evidence in which retrieval ranks the rows of a table that begin with some words."""

    def evidence(text: str, question: str, rows: list[str], near: str = "") -> Evidence:
        document = Document("a.txt", text, find_blocks(text), "A")
        whole = evidence_over(document, question)
        ranked = []
        for rank, words in enumerate(rows, 1):
            start = text.index(words)
            span = Span(start, text.index("\n", start))
            passage = replace(whole.ranked[0].passage, span=span, kind="row")
            ranked.append(Ranked(Candidate(passage, 1.0, 0.5), 1 - rank / 5, rank))
        return replace(
            whole,
            ranked=(*ranked, *whole.ranked),
            similarity=lambda _, others: [float(bool(near) and near in each) for each in others],
        )

    return evidence
