"""Words as they are compared: folded and stemmed."""

from functools import lru_cache

import snowballstemmer

from pincite.qa.parsed_question import STOP_WORDS, WORD

_STEMMER = snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word folded and cut to its stem.

    >>> stem("Vehicles"), stem("selling")
    ('vehicl', 'sell')
    """
    return str(_STEMMER.stemWord(word.casefold()))


def stems(text: str) -> set[str]:
    """The stems of the text's words, stop words left out."""
    return {stem(word) for word in WORD.findall(text) if word.casefold() not in STOP_WORDS}
