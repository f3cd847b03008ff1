"""How near an answer is to the acceptable ones: exact match and overlap, answer by answer."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from pincite.qa.answer_overlap import Tokens, normalise, overlap_f1, words

_MINUS = str.maketrans("\u2212\u2010\u2011\u2012\u2013", "-----")
_PER_CENT = re.compile(r"\bper\s?cent\b")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[,'\u2019 \u00a0\u2009\u202f]\d{3})+(?!\d)")
_NUMBER_OR_WORD = re.compile(r"-?\d+(?:\.\d+)?|[^\W\d_]+|[%€$£¥]")


def number_words(text: str) -> Tokens:
    """The words and numbers of the text with numbers in one form: for answers worked out.

    Thousands separators go, a minus is "-", "per cent" is "%", a sign stands apart from its number.
    Unlike `normalise` it keeps the decimal point, so that 10.4 is not 104.

    >>> number_words("1,250 units"), number_words("10.4%"), number_words("\u22125.3 per cent")
    (['1250', 'units'], ['10.4', '%'], ['-5.3', '%'])
    """
    plain = _PER_CENT.sub("%", text.lower().translate(_MINUS))
    joined = _GROUPED.sub(lambda match: re.sub(r"\D", "", match.group()), plain)
    return [word for word in _NUMBER_OR_WORD.findall(joined) if word not in {"a", "an", "the"}]


def numbers(text: str) -> Tokens:
    """The numbers of the text in one form, in order.

    >>> numbers("from 1,250 to 1 300 in May")
    ['1250', '1300']
    """
    return [word for word in number_words(text) if word[-1].isdigit()]


def exact_match(predicted: str, gold: str) -> float:
    """1 when the two are the same once normalised, else 0."""
    return float(normalise(predicted) == normalise(gold))


def f1(predicted: str, gold: str) -> float:
    """The overlap of the normalised words, 0..1."""
    return overlap_f1(words(predicted), words(gold))


def computed_exact(predicted: str, gold: str) -> float:
    """Exact match of a value worked out, tolerant of how its numbers are written.

    Two answers whose numbers differ never match, which SQuAD's definition alone, blind to the
    decimal point, would allow.

    >>> computed_exact("67 975 vehicles", "67,975 vehicles"), computed_exact("12 %", "1.2 %")
    (1.0, 0.0)
    """
    if numbers(predicted) != numbers(gold):
        return 0.0
    return max(exact_match(predicted, gold), float(number_words(predicted) == number_words(gold)))


def computed_f1(predicted: str, gold: str) -> float:
    """The overlap of a value worked out; 0 when its numbers are other ones.

    Half of "2,500 units" is not in "3,100 units", although they share a word.
    """
    if numbers(predicted) != numbers(gold):
        return 0.0
    return max(f1(predicted, gold), overlap_f1(number_words(predicted), number_words(gold)))


def best(measure: Callable[[str, str], float], predicted: str, golds: Iterable[str]) -> float:
    """The measure against the acceptable answer that it is highest for; 0 without any."""
    return max((measure(predicted, gold) for gold in golds), default=0.0)


def item_f1(predicted: Sequence[str], gold: Sequence[str]) -> float:
    """F1 of a set of items, an item counting when it equals a gold one once normalised, 0..1.

    F1 = 2 * matched / (predicted + gold). An item matches once; one given twice counts against
    precision.

    >>> item_f1(["Cockpit", "the roof"], ["cockpit", "roof", "floor", "doors"])
    0.6666666666666666
    """
    if not predicted or not gold:
        return float(not predicted and not gold)
    matched = Counter(map(normalise, predicted)) & Counter(map(normalise, gold))
    return 2 * sum(matched.values()) / (len(predicted) + len(gold))


def contains(text: str, part: str) -> bool:
    """Whether the normalised words of `part` stand in those of `text`, side by side.

    >>> contains("nearly 450,000 people", "450,000"), contains("1945", "45")
    (True, False)
    """
    return bool(words(part)) and f" {normalise(part)} " in f" {normalise(text)} "


def same_value(one: str, other: str) -> bool:
    """Whether one of the two stands in the other: "eight" and "eight brands"."""
    return contains(one, other) or contains(other, one)


def values_shown(shown: Sequence[str], values: Sequence[str]) -> bool:
    """Whether at least two of the values appear, each in an answer of its own.

    >>> values_shown(["45 days", "30 days"], ["45 days", "30 days"])
    True
    >>> values_shown(["45 or 30 days", "two weeks"], ["45", "30"])
    False
    """
    pairs = [
        (place, value)
        for place, answer in enumerate(shown)
        for value, text in enumerate(values)
        if same_value(answer, text)
    ]
    return any(a[0] != b[0] and a[1] != b[1] for a in pairs for b in pairs)
