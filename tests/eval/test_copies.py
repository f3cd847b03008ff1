"""Evidence in a document stands in every copy of it too."""

from pincite.corpus import Document, Span
from pincite.eval.places import Place, locate
from pincite.eval.questions import EvidenceRow


def test_a_citation_of_a_copy_meets_the_evidence_in_the_other() -> None:
    document = Document("old/a.txt", "It rained.", also_in=("b.txt",))
    evidence = locate(EvidenceRow(source="old/a.txt", quote="rained"), {"old/a.txt": document})
    assert evidence.is_met_by(Place("b.txt", Span(3, 9)))
    assert not evidence.is_met_by(Place("c.txt", Span(3, 9)))
