"""A bar that holds wrong answers at a share, and says so only where it can."""

import random
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.corpus import InputError
from pincite.qa.error_bounds import (
    Judged,
    binomial_tail,
    error_bound,
    fewest_questions,
    lowest_error,
)

CONFIDENCES = st.floats(0, 1).map(lambda share: round(share, 2))
JUDGED = st.lists(st.builds(Judged, CONFIDENCES, st.booleans(), st.just(True)), min_size=19)
SHARES = st.sampled_from([0.05, 0.1, 0.2, 0.5])


def drawn(rng: random.Random, n: int) -> list[Judged]:
    """Questions whose confidence is the square root of the chance that the answer is right."""
    confidences = [rng.random() for _ in range(n)]
    return [Judged(each, rng.random() < each**0.5, True) for each in confidences]


@given(JUDGED, SHARES)
def test_wrong_answers_and_one_more_stay_within_the_share_of_the_questions(judged, share):
    bound = error_bound(judged, share)
    given_out = [one for one in judged if one.confidence >= bound.bar]
    assert sum(not one.right for one in given_out) == bound.wrong
    assert (bound.wrong + 1) / (len(judged) + 1) <= share + 1e-9


@given(JUDGED, SHARES)
def test_no_lower_bar_would_hold(judged, share):
    bound = error_bound(judged, share)
    below = [one.confidence for one in judged if one.confidence < bound.bar]
    if below:
        more = [one for one in judged if one.confidence >= max(below)]
        assert (sum(not one.right for one in more) + 1) / (len(judged) + 1) > share


@given(JUDGED)
def test_a_stricter_share_never_answers_more(judged):
    strict, lax = (error_bound(judged, share).answered for share in (0.05, 0.2))
    assert strict <= lax


def test_the_share_of_questions_holds_on_average_over_new_questions():
    rng = random.Random(0)
    shares = []
    for _ in range(300):
        bound = error_bound(drawn(rng, 60), 0.1)
        new = [one for one in drawn(rng, 60) if one.confidence >= bound.bar]
        shares.append(sum(not one.right for one in new) / 60)
    assert mean(shares) < 0.11


def test_the_share_of_answers_holds_with_the_certainty_that_is_named():
    rng = random.Random(0)
    exceeded = 0
    for _ in range(100):
        bar = error_bound(drawn(rng, 200), 0.3, "answers").bar
        new = [one for one in drawn(rng, 2000) if one.confidence >= bar]
        exceeded += sum(not one.right for one in new) > 0.3 * len(new)
    assert exceeded <= 15


def test_too_few_questions_are_refused_with_the_number_it_takes():
    judged = [Judged(0.9, True, True)] * 50
    with pytest.raises(
        InputError, match="at least 99 judged questions, and this calibration has 50"
    ):
        error_bound(judged, 0.01)


def test_an_error_that_no_bar_holds_is_refused_with_the_lowest_that_can_be_held():
    judged = [Judged(0.9 - n / 1000, n % 4 != 0, True) for n in range(300)]
    with pytest.raises(InputError, match=r"the lowest that can be held is 3\d %"):
        error_bound(judged, 0.05, "answers")
    assert 0.25 < (lowest_error(judged, "answers") or 0) < 0.4


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1, float("nan")])
def test_what_is_no_share_is_refused(share):
    with pytest.raises(InputError, match="a share between 0 and 1"):
        error_bound([], share)


def test_right_answers_alone_are_all_given():
    assert error_bound([Judged(0.2, True, True)] * 19, 0.05).answered == 19
    assert error_bound([Judged(0.2, True, True)] * 45, 0.05, "answers").answered == 45


@given(st.sampled_from([0.01, 0.05, 0.1, 0.25]), st.sampled_from(["questions", "answers"]))
def test_the_fewest_questions_are_just_enough(share, of):
    fewest = fewest_questions(share, of)
    assert 1 / (fewest + 1) <= share + 1e-9 if of == "questions" else (1 - share) ** fewest <= 0.1
    assert 1 / fewest > share if of == "questions" else (1 - share) ** (fewest - 1) > 0.1


def test_the_binomial_tail_is_a_sum_over_all_outcomes():
    assert binomial_tail(20, 20, 0.3) == pytest.approx(1)
    assert binomial_tail(0, 10, 0.1) == pytest.approx(0.9**10)
