"""The arithmetic of measuring: spans from scores, the SQuAD metric, the schedule of the rate."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.qa.training.answer_metric import exact_match, token_f1
from pincite.qa.training.decoding import windows
from pincite.qa.training.evaluation import Reading, abstention_at, scores
from pincite.qa.training.label import Label
from pincite.qa.training.labels import Labels, read_labels, write_labels
from pincite.qa.training.schedule import Schedule, asked_decay
from pincite.qa.training.settings import Settings, SourceSettings

SETTINGS = Settings(
    name="s",
    sources=(SourceSettings(style="s", file="f", share=1.0),),
    learning_rate=1.0,
    warmup_steps=10,
)


@given(st.integers(0, 900), st.integers(1, 300), st.integers(1, 200))
def test_windows_cover_every_token(n, size, step):
    covered = {
        token for low, high in windows(n, size, min(step, size)) for token in range(low, high)
    }
    assert covered == set(range(n))


def test_the_metric_ignores_case_articles_and_punctuation():
    assert exact_match("the Normans.", ["Normans"]) == 1
    assert token_f1("in the year 1066", ["1066", "year 1066 AD"]) == pytest.approx(2 / 3)
    assert token_f1("anything", []) == 0


def test_scores_count_abstaining_as_squad_two_does():
    said = [
        Reading(margin=1.0, exact=1.0, f1=1.0, answerable=True),
        Reading(margin=-1.0, exact=1.0, f1=1.0, answerable=True),
        Reading(margin=-1.0, exact=0.0, f1=0.0, answerable=False),
        Reading(margin=0.5, exact=0.0, f1=0.0, answerable=False),
    ]
    found = scores(said)
    assert (found.span_f1, found.f1, found.rightly_abstained) == (100, 50, 50)
    assert found.best_f1 == 75


def test_abstention_is_measured_at_the_threshold_of_the_other_set():
    answerable = [Reading(float(n), 1, 1, True) for n in range(100)]
    wrong = [Reading(float(n), 0, 0, False) for n in range(-10, 10)]
    assert abstention_at(wrong, answerable) == pytest.approx(90)


def test_the_rate_rises_stays_and_falls():
    schedule = Schedule()
    assert schedule.rate(0, SETTINGS) == pytest.approx(0.1)
    assert schedule.rate(500, SETTINGS) == 1
    for step in range(500, 510):
        schedule = schedule.after(step, SETTINGS, asked=20)
    assert schedule.rate(510, SETTINGS) == pytest.approx(0.5)
    assert schedule.began_at == 500


def test_a_decay_may_be_asked_for_and_shortened(tmp_path):
    assert asked_decay(tmp_path, SETTINGS) is None
    (tmp_path / "DECAY").write_text("")
    assert asked_decay(tmp_path, SETTINGS) == SETTINGS.decay_steps
    (tmp_path / "DECAY").write_text("40\n")
    assert asked_decay(tmp_path, SETTINGS) == 40


def test_labels_come_back_from_their_file(tmp_path):
    label = Label(np.arange(4, dtype=np.float16), np.ones(4, np.float16))
    other = Label(np.zeros(2, np.float16), np.ones(2, np.float16))
    write_labels(tmp_path / "labels-0000.npz", {"a": label, "b": other})
    found = dict(read_labels(tmp_path / "labels-0000.npz"))
    assert found["a"].start.tolist() == [0, 1, 2, 3]
    assert found["b"].end.tolist() == [1, 1]
    assert len(Labels(tmp_path)) == 2


def test_the_window_of_a_label_keeps_null_and_gives_the_prefix_nothing():
    label = Label(np.arange(6, dtype=np.float16), np.arange(6, dtype=np.float16))
    cut = label.window(1, 3, prefix=2)
    assert cut is not None
    assert cut.start.tolist() == [0, -10_000, -10_000, 2, 3]
    assert label.window(3, 6, prefix=0) is None
