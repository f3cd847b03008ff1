"""Words as they are compared: folded and stemmed."""

import threading
from functools import lru_cache
from typing import Any

import Stemmer

from pincite.qa.parsed_question import FUNCTION_WORDS, WORD

_of_thread = threading.local()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word folded and cut to its stem.

    >>> stem("Vehicles"), stem("selling")
    ('vehicl', 'sell')
    """
    return str(_stemmer().stemWord(word.casefold()))


def _stemmer() -> Any:
    """This thread's own: a stemmer must not be used by two at once."""
    if not hasattr(_of_thread, "stemmer"):
        _of_thread.stemmer = Stemmer.Stemmer("english")
    return _of_thread.stemmer


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The stems of the text's words, function words left out."""
    return frozenset(ordered_stems(text))


def ordered_stems(text: str) -> list[str]:
    """The same in the order of the words, each as often as it stands."""
    return [stem(word) for word in WORD.findall(text) if word.casefold() not in FUNCTION_WORDS]
