"""Whether a value that was asked for once more replaces one worked out of itself."""

from dataclasses import replace

import pytest

from pincite.corpus import Span
from pincite.qa.answers import CellName, Computed
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


def test_operands_of_one_kind_go_before_those_of_a_table_and_a_sentence_together():
    cell = CellName(None, "Annexe", "Power")
    own = value("173", "sum", 0.4)
    own = replace(own, places=(Place("a", Span(0, 1), cell), Place("a", Span(2, 3), cell)))
    mixed = value("494", "sum", 0.9)
    mixed = replace(mixed, places=(Place("a", Span(0, 1), cell), Place("a", Span(5, 6))))
    decision = Decision((own,), confidence=0.4, sureness=Sureness(0.4, 0.3))
    asked = operands_of("How much power do the annexe and the hall use together?")
    assert led_by(decision, asked, mixed).proposals[0].text == "173"
