"""Cosines are the encoder's, whether a text was compared before or not."""

import numpy as np

from pincite.qa.similarity import MeaningOf


class CountingEncoder:
    """Turns a text into a unit vector by its length; counts what it encodes."""

    name, dimension = "counting@1", 2

    def __init__(self):
        self.encoded = []

    def encode(self, texts):
        self.encoded += texts
        angles = np.array([len(text) / 10 for text in texts], dtype=np.float32)
        return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def test_texts_compared_before_are_not_encoded_again():
    encoder = CountingEncoder()
    meaning = MeaningOf(encoder)
    first = meaning.cosines("ab", ["abc", "abcdef", "abc"])
    assert encoder.encoded == ["ab", "abc", "abcdef"]
    assert meaning.cosines("ab", ["abc", "abcdef", "abc"]) == first
    meaning.cosines("abc", ["x"])
    assert encoder.encoded == ["ab", "abc", "abcdef", "x"]


def test_cosines_are_those_of_the_vectors():
    [near, far] = MeaningOf(CountingEncoder()).cosines("ab", ["cd", "abcdef"])
    assert abs(near - 1) < 1e-6 and abs(far - np.cos(0.4)) < 1e-6


def test_only_so_many_vectors_are_kept():
    encoder = CountingEncoder()
    meaning = MeaningOf(encoder, most=2)
    meaning.cosines("a", ["bb", "ccc"])
    meaning.cosines("ccc", ["bb"])
    assert encoder.encoded == ["a", "bb", "ccc"]
    meaning.cosines("a", ["bb"])
    assert encoder.encoded == ["a", "bb", "ccc", "a"]


def test_nothing_to_compare_needs_no_encoder():
    assert MeaningOf(CountingEncoder()).cosines("a", []) == []
