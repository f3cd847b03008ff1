from pincite.eval.drafting.cell_wording import Place, cell_question
from pincite.eval.drafting.naming import Naming
from pincite.eval.drafting.units import unit_of

NAMING = Naming(
    "They crossed the Mint Bridge. The gallery of the house is cold. We burn fuel daily."
)


def asked(column, value, *, row="Mint Bridge", table="Bridges", corner="Bridge"):
    found = cell_question(Place(table, unit_of(table), corner, row, column, value), NAMING)
    return found and found[0]


def test_a_participle_asks_who_and_when():
    assert asked("Built by", "Hanne Solvang") == "Who built the Mint Bridge?"
    assert asked("Opened", "May 1931") == "When did the Mint Bridge open?"


def test_a_measure_is_asked_for_with_its_unit():
    assert asked("Length (m)", "64") == (
        "What is the length of the Mint Bridge, in m, according to the table “Bridges”?"
    )


def test_spending_says_its_unit_and_is_left_out_without_one():
    place = {"row": "Fuel", "corner": "Spending"}
    assert asked("2020", "5,220", table="Money (£ thousand)", **place) == (
        "How much was spent on fuel in 2020, in thousands of pounds?"
    )
    assert asked("2020", "5,220", table="Money", **place) is None


def test_what_says_yes_or_no_is_not_asked():
    assert asked("Toll", "yes") is None
