"""Whether a value that was asked for once more replaces one worked out of itself."""

import pytest

from pincite.corpus import Span
from pincite.qa.answers import Computed
from pincite.qa.deciding import Decision
from pincite.qa.evidence import Place, Proposal
from pincite.qa.sureness import Sureness
from pincite.qa.workings.frames import operands_of
from pincite.qa.workings.leading import led_by

QUESTION = "How many more boats did Nairn build than Orrin in 1998?"


def value(text, operation, probability):
    computed = Computed(operation, text, None, (0,))
    place = Place("a", Span(0, 1))
    return Proposal(text, (place,), probability, rank=1, computed=computed)


@pytest.mark.parametrize(
    ("operation", "probability", "first"),
    [("difference", 0.8, "12"), ("difference", 0.4, "7"), ("sum", 0.8, "7")],
)
def test_a_likely_value_of_the_same_operation_is_not_replaced(operation, probability, first):
    own, again = value("12", operation, probability), value("7", "difference", 0.9)
    decision = Decision((own,), confidence=0.6, sureness=Sureness(0.6, 0.3))
    led = led_by(decision, operands_of(QUESTION), again)
    assert led.proposals[0].text == first
