import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pincite.qa.reading import (
    Reading,
    SpanScore,
    best_token_ranges,
    merge_windows,
    token_ranges_apart,
)

score = st.floats(-10, 10, width=32)
pairs = st.lists(st.tuples(score, score), min_size=1, max_size=12)
"""For each token how likely an answer begins and how likely it ends there."""


@given(pairs, st.integers(1, 5), st.integers(1, 30))
def test_ranges_agree_with_brute_force(tokens, longest, count):
    start, end = zip(*tokens, strict=True)
    found = best_token_ranges(
        np.array(start, np.float32), np.array(end, np.float32), count=count, longest=longest
    )
    brute = [
        float(np.float32(start[i]) + np.float32(end[j]))
        for i in range(len(start))
        for j in range(i, min(len(start), i + longest))
    ]
    assert [score for _, _, score in found] == sorted(brute, reverse=True)[:count]
    assert all(0 < j - i <= longest for i, j, _ in found)


@given(pairs, st.integers(1, 5), st.integers(1, 12))
def test_ranges_apart_are_each_the_best_of_what_is_left(tokens, longest, count):
    start, end = zip(*tokens, strict=True)
    found = token_ranges_apart(
        np.array(start, np.float32), np.array(end, np.float32), count=count, longest=longest
    )
    left = [
        (i, j + 1, float(np.float32(start[i]) + np.float32(end[j])))
        for i in range(len(start))
        for j in range(i, min(len(start), i + longest))
    ]
    for i, j, score in found:
        assert score == max(each for _, _, each in left)
        left = [(a, b, each) for a, b, each in left if b <= i or j <= a]
    assert len(found) == count or not left


def test_windows_are_compared_by_what_they_say_beyond_no_answer():
    sure = Reading((SpanScore(0, 3, 5.0),), null_score=1.0)
    loud = Reading((SpanScore(9, 12, 8.0),), null_score=7.0)
    merged = merge_windows([sure, loud], count=5)
    assert [(span.start, span.end) for span in merged.spans] == [(0, 3), (9, 12)]
    assert merged.margin == 4.0


def test_of_spans_apart_in_two_windows_the_better_of_those_that_overlap_is_kept():
    one = Reading((), 0.0, (SpanScore(0, 9, 5.0), SpanScore(20, 25, 1.0)))
    other = Reading((), 1.0, (SpanScore(5, 12, 7.0), SpanScore(40, 45, 2.0)))
    merged = merge_windows([one, other], count=5)
    assert [(span.start, span.end, span.score) for span in merged.apart] == [
        (5, 12, 6.0),
        (20, 25, 1.0),
        (40, 45, 1.0),
    ]


def test_a_passage_without_words_has_no_margin():
    assert Reading((), 0.0).margin == float("-inf")
