"""A citation names the other documents that hold the same text."""

from pincite.corpus import Document, Paragraph, Span
from pincite.qa.citing import cite
from pincite.qa.contract import citation_to_json


def test_a_citation_names_where_else_the_text_stands() -> None:
    text = "It rained on Monday."
    document = Document("a.txt", text, (Paragraph(Span(0, 20), ()),), also_in=("b.txt",))
    citation = citation_to_json(cite(document, Span(3, 9)))
    assert (citation["source"], citation["also_in"]) == ("a.txt", ["b.txt"])
