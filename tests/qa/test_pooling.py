"""What says the same counts together."""

from pincite.corpus import Span
from pincite.qa.evidence import Place, Proposal
from pincite.qa.parsed_question import AnswerType
from pincite.qa.pooling import pool_same


def said(*texts_and_shares, items=()):
    return [
        Proposal(text, (Place("a", Span(at, at + 1)),), share, rank=1, items=items)
        for at, (text, share) in enumerate(texts_and_shares)
    ]


def shares(proposals, kind=AnswerType.OTHER):
    return [round(one.probability, 3) for one in pool_same(proposals, kind)]


def test_the_likeliest_of_one_value_has_the_probability_of_all():
    found = said(("1999", 0.2), ("2004", 0.25), ("27 March 1999", 0.3))
    assert shares(found, AnswerType.DATE) == [0.2, 0.25, 0.5]


def test_other_values_stay_apart():
    found = said(("43.3 %", 0.4), ("43.4 %", 0.3))
    assert shares(found, AnswerType.PERCENT) == [0.4, 0.3]


def test_lists_stay_by_themselves():
    found = said(("a, b", 0.4), ("a, b", 0.3), items=("a", "b"))
    assert shares(found) == [0.4, 0.3]
