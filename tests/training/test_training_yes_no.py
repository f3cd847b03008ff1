"""Fitting what decides a yes/no question."""

from pincite.qa.training.yes_no import Decider, fit, tally, wanted_verdict
from pincite.qa.yes_no import YES_NO_FEATURES


def sentence(decides: float, *, is_right: bool, has_verdict: bool) -> Decider:
    """A sentence whose first feature says that it decides."""
    return Decider((decides, *[0.0] * (len(YES_NO_FEATURES) - 1)), is_right, has_verdict)


def test_the_sentence_that_decides_comes_first():
    deciding = sentence(1.0, is_right=True, has_verdict=True)
    other = sentence(0.0, is_right=False, has_verdict=False)
    rows = [[other, deciding]] * 20
    assert tally(rows, fit(rows)) == (20, 20)


def test_a_row_names_its_verdict_or_its_answer():
    assert [wanted_verdict({"verdict": said}) for said in ("no", "denies")] == ["denies"] * 2
    assert [wanted_verdict({"verdict": said}) for said in ("yes", "supports")] == ["supports"] * 2
