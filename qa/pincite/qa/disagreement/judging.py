"""Two values of two statements: the same, a conflict, or values of different things."""

from collections.abc import Mapping
from typing import Literal

from pincite.corpus import Span
from pincite.qa.clauses import find_span
from pincite.qa.disagreement.claims import Claim, value_in
from pincite.qa.disagreement.likeness import is_same_over_a_year, likeness
from pincite.qa.disagreement.topics import Statement
from pincite.qa.disagreement.weighing import compare_claims
from pincite.qa.evidence import Proposal, Similarity
from pincite.qa.parsed_question import ParsedQuestion, parse_question
from pincite.qa.plans import is_plan

Label = Literal["conflict", "same", "different_things"]
Given = Mapping[str, str | None]
LIKE_FROM = 0.5


def judge_pair(question: str, a: Given, b: Given, *, similarity: Similarity | None = None) -> Label:
    """Whether two statements ({"text", "sentence", "as_of"}) conflict as answers to a question.

    `similarity` gives the cosines of one text with others; without one the package's own encoder
    is opened.

    >>> first = {"text": "46", "sentence": "The mill employs 46 people.", "as_of": None}
    >>> second = {"text": "52", "sentence": "The mill has 52 workers.", "as_of": None}
    >>> judge_pair("How many people work at the mill?", first, second)
    'conflict'
    """
    parsed = parse_question(question)
    first, second = given_claim(parsed, a), given_claim(parsed, b)
    if compare_claims(first, second) == "same" or is_same_over_a_year(parsed, first, second):
        return "same"
    likely = likeness(parsed, first, second, similarity)
    return "conflict" if likely >= LIKE_FROM else "different_things"


def given_claim(parsed: ParsedQuestion, given: Given) -> Claim:
    """A statement on its own as a claim, without the document it stands in."""
    text, sentence = given.get("text") or "", given.get("sentence") or ""
    span: Span | None = find_span(sentence, text)
    return Claim(
        proposal=Proposal(text=text, places=(), probability=1.0, rank=0),
        statement=Statement(text, sentence, given.get("as_of"), span=span),
        value=value_in(sentence, span, text, parsed.answer_type),
        is_plan=span is not None and is_plan(sentence, span),
        origin="",
    )
