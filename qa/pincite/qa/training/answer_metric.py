"""The SQuAD metric: exact match and token F1 against any of the accepted answers."""

from collections.abc import Sequence

from pincite.qa.answer_overlap import normalise, overlap_f1, words


def exact_match(answer: str, golds: Sequence[str]) -> float:
    """1 where the answer is one of the golds after normalising, else 0; 0 without golds."""
    return float(any(normalise(answer) == normalise(gold) for gold in golds))


def token_f1(answer: str, golds: Sequence[str]) -> float:
    """The best overlap in words with one of the golds, 0..1; 0 without golds."""
    return max((overlap_f1(words(answer), words(gold)) for gold in golds), default=0.0)
