"""Which operation the words of a question ask for."""

import pytest

from pincite.qa.tables.asked_operations import asked_operations, likelihood, likely_operations
from pincite.qa.tables.operations import Operation


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("How much was left once every bill of the winter had been settled?", "difference"),
        ("What do the two halls bring in, all told?", "sum"),
        ("I want to ship fourteen goats. How much is the bill?", "product"),
        ("What proportion of the letters were answered late?", "share"),
        ("Who is the chairwoman of the trust?", "value"),
        ("When was the lighthouse built?", "value"),
    ],
)
def test_what_a_question_asks_for_is_likely(question, operation):
    shares = asked_operations(question)
    others = [share for name, share in shares.items() if name not in (operation, "value")]
    assert shares[operation] > max(0.05, *others)


def test_shares_are_probabilities():
    assert sum(asked_operations("How many more boats than rafts?").values()) == pytest.approx(1)


def test_an_operation_without_a_class_of_its_own_is_an_extreme():
    text = "Which of the lakes is the deepest?"
    assert likelihood(text, Operation.LARGEST) == likelihood(text, Operation.FIRST)
    assert likelihood(text, Operation.LARGEST) > likelihood(text, Operation.SUM)


def test_fewer_operations_are_likely_at_a_higher_bar():
    text = "How much more did the fair take in 2019 than the year before?"
    assert likely_operations(text, 0.5) <= likely_operations(text, 0.05)
    assert Operation.DIFFERENCE in likely_operations(text, 0.05)
