"""How near two answers are, word by word, as the evaluation of SQuAD compares them.

Rajpurkar et al. 2016, section 6.1, and 2018, section 5, re-implemented from their definition.
Training and measuring share it.
"""

import re
import string
from collections import Counter
from collections.abc import Sequence

from pincite.corpus import Document, Span

Tokens = list[str]

_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = re.compile(r"\b(a|an|the)\b")
QUOTED_FROM = 0.7
"""Share of the words of the shorter of quote and line that both have."""


def normalise(text: str) -> str:
    """The text in lower case, without ASCII punctuation, English articles and extra white space.

    In that order: an article that only appears once punctuation is gone is dropped too.

    >>> normalise("The  U.S.-led (an) effort")
    'usled effort'
    """
    bare = text.lower().translate(_PUNCTUATION)
    return " ".join(_ARTICLES.sub(" ", bare).split())


def words(text: str) -> Tokens:
    """The normalised words of the text; [] when nothing is left."""
    return normalise(text).split()


def overlap_f1(predicted: Tokens, gold: Tokens) -> float:
    """The harmonic mean of precision and recall over the words two answers share, 0..1.

    F1 = 2 * shared / (words of one + words of the other), words counted as often as they occur.
    When one side has no words it is 1 only if both have none (SQuAD 2.0).
    """
    if not predicted or not gold:
        return float(predicted == gold)
    shared = sum((Counter(predicted) & Counter(gold)).values())
    return 2 * shared / (len(predicted) + len(gold))


def in_quoted_line(document: Document, span: Span, quotes: Sequence[str]) -> bool:
    """Whether the line a place stands in is, or holds most of, a quote: a row of a table, say.

    Cells of other rows say the same by chance.
    """
    text = document.text
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line = Counter(words(text[start : end if end >= 0 else len(text)]))
    return any(_share_in(Counter(words(quote)), line) >= QUOTED_FROM for quote in quotes)


def _share_in(quote: Counter[str], line: Counter[str]) -> float:
    shared, fewest = (quote & line).total(), min(quote.total(), line.total())
    return shared / fewest if fewest else 0.0
