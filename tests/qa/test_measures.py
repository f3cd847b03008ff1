"""What is to be measured tells answers of the right unit from those of another."""

import pytest

from pincite.qa.measures import asked_measure, measure_agreement


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("How tall is the mast?", "length"),
        ("What is the top speed of the tender?", "speed"),
        ("crane lifting weight", "mass"),
        ("What's the phone number of the office?", "phone"),
        ("Which e-mail address do complaints go to?", "mail"),
        ("Who sets the speed limit?", None),
        ("What apps are on the phone?", None),
        ("How high are the fees?", None),
    ],
)
def test_what_is_asked_heads_its_phrase(question, measure):
    assert asked_measure(question) == measure


@pytest.mark.parametrize(
    ("question", "text", "agreement"),
    [
        ("How fast is the tender?", "19 knots", 1.0),
        ("How fast is the tender?", "62 litres an hour", 0.0),
        ("How fast is the tender?", "fairly", 0.5),
        ("How cold did it get?", "-22.4", 0.5),
        ("What is the phone number of the harbour?", "14", 0.0),
        ("What is the phone number of the harbour?", "01624 555 012", 1.0),
        ("email address of the registrar", "registrar@example.org", 1.0),
        ("Who runs the office?", "14", 0.5),
    ],
)
def test_units_and_forms_agree_or_do_not(question, text, agreement):
    assert measure_agreement(question, text) == agreement
