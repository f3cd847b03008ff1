"""The SQuAD metric: exact match and token F1 against any of the accepted answers.

Rajpurkar et al. 2016, section 6.1, and 2018, section 5, re-implemented from their definition.
"""

import re
import string
from collections import Counter
from collections.abc import Sequence

_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normalised(text: str) -> list[str]:
    """The words that count: lower case, without punctuation and articles.

    >>> normalised("The Norman-French, a people")
    ['normanfrench', 'people']
    """
    return re.sub(r"\b(a|an|the)\b", " ", text.lower().translate(_PUNCTUATION)).split()


def exact_match(answer: str, golds: Sequence[str]) -> float:
    """1 where the answer is one of the golds after normalising, else 0; 0 without golds."""
    return float(any(normalised(answer) == normalised(gold) for gold in golds))


def token_f1(answer: str, golds: Sequence[str]) -> float:
    """The best overlap in words with one of the golds, 0..1; 0 without golds."""
    return max((_f1(normalised(answer), normalised(gold)) for gold in golds), default=0.0)


def _f1(answer: list[str], gold: list[str]) -> float:
    if not answer or not gold:
        return float(answer == gold)
    shared = sum((Counter(answer) & Counter(gold)).values())
    return 2 * shared / (len(answer) + len(gold))
