import re
import string
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.eval import answer_metrics
from pincite.qa import answer_overlap

TEXT = st.text(alphabet=string.ascii_letters + " .,'-%1290é€\u2013the", max_size=30)


def f1_spelled_out(predicted: str, gold: str) -> float:
    """F1 from precision and recall, word by word, as the definition reads."""
    given_words, gold_words = answer_overlap.words(predicted), answer_overlap.words(gold)
    if not given_words or not gold_words:
        return float(given_words == gold_words)
    shared = sum((Counter(given_words) & Counter(gold_words)).values())
    if not shared:
        return 0.0
    precision, recall = shared / len(given_words), shared / len(gold_words)
    return 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("The Cat", "cat"),
        ("U.S.", "us"),
        ("an  apple,\ta day", "apple day"),
        ("a-n the", "an"),
        ("theatre", "theatre"),
        ("1,250", "1250"),
        ("€ 85", "€ 85"),
        ("A.", ""),
        ("", ""),
    ],
)
def test_normalising_lowers_drops_punctuation_then_articles_then_spaces(text, normal):
    expected = " ".join(re.sub(r"\b(a|an|the)\b", " ", normal).split())
    assert answer_overlap.normalise(text) == expected


@given(TEXT, TEXT)
def test_f1_is_the_harmonic_mean_of_precision_and_recall(predicted, gold):
    assert answer_metrics.f1(predicted, gold) == pytest.approx(f1_spelled_out(predicted, gold))


@given(TEXT, TEXT)
def test_an_exact_match_has_f1_of_one(predicted, gold):
    if answer_metrics.exact_match(predicted, gold):
        assert answer_metrics.f1(predicted, gold) == 1.0


@pytest.mark.parametrize(
    ("predicted", "gold"),
    [
        ("67\u00a0975 vehicles", "67,975 vehicles"),
        ("10.4%", "10.4 %"),
        ("10.4 per cent", "10.4%"),
        ("\u22125.3 %", "-5.3%"),
        ("1'250", "1,250"),
        ("Freight", "freight"),
    ],
)
def test_a_computed_value_is_right_however_its_numbers_are_written(predicted, gold):
    assert answer_metrics.computed_exact(predicted, gold) == 1.0
    assert answer_metrics.computed_f1(predicted, gold) == 1.0


@pytest.mark.parametrize(
    ("predicted", "gold"), [("104 %", "10.4 %"), ("5.3 %", "-5.3 %"), ("2,500 units", "25 units")]
)
def test_a_computed_value_of_another_number_is_wrong(predicted, gold):
    assert answer_metrics.computed_exact(predicted, gold) == 0.0
    assert answer_metrics.computed_f1(predicted, gold) == 0.0


def test_a_computed_value_without_its_unit_is_half_right():
    assert answer_metrics.computed_exact("1,250", "1,250 units") == 0.0
    assert answer_metrics.computed_f1("1,250", "1,250 units") == pytest.approx(2 / 3)


def test_the_best_acceptable_answer_counts():
    assert answer_metrics.best(answer_metrics.f1, "in May", ["May 2010", "in May"]) == 1.0
    assert answer_metrics.best(answer_metrics.f1, "in May", []) == 0.0


def test_an_item_too_many_costs_as_much_as_one_too_few():
    gold = ["bread", "milk", "salt"]
    assert answer_metrics.item_f1([*gold, "oil"], gold) == pytest.approx(6 / 7)
    assert answer_metrics.item_f1(gold, [*gold, "oil"]) == pytest.approx(6 / 7)


def test_an_item_given_twice_matches_once():
    assert answer_metrics.item_f1(["milk", "the milk"], ["milk"]) == pytest.approx(2 / 3)


def test_values_of_a_conflict_must_stand_in_answers_of_their_own():
    assert answer_metrics.values_shown(["eight brands", "nine"], ["eight", "nine in number"])
    assert not answer_metrics.values_shown(["nine"], ["eight", "nine"])
    assert not answer_metrics.values_shown(["eight or nine"], ["eight", "nine"])
    assert not answer_metrics.values_shown([], ["eight", "nine"])
